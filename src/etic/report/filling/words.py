"""The filters of a template: a figure in other words, the way the language writes it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from etic.errors import EticError
from etic.i18n import language, t
from etic.mixed.quantifiers import in_words
from etic.report.filling.figure import NOTHING, Figure, in_digits, probability

MOST_DIGITS = 6


def words(figure: Figure) -> Figure:
    """A share in words, as `quantifiers.yaml` has them: «каждый пятый», “one in five”."""
    if figure.value is None or not 0 <= figure.value <= 1:
        return replace(figure, shown=NOTHING)
    return replace(figure, shown=in_words(figure.value, language()) or figure.text)


def n_of(figure: Figure) -> Figure:
    """Count and base: «8 из 37»."""
    if figure.n is None or figure.base is None:
        return replace(figure, shown=NOTHING)
    return replace(figure, shown=t("studyreport.n-of-base", n=figure.n, base=figure.base))


def count(figure: Figure, one: str, few: str = "", many: str = "") -> Figure:
    """A count with its noun in the form that the number asks for: «8 респондентов».

    Russian forms are found by the dictionary, unless all three are given; in English the plural is
    made with -s, unless it is given.
    """
    n = figure.n if figure.kind == "share" else figure.value
    if n is None:
        return replace(figure, shown=NOTHING)
    n = int(n)
    return replace(figure, shown=f"{in_digits(n, 0)}\u00a0{_noun(n, one, few, many)}")


def points(figure: Figure) -> Figure:
    """A difference of shares without its sign: «8,1 п. п.»."""
    return replace(abs(figure), kind="points")


def percents(figure: Figure, digits: int = 1) -> Figure:
    """A share with so many decimals: `|percent(0)` gives «22 %»."""
    return replace(figure, shown=figure.percent(_digits(digits)))


def interval(figure: Figure) -> Figure:
    """The interval of 95 %: «[12,0; 31,4]»."""
    return replace(figure, shown=figure.interval)


def p(figure: Figure) -> Figure:
    """The p of a difference: «p = 0,03»."""
    if figure.kind != "points":
        raise EticError("template-p")
    return replace(figure, shown=NOTHING if figure.p is None else probability(figure.p))


def number(figure: Figure, digits: int = 0) -> Figure:
    """The bare number with so many decimals."""
    shown = NOTHING if figure.value is None else in_digits(figure.value, _digits(digits))
    return replace(figure, shown=shown)


def capital(figure: object) -> object:
    """With a capital letter, at the beginning of a sentence."""
    if isinstance(figure, Figure):
        return replace(figure, shown=figure.text[:1].upper() + figure.text[1:])
    text = str(figure)
    return text[:1].upper() + text[1:]


FIGURE_FILTERS: dict[str, Callable[..., object]] = {
    "words": words,
    "n_of": n_of,
    "count": count,
    "points": points,
    "percent": percents,
    "interval": interval,
    "p": p,
    "number": number,
    "abs": abs,
    "capital": capital,
}


def _digits(digits: int) -> int:
    if not 0 <= int(digits) <= MOST_DIGITS:
        raise EticError("template-digits", most=MOST_DIGITS)
    return int(digits)


def _noun(n: int, one: str, few: str, many: str) -> str:
    from babel import Locale

    form = Locale.parse(language()).plural_form(n)
    if language() != "ru":
        return one if form == "one" else few or _plural(one)
    if few:
        return {"one": one, "few": few}.get(str(form), many or few)
    from etic.language.lemmas import agreed

    return agreed(one, n)


def _plural(noun: str) -> str:
    if re.search(r"(s|x|z|ch|sh)$", noun):
        return noun + "es"
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + "s"
