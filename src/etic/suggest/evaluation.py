"""How good suggestions are: each interview is coded by what is known without it, and compared.

For a passage that people gave m codes, the m best ones are the *prediction*, and a code is among
the *top three* if it is one of the three best (of m, where there are more). Precision, recall and
F1 are those of each code; the macro-F1 is their mean over codes that occur. Intervals are
percentiles over interviews drawn anew with replacement (bootstrap; Efron 1979): passages of one
interview are not independent of one another.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from etic.suggest.scoring import Scorer

if TYPE_CHECKING:
    import pandas as pd

    from etic.suggest.arrays import Floats

DRAWS = 1_000
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its interval; None where there is nothing to reckon it from."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class CodeFigures:
    """How well one code is suggested, over so many passages that carry it."""

    code: str
    passages: int
    precision: Figure
    recall: Figure
    f1: Figure
    top3: Figure


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All codes together, and each."""

    interviews: int
    passages: int
    examples: int | None  # that each code was allowed to learn from at most; None: all
    macro_f1: Figure
    top1: Figure
    top3: Figure
    codes: tuple[CodeFigures, ...]

    def frame(self) -> pd.DataFrame:
        """One row a code: passages, then precision, recall, f1 and top3, each with low and high."""
        import pandas as pd

        return pd.DataFrame([_row(one) for one in self.codes])


def _row(one: CodeFigures) -> dict[str, object]:
    row: dict[str, object] = {"code": one.code, "passages": one.passages}
    for name in ("precision", "recall", "f1", "top3"):
        figure: Figure = getattr(one, name)
        row |= {name: figure.value, f"{name}_low": figure.low, f"{name}_high": figure.high}
    return row


def evaluate(
    scorer: Scorer,
    *,
    shots: int | None = None,
    draws: int = DRAWS,
    tell: Callable[[int, int], None] | None = None,
) -> Evaluation:
    """Leave one interview out, in turn.

    `shots` are the examples that a code may have at most (0: only the codebook speaks); they are
    those of the first interviews in order. `tell(done, of)` hears of interviews.
    """
    import numpy as np

    groups: dict[str, list[int]] = {}
    for at, example in enumerate(scorer.examples):
        groups.setdefault(example.document, []).append(at)
    column = {code.path: at for at, code in enumerate(scorer.codes)}
    counts = np.zeros((len(groups), 4, len(scorer.codes)))  # true, predicted, both, in top three
    firsts = np.zeros((len(groups), 3))  # passages, first right, any in three
    for number, (name, mine) in enumerate(groups.items()):
        use = _allowed(scorer, name, shots)
        spans: dict[tuple[int, int], list[int]] = {}
        for at in mine:
            passage = scorer.examples[at].passage
            spans.setdefault((passage.start, passage.end), []).append(at)
        scores = scorer.scores(use, [ats[0] for ats in spans.values()])
        for row, ats in enumerate(spans.values()):
            true = {column[scorer.examples[at].code] for at in ats}
            order = np.argsort(-scores[row], kind="stable")
            guessed, three = set(order[: len(true)]), set(order[: max(3, len(true))])
            counts[number, 0, [*true]] += 1
            counts[number, 1, [*guessed]] += 1
            counts[number, 2, [*(true & guessed)]] += 1
            counts[number, 3, [*(true & three)]] += 1
            firsts[number] += (1, order[0] in true, bool(true & set(order[:3])))
        if tell is not None:
            tell(number + 1, len(groups))
    return _figures(scorer, counts, firsts, shots, draws)


def _allowed(scorer: Scorer, left_out: str, shots: int | None) -> list[int]:
    taken: dict[str, int] = {}
    use = []
    for at, example in enumerate(scorer.examples):
        if example.document == left_out:
            continue
        taken[example.code] = taken.get(example.code, 0) + 1
        if shots is None or taken[example.code] <= shots:
            use.append(at)
    return use


def _figures(
    scorer: Scorer, counts: Floats, firsts: Floats, shots: int | None, draws: int
) -> Evaluation:
    import numpy as np

    rng = np.random.default_rng(20261127)
    n = len(counts)
    weights = rng.multinomial(n, np.full(n, 1 / n), size=draws) if n else np.zeros((0, 0))
    occur = counts[:, 0].sum(axis=0) > 0
    whole = _measures(counts.sum(axis=0))
    drawn = _measures(np.tensordot(weights, counts, axes=1).transpose(1, 0, 2))
    macro = float(np.nanmean(whole["f1"][occur])) if occur.any() else None
    firsts_drawn = weights @ firsts
    return Evaluation(
        interviews=n,
        passages=int(firsts[:, 0].sum()),
        examples=shots,
        macro_f1=_figure(macro, np.nanmean(drawn["f1"][:, occur], axis=1) if n else None),
        top1=_share(firsts[:, 1].sum(), firsts[:, 0].sum(), firsts_drawn[:, 1:2], firsts_drawn),
        top3=_share(firsts[:, 2].sum(), firsts[:, 0].sum(), firsts_drawn[:, 2:3], firsts_drawn),
        codes=tuple(
            CodeFigures(
                code.path,
                int(counts[:, 0, at].sum()),
                *(
                    _figure(_number(whole[name][at]), drawn[name][:, at])
                    for name in ("precision", "recall", "f1", "top3")
                ),
            )
            for at, code in enumerate(scorer.codes)
            if occur[at]
        ),
    )


def _measures(counts: Floats) -> dict[str, Floats]:
    """Precision, recall, F1 and top three, of counts with (true, predicted, both, three) first."""
    import numpy as np

    true, guessed, both, three = counts
    with np.errstate(divide="ignore", invalid="ignore"):
        return {
            "precision": both / guessed,
            "recall": both / true,
            "f1": 2 * both / (true + guessed),
            "top3": three / true,
        }


def _share(part: float, whole: float, parts: Floats, drawn: Floats) -> Figure:
    import numpy as np

    with np.errstate(divide="ignore", invalid="ignore"):
        return _figure(float(part / whole) if whole else None, parts[:, 0] / drawn[:, 0])


def _figure(value: float | None, drawn: Floats | None) -> Figure:
    import numpy as np

    known = drawn[~np.isnan(drawn)] if drawn is not None else ()
    if value is None or not len(known):
        return Figure(value)
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(known, [tail, 1 - tail])
    return Figure(value, float(low), float(high))


def _number(value: float) -> float | None:
    return None if value != value else float(value)
