"""Sheets of an Excel workbook as rows of text.

openpyxl reads them; what it must not be trusted with is looked after here: unpacked size and damage
(through `Source.member`), document types in the XML, and sheets that claim to be endless.
"""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from etic.errors import EticError
from etic.read.source import Source
from etic.text import canonical

MOST_CELLS = 20_000_000
MOST_SHOWN = 200_000  # cells of a sheet that may be a page with printed tables

# A formula that no spreadsheet program has computed yet. One that gives an empty text is not meant.
_UNCOMPUTED = re.compile(
    rb'<c\s(?![^>]*t="str")[^>]*\br="([A-Z]+)([0-9]+)"[^>]*>'
    rb"\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)

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


class Loose(str):
    """A number whose cell has no number format: noughts that were printed at its end are lost."""

    __slots__ = ()


def is_workbook(source: Source) -> bool:
    """Whether these bytes are an xlsx (or xlsm) file."""
    return {"[Content_Types].xml", "xl/workbook.xml"} <= source.members


def sheets(source: Source) -> Iterator[Iterator[list[str]]]:
    """The rows of each sheet, in order, hidden sheets last. Rows are read as they are asked for.

    Raises `EticError` at a row with a formula whose value the file does not hold.
    """
    from openpyxl import load_workbook

    _check(source)
    with _guarded(source):
        book = load_workbook(BytesIO(source.data), read_only=True, data_only=True)
        worksheets = sorted(book.worksheets, key=lambda sheet: sheet.sheet_state != "visible")
        parts = _parts(source)
    for sheet in worksheets:
        yield _rows(source, sheet, _uncomputed(source, parts.get(sheet.title, "")))


def shown(source: Source) -> Iterator[tuple[str, list[list[str]]]]:
    """Each sheet's name and its rows as they are shown: numbers by their formats (`Loose` where
    they have none), merged cells written out, what is raised (marks of footnotes) left out.

    Hidden sheets and those that are no page of tables (`MOST_SHOWN` cells) are left out. Raises
    `EticError` for a formula whose value the file does not hold.
    """
    from openpyxl import load_workbook

    _check(source)
    with _guarded(source):
        book = load_workbook(BytesIO(source.data), data_only=True, rich_text=True)
        parts = _parts(source)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible" or sheet.max_row * sheet.max_column > MOST_SHOWN:
            continue
        for cell in _uncomputed(source, parts.get(sheet.title, "")).values():
            raise _not_computed(source, sheet, cell)
        with _guarded(source):
            rows = [
                [_shown(cell.value, str(cell.number_format)) for cell in row]
                for row in sheet.iter_rows()
            ]
            for merged in sheet.merged_cells.ranges:
                text = rows[merged.min_row - 1][merged.min_col - 1]
                for row in rows[merged.min_row - 1 : merged.max_row]:
                    row[merged.min_col - 1 : merged.max_col] = [text] * merged.size["columns"]
        yield str(sheet.title), rows


def _shown(value: object, pattern: str) -> str:
    from openpyxl.cell.rich_text import CellRichText

    from etic.read.printed import printed

    if isinstance(value, CellRichText):
        value = "".join(
            part if isinstance(part, str) else part.text
            for part in value
            if isinstance(part, str) or part.font.vertAlign != "superscript"
        )
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _text(value)
    value = float(f"{value:.12g}")  # 22.099999999999998 is shown as 22.1
    known = printed(value, pattern)
    return Loose(_text(value)) if known is None else known


def _parts(source: Source) -> Mapping[str, str]:
    """Name of a sheet → the part of the package that holds it."""
    from etic.read.xmlsafe import attribute, local, parse_xml

    rels = "xl/_rels/workbook.xml.rels"
    if rels not in source.members:
        return {}
    targets = {attribute(rel, "Id"): attribute(rel, "Target") for rel in parse_xml(source, rels)}
    found = {}
    for element in parse_xml(source, "xl/workbook.xml").iter():
        if local(element) == "sheet":
            target = (targets.get(attribute(element, "id")) or "").removeprefix("/")
            part = target if target.startswith("xl/") else f"xl/{target}"
            found[attribute(element, "name") or ""] = part
    return found


def _uncomputed(source: Source, part: str) -> Mapping[int, str]:
    """Row → its first cell with a formula that has no value."""
    data = source.member(part) if part in source.members else b""
    found: dict[int, str] = {}
    for column, row in _UNCOMPUTED.findall(data):
        found.setdefault(int(row), f"{column.decode()}{row.decode()}")
    return found


def _not_computed(source: Source, sheet: Any, cell: str) -> EticError:
    return EticError("workbook-formula", file=source.name, sheet=str(sheet.title), cell=cell)


def _check(source: Source) -> None:
    """Unpack everything once: damage and bombs show here, and so do document types."""
    for name in sorted(source.members):
        data = source.member(name)
        # A declared entity can grow without end, and no spreadsheet program writes one.
        if b"<!DOCTYPE" in data.replace(b"\0", b"") and name.endswith((".xml", ".rels")):
            raise EticError("xml-doctype", file=source.name, member=name)


def _rows(source: Source, sheet: Any, uncomputed: Mapping[int, str]) -> Iterator[list[str]]:
    cells = number = 0
    with _guarded(source):
        sheet.reset_dimensions()  # what the file says of its size is often wrong
        rows = sheet.iter_rows(min_row=1, min_col=1, values_only=True)
    while True:
        with _guarded(source):
            row = next(rows, None)
        if row is None:
            return
        number += 1
        if number in uncomputed:
            raise _not_computed(source, sheet, uncomputed[number])
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
