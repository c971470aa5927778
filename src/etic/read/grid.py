"""Tables inside of a transcript as lines of text.

A table with a column of speakers and one of words is how many transcripts are typed: its rows
become `speaker: words`, with `[time]` before it where there is a column of times. Any other table
is read row by row, the cells parted by tabs.
"""

from __future__ import annotations

from collections.abc import Sequence

from etic.read.columns import Layout, layout
from etic.read.labels import speaker_column, stamp_at


def table_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table.

    >>> table_lines([["И", "Где?"], ["Р", "Там."]]), table_lines([["a", "b", "c"]])
    (['И: Где?', 'Р: Там.'], ['a\\tb\\tc'])
    """
    if rows and all(len(row) == 2 for row in rows) and speaker_column(row[0] for row in rows):
        return [_said(*row) for row in rows]
    for head in (0, 1):  # with titles at its head or without
        found = layout(rows[head:])
        if found and found.speaker >= 0 and _is_plain(rows[head:], found):
            titles = ["\t".join(row) for row in rows[:head]]
            return [*titles, *(_row(row, found) for row in rows[head:])]
    return ["\t".join(row) for row in rows]


def _is_plain(rows: Sequence[Sequence[str]], found: Layout) -> bool:
    """Whether all that such a table says can be written in lines."""
    times = [row[found.time].strip() for row in rows] if found.time >= 0 else []
    return not found.ends and all(stamp_at(time) for time in times if time)


def _row(row: Sequence[str], found: Layout) -> str:
    line = _said(row[found.speaker], row[found.words])
    time = row[found.time].strip() if found.time >= 0 else ""
    return f"[{time.strip('[]()<>')}] {line}" if time else line


def _said(speaker: str, words: str) -> str:
    name = speaker.strip()
    if not name:
        return words
    return f"{name} {words}" if name.endswith(":") else f"{name}: {words}"
