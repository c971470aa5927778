"""Tables as an Excel workbook: the table on the first sheet, what it is counted on, on the second.

Figures are numbers with a format, texts are texts and never formulas. A cell holds 32,767
characters; a longer quote ends in an ellipsis, and the second sheet says which.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from etic.errors import EticError
from etic.i18n import language, number, t
from etic.model import Column, Table, Value
from etic.write.cells import clean, digits, is_figure, keys, plain, shown
from etic.write.layout import natural_widths, on_its_side

MOST_ROWS = 1_048_575  # and the header
MOST_COLUMNS = 16_384
MOST_CHARACTERS = 32_767  # in UTF-16, as Excel counts
MOST_DIGITS = 10**15  # of a whole number: Excel rounds what is longer
TOLD = 50  # cells cut that are told one by one
NAME = 31  # characters of a sheet's name, in UTF-16 too

MADE = datetime(1980, 1, 1)  # the same table gives the same bytes on any day

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write(table: Table, path: Path) -> None:
    """Write a table as xlsx."""
    import xlsxwriter

    if len(table.rows) > MOST_ROWS:
        raise EticError("table-rows", file=path, rows=len(table.rows), most=MOST_ROWS)
    if len(table.columns) > MOST_COLUMNS:
        count = len(table.columns)
        raise EticError(
            "table-columns", file=path, columns=count, most=MOST_COLUMNS, other="csv, parquet"
        )
    with path.open("wb") as stream:
        book = xlsxwriter.Workbook(stream, {"in_memory": True})
        book.set_properties({"title": clean(table.title)[:255], "created": MADE})
        cuts = _sheet(book, table)
        _notes(book, table, cuts)
        book.close()


@dataclass
class Cuts:
    """Cells whose text was cut, to be told on the second sheet."""

    places: list[tuple[int, str]] = field(default_factory=list)

    def fit(self, text: str, row: int, column: Column) -> str:
        """The text as far as a cell can hold it."""
        short = cut(text, MOST_CHARACTERS)
        if short != text:
            self.places.append((row, column.label))
        return short


def _sheet(book: Any, table: Table) -> Cuts:
    """The sheet with the table."""
    sheet = book.add_worksheet(sheet_name(table.title))
    looks = Looks(book)
    cuts = Cuts()
    texts = [[shown(v, c) for v, c in zip(row, table.columns, strict=True)] for row in table.rows]
    widths = natural_widths(table.columns, texts)
    for i, column in enumerate(table.columns):
        sheet.set_column(i, i, round(widths[i]) + 3)  # and room for the filter's button
        heading = cuts.fit(clean(column.label), 1, column)
        sheet.write_string(0, i, heading, looks.heading(column))
    for j, row in enumerate(table.rows, start=1):
        for i, (value, column) in enumerate(zip(row, table.columns, strict=True)):
            put_cell(sheet, j, i, value, column, looks, cuts)
        lines = max((len(text) / widths[i] for i, text in enumerate(texts[j - 1])), default=1)
        if lines > 20:  # a row as high as the screen could not be scrolled past
            sheet.set_row(j, 300)
    if table.columns:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    sheet.freeze_panes(1, 0)
    sheet.set_paper(9)  # A4
    if on_its_side(table.columns, texts):
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&C&P / &N")
    return cuts


def put_cell(
    sheet: Any, row: int, i: int, value: Value, column: Column, looks: Looks, cuts: Cuts
) -> None:
    """Write one cell: a figure as a number with its format, a text as a text."""
    value = plain(value)
    if value is None:
        sheet.write_blank(row, i, None, looks.text(column))
    elif isinstance(value, bool):
        sheet.write_boolean(row, i, value, looks.text(column))
    elif isinstance(value, str):
        text = cuts.fit(clean(value), row + 1, column)
        sheet.write_string(row, i, text, looks.text(column, text.startswith(_FORMULA)))
    elif isinstance(value, int) and abs(value) >= MOST_DIGITS:
        sheet.write_string(row, i, str(value), looks.text(column))
    else:
        scaled = 100 * value if column.kind == "points" else value
        sheet.write_number(row, i, scaled, looks.figure(column))


class Looks:
    """Formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def _format(self, **properties: object) -> Any:
        key = tuple(sorted(properties.items(), key=lambda item: item[0]))
        if key not in self._made:
            base = {"font_name": "Arial", "font_size": 10, "valign": "top"}
            self._made[key] = self._book.add_format({**base, **properties})
        return self._made[key]

    def heading(self, column: Column) -> Any:
        """Of a column's label."""
        side = "right" if is_figure(column) else "left"
        return self._format(
            bold=True, text_wrap=True, align=side, bottom=1, bg_color="#EEF2F2", valign="vcenter"
        )

    def text(self, column: Column, formula: bool = False) -> Any:
        """Of words. What looks like a formula keeps its being a text when the cell is edited."""
        side = "right" if is_figure(column) else "left"
        return self._format(text_wrap=True, align=side, quote_prefix=formula)

    def figure(self, column: Column) -> Any:
        """Of a number."""
        if column.kind == "text":
            return self._format(align="left")
        return self._format(num_format=number_format(column), align="right")

    def note(self, **properties: object) -> Any:
        """Of running text; `properties` are XlsxWriter's."""
        return self._format(**{"text_wrap": True, **properties})


def number_format(column: Column) -> str:
    """Excel's name for the way the column's figures are written.

    >>> number_format(Column("kappa", "κ", "number", digits=3))
    '0.000'
    """
    places = digits(column)
    decimals = "." + "0" * places if places else ""
    if column.kind == "percent":
        return f"0{decimals} %" if language() == "ru" else f"0{decimals}%"
    if column.kind == "integer":
        # Russian groups from five digits on; the sign between is each reader's own.
        return "[<10000]0;#,##0" if language() == "ru" else "#,##0"
    return f"0{decimals}"


def _notes(book: Any, table: Table, cuts: Cuts) -> None:
    """The sheet that says what the table is and what it is counted on."""
    name = t("report.sheet-note")
    if name.casefold() == sheet_name(table.title).casefold():
        name += " 2"
    sheet = book.add_worksheet(name)
    looks = Looks(book)
    bold, normal = looks.note(bold=True), looks.note()
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 60)
    lines: list[tuple[str, Any]] = []
    if table.title:
        lines.append((table.title, bold))
    if table.note:
        lines.append((table.note, normal))
    told = cuts.places[:TOLD]
    most = number(MOST_CHARACTERS)
    lines += [(t("report.sheet-cut", row=r, column=c, most=most), normal) for r, c in told]
    if len(cuts.places) > len(told):
        more = number(len(cuts.places) - len(told))
        lines.append((t("report.sheet-cut-more", more=more), normal))
    for row, (text, look) in enumerate(lines):
        whole = cut(clean(text), MOST_CHARACTERS)
        sheet.merge_range(row, 0, row, 1, "", look)
        sheet.write_string(row, 0, whole, look)
        # Excel does not find the height of merged cells by itself.
        height = sum(-(-max(1, len(part)) // 100) for part in whole.split("\n"))
        sheet.set_row(row, min(400, 14 * height + 4))
    start = len(lines) + 1
    sheet.write_string(start, 0, t("report.sheet-columns"), bold)
    for row, (key, column) in enumerate(zip(keys(table), table.columns, strict=True), start + 1):
        sheet.write_string(row, 0, cut(clean(column.label), MOST_CHARACTERS), normal)
        sheet.write_string(row, 1, cut(clean(key), MOST_CHARACTERS), normal)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def sheet_name(title: str) -> str:
    """A name that Excel takes for a sheet, near to the table's title.

    >>> sheet_name("[Draft] reasons: why?")
    'Draft reasons why'
    """
    name = re.sub(r"[\[\]:*?/\\\s\ufffd]+", " ", clean(title)).strip(" '")
    name = cut(name, NAME).strip(" '")
    # Excel keeps “History” for itself.
    return t("report.sheet-table") if name.casefold() in ("", "history") else name


def cut(text: str, most: int) -> str:
    """The text in at most so many UTF-16 units, with an ellipsis where something is missing.

    >>> cut("слово", 5), cut("слово", 4), cut("😀😀", 3)
    ('слово', 'сло…', '😀…')
    """
    if len(text) * 2 <= most or len(text.encode("utf-16-le")) <= most * 2:
        return text
    head = text.encode("utf-16-le")[: (most - 1) * 2]
    return head.decode("utf-16-le", errors="ignore") + "…"
