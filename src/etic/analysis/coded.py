"""Codes as lines of a table, and places of a text counted in words and in turns."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]


JOINTS = frozenset("-‐‑'’ʼ")  # between two letters they belong to a word


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A code as it heads a row or a column."""

    path: str
    name: str
    label: str  # the name, with those above it where two codes of the table share one
    colour: str = ""


def labelled(codes: Sequence[tuple[str, str, str, str]]) -> tuple[CodeLine, ...]:
    """Codes by (path, name, name with those above it, colour), each with a label of its own.

    >>> [line.label for line in labelled([("a/x", "X", "A › X", ""), ("b/x", "X", "B › X", "")])]
    ['A › X', 'B › X']
    """
    names = Counter(name for _, name, _, _ in codes)
    full = Counter(whole for _, _, whole, _ in codes)
    return tuple(
        CodeLine(path, name, name if names[name] == 1 else whole if full[whole] == 1 else path,
                 colour)
        for path, name, whole, colour in codes
    )  # fmt: skip


def column_key(line: CodeLine) -> str:
    """The key of a code's column: its path, unless a column before it has that very name."""
    return f"code.{line.path}" if line.path in ("code", "name", "base") else line.path


def sentences(*parts: str) -> str:
    """The sentences of a note that there are, one after the other."""
    return " ".join(part for part in parts if part)


# -- places in words and in turns ------------------------------------------------------------------


def words_of(text: str, spoken: Sequence[tuple[int, int]] | None = None) -> tuple[Whole, Whole]:
    """Where the words of a text begin and end, in code points; `spoken` keeps to some stretches.

    A word is letters, digits and their marks; a hyphen or an apostrophe between two letters belongs
    to it. Labels of speakers are no words: `spoken` are the stretches `[body, end)` of the turns.

    >>> begin, end = words_of("Р: Кое-кто, үйгө!", [(3, 17)])
    >>> begin.tolist(), end.tolist()
    ([3, 12], [10, 16])
    """
    import numpy as np

    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    used = set(text)
    letters, joints = np.zeros((2, max(map(ord, used), default=0) + 1), dtype=bool)
    letters[[ord(c) for c in used if _in_word(c)]] = True
    joints[[ord(c) for c in used & JOINTS]] = True
    inside = letters[points]
    inside[1:-1] |= joints[points[1:-1]] & inside[:-2] & inside[2:]
    if spoken is not None:
        said = np.zeros(len(points) + 1, dtype=np.int64)
        for begin, end in spoken:
            said[begin] += 1
            said[end] -= 1
        inside &= np.cumsum(said[:-1]) > 0
    edges = np.diff(np.concatenate(([False], inside, [False])).astype(np.int8))
    return np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"


def in_words(begin: Whole, end: Whole, starts: Whole, ends: Whole) -> tuple[Whole, Whole]:
    """The numbers of the first and the last word that each span `[start, end)` touches.

    A span that touches none has its last word before its first: it stands between the two.
    """
    import numpy as np

    first = np.searchsorted(end, starts, side="right")
    last = np.searchsorted(begin, ends, side="left") - 1
    return first.astype(np.int64), last.astype(np.int64)


def in_turns(begins: Whole, starts: Whole, ends: Whole) -> tuple[Whole, Whole]:
    """The numbers of the first and the last turn that each span `[start, end)` touches."""
    import numpy as np

    first = np.searchsorted(begins, starts, side="right") - 1
    last = np.searchsorted(begins, ends, side="left") - 1
    return first.clip(0).astype(np.int64), last.clip(0).astype(np.int64)


def covered(stretches: Sequence[tuple[int, int]]) -> int:
    """How many whole places the stretches `[low, high]` hold together, each counted once.

    >>> covered([(0, 4), (3, 5), (9, 9), (7, 6)])
    7
    """
    total = 0
    reached: int | None = None
    for low, high in sorted(stretches):
        begin = low if reached is None else max(low, reached + 1)
        if high >= begin:
            total += high - begin + 1
        reached = high if reached is None else max(reached, high)
    return total
