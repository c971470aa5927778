"""From questions to topics: which codes a respondent was, as it looks, not asked about.

A code's own questions are those that name it. Without any, a code is as the nearest one above it
that has some. So a question about `remittances` does not speak for `remittances/community` where
another asks about just that.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from etic.guide import Guide

State = Literal["asked", "unsure", "not-asked"]


@dataclass(frozen=True, slots=True)
class Unasked:
    """A topic that a respondent does not seem to have been asked about, and why it seems so."""

    code: str
    questions: tuple[str, ...]  # those about it, none of which was found; none: not in this guide


@dataclass(frozen=True, slots=True)
class FoundAsked:
    """A topic declared as not asked, about which a question was found all the same."""

    code: str
    question: str
    partly: bool  # the question asks about other topics too: this one may have been left out


def unasked(
    guide: Guide,
    others: Collection[Guide],
    states: Mapping[str, State],
    declared: Collection[str],
    coded: Collection[str],
) -> list[Unasked]:
    """Topics to be proposed as not asked of one respondent, in the guide's order.

    `states` says of each number of `guide` whether it was asked; `others` are the study's other
    guides, whose topics may be missing from this one; `declared` are the codes already noted as not
    asked, `coded` those that the respondent's passages carry. A topic of which the respondent
    speaks is never proposed, nor one under a topic that is.
    """
    own = _by_code(guide)
    elsewhere = {code for other in others for code in _by_code(other)} - own.keys()
    found: list[Unasked] = []
    for code in [*own, *sorted(elsewhere)]:
        if _within(code, declared) or any(_is_under(each, code) for each in coded):
            continue
        if code in own:
            asked = [own[code], *(own[c] for c in own if c != code and _is_under(c, code))]
            if any(states[number] != "not-asked" for numbers in asked for number in numbers):
                continue
            found.append(Unasked(code, own[code]))
        elif not any(_is_under(code, c) or _is_under(c, code) for c in own):
            found.append(Unasked(code, ()))
    codes = {each.code for each in found}
    return [each for each in found if not _within(each.code, codes - {each.code})]


def found_asked(
    guide: Guide, states: Mapping[str, State], declared: Collection[str]
) -> list[FoundAsked]:
    """Topics declared as not asked though a question about them, or about a part, was asked."""
    found = []
    for code in declared:
        for question in guide.questions:
            about = any(_is_under(each, code) for each in question.codes)
            if about and states[question.number] == "asked":
                partly = not all(_within(each, declared) for each in question.codes)
                found.append(FoundAsked(code, question.number, partly))
                break
    return found


def _by_code(guide: Guide) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for question in guide.questions:
        for code in question.codes:
            found[code] = (*found.get(code, ()), question.number)
    return found


def _is_under(code: str, above: str) -> bool:
    """Whether a code is another one, or lies under it.

    >>> _is_under("a/b", "a"), _is_under("ab", "a")
    (True, False)
    """
    return code == above or code.startswith(above + "/")


def _within(code: str, codes: Collection[str]) -> bool:
    return any(_is_under(code, each) for each in codes)
