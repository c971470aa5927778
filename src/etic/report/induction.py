"""Propositions in the report: the board, what each version changed, who contradicts and why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from etic.actions.induction import JudgedCase
from etic.analysis.induction import Place
from etic.analysis.spreading import draw_quotes
from etic.i18n import t
from etic.model import Column, Quote
from etic.project import Project
from etic.report.blocks import Block, Heading, Note, Paragraph, QuoteBlock, QuoteItem, TableBlock
from etic.report.outline import some_of
from etic.report.results import result_blocks
from etic.store.propositions import PropositionRow

MOST_QUOTES = 12  # of one proposition in one direction; the screen has them all
SHOWN: tuple[Place, ...] = ("contradicts", "supports")


def proposition_blocks(
    project: Project,
    study: str,
    level: int,
    *,
    allowed: Collection[int],
    item: Callable[[Quote], QuoteItem],
) -> list[Block]:
    """The propositions of a study as blocks; none where it has none.

    `allowed` are the ids of the documents that may be quoted, `item` makes a quote of the report.
    Figures of the board open into the quotes under each proposition.
    """
    rows = project.propositions(study)
    if not rows:
        return []
    board = project.board(study=study, versions=False)
    quotes: list[QuoteBlock] = []
    behind: dict[str, frozenset[int]] = {}
    parts: list[Block] = []
    for row in rows:
        cases = project.judged_cases(row.number, study=study)
        parts += _told(row, cases, level + 1)
        for place in SHOWN:
            ids = [i for case in cases if case.place == place for i in case.codings]
            found = [q for q in project.quote_list(ids=ids) if q.document_id in allowed]
            if not found:
                continue
            anchor = f"proposition-{study}-{row.number}-{place}"
            title = t(f"induction.place-{place}")
            chosen = draw_quotes(found, MOST_QUOTES)
            block = QuoteBlock(tuple(map(item, chosen)), anchor, title, some_of(chosen, found))
            behind[anchor] = frozenset(q.id for q in found)
            quotes.append(block)
            parts.append(block)

    def anchor_of(codings: Sequence[int]) -> str:
        wanted = frozenset(codings)
        best = max(behind, key=lambda anchor: len(behind[anchor] & wanted), default="")
        return best if best and behind[best] & wanted else ""

    return [
        Heading(level, t("induction.title")),
        *result_blocks(board, f"propositions-{study}", anchor=anchor_of, leave=("version", "text")),
        *parts,
    ]


def _told(row: PropositionRow, cases: Sequence[JudgedCase], level: int) -> list[Block]:
    """One proposition in words: its text, its versions, and the cases against it with reasons."""
    newest = row.newest
    blocks: list[Block] = [Heading(level, t("induction.line", number=row.number, text=newest.text))]
    if newest.phenomenon:
        blocks.append(Paragraph(t("induction.phenomenon-said", text=newest.phenomenon)))
    for version in row.versions[1:]:
        kind = t(f"induction.kind-{version.kind}")
        said = t(
            "induction.report-versions", version=version.version, kind=kind, reason=version.reason
        )
        blocks.append(Note(said))
    against = [case for case in cases if case.place == "contradicts"]
    if against:
        columns = (
            Column("case", t("induction.column-case")),
            Column("reason", t("induction.column-reason")),
        )
        reasons = [
            (case.case.name, "; ".join(j.reason for j in case.judgements if j.reason))
            for case in against
        ]
        title = t("induction.report-contradicting", number=row.number)
        blocks.append(TableBlock.of(columns, reasons, title=title))
    return blocks
