"""Letters of the wrong alphabet inside words, and words whose letters were spaced out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from etic.language.cleaning.edits import Edit
from etic.language.cleaning.words import CYRILLIC, LATIN, TO_CYRILLIC, TO_LATIN, Words

_MEETING = re.compile(
    "[A-Za-zëË][\u0301\u00ad]?[\u0400-\u052f]|[\u0400-\u052f][\u0301\u00ad]?[A-Za-zëË]"
)
_WORD = re.compile(r"[^\W_]+(?:[\u0301\u00ad]+[^\W_]+)*")
_LONE = re.compile(r"(?<=[\u0400-\u052f] )[aocyAOCKBy](?= [\u0400-\u052f])")
_LONE_KNOWN = {
    "a": "а",
    "o": "о",
    "c": "с",
    "y": "у",
    "A": "А",
    "O": "О",
    "C": "С",
    "K": "К",
    "B": "В",
}
_LONGEST = 60
_ROW = re.compile(
    r"(?<![^\s«„\"“(])[^\W\d_](?:[ \u00a0\u2009\u202f][^\W\d_]){3,}(?![^\s.,!?…:;»”\")])"
)
_FEWEST_UNSURE = 5


def mixed(text: str, words: Words) -> Iterator[Edit]:
    """Words of two alphabets, where the letters of one look like those of the other."""
    done = 0
    for meeting in _MEETING.finditer(text):
        if meeting.start() < done:
            continue
        found = _around(text, meeting.start())
        if found is None:
            continue
        start, done = found
        edit = _mended(text, start, done, words)
        if edit is not None:
            yield edit
    for match in _LONE.finditer(text):
        new = _LONE_KNOWN.get(match.group())
        if new:
            yield Edit(match.start(), match.end(), new, "letters-unsure", "alone")


def _around(text: str, at: int) -> tuple[int, int] | None:
    """The word that stands at a place."""
    low = max(0, at - _LONGEST)
    for match in _WORD.finditer(text, low, at + _LONGEST):
        if match.start() <= at < match.end():
            return match.span()
    return None


def _mended(text: str, start: int, end: int, words: Words) -> Edit | None:
    word = text[start:end]
    cyrillic, latin = word.translate(TO_CYRILLIC), word.translate(TO_LATIN)
    choices = []
    if not LATIN.search(cyrillic):
        choices.append((cyrillic, len(LATIN.findall(word)), "cyrillic"))
    if not CYRILLIC.search(latin):
        choices.append((latin, len(CYRILLIC.findall(word)), "latin"))
    solid = [(c, n, r) for c, n, r in choices if _is_word(c, words)]
    chosen = solid or choices
    if not chosen:
        return None
    new, strange, reason = min(chosen, key=lambda choice: choice[1])
    if not solid and (reason == "latin" or 2 * strange >= len(word)):
        return None  # «Zoomа» may be a Latin name with a Russian ending
    sure = len(solid) == 1
    first = next(i for i, (a, b) in enumerate(zip(word, new, strict=True)) if a != b)
    last = max(i for i, (a, b) in enumerate(zip(word, new, strict=True)) if a != b)
    kind = "letters" if sure else "letters-unsure"
    return Edit(start + first, start + last + 1, new[first : last + 1], kind, f"to-{reason}")


def _is_word(word: str, words: Words) -> bool:
    small = word.lower().replace("\u00ad", "").replace("\u0301", "")
    return len(small) > 1 and (words.known(small) or words.elsewhere(small))


def spaced(text: str, words: Words) -> Iterator[Edit]:
    """Rows of single letters that make a word."""
    for match in _ROW.finditer(text):
        joined = re.sub(r"\s", "", match.group())
        small = joined.lower()
        if words.known(small) or words.elsewhere(small):
            yield Edit(match.start(), match.end(), joined, "spaced", "known")
        elif len(joined) >= _FEWEST_UNSURE and not _counts_on(small):
            yield Edit(match.start(), match.end(), joined, "spaced-unsure", "guess")


def _counts_on(letters: str) -> bool:
    """«а б в г» is a list."""
    return all(0 < ord(b) - ord(a) <= 2 for a, b in pairwise(letters))
