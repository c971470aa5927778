"""Survey tables beside the interviews: loading them."""

from __future__ import annotations

from etic.actions import ensure
from etic.model import SurveyTable
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
