"""Survey tables beside the interviews: loading them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from etic.actions import ensure
from etic.model import Notice, SurveyTable
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


def bring(
    tx: Transaction, tables: Sequence[SurveyTable], study_of: Callable[[str], str]
) -> tuple[int, list[Notice]]:
    """Bring tables in: how many are new or changed, and what is to be said of them.

    One table may hold several questions; but it may be one whose words have been corrected.
    """
    changed = 0
    questions: dict[tuple[str, str], list[str]] = {}
    for table in tables:
        study, before = study_of(table.study), tx.position
        load_table(tx, table, study)
        changed += tx.position > before
        questions.setdefault((study, table.number), []).append(table.question)
    notices = []
    for (study, number), mine in questions.items():
        rows = tx.all("survey_tables", study_id=ensure.study(tx, study), number=number)
        others = [str(row["question"]) for row in rows if row["question"] not in mine]
        if others:
            details = {"table": number, "question": "; ".join(others)}
            notices.append(Notice(tables[0].source, "", "survey-other-question", details))
    return changed, notices
