"""The joint display in a report: what respondents said beside what the survey printed."""

from __future__ import annotations

from etic.i18n import t
from etic.model import Column
from etic.project import Project
from etic.report.blocks import Block, Heading, Note, Picture, TableBlock
from etic.report.outline import interval


def joint(project: Project, study: str, level: int) -> list[Block]:
    """The linked codes of a study, or of all, as table and picture."""
    display = project.joint().of_study(study)
    rows = display.rows
    if not rows:
        return []
    columns = (
        Column("name", t("columns.code")),
        Column("n", t("studyreport.n-of"), "text"),
        Column("share", t("studyreport.interviews"), "percent"),
        Column("interval", t("studyreport.interval")),
        Column("survey", t("columns.survey_share"), "percent"),
        Column("survey_interval", t("studyreport.interval")),
        Column("answer", t("columns.answer")),
    )
    cells = []
    remarks = []
    for row in rows:
        here, there = row.interviews, row.survey
        cells.append(
            (
                display.names[row.link.code],
                t("studyreport.n-of-base", n=here.n, base=here.base),
                here.share,
                interval(here.low, here.high),
                there.share,
                interval(there.low, there.high),
                t(
                    "studyreport.answer", table=row.link.table, answer=row.link.answer,
                    group=row.link.group, base=there.declared_base or "—",
                ),
            )
        )  # fmt: skip
        for remark in (
            row.link.note,
            *(t(f"reasons.{r}") for r in (here.reason, there.reason) if r),
        ):
            if remark:
                remarks.append(f"{display.names[row.link.code]}: {remark}")
    return [
        Heading(level, t("studyreport.joint")),
        TableBlock.of(columns, cells, title=t("tables.joint"), note=display.note, id="joint"),
        Picture(display.drawings()[0], table="joint"),
        *(Note(remark) for remark in dict.fromkeys(remarks)),
    ]
