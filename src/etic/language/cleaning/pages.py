"""Page numbers and running heads that stand between the lines of a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise
from statistics import median

from etic.language.cleaning.edits import Edit
from etic.language.cleaning.layout import Line

_NUMBER = re.compile(
    r"(?P<dash>[-–—]\s*)?(?P<word>(?:стр\.?|с\.|page|p\.|страница|бет)\s*)?(?P<number>\d{1,4})"
    r"(?P<of>\s*(?:из|of|/)\s*\d{1,4})?(?P<after>\s*[-–—])?",
    re.IGNORECASE,
)
_LONGEST_NUMBER = 30  # characters, with «стр.» and all
_NEAREST = 8  # lines from one page number to the next
_NEAREST_HEAD = 10
_FOOT = 2  # lines at the foot of the last page
_FEWEST = 3  # times that a line must come again
_LONGEST_HEAD = 120  # characters
_MOST_HEADS = 0.15  # of all lines; where more come again, the text itself repeats
_DIGITS = re.compile(r"\d+")
_ENDS = re.compile(r"[.!?…,:;-]$")


def pages(text: str, filled: Sequence[Line], allowed: Callable[[int], bool]) -> Iterator[Edit]:
    """The lines that belong to pages and not to what was said, each with its line end."""
    numbers = _numbers(filled, allowed)
    heads = _heads(filled, allowed, numbers.keys())
    gone = {**numbers, **heads}
    for i, (kind, reason) in gone.items():
        yield _removal(text, filled, i, kind, reason, gone.keys())


def _removal(
    text: str, filled: Sequence[Line], i: int, kind: str, reason: str, gone: Collection[int]
) -> Edit:
    """Take out a line; with the blank lines around it, where what it parts belongs together."""
    line = filled[i]
    line_start = text.rfind("\n", 0, line.start) + 1
    line_end = text.find("\n", line.end)
    line_end = len(text) if line_end < 0 else line_end
    if line_start == 0:
        return Edit(0, min(line_end + 1, len(text)), "", kind, reason)
    start = line_start - 1
    before = filled[i - 1] if i else None
    after = filled[i + 1] if i + 1 < len(filled) else None
    if before and after and i - 1 not in gone and i + 1 not in gone:
        goes_on = not re.search(r"[.!?…]$", before.words) and after.words[0].islower()
        if goes_on:
            return Edit(before.end, text.rfind("\n", 0, after.start), "", kind, reason)
    return Edit(start, line_end, "", kind, reason)


def _numbers(filled: Sequence[Line], allowed: Callable[[int], bool]) -> dict[int, tuple[str, str]]:
    """Lines of only a number that count on from page to page, at about the same distance."""
    chains: list[list[int]] = []
    last: dict[int, list[int]] = {}  # the chain that ends with a number
    marked: set[int] = set()  # lines that say that they are a page's number
    for i, line in enumerate(filled):
        match = _NUMBER.fullmatch(line.words) if len(line.words) < _LONGEST_NUMBER else None
        if match is None or not allowed(line.start):
            continue
        number = int(match["number"])
        if match["word"] or match["of"] or (match["dash"] and match["after"]):
            marked.add(i)
        chain = last.get(number - 1) or last.get(number - 2)
        near = chain and line.number - filled[chain[-1]].number < _NEAREST
        if chain is None or (near and (len(chain) < 2 or not _ends(filled, i))):
            chain = []  # nothing to count on from, or too near: a list, an answer
            chains.append(chain)
        chain.append(i)
        last[number] = chain
    taken: dict[int, tuple[str, str]] = {}
    for chain in chains:
        steps = _steps(filled, chain)
        usual = median(steps) if steps else 0
        even = all(0.4 * usual <= step <= 2.5 * usual for step in steps)
        if (len(chain) >= _FEWEST and even) or (len(chain) > 1 and marked.issuperset(chain)):
            taken.update(dict.fromkeys(chain, ("page", "page-number")))
        elif len(chain) > 1:
            taken.update(dict.fromkeys(chain, ("page-unsure", "page-number")))
    return taken


def _heads(
    filled: Sequence[Line], allowed: Callable[[int], bool], numbers: Collection[int]
) -> dict[int, tuple[str, str]]:
    """The same line again and again, as far from one another as pages are."""
    again: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(filled):
        if 3 < len(line.words) <= _LONGEST_HEAD and allowed(line.start):
            again[_DIGITS.sub("0", line.words)].append(i)
    taken: dict[int, tuple[str, str]] = {}
    for places in again.values():
        if len(places) < _FEWEST:
            continue
        steps = _steps(filled, places)
        if min(steps) < _NEAREST_HEAD or not _count_on([filled[i].words for i in places]):
            continue
        by_numbers = all(any(i + d in numbers for d in (-1, 1)) for i in places)
        usual = median(steps)
        even = all(0.7 * usual <= step <= 1.4 * usual for step in steps)
        said = any(_ENDS.search(filled[i].words) for i in places)
        if by_numbers or (even and not said):
            taken.update(dict.fromkeys(places, ("page", "running-head")))
    return taken if len(taken) <= _MOST_HEADS * len(filled) else {}


def _steps(filled: Sequence[Line], places: Sequence[int]) -> list[int]:
    """How many lines lie between; without the last page, which may be a short one."""
    steps = [filled[b].number - filled[a].number for a, b in pairwise(places)]
    return steps[:-1] if len(steps) > 1 and _ends(filled, places[-1]) else steps


def _ends(filled: Sequence[Line], i: int) -> bool:
    """Whether a line stands at the end of the text."""
    return i >= len(filled) - _FOOT


def _count_on(words: Sequence[str]) -> bool:
    """Whether the numbers in a recurring line stay the same, or are those of pages."""
    numbers = [[int(digits) for digits in _DIGITS.findall(line)[:9]] for line in words]
    if any(max(row, default=0) > 10**6 for row in numbers):
        return all(row == numbers[0] for row in numbers)
    columns = list(zip(*numbers, strict=False))
    return all(
        len(set(column)) == 1 or all(b - a in (1, 2) for a, b in pairwise(column))
        for column in columns
    )
