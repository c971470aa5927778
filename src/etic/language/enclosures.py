"""What stands in quotation marks and in brackets: spans that sentences are not cut in lightly."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(r"[«»„“”\"()\[\]]")
_CLOSES = {"»": "«", ")": "(", "]": "["}
_DEEPEST = 6
LONGEST = 400  # characters of a quotation; more is a story, and is read by its sentences
_GOES_ON = re.compile(r"\s*(?:,|[–—-]\s|[^\W\d_A-ZА-ЯЁҢӨҮ])")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """From the opening mark to the closing one, both left out of `start < place < end`."""

    start: int
    end: int
    bracket: bool
    goes_on: bool  # the sentence does after it: «…», — сказал он


def enclosures(line: str) -> list[Enclosure]:
    """The pairs of marks in a line, in order; a mark without its other half is none.

    >>> [line[e.start : e.end + 1] for line in ["Он (брат) сказал: «Да» и ушёл"]
    ...     for e in enclosures(line)]
    ['(брат)', '«Да»']
    """
    found: list[Enclosure] = []
    waiting: list[tuple[str, int]] = []  # opened, not yet closed
    for mark in _MARK.finditer(line):
        kinds = [kind for kind, _ in waiting[-_DEEPEST:]]
        partner = _partner(mark[0], kinds)
        if partner is None:
            waiting.append((mark[0], mark.start()))
        elif partner in kinds:
            while waiting[-1][0] != partner:
                waiting.pop()
            start = waiting.pop()[1]
            bracket = partner in "(["
            if mark.start() - start <= (LONGEST // 2 if bracket else LONGEST):
                goes_on = not bracket and _GOES_ON.match(line, mark.end()) is not None
                found.append(Enclosure(start, mark.start(), bracket, goes_on))
    return sorted(found, key=lambda enclosure: enclosure.start)


def _partner(mark: str, kinds: list[str]) -> str | None:
    """The mark that this one closes; None where it opens. Some do either."""
    if mark in '“"':
        partner = "„" if mark == "“" else mark
        return partner if partner in kinds else None
    if mark == "”":
        return "“" if "“" in kinds else "„"
    return _CLOSES.get(mark)
