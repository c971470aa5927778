"""Sentences inside a turn: the segments that are read, stepped through and suggested for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from etic.language.boundaries import boundaries
from etic.read.paragraphs import paragraph_starts

# A line that was broken by its length: no sign at its end, a small letter after it.
_BROKEN = re.compile(r"[\w,–—-]\s*\Z")
_SMALL = re.compile(r"\s*[^\W\d_A-ZА-ЯЁҢӨҮ]")
_SHORTEST = 40  # characters of a line that was broken by its length; lists have shorter ones


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of one turn, without the white space around them.

    A line break in the transcript ends a sentence, but for lines that were broken by their length.

    >>> list(sentences("Вернулся, т. к. мама болела. И всё.\\nДа"))
    [(0, 28), (29, 35), (36, 38)]
    """
    for offset, paragraph in _paragraphs(text):
        start = 0
        paragraph = paragraph.rstrip()  # what is not seen at the end must not matter
        for end in (*boundaries(paragraph), len(paragraph)):
            said = paragraph[start:end]
            words = said.strip()
            if words:
                begin = offset + start + len(said) - len(said.lstrip())
                yield begin, begin + len(words)
            start = end


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Lines, and what was one line before it was broken, each with where it starts."""
    if "\n" not in text:
        yield 0, text
        return
    lines = text.split("\n")
    begins = paragraph_starts(lines)
    offset = start = 0
    above = ""
    for index, line in enumerate(lines):
        wrapped = bool(line.strip()) and (index not in begins or _goes_on(above, line))
        if offset and not wrapped:
            yield start, text[start : offset - 1]
            start = offset
        offset += len(line) + 1
        above = line
    yield start, text[start:]


def _goes_on(above: str, line: str) -> bool:
    return (
        len(above) >= _SHORTEST
        and _BROKEN.search(above) is not None
        and _SMALL.match(line) is not None
    )
