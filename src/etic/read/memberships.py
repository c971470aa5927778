"""Memberships of cases in fuzzy sets as a table: one row a case, one column a set, 0 to 1."""

from __future__ import annotations

from pathlib import Path

from etic.errors import EticError
from etic.places import places
from etic.read import load
from etic.read.cases_table import NAMES
from etic.read.rows import Columns, find, table
from etic.read.values import measured

Memberships = dict[str, dict[str, float]]  # set → case → membership


def read_memberships(path: Path) -> Memberships:
    """The sets of a csv or xlsx with a column `case`; an empty cell is not known.

    Raises `EticError` for a table without cases or sets, and for what is no number from 0 to 1.
    """
    source = load(path, path.name)
    found = table(source, lambda header: "case" in find(header, NAMES))
    if found is None:
        raise EticError("cases-unknown", file=source.name, names=", ".join(NAMES["case"]))
    columns = Columns(found, NAMES)
    sets: Memberships = {found.titles[i]: {} for i in columns.others()}
    for row in found.rows:
        case, study = columns.needed(row, "case"), columns.text(row, "study")
        name = f"{study}/{case}" if study else case
        for i in columns.others():
            cell = row.cells[i].strip()
            if cell:
                sets[found.titles[i]][name] = _number(source.name, row.where, cell)
    if not sets:
        raise EticError("memberships-none", file=source.name)
    return sets


def _number(file: str, where: str, cell: str) -> float:
    value = measured(cell)
    if value is None or not 0 <= value <= 1:
        raise EticError("membership-form", file=file, where=places(where), value=cell[:40])
    return value
