"""What is known of words while a text is cleaned: dictionaries, and the text's own other places."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import cached_property

from etic.language import lemmas

_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
TO_CYRILLIC = str.maketrans("aceopxyABCEHKMOPTXYëË", "асеорхуАВСЕНКМОРТХУёЁ")
TO_LATIN = str.maketrans("асеорхуАВСЕНКМОРТХУ", "aceopxyABCEHKMOPTXY")
CYRILLIC = re.compile("[\u0400-\u052f]")
LATIN = re.compile("[A-Za-zëË]")
_KYRGYZ = re.compile("[ңөүҢӨҮ]")


def plain(word: str) -> str:
    """A word as it is looked up: small letters of one alphabet, without stress or unseen signs."""
    word = "".join(
        sign
        for sign in unicodedata.normalize("NFKD", _UNSEEN.sub("", word).replace("\u2011", "-"))
        if sign != "\u0301"
    )
    word = unicodedata.normalize("NFC", word).replace("\u2010", "-")
    if CYRILLIC.search(word):
        word = word.translate(TO_CYRILLIC)
    return word.lower()


class Words:
    """The words of one text, and what dictionaries say."""

    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self._language = language

    def known(self, word: str) -> bool:
        """Whether a dictionary has it."""
        if _KYRGYZ.search(word):
            return False
        return lemmas.known(word, self._language)

    def elsewhere(self, word: str) -> bool:
        """Whether the text has the word in another place, whole."""
        return len(word) > 2 and word in self._all

    def begins(self, word: str, shortest: int) -> bool:
        """Whether a word of the text is another form of this one: they begin alike."""
        stem = word[: max(shortest, len(word) - 3)]
        if len(stem) < 5:
            return False
        at = bisect_left(self._sorted, stem)
        return at < len(self._sorted) and self._sorted[at].startswith(stem)

    @cached_property
    def _all(self) -> frozenset[str]:
        return frozenset(word.lower() for word in set(_TOKEN.findall(self._text)))

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._all)
