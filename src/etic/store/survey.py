"""Questions about the survey and what codes it stands beside."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from etic.model import Cell, Link, SurveyTable
from etic.natural import natural
from etic.store.codebook import Tree


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


def links(connection: sqlite3.Connection, tree: Tree) -> list[tuple[int, int, Link]]:
    """Codes beside survey answers: (link id, table id, link)."""
    rows = connection.execute(
        "SELECT links.*, number, question, studies.name AS study FROM links"
        " JOIN survey_tables ON survey_tables.id = table_id"
        " JOIN studies ON studies.id = study_id ORDER BY links.id"
    )
    return [
        (row["id"], row["table_id"],
         Link(tree.by_id[row["code_id"]].path, row["number"], row["answer"], row["group"],
              row["question"], row["direction"], row["note"], row["study"]))
        for row in rows
    ]  # fmt: skip
