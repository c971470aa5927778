"""Figures that a sentence claims: percents, points, counts of a base, people, bases.

What is no claim is left alone: years and dates, numbers of tables, pages and references, p values
and confidence levels, months, money.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from etic.language.lemmas import readings
from etic.language.words import fold

Kind = Literal["percent", "points", "count", "of", "base"]


NUMERAL = r"[а-яёa-z]+(?:[ -][а-яёa-z]+)?"  # a number in words, of which either may be none


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure at `[start, end)` of a text."""

    start: int
    end: int
    kind: Kind
    value: float  # percents and points 0 to 100; counts as they are
    digits: int = 0  # after the decimal sign
    base: int | None = None  # of "8 of 37"
    about: bool = False  # said to be rounded
    bound: Literal["", "over", "under"] = ""  # "more than 20%", «не более 5 %»


_SP = r"[ \u00a0\u202f]*"
_N = (
    r"(?<![\w.,№])[-−+]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d])"
    r"|(?<![\w.,№])[-−+]?\d+(?:[.,]\d+)?"
)
_UNIT = rf"{_SP}(?:%|процент(?:а|ов|ам|ами|ах|у|ом)?\b|per{_SP}cent\b|percent\b)"
_POINTS = (
    rf"{_SP}(?:п\.{_SP}п\.|процентн\w+ пункт\w*|percentage points?|p\.p\.|пункт(?:а|ов)?\b"
    r"|points?\b)"
)
_PERCENT = re.compile(
    rf"(?P<one>{_N})(?:{_SP}(?:–|—|-|до|to){_SP}(?P<two>\d+(?:[.,]\d+)?))?"
    rf"(?:(?P<points>{_POINTS})|{_UNIT})",
    re.I,
)
_BASE = re.compile(rf"(?<!\w)[NnН]{_SP}[=＝]{_SP}(?P<n>\d[\d \u00a0\u202f]*\d|\d)")
_WORDS = r"[а-яёa-z-]+(?: [а-яёa-z-]+)?"  # a number in words, of which either may be none
# Between a count and its base: «девять респондентов из 37», "nine respondents out of 37".
_NOUN = (
    r"(?:респондент|информант|опрошенн|собеседник|участник|человек|мужчин|женщин|репатриант)\w*"
    r"|(?:respondent|interviewee|informant|participant|returnee)s?|people|men|women"
)
# Further numbers of a list of tables, and not a figure behind a comma: «в таблице 1, 16,1 %».
FURTHER = (
    rf"(?:\s*(?:[,–-]|и\b|and\b|&)\s*\d+(?!\d|[.,/]\d|{_UNIT}"
    rf"|{_SP}(?:из|of|out of|in)\b|{_SP}(?:{_NOUN})))*"
)
_OF = re.compile(
    rf"(?<![\w.,])(?P<n>\d+|{_WORDS}){_SP}(?P<who> {_NOUN})? (?P<of>из|of|out of|in)"
    r"(?: the| all| числа| всех| these| этих| наших| our)? "
    rf"(?P<base>\d+(?![.,]?\d|{_SP}%)|{_WORDS})",
    re.I,
)
_SLASH = re.compile(r"(?<![\w.,/])(?P<n>\d+)/(?P<base>\d{2,})(?![\w/]|[.,]\d)")
# What a base is not: how often something was drawn or computed.
_DRAWN = re.compile(
    rf"{_SP} (?:draws?|resamples?|iterations?|permutations?|выбор\w+|повтор\w+)", re.I
)
_RESAMPLED = re.compile(r"\bвыборок\b|перевыбор|бутстр[еэ]п|bootstrap|resampl|\bdraws\b", re.I)
_SPOKEN = re.compile(
    rf"(?<![\w-])(?P<n>{NUMERAL}) (?:процент\w*|per ?cent)\b(?! пункт| point)",
    re.I,
)
# Quantiles of the normal distribution: of formulas, of no figure.
_QUANTILE = re.compile(r"(?<![\d.,])(?:1[.,]645?|1[.,]96|2[.,]576?|2[.,]58)(?![\d.,]?\d|\s*%)")
_BARE = re.compile(r"(?<![\w.,/=№])(\d{1,2}[.,]\d{1,2})(?![\w%/]|[.,]\d)")
_PEOPLE = re.compile(
    rf"(?<![\w.,–—-])(?P<n>\d+|{NUMERAL}){_SP} "
    r"(?P<who>(?:[а-яёa-z-]+ )?[а-яёa-z]+)",
    re.I,
)
_WHO_WORDS = (
    "респондент информант опрошенный интервьюируемый участник мигрант репатриант женщина мужчина"
    " человек возвратиться вернуться вернувшийся кодировщик интервью"
    " respondent interviewee informant participant migrant returnee woman women man men people"
    " person interview"
)
_WHO = frozenset(_WHO_WORDS.split())
_NOT_PEOPLE = frozenset(("год", "месяц", "день", "час", "минута", "раз", "балл", "сом", "рубль"))
_ABOUT = re.compile(
    r"(?:около|примерно|приблизительно|порядка|почти|about|around|roughly|some|approximately|"
    r"nearly|almost|≈|~)\s*$",
    re.I,
)
_UNDER = re.compile(
    r"(?:не\s+(?:более|больше|выше|свыше)|менее|меньше|ниже|(?:no|not) (?:more|higher) than|"
    r"at most|"
    r"(?:less|fewer|lower) than|under|below)(?:\s+чем)?(?:\s+у)?\s*$",
    re.I,
)
_OVER = re.compile(
    r"(?:не\s+(?:менее|меньше|ниже)|более|больше|свыше|выше|at least|no (?:fewer|less) than|"
    r"(?:more|higher|greater) than|over|above)(?:\s+чем)?(?:\s+у)?\s*$",
    re.I,
)
_LEVEL = re.compile(
    rf"(?<![\d.,])9[059]{_SP}%{_SP}-?{_SP}(?:н\w{{1,3}}{_SP})?"
    r"(?=ДИ\b|доверительн|CI\b|confidence|interval)"
    rf"|(?:(?<=\bДИ)|(?<=\bCI)|(?<=\binterval))[,:]?{_SP}\(?9[059]{_SP}%\)?",
    re.I,
)
# After the words «ДИ» or "CI" an interval in brackets; a p; what is no claim of a count.
_INTERVAL = re.compile(
    rf"\b(?:ДИ|CI|интервал\w*|interval)\b[^\[(;.]{{0,24}}[\[(]?{_SP}[-−]?\d+(?:[.,]\d+)?{_SP}%?"
    rf"{_SP}(?:[–—;-]|до|to|,){_SP}[-−]?\d+(?:[.,]\d+)?{_SP}%?{_SP}[\])]?|"
    rf"[\[]{_SP}[-−]?\d+(?:[.,]\d+)?{_SP}%?{_SP}[–—;,-]{_SP}[-−]?\d+(?:[.,]\d+)?{_SP}%?{_SP}[\]]",
    re.I,
)
_P = re.compile(
    r"(?<!\w)[pр]\s*[=<>≤≥≈]\s*[\d.,]*\d|"
    r"(?:[αακκVχ]²?|alpha|kappa|альфа|каппа)\s*(?:\([^)]*\))?\s*[=<>≈]\s*[-−]?[\d.,]*\d",
    re.I,
)
# What a rule allows, and is no figure: «±10 п. п.».
_MARGIN = re.compile(
    rf"(?:±|\+/-|\+-|\bпол[еяю]м?(?: в)? |\bmargin(?: of)? ){_SP}\d+(?:[.,]\d+)?"
    rf"(?:{_POINTS}|{_UNIT})?",
    re.I,
)
_DATE = re.compile(r"\b\d{1,2}\.\d{1,2}\.\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b")
_REFERENCE = re.compile(
    r"\[\d+(?:\s*[,;–-]\s*(?:с\.|p\.)?\s*\d+)*\]|"
    r"(?:табл(?:иц\w*|\.)?|tables?|tabs?\.|(?-i:\b[TТ])\.?|рис(?:ун\w*|\.)?|fig(?:ures?|\.)?|стр\.|с\.|pp?\."
    r"|гл\.|глав\w+|chapter|"
    r"раздел\w*|section|ст\.|стат\w+|пункт\w*|№|no\.|том|vol\.|вопрос\w*|question)\s*№?\s*\d+"
    rf"(?:\.\d+)*{FURTHER}",
    re.I,
)  # fmt: skip


def claims(text: str, *, cell: bool = False, percents: bool = False) -> list[Claim]:
    """The figures of a sentence, in order.

    A bare decimal is a percent where the sentence has another one («мужчины 53,5, женщины 53,0 %»),
    or `percents` says so. A `cell` of a table may be a bare number of either kind.

    >>> [(c.kind, c.value, c.base) for c in claims("8 из 37 (21,6 %), в 2022 году, табл. 8")]
    [('of', 8, 37), ('percent', 21.6, None)]
    >>> [(c.kind, c.value) for c in claims("Тридцать семь респондентов, N = 515")]
    [('count', 37), ('base', 515)]
    """
    blank = _blanked(text)
    found: list[Claim] = []
    for match in _PERCENT.finditer(blank):
        kind: Kind = "points" if match["points"] else "percent"
        about = bool(_ABOUT.search(blank[: match.start()]))
        for name in ("one", "two"):
            if match[name]:
                end = match.end() if name == "two" or not match["two"] else match.end("one")
                value, digits = _number(match[name])
                found.append(
                    Claim(match.start(name), end, kind, value, digits, None, about,
                          _bound(blank[: match.start()]))
                )  # fmt: skip
    for match in _SPOKEN.finditer(blank):
        n, start = tail(match["n"], match.start("n"))
        if n and n != 100 and not _taken(found, start, match.end()):
            about = bool(_ABOUT.search(blank[:start]))
            bound = _bound(blank[:start])
            found.append(Claim(start, match.end(), "percent", n, 0, None, about, bound))
    if percents or any(c.kind == "percent" for c in found):
        for match in _BARE.finditer(blank):
            if not _taken(found, match.start(), match.end()):
                value, digits = _number(match[1])
                found.append(Claim(match.start(), match.end(), "percent", value, digits))
    for match in _BASE.finditer(blank):
        whole = int(re.sub(r"\D", "", match["n"]))
        found.append(Claim(match.start(), match.end(), "base", whole))
    found += _counts(blank, found)
    if cell and not found:
        found += _cell(blank, percents)
    return sorted(found, key=lambda claim: claim.start)


def _blanked(text: str) -> str:
    """The text with spaces where numbers are no claims, so that places stay."""
    for pattern in (_DATE, _REFERENCE, _P, _LEVEL, _INTERVAL, _MARGIN, _QUANTILE):
        text = pattern.sub(lambda match: " " * len(match.group()), text)
    return text


def _bound(before: str) -> Literal["", "over", "under"]:
    if _UNDER.search(before):
        return "under"
    return "over" if _OVER.search(before) else ""


def _counts(blank: str, found: list[Claim]) -> list[Claim]:
    new: list[Claim] = []
    for match in _OF.finditer(blank):
        # Of «по словам восемь из 37» the last word alone may be the number.
        counted = re.sub(rf"(?: (?:out|{_NOUN}))+$", "", match["n"], flags=re.I)
        n, start = tail(counted, match.start("n"))
        base, length = _head(match["base"])
        if n is None or base is None or n > base or _taken(found, start, start + 1):
            continue
        if base <= 10 and not match["base"][0].isdigit():  # «один из двоих», «девять из десяти»
            continue
        # "One in ten" is a quantifier, "12 in 2020" a year.
        if match["of"].lower() == "in" and (base <= 10 or 1900 <= base <= 2100):
            continue
        drawn = base % 1000 == 0 and _RESAMPLED.search(blank)
        if drawn or _DRAWN.match(blank, match.start("base") + length):
            continue
        new.append(Claim(start, match.start("base") + length, "of", n, 0, base))
    for match in _SLASH.finditer(blank):
        n, base = int(match["n"]), int(match["base"])
        if n <= base and base > 10 and not _taken([*found, *new], match.start(), match.end()):
            new.append(Claim(match.start(), match.end(), "of", n, 0, base))
    for match in re.finditer(r"(?=" + _PEOPLE.pattern + r")", blank, re.I):
        n, start = tail(match["n"], match.start("n"))
        if n is None or n < 2 or (match.start("n") and blank[match.start("n") - 1].isalpha()):
            continue
        who = [fold(w) for w in match["who"].split()]
        lemmas = [_lemmas(w) for w in who]
        here = next((i for i, each in enumerate(lemmas) if each & _WHO), None)
        if here is None or any(each & _NOT_PEOPLE for each in lemmas[:here]):
            continue
        end = match.end("n")
        if not _taken([*found, *new], start, end) and not (1900 <= n <= 2100):
            new.append(Claim(start, end, "count", n))
    return new


def _cell(blank: str, percents: bool) -> list[Claim]:
    match = re.fullmatch(rf"{_SP}([-−+]?\d+(?:[.,]\d+)?){_SP}", blank)
    if not match:
        return []
    value, digits = _number(match[1])
    kind: Kind = "percent" if percents or digits else "count"
    return [Claim(match.start(1), match.end(1), kind, value, digits)]


def _taken(found: list[Claim], start: int, end: int) -> bool:
    return any(c.start < end and start < c.end for c in found)


def _number(text: str) -> tuple[float, int]:
    text = re.sub(r"[ \u00a0\u202f]", "", text).replace("−", "-").replace(",", ".")
    return abs(float(text)), len(text.partition(".")[2])


# -- numbers in words ------------------------------------------------------------------------------

_RU_ONES = """ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать
    тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"""
_RU_TENS = "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто"
_EN_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen"""
_EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def _numerals(ones: str, tens: str) -> dict[str, int]:
    named = {word: n for n, word in enumerate(ones.split())}
    return named | {word: 10 * n for n, word in enumerate(tens.split(), 2)}


_RU = _numerals(_RU_ONES, _RU_TENS)
_RU |= {"двое": 2, "трое": 3, "четверо": 4, "пятеро": 5, "шестеро": 6, "семеро": 7, "сто": 100}
_EN = _numerals(_EN_ONES, _EN_TENS)


@cache
def _lemmas(form: str) -> frozenset[str]:
    return frozenset((form, *readings(form, "en" if form.isascii() else "ru")))


@cache
def _word(form: str) -> int | None:
    form = fold(form)
    if form.isdigit():
        return int(form)
    if form in _EN:
        return _EN[form]
    return next((_RU[lemma] for lemma in readings(form, "ru")[:2] if lemma in _RU), None)


def in_figures(text: str) -> int | None:
    """A number of one or two words as a number; None where it is none.

    >>> in_figures("тридцати семи"), in_figures("twenty-two"), in_figures("37"), in_figures("семья")
    (37, 22, 37, None)
    """
    parts = [_word(part) for part in re.split(r"[ -]", text.strip()) if part]
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 2:
        tens, ones = parts
        if (
            tens is not None
            and ones is not None
            and tens >= 20
            and tens % 10 == 0
            and 0 < ones < 10
        ):
            return tens + ones
    return None


def tail(text: str, start: int) -> tuple[int | None, int]:
    """The number with which some words end, and where it starts."""
    whole = in_figures(text)
    if whole is not None:
        return whole, start
    last = text.rpartition(" ")[2]
    return in_figures(last), start + len(text) - len(last)


def _head(text: str) -> tuple[int | None, int]:
    """The number with which some words begin, and its length."""
    whole = in_figures(text)
    if whole is not None:
        return whole, len(text)
    first = text.partition(" ")[0]
    return in_figures(first), len(first)
