"""Survey tables beside the interviews: loading them, and linking codes to their answers."""

from __future__ import annotations

from etic.actions import ensure
from etic.errors import EticError
from etic.mixed.joint import total_group
from etic.model import Link, SurveyTable
from etic.places import told
from etic.store import survey as stored
from etic.store.codebook import Tree
from etic.store.transaction import Transaction


def load_table(tx: Transaction, table: SurveyTable, study: str) -> int:
    """Bring a published table in; one of the same study, number and question is replaced."""
    study_id = ensure.study(tx, study)
    table_id = tx.put(
        "survey_tables",
        {"study_id": study_id, "number": table.number, "question": table.question},
        {"title": table.title, "source": table.source},
    )
    stored = tx.all("survey_cells", table_id=table_id)
    for position, cell in enumerate(table.cells):
        said = {
            "answer": cell.answer,
            "group": cell.group,
            "n": cell.n,
            "percent": cell.percent,
            "declared_base": cell.declared_base,
            "subtotal": int(cell.subtotal),
        }
        if position < len(stored):
            tx.update("survey_cells", stored[position]["id"], said)
        else:
            tx.insert("survey_cells", {"table_id": table_id, "position": position, **said})
    for surplus in stored[len(table.cells) :]:
        tx.delete("survey_cells", surplus["id"])
    return table_id


def add_link(tx: Transaction, tree: Tree, link: Link) -> int:
    """Set a code beside a survey answer; the same link again takes over direction and note."""
    try:
        code_id = tree.resolve(link.code).id
    except EticError as error:
        raise EticError("link-at", place=_at(link), what=error) from error
    table_id, group = _answer(tx, link)
    place = {"code_id": code_id, "table_id": table_id, "answer": link.answer, "group": group}
    return tx.put("links", place, {"direction": link.direction, "note": link.note})


def _answer(tx: Transaction, link: Link) -> tuple[int, str]:
    """The table and the group that a link names; an error says what there is instead."""
    tables = [
        (table_id, table)
        for table_id, table in stored.tables(tx.connection)
        if table.number == link.table
        and (not link.study or table.study == link.study)
        and (not link.question or table.question == link.question)
    ]
    if not tables:
        every = (f"{t.study}/{t.number}" for _, t in stored.tables(tx.connection))
        known = ", ".join(dict.fromkeys(every))
        raise EticError("table-unknown", table=link.table, where=_at(link), known=known or "—")
    holding = [
        (table_id, table)
        for table_id, table in tables
        if any(cell.answer == link.answer for cell in table.cells)
    ]
    if not holding:
        answers = dict.fromkeys(cell.answer for _, table in tables for cell in table.cells)
        raise EticError(
            "answer-unknown", table=link.table, answer=link.answer, where=_at(link),
            known="; ".join(answers),
        )  # fmt: skip
    if len(holding) > 1:
        choices = "; ".join(f"{t.study}/{t.number}: {t.question}" for _, t in holding)
        raise EticError(
            "answer-ambiguous", table=link.table, answer=link.answer, where=_at(link),
            choices=choices,
        )  # fmt: skip
    table_id, table = holding[0]
    groups = list(dict.fromkeys(c.group for c in table.cells if c.answer == link.answer))
    if not link.group:
        total = total_group(groups)
        if total is None:
            raise EticError(
                "group-needed", table=link.table, where=_at(link), known="; ".join(groups)
            )
        return table_id, total
    if link.group not in groups:
        raise EticError(
            "group-unknown", table=link.table, group=link.group, where=_at(link),
            known="; ".join(groups),
        )  # fmt: skip
    return table_id, link.group


def _at(link: Link) -> str:
    place = ", ".join(part for part in (link.file, told(link.where)) if part)
    return f"{place}: " if place else ""


def delete_link(tx: Transaction, link_id: int) -> None:
    """Take a link away."""
    if tx.row("links", link_id) is None:
        raise EticError("link-unknown", link=link_id)
    tx.delete("links", link_id)
