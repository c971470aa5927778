"""The audit of published tables: what does not add up, base by base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from etic.mixed.audit.bases import cells, impossible, rounded
from etic.mixed.audit.between import between
from etic.mixed.audit.finding import CERTAINTIES, Certainty, Finding
from etic.mixed.audit.grid import Grid
from etic.mixed.audit.means import means
from etic.mixed.audit.recovery import Recovery, Solution, recoveries
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
        findings += sums(grid)
        findings += cells(grid)
        findings += means(grid)
        of_all = {f.group for f in findings if f.rule == "percent-of-all"}
        for recovery in recovered:
            if recovery.grid is grid and not of_all & set(recovery.columns):
                findings += impossible(recovery)
                findings += rounded(recovery)
    findings += between(grids, recovered)
    return Audited(tuple(findings), tuple(recovered))
