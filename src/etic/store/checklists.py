"""Answers to checklists of reporting, as they are stored."""

from __future__ import annotations

import sqlite3

from etic.model import ChecklistAnswer
from etic.natural import natural


def answers(
    connection: sqlite3.Connection, study: str = "", checklist: str = ""
) -> list[ChecklistAnswer]:
    """The answers there are (of one study, to one checklist), in order of their items."""
    rows = connection.execute(
        "SELECT checklist, item, text_ru, text_en, coders.name AS coder, changed,"
        " studies.name AS study FROM checklist_answers JOIN studies ON studies.id = study_id"
        " JOIN coders ON coders.id = coder_id"
        " WHERE ?1 IN ('', studies.name) AND ?2 IN ('', checklist)",
        (study, checklist),
    )
    found = [
        ChecklistAnswer(
            row["checklist"], row["item"], row["text_ru"], row["text_en"], row["coder"],
            row["changed"], row["study"],
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda a: (a.study, a.checklist, natural(a.item)))
