"""The audit of published tables in a report: what does not add up, and which bases are possible."""

from __future__ import annotations

from etic.actions.auditing import AuditReport, arithmetic
from etic.analysis.result import Result
from etic.i18n import t
from etic.mixed.audit import Certainty, Finding
from etic.model import Column, Table
from etic.project import Project
from etic.report.blocks import Block, Heading, Paragraph, TableBlock


def audit_blocks(
    project: Project, study: str, level: int, *, at_least: Certainty = "likely", id: str = "audit"
) -> tuple[list[Block], list[Result]]:
    """The audit of a study, or of all, as blocks, with the results in them.

    Nothing where no table is published. `at_least` is how sure a finding is that a page has room
    for; `etic audit` and the screen have them all.
    """
    found = project.audit(study=study)
    if not found.tables:
        return [], []
    shown = found.of(study=study, at_least=at_least)
    blocks: list[Block] = [Heading(level, t("audit.title")), Paragraph(_told(found, at_least))]
    if shown.findings:
        blocks.append(TableBlock(paper(shown), id=id))
    bases = bases_paper(found)
    if bases.rows:
        blocks.append(TableBlock(bases, id=f"{id}-bases"))
    return blocks, [found]


def paper(found: AuditReport) -> Table:
    """The findings in four columns that fit a page: where, what, arithmetic, how sure."""
    keys = ("place", "what", "arithmetic", "certainty")
    columns = tuple(Column(key, t(f"audit.{key}")) for key in keys)
    many = len({table.study for table in found.tables}) > 1
    rows = tuple(
        (
            _place(f, many), t(f"audit.rule-{f.rule}"), arithmetic(f), t(f"audit.{f.certainty}"),
        )
        for f in found.findings
    )  # fmt: skip
    return Table(columns, rows, t("audit.table"), found.note)


def bases_paper(found: AuditReport) -> Table:
    """What the bases can be, where the declared one is impossible or there is none."""
    table = found.bases()
    at = {column.key: i for i, column in enumerate(table.columns)}
    kept = ("table", "question", "declared", "possible", "solutions", "best")
    columns = tuple(table.columns[at[key]] for key in kept)
    no = t("report.no")
    rows = tuple(
        tuple(row[at[key]] for key in kept)
        for row in table.rows
        if row[at["possible"]] == no or row[at["declared"]] is None
    )
    return Table(columns, rows, table.title, table.note)


def _told(found: AuditReport, at_least: Certainty) -> str:
    counts = found.counts
    said = t("audit.told", certain=counts["certain"], likely=counts["likely"], hint=counts["hint"])
    return said if at_least == "hint" or not counts["hint"] else f"{said} {t('audit.told-rest')}"


def _place(finding: Finding, many: bool) -> str:
    """Study, table, then answer and column."""
    head = t("report.table", n=finding.table)
    parts = [finding.answer or t("audit.column-all"), finding.group]
    said = f"{head}: " + ", ".join(part for part in parts if part)
    return f"{finding.study}. {said}" if many else said
