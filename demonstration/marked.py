"""A transcript with its codings written into it: `[[code, code=no "memo" | the passage]]`.

Passages may lie one within another, never across.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"\[\[(?P<labels>[^\[\]|]+)\|[ ]?|\]\]")
_LABEL = re.compile(r'\s*(?P<code>[a-z][a-z0-9/-]*)(?P<no>=no)?(?:\s+"(?P<memo>[^"]+)")?\s*')
_BREAK = re.compile(r',(?=(?:[^"]*"[^"]*")*[^"]*$)')


class MarkedError(ValueError):
    """A marked transcript that cannot be read; says what and where."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """One code on one span `[start, end)` of the text without marks, in code points."""

    start: int
    end: int
    code: str
    state: str = "yes"
    memo: str = ""


def _labels(text: str, where: str) -> list[tuple[str, str, str]]:
    found = []
    for part in _BREAK.split(text):
        label = _LABEL.fullmatch(part)
        if label is None:
            raise MarkedError(f"{where}: not a code: {part.strip()!r}")
        state = "no" if label["no"] else "yes"
        found.append((label["code"], state, label["memo"] or ""))
    return found


def parse(text: str, where: str = "") -> tuple[str, list[Mark]]:
    """The text without its marks, and the marks in order of their place.

    >>> parse("Р: Жили [[social/housing=no | в вагончике]].")
    ('Р: Жили в вагончике.', [Mark(start=8, end=19, code='social/housing', state='no', memo='')])
    """
    plain: list[str] = []
    open_: list[tuple[int, str]] = []
    marks: list[Mark] = []
    length = at = 0
    for token in _TOKEN.finditer(text):
        plain.append(text[at : token.start()])
        length += token.start() - at
        at = token.end()
        if token["labels"]:
            open_.append((length, token["labels"]))
            continue
        line = f"{where}, line {text.count(chr(10), 0, token.start()) + 1}"
        if not open_:
            raise MarkedError(f"{line}: ]] without [[")
        start, labels = open_.pop()
        marks += [Mark(start, length, *label) for label in _labels(labels, line)]
    plain.append(text[at:])
    whole = "".join(plain)
    if open_ or "[[" in whole or "]]" in whole:
        raise MarkedError(f"{where}: a mark is not closed, or has no codes before |")
    for mark in marks:
        quote = whole[mark.start : mark.end]
        if not quote or quote != quote.strip() or "\n" in quote:
            raise MarkedError(
                f"{where}: a passage is empty, or spans turns, or ends in space: {quote!r}"
            )
    return whole, sorted(marks)
