"""Where the codings of two coders meet in a text, and where they do not.

These are counts of meetings, one coding at a time. They are no measure of agreement: they do not
ask how often two coders would have met by chance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Literal

Meeting = Literal["exact", "overlap", "other", "alone"]


@dataclass(frozen=True, slots=True)
class Coded:
    """A code on the span `[start, end)` of a text, in code points."""

    id: int
    text: Hashable  # which text it stands in
    code: Hashable  # equal where two codings say the same
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Met:
    """How one coder's coding is met by the other coder's."""

    id: int
    how: Meeting
    beside: tuple[int, ...]  # ids of the other's codings that share a character with it


def meet(one: Iterable[Coded], other: Iterable[Coded]) -> list[Met]:
    """How each coding of `one` is met by those of `other`, in the order of `one`.

    Two codings share a place where they stand in one text and have at least one character in
    common: one begins before the other ends, both ways. Then a coding is met

    - `exact`: by the same code on exactly the same span;
    - `overlap`: by the same code on a span that shares its place, but by no exact one;
    - `other`: by other codes alone on spans that share its place;
    - `alone`: by nothing that shares its place.

    The first two depend on the side: one long coding can meet two short ones. So both sides are
    to be counted, `meet(a, b)` and `meet(b, a)`; only `exact` is the same from both, where neither
    coder has put one code twice on one span.

    >>> anna = [Coded(1, "R01", "family", 0, 10), Coded(2, "R01", "skills", 20, 30)]
    >>> boris = [Coded(3, "R01", "family", 5, 12), Coded(4, "R01", "work", 25, 28)]
    >>> [(met.id, met.how, met.beside) for met in meet(anna, boris)]
    [(1, 'overlap', (3,)), (2, 'other', (4,))]
    """
    by_text: dict[Hashable, list[Coded]] = defaultdict(list)
    for coded in sorted(other, key=lambda c: (c.start, c.end, c.id)):
        by_text[coded.text].append(coded)
    found = []
    for coded in one:
        there = [
            c for c in by_text.get(coded.text, ()) if c.start < coded.end and coded.start < c.end
        ]
        same = [c for c in there if c.code == coded.code]
        how: Meeting = "other" if there else "alone"
        if any((c.start, c.end) == (coded.start, coded.end) for c in same):
            how = "exact"
        elif same:
            how = "overlap"
        found.append(Met(coded.id, how, tuple(c.id for c in there)))
    return found
