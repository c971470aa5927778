"""Tables out of csv and xlsx files: a header, and rows that know their number.

Rows count as a spreadsheet counts them: the header is row 1, a blank row counts too, a cell with
line breaks in it is still one row. A reader says which headers are its own; only then the rest of
the file is read, strictly, so that a stray quotation mark is an error with its row and does not
swallow half of the table.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from etic.errors import EticError
from etic.model import Notice
from etic.places import places, row
from etic.read.source import Source

DELIMITERS = ",;\t"
_LOOKED_AT = 200  # lines of a csv that show by what mark it is parted
MOST_ROWS = 1_048_576  # of a sheet, in every spreadsheet program

Header = tuple[str, ...]  # titles, folded
Ours = Callable[[Header], bool]


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its number."""

    number: int
    cells: tuple[str, ...]

    @property
    def where(self) -> str:
        """`row 3`."""
        return row(self.number)


@dataclass(frozen=True)
class Table:
    """Titles as written, and the rows under them that are not blank."""

    source: str
    titles: tuple[str, ...]
    rows: tuple[Row, ...]

    @cached_property
    def header(self) -> Header:
        """Titles, folded."""
        return tuple(folded(title) for title in self.titles)


def folded(title: str) -> str:
    """A title as it is compared: small letters, single spaces, no brackets, `ё` as `е`.

    >>> folded(" Name_RU "), folded("Название (рус.)")
    ('name ru', 'название рус')
    """
    plain = title.casefold().replace("ё", "е")
    return " ".join("".join(c if c.isalnum() or c in "№%" else " " for c in plain).split())


def table(source: Source, ours: Ours, *, titled: bool = False) -> Table | None:
    """The table whose header is `ours`: the csv itself or the first such sheet, or None.

    A table may be `titled`: lines with one cell filled stand above its header.
    """
    from etic.read.xlsx import is_workbook, sheets

    if is_workbook(source):
        for rows in sheets(source):
            found = _taken(source.name, rows, ours, titled=titled)
            if found is not None:
                return found
        return None
    text = source.text
    return None if text is None else _csv(source, text, ours, titled=titled)


def shown_tables(source: Source, ours: Ours) -> list[Table]:
    """The tables of a workbook whose header is `ours`, one a sheet, cells as they are shown."""
    from etic.read.xlsx import MOST_SHOWN, shown

    pages = list(shown(source))
    found = [
        _taken(source.name if len(pages) == 1 else f"{source.name}, {name}", rows, ours,
               titled=True)
        for name, rows in pages
    ]  # fmt: skip
    kept = [each for each in found if each is not None]
    if not kept:
        raise EticError("table-big", file=source.name, most=MOST_SHOWN)
    return kept


def _csv(source: Source, text: str, ours: Ours, *, titled: bool) -> Table | None:
    delimiters: Iterable[str] = DELIMITERS
    if text[:4].casefold() == "sep=" and text[4:5] and text[5:6] == "\n":
        # Excel writes and hides this line; its rows begin after it.
        delimiters, text = [text[4]], text[6:]
    for delimiter in sorted(delimiters, key=lambda each: _fitness(text, each, titled=titled)):
        header = _first(text, delimiter, titled=titled)
        if header and ours(tuple(folded(title) for title in header)):
            return _taken(source.name, _records(source, text, delimiter), ours, titled=titled)
    return None


def _fitness(text: str, delimiter: str, *, titled: bool) -> tuple[int, int]:
    """The less, the likelier it is that this parts the cells: it makes the longest header.

    A line above the header may hold any mark; so there it is first what parts the most lines.
    """
    header = _first(text, delimiter, titled=titled)
    parted = 0
    if titled:
        try:
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
            parted = sum(len(cells) > 1 for cells in islice(reader, _LOOKED_AT))
        except csv.Error:
            parted = 0
    return -parted, -len(header)


def _first(text: str, delimiter: str, *, titled: bool) -> list[str]:
    """The first record that holds anything; of a titled table, more than one thing."""
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if sum(bool(cell.strip()) for cell in cells) > titled:
                return cells
    except csv.Error:  # a quotation mark opens a cell of endless length: no table of ours
        return []
    return []


def _records(source: Source, text: str, delimiter: str) -> Iterator[Sequence[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader, None)
        except csv.Error as fault:
            raise EticError("csv-quotes", file=source.name, where=places(row(number))) from fault
        if cells is None:
            return
        yield cells


def _taken(name: str, rows: Iterable[Sequence[str]], ours: Ours, *, titled: bool) -> Table | None:
    """The rows as a table, if the first that is not blank (nor a title) is a header of ours."""
    titles: tuple[str, ...] | None = None
    kept: list[Row] = []
    for number, cells in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise EticError("table-long", file=name, most=MOST_ROWS)
        filled_cells = sum(bool(cell.strip()) for cell in cells)
        if not filled_cells or (titled and titles is None and filled_cells == 1):
            continue
        if titles is None:
            filled = max(i for i, cell in enumerate(cells) if cell.strip()) + 1
            titles = tuple(" ".join(cell.split()) for cell in cells[:filled])
            if not ours(tuple(folded(title) for title in titles)):
                return None
            continue
        width = len(titles)
        if any(cell.strip() for cell in cells[width:]):
            raise EticError(
                "row-long", file=name, where=places(row(number)),
                cells=len(cells), columns=width,
            )  # fmt: skip
        kept.append(Row(number, (*cells[:width], *[""] * (width - len(cells)))))
    return None if titles is None else Table(name, titles, tuple(kept))


class Columns:
    """The columns of a table by what they mean, and the cells of a row by that.

    `names` gives for every meaning the titles it goes by, folded, the best first.
    """

    def __init__(self, table: Table, names: Mapping[str, tuple[str, ...]]) -> None:
        self.table = table
        self.at = find(table.header, names)
        for place in self.at.values():
            if table.header.count(table.header[place]) > 1:
                raise EticError("column-twice", file=table.source, column=table.titles[place])

    def __contains__(self, meaning: str) -> bool:
        return meaning in self.at

    def raw(self, row: Row, meaning: str) -> str:
        """The cell as it stands; empty where there is no such column."""
        return row.cells[self.at[meaning]] if meaning in self.at else ""

    def text(self, row: Row, meaning: str) -> str:
        """The cell without the space around it."""
        return self.raw(row, meaning).strip()

    def needed(self, row: Row, meaning: str) -> str:
        """The cell, which must not be empty."""
        text = self.text(row, meaning)
        if not text:
            column = self.table.titles[self.at[meaning]] if meaning in self.at else meaning
            raise EticError(
                "cell-empty", file=self.table.source, where=places(row.where), column=column
            )
        return text

    def wrong(self, row: Row, meaning: str, key: str) -> EticError:
        """The error `key` of a cell that does not say what it should."""
        return EticError(
            key,
            file=self.table.source,
            where=places(row.where),
            column=self.table.titles[self.at[meaning]],
            value=self.text(row, meaning)[:60],
        )

    def others(self, *known: str) -> tuple[int, ...]:
        """Places of the columns without a meaning here that have a title, save those `known`."""
        taken = set(self.at.values())
        return tuple(
            i
            for i, title in enumerate(self.table.header)
            if i not in taken and title and title not in known
        )

    def notices(self, *known: str) -> tuple[Notice, ...]:
        """What to say of columns that were not read."""
        unread = [self.table.titles[i] for i in self.others(*known)]
        if not unread:
            return ()
        details = {"columns": ", ".join(unread)}
        return (Notice(self.table.source, row(1), "columns-unread", details),)


def find(header: Header, names: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """The column of each meaning that is there; no column has two.

    >>> find(("код", "name ru"), {"path": ("path", "код"), "name_ru": ("name ru",)})
    {'path': 0, 'name_ru': 1}
    """
    at: dict[str, int] = {}
    for meaning, titles in names.items():
        for title in titles:
            if title in header and header.index(title) not in at.values():
                at[meaning] = header.index(title)
                break
    return at
