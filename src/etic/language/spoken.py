"""Which language a turn is in, and a word in it: Russian, Kyrgyz or English.

People change languages within an interview, and in one sentence: «Окуп алып, пол жууп жүрөм, вот
так себе и говорила». Kyrgyz is often typed without its letters («Эже, ишенесизби?», «жок,
билбейм»), and then only words and endings tell. Where they do not, it is the language of the
document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from etic.language.lemmas import known, readings
from etic.language.words import fold, words
from etic.read.languages import COMMON
from etic.read.wordlist import words as wordlist

_KYRGYZ_LETTER = re.compile("[ңөү]")
_FOREIGN_LETTER = re.compile("[әғқұһіїєґӣӯҷҳўј]")  # Kazakh, Ukrainian, Tajik, Uzbek, Serbian
_CYRILLIC = re.compile(r"[\u0400-\u052f]+")
_LATIN = re.compile(r"[a-z]+")

# Kyrgyz words that are heard often, also as they are typed without ң ө ү.
_KYRGYZ = COMMON["ky"] | wordlist(
    """силер тигил тиги эки уч үч торт төрт беш алты жети сегиз тогуз макул болчу болбойт
    болуп экен деди дейт дейм дечи мурда эми эмнеге кайдан качан ким канча кетип алып берип туруп
    журуп жүрүп коруп көрүп иштеп кылып жатат барам келем кетем билем билбейм билбейт барды келди
    кетти келдим кеттим бардым кеттик келдик мумкун мүмкүн жаман чон чоң кичине коп көп аз балдар
    кыз уул апа ата эне эже байке ака ини карындаш аке акча жумуш жол эл рахмат ырахмат
    саламатсызбы кандайсыз кош сизге бизге сенин сиздин алардын озум өзүм озу өзү ошондо
    ошондуктан ошентип кыргызча орусча ушул ушундай ушинтип ошого андан мындан бизди сизди аны
    мени сени баары баарын баарыбыз эч эчтеке эчким дейли айткан айтты айтам жатышат журом жүрөм
    жашайм жашайбыз иштейм иштедим окуп окуган тууган ооруп кайра кайтып келген кеткен барган
    жакта жерде ичинде учурда ар бири бирге эртен бугун бүгүн кечээ жыл жылы ай күн кун
    албетте балким жардам берди ошентсе"""
)
_THANKS = frozenset(("рахмат", "ырахмат"))  # a surname, says the Russian dictionary
_ENGLISH = COMMON["en"] | wordlist(
    """why where who how when which your our us them his her from by an about because would could
    did does had has were been being than then there here think really go went work money home
    family years very much some any more no thanks thank sorry"""
)
_ONLY_RUSSIAN = COMMON["ru"] - _KYRGYZ

# Endings that no Russian word that the dictionary lacks is likely to have; and long vowels.
_ENDING = re.compile(
    r"""(?:[аеиоуы]?(?:
    с[ыиу]з(?:б[ыиу])? | [дтл][аео]р(?:[ыиу]\w{0,4}|г[аео]|д[аео]н?|б[ыиу]з)?
    | [ндт][ыиу]н | [дт][ыиу][км] | б[аеио]й[мт]? | [аеоуы]й[мт] | йб[ыиу]з
    | б[ыиу]з | с[ыи]ң?н | [гк][аео]н(?:б[ыиу]з|с[ыиу]з|м[ыиу]н|д[аео]й?)? | [дт][аео]н
    | [бп][аео]г[аео]н | [ыиу]п | л[ыиу]к | [лдт]уу | ч[ыиу]л[ыиу]к | [гк][ыиу]л[аео]
    | [ыиу]б[ыиу]з | [шч][ыиу]п | г[аео] | м[ыи]н
    ))$""",
    re.VERBOSE,
)
_SHORTEST = 4  # letters of a word whose ending says anything
_LONG_VOWEL = re.compile(r"аа|оо|уу|ээ")
_UNMISTAKABLE = re.compile(r"с[ыиу]зб[ыиу]$|(?:йб[ыиу]з|б[аеоу]йм|[аео]йб[ыиу]з)$")


class _Kind(NamedTuple):
    """How much a word speaks for each language, and whether it is Kyrgyz wherever it stands."""

    ru: float = 0.0
    ky: float = 0.0
    en: float = 0.0
    surely_kyrgyz: bool = False


@lru_cache(maxsize=100_000)
def _kind(word: str) -> _Kind:
    """What a folded word says by itself."""
    if _LATIN.fullmatch(word):  # as a name, unless it is a common word
        return _Kind(en=1.0 if word in _ENGLISH and len(word) > 1 else 0.2)
    if not _CYRILLIC.fullmatch(word) or _FOREIGN_LETTER.search(word):
        return _Kind()
    if _KYRGYZ_LETTER.search(word):
        return _Kind(ky=1.0, surely_kyrgyz=True)
    if word in _ONLY_RUSSIAN:
        return _Kind(ru=1.0)
    listed = known(word)
    if word in _KYRGYZ and not listed:
        return _Kind(ky=1.0, surely_kyrgyz=True)
    if word in _KYRGYZ:
        return _Kind(ru=0.6 if word in COMMON["ru"] else 0.3, ky=1.0 if word in _THANKS else 0.5)
    if listed:
        return _Kind(ru=0.6)
    if _UNMISTAKABLE.search(word):
        return _Kind(ky=1.0, surely_kyrgyz=True)
    if len(word) >= _SHORTEST and (_ENDING.search(word) or _LONG_VOWEL.search(word)):
        return _Kind(ky=0.6)
    return _Kind()


@lru_cache(maxsize=100_000)
def _rather_kyrgyz(word: str) -> bool:
    kind = _kind(word)
    return kind.ky > kind.ru


def turn_language(said: str, document: str = "") -> str:
    """The language of most of what was said; where words do not tell, the document's.

    >>> turn_language("Эже, ишенесизби?", "ru"), turn_language("Жок, билбейм.", "ru")
    ('ky', 'ky')
    >>> turn_language("Сестра, Нургүл, она здесь.", "ru"), turn_language("Ok!", "ru")
    ('ru', 'ru')
    """
    ru = ky = en = 0.0
    count = 0
    for word in words(said):
        folded = fold(word.text)
        kind = _kind(folded)
        # A name in Kyrgyz letters does not make the turn Kyrgyz.
        named = word.text[0].isupper() and kind.surely_kyrgyz and folded not in _KYRGYZ
        ru, ky, en = ru + kind.ru, ky + (0.6 if named else kind.ky), en + kind.en
        count += 1
    best, language = max((ru, "ru"), (ky, "ky"), (en, "en"))
    rest = ru + ky + en - best
    enough = 0.5 if document == "en" and language != "en" else 0.85  # other letters are enough
    sure = best >= enough and best >= 1.5 * rest and best >= 0.25 * count
    return language if sure else document


def word_languages(folded: Sequence[str], language: str) -> list[str]:
    """The language in which each of a turn's words (folded) is to be looked up.

    It is the turn's; but for Kyrgyz words in a turn that is not: those that are surely so, and what
    stands with them and may be.

    >>> word_languages(["окуп", "алып", "пол", "мыла"], "ru")
    ['ky', 'ky', 'ru', 'ru']
    """
    found = [language] * len(folded)
    if language == "ky" or not any(map(_rather_kyrgyz, folded)):
        return found
    start = 0
    while start < len(folded):
        end = start
        while end < len(folded) and _kind(folded[end]).ky:
            end += 1
        run = [_kind(word) for word in folded[start:end]]
        if any(kind.surely_kyrgyz for kind in run) or sum(k.ky > k.ru for k in run) > 1:
            found[start:end] = ["ky"] * (end - start)
        start = max(end, start + 1)
    return found


def turn_readings(folded: Sequence[str], language: str) -> list[tuple[str, ...]]:
    """The readings of a turn's words (folded), each looked up in its own language.

    >>> turn_readings(["окуп", "алып", "мыла"], "ru")
    [('окуп',), ('алып',), ('мыло', 'мыть')]
    """
    languages = word_languages(folded, language)
    return [readings(word, own) for word, own in zip(folded, languages, strict=True)]


@lru_cache(maxsize=30_000)
def lemmas(text: str, language: str = "") -> tuple[str, ...]:
    """The likeliest dictionary form of each word of a text, in order.

    >>> lemmas("Мамы ждали дома.", "ru")
    ('мама', 'ждать', 'дом')
    """
    return tuple(
        first for first, *_ in turn_readings([fold(w.text) for w in words(text)], language)
    )
