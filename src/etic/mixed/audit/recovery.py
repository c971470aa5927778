"""Recovery of bases: which whole numbers of respondents can have given all printed percents.

A percent printed with `d` decimals over a base of `m` people comes from a whole count `c` with
`|100·c/m − p| ≤ ½·10⁻ᵈ` (the GRIM test of Brown & Heathers 2017, for every cell). Where columns of
groups stand beside everybody's, their counts add up to everybody's, answer by answer, and their
bases to everybody's base; where each respondent gave one answer, the counts of a column add up to
its base. All bases up to a limit are tried with all these conditions at once, and for each the
number of ways to choose the counts is reckoned exactly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from etic.mixed.audit.grid import Grid, adds_up
from etic.mixed.audit.search import MOST, Search, Solution
from etic.mixed.audit.sums import percents_of_all


@dataclass(frozen=True)
class Recovery:
    """What the bases of some columns of one table can be.

    `solutions` are all of them where there are up to `SHOWN`, else the largest and the smallest;
    `number` is how many there are, None where there were too many to try. `rest` is how many of
    everybody would have to be in none of the groups for the declared base to be true, where it is
    not otherwise and bases of groups do not say that they make up everybody; 0 where there may be
    some, of three groups and more.

    `columns` are one column, or everybody's and those of its groups. `declared` is the base that
    the table says. `complete` tells whether counts were held to add up to the base. `chance` is
    about how many bases would do so well by chance: where it is not small, a base that fits
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
    number: int | None = 0
    rest: int | None = None

    @property
    def possible(self) -> bool | None:
        """Whether the declared base can be true; None where none is declared or none was tried."""
        if self.declared is None or self.number is None:
            return None
        return any(s.base == self.declared for s in self.solutions)

    @property
    def best(self) -> Solution | None:
        """The solution with the largest base: fewest are taken to have been left out."""
        return max(self.solutions, key=lambda s: s.base, default=None)


def told_chance(chance: float) -> str:
    """About how many bases would fit by chance, no finer than it is known.

    >>> told_chance(2e-19), told_chance(0.174), told_chance(48.0)
    ('<0.001', '≈0.2', '≈50')
    """
    return "<0.001" if chance < 0.001 else f"≈{float(f'{chance:.1g}'):g}"


def recoveries(grid: Grid) -> Iterator[Recovery]:
    """The recoveries of a table: everybody with the groups that make it up, or each column where
    they are no such groups; none of percents that are weighted, of rows, or of all."""
    if grid.weighted or grid.across or not grid.answers:
        return
    of_all = percents_of_all(grid)
    blocks = [block for block in grid.blocks if not of_all.keys() & set(block)]
    if blocks:
        for block in blocks:
            yield _recovered(grid, (grid.total or "", *block))
    else:
        for group in grid.columns:
            if group not in of_all:
                yield _recovered(grid, (group,))


def _recovered(grid: Grid, columns: tuple[str, ...]) -> Recovery:
    declared = grid.base(columns[0])
    columns = tuple(g for g in columns if _percents(grid, g))
    complete = (
        bool(columns) and not grid.several and all(adds_up(grid.column(g) or ()) for g in columns)
    )
    limit = min(MOST, declared or 1000)
    none = Recovery(grid, columns, declared, complete, limit, (), 1.0, number=None)
    if not columns or (declared or 0) > MOST:
        return none
    search = Search(grid, columns, limit, complete)
    if search.too_many:
        return none
    found, number = search.solutions(declared)
    loose, rest = False, None
    if declared and not any(s.base == declared for s in found):
        loose = complete and search.can(declared, complete=False)
        if grid.parted is None:
            rest = search.rest(declared)
    return Recovery(
        grid, columns, declared, complete, limit, tuple(found), search.chance(), loose, number, rest
    )


def _percents(grid: Grid, group: str) -> bool:
    return any((answer, group) in grid.percents for answer in grid.answers)
