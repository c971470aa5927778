"""Dictionary forms: Russian by pymorphy3, every reading; English by simplemma; Kyrgyz as it is."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from etic.language.words import fold

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

_RUSSIAN = re.compile(r"[а-яё]+")
_LATIN = re.compile(r"[a-z]+")


@cache
def _russian() -> MorphAnalyzer:
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")


@lru_cache(maxsize=200_000)
def readings(word: str, language: str = "") -> tuple[str, ...]:
    """Lemmas of a folded word, the likeliest first; the word itself where nothing better is known.

    A Kyrgyz word (by the turn's language, or by its letters) is never put through the Russian
    dictionary.

    >>> readings("безработицей", "ru")
    ('безработица',)
    >>> sorted(readings("еду", "ru"))
    ['еда', 'ехать']
    >>> readings("жумуш", "ky")
    ('жумуш',)
    """
    if _LATIN.fullmatch(word):
        from simplemma import lemmatize

        return (fold(lemmatize(word, lang="en")),)
    if language != "ky" and _RUSSIAN.fullmatch(word):
        found = dict.fromkeys(fold(parse.normal_form) for parse in _russian().parse(word))
        return tuple(found) or (word,)
    return (word,)


@lru_cache(maxsize=200_000)
def known(word: str, language: str = "") -> bool:
    """Whether a dictionary has just this form: Russian, or English for Latin letters.

    There is none of Kyrgyz, so nothing is known of what is said in it.

    >>> known("переезжали"), known("из-за"), known("изза"), known("жумуш", "ky"), known("moving")
    (True, True, False, False, True)
    """
    solid = word.replace("-", "").lower()
    if _LATIN.fullmatch(solid):
        from simplemma import is_known

        return bool(is_known(word.lower(), lang="en"))
    if language == "ky" or not _RUSSIAN.fullmatch(solid):
        return False
    return bool(_russian().word_is_known(word.lower()))


def parts_of_speech(word: str) -> frozenset[str]:
    """What a Russian form may be, by OpenCorpora's names; `impr` beside them for an imperative.

    >>> sorted(parts_of_speech("скажи")), sorted(parts_of_speech("магазин"))
    (['VERB', 'impr'], ['NOUN'])
    """
    parses = _russian().parse(word.lower())
    found = {parse.tag.POS for parse in parses if parse.tag.POS}
    return frozenset(found | {"impr" for parse in parses if "impr" in parse.tag})


_NAMES = ("Name", "Surn", "Patr", "Geox", "Orgn")


@lru_cache(maxsize=20_000)
def proper(word: str) -> bool:
    """Whether a word, in small letters, is a name first of all: of a person, of a place.

    A word that the Russian dictionary does not have is taken for one.

    >>> proper("айгуль"), proper("россия"), proper("потом")
    (True, True, False)
    """
    if not known(word):
        return True
    best = _russian().parse(word)[0]
    return any(name in best.tag for name in _NAMES)


def part_of_speech(word: str) -> str:
    """What a Russian form likeliest is, by OpenCorpora's names; nothing where it is no such word.

    >>> [part_of_speech(word) for word in ("из", "работа", "work", "²")]
    ['PREP', 'NOUN', '', '']
    """
    if not _RUSSIAN.fullmatch(word.lower()):
        return ""
    return str(_russian().parse(word.lower())[0].tag.POS or "")


COUNTED = {"человек": "человек", "год": "лет"}  # after a number, otherwise than elsewhere


def agreed(noun: str, n: int) -> str:
    """A Russian noun in the form that goes with a number; as it is where the dictionary has none.

    Several words agree each by itself.

    >>> agreed("респондент", 3), agreed("трудовой мигрант", 25), agreed("женщина", 21)
    ('респондента', 'трудовых мигрантов', 'женщина')
    >>> agreed("человек", 9), agreed("человек", 2), agreed("год", 25), agreed("молодой человек", 5)
    ('человек', 'человека', 'лет', 'молодых людей')
    """
    if noun in COUNTED and _agreed(noun, n) == _agreed(noun, 5):
        return COUNTED[noun]
    return " ".join(_agreed(word, n) for word in noun.split(" "))


def _agreed(word: str, n: int) -> str:
    for parse in _russian().parse(word):
        found = parse.make_agree_with_number(abs(n))  # type: ignore[attr-defined]
        if "nomn" in parse.tag and found is not None:
            return str(found.word)
    return word
