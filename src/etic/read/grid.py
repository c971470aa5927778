"""Tables inside of a transcript as lines of text.

A table of two columns whose first names the speakers is how many transcripts are typed: its rows
become `speaker: words`. Any other table is read row by row, the cells parted by tabs.
"""

from __future__ import annotations

from collections.abc import Sequence

from etic.read.labels import speaker_column


def table_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table.

    >>> table_lines([["И", "Где?"], ["Р", "Там."]]), table_lines([["a", "b", "c"]])
    (['И: Где?', 'Р: Там.'], ['a\\tb\\tc'])
    """
    if rows and all(len(row) == 2 for row in rows) and speaker_column(row[0] for row in rows):
        return [_said(*row) for row in rows]
    return ["\t".join(row) for row in rows]


def _said(speaker: str, words: str) -> str:
    name = speaker.strip()
    if not name:
        return words
    return f"{name} {words}" if name.endswith(":") else f"{name}: {words}"
