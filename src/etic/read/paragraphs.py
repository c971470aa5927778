"""Where paragraphs begin: at every line or, where lines were wrapped, after a blank one."""

from __future__ import annotations

from collections.abc import Sequence

_WIDEST = 120  # columns; wrapped texts are narrower
_FEWEST = 3  # wrapped lines that show a habit


def paragraph_starts(lines: Sequence[str]) -> frozenset[int]:
    """Indices of the lines that begin a paragraph; blank lines begin none.

    A text counts as wrapped where nearly every line that another follows is as long as it could be:
    the next word would not have fitted into the longest line.

    >>> sorted(paragraph_starts(["one", "two", "", "three"]))
    [0, 1, 3]
    """
    filled = [index for index, line in enumerate(lines) if line.strip()]
    followed = [index for index in filled[:-1] if lines[index + 1].strip()]
    width = max((len(lines[index].rstrip()) for index in filled), default=0)
    full = [index for index in followed if _full(lines[index], lines[index + 1], width)]
    if width > _WIDEST or len(full) < _FEWEST or len(full) < 0.8 * len(followed):
        return frozenset(filled)
    return frozenset(filled) - {index + 1 for index in full}


def _full(line: str, following: str, width: int) -> bool:
    return len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > width
