"""What a quote is said to be about by the words that lead to it: «О долгах R14 говорит: …»."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate
from operator import or_

from etic.language.words import words
from etic.mixed.claims.words import notions

_LEADS = re.compile(
    r"\s*(?:говоря |speaking |когда речь \w+ )?(?:об?о?|про|насчёт|on|about|of|as for)\s+(.+)",
    re.I | re.S,
)


def topics(lead: str, codes: Mapping[str, str]) -> list[str]:
    """The codes that a sentence names in full as what the quote behind it is about, the first
    named first.

    Parameters: `lead` is the sentence up to the quote; `codes` are names, in small letters, with
    their paths.

    >>> codes = {"долги": "push/debt", "нет работы": "push/unemployment"}
    >>> topics("О долгах R14 говорит: ", codes), topics("R14 о долгах: ", codes)
    (['push/debt'], [])
    """
    match = _LEADS.match(lead)
    if match is None:
        return []
    said = list(accumulate((notions(word.text) for word in words(match[1])), or_))
    named: dict[str, int] = {}
    for name, path in codes.items():
        meant = notions(name)
        if meant and said and meant <= said[-1]:
            at = next(i for i, before in enumerate(said) if meant <= before)
            named[path] = min(at, named.get(path, at))
    return sorted(named, key=lambda path: named[path])


def about(carried: frozenset[str], paths: Sequence[str]) -> bool:
    """Whether one of the codes of a quote is one of those, stands under or above it, or is called
    the same in another branch."""
    return any(
        code == path
        or code.startswith(f"{path}/")
        or path.startswith(f"{code}/")
        or code.rpartition("/")[2] == path.rpartition("/")[2]
        for code in carried
        for path in paths
    )
