"""Codes for passages, with a score and a reason: what everything else here is for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from etic.suggest.reasons import rare_lemmas, reason
from etic.suggest.scoring import Scorer


@dataclass(frozen=True, slots=True)
class Idea:
    """A code proposed for a passage: how likely a person would agree (0 to 1), and why."""

    code: str
    score: float
    why: str


_RULE = 0.5  # how far a rule brings a score towards 1


def ideas(
    scorer: Scorer,
    *,
    top: int = 3,
    among: Collection[str] | None = None,
    there: Sequence[Collection[str]] | None = None,
    ruled: Sequence[Mapping[str, str]] | None = None,
) -> list[list[Idea]]:
    """The best codes for each of the passages that the scorer has at hand, surest first.

    Only codes of `among`, where it is given, and none that a passage carries already (`there`).
    `ruled` names the codes that a rule speaks for, with its reason: a person wrote it, but words
    can stand for something else, so their scores are brought halfway towards 1.
    """
    import numpy as np

    if not scorer.passages or not scorer.codes:
        return [[] for _ in scorer.passages]
    chances = scorer.chances()
    alike = scorer.nearest(scorer.here) if scorer.examples else None
    rare = rare_lemmas([*scorer.passages, *(e.passage for e in scorer.examples)], scorer.codes)
    open_ = [at for at, code in enumerate(scorer.codes) if among is None or code.path in among]
    owners = np.array([example.code for example in scorer.examples])
    found = []
    for row, passage in enumerate(scorer.passages):
        said = ruled[row] if ruled else {}
        taken = there[row] if there else ()
        scores = {
            at: _surer(chances[row, at]) if scorer.codes[at].path in said else chances[row, at]
            for at in open_
            if scorer.codes[at].path not in taken
        }
        here = []
        for at in sorted(scores, key=lambda at: -scores[at])[:top]:
            code = scorer.codes[at]
            score = float(scores[at])
            why = said.get(code.path, "")
            if not why:
                nearest, how = None, 0.0
                if alike is not None and (own := np.flatnonzero(owners == code.path)).size:
                    first = own[alike[row, own].argmax()]
                    nearest, how = scorer.examples[first], float(alike[row, first])
                why = reason(code, passage, rare, score, nearest, how)
            here.append(Idea(code.path, score, why))
        found.append(here)
    return found


def _surer(score: float) -> float:
    return score + (1 - score) * _RULE
