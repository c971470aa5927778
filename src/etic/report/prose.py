"""Running text of a report as values: runs of words, some of which are figures that lead somewhere.

A *figure* is a run with an anchor (its table or its quotes) or a note (what was counted). A page
makes it a link that says so when pointed at, Word a footnote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Align = Literal["", "left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one look.

    `href` leads out of the report; `anchor` to what in the report has this id; `note` says of a
    figure what was counted, of how many, and where it stands.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    href: str = ""
    anchor: str = ""
    note: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph of runs."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list: its text and the lists under it."""

    runs: Runs
    below: tuple[Items, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list; a numbered one begins with `start`, one with bullets has None there."""

    items: tuple[Item, ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """A block quote: paragraphs of somebody else's."""

    paragraphs: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class ProseTable:
    """A table whose cells are text; with a title it is numbered among the tables.

    `aligns` has one word for each column: left, center, right, or nothing.
    """

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    aligns: tuple[Align, ...] = ()
    title: str = ""
    id: str = ""

    def align(self, column: int) -> Align:
        """How a column stands."""
        return self.aligns[column] if column < len(self.aligns) else ""


Text = Prose | Items | Cited | ProseTable


def runs_of(block: object) -> Iterator[Run]:
    """The runs of a block of text in order; none of another block."""
    if isinstance(block, Prose | Item):
        yield from block.runs
    if isinstance(block, Item):
        for under in block.below:
            yield from runs_of(under)
    elif isinstance(block, Items):
        for item in block.items:
            yield from runs_of(item)
    elif isinstance(block, Cited):
        for paragraph in block.paragraphs:
            yield from paragraph
    elif isinstance(block, ProseTable):
        for row in (block.head, *block.rows):
            for cell in row:
                yield from cell


def plain(runs: Iterable[Run]) -> str:
    """The words alone."""
    return "".join(run.text for run in runs)


def lines(block: Text) -> Iterator[str]:
    """A block of text as lines of words, for a format that has no other text.

    >>> list(lines(Items((Item((Run("one"),)), Item((Run("two"),))), start=1)))
    ['1. one', '2. two']
    """
    if isinstance(block, Prose):
        yield plain(block.runs)
    elif isinstance(block, Cited):
        yield from map(plain, block.paragraphs)
    elif isinstance(block, Items):
        for n, item in enumerate(block.items):
            yield f"{numbered(block, n)} {plain(item.runs)}"
            for under in item.below:
                yield from (f"    {line}" for line in lines(under))
    else:
        if block.title:
            yield block.title
        for row in (block.head, *block.rows):
            yield " | ".join(map(plain, row))


def numbered(items: Items, n: int) -> str:
    """What stands before the n-th entry, counted from nought: `3.`, or a bullet."""
    return "•" if items.start is None else f"{items.start + n}."
