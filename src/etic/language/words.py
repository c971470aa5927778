"""Words of a text with their places, and the folding under which two spellings are one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# Letters and digits with the marks that belong to them (a stress mark, «й» as two characters).
WORD = re.compile(r"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f\u00ad]+[^\W_]*)*")


@dataclass(frozen=True, slots=True)
class Word:
    """One word at `[start, end)`."""

    text: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """The words of a text in order; hyphens and apostrophes part them.

    >>> [w.text for w in words("Как-то 2 раза, ёлка.")]
    ['Как', 'то', '2', 'раза', 'ёлка']
    """
    for match in WORD.finditer(text):
        yield Word(match.group(), match.start(), match.end())


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """A word as it is compared: small letters, ё as е, no stress marks or soft hyphens.

    The Kyrgyz letters ң ө ү and the letter й stay what they are.

    >>> fold("Ёлка"), fold("Өзгөн"), fold("замо\\u0301к"), fold("Йод")
    ('елка', 'өзгөн', 'замок', 'йод')
    """
    word = unicodedata.normalize("NFC", word.lower().replace("\u00ad", ""))
    word = word.replace("ё", "е")
    return "".join(ch for ch in word if not unicodedata.combining(ch))
