"""The researcher's memos in the report: it has them only where they are asked for."""

from __future__ import annotations

from dataclasses import replace

from etic.i18n import t
from etic.model import Column, Quote
from etic.project import Project
from etic.report.blocks import Block, Heading, TableBlock
from etic.store.memos import MemoRow

KINDS = ("document", "case", "code")  # those on passages stand beside their quotes


def counted_quotes(project: Project, study: str, memos: bool) -> list[Quote]:
    """The quotes behind a study's counts, with the memos on them or without."""
    quotes = project.quote_list(study=study, counted=True)
    return quotes if memos else [replace(quote, memo="") for quote in quotes]


def appendix(project: Project, study: str, level: int) -> list[Block]:
    """The memos on documents, respondents and codes of a study (of all), with their authors."""
    found = [memo for kind in KINDS for memo in project.memo_list(kind, study=study)]
    found = [memo for memo in found if _belongs(project, memo, study)]
    if not found:
        return []
    columns = (
        Column("kind", t("columns.kind")),
        Column("about", t("columns.about")),
        Column("memo", t("columns.memo")),
        Column("coder", t("columns.who")),
        Column("created", t("columns.at")),
    )
    rows = [
        (t(f"memos.kind-{memo.kind}"), memo.label, memo.text, memo.coder, memo.created[:10])
        for memo in found
    ]
    return [
        Heading(level, t("studyreport.memos")),
        TableBlock.of(columns, rows, title=t("studyreport.memos-table")),
    ]


def _belongs(project: Project, memo: MemoRow, study: str) -> bool:
    """A code may be of other studies alone; a memo on it then says nothing of this one."""
    if memo.kind != "code" or not study:
        return True
    studies = project.codebook().find(memo.code).studies
    return not studies or study in studies
