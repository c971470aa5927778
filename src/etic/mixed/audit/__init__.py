"""The audit of published tables: what does not add up, base by base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from etic.mixed.audit.bases import SURE, cells, impossible, rounded
from etic.mixed.audit.between import between
from etic.mixed.audit.finding import CERTAINTIES, Certainty, Finding
from etic.mixed.audit.grid import Grid
from etic.mixed.audit.means import means
from etic.mixed.audit.recovery import Recovery, recoveries
from etic.mixed.audit.rows import rows
from etic.mixed.audit.search import Solution
from etic.mixed.audit.sums import sums
from etic.mixed.audit.words import Words, own, usual
from etic.model import SurveyTable

__all__ = [
    "CERTAINTIES", "Audited", "Certainty", "Finding", "Grid", "Recovery", "Solution", "Words",
    "audited", "own", "usual",
]  # fmt: skip


@dataclass(frozen=True)
class Audited:
    """What was found in some tables, and what the bases of each can be."""

    findings: tuple[Finding, ...]
    recoveries: tuple[Recovery, ...]


def audited(tables: Sequence[SurveyTable], lists: Words | None = None) -> Audited:
    """Look published tables over, each alone and against one another.

    >>> from etic.model import Cell
    >>> cells = (Cell("Yes", "All", percent="64.2", declared_base="25"),
    ...          Cell("No", "All", percent="35.8", declared_base="25"))
    >>> found = audited([SurveyTable("1", "", "Work?", cells)])
    >>> [finding.rule for finding in found.findings]
    ['grim', 'grim', 'base-impossible', 'base-none']
    """
    grids = [Grid(table, lists or usual()) for table in tables]
    recovered = [recovery for grid in grids for recovery in recoveries(grid)]
    findings: list[Finding] = []
    for grid in grids:
        whole = _parted(grid, recovered)
        own_findings = [*sums(grid), *rows(grid), *means(grid, parted=whole)]
        told = any(f.certainty == "certain" for f in own_findings)
        findings += own_findings
        findings += cells(grid)
        for recovery in recovered:
            if recovery.grid is grid:
                findings += impossible(recovery, parted=whole, told=told)
                findings += rounded(recovery)
    findings += between(grids, recovered)
    return Audited(tuple(findings), tuple(recovered))


def _parted(grid: Grid, recovered: Sequence[Recovery]) -> bool:
    """Whether another table of the same study, groups and declared base shows that the groups make
    up everybody: its percents come out of the declared base so, which is no chance."""
    return any(
        r.possible and r.grid is not grid and r.chance <= SURE * r.limit
        and r.columns[1:] == tuple(grid.members)
        and (r.grid.table.study, r.declared) == (grid.table.study, grid.base(r.columns[0]))
        for r in recovered
        if len(r.columns) > 2
    )  # fmt: skip
