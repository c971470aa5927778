"""Results in a report: the very object that a screen shows, as blocks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from etic.analysis.result import Method, Result
from etic.i18n import t
from etic.model import Value
from etic.report.blocks import Block, Heading, Linked, Note, Picture, TableBlock

Anchor = Callable[[Sequence[int]], str]


def nowhere(_codings: Sequence[int]) -> str:
    """No figure opens into anything."""
    return ""


def result_blocks(
    result: Result,
    id: str,
    *,
    anchor: Anchor = nowhere,
    pictures: bool = True,
    leave: Collection[str] = (),
) -> list[Block]:
    """A result as its table (`result_table`) and its pictures."""
    block = result_table(result, id, anchor=anchor, leave=leave)
    drawn = [Picture(drawing, table=id) for drawing in result.drawings()] if pictures else []
    return [block, *drawn]


def result_table(
    result: Result, id: str, *, anchor: Anchor = nowhere, leave: Collection[str] = ()
) -> TableBlock:
    """A result as its table.

    `leave` are keys of columns for which a page has no room; files of the table have them.

    `anchor` gives the id of the quotes that show these codings, empty where none do: figures lead
    there.
    """
    table = result.table()
    kept = [column for column in table.columns if column.key not in leave]
    rows: list[tuple[Value | Linked, ...]] = []
    for n, row in enumerate(table.rows):
        cells: list[Value | Linked] = []
        for column, value in zip(table.columns, row, strict=True):
            if column.key in leave:
                continue
            behind = result.behind(n, column.key) if value not in (None, "", 0) else ()
            target = anchor(behind) if behind else ""
            cells.append(Linked(value, target) if target else value)
        rows.append(tuple(cells))
    return TableBlock.of(kept, rows, title=table.title, note=table.note, id=id)


def method_blocks(results: Iterable[Result], level: int) -> list[Block]:
    """The formulas of these results with their references, each once."""
    found: dict[str, Method] = {}
    for result in results:
        found.update({method.key: method for method in result.methods()})
    if not found:
        return []
    return [Heading(level, t("results.methods")), *(Note(str(method)) for method in found.values())]
