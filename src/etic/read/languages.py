"""Which language a transcript is in, by its letters and smallest words: ru, ky, en or none."""

from __future__ import annotations

import re
from collections import Counter

from etic.read.wordlist import words

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 50_000  # characters
_FEWEST_LETTERS = 2

_KYRGYZ_LETTERS = frozenset("ңөү")
_OTHER_CYRILLIC = frozenset("әғқұһіїєґӣӯҷҳўј")  # Kazakh, Ukrainian, Tajik, Uzbek, Serbian

COMMON = {
    "ru": words(
        """и в не на что я это как а с у по мы но там все они он она так его то ну вот из за от о
        мне меня был была было были есть уже да нет тоже если когда чтобы потом потому или же бы
        для до"""
    ),
    "ky": words(
        """жана менен үчүн учун эмес бар жок мен биз сен сиз алар ал болду болот болгон деп эле
        ошол бул анан кийин керек азыр ооба жакшы бала иш да же эч бир кандай эмне кайда барып
        келип жатам жатабыз бардык ошондой бирок себеби акча үй уй го дагы көп коп мага сага анын
        менин биздин"""
    ),
    "en": words(
        """the and a to of i in it is that you was for on so we but not have my with this they be
        are do what there know just like at yeah no yes if or as he she me then well"""
    ),
}
_ONLY_KYRGYZ, _ONLY_RUSSIAN = COMMON["ky"] - COMMON["ru"], COMMON["ru"] - COMMON["ky"]


def guess_language(text: str) -> str:
    """The language a text is most likely in; empty where the letters do not say.

    >>> guess_language("Ооба, мен Бишкекте жашайм, анан келдим.")
    'ky'
    >>> guess_language("Ну да, жили там вчетвером.")
    'ru'
    """
    spoken = _WORD.findall(text[:_SAMPLE].casefold())
    letters = Counter(letter for word in spoken for letter in word)
    cyrillic = sum(n for letter, n in letters.items() if "\u0400" <= letter < "\u0530")
    latin = sum(n for letter, n in letters.items() if letter < "\u0250")
    if cyrillic + latin < _FEWEST_LETTERS or 2 * (cyrillic + latin) < letters.total():
        return ""
    if latin > cyrillic:
        common = sum(word in COMMON["en"] for word in spoken)
        return "en" if common >= 0.12 * len(spoken) else ""
    if sum(letters[letter] for letter in _OTHER_CYRILLIC) > 0.01 * cyrillic:
        return ""
    kyrgyz = sum(word in _ONLY_KYRGYZ for word in spoken)
    russian = sum(word in _ONLY_RUSSIAN for word in spoken)
    # In Kyrgyz one letter in twenty is ң, ө or ү; Russian with Kyrgyz words in it stays far below.
    if sum(letters[letter] for letter in _KYRGYZ_LETTERS) > 0.02 * cyrillic:
        return "ky" if kyrgyz >= russian or russian < 0.15 * len(spoken) else "ru"
    return "ky" if kyrgyz > russian and kyrgyz >= 0.08 * len(spoken) else "ru"
