"""How a text processor's bold and italics get past the steps from a file to its text.

Some transcripts name the speakers by nothing else. A reader puts two marks into its text, which
are no characters of any text, and `unmarked` takes them out again: what is stored has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

LINE = "\ufdd0"  # at the start of a line: all of it is set off
END = "\ufdd1"  # in a line: what stands before is bold, what follows is not


@dataclass(frozen=True, slots=True)
class Emphasis:
    """The lines that are bold or in italics; where the bold words at the start of others end."""

    lines: frozenset[int] = frozenset()
    labels: Mapping[int, int] = field(default_factory=dict)

    def below(self, first: int) -> Emphasis:
        """The same without the lines above `first`, which becomes line 0."""
        return Emphasis(
            frozenset(index - first for index in self.lines if index >= first),
            {index - first: end for index, end in self.labels.items() if index >= first},
        )


NONE = Emphasis()


def marked(text: str, *, whole: bool, end: int) -> str:
    """A paragraph with its marks; `end` is where the bold words at its start end, or 0."""
    if whole:
        return "\n".join(LINE + line for line in text.split("\n"))
    return text[:end] + END + text[end:] if end else text


def plain(text: str) -> str:
    """A text without the marks, whoever put them there."""
    return text.replace(LINE, "").replace(END, "")


def unmarked(text: str) -> tuple[str, Emphasis]:
    """The text, and what the marks in it said.

    >>> unmarked(marked("Где?", whole=True, end=0) + "\\n" + marked("Р Там", whole=False, end=1))
    ('Где?\\nР Там', Emphasis(lines=frozenset({0}), labels={1: 1}))
    """
    whole = set()
    labels = {}
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if line.startswith(LINE):
            whole.add(index)
        elif END in line:
            labels[index] = line.index(END)
        lines[index] = plain(line)
    return "\n".join(lines), Emphasis(frozenset(whole), labels)
