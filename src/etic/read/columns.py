"""What the columns of a table with nothing said at their head are: times, speakers, words.

Recorders and annotation programs give a row for each turn, the tiers or speakers in one column,
beginning and end in others; and transcripts are typed into tables in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from etic.read.labels import seconds, speaker_column, stamp_at

_SECONDS = re.compile(r"\d{1,6}(?:[.,]\d{1,6})?")
_FEWEST = 3  # rows that show a habit


class Layout(NamedTuple):
    """Which column is which; -1 where there is none."""

    words: int
    speaker: int = -1
    time: int = -1
    ends: tuple[int, ...] = ()  # further columns of times: where a turn ends, how long it is


def layout(rows: Sequence[Sequence[str]]) -> Layout | None:
    """The columns of a table in which each row is what one speaker says; None for any other.

    Every column must be known for what it is, or be empty, or number the rows: nothing that
    somebody wrote is passed over.

    >>> layout([["0:03", "И", "Где?"], ["0:05", "Р", "Там."], ["0:09", "И", "А потом?"]])
    Layout(words=2, speaker=1, time=0, ends=())
    """
    width = len(rows[0]) if rows else 0
    if len(rows) < _FEWEST or width < 2 or any(len(row) != width for row in rows):
        return None
    columns = [[row[at].strip() for row in rows] for at in range(width)]
    filled = [at for at, cells in enumerate(columns) if any(cells) and not _counts(cells)]
    times = [at for at in filled if all(clock(cell) is not None for cell in columns[at] if cell)]
    rest = [at for at in filled if at not in times]
    if len(rest) == 1 and times:
        return Layout(rest[0], -1, times[0], tuple(times[1:]))
    if len(rest) == 2:
        speakers = [at for at in rest if speaker_column(columns[at])]
        if len(speakers) == 1:
            words = next(at for at in rest if at not in speakers)
            return Layout(words, speakers[0], times[0] if times else -1, tuple(times[1:]))
    return None


def clock(cell: str) -> float | None:
    """`0:12:31`, or seconds as a number; None for what is no time.

    >>> clock("0:01:02"), clock("62,5"), clock("2019 год")
    (62.0, 62.5, None)
    """
    stamp = stamp_at(cell)
    if stamp is not None and stamp[1] == len(cell):
        return stamp[2]
    return seconds(cell) if _SECONDS.fullmatch(cell) else None


def _counts(cells: Sequence[str]) -> bool:
    """Whether a column numbers the rows: 1, 2, 3 …"""
    first = cells[0].rstrip(".")
    if not first.isdecimal() or len(first) > 4:
        return False
    numbers = [str(int(first) + n) for n in range(len(cells))]
    return [cell.rstrip(".") for cell in cells] == numbers
