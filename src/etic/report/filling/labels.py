"""Words of the data as a report prints them: answers, columns and attributes in its own language.

A survey is kept in the language in which it was asked. `labels` in the front matter of a template
says what a report in another language calls its questions, answers and groups. What people said,
and what the researcher typed into the text, stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from etic.model import Table
from etic.report.blocks import Block, Heading, QuoteItem
from etic.report.prose import Run

NAMES = frozenset({"id", "anchor", "href", "key", "colour", "language", "links"})  # not read
OWN = {Heading: "text", Run: "text"}  # where the words may be the researcher's own
SCRIPTS = ("CYRILLIC", "LATIN", "GREEK", "ARMENIAN", "GEORGIAN", "ARABIC", "HEBREW")
SAID = frozenset({"quote", "quotes", "typical", "deviant"})  # columns with what people said


def relabelled(
    blocks: Iterable[Block], labels: Mapping[str, str], *, typed: bool = True
) -> list[Block]:
    """The blocks with these words in the place of those; whole phrases only, the longest first.

    `typed`: the researcher typed their running text, which stays; else all was composed of data.
    """
    if not labels:
        return list(blocks)
    import regex

    longest = sorted(labels, key=len, reverse=True)
    pattern: Any = regex.compile("|".join(map(_alone, longest)))
    called = {" ".join(label.split()): said for label, said in labels.items()}

    def say(text: str) -> str:
        return str(pattern.sub(lambda found: called[" ".join(found[0].split())], text))

    return [_walked(block, say, typed) for block in blocks]


def _alone(label: str) -> str:
    """A pattern of the label where it is no part of a sentence in its own script."""
    words = r"\s+".join(map(re.escape, label.split()))
    before, after = _script(label.strip()[:1]), _script(label.strip()[-1:])
    return rf"(?<!\w)(?<!{before}\s){words}(?!\w|\s{after})"


def _script(letter: str) -> str:
    """Any letter of the script that this one is of; nothing at all for what is no letter."""
    name = unicodedata.name(letter, "").split(" ")[0] if letter.isalpha() else ""
    return rf"\p{{Script={name.title()}}}" if name in SCRIPTS else "(?!)"


def _walked(value: Any, say: Callable[[str], str], typed: bool) -> Any:
    if isinstance(value, str):
        return say(value)
    if isinstance(value, tuple):
        return tuple(_walked(each, say, typed) for each in value)
    if isinstance(value, Table):
        return _table(value, say, typed)
    if is_dataclass(value) and not isinstance(value, type):
        left = {"text"} if isinstance(value, QuoteItem) else set()
        if typed and type(value) in OWN:
            left.add(OWN[type(value)])
        names = [f.name for f in fields(value) if f.init and f.name not in NAMES | left]
        return replace(value, **{name: _walked(getattr(value, name), say, typed) for name in names})
    return value


def _table(table: Table, say: Callable[[str], str], typed: bool) -> Table:
    said = [column.key in SAID for column in table.columns]
    rows = tuple(
        tuple(
            cell if mine else _walked(cell, say, typed)
            for cell, mine in zip(row, said, strict=True)
        )
        for row in table.rows
    )
    columns = tuple(_walked(column, say, typed) for column in table.columns)
    return replace(table, columns=columns, rows=rows, title=say(table.title), note=say(table.note))
