"""Where a rule holds: what was found, the sentence, the turn; in whose words; and why."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etic import EticError
from etic.i18n import use_language
from etic.language.rules import Matcher, places, why
from etic.model import Rule, Turn
from tests.studies import TEXT, turns

WORDS = Rule("return", "words", "работа ИЛИ мама")


def quotes(rule: Rule, text: str = TEXT, spoken: tuple[Turn, ...] | None = None) -> list[str]:
    spoken = turns(text) if spoken is None else spoken
    return [text[p.start : p.end] for p in places(rule, text, spoken, "ru")]


def test_the_place_itself_its_sentence_its_turn() -> None:
    assert quotes(WORDS) == ["Работы", "Мама"]
    assert quotes(replace(WORDS, unit="sentence")) == [
        "Работы не было 😀.", "Мама болела, ёлки.",
    ]  # fmt: skip
    turn = "Работы не было 😀. Безработица там, я и еду домой. Мама болела, ёлки."
    assert quotes(replace(WORDS, unit="turn")) == [turn]


def test_an_interviewers_question_does_not_count() -> None:
    asked = Rule("return", "exact", "вернулись")
    assert quotes(asked) == []
    assert quotes(replace(asked, speakers="interviewer")) == ["вернулись"]
    assert quotes(replace(asked, speakers="any")) == ["вернулись"]


def test_who_is_not_said_to_ask_answers() -> None:
    text = "Мама болела."
    assert quotes(Rule("return", "words", "мама"), text, (Turn(0, 0, 12),)) == ["Мама"]


def test_a_query_is_met_within_what_is_coded() -> None:
    both = Rule("return", "words", "работа мама")
    assert quotes(both) == ["Работы", "Мама"]  # in one turn
    assert quotes(replace(both, unit="sentence")) == []
    without = Rule("return", "words", "мама НЕ работа", unit="sentence")
    assert quotes(without) == ["Мама болела, ёлки."]
    assert quotes(replace(without, unit="hit")) == []
    near = Rule("return", "words", "NEAR(мама болеть, 2) НЕ работа", unit="sentence")
    assert quotes(near) == ["Мама болела, ёлки."]


def test_a_find_across_two_sentences_takes_both() -> None:
    rule = Rule("return", "regex", r"домой\W+мама", unit="sentence")
    assert quotes(rule) == ["Безработица там, я и еду домой. Мама болела, ёлки."]


def test_nothing_is_found_across_two_turns() -> None:
    assert quotes(Rule("return", "regex", r"(?s)ёлки.*класть", speakers="any")) == []


def test_places_that_overlap_are_one() -> None:
    rule = Rule("return", "words", "NEAR(я домой, 3) ИЛИ еду ИЛИ NEAR(еду мама, 3)")
    (place,) = places(rule, TEXT, turns(TEXT), "ru")
    assert TEXT[place.start : place.end] == "я и еду домой. Мама"
    assert len(place.found) == 3


def test_why_in_words() -> None:
    rule = replace(WORDS, unit="turn")
    (place,) = places(rule, TEXT, turns(TEXT), "ru")
    with use_language("ru"):
        quote = TEXT[place.start : place.end]
        assert why(rule, place, quote) == "слова «работа ИЛИ мама»: Работы, Мама"


@pytest.mark.parametrize(
    ("rule", "key"),
    [
        (Rule("a", "words", " "), "rule-nothing"),
        (Rule("a", "exact", "\u00ad"), "rule-nothing"),
        (Rule("a", "words", "NEAR("), "query-near"),
        (Rule("a", "words", "И ИЛИ"), "query-operator"),
        (Rule("a", "regex", "("), "rule-pattern"),
        (Rule("a", "lemma", "а"), "rule-word"),  # type: ignore[arg-type]
        (Rule("a", "exact", "а", unit="page"), "rule-word"),  # type: ignore[arg-type]
    ],
)
def test_a_rule_that_cannot_be_read(rule: Rule, key: str) -> None:
    with pytest.raises(EticError) as error:
        Matcher(rule)
    assert error.value.key == key


SAID = st.text(st.sampled_from("аеёАЕЁ бңөү.!?\n\u00ad\u0301😀-"), max_size=60)


@settings(max_examples=150)
@given(
    said=st.lists(SAID, min_size=1, max_size=4),
    kind=st.sampled_from(["exact", "regex", "words"]),
    pattern=st.sampled_from(["е", "ө", "аб", "ңа", "ё ИЛИ а", "[абү]+", "б.", r"\w+"]),
    unit=st.sampled_from(["hit", "sentence", "turn"]),
)
def test_places_lie_apart_in_what_was_said(
    said: list[str], kind: Any, pattern: str, unit: Any
) -> None:
    text, spoken = "", []
    for line in said:
        spoken.append(Turn(len(text), len(text) + 3, len(text) + 3 + len(line)))
        text += f"Р: {line}\n"
    found = places(Rule("a", kind, pattern, unit=unit), text, spoken, "ru")
    assert all(one.end <= other.start for one, other in pairwise(found))
    for place in found:
        quote = text[place.start : place.end]
        assert quote.strip() == quote != ""
        assert any(t.body <= place.start and place.end <= t.end for t in spoken)
        assert all(place.start <= s < e <= place.end for s, e in place.found)
