"""Lines that a page's width cut inside a paragraph.

How long the lines are tells: in a wrapped text most lines that another follows are as long as they
could be, and most of the following ones go on in small letters. A poem's lines do not, nor a
list's; and no line is ever joined to one with which a speaker's turn begins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from etic.language.cleaning.breaks import BREAK
from etic.language.cleaning.edits import Edit
from etic.language.cleaning.layout import Line

_WIDEST, _NARROWEST = 130, 25  # characters of a wrapped line
_FEWEST = 4  # pairs of lines that show a habit
_LONG_LINES = 0.02  # of all lines may be wider than the page and it is still one
_SLACK = 0.85  # letters have widths of their own, so full lines are not equally long
_ITEM = re.compile(
    r"[-–—•*·▪◦●]\s|\d{1,3}(?:\.\d{1,3})*[.)]\s|[^\W\d_]\)\s|[a-zа-яё]\.[ivx\d]{1,4}[.)]?\s|[\[(<]?\d{1,2}:\d\d|[#>|]"
)
_LABEL = re.compile(r"[^\W\d_][^:.!?\n]{0,40}:(?:\s|$)")
_ENDS = re.compile(r"[.!?…:;][»”\"')\]]*$")


def lines(text: str, filled: Sequence[Line], allowed: Callable[[int], bool]) -> Iterator[Edit]:
    """The line ends that are to become spaces.

    `filled` are the lines that are not blank; `allowed` says whether a line that begins at a place
    may be joined to the one before.
    """
    pairs = [
        (line, following)
        for line, following in pairwise(filled)
        if following.number == line.number + 1
        and allowed(following.start)
        and not _ITEM.match(following.words)
    ]
    width = _width(filled, pairs)
    for line, following in pairs:
        if BREAK.match(text, line.end - 1) or _heading(line.words) or _heading(following.words):
            continue
        small, ends = following.words[0].islower(), _ENDS.search(line.words) is not None
        label = not small and _LABEL.match(following.words)
        if not width:
            if not small or ends or len(line.words) < 40 or len(line.words) > _WIDEST:
                continue
            sure = False
        elif _full(line, following, width):
            sure = (small or not ends) and not label
        elif small and not ends and 2 * len(line.words) >= width:
            sure = True
        else:
            continue
        reason = "small-letter" if small else "full-line"
        yield Edit(line.end, following.start, " ", "lines" if sure else "lines-unsure", reason)


def _width(filled: Sequence[Line], pairs: Sequence[tuple[Line, Line]]) -> int:
    """How wide the page was, in characters; 0 where lines were not cut by it."""
    if len(pairs) < _FEWEST:
        return 0
    lengths = sorted(len(line.words) for line, _ in pairs)
    width = lengths[int(0.9 * (len(lengths) - 1))]
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    if sum(len(line.words) > 1.4 * width for line in filled) > _LONG_LINES * len(filled):
        return 0
    full = sum(_full(line, following, width) for line, following in pairs)
    small = sum(following.words[0].islower() for _, following in pairs)
    return width if 2 * full >= len(pairs) and 2 * small >= len(pairs) else 0


def _full(line: Line, following: Line, width: int) -> bool:
    """Whether the next word would not have fitted on the line."""
    return len(line.words) + 1 + len(following.words.split(maxsplit=1)[0]) > _SLACK * width


def _heading(words: str) -> bool:
    return words.isupper() and sum(sign.isalpha() for sign in words) > 2
