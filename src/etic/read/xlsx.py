"""Sheets of an Excel workbook as rows of text.

openpyxl reads them; what it must not be trusted with is looked after here: unpacked size and damage
(through `Source.member`), document types in the XML, and sheets that claim to be endless.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from etic.errors import EticError
from etic.read.source import Source
from etic.text import canonical

MOST_CELLS = 20_000_000
MOST_SHOWN = 200_000  # cells of a sheet that may be a page with printed tables

# What openpyxl raises on workbooks that are no workbooks: it does not check what it reads.
_DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NameError,
    NotImplementedError,
    OSError,
    RecursionError,
    SyntaxError,  # XML that does not parse
    TypeError,
    ValueError,
)


def is_workbook(source: Source) -> bool:
    """Whether these bytes are an xlsx (or xlsm) file."""
    return {"[Content_Types].xml", "xl/workbook.xml"} <= source.members


def sheets(source: Source) -> Iterator[Iterator[list[str]]]:
    """The rows of each sheet, in order. Rows are read as they are asked for."""
    from openpyxl import load_workbook

    _check(source)
    with _guarded(source):
        book = load_workbook(BytesIO(source.data), read_only=True, data_only=True)
        worksheets = list(book.worksheets)
    for sheet in worksheets:
        yield _rows(source, sheet)


def shown(source: Source) -> Iterator[tuple[str, list[list[str]]]]:
    """Each sheet's name and its rows as they are shown: numbers by their formats, merged cells
    written out. Sheets that are no page of tables (`MOST_SHOWN` cells) are left out.
    """
    from openpyxl import load_workbook

    from etic.read.printed import printed

    _check(source)
    with _guarded(source):
        book = load_workbook(BytesIO(source.data), data_only=True)
    for sheet in book.worksheets:
        with _guarded(source):
            if sheet.max_row * sheet.max_column > MOST_SHOWN:
                continue
            rows = [
                [printed(cell.value, str(cell.number_format)) or _text(cell.value) for cell in row]
                for row in sheet.iter_rows()
            ]
            for merged in sheet.merged_cells.ranges:
                text = rows[merged.min_row - 1][merged.min_col - 1]
                for row in rows[merged.min_row - 1 : merged.max_row]:
                    row[merged.min_col - 1 : merged.max_col] = [text] * merged.size["columns"]
        yield str(sheet.title), rows


def _check(source: Source) -> None:
    """Unpack everything once: damage and bombs show here, and so do document types."""
    for name in sorted(source.members):
        data = source.member(name)
        # A declared entity can grow without end, and no spreadsheet program writes one.
        if b"<!DOCTYPE" in data.replace(b"\0", b"") and name.endswith((".xml", ".rels")):
            raise EticError("xml-doctype", file=source.name, member=name)


def _rows(source: Source, sheet: Any) -> Iterator[list[str]]:
    cells = 0
    with _guarded(source):
        sheet.reset_dimensions()  # what the file says of its size is often wrong
        rows = sheet.iter_rows(min_row=1, min_col=1, values_only=True)
    while True:
        with _guarded(source):
            row = next(rows, None)
        if row is None:
            return
        cells += len(row) + 1
        if cells > MOST_CELLS:
            raise EticError("table-big", file=source.name, most=MOST_CELLS)
        yield [_text(value) for value in row]


@contextmanager
def _guarded(source: Source) -> Iterator[None]:
    """Run openpyxl: quietly, and with damage told as an error of this file."""
    try:
        # It warns about styles and extensions, and prints about fonts: nothing for a reader, and
        # stdout may be somebody's JSON.
        with warnings.catch_warnings(), redirect_stdout(sys.stderr):
            warnings.simplefilter("ignore")
            yield
    except _DAMAGE as fault:
        raise EticError("workbook-broken", file=source.name) from fault


def _text(value: object) -> str:
    """A cell as one would type it: whole numbers without a point, dates in ISO form."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return canonical(str(value))
