"""A report as values: a title and blocks in order, the same for a page and for Word.

What can be linked to has an `id`: a heading, a table, a picture, a group of quotes, one quote. What
links names that id: a cell of a table (`Linked`), a bar of a picture, a figure in running text
(`Run`). A report in which a link leads nowhere is refused when it is made, since a number that does
not open into its quotes is what reports are not to have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from etic.analysis.drawing import Bars, Drawing
from etic.errors import EticError
from etic.model import Column, Table, Value
from etic.report.prose import Cited, Items, Prose, ProseTable, runs_of

NO_LINKS: Mapping[tuple[int, int], str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (a section) to 4."""

    level: int
    text: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A remark set apart: a limitation, a base, a word on method."""

    text: str


@dataclass(frozen=True, slots=True)
class Linked:
    """A figure and the id of the quotes behind it."""

    value: Value
    anchor: str


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table, numbered in the order of the report.

    The table stays a plain `model.Table` that every writer knows; `links` says which of its cells,
    by (row, column), open into what. Where cells are written for a page («13 of 15 [62–96]»),
    `figures` is the same with a number in each, for those who count on.
    """

    table: Table
    id: str = ""
    links: Mapping[tuple[int, int], str] = field(default_factory=lambda: NO_LINKS)
    figures: TableBlock | None = None

    @classmethod
    def of(
        cls,
        columns: Iterable[Column],
        rows: Iterable[Sequence[Value | Linked]],
        *,
        title: str = "",
        note: str = "",
        id: str = "",
    ) -> TableBlock:
        """A table from rows in which some cells are `Linked`.

        >>> columns = (Column("code", "Code"), Column("n", "n", "integer"))
        >>> block = TableBlock.of(columns, [("family", Linked(7, "quotes-family"))])
        >>> block.table.rows, dict(block.links)
        ((('family', 7),), {(0, 1): 'quotes-family'})
        """
        links = {}
        plain = []
        for j, row in enumerate(rows):
            plain.append(tuple(c.value if isinstance(c, Linked) else c for c in row))
            links.update({(j, i): c.anchor for i, c in enumerate(row) if isinstance(c, Linked)})
        table = Table(tuple(columns), tuple(plain), title, note)
        return cls(table, id, MappingProxyType(links))


@dataclass(frozen=True, slots=True)
class QuoteItem:
    """A quote, who said it, and where it can be read in its place.

    `source` is the line under the quote (`R07 · женщина, 34`); `href` leads to the place in the
    transcript; `language` is that of the quote where it is not the report's.
    """

    text: str
    source: str
    href: str | None = None
    id: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class QuoteBlock:
    """Quotes that belong together, such as those behind one figure.

    `title` is what they are called, `some` how many of them are shown where these are not all.
    """

    quotes: tuple[QuoteItem, ...]
    id: str = ""
    title: str = ""
    some: str = ""

    @property
    def headed(self) -> str:
        """What stands above them."""
        return f"{self.title} {self.some}".strip()


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, numbered in the order of the report.

    `table` is the id of the table that gives the same figures, where there is one; otherwise they
    stand under the picture.
    """

    drawing: Drawing
    note: str = ""
    id: str = ""
    table: str = ""


Block = (
    Heading | Paragraph | Note | TableBlock | QuoteBlock | Picture
    | Prose | Items | Cited | ProseTable
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """A title, its language (`ru` or `en`) and the blocks in order.

    >>> Report("T", blocks=(TableBlock.of((Column("n", "n"),), [(Linked(1, "q"),)]),))
    Traceback (most recent call last):
    etic.errors.EticError: ...
    """

    title: str
    subtitle: str = ""
    language: str = "en"
    blocks: tuple[Block, ...] = ()

    def __post_init__(self) -> None:
        ids: set[str] = set()
        for id in _ids(self.blocks):
            if id in ids:
                raise EticError("report-id-twice", id=id)
            ids.add(id)
        for anchor in _anchors(self.blocks):
            if anchor not in ids:
                raise EticError("report-anchor", anchor=anchor)


_NAMED = (Heading, TableBlock, QuoteBlock, Picture, ProseTable)


def _ids(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, _NAMED) and block.id:
            yield block.id
        if isinstance(block, QuoteBlock):
            yield from (item.id for item in block.quotes if item.id)


def _anchors(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, TableBlock):
            yield from block.links.values()
        elif isinstance(block, Picture):
            if isinstance(block.drawing, Bars):
                yield from (mark.anchor for mark in block.drawing.marks if mark.anchor)
            if block.table:
                yield block.table
        else:
            yield from (run.anchor for run in runs_of(block) if run.anchor)
