"""A report as a workbook: contents, its text, one sheet a table, and the quotes.

Figures are numbers with a format; those that open into quotes lead to the sheet of quotes. Pictures
are left to html and docx: their figures are here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from etic.i18n import t, use_language
from etic.model import Column, Table
from etic.report.blocks import Heading, Note, Paragraph, Picture, QuoteBlock, Report, TableBlock
from etic.report.outline import Placed, placed
from etic.report.prose import Cited, Items, Prose, ProseTable, lines
from etic.write.cells import clean, shown
from etic.write.layout import natural_widths, on_its_side
from etic.write.xlsx import MADE, MOST_CHARACTERS, Cuts, Looks, cut, put_cell, sheet_name

TEXT_WIDTH = 110  # letters in a line of running text
MOST_LINKS = 60_000  # Excel takes 65,530 a sheet
HEAD = 2  # rows above a table: its title and the way back


@dataclass(frozen=True)
class _Sheet:
    """A table on its way to a sheet of its own."""

    name: str
    label: str  # “Table 3”
    table: Table
    links: dict[tuple[int, int], str]


def write(report: Report, path: Path) -> None:
    """Write a report as xlsx, in its own language."""
    import xlsxwriter

    with use_language(report.language), path.open("wb") as stream:
        book = xlsxwriter.Workbook(stream, {"in_memory": True})
        book.set_properties({"title": clean(report.title)[:255], "created": MADE})
        _Writer(report, book).write()
        book.close()


class _Writer:
    """One report on its way into one workbook."""

    def __init__(self, report: Report, book: Any) -> None:
        self.report = report
        self.book = book
        self.looks = Looks(book)
        self.blocks = list(placed(report))
        self.sheets = [s for s in map(_sheet_of, self.blocks) if s is not None]
        self.quotes = [(p.id, p.block) for p in self.blocks if isinstance(p.block, QuoteBlock)]
        self.places = _places(self.quotes)

    def write(self) -> None:
        self._contents()
        self._text()
        for sheet in self.sheets:
            self._table(sheet)
        if self.quotes:
            self._quotes()

    def _contents(self) -> None:
        page = self._page(t("report.contents"))
        page.set_column(0, 0, 14)
        page.set_column(1, 1, TEXT_WIDTH - 14)
        page.write_string(0, 0, _whole(self.report.title), self.looks.note(bold=True, font_size=14))
        page.write_string(1, 0, _whole(self.report.subtitle), self.looks.note(text_wrap=False))
        named = [(t("report.sheet-text"), "", t("report.sheet-text"))]
        named += [(s.label, s.table.title, s.name) for s in self.sheets]
        if self.quotes:
            named.append((t("report.sheet-quotes"), "", t("report.sheet-quotes")))
        for row, (label, title, name) in enumerate(named, start=3):
            page.write_url(row, 0, _to(name), self._link(), string=_whole(label))
            page.write_string(row, 1, _whole(title), self.looks.note())

    def _text(self) -> None:
        """What the report says in words: sections, remarks, methods."""
        page = self._page(t("report.sheet-text"))
        page.set_column(0, 0, TEXT_WIDTH)
        row = 0
        for p in self.blocks:
            block = p.block
            if isinstance(block, Heading):
                size = {1: 14, 2: 12}.get(block.level, 10)
                look = self.looks.note(bold=True, font_size=size)
            elif isinstance(block, Paragraph | Note):
                look = self.looks.note(italic=isinstance(block, Note))
            elif isinstance(block, Prose | Items | Cited | ProseTable):
                for line in lines(block):
                    page.write_string(row, 0, _whole(line), self.looks.note())
                    row += 1
                continue
            else:
                continue
            page.write_string(row, 0, _whole(block.text), look)
            row += 1

    def _table(self, made: _Sheet) -> None:
        table, looks = made.table, self.looks
        page = self.book.add_worksheet(made.name)
        title = f"{made.label}. {table.title}" if table.title else made.label
        page.write_string(0, 0, _whole(title), looks.note(bold=True, text_wrap=False))
        page.write_url(1, 0, _to(t("report.contents")), self._link(), string=t("report.contents"))
        texts = [
            [shown(v, c) for v, c in zip(row, table.columns, strict=True)] for row in table.rows
        ]
        widths = natural_widths(table.columns, texts)
        cuts = Cuts()
        for i, column in enumerate(table.columns):
            page.set_column(i, i, round(widths[i]) + 3)
            page.write_string(HEAD, i, _whole(clean(column.label)), looks.heading(column))
        for j, row in enumerate(table.rows):
            for i, (value, column) in enumerate(zip(row, table.columns, strict=True)):
                place = self.places.get(made.links.get((j, i), ""))
                if place is not None:
                    # The address first, then the figure itself over what it would be called.
                    target = _to(t("report.sheet-quotes"), f"A{place + 1}")
                    page.write_url(HEAD + 1 + j, i, target, string=texts[j][i][:255])
                put_cell(page, HEAD + 1 + j, i, value, column, looks, cuts)
        last = HEAD + len(table.rows)
        if table.columns and table.rows:
            page.autofilter(HEAD, 0, last, len(table.columns) - 1)
        notes = [table.note] if table.note else []
        notes += [_cut_note(row, label) for row, label in cuts.places]
        self._notes(page, last + 2, notes, sum(round(w) + 3 for w in widths), len(widths))
        page.freeze_panes(HEAD + 1, 1 if len(table.columns) > 6 else 0)
        page.set_paper(9)
        page.repeat_rows(HEAD)
        page.fit_to_pages(1, 0)
        page.set_footer("&C&P / &N")
        if on_its_side(table.columns, texts):
            page.set_landscape()

    def _notes(self, page: Any, row: int, notes: list[str], width: int, columns: int) -> None:
        """What stands under a table, as wide as the table is, or as a line can be read."""
        look = self.looks.note()
        for n, note in enumerate(notes, start=row):
            text = f"{t('report.note')}. {note}" if n == row else note
            letters = min(width, TEXT_WIDTH * 2)
            if columns > 1 and width > 40:
                page.merge_range(n, 0, n, columns - 1, "", look)
                page.write_string(n, 0, _whole(text), look)
                # Excel does not find the height of merged cells by itself.
                page.set_row(n, min(400, 14 * -(-len(text) // letters) + 4))
            else:
                page.write_string(n, 0, _whole(text), self.looks.note(text_wrap=False))

    def _quotes(self) -> None:
        page = self._page(t("report.sheet-quotes"))
        columns = (
            Column("group", t("report.quotes-of")),
            Column("quote", t("columns.quote")),
            Column("source", t("report.quotes-source")),
        )
        for i, (column, width) in enumerate(zip(columns, (36, 80, 44), strict=True)):
            page.set_column(i, i, width)
            page.write_string(0, i, column.label, self.looks.heading(column))
        row, cuts = 1, Cuts()
        for _, block in self.quotes:
            for item in block.quotes:
                line = (block.headed, item.text, item.source)
                for i, (value, column) in enumerate(zip(line, columns, strict=True)):
                    put_cell(page, row, i, value, column, self.looks, cuts)
                row += 1
        page.autofilter(0, 0, max(1, row - 1), 2)
        page.freeze_panes(1, 0)
        page.repeat_rows(0)

    def _page(self, name: str) -> Any:
        page = self.book.add_worksheet(name)
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_footer("&C&P / &N")
        return page

    def _link(self) -> Any:
        return self.looks.note(font_color="#0B6E72", underline=1, text_wrap=False)


def _sheet_of(p: Placed) -> _Sheet | None:
    """A table has a sheet, and a picture whose figures stand in no table."""
    if isinstance(p.block, TableBlock):
        label, short = t("report.table", n=p.number), t("report.sheet-table-short", n=p.number)
        block = p.block.figures or p.block
        table = replace(block.table, title=p.block.table.title, note=p.block.table.note)
        links = dict(block.links)
    elif isinstance(p.block, Picture) and not p.block.table:
        label, short = t("report.figure", n=p.number), t("report.sheet-figure-short", n=p.number)
        drawing = p.block.drawing
        table = replace(drawing.table, title=drawing.title, note=p.block.note or drawing.table.note)
        links = {}
    else:
        return None
    return _Sheet(sheet_name(f"{short} {table.title}"), label, table, links)


def _places(groups: list[tuple[str, QuoteBlock]]) -> dict[str, int]:
    """The row of the sheet of quotes at which each group and each quote begins."""
    found: dict[str, int] = {}
    row = 1
    for id, block in groups:
        found[id] = row
        for item in block.quotes:
            if item.id:
                found[item.id] = row
            row += 1
    return {id: row for id, row in found.items() if row < MOST_LINKS}


def _to(name: str, cell: str = "A1") -> str:
    return "internal:'{}'!{}".format(name.replace("'", "''"), cell)


def _whole(text: str) -> str:
    return cut(clean(text), MOST_CHARACTERS)


def _cut_note(row: int, label: str) -> str:
    return t("report.sheet-cut", row=row + HEAD, column=label, most=MOST_CHARACTERS)
