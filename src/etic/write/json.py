"""Tables as json: a list of records, one for a row, with the columns' keys."""

from __future__ import annotations

import json
from pathlib import Path

from etic.model import Table, Value
from etic.write.cells import encodable, keys, plain


def write(table: Table, path: Path) -> None:
    """Write a table as json: UTF-8, letters as letters, shares as shares, null for no figure."""
    names = [encodable(key) for key in keys(table)]
    records = [dict(zip(names, map(_cell, row), strict=True)) for row in table.rows]
    text = json.dumps(records, ensure_ascii=False, indent=2, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _cell(value: Value) -> Value:
    value = plain(value)
    return encodable(value) if isinstance(value, str) else value
