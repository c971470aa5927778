"""Whether printed tables add up."""

from __future__ import annotations

from pathlib import Path

from etic.actions import auditing
from etic.actions.auditing import AuditReport
from etic.project.joint import Joint


class Audit(Joint):
    """A project whose published tables are looked over."""

    def audit(self, *, study: str = "", words: str | Path | None = None) -> AuditReport:
        """What does not add up in the published tables of a study, or of all.

        Sums, subtotals, differences, totals as means of groups, percents that no whole number of
        people gives, bases that cannot be with those that can, contradictions between tables.
        `words` is a file of word lists in the place of Etic's own.
        """
        self._check(study=study)
        tables = [table for _, table in self.survey_tables() if study in ("", table.study)]
        return auditing.audit(tables, None if words is None else Path(words))
