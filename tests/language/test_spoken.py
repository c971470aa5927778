"""The language of a turn and of the words in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etic.language.lemmas import readings
from etic.language.spoken import turn_language, word_languages
from etic.language.words import fold, words


def turns() -> list[tuple[str, ...]]:
    text = Path(__file__).with_name("turns.txt").read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    return [tuple(part.strip() for part in line.split("|")) for line in lines]


@pytest.mark.parametrize(("document", "language", "said"), turns())
def test_turns_whose_language_is_known(document: str, language: str, said: str) -> None:
    assert turn_language(said, document) == language


def test_there_are_enough_of_them() -> None:
    assert len(turns()) >= 60


def looked_up(said: str, language: str) -> dict[str, str]:
    folded = [fold(word.text) for word in words(said)]
    return dict(zip(folded, word_languages(folded, language), strict=True))


def test_kyrgyz_in_a_russian_turn() -> None:
    said = "Говорю ей: эже, ишенесизби? Окуп алып, пол жууп жүрөм, вот так и живём с Нургүл."
    found = looked_up(said, "ru")
    kyrgyz = {word for word, language in found.items() if language == "ky"}
    assert kyrgyz == {"эже", "ишенесизби", "окуп", "алып", "жууп", "жүрөм", "нургүл"}


def test_russian_words_that_the_dictionary_lacks_stay_russian() -> None:
    said = "Гастарбайтерам вахтовички не рады, и бишкекчане с ошанами тоже перевахтовались."
    assert set(looked_up(said, "ru").values()) == {"ru"}


def test_all_words_of_a_kyrgyz_turn_are_kyrgyz() -> None:
    assert set(looked_up("Бала бар, мен барам", "ky").values()) == {"ky"}


def test_a_word_with_kyrgyz_letters_never_goes_to_the_russian_dictionary() -> None:
    for language in ("ru", "ky", "en", ""):
        assert readings("жүрөм", language) == ("жүрөм",)


@given(st.text(max_size=60), st.sampled_from(["ru", "ky", "en", ""]))
def test_any_text_has_a_language_or_the_documents(said: str, document: str) -> None:
    assert turn_language(said, document) in {"ru", "ky", "en", document}
    folded = [fold(word.text) for word in words(said)]
    assert set(word_languages(folded, document)) <= {"ky", document}
