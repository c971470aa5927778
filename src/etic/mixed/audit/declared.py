"""Bases as tables say them: in a column of their own, in the head of a column, in a title."""

from __future__ import annotations

import re

_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f,](?=\d{3}\b)")
_NAMED = re.compile(r"\bn\s*(?:=|:)\s*(\d+)", re.IGNORECASE)
_PEOPLE = re.compile(
    r"(\d+)\s*(?:чел|респондент|опрошен|people|persons|respondents)", re.IGNORECASE
)
# Numbers that are no bases: ages, years, percents, decimals.
_OTHER = re.compile(
    r"\d+\s*[-–—]\s*\d+|\d+[.,]\d+|\d+\s*%|\b(?:19|20)\d\d(?=\s*(?:г\b|год))", re.IGNORECASE
)


def base_numbers(said: str) -> list[int]:
    """The numbers of a declared base in order: of everybody, then of the groups.

    >>> base_numbers("50 (25+25)"), base_numbers("1 794"), base_numbers("unknown")
    ([50, 25, 25], [1794], [])
    >>> base_numbers("aged 18–65, n = 515"), base_numbers("515 ответивших, 2022 г.")
    ([515], [515])
    """
    return named_bases(said) or [
        int(n) for n in re.findall(r"\d+", _OTHER.sub(" ", _THOUSANDS.sub("", said)))
    ]


def named_bases(text: str) -> list[int]:
    """The numbers that a head or a title says are bases.

    >>> named_bases("Men (n = 305)"), named_bases("Опрошено 515 человек"), named_bases("18–29")
    ([305], [515], [])
    """
    plain = _THOUSANDS.sub("", text)
    return [int(n) for n in _NAMED.findall(plain) or _PEOPLE.findall(plain)]
