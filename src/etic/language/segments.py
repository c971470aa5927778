"""Sentences inside a turn: the segments that are read, stepped through and suggested for."""

from __future__ import annotations

from collections.abc import Iterator


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of one turn, without the white space around them.

    A line break in the transcript always ends a sentence.

    >>> list(sentences("Вернулся, т. к. мама болела. И всё.\\nДа"))
    [(0, 28), (29, 35), (36, 38)]
    """
    from razdel import sentenize

    offset = 0
    for line in text.split("\n"):
        for found in sentenize(line):
            if found.start < found.stop:
                yield offset + found.start, offset + found.stop
        offset += len(line) + 1
