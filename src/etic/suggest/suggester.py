"""Codes for passages, with a score and a reason: what everything else here is for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from etic.suggest.passages import Passage
from etic.suggest.reasons import rare_lemmas, reason
from etic.suggest.scoring import Scorer


@dataclass(frozen=True, slots=True)
class Idea:
    """A code proposed for a passage: how likely a person would agree (0 to 1), and why."""

    code: str
    score: float
    why: str


def ideas(
    scorer: Scorer,
    passages: Sequence[Passage],
    *,
    top: int = 3,
    among: Collection[str] | None = None,
) -> list[list[Idea]]:
    """For each passage the best codes, surest first; only of `among` where it is given.

    `passages` are those that the scorer has at hand, in its order.
    """
    import numpy as np

    if not passages or not scorer.codes:
        return [[] for _ in passages]
    chances = scorer.chances()
    alike = scorer.nearest(scorer.here) if scorer.examples else None
    rare = rare_lemmas([*passages, *(e.passage for e in scorer.examples)], scorer.codes)
    columns = [at for at, code in enumerate(scorer.codes) if among is None or code.path in among]
    owners = np.array([example.code for example in scorer.examples])
    found = []
    for row, passage in enumerate(passages):
        best = sorted(columns, key=lambda at: -chances[row, at])[:top]
        here = []
        for at in best:
            code = scorer.codes[at]
            nearest, how = None, 0.0
            if alike is not None and (own := np.flatnonzero(owners == code.path)).size:
                first = own[alike[row, own].argmax()]
                nearest, how = scorer.examples[first], float(alike[row, first])
            score = float(chances[row, at])
            why = reason(code, passage, rare, score, nearest, how)
            here.append(Idea(code.path, score, why))
        found.append(here)
    return found
