"""Recovery of bases: which whole numbers of respondents can have given all printed percents.

A percent printed with `d` decimals over a base of `m` people comes from a whole count `c` with
`|100·c/m − p| ≤ ½·10⁻ᵈ` (the GRIM test of Brown & Heathers 2017, for every cell). Where columns of
groups stand beside everybody's, their counts add up to everybody's, answer by answer, and their
bases to everybody's base; where each respondent gave one answer, the counts of a column add up to
its base. All bases up to a limit are tried with all these conditions at once, and for each the
number of ways to choose the counts is reckoned exactly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from etic.mixed.audit.grid import HUNDRED, Grid
from etic.mixed.audit.printed import Printed

MOST = 3000  # larger bases than this print nearly every percent: nothing follows from them
MOST_COMBINATIONS = 2_000_000  # of bases of three groups and more
WAYS = 1_000_000  # counted up to here


@dataclass(frozen=True, slots=True)
class Solution:
    """Bases that print everything: of everybody, of the groups, and how many ways to count."""

    base: int
    groups: tuple[int, ...]
    ways: int
    counts: tuple[tuple[int, ...], ...] = ()  # a column each, where there is one way only


@dataclass(frozen=True)
class Recovery:
    """What the bases of some columns of one table can be.

    `columns` are one column, or everybody's and those of its groups. `declared` is the base that
    the table says. `complete` tells whether counts were held to add up to the base. `chance` is
    how many bases would do so well by chance, at most: where it is not small, a base that fits
    proves nothing.
    """

    grid: Grid
    columns: tuple[str, ...]
    declared: int | None
    complete: bool
    limit: int
    solutions: tuple[Solution, ...]
    chance: float
    loose: bool = False  # whether the declared base fits once some may have given no answer

    @property
    def possible(self) -> bool | None:
        """Whether the declared base can be true; None where none is declared."""
        if self.declared is None:
            return None
        return any(s.base == self.declared for s in self.solutions)

    @property
    def best(self) -> Solution | None:
        """The solution with the largest base: fewest are taken to have been left out."""
        return max(self.solutions, key=lambda s: s.base, default=None)


def recoveries(grid: Grid) -> Iterator[Recovery]:
    """The recoveries of a table: all its columns at once, or each where they are no groups."""
    if grid.total is not None:
        yield _recovered(grid, (grid.total, *grid.members))
    else:
        for group in grid.columns:
            yield _recovered(grid, (group,))


def _recovered(grid: Grid, columns: tuple[str, ...]) -> Recovery:
    said = grid.declared(columns[0])
    declared = said[0] if said else None
    columns = tuple(g for g in columns if _percents(grid, g))
    complete = bool(columns) and all(_adds_up(grid, g) for g in columns)
    limit = min(MOST, declared or 1000)
    if not columns or (declared or 0) > MOST or not grid.answers:
        return Recovery(grid, columns, declared, complete, limit, (), 1.0)
    search = _Search(grid, columns, limit)
    found = tuple(search.solutions(complete))
    loose = False
    if complete and declared and not any(s.base == declared for s in found):
        loose = any(True for _ in search.fitting(declared, complete=False))
    return Recovery(grid, columns, declared, complete, limit, found, search.chance(), loose)


def _percents(grid: Grid, group: str) -> bool:
    return any((answer, group) in grid.percents for answer in grid.answers)


def _adds_up(grid: Grid, group: str) -> bool:
    column = grid.column(group)
    return bool(column) and (
        sum(p.low for p in column or ()) <= HUNDRED <= sum(p.high for p in column or ())
    )


def _spans(p: Printed, bases: Any) -> tuple[Any, Any]:
    """`Printed.counts` for many bases at once, as lowest and highest counts."""
    import numpy as np

    scale = 200 * 10**p.decimals
    units = 2 * int(p.value.scaleb(p.decimals))
    low = -((-(units - 1) * bases) // scale)
    high = ((units + 1) * bases) // scale
    return np.maximum(low, 0), np.minimum(high, bases)


class _Search:
    """The lowest and highest count that each cell allows, for every base up to the limit."""

    def __init__(self, grid: Grid, columns: Sequence[str], limit: int) -> None:
        import numpy as np

        self.grid, self.columns, self.limit = grid, columns, limit
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
                steps.append(100 * 10 ** (p.decimals if p else 0) + 1)
            self.low.append(low)
            self.high.append(high)
            prints = [np.minimum(1.0, (np.arange(limit + 1) + 1) / s) for s in steps[1:]]
            self.shares.append(np.prod(prints, axis=0) if prints else np.ones(limit + 1))

    def solutions(self, complete: bool) -> Iterator[Solution]:
        """All bases that print everything."""
        for base in range(1, self.limit + 1):
            yield from self.fitting(base, complete=complete)

    def fitting(self, base: int, *, complete: bool) -> Iterator[Solution]:
        """The bases of groups that go with a base of everybody."""
        candidates: list[tuple[int, ...]]
        if len(self.columns) == 1:
            candidates = [()] if self._fits(0, base, complete) else []
        elif len(self.columns) == 2:  # one group only: the rest is not printed
            candidates = []
        elif len(self.columns) == 3:
            candidates = self._pairs(base, complete)
        else:
            candidates = list(self._several(base, complete))
        for groups in candidates:
            ways, counts = self._ways(base, groups, complete)
            if ways:
                yield Solution(base, groups, ways, counts)

    def chance(self) -> float:
        """How many bases are expected to print percents that have nothing to do with them."""
        if len(self.columns) == 1:
            return float(self.shares[0][1:].sum())
        if len(self.columns) != 3:
            return 1.0
        one, other = self.shares[1], self.shares[2]
        pairs = sum((one[1:n] * other[n - 1 : 0 : -1]).sum() for n in range(2, self.limit + 1))
        # Everybody's percent lies somewhere between the groups': one of the numbers there is right.
        between = 1.0
        for answer in self.grid.answers[1:]:
            a, b = (self.grid.percents.get((answer, g)) for g in self.columns[1:])
            if a is not None and b is not None:
                step = float(2 * a.half)
                between *= step / max(step, abs(float(a.value - b.value)))
        return float(pairs) * between

    def _fits(self, column: int, base: int, complete: bool) -> bool:
        low, high = self.low[column][:, base], self.high[column][:, base]
        if (low > high).any():
            return False
        return not complete or low.sum() <= base <= high.sum()

    def _pairs(self, base: int, complete: bool) -> list[tuple[int, ...]]:
        import numpy as np

        one = np.arange(1, base)
        if not len(one) or not self._fits(0, base, complete):
            return []
        a, b = self.low[1][:, one], self.high[1][:, one]
        c, d = self.low[2][:, base - one], self.high[2][:, base - one]
        low = np.maximum(a + c, self.low[0][:, [base]])
        high = np.minimum(b + d, self.high[0][:, [base]])
        fits = (a <= b).all(0) & (c <= d).all(0) & (low <= high).all(0)
        if complete:
            fits &= (a.sum(0) <= one) & (one <= b.sum(0))
            fits &= (c.sum(0) <= base - one) & (base - one <= d.sum(0))
            fits &= (low.sum(0) <= base) & (base <= high.sum(0))
        return [(int(m), int(base - m)) for m in one[fits]]

    def _several(self, base: int, complete: bool) -> Iterator[tuple[int, ...]]:
        members = range(1, len(self.columns))
        fitting = [[m for m in range(1, base) if self._fits(c, m, complete)] for c in members]
        combinations = 1
        for candidates in fitting[:-1]:
            combinations *= len(candidates)
        if not self._fits(0, base, complete) or combinations * self.limit > MOST_COMBINATIONS:
            return
        last = set(fitting[-1])
        for chosen in product(*fitting[:-1]):
            rest = base - sum(chosen)
            if rest in last:
                yield (*chosen, rest)

    def _ways(
        self, base: int, groups: tuple[int, ...], complete: bool
    ) -> tuple[int, tuple[tuple[int, ...], ...]]:
        """How many ways of counting print it all, and the counts where there is one."""
        bases = groups or (base,)
        first = 1 if groups else 0
        states: dict[tuple[int, ...], int] = {(0,) * len(bases): 1}
        path: dict[tuple[int, ...], tuple[tuple[int, ...], ...]] = {(0,) * len(bases): ()}
        for r in range(len(self.low[0])):
            spans = [
                range(self.low[first + i][r, b], self.high[first + i][r, b] + 1)
                for i, b in enumerate(bases)
            ]
            whole = range(self.low[0][r, base], self.high[0][r, base] + 1)
            options = [o for o in product(*spans) if sum(o) in whole]
            after: dict[tuple[int, ...], int] = defaultdict(int)
            paths: dict[tuple[int, ...], tuple[tuple[int, ...], ...]] = {}
            for state, ways in states.items():
                for option in options:
                    reached = tuple(map(sum, zip(state, option, strict=True)))
                    over = (have > b for have, b in zip(reached, bases, strict=True))
                    if complete and any(over):
                        continue
                    after[reached] = min(WAYS, after[reached] + ways)
                    paths.setdefault(reached, (*path[state], option))
            states, path = after, paths
        ends = {s: w for s, w in states.items() if not complete or s == tuple(bases)}
        total = min(WAYS, sum(ends.values()))
        if total != 1:
            return total, ()
        return 1, tuple(zip(*path[next(iter(ends))], strict=True))
