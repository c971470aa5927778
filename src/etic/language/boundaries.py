"""Where a sentence ends inside a line: razdel's rules for written Russian, and ours before them.

What razdel does not know is speech as transcripts have it: a year that ends a sentence («в 2019 г.
Тогда…»), a quotation of several sentences inside one sentence, asides, stamps, smileys, what was
typed without a space. Each rule here looks at one place after a sign and says that the sentence
ends (True), goes on (False), or nothing; the first that speaks is heard, and razdel after them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from etic.language import abbreviations as short
from etic.language.enclosures import LONGEST, Enclosure, enclosures
from etic.language.lemmas import proper

if TYPE_CHECKING:
    from razdel.rule import Rule

_EMOJI = "[\u2600-\u27bf\u2b50\u2b55\ufe0f\u200d\U0001f1e6-\U0001faff]"
_SMILE = r"[=:;]-?[)(]{1,3}"
_GLUED = r"(?<=[а-яёңөү]{2})[.?!…](?=[А-ЯЁҢӨҮ](?:[а-яёңөү]|\s))"
_SIGN = re.compile(rf"(?:{_SMILE}|{_EMOJI}+|[.?!…;»”’\"„')\]}}])(?=\s)|{_GLUED}")

_SAID = re.compile(r"\w")
_NEXT = re.compile(r"[\s«„“\"'(\[–—-]*(?P<word>[^\W\d_]+|\d+)?")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*$")
_LETTERS = re.compile(r"(?<!\w)(?:[^\W\d_]\.\s?)+[^\W\d_]$")  # «т. д», «p.m», «А. С»
_NUMBER = re.compile(r"(?:\d(?:-?[а-яё]{1,2})?|\b[IVXLХ]+)[\s-]*$")
_NUMBERED = re.compile(r"(?:.*[:;]\s)?\W*(?:\d{1,2}(?:\.\d{1,2}){0,2}|[IVX]{1,4})")
_LETTERED = re.compile(r"(?:.*[:;]\s)?\W*[а-яёa-zA-ZА-ЯЁ]")
_SMILING = re.compile(rf"\s*(?:{_SMILE}|{_EMOJI})")
_ASIDE = re.compile(r"\s*[(\[][^\W\d_A-ZА-ЯЁ][^()\[\]]*[)\]][.!?…]*\s*$")
_DASH = re.compile(r"\s*[–—-]\s+(?![«„“\"])")
_ENDED = re.compile(rf"[.?!…](?:\s|{_EMOJI})*$")
_SMALL = re.compile(r"\s*[^\W\d_A-ZА-ЯЁҢӨҮ]")
_CAPITAL = re.compile(r"(?:^|[.?!…]\s)\W{0,5}[A-ZА-ЯЁҢӨҮ]")

_SEEN = 24  # characters before a dot in which its abbreviation stands


class Place:
    """A sign in a line, after which the sentence may end."""

    def __init__(self, line: str, start: int, first: int, sign: re.Match[str]) -> None:
        self.line = line
        self.start = start  # of the sentence that would end here
        self.first = first  # letter or digit of that sentence
        self.at, self.after = sign.span()
        self.sign = sign[0]
        self.before = line[max(start, self.at - _SEEN) : self.at]
        self.rest = line[self.after : self.after + 60]

    @cached_property
    def following(self) -> str:
        """The next word or number, behind quotation marks and dashes; empty where none is near."""
        found = _NEXT.match(self.rest)
        return (found["word"] if found else "") or ""

    @property
    def sentence(self) -> str:
        """The sentence so far, without the sign; nothing where it is long."""
        return self.line[self.start : self.at] if self.at - self.start < 80 else ""

    @property
    def begins(self) -> bool:
        """Whether the next word is one that sentences begin with, and no initial."""
        word = self.following
        if not word[:1].isupper() or word.lower() not in short.BEGINNINGS:
            return False
        return len(word) > 1 or not re.match(rf"\W*{word}\.", self.rest)


def boundaries(line: str) -> list[int]:
    """Places in a line, which has no line breaks, where one sentence ends and another may begin.

    >>> line = "Мы уехали в 2019 г. Тогда ещё было можно."
    >>> [line[end:] for end in boundaries(line)]
    [' Тогда ещё было можно.']
    """
    signs = list(_SIGN.finditer(line.rstrip()))
    if not signs:
        return []
    found: list[int] = []
    shelters = enclosures(line)
    careless = _CAPITAL.search(line) is None
    start, first = 0, _first(line, 0)
    for sign in signs:
        place = Place(line, start, first, sign)
        if _ends(place, shelters, careless):
            start, first = place.after, _first(line, place.after)
            found.append(start)
    return found


def _first(line: str, start: int) -> int:
    found = _SAID.search(line, start)
    return found.start() if found else len(line)


def _ends(place: Place, shelters: Sequence[Enclosure], careless: bool) -> bool:
    if place.first >= place.at:
        return False  # nothing has been said yet: «…и вот», «❤️ Спасибо»
    if shelters and _inside(place, shelters):
        return False
    for rule in _RULES:
        said = rule(place)
        if said is not None:
            return said
    if careless and place.sign == "." and _SMALL.match(place.rest):
        return not place.before.endswith(".")  # somebody types without capitals
    return not place.rest[0].isspace() or _razdel(place)


# -- our rules -------------------------------------------------------------------------------------


def _inside(place: Place, shelters: Sequence[Enclosure]) -> bool:
    """What stands in brackets is one aside; a quotation belongs to the sentence that quotes it."""
    near = bisect_left(shelters, place.at, key=lambda shelter: shelter.start)
    for shelter in reversed(shelters[max(0, near - LONGEST) : near]):
        if shelter.start < place.at - LONGEST:
            return False
        if place.start <= shelter.start and place.at < shelter.end:
            begun = place.first < shelter.start
            if shelter.bracket or shelter.goes_on or begun:
                return True
    return False


def _semicolon(place: Place) -> bool | None:
    return False if place.sign == ";" else None


def _smile(place: Place) -> bool | None:
    """A smiley ends what it stands after."""
    if _SMILING.match(place.rest):
        return False
    if _SMILING.match(place.sign):
        return place.following[:1].isupper() or bool(_ENDED.search(place.before))
    return None


def _aside(place: Place) -> bool | None:
    """«Конечно! (смеётся)»: an aside at the end belongs to what it is about."""
    whole = place.line[place.after :] if len(place.line) - place.after < 200 else ""
    return False if whole and _ASIDE.match(whole) else None


def _author(place: Place) -> bool | None:
    """«Не плачь!» — говорю."""
    return False if place.sign in '»”"' and _DASH.match(place.rest) else None


def _item(place: Place) -> bool | None:
    """«1. Первое», «а) Москва»: the sign of an item, not a sentence."""
    if place.sign == ")" and _LETTERED.fullmatch(place.sentence):
        return False
    return False if place.sign in ".)" and _NUMBERED.fullmatch(place.sentence) else None


def _letters(place: Place) -> bool | None:
    """«т. е.», «и т. д.», «А. С. Пушкин», «класс Б.», «in the U.S.»."""
    if place.sign != ".":
        return None
    found = _LETTERS.search(place.before)
    written = found[0] if found else place.before[-1:]
    if found is None and (len(place.before) > 1 and (place.before[-2].isalnum())):
        return None
    letters = "".join(filter(str.isalpha, written))
    if not letters or letters in ("I", "Я"):
        return None
    if letters.lower() in short.PAIRS_BEFORE and len(letters) > 1 and not letters.isupper():
        return False
    if letters.lower() in short.PAIRS_AFTER and (len(letters) > 1 and not letters.isupper()):
        return place.following[:1].isupper()
    if not letters.isupper():
        return None
    alone = len(letters) == 1 and place.at - place.first == 1  # «А. Я не знала»: no initial
    return place.begins or (alone and place.following[:1].isupper() and not _name_follows(place))


def _abbreviation(place: Place) -> bool | None:
    if place.sign != ".":
        return None
    found = _WORD.search(place.before)
    if found is None:
        return None
    word, before = found[0].lower(), place.before[: found.start()]
    if word in short.ALL and place.following.islower():
        return False
    if word in short.BOTH:
        return _both(place, word, before)
    if word in short.BEFORE and (word != "дж" or found[0][0].isupper()):
        return False
    if word in short.NAMED:
        return place.begins
    if word in short.PROPER:
        return not (place.following.isdecimal() or _name_follows(place))
    if word in short.NUMBERED:
        return not place.following.isdecimal()
    return _after(place, word) if word in short.AFTER else None


def _both(place: Place, word: str, before: str) -> bool:
    lead = re.search(r"([^\W\d_]+)\.?\s*$", before)
    if _NUMBER.search(before) or (lead and lead[1].lower() in short.BOTH[word]):
        return _after(place, word)
    return place.begins


def _after(place: Place, word: str) -> bool:
    if place.following.isdecimal():
        return word not in short.AMOUNTS
    if word in ("г", "гг", "в", "вв") and _only_a_date(place) and _name_follows(place):
        return False
    return place.following[:1].isupper()


def _only_a_date(place: Place) -> bool:
    """Whether nothing but a date has been said: «В 2019 г. Айгуль уехала»."""
    words = re.findall(r"[^\W\d_]+", place.sentence.lower())
    return len(words) < 8 and short.DATES.issuperset(words[:-1])


def _name_follows(place: Place) -> bool:
    word = place.following
    if not word[:1].isupper() or place.begins:
        return False
    return len(word) == 1 or proper(word.lower())


_RULES: tuple[Callable[[Place], bool | None], ...] = (
    _semicolon, _smile, _aside, _author, _item, _letters, _abbreviation,
)  # fmt: skip


# -- razdel's rules --------------------------------------------------------------------------------


def _razdel(place: Place) -> bool:
    split, rules = _theirs()
    left = place.line[max(0, place.at - 10) : place.at]
    seen = split(left, place.sign, place.rest[:10])
    said = next((verdict for rule in rules if (verdict := rule(seen))), None)
    return said != "join"


@cache
def _theirs() -> tuple[Any, tuple[Rule, ...]]:
    """razdel's look at a place, and its rules but for those on abbreviations, which know «на пол.»
    for one, and on lists, which take years for them."""
    from razdel.segmenters.sentenize import RULES, SentSplit

    ours = ("sokr_left", "inside_pair_sokr", "initials_left", "list_item")
    return SentSplit, tuple(rule for rule in RULES if rule.name not in ours)
