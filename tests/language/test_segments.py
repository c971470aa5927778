"""Sentences: turns cut by hand, lines, and any text at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from razdel import sentenize

from etic.language.segments import sentences
from tests.language import gold


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


# Only who knows what is told could cut these: «школа им. Айгуль» is written in the same way.
MISSED = [["Отправляла им.", "Айгуль тоже отправляла."]]


@pytest.mark.parametrize("turn", list(gold.turns()), ids=lambda turn: str(turn[0][:40]))
def test_turns_are_cut_as_by_hand(turn: list[str]) -> None:
    assert (cut(" ".join(turn)) == turn) == (turn not in MISSED)


def test_it_is_better_than_razdel_alone() -> None:
    assert gold.decisions() >= 250
    precision, recall, _ = gold.measure(sentences)
    theirs = gold.measure(lambda text: [(s.start, s.stop) for s in sentenize(text)])
    assert min(precision, recall) > 0.99 > 0.9 > max(theirs[:2])


def test_a_line_break_ends_a_sentence() -> None:
    assert cut("Были там:\nхлеб\nмолоко\n\nвсё") == ["Были там:", "хлеб", "молоко", "всё"]


def test_lines_broken_by_their_length_are_one_sentence() -> None:
    wrapped = (
        "Ну мы поехали туда вдвоём с братом,\nон уже работал там, на складе у\n"
        "одного человека, и жили мы там же,\nна складе, потому что снимать было\nдорого. Вот."
    )
    assert cut(wrapped) == [wrapped.removesuffix(" Вот."), "Вот."]
    two = "Мы поехали туда вдвоём с братом, он уже работал\nтам. Потом уехали."
    assert cut(two) == [two.removesuffix(" Потом уехали."), "Потом уехали."]


def test_what_was_typed_without_a_space() -> None:
    assert cut("Я всё сделал.Потом ушёл!Он остался…Так вот") == [
        "Я всё сделал.",
        "Потом ушёл!",
        "Он остался…",
        "Так вот",
    ]
    assert cut("на ул.Советская и на mail.ru, им.Токомбаева") == [
        "на ул.Советская и на mail.ru, им.Токомбаева"
    ]


def test_somebody_who_types_without_capitals() -> None:
    assert cut("да. я там был, т. е. работал на ул. мира. потом уехал") == [
        "да.",
        "я там был, т. е. работал на ул. мира.",
        "потом уехал",
    ]
    assert cut("ну... не знаю... так вышло") == ["ну... не знаю... так вышло"]


def test_a_long_story_in_quotation_marks_is_read_by_its_sentences() -> None:
    story = "Он рассказал: «" + "Жил я один. " * 60 + "Всё». Вот."
    assert len(cut(story)) > 50


def check(text: str) -> None:
    covered = 0
    for start, end in sentences(text):
        assert covered <= start < end
        assert not text[covered:start].strip()
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        covered = end
    assert not text[covered:].strip()


PIECES = [
    *("г. ", "2019 ", "ул. ", "Да", "нет", ". ", ".", "…", "! ", "? ", "?!", "» ", "«", '" ', '"'),
    *("( ", "(", ")", "] ", "[00:12] ", "— ", "; ", ": ", "А. ", "С. ", "т. ", "е. ", "и ", "\n"),
    *("\n\n", " ", "\u00a0", "\u2028", "1. ", "5 тыс. ", "😀", " :) ", "Mr. ", "U.S. ", "Өз"),
    *("„", "“", "”", "им. ", "В 2019 г. ", "Айгуль"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_all_that_is_said_lies_in_sentences(text: str) -> None:
    check(text)


@given(st.text(max_size=200))
def test_any_text_is_covered(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "piece", [". ", "« ", "(а. ", "» ", "а; ", "😀 ", "Да. ", '" ', "а. б ", "«А. Б» ", "\n. "]
)
def test_a_text_without_end_is_cut_in_an_end(piece: str) -> None:
    check(piece * 15_000)  # a rule that looks back each time would take hours


def test_white_space_at_the_end_changes_nothing() -> None:
    for text in ("г. » —", "Да. Нет", "Он сказал: «Иди."):
        for rest in (" ", "\n", " \u00a0"):
            assert list(sentences(text + rest)) == list(sentences(text))
