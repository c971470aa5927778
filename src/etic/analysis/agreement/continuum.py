"""Texts that several coders cut into units: what agreement on free unitising is measured on.

Documents that the same coders have coded stand in one row, a *continuum*. No unit reaches from one
document into the next, and no gap between units does. Nothing is kept for single characters: a
continuum of a million characters with ten units is ten units.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Span:
    """One coding: `[start, end)` of a document (by its number) with a code, by a coder."""

    document: int
    coder: int
    code: int
    start: int
    end: int
    id: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Spans:
    """Codings of several coders in the same documents, one column a property.

    `lengths` (documents): characters of each; `coded` (documents × coders): who has coded which;
    the rest (codings): numbers of document and coder, id of the code, place in the document, id.
    """

    lengths: Ints
    coded: Bools
    document: Ints
    coder: Ints
    code: Ints
    start: Ints
    end: Ints
    id: Ints

    def __post_init__(self) -> None:
        import numpy as np

        if np.any(self.start < 0) or np.any(self.start >= self.end):
            raise ValueError("a span begins at 0 or later and ends after it begins")
        if np.any(self.end > self.lengths[self.document]):
            raise ValueError("a span ends behind its document")

    @classmethod
    def of(cls, lengths: Iterable[int], coded: Any, spans: Iterable[Span]) -> Spans:
        """From codings one by one. `coded`: for each document, whether each coder has coded it."""
        import numpy as np

        rows = np.array(
            [(s.document, s.coder, s.code, s.start, s.end, s.id) for s in spans], dtype=np.int64
        ).reshape(-1, 6)
        sizes = np.array(list(lengths), dtype=np.int64)
        readers = np.asarray(coded, dtype=bool).reshape(len(sizes), -1)
        return cls(sizes, readers, *rows.T)

    @property
    def coders(self) -> int:
        """How many coders."""
        return int(self.coded.shape[1])

    def chosen(self, codes: Iterable[int]) -> Bools:
        """Which of the codings carry one of these codes."""
        import numpy as np

        return np.isin(self.code, np.array(sorted(codes), dtype=np.int64))


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """What one coder marked: units `[start, end)` with a value, in order of their beginnings."""

    start: Ints
    end: Ints
    value: Ints
    # For each coding that units were made of, the number of its unit.
    of: Ints = field(repr=False)

    def __len__(self) -> int:
        return len(self.start)

    @property
    def length(self) -> Ints:
        """Characters of each."""
        return self.end - self.start

    def overlap(self) -> int:
        """Characters by which units begin before those before them have ended."""
        import numpy as np

        if len(self) < 2:
            return 0
        reached = np.maximum.accumulate(self.end)[:-1]
        inside = np.minimum(reached, self.end[1:]) - self.start[1:]
        return int(np.maximum(inside, 0).sum())


@dataclass(frozen=True, slots=True, eq=False)
class Continuum:
    """Documents in one row, with the units of each coder who has coded them.

    `bounds`: where documents begin, and where the last one ends; `documents`: their numbers.
    """

    bounds: Ints
    units: tuple[Units, ...]
    documents: Ints

    @property
    def length(self) -> int:
        """Characters."""
        return int(self.bounds[-1])

    def at(self, places: Ints) -> Ints:
        """The numbers of the documents that hold these places."""
        import numpy as np

        return self.documents[np.searchsorted(self.bounds, places, side="right") - 1]

    def overlap(self) -> int:
        """Characters that a coder gave two values to, over all coders."""
        return sum(units.overlap() for units in self.units)

    def edges(self) -> Ints:
        """Every place where a document or a unit begins or ends, in order."""
        import numpy as np

        places = [self.bounds]
        for units in self.units:
            places += [units.start, units.end]
        return np.unique(np.concatenate(places))

    def values(self, edges: Ints, gap: int) -> list[Ints]:
        """For each coder, the value of each stretch between two edges; `gap` where there is none.

        Units of a coder must not overlap.
        """
        import numpy as np

        found = []
        for units in self.units:
            first = np.searchsorted(edges, units.start)
            last = np.searchsorted(edges, units.end)
            values = np.full(len(edges) - 1, gap, dtype=np.int64)
            counts = last - first
            values[_ranges(first, counts)] = np.repeat(units.value, counts)
            found.append(values)
        return found

    def gaps(self) -> tuple[Ints, Ints]:
        """What coders left unmarked between units, in each document on its own.

        Where each gap begins, and how long it is.
        """
        import numpy as np

        begins, lengths = [], []
        for units in self.units:
            before = np.sort(np.concatenate([self.bounds[:-1], units.end]))
            after = np.sort(np.concatenate([self.bounds[1:], units.start]))
            begins.append(before[after > before])
            lengths.append((after - before)[after > before])
        return np.concatenate(begins), np.concatenate(lengths)


def continua(spans: Spans, values: Mapping[int, int]) -> list[Continuum]:
    """The continua of codings that carry these codes: code id → the value that it stands for.

    Codings of one coder with the same value that overlap are one unit, as they mark one stretch of
    text; those that only touch are two. One continuum for each set of two or more coders who have
    coded the same documents; documents of a single coder are left out.
    """
    import numpy as np

    kept = np.flatnonzero(spans.chosen(values))
    codes = np.array(sorted(values), dtype=np.int64)
    to = np.array([values[code] for code in sorted(values)], dtype=np.int64)
    value = to[np.searchsorted(codes, spans.code[kept])] if len(kept) else kept
    enough = spans.coded.sum(axis=1) >= 2
    patterns, group = np.unique(spans.coded, axis=0, return_inverse=True)
    group = group.reshape(-1)
    found = []
    for number, pattern in enumerate(patterns):
        documents = np.flatnonzero((group == number) & enough)
        if not len(documents):
            continue
        bounds = np.concatenate([[0], np.cumsum(spans.lengths[documents])]).astype(np.int64)
        offset = np.full(len(spans.lengths), -1, dtype=np.int64)
        offset[documents] = bounds[:-1]
        units = []
        for coder in np.flatnonzero(pattern):
            mine = (spans.coder[kept] == coder) & (offset[spans.document[kept]] >= 0)
            at = offset[spans.document[kept][mine]]
            rows = kept[mine]
            units.append(merged(at + spans.start[rows], at + spans.end[rows], value[mine]))
        found.append(Continuum(bounds, tuple(units), documents))
    return found


def merged(start: Ints, end: Ints, value: Ints) -> Units:
    """Units of one coder: stretches of one value that overlap are one."""
    import numpy as np

    if not len(start):
        none = np.zeros(0, dtype=np.int64)
        return Units(none, none, none, none)
    far = int(end.max()) + 1  # so far apart that no value reaches into the next
    order = np.lexsort((end, start, value))
    begin, stop = start[order] + value[order] * far, end[order] + value[order] * far
    reached = np.maximum.accumulate(stop)
    fresh = np.concatenate([[True], begin[1:] >= reached[:-1]])
    unit = np.cumsum(fresh) - 1
    first = np.flatnonzero(fresh)
    last = np.concatenate([first[1:], [len(start)]]) - 1
    worth = value[order][first]
    s, e = begin[first] - worth * far, reached[last] - worth * far
    by_place = np.lexsort((worth, e, s))
    rank = np.empty_like(by_place)
    rank[by_place] = np.arange(len(by_place))
    of = np.empty_like(order)
    of[order] = rank[unit]
    return Units(s[by_place], e[by_place], worth[by_place], of)


def meetings(one: Units, other: Units) -> tuple[Ints, Ints]:
    """Pairs of units, one of each coder, that have a character in common: their numbers.

    Units of either coder must not overlap one another.
    """
    import numpy as np

    first = np.searchsorted(other.end, one.start, side="right")
    last = np.searchsorted(other.start, one.end, side="left")
    counts = np.maximum(last - first, 0)
    return np.repeat(np.arange(len(one)), counts), _ranges(first, counts)


def _ranges(first: Ints, counts: Ints) -> Ints:
    """`first[0], first[0] + 1, …` for as many as `counts[0]`, then the same for the next."""
    import numpy as np

    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) - np.repeat(ends - counts, counts) + np.repeat(first, counts)


def crossed(found: list[Continuum]) -> tuple[list[Continuum], int]:
    """Where values of a coder overlap, each stretch with all its values as one: a set of them.

    Gives the continua with the sets as values, and how many different sets there are. Units are cut
    where another unit of their coder begins or ends.
    """
    import numpy as np

    pieces: list[tuple[int, int, Ints, Ints, Any]] = []
    count = 1 + max((int(u.value.max()) for c in found for u in c.units if len(u)), default=-1)
    for n, continuum in enumerate(found):
        for coder, units in enumerate(continuum.units):
            cuts = np.unique(np.concatenate([units.start, units.end]))
            has = np.zeros((max(len(cuts) - 1, 0), count), dtype=bool)
            counts = np.searchsorted(cuts, units.end) - np.searchsorted(cuts, units.start)
            rows = _ranges(np.searchsorted(cuts, units.start), counts)
            has[rows, np.repeat(units.value, counts)] = True
            kept = has.any(axis=1)
            pieces.append((n, coder, cuts[:-1][kept], cuts[1:][kept], has[kept]))
    if not pieces:
        return found, 0
    sets, number = np.unique(np.concatenate([p[4] for p in pieces]), axis=0, return_inverse=True)
    number = number.reshape(-1)
    made: list[list[Units]] = [[] for _ in found]
    at = 0
    for n, _coder, start, end, has in pieces:
        value = number[at : at + len(has)].astype(np.int64)
        at += len(has)
        made[n].append(Units(start, end, value, np.arange(len(start))))
    return [
        Continuum(c.bounds, tuple(u), c.documents) for c, u in zip(found, made, strict=True)
    ], len(sets)
