"""Who speaks where nobody is named: dashes that take turns, and questions set in italics or bold.

What stands in the text stays as it is; the speakers get the usual short names, И and Р (I and R).
Where it is not plain that one side asks and the other answers, nothing is made of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

_DASH = re.compile(r"\s*[–—-]\s+")
_ASKS = re.compile(r"\?[\s.…!)»”\"'*_]*$")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_FEWEST = 4  # turns that show a habit


class Line(NamedTuple):
    """A line on which somebody begins to speak, and where in it the words start."""

    number: int
    body: int
    speaker: str


def by_dashes(lines: Sequence[str], begins: Collection[int]) -> list[Line]:
    """«— Где? — — Там.», a line a turn. A line without a dash continues the turn above.

    >>> lines = ["— Где?", "— Там.", "— А потом?", "— В Оше."]
    >>> [(line.speaker, line.body) for line in by_dashes(lines, range(4))]
    [('И', 2), ('Р', 2), ('И', 2), ('Р', 2)]
    """
    dashed = [
        (index, found.end()) for index in sorted(begins) if (found := _DASH.match(lines[index]))
    ]
    first = min(begins, default=0)
    if len(dashed) < max(_FEWEST, 0.6 * len(begins)) or dashed[0][0] != first:
        return []
    ends = [index for index, _ in dashed[1:]] + [len(lines)]
    said = ["\n".join(lines[index:end]) for (index, _), end in zip(dashed, ends, strict=True)]
    if not _ask_and_answer(said[::2], said[1::2]):
        return []
    return [Line(index, body, _names(said)[n % 2]) for n, (index, body) in enumerate(dashed)]


def by_emphasis(
    lines: Sequence[str], begins: Collection[int], emphasised: Collection[int]
) -> list[Line]:
    """Paragraphs in italics or bold ask, the others answer, or the other way round.

    >>> lines = ["Где?", "Там.", "А потом?", "В Оше."]
    >>> [line.speaker for line in by_emphasis(lines, range(4), {0, 2})]
    ['И', 'Р', 'И', 'Р']
    """
    paragraphs = sorted(begins)
    kinds = [index in emphasised for index in paragraphs]
    opening = [
        n for n, kind in enumerate(kinds) if n == 0 or kind != kinds[n - 1]
    ]  # where the one takes over from the other
    if len(opening) < _FEWEST:
        return []
    ends = [paragraphs[n] for n in opening[1:]] + [len(lines)]
    said = [
        "\n".join(lines[paragraphs[n] : end]).rstrip() for n, end in zip(opening, ends, strict=True)
    ]
    set_off = [words for n, words in zip(opening, said, strict=True) if kinds[n]]
    plain = [words for n, words in zip(opening, said, strict=True) if not kinds[n]]
    asks, answers = _names(said)
    if _ask_and_answer(set_off, plain):
        speakers = {True: asks, False: answers}
    elif _ask_and_answer(plain, set_off):
        speakers = {True: answers, False: asks}
    else:
        return []
    return [Line(paragraphs[n], 0, speakers[kinds[n]]) for n in opening]


def _ask_and_answer(asking: Sequence[str], answering: Sequence[str]) -> bool:
    return _share(asking) >= 0.6 and _share(answering) <= 0.3


def _share(said: Sequence[str]) -> float:
    return sum(_ASKS.search(words.rstrip()) is not None for words in said) / max(1, len(said))


def _names(said: Sequence[str]) -> tuple[str, str]:
    return ("И", "Р") if any(map(_CYRILLIC.search, said)) else ("I", "R")
