"""The search for bases that print everything at once, and for the counts behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

from etic.mixed.audit.grid import UNGROUPED, Grid
from etic.mixed.audit.printed import Printed

MOST = 3000  # larger bases than this print nearly every percent: nothing follows from them
MOST_COMBINATIONS = 100_000  # of bases of three groups and more
SHOWN = 200  # solutions kept, with their counts
OPTIONS = 40  # of one row: where a row has more, the ways to count are not counted


Counts = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Solution:
    """Bases that print everything: of everybody, of the groups, and how many ways to count."""

    base: int
    groups: tuple[int, ...]
    ways: int | None  # None: more than are worth counting
    counts: Counts = ()  # a column each, where there is one way only


class Search:
    """The lowest and highest count that each cell allows, for every base up to the limit.

    `complete` tells whether the counts of a column add up to its base.
    """

    def __init__(self, grid: Grid, columns: Sequence[str], limit: int, complete: bool) -> None:
        import numpy as np

        self.grid, self.columns, self.limit, self.complete = grid, columns, limit, complete
        bases = np.arange(limit + 1)
        self.low: list[Any] = []
        self.high: list[Any] = []
        self.shares: list[Any] = []  # by base: how much of what could be printed it can print
        for group in columns:
            low = np.zeros((len(grid.answers), limit + 1), dtype=np.int64)
            high = np.tile(bases, (len(grid.answers), 1))
            steps = []
            for r, answer in enumerate(grid.answers):
                p, n = grid.percents.get((answer, group)), grid.counts.get((answer, group))
                if p is not None:
                    low[r], high[r] = _spans(p, bases)
                if n is not None:
                    low[r], high[r] = np.maximum(low[r], n), np.minimum(high[r], n)
                steps.append((p.steps if p else 100) + 1)
            self.low.append(low)
            self.high.append(high)
            prints = [np.minimum(1.0, (np.arange(limit + 1) + 1) / s) for s in steps[1:]]
            self.shares.append(np.prod(prints, axis=0) if prints else np.ones(limit + 1))
        self.fits = [self._column(c, complete) for c in range(len(columns))]

    @property
    def too_many(self) -> bool:
        """Whether three groups and more can have too many bases to try."""
        sizes = [int(fits.sum()) for fits in self.fits[1:]]
        return len(sizes) > 2 and prod(sizes) > MOST_COMBINATIONS

    def solutions(self, declared: int | None) -> tuple[list[Solution], int]:
        """The bases that print everything, and how many there are.

        Of more than `SHOWN` the largest, all of the declared base and the smallest are given.
        """
        kept: list[tuple[int, tuple[int, ...]]] = []
        number, smallest = 0, None
        for base, groups in self._all():
            number += len(groups)
            if groups:
                smallest = (base, groups[0])
            if base == declared or len(kept) < SHOWN:
                kept += [(base, g) for g in groups]
        if smallest is not None and smallest not in kept:
            kept.append(smallest)
        few = number <= SHOWN
        ways = [self._ways(b, g) if few else (None, ()) for b, g in kept]
        found = [Solution(b, g, *w) for (b, g), w in zip(kept, ways, strict=True)]
        return found[::-1], number

    def can(self, base: int, *, complete: bool) -> bool:
        """Whether a base prints everything."""
        if len(self.columns) == 1:
            return bool(self._column(0, complete)[base])
        return len(self.columns) == 3 and bool(self._pairs(base, complete))

    def rest(self, base: int) -> int | None:
        """How many of everybody must be in neither of two groups for a base to print everything;
        None where so many as are allowed for (`UNGROUPED`) do not help. Of three groups and more
        only whether everybody's column allows for some is tried: then 0."""
        if len(self.columns) != 3:
            return 0 if len(self.columns) > 3 and self.fits[0][base] else None
        most = int(base * UNGROUPED) if self.fits[0][base] else 0
        for rest in range(1, most + 1):
            if self._pairs(base, self.complete, rest):
                return rest
        return None

    def chance(self) -> float:
        """How many bases are expected to print percents that have nothing to do with them."""
        import numpy as np

        if len(self.columns) == 1:
            return float(self.shares[0][1:].sum())
        together = self.shares[1].copy()
        together[0] = 0
        for share in self.shares[2:]:
            together = np.convolve(together, [0, *share[1:]])[: self.limit + 1]
        # Everybody's percent lies somewhere between the groups': one of the numbers there is right.
        between = 1.0
        for answer in self.grid.answers[1:]:
            known = [self.grid.percents.get((answer, g)) for g in self.columns[1:]]
            values = [float(p.middle) for p in known if p is not None]
            if values and None not in known:
                step = 2 * max(float(p.half) for p in known if p is not None)
                between *= step / max(step, max(values) - min(values))
        return float(together.sum()) * between

    def _all(self) -> Iterator[tuple[int, list[tuple[int, ...]]]]:
        """By base, the largest first: the bases of groups that go with it."""
        if len(self.columns) > 3:
            yield from self._several()
            return
        for base in range(self.limit, 0, -1):
            if self.fits[0][base]:
                yield base, [()] if len(self.columns) == 1 else self._pairs(base, self.complete)

    def _column(self, column: int, complete: bool) -> Any:
        """By base, whether it prints one column."""
        import numpy as np

        low, high = self.low[column], self.high[column]
        fits = (low <= high).all(0)
        if complete:
            bases = np.arange(self.limit + 1)
            fits &= (low.sum(0) <= bases) & (bases <= high.sum(0))
        fits[0] = False
        return fits

    def _pairs(self, base: int, complete: bool, rest: int = 0) -> list[tuple[int, ...]]:
        """The bases of two groups that go with a base, with so many people in neither of them.

        Each row allows a count of either group and of both together within limits, so that sums
        over the rows are possible if and only if they lie within the sums of these limits, drawn
        as narrow as they can be.
        """
        import numpy as np

        both = base - rest
        one = np.arange(1, both)
        if complete or not self.complete:
            one = one[self.fits[1][one] & self.fits[2][both - one]]
        if not len(one):
            return []
        a, b = self.low[1][:, one], self.high[1][:, one]
        c, d = self.low[2][:, both - one], self.high[2][:, both - one]
        low = np.maximum(a + c, self.low[0][:, [base]] - rest)
        high = np.minimum(b + d, self.high[0][:, [base]])
        fits = (a <= b).all(0) & (c <= d).all(0) & (low <= high).all(0)
        if complete:
            first, last = np.maximum(a, low - d).sum(0), np.minimum(b, high - c).sum(0)
            fits &= (first <= one) & (one <= last)
            first, last = np.maximum(c, low - b).sum(0), np.minimum(d, high - a).sum(0)
            fits &= (first <= both - one) & (both - one <= last)
            fits &= (low.sum(0) <= both) & (both <= high.sum(0))
        return [(int(m), int(both - m)) for m in one[fits]]

    def _several(self) -> Iterator[tuple[int, list[tuple[int, ...]]]]:
        found: dict[int, list[tuple[int, ...]]] = defaultdict(list)
        for groups in product(*(fits.nonzero()[0].tolist() for fits in self.fits[1:])):
            base = sum(groups)
            if base <= self.limit and self.fits[0][base] and self._together(base, groups):
                found[base].append(groups)
        yield from sorted(found.items(), reverse=True)

    def _together(self, base: int, groups: tuple[int, ...]) -> bool:
        """Whether three groups and more print everything together with everybody."""
        low = sum(self.low[i][:, n] for i, n in enumerate(groups, 1))
        high = sum(self.high[i][:, n] for i, n in enumerate(groups, 1))
        if (low > self.high[0][:, base]).any() or (high < self.low[0][:, base]).any():
            return False
        return self._ways(base, groups)[0] != 0

    def _ways(self, base: int, groups: tuple[int, ...]) -> tuple[int | None, Counts]:
        """How many ways of counting print it all, and the counts where there is one.

        None where there are more than are worth counting.
        """
        bases = groups or (base,)
        first = 1 if groups else 0
        start = (0,) * len(bases)
        states: dict[tuple[int, ...], int] = {start: 1}
        path: dict[tuple[int, ...], Counts] = {start: ()}
        for r in range(len(self.low[0])):
            spans = [
                range(self.low[first + i][r, b], self.high[first + i][r, b] + 1)
                for i, b in enumerate(bases)
            ]
            if prod(map(len, spans)) > OPTIONS:
                return None, ()
            whole = range(self.low[0][r, base], self.high[0][r, base] + 1)
            options = [o for o in product(*spans) if sum(o) in whole]
            after: dict[tuple[int, ...], int] = defaultdict(int)
            paths: dict[tuple[int, ...], Counts] = {}
            for state, ways in states.items():
                for option in options:
                    reached = tuple(map(sum, zip(state, option, strict=True)))
                    over = (have > b for have, b in zip(reached, bases, strict=True))
                    if self.complete and any(over):
                        continue
                    after[reached] += ways
                    paths.setdefault(reached, (*path[state], option))
            states, path = dict(after), paths
        ends = {s: w for s, w in states.items() if not self.complete or s == tuple(bases)}
        total = sum(ends.values())
        if total != 1:
            return total, ()
        return 1, tuple(zip(*path[next(iter(ends))], strict=True))


def _spans(p: Printed, bases: Any) -> tuple[Any, Any]:
    """`Printed.counts` for many bases at once, as lowest and highest counts."""
    import numpy as np

    low = -((-p.low.numerator * bases) // (100 * p.low.denominator))
    high = (p.high.numerator * bases) // (100 * p.high.denominator)
    return np.maximum(low, 0), np.minimum(high, bases)
