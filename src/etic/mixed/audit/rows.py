"""Rows of one table: counts of groups beside everybody's, percents of rows, means, cut decimals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from etic.mixed.audit.finding import Finding
from etic.mixed.audit.grid import HUNDRED, Grid, adds_up
from etic.mixed.audit.printed import Printed
from etic.mixed.audit.sums import found, short
from etic.mixed.audit.words import says

_SCALE = re.compile(r"\b([01])\s*(?:[-–—]|до|to)\s*(\d{1,2})\b")


def rows(grid: Grid) -> Iterator[Finding]:
    """All findings of rows in a table, and of how its percents came about."""
    if grid.weighted:
        yield found(grid, "weighted", "hint")
    if grid.across:
        yield from _across(grid)
    yield from _counts(grid)
    yield from _over(grid)
    yield from _means(grid)
    if grid.cut:
        yield from _cut(grid)


def _across(grid: Grid) -> Iterator[Finding]:
    """Percents of rows: what each row's groups add up to."""
    yield found(grid, "row-percents", "hint")
    groups = grid.members or grid.columns
    for answer in grid.labels:
        row = [grid.percents.get((answer, g)) for g in groups]
        shares = [p for p in row if p is not None]
        if len(shares) == len(row) and not adds_up(shares):
            total = sum(p.value for p in shares)
            yield found(
                grid, "row-sum", "certain" if total > HUNDRED else "likely", answer, "",
                sum=" + ".join(map(str, shares)), total=str(total),
                spare=short(sum((p.half for p in shares), Fraction())),
            )  # fmt: skip


def _counts(grid: Grid) -> Iterator[Finding]:
    """Counts of groups that do not add up to everybody's, where in most rows they do."""
    for block in grid.blocks:
        sums = {}
        for answer in grid.labels:
            row = [grid.counts.get((answer, g)) for g in block]
            if None not in row and (answer, grid.total) in grid.counts:
                sums[answer] = [n for n in row if n is not None]
        wrong = {a: p for a, p in sums.items() if sum(p) != grid.counts[a, grid.total or ""]}
        if 2 * len(wrong) > len(sums) and not grid.parted:
            return
        for answer, parts in wrong.items():
            yield found(
                grid, "row-counts", "certain", answer, grid.total or "",
                sum=" + ".join(map(str, parts)), total=sum(parts),
                printed=grid.counts[answer, grid.total or ""],
            )  # fmt: skip


def _over(grid: Grid) -> Iterator[Finding]:
    """Shares of more than everybody."""
    for (answer, group), p in grid.percents.items():
        if group in grid.columns and answer not in grid.statistics and p.low > HUNDRED:
            yield found(grid, "over-hundred", "certain", answer, group, printed=str(p))


def _means(grid: Grid) -> Iterator[Finding]:
    """Means of a scale of whole numbers: outside it, or given by no sum of answers (GRIM)."""
    for (answer, group), p in grid.percents.items():
        if group in grid.differences or not (
            answer in grid.statistics or says(group, grid.lists.statistic)
        ):
            continue
        texts = (answer, group, grid.table.question, grid.table.title)
        scale = next((s for s in map(_SCALE.search, texts) if s), None)
        label = next((x for x in texts if says(x, grid.lists.statistic)), "")
        if scale is None or says(label, _NO_MEANS):
            continue
        lowest, highest = int(scale[1]), int(scale[2])
        base = grid.base(group)
        if p.high < lowest or p.low > highest:
            yield found(grid, "mean-outside", "certain", answer, group, printed=str(p),
                        low=lowest, high=highest)  # fmt: skip
        elif base and not grid.weighted and not _sums(p, base):
            under = int(p.value * base)
            yield found(
                grid, "mean-grim", "likely", answer, group, printed=str(p), base=base,
                points=under, below=short(Fraction(under, base), p.decimals + 1), more=under + 1,
                above=short(Fraction(under + 1, base), p.decimals + 1),
            )  # fmt: skip


_NO_MEANS = ("медиан*", "median", "отклонен*", "ст откл", "deviation", "sd")


def _sums(p: Printed, base: int) -> bool:
    """Whether some whole sum of points gives a mean that prints so."""
    return (p.high * base) // 1 >= -((-p.low * base) // 1)


def _cut(grid: Grid) -> Iterator[Finding]:
    """Decimals that were cut off, told by one cell."""
    for (answer, group), p in grid.percents.items():
        base = grid.base(group)
        ways = p.counts(base) if base and answer in grid.answers else range(0)
        own = HUNDRED * ways[0] / base if ways and base else None
        if own is not None and own > p.middle:
            yield found(grid, "cut", "hint", answer, group, printed=str(p), n=ways[0], base=base,
                        own=short(own, p.decimals + 1))  # fmt: skip
            return
