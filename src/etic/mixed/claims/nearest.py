"""What a project has of what a passage speaks of."""

from __future__ import annotations

import math
from collections.abc import Sequence

from etic.mixed.claims.figures import Figure, Pool
from etic.mixed.claims.naming import place
from etic.mixed.claims.numbers import Claim
from etic.mixed.claims.passages import Passage

SPOKEN_OF = 1.2  # a score from which on a passage speaks of a subject
CLEARLY = 2.0
NEAR = 0.4  # a figure is of what the passage speaks of from this part of the best score on
ALIKE = 0.6  # of the best score, from which on another subject may be meant as well
SHOWN = 3  # figures named at most


def instead(
    pool: Pool,
    passage: Passage,
    scores: dict[str, float],
    claim: Claim,
    tables: set[str] | None = None,
    by_value: bool = False,
) -> list[Figure]:
    """What the project has of what the passage speaks of, the nearest first.

    `by_value`: of subjects nearly as much spoken of, the one with the nearest figure is taken,
    since a number that is wrong is most often a slip.
    """
    tables_first = {s.key: 1.15 for s in pool.subjects if s.source == "table"}
    told = {
        key: score * tables_first.get(key, 1) for key, score in scores.items()
        if key not in pool.indicators
    }  # fmt: skip
    wanted = max(told, key=lambda key: told[key], default="")
    if by_value and told:
        least = max(SPOKEN_OF, ALIKE * told[wanted])
        alike = [key for key, score in told.items() if score >= least]
        alike.sort(key=lambda key: key not in tables_first)
        wanted = min(alike, key=lambda key: round(_off(pool, key, claim), 1), default=wanted)
    if tables:
        keys = [s.key for n in tables for s in pool.numbers.get(n, ())]
        wanted = max(keys, key=lambda key: scores[key], default="")
    elif scores.get(wanted, 0) < SPOKEN_OF:
        return []
    figures = [f for f in direct(pool.of.get(wanted, ())) if f.kind != "points"]
    groups = passage.groups(claim, persons(pool, figures[0])) if figures else frozenset()

    def away(figure: Figure) -> tuple[bool, float, float]:
        value = figure.n if claim.kind in ("of", "count") else figure.value
        off = abs((value or 0) - claim.value)
        other = figure.group not in groups if groups else bool(figure.group)
        return other, -passage.figure_score(figure, pool), off

    return sorted(figures, key=away)[:SHOWN]


def _off(pool: Pool, key: str, claim: Claim) -> float:
    """How far the nearest figure of a subject is from a claim."""
    if claim.kind == "of":
        figures = [f for f in pool.of[key] if f.n is not None and f.base == claim.base]
        return min((abs((f.n or 0) - claim.value) for f in figures), default=math.inf)
    figures = [f for f in direct(pool.of[key]) if f.kind == "percent"]
    return min((abs(f.value - claim.value) for f in figures), default=math.inf)


def persons(pool: Pool, figure: Figure) -> list[tuple[str, frozenset[str]]]:
    """The groups of a subject that a sentence may name; places are named for other reasons
    too, so they are groups only where they make the columns of a table."""
    named = pool.groups.get(figure.subject.key, ())
    if figure.subject.source == "table":
        return list(named)
    return [(group, meant) for group, meant in named if not place(group)]


def direct(figures: Sequence[Figure]) -> list[Figure]:
    """Those that do not follow from others."""
    return [f for f in figures if not f.derived]


def known_bases(pool: Pool) -> str:
    """The bases that there are, as they are told."""
    return ", ".join(map(str, list(pool.bases)[:6]))
