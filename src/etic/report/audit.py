"""The audit of published tables in a report: what does not add up, and which bases are possible."""

from __future__ import annotations

from collections.abc import Sequence

from etic.actions.auditing import AuditReport, answer, arithmetic
from etic.analysis.result import Result
from etic.i18n import language, t
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
    """The findings in four columns that fit a page: where, what, arithmetic, how sure.

    What one rule finds in several cells of a column is one row.
    """
    keys = ("place", "what", "arithmetic", "certainty")
    columns = tuple(Column(key, t(f"audit.{key}")) for key in keys)
    many = len({table.study for table in found.tables}) > 1
    alike: dict[tuple[str, ...], list[Finding]] = {}
    for f in found.findings:
        place = (f.study, f.table, f.question, f.group, f.rule, f.certainty)
        alike.setdefault(place, []).append(f)
    rows = tuple(
        (
            _place(same, many, _questions(found, same[0])),
            t(f"audit.rule-{same[0].rule}"),
            "\n".join(_line(f, len(same) > 1) for f in same),
            t(f"audit.{same[0].certainty}"),
        )
        for same in alike.values()
    )
    return Table(columns, rows, t("audit.table"), found.note)


def bases_paper(found: AuditReport) -> Table:
    """What the bases can be, where the declared one is impossible or there is none."""
    table = found.bases()
    at = {column.key: i for i, column in enumerate(table.columns)}
    kept = ("table", "question", "declared", "possible", "solutions", "best")
    columns = tuple(table.columns[at[key]] for key in kept)
    no = t("report.no")
    rows = tuple(
        # A sum is not broken between its parts.
        (*(row[at[key]] for key in kept[:-1]), str(row[at["best"]]).replace(" ", "\u00a0"))
        for row in table.rows
        if row[at["possible"]] == no or row[at["declared"]] is None
    )
    return Table(columns, rows, table.title, table.note)


def _told(found: AuditReport, at_least: Certainty) -> str:
    counts = found.counts
    said = t("audit.told", certain=counts["certain"], likely=counts["likely"], hint=counts["hint"])
    return said if at_least == "hint" or not counts["hint"] else f"{said} {t('audit.told-rest')}"


def _place(same: Sequence[Finding], many: bool, several: bool) -> str:
    """Study, table, the question where the table has several, then answer and column."""
    first = same[0]
    head = t("report.table", n=first.table)
    if several:
        head += f" («{first.question}»)" if language() == "ru" else f" (“{first.question}”)"
    row = answer(first) if len(same) == 1 else ""
    parts = [part for part in (row, first.group) if part]
    said = f"{head}: {', '.join(parts)}" if parts else head
    return f"{first.study}. {said}" if many else said


def _questions(found: AuditReport, finding: Finding) -> bool:
    """Whether the table of a finding asks several questions."""
    own = (finding.study, finding.table)
    return sum((table.study, table.number) == own for table in found.tables) > 1


def _line(finding: Finding, named: bool) -> str:
    """The arithmetic, with the answer before it where a row has several."""
    said = arithmetic(finding)
    return f"{answer(finding)}: {said}" if named else said
