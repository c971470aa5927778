"""The lines of a text with what cleaning has to know of each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from etic.model import Turn


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it: `text[start:end]`, without white space at its ends."""

    start: int
    end: int
    number: int  # of all lines, blank ones too
    words: str


def filled_lines(text: str) -> Iterator[Line]:
    """The lines that are not blank."""
    start = 0
    for number, line in enumerate(text.split("\n")):
        words = line.strip()
        if words:
            first = start + len(line) - len(line.lstrip())
            yield Line(first, first + len(words), number, words)
        start += len(line) + 1


class Boundaries:
    """Where turns begin that nothing may be joined to, and which characters are labels.

    A turn with nobody as its speaker may be nothing but a line that a page cut off, so it may
    become a part of another such turn.
    """

    def __init__(self, turns: Sequence[Turn], language: str) -> None:
        self._language = language
        self._turns = turns
        self._starts = [turn.start for turn in turns]
        self._hard = [
            turn.start
            for i, turn in enumerate(turns)
            if not (_nobody(turn) and (i == 0 or _nobody(turns[i - 1])))
        ]

    def joinable(self, position: int) -> bool:
        """Whether the line that begins here may be joined to the one before."""
        n = bisect_left(self._hard, position)
        return n == len(self._hard) or self._hard[n] != position

    def broken(self, start: int, end: int, new: str) -> bool:
        """Whether an edit would take away the line end before somebody's turn."""
        n = bisect_right(self._hard, start)
        return n < len(self._hard) and self._hard[n] <= end and "\n" not in new

    def in_label(self, start: int, end: int) -> bool:
        """Whether an edit touches what stands before somebody's words: name, stamp."""
        n = bisect_right(self._starts, start) - 1
        inside = n >= 0 and start < self._turns[n].body
        following = n + 1 < len(self._turns) and end > self._starts[n + 1] < self._turns[n + 1].body
        return inside or following

    def language_at(self, position: int) -> str:
        """The language of what is said at a place."""
        n = bisect_right(self._starts, position) - 1
        return (self._turns[n].language if n >= 0 else "") or self._language


def _nobody(turn: Turn) -> bool:
    return not turn.speaker and turn.time is None and not turn.question
