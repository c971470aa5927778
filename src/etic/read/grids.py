"""Tables as they stand on a page: cells with what is merged written out, and the lines around.

Out of Word documents, pages of HTML, workbooks and csv.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from etic.errors import EticError
from etic.read.rows import DELIMITERS
from etic.read.source import Source
from etic.read.xlsx import Loose

MOST_ROWS, MOST_COLUMNS = 400, 60  # of a table that was printed on a page
_NEAR = 4  # lines around a table that may belong to it


@dataclass
class Grid:
    """A table: its rows, all of one width, and the lines of text before and after it."""

    where: str  # `table 2`, or the name of a sheet
    rows: list[list[str]]
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)


def grids(source: Source) -> list[Grid]:
    """The tables of a file, in order; none where it is no such file, or holds none."""
    from etic.read.docx import main_part
    from etic.read.html import decoded, is_html
    from etic.read.xlsx import is_workbook

    if is_workbook(source):
        return _workbook(source)
    if "[Content_Types].xml" in source.members:
        part = main_part(source)
        return _settled(_word(source, part)) if part else []
    page = decoded(source)
    if page is not None and is_html(page):
        return _settled(_page(page))
    return [] if source.text is None else _csv(source)


def is_document(source: Source) -> bool:
    """Whether a file with tables is a text around them (Word, HTML), and no table itself."""
    from etic.read.html import decoded, is_html
    from etic.read.xlsx import is_workbook

    if "[Content_Types].xml" in source.members:
        return not is_workbook(source)
    page = decoded(source)
    return page is not None and is_html(page)


def _settled(parts: Iterator[str | list[list[str]]]) -> list[Grid]:
    """Lines and tables in order as grids, each with the lines next to it."""
    found: list[Grid] = []
    lines: list[str] = []
    for part in parts:
        if isinstance(part, str):
            text = " ".join(part.split())
            if text:
                lines.append(text)
            continue
        if found:
            found[-1].after = lines[:_NEAR]
        if 1 < len(part) <= MOST_ROWS and 1 < max(map(len, part)) <= MOST_COLUMNS:
            width = max(map(len, part))
            rows = [[*row, *[""] * (width - len(row))] for row in part]
            found.append(Grid("", rows, lines[-_NEAR:]))
        lines = []
    if found:
        found[-1].after = lines[:_NEAR]
    for i, grid in enumerate(found, 1):
        grid.where = f"{i}"
    return found


# -- Word --


def _word(source: Source, part: str) -> Iterator[str | list[list[str]]]:
    from etic.read.docx import Page
    from etic.read.xmlsafe import local, parse_xml

    page = Page()
    body = next((child for child in parse_xml(source, part) if local(child) == "body"), None)
    waiting = list(reversed(body)) if body is not None else []
    while waiting:
        child = waiting.pop()
        if local(child) == "tbl":
            yield _word_table(page, child)
        elif local(child) == "p":
            yield from _plain(page.paragraph(child)[0])
        elif local(child) in ("sdt", "sdtContent", "customXml", "ins"):
            waiting.extend(reversed(child))


def _plain(text: str) -> Iterator[str]:
    from etic.read.emphasis import plain

    yield from plain(text).split("\n")


def _word_table(page: Any, table: Any) -> list[list[str]]:
    """The rows of a table in Word; a cell merged over several stands in each of them."""
    from etic.read.docx import inside
    from etic.read.emphasis import plain
    from etic.read.xmlsafe import attribute, local

    rows: list[list[str]] = []
    for row in inside(table, "tr"):
        cells: list[str] = []
        for cell in inside(row, "tc"):
            marks = {
                local(mark): mark for p in cell if local(p) == "tcPr" for mark in p
            }  # gridSpan: how many columns; vMerge without «restart»: goes on from above
            span = int(attribute(marks["gridSpan"], "val") or 1) if "gridSpan" in marks else 1
            merge = marks.get("vMerge")
            if merge is not None and attribute(merge, "val") != "restart" and rows:
                text = rows[-1][len(cells)] if len(cells) < len(rows[-1]) else ""
            else:
                text = " ".join(plain("\n".join(page.blocks(_lowered(cell)))).split())
            cells += [text] * min(max(span, 1), MOST_COLUMNS)
        rows.append(cells)
    return rows


def _lowered(cell: Any) -> Any:
    """A cell without what is raised in it: a «1» above «12,0» is a footnote, and no «12,01»."""
    from etic.read.xmlsafe import attribute, local

    for mark in list(cell.iter("{*}vertAlign")):
        if attribute(mark, "val") == "superscript":
            run = next((above for above in mark.iterancestors() if local(above) == "r"), None)
            if run is not None:
                run.clear()
    return cell


# -- HTML --


def _page(text: str) -> Iterator[str | list[list[str]]]:
    import lxml.html

    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True)
    root = lxml.html.document_fromstring(text.encode(), parser=parser)
    for element in root.iter("table", "p", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "div"):
        if any(above.tag == "table" for above in element.iterancestors()):
            continue
        if element.tag == "table":
            for caption in element.iter("caption"):
                yield _said(caption)
            yield _spread(element)
        elif element.tag != "div" or not any(True for _ in element.iterchildren("*")):
            yield _said(element)


def _said(element: Any) -> str:
    return "".join(element.itertext())


def _spread(table: Any) -> list[list[str]]:
    """The rows of a table in HTML, `rowspan` and `colspan` written out."""
    rows: list[list[str]] = []
    below: dict[int, tuple[int, str]] = {}  # column → (further rows, text)
    for row in table.iter("tr"):
        cells: list[str] = []

        def from_above(cells: list[str] = cells) -> None:
            while len(cells) in below:
                left, text = below[len(cells)]
                if left > 1:
                    below[len(cells)] = (left - 1, text)
                else:
                    del below[len(cells)]
                cells.append(text)

        for cell in row.iterchildren("td", "th"):
            from_above()
            for raised in list(cell.iter("sup")):  # marks of footnotes
                raised.drop_tree()
            text = " ".join(_said(cell).split())
            spans = [_span(cell.get(name)) for name in ("colspan", "rowspan")]
            for _ in range(spans[0]):
                if spans[1] > 1:
                    below[len(cells)] = (spans[1] - 1, text)
                cells.append(text)
        from_above()
        rows.append(cells)
    return rows


def _span(said: str | None) -> int:
    return min(int(said), MOST_COLUMNS) if said and said.isdecimal() and int(said) else 1


# -- workbooks and csv --


def _workbook(source: Source) -> list[Grid]:
    from etic.read.xlsx import shown

    found = []
    for name, rows in shown(source):
        for grid in _chunks(rows):
            grid.where = name
            found.append(grid)
    names = [grid.where for grid in found]
    for i, grid in enumerate(found):
        if names.count(names[i]) > 1:
            grid.where = f"{names[i]} · {names[: i + 1].count(names[i])}"
    return found


def _csv(source: Source) -> list[Grid]:
    text = source.text or ""
    best: list[list[str]] = []
    for delimiter in DELIMITERS:
        try:
            rows = [list(row) for row in csv.reader(io.StringIO(text, newline=""),
                                                    delimiter=delimiter)]  # fmt: skip
        except csv.Error:
            continue
        if sum(map(len, rows)) > sum(map(len, best)):
            best = rows
        if len(rows) > MOST_ROWS * 20:
            return []
    found = _chunks(best)
    for i, grid in enumerate(found, 1):
        grid.where = f"{i}"
    return found


def _chunks(rows: Sequence[Sequence[str]]) -> list[Grid]:
    """Tables on a sheet: parted by blank rows and by lines with one cell filled."""

    def parts() -> Iterator[str | list[list[str]]]:
        table: list[list[str]] = []
        for i, row in enumerate(rows):
            cells = [c if isinstance(c, Loose) else " ".join(c.split()) for c in row]
            filled = list(dict.fromkeys(cell for cell in cells if cell))
            within = table and i + 1 < len(rows) and _wide(rows[i + 1]) and cells[0]
            if len(filled) > 1 or (filled and within):
                table.append(cells)
                continue
            if table:
                yield table
                table = []
            yield from filled
        if table:
            yield table

    return _settled(parts())


def _wide(row: Sequence[str]) -> bool:
    return len({cell.strip() for cell in row if cell.strip()}) > 1


def no_tables(source: Source) -> EticError:
    """The refusal of a file in which there is no table that could be a survey's."""
    return EticError("wide-none", file=source.name)
