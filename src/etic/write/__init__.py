"""Tables out to files. One module a format, chosen by the file's suffix.

A writer is a function `write(table, path)`, registered as an entry point `etic.writers` under the
suffix it writes. It writes straight to the path it is given: that this is a temporary file beside
the target, moved over it when all went well, is seen to here, for every writer alike.

For scripts (csv, json, parquet) the header holds the columns' keys, which never change; for readers
(xlsx, docx, html, md) their labels, in the language at work.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from etic.model import Table
from etic.write.place import deliver, formats

GROUP = "etic.writers"


def write(table: Table, path: Path) -> None:
    """Write a table in the format that the path's suffix names, wholly or not at all.

    >>> from etic.model import Column
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "t.csv")
    ...     write(Table((Column("n", "Number"),), ((3,),)), path)
    ...     path.read_text(encoding="utf-8-sig").split()
    ['n', '3']
    """
    deliver(GROUP, table, path)


def encode(table: Table, suffix: str) -> bytes:
    """The same as bytes, for a download: `encode(table, ".xlsx")`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"table{suffix}")
        write(table, path)
        return path.read_bytes()


def suffixes() -> tuple[str, ...]:
    """What can be written: `.csv`, `.docx`, …"""
    return tuple(formats(GROUP))
