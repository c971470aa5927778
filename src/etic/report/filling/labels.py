"""Words of the data as a report prints them: answers, columns and attributes in its own language.

A survey is kept in the language in which it was asked. `labels` in the front matter of a template
says what a report in another language calls its questions, answers and groups. What people said,
and what the researcher typed into the text, stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from etic.model import Table
from etic.report.blocks import Block, Heading, QuoteItem
from etic.report.prose import Run

NAMES = frozenset({"id", "anchor", "href", "key", "colour", "language", "links"})  # not read
OWN_WORDS: Mapping[type, frozenset[str]] = {
    Heading: frozenset({"text"}),
    QuoteItem: frozenset({"text"}),
    Run: frozenset({"text"}),
}
SAID = frozenset({"quote", "quotes", "typical", "deviant"})  # columns with what people said


def relabelled(blocks: Iterable[Block], labels: Mapping[str, str]) -> list[Block]:
    """The blocks with these words in the place of those; whole words only, the longest first."""
    if not labels:
        return list(blocks)
    longest = sorted(labels, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<!\w){_loose(label)}(?!\w)" for label in longest))
    called = {" ".join(label.split()): said for label, said in labels.items()}

    def say(text: str) -> str:
        return pattern.sub(lambda found: called[" ".join(found[0].split())], text)

    return [_walked(block, say) for block in blocks]


def _loose(label: str) -> str:
    return r"\s+".join(map(re.escape, label.split()))


def _walked(value: Any, say: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return say(value)
    if isinstance(value, tuple):
        return tuple(_walked(each, say) for each in value)
    if isinstance(value, Table):
        return _table(value, say)
    if is_dataclass(value) and not isinstance(value, type):
        left = NAMES | OWN_WORDS.get(type(value), frozenset())
        names = [f.name for f in fields(value) if f.init and f.name not in left]
        return replace(value, **{name: _walked(getattr(value, name), say) for name in names})
    return value


def _table(table: Table, say: Callable[[str], str]) -> Table:
    said = [column.key in SAID for column in table.columns]
    rows = tuple(
        tuple(cell if mine else _walked(cell, say) for cell, mine in zip(row, said, strict=True))
        for row in table.rows
    )
    columns = tuple(_walked(column, say) for column in table.columns)
    return replace(table, columns=columns, rows=rows, title=say(table.title), note=say(table.note))
