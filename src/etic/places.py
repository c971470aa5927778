"""Where in a file something stands, told in the language of the person who reads the message.

In the model a place is a plain text (`row 3`, `line 12`), the same in every language, for machines
and for tests. It is turned into words only when a message is shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from etic.i18n import t

_KNOWN = re.compile(r"(row|line) (\d+)")


def row(number: int) -> str:
    """The place of a row, counted as a spreadsheet counts: the header is row 1."""
    return f"row {number}"


def line(number: int) -> str:
    """The place of a line in a text file, counted from 1."""
    return f"line {number}"


def told(where: str) -> str:
    """The place in words.

    >>> from etic.i18n import use_language
    >>> with use_language("ru"):
    ...     told("row 3")
    'строка 3'
    """
    match = _KNOWN.fullmatch(where)
    return t(f"places.{match[1]}", number=match[2]) if match else where


@dataclass(frozen=True, slots=True)
class Places:
    """One place or several, as a detail of an error: put into words when the error is shown."""

    names: tuple[str, ...]

    def __str__(self) -> str:
        return ", ".join(told(name) for name in self.names)


def places(*names: str) -> Places:
    """The places named, without those that are empty or named twice.

    >>> from etic.i18n import use_language
    >>> with use_language("en"):
    ...     str(places("row 3", "", "row 7", "row 3"))
    'row 3, row 7'
    """
    return Places(tuple(dict.fromkeys(name for name in names if name)))
