"""Questions about the survey's published tables."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from etic.model import Cell, SurveyTable
from etic.natural import natural


def tables(connection: sqlite3.Connection) -> list[tuple[int, SurveyTable]]:
    """Published tables with their cells, by study and number: (id, table)."""
    cells: dict[int, list[Cell]] = defaultdict(list)
    for row in connection.execute("SELECT * FROM survey_cells ORDER BY table_id, position"):
        cells[row["table_id"]].append(
            Cell(row["answer"], row["group"], row["n"], row["percent"], row["declared_base"],
                 bool(row["subtotal"]))
        )  # fmt: skip
    rows = connection.execute(
        "SELECT survey_tables.*, studies.name AS study FROM survey_tables"
        " JOIN studies ON studies.id = study_id ORDER BY survey_tables.id"
    )
    found = [
        (row["id"], SurveyTable(row["number"], row["title"], row["question"],
                                tuple(cells[row["id"]]), row["study"], row["source"]))
        for row in rows
    ]  # fmt: skip
    return sorted(
        found, key=lambda pair: (natural(pair[1].study), natural(pair[1].number), pair[0])
    )
