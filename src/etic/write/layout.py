"""How wide a column should be: the part of layout that Word and Excel leave to the writer.

Widths are counted in letters of middling width, such as «а» and the digits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import sqrt

from etic.model import Column
from etic.write.cells import is_figure

WORTH = 60  # letters a column of text may ask for; what is longer is wrapped
WIDE = 6  # more columns than this ask for a page on its side
WORDY = 3  # columns with texts longer than a line, besides others, ask for it too
BREAKABLE = 21  # letters of a word from which on it may be broken: a path of codes, an address

_BREAKS = re.compile(r"[ \t\r\n]+")
_BOLD = 1.08
_NARROW = dict.fromkeys(" .,:;'’!|()[]/iljtfrI-\u00a0\u202f", 0.55)
_WIDE = dict.fromkeys("mwMWжшщюмфыдёЖШЩЮМФЫД@%—…", 1.4)
_LETTERS = {ord(letter): width for letter, width in (_NARROW | _WIDE).items()}


def letters(text: str, *, bold: bool = False) -> float:
    """The width of a text in one line.

    >>> letters("а1"), letters("жж") > letters("аа") > letters("ii")
    (2.0, True)
    """
    widths = _LETTERS
    width = sum(widths.get(ord(letter), 1.25 if letter.isupper() else 1.0) for letter in text)
    return width * _BOLD if bold else width


def natural_widths(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[float]:
    """What each column would like: its figures whole, its texts up to a readable line.

    One long quote among short answers does not make a column wide: nine in ten of those rows decide
    that have anything in it.
    """
    result = []
    for i, column in enumerate(columns):
        lines = sorted(_longest_line(row[i]) for row in rows if row[i]) or [0.0]
        typical = lines[-1] if is_figure(column) else lines[-(-len(lines) * 9 // 10) - 1]
        result.append(max(typical, min(WORTH, _heading(column.label))))
    return [
        max(natural, word)
        for natural, word in zip(result, least_widths(columns, rows), strict=True)
    ]


def weighed_widths(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[float]:
    """What each column would like where there is too little room for all: the longer its texts are
    beyond a readable line, the more, so that rows become less high.

    >>> columns = [Column(key, key) for key in "ab"]
    >>> weighed_widths(columns, [["а" * 60, "а" * 240]])
    [60.0, 120.0]
    """
    lengths = [sorted(len(row[i]) for row in rows) or [0] for i in range(len(columns))]
    typical = [found[-(-len(found) * 9 // 10) - 1] for found in lengths]
    return [
        natural if is_figure(column) else natural * sqrt(max(1.0, length / WORTH))
        for column, natural, length in zip(
            columns, natural_widths(columns, rows), typical, strict=True
        )
    ]


def on_its_side(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table asks for a page on its side: by its columns, or by how wordy they are.

    >>> columns = [Column(key, key) for key in "abcd"]
    >>> on_its_side(columns, [["so"] * 4]), on_its_side(columns, [["so " * 40] * 4])
    (False, True)
    """
    wordy = sum(any(len(row[i]) > WORTH for row in rows) for i in range(len(columns)))
    return len(columns) > WIDE or (wordy >= WORDY and len(columns) > WORDY)


def least_widths(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[float]:
    """What each column needs so that no word and no figure is broken.

    >>> least_widths((Column("c", "аб"), Column("q", "а")), [("R7", "да нет")])
    [2.25, 3.0]
    >>> least_widths((Column("c", "а"),), [("12\u00a0=\u00a07\u00a0+\u00a05",)])[0] > 6
    True
    """
    result = []
    for i, column in enumerate(columns):
        words = {word for row in rows for word in _parts(row[i], column) if len(word) < WORTH}
        widest = max((min(BREAKABLE, letters(word)) for word in words), default=1.0)
        heading = max((letters(word, bold=True) for word in column.label.split()), default=1.0)
        result.append(max(widest, min(BREAKABLE, heading)))
    return result


def fitted(
    columns: Sequence[Column], natural: Sequence[int], least: Sequence[int], total: int
) -> list[int]:
    """Widths that fill `total`: figures get what they like, words what is left, as long as they
    have a use for it; what then remains widens all alike.

    >>> columns = (Column("q", "Quote"), Column("n", "n", "integer"))
    >>> fitted(columns, [40, 10], [8, 5], 60), fitted(columns, [60, 10], [20, 5], 25)
    ([50, 10], [20, 5])
    >>> fitted(columns, [20, 10], [8, 5], 120)
    [90, 30]
    """
    wordy = [i for i, column in enumerate(columns) if not is_figure(column)]
    room = total - sum(natural[i] for i, column in enumerate(columns) if is_figure(column))
    if not wordy or room < sum(least[i] for i in wordy):
        return share_out(natural, least, total)
    useful = sum(natural[i] for i in wordy) * 3 // 2
    shared = share_out([natural[i] for i in wordy], [least[i] for i in wordy], min(room, useful))
    widths = list(natural)
    for i, width in zip(wordy, shared, strict=True):
        widths[i] = width
    return share_out(widths, least, total)


def share_out(wanted: Sequence[int], least: Sequence[int], total: int) -> list[int]:
    """Widths that fill `total` in the proportions wanted, none below its least.

    >>> share_out([10, 90], [10, 10], 200)
    [20, 180]
    >>> share_out([10, 90, 90], [10, 10, 10], 60)
    [10, 25, 25]
    """
    if sum(least) >= total:
        return [max(1, width * total // max(1, sum(least))) for width in least]
    fixed: dict[int, int] = {}
    while True:
        free = [i for i in range(len(wanted)) if i not in fixed]
        room = total - sum(fixed.values())
        asked = sum(wanted[i] for i in free)
        tight = [i for i in free if wanted[i] * room < least[i] * asked]
        if not tight:
            return [
                fixed[i] if i in fixed else wanted[i] * room // asked for i in range(len(wanted))
            ]
        fixed.update((i, least[i]) for i in tight)


def _heading(label: str) -> float:
    """The width in which a heading takes two lines, a long one three."""
    words = [letters(word, bold=True) for word in label.split()]
    most = 2 if sum(words) < 24 else 3
    space = letters(" ")
    runs = [
        sum(words[i:j]) + space * (j - i - 1)
        for i in range(len(words))
        for j in range(i + 1, len(words) + 1)
    ]
    return next((run for run in sorted(runs) if _lines(words, run, space) <= most), 0.0)


def _lines(words: Sequence[float], width: float, space: float) -> int:
    count, used = 1, -space
    for word in words:
        if used + space + word > width + 1e-9:
            count, used = count + 1, word
        else:
            used += space + word
    return count


def _longest_line(text: str) -> float:
    """Of a long text only whether it is long is asked, so it is not measured to its end."""
    return min(WORTH, max(letters(line[: 2 * WORTH]) for line in text.split("\n")))


def _parts(text: str, column: Column) -> list[str]:
    # A space that does not break is no end of a word: «501 = 300 + 201» stays on its line.
    return [text] if is_figure(column) else _BREAKS.split(text)
