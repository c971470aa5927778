"""Tables as a Word file, ready for a manuscript."""

from __future__ import annotations

from pathlib import Path

from etic.errors import EticError
from etic.model import Table
from etic.write import word
from etic.write.wordtable import MOST_COLUMNS, add_table, lies_on_its_side


def write(table: Table, path: Path) -> None:
    """Write a table as docx: a real table, its caption and its note, in Word's own styles."""
    check_columns(table, path)
    landscape = lies_on_its_side(table)
    document = word.new(table.title, landscape=landscape)
    add_table(document.element.body, table, word.text_width(landscape=landscape))
    word.save(document, path)


def check_columns(table: Table, path: Path) -> None:
    """Refuse a table wider than Word can hold."""
    count = len(table.columns)
    if count > MOST_COLUMNS:
        raise EticError(
            "table-columns", file=path, columns=count, most=MOST_COLUMNS, other="xlsx, csv"
        )
