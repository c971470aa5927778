"""Where a rule holds in a text, and why: what auto-coding codes and suggestions are made of.

A rule holds on a *place*: what was found itself, the sentences it stands in, or the whole turn.
Each turn is looked at by itself, so nothing is found across two people's words. A query is met as
a whole within the sentence where sentences are coded, else within the turn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import get_args, get_type_hints

from etic.errors import EticError
from etic.i18n import t
from etic.language import patterns, query
from etic.language.matching import places_where_met
from etic.language.patterns import Budget
from etic.language.segments import sentences
from etic.model import Rule, Turn

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """`[start, end)` of a text where a rule holds, and the spans of what was found there."""

    start: int
    end: int
    found: tuple[Span, ...]


class Matcher:
    """A rule ready to be asked of many texts. Raises `EticError` for one that cannot be read."""

    def __init__(self, rule: Rule) -> None:
        check(rule)
        self.rule = rule
        self._search = _searching(rule)

    def places(
        self,
        text: str,
        turns: Iterable[Turn],
        language: str = "",
        budget: Budget | None = None,
        document: str = "",
    ) -> list[Place]:
        """Where the rule holds in a text, in order, apart from one another.

        `language` is the document's. Places that overlap are one. Raises `EticError` where the
        budget's time is over; `document` names the text in it.
        """
        budget = budget or Budget()
        budget.enter(document)
        found: list[Place] = []
        for turn in turns:
            if self._speaks(turn):
                said = text[turn.body : turn.end]
                hits = self._search(said, turn.language or language, budget)
                found += _merged(_widened(self.rule, said, hits), turn.body)
        return found

    def _speaks(self, turn: Turn) -> bool:
        """Whether the rule is about who speaks there; where nobody is said to ask, all answer."""
        asks = turn.role == "interviewer"
        return self.rule.speakers == "any" or asks == (self.rule.speakers == "interviewer")


def places(rule: Rule, text: str, turns: Iterable[Turn], language: str = "") -> list[Place]:
    """Where a rule holds in one text; see `Matcher.places`.

    >>> rule = Rule("return/family", "words", "мама болеть", unit="sentence")
    >>> text = "Да. Мама болела тогда. Мама!"
    >>> [text[p.start : p.end] for p in places(rule, text, [Turn(0, 0, 28)], "ru")]
    ['Мама болела тогда.']
    """
    return Matcher(rule).places(text, turns, language)


def why(rule: Rule, place: Place, quote: str) -> str:
    """Why a rule holds on a place, in words for a person: the rule, and what was found.

    >>> from etic.i18n import use_language
    >>> with use_language("en"):
    ...     why(Rule("a", "words", "work"), Place(9, 21, ((9, 15),)), "worked there")
    'words “work”: worked'
    """
    found = dict.fromkeys(
        " ".join(quote[s - place.start : e - place.start].split()) for s, e in place.found
    )
    shown = ", ".join(said if len(said) <= 60 else said[:59] + "…" for said in [*found][:3])
    return t("rules.why", kind=t(f"rules.said-{rule.kind}"), pattern=rule.pattern, found=shown)


def check(rule: Rule) -> None:
    """Refuse a rule with nothing to look for, or with a word that none of its fields knows."""
    if not rule.pattern.replace("\u00ad", "").strip():
        raise EticError("rule-nothing")
    known = get_type_hints(Rule)
    for name in ("kind", "unit", "speakers", "state"):
        choices = get_args(known[name])
        if getattr(rule, name) not in choices:
            raise EticError(
                "rule-word", field=name, value=getattr(rule, name), known=", ".join(choices)
            )


def _searching(rule: Rule) -> Callable[[str, str, Budget], Iterable[Span]]:
    """How a rule looks for its places in what was said in one turn."""
    if rule.kind == "words":
        tree = query.parse(rule.pattern)
        parts = sentences if rule.unit == "sentence" else _whole

        return lambda said, language, _budget: places_where_met(tree, said, language, parts)
    if rule.kind == "exact":
        pattern = patterns.literally(rule.pattern, case=rule.case, yo=rule.yo)
    else:
        pattern = patterns.compiled(rule.pattern, case=rule.case)
    return lambda said, _language, budget: patterns.spans(pattern, said, budget)


def _whole(said: str) -> list[Span]:
    return [(0, len(said))]


def _widened(rule: Rule, said: str, hits: Iterable[Span]) -> Iterator[tuple[Span, Span]]:
    """What is coded, in a turn, for each hit: (span of it, the hit)."""
    parts: Sequence[Span] = ()
    for hit in hits:
        start, end = hit
        if rule.unit == "turn":
            start = len(said) - len(said.lstrip())
            end = len(said.rstrip())
        elif rule.unit == "sentence":
            parts = parts or list(sentences(said))
            touched = [part for part in parts if part[0] < end and part[1] > start]
            if touched:
                start, end = min(start, touched[0][0]), max(end, touched[-1][1])
        yield (start, end), hit


def _merged(widened: Iterable[tuple[Span, Span]], offset: int) -> list[Place]:
    """One place of those that overlap, moved to where the turn stands in the text."""
    found: list[Place] = []
    for (start, end), hit in sorted(widened):
        start, end = start + offset, end + offset
        hits: tuple[Span, ...] = ((hit[0] + offset, hit[1] + offset),)
        if found and start < found[-1].end:
            last = found.pop()
            start, end, hits = last.start, max(end, last.end), last.found + hits
        found.append(Place(start, end, hits))
    return found
