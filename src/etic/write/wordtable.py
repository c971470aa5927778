"""A table in a Word file: caption with its number, header row that repeats, note."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import ceil

from etic.i18n import t
from etic.model import Column, Table
from etic.write import wordxml as xml
from etic.write.cells import clean, is_figure, shown
from etic.write.layout import (
    fitted,
    least_widths,
    letters,
    natural_widths,
    on_its_side,
    weighed_widths,
)

MOST_COLUMNS = 63  # Word knows no wider table
TOGETHER = 20  # lines; a table of no more is not torn between pages, where it would leave a gap
HIGH = 20  # lines; a row of more may run over the page's end

_INTERVAL = re.compile(r" (\[[^\[\]\n]+\])$")  # at the end of a cell

_LETTER = 103  # the width of a middling letter of Table Text, in twentieths of a point
_PADDING = 200  # of a cell on both sides, and a little

Place = tuple[int, int]  # row and column

NO_LINKS: Mapping[Place, str] = {}


def needed_width(table: Table) -> int:
    """Twentieths of a point that the table would like to have."""
    texts = _texts(table)
    return sum(round(_LETTER * n) + _PADDING for n in natural_widths(table.columns, texts))


def least_width(table: Table) -> int:
    """Twentieths of a point below which words of the table would be broken."""
    texts = _texts(table)
    return sum(round(_LETTER * n) + _PADDING for n in least_widths(table.columns, texts))


def lies_on_its_side(table: Table) -> bool:
    """Whether a table by itself asks for a page on its side."""
    return on_its_side(table.columns, _texts(table))


def _texts(table: Table) -> list[list[str]]:
    return [[shown(v, c) for v, c in zip(row, table.columns, strict=True)] for row in table.rows]


def add_table(
    body: xml.Element,
    table: Table,
    width: int,
    *,
    number: int = 1,
    links: Mapping[Place, str] = NO_LINKS,
    bookmark: tuple[str, int] = ("", 0),
) -> None:
    """Put a table at the end of a document's body.

    `links` leads from (row, column) to the bookmark behind that figure.
    """
    caption = xml.paragraph(body, "Caption")
    with xml.bookmarked(caption, *bookmark):
        number_caption(caption, "report.table", number)
        if table.title:
            xml.text(caption, f". {table.title}")
    add_grid(body, table, width, links)


def add_grid(
    body: xml.Element, table: Table, width: int, links: Mapping[Place, str] = NO_LINKS
) -> None:
    """Put a table without a caption there, and its note."""
    if table.columns:
        _grid(body, table, width, links)
    note = xml.paragraph(body, "TableNote")  # where empty, it parts two tables at most
    if table.note:
        xml.text(note, f"{t('report.note')}. ", italic=True)
        xml.text(note, table.note)


def number_caption(caption: xml.Element, label: str, number: int) -> None:
    """“Table 3”, by the message `label`; the number is a field, so that Word goes on counting."""
    before, _, after = t(label, n="\0").partition("\0")
    xml.text(caption, before, style="CaptionNumber")
    field = xml.node(caption, "fldSimple", instr=f" SEQ {before.strip()} \\* ARABIC ")
    xml.text(field, str(number), style="CaptionNumber")
    if after:
        xml.text(caption, after, style="CaptionNumber")


def _grid(
    body: xml.Element,
    table: Table,
    width: int,
    links: Mapping[Place, str],
) -> None:
    texts = _texts(table)
    widths = _widths(table.columns, texts, width)
    rooms = [(w - _PADDING) / _LETTER for w in widths]
    texts = [[_wrapped(text, room) for text, room in zip(row, rooms, strict=True)] for row in texts]
    heights = [max(map(_lines, row, rooms), default=1) for row in texts]
    last = body[-1]
    grid = xml.node(body, "tbl")
    if last.tag == xml.name("sectPr"):
        last.addprevious(grid)
    _properties(grid, table, width)
    measure = xml.node(grid, "tblGrid")
    for w in widths:
        xml.node(measure, "gridCol", w=w)
    labels = [clean(column.label) for column in table.columns]
    header = _row(grid, header=True, whole=True)
    for column, w, label in zip(table.columns, widths, labels, strict=True):
        _cell(header, column, w, label, keep=True)
    short = sum(heights) <= TOGETHER
    for j, row in enumerate(texts):
        whole = heights[j] <= HIGH
        element = _row(grid, header=False, whole=whole)
        # The last row is kept with the note under it.
        keep = whole and (short or j == len(texts) - 1) and (bool(table.note) or j < len(texts) - 1)
        for i, (column, w, text) in enumerate(zip(table.columns, widths, row, strict=True)):
            _cell(element, column, w, text, keep=keep, link=links.get((j, i), ""))


def _wrapped(text: str, room: float) -> str:
    """A figure with its interval on two lines, if it has to be: not broken at the dash."""
    if "\n" in text or letters(text) <= room:
        return text
    return _INTERVAL.sub(r"\n\1", text)


def _lines(text: str, room: float) -> int:
    """About how many lines a text takes in `room` letters."""
    return sum(max(1, ceil(letters(line) / max(room, 1))) for line in text.split("\n"))


def _widths(columns: Sequence[Column], texts: Sequence[Sequence[str]], total: int) -> list[int]:
    natural = [round(_LETTER * n) + _PADDING for n in weighed_widths(columns, texts)]
    least = [round(_LETTER * n) + _PADDING for n in least_widths(columns, texts)]
    widths = fitted(columns, natural, least, total)
    widths[-1] += total - sum(widths)  # what rounding left over
    return widths


def _properties(grid: xml.Element, table: Table, width: int) -> None:
    properties = xml.node(grid, "tblPr")
    xml.node(properties, "tblStyle", val="EticTable")
    xml.node(properties, "tblW", w=width, type="dxa")
    xml.node(properties, "tblLayout", type="fixed")
    xml.node(properties, "tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0)
    if table.title:  # read out by a screen reader
        xml.node(properties, "tblCaption", val=clean(table.title)[:250])


def _row(grid: xml.Element, *, header: bool, whole: bool) -> xml.Element:
    row = xml.node(grid, "tr")
    if header or whole:
        properties = xml.node(row, "trPr")
        if whole:
            xml.node(properties, "cantSplit")
        if header:
            xml.node(properties, "tblHeader")
    return row


def _cell(
    row: xml.Element, column: Column, width: int, text: str, *, keep: bool = False, link: str = ""
) -> None:
    cell = xml.node(row, "tc")
    xml.node(xml.node(cell, "tcPr"), "tcW", w=width, type="dxa")
    line = xml.paragraph(cell, "TableFigure" if is_figure(column) else "TableText")
    if keep:
        xml.keep_with_next(line)
    if link:
        xml.inner_link(line, link, text, style="FigureLink")
    elif text:
        xml.text(line, text)
