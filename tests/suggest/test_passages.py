"""Passages: what they hold of a text, and what question they answer."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from etic.language.segments import sentences
from etic.suggest.passages import PART, UNITS, Spoken, Unit, passage_at, passages, questions

_said = st.lists(
    st.sampled_from(["Да. ", "Нет, всё замечательно! ", "Я поехал туда в 2008 г. Потом вернулся. ",
                     "Мама болела, 😀 братья уехали, за отцом смотреть было некому. ",
                     "үйгө кеттим. "]),
    max_size=20,
).map("".join)  # fmt: skip
_turns = st.lists(st.tuples(st.sampled_from(["interviewer", "respondent", ""]), _said), max_size=8)


def spoken(parts: list[tuple[str, str]]) -> tuple[str, list[Spoken]]:
    text = ""
    turns = []
    for role, words in parts:
        at = len(text)
        inside = tuple((at + a, at + b) for a, b in sentences(words))
        turns.append(Spoken(at, at + len(words), role, "ru", inside))
        text += words + "\n"
    return text, turns


@given(_turns, st.sampled_from(UNITS))
def test_every_sentence_of_an_answer_is_in_one_passage(
    parts: list[tuple[str, str]], unit: Unit
) -> None:
    text, turns = spoken(parts)
    found = passages(text, turns, unit)
    assert all(p.text == text[p.start : p.end] for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    asked = [s for turn in turns if turn.role != "interviewer" for s in turn.sentences]
    for start, end in asked:
        assert sum(p.start <= start and end <= p.end for p in found) == 1


@given(_turns)
def test_a_long_answer_is_cut_at_its_sentences(parts: list[tuple[str, str]]) -> None:
    text, turns = spoken(parts)
    ends = {end for turn in turns for _, end in turn.sentences}
    for passage in passages(text, turns):
        assert passage.end in ends
        assert len(passage.text) <= 2.5 * PART


def test_two_questions_in_a_row_are_one_and_hold_for_the_whole_answer() -> None:
    text, turns = spoken(
        [("interviewer", "Как дела?"), ("interviewer", "А дома?"), ("respondent", "Хорошо."),
         ("", "И дома."), ("interviewer", "Да?"), ("respondent", "Да.")]
    )  # fmt: skip
    assert questions(text, turns) == ["", "", "Как дела? А дома?", "Как дела? А дома?", "", "Да?"]
    assert [p.question for p in passages(text, turns)][-1] == "Да?"
    inside = text.index("дома.")
    at = passage_at(text, turns, questions(text, turns), inside, inside + 4)
    assert (at.text, at.question, at.language) == ("дома", "Как дела? А дома?", "ru")
