"""Tables as csv: for spreadsheets and for scripts at once.

UTF-8 with a byte-order mark (without it Excel reads Cyrillic as Latin letters), comma, `\\r\\n`,
the columns' keys as header. Numbers are written with a point and all their digits, shares as shares
(0–1), True and False as `true` and `false`, nothing as nothing. Title and note are not in it.

A spreadsheet takes a text that begins with `= + - @`, a tab or a line end for a formula, and a
formula in a quote may do harm to whoever opens the file. Such a text gets an apostrophe before it,
and so does one that begins with apostrophes before such a character; `unguard` takes exactly that
one off again, so nothing is lost. A number, also one written as text (`-12,5`), is left as it is.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

from etic.model import Table, Value
from etic.write.cells import keys, legal, plain

# The wide forms at the end are formulas too where Excel speaks Japanese or Chinese.
_DANGEROUS = re.compile("'*[=+@\t\r\n\uff1d\uff0b\uff0d\uff20-]")
_NUMBER = re.compile(r"-\d+(?:[.,]\d+)?")


def guard(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula.

    >>> guard("- Уехал, и всё."), guard("-12,5"), guard("R07")
    ("'- Уехал, и всё.", '-12,5', 'R07')
    """
    return f"'{text}" if _DANGEROUS.match(text) and not _NUMBER.fullmatch(text) else text


def unguard(text: str) -> str:
    """What `guard` was given.

    >>> unguard(guard("'=1")) == "'=1", unguard("'tis")
    (True, "'tis")
    """
    return text[1:] if text.startswith("'") and _DANGEROUS.match(text) else text


def write(table: Table, path: Path) -> None:
    """Write a table as csv."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        rows = csv.writer(stream, lineterminator="\r\n")
        rows.writerow([guard(legal(key)) for key in keys(table)])
        for row in table.rows:
            rows.writerow([_cell(value) for value in row])


def _cell(value: Value) -> str | int | float | None:
    value = plain(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return guard(legal(value)) if isinstance(value, str) else value
