"""Where a span of one text lies in another that is nearly the same.

Two versions of a transcript: the same one saved by another program, or a corrected one. Texts that
differ in white space only are aligned exactly, character by character. Others are aligned by words:
passages that occur once in either text are the anchors, what lies between two anchors is compared
word by word. A span is carried over where its words are; where too many of them are gone there is
no place for it, and None says so.

>>> old, new = "Я уехал в Москву, там работал.", "Тогда я  уехал в Москву. Там работал!"
>>> start, end = Alignment(old, new).span(2, 16)
>>> old[2:16], new[start:end]
('уехал в Москву', 'уехал в Москву')
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import accumulate

MUST_STAY = 0.8
"""Share of a span's characters that must be kept, and of those in its new place that are old."""

_TOKEN = re.compile(r"\w+|[^\w\s]")
_ANCHORS = (8, 4, 2, 1)  # words in a row that stand once in either text, the surest first
_MOST_PAIRS = 400_000  # of words that are compared with each other; more would take minutes


class Alignment:
    """One text laid beside another."""

    def __init__(self, old: str, new: str) -> None:
        self.old = old
        self.new = new

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The place in the new text of a span of the old one, without white space at its ends.

        A span whose words are all there maps to them. One with an edit inside needs its first and
        its last word, and `MUST_STAY` of its characters; punctuation at its ends may go. None where
        there is no such place, and for what is no span of the old text.
        """
        if not 0 <= start < end <= len(self.old):
            return None
        return self._exact(start, end) if self.same_words else self._by_words(start, end)

    @cached_property
    def same_words(self) -> bool:
        """Whether the texts are equal but for white space."""
        return self.old == self.new or _solid(self.old) == _solid(self.new)

    @property
    def ratio(self) -> float:
        """The share of characters that the texts have in common, white space left out; 0 to 1."""
        if self.same_words:
            return 1.0
        return 2 * self._kept_before[-1] / (self._old.size + self._new.size)

    # -- equal but for white space --

    @cached_property
    def _places(self) -> tuple[list[int], list[int]]:
        return _solid_places(self.old), _solid_places(self.new)

    def _exact(self, start: int, end: int) -> tuple[int, int] | None:
        old, new = self._places
        first, last = bisect_left(old, start), bisect_left(old, end) - 1
        return None if first > last else (new[first], new[last] + 1)

    # -- by words --

    @cached_property
    def _old(self) -> _Words:
        return _Words(self.old)

    @cached_property
    def _new(self) -> _Words:
        return _Words(self.new)

    @cached_property
    def _partners(self) -> list[int]:
        """For every word of the old text the same word in the new one, or -1."""
        return _aligned(self._old.words, self._new.words)

    @cached_property
    def _kept_before(self) -> list[int]:
        """For every word of the old text, and for its end, the characters kept before it."""
        kept = (
            end - start if partner >= 0 else 0
            for start, end, partner in zip(
                self._old.starts, self._old.ends, self._partners, strict=True
            )
        )
        return [0, *accumulate(kept)]

    def _by_words(self, start: int, end: int) -> tuple[int, int] | None:
        old, new, partners = self._old, self._new, self._partners
        first, last = bisect_right(old.ends, start), bisect_left(old.starts, end) - 1
        while first <= last and partners[first] < 0 and not old.is_word(first):
            first += 1
        while first <= last and partners[last] < 0 and not old.is_word(last):
            last -= 1
        if first > last or partners[first] < 0 or partners[last] < 0:
            return None
        if not any(old.is_word(i) for i in range(first, last + 1)):
            return None  # nothing but punctuation may have been anywhere
        there = partners[first], partners[last]
        kept = self._kept_before[last + 1] - self._kept_before[first]
        if kept < MUST_STAY * max(old.characters(first, last), new.characters(*there)):
            return None
        # A span may begin or end inside a word.
        into = max(0, start - old.starts[first])
        short = max(0, old.ends[last] - end)
        return new.starts[there[0]] + into, new.ends[there[1]] - short


class _Words:
    """The words and marks of a text with their places."""

    def __init__(self, text: str) -> None:
        found = list(_TOKEN.finditer(text))
        self.words = [match.group() for match in found]
        self.starts = [match.start() for match in found]
        self.ends = [match.end() for match in found]
        self._before = [0, *accumulate(len(word) for word in self.words)]
        self.size = self._before[-1]

    def is_word(self, i: int) -> bool:
        return self.words[i][0].isalnum() or self.words[i][0] == "_"

    def characters(self, first: int, last: int) -> int:
        """Characters of the words from one to another, white space left out."""
        return self._before[last + 1] - self._before[first]


def _solid(text: str) -> str:
    """The text without its white space."""
    return "".join(text.split())


def _solid_places(text: str) -> list[int]:
    return [i for i, character in enumerate(text) if not character.isspace()]


def _aligned(old: Sequence[str], new: Sequence[str]) -> list[int]:
    """For every old word the place of its partner, the places rising; -1 for those without one."""
    partners = [-1] * len(old)
    todo = [(0, len(old), 0, len(new), 0)]
    while todo:
        a, b, c, d, step = todo.pop()
        while a < b and c < d and old[a] == new[c]:
            partners[a] = c
            a, c = a + 1, c + 1
        while a < b and c < d and old[b - 1] == new[d - 1]:
            b, d = b - 1, d - 1
            partners[b] = d
        if a == b or c == d:
            continue
        if step < len(_ANCHORS):
            anchors = _anchors(old[a:b], new[c:d], _ANCHORS[step])
            for i, j in anchors:
                partners[a + i] = c + j
            todo.extend(
                (a + i, a + k, c + j, c + m, step + 1)
                for i, k, j, m in _gaps(anchors, b - a, d - c)
            )
        elif (b - a) * (d - c) <= _MOST_PAIRS:
            matcher = SequenceMatcher(None, old[a:b], new[c:d], autojunk=False)
            for i, j, size in matcher.get_matching_blocks():
                partners[a + i : a + i + size] = range(c + j, c + j + size)
    return partners


def _anchors(old: Sequence[str], new: Sequence[str], size: int) -> list[tuple[int, int]]:
    """Pairs of words in runs of `size` that stand once in either text, rising in both."""
    once_old, once_new = _once(old, size), _once(new, size)
    shared = sorted((i, once_new[run]) for run, i in once_old.items() if run in once_new)
    # Runs overlap, and two that do may disagree on a word: once more, only what rises.
    pairs = {(i + k, j + k) for i, j in _rising(shared) for k in range(size)}
    return list(_rising(sorted(pairs, key=lambda pair: (pair[0], -pair[1]))))


def _once(words: Sequence[str], size: int) -> dict[tuple[str, ...], int]:
    """The runs of words that stand once, with their places."""
    runs = [tuple(words[i : i + size]) for i in range(len(words) - size + 1)]
    often = Counter(runs)
    return {run: i for i, run in enumerate(runs) if often[run] == 1}


def _rising(pairs: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """The longest part of the pairs whose second numbers rise as the first do."""
    ends: list[int] = []  # the smallest last number of a part of each length
    at: list[int] = []
    above: list[int] = []
    for n, (_, j) in enumerate(pairs):
        place = bisect_left(ends, j)
        above.append(at[place - 1] if place else -1)
        if place == len(ends):
            ends.append(j)
            at.append(n)
        else:
            ends[place], at[place] = j, n
    found: list[tuple[int, int]] = []
    n = at[-1] if at else -1
    while n >= 0:
        found.append(pairs[n])
        n = above[n]
    return reversed(found)


def _gaps(
    pairs: Sequence[tuple[int, int]], old: int, new: int
) -> Iterable[tuple[int, int, int, int]]:
    """What lies between the pairs, before the first and after the last, where neither is empty."""
    i = j = 0
    for k, m in [*pairs, (old, new)]:
        if i < k and j < m:
            yield i, k, j, m
        i, j = k + 1, m + 1
