from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etic.align import Alignment, _aligned

OLD = (
    "И: 1. Почему вы уехали?\n\n"
    "Р: Работы не было 😀, вот и уехал. Три года клал плитку, потом мама заболела.\n\n"
    "И: А назад?\n\nР: Если нормальную зарплату предложат, конечно, поеду."
)


def found(old: str, new: str, quote: str) -> str | None:
    """What stands in the new text where a quote of the old one went."""
    start = old.index(quote)
    span = Alignment(old, new).span(start, start + len(quote))
    return None if span is None else new[slice(*span)]


@pytest.mark.parametrize(
    ("new", "quote", "expected"),
    [
        pytest.param(OLD, "вот и уехал", "вот и уехал", id="the same text"),
        pytest.param("Начало.\n\n" + OLD, "вот и уехал", "вот и уехал", id="text before"),
        pytest.param(
            OLD.replace(" ", "  ").replace("\n\n", "\n"), "вот и уехал", "вот  и  уехал",
            id="white space",
        ),
        pytest.param(
            OLD.replace("плитку", "пли\nтку"), "клал плитку,", "клал пли\nтку,", id="a word broken"
        ),
        pytest.param(
            OLD.replace("Три года", "Два года"), "Работы не было", "Работы не было",
            id="an edit elsewhere",
        ),
        pytest.param(
            OLD.replace("вот и", "ну вот и"),
            "Работы не было 😀, вот и уехал.", "Работы не было 😀, ну вот и уехал.",
            id="a small edit inside",
        ),
        pytest.param(
            OLD.replace("зарплату", "работу и хорошее жильё в придачу"),
            "Если нормальную зарплату предложат", None, id="a great edit inside",
        ),
        pytest.param(
            OLD.replace("Три года", "Два года"), "Три года клал", None, id="the first word is gone"
        ),
        pytest.param(
            OLD.replace("уехал.", "уехал!"), "вот и уехал.", "вот и уехал",
            id="only a mark at the end is gone",
        ),
        pytest.param(OLD.replace("А назад?", "Назад?"), "А назад?", None, id="half of it is gone"),
        pytest.param("Совсем другое.", "вот и уехал", None, id="another text"),
        pytest.param("", "вот и уехал", None, id="no text"),
    ],
)  # fmt: skip
def test_a_span_goes_where_its_words_are(new: str, quote: str, expected: str | None) -> None:
    assert found(OLD, new, quote) == expected


def test_a_span_may_begin_and_end_inside_a_word() -> None:
    assert found(OLD, "Начало. " + OLD, "литк") == "литк"
    assert found(OLD, OLD.replace("Три", "Два"), "литку, потом ма") == "литку, потом ма"


def test_a_span_loses_the_white_space_at_its_ends() -> None:
    assert found(OLD, OLD, " вот и уехал. ") == "вот и уехал."
    assert found(OLD, OLD + " Всё.", " вот и уехал. ") == "вот и уехал."
    assert found(OLD, OLD, "\n\n") is None
    assert found(OLD, OLD + " Всё.", "\n\n") is None


def test_what_is_no_span_has_no_place() -> None:
    for new in (OLD, OLD + "!"):
        alignment = Alignment(OLD, new)
        for start, end in [(-1, 3), (3, 3), (5, 2), (0, len(OLD) + 1), (999, 1000)]:
            assert alignment.span(start, end) is None


def test_a_passage_that_moved_has_no_place_rather_than_a_wrong_one() -> None:
    old = "Один два три четыре пять. Шесть семь восемь девять десять."
    new = "Шесть семь восемь девять десять. Один два три четыре пять."
    assert [found(old, new, q) for q in ("два три четыре", "семь восемь девять")].count(None) == 1


def test_a_long_insertion_tears_a_span() -> None:
    new = OLD.replace("вот и уехал", "вот и — это вы не записывайте, прошу — уехал")
    assert found(OLD, new, "Работы не было 😀, вот и уехал.") is None
    assert found(OLD, new, "Работы не было") == "Работы не было"


def test_same_words_and_ratio_say_how_near_the_texts_are() -> None:
    assert Alignment(OLD, OLD.replace(" ", "\n")).same_words
    assert Alignment("сло во", "слово").same_words
    assert Alignment("", " \n").ratio == 1.0
    assert not Alignment(OLD, OLD + "!").same_words
    assert 0.99 < Alignment(OLD, OLD + "!").ratio < 1
    assert Alignment(OLD, "").ratio == 0
    assert Alignment("раз два", "раз два три").ratio == pytest.approx(12 / 15)


# -- properties --

words = st.sampled_from(
    [
        "я",
        "ты",
        "он",
        "уехал",
        "дом",
        "мама",
        "😀",
        "и",
        "не",
        "да,",
        "нет.",
        "«Да»,",
        "й",
        "—",
        "ң",
    ]
)
texts = st.lists(words, max_size=40).map(" ".join)
spaces = st.sampled_from([" ", "  ", "\n", "\n\n", "\t", "\u00a0"])


@st.composite
def spans(draw: st.DrawFn, of: st.SearchStrategy[str] = texts) -> tuple[str, int, int]:
    text = draw(of.filter(bool))
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


def stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    quote = text[start:end]
    if not quote.strip():
        return None
    return start + len(quote) - len(quote.lstrip()), end - len(quote) + len(quote.rstrip())


@given(spans())
def test_identity(case: tuple[str, int, int]) -> None:
    text, start, end = case
    assert Alignment(text, text).span(start, end) == stripped(text, start, end)


@given(spans(), st.text("абв 😀\n", max_size=20))
def test_text_put_before_moves_every_span(case: tuple[str, int, int], before: str) -> None:
    text, start, end = case
    moved = stripped(text, start, end)
    if moved is None or not any(character.isalnum() for character in text[start:end]):
        return
    new = f"ЪЪЪ {before}\n{text}"
    by = len(new) - len(text)
    assert Alignment(text, new).span(start, end) == (moved[0] + by, moved[1] + by)


@given(spans(), st.lists(spaces, min_size=1))
def test_white_space_may_change(case: tuple[str, int, int], gaps: list[str]) -> None:
    text, start, end = case
    parts = text.split()
    new = "".join(part + gaps[n % len(gaps)] for n, part in enumerate(parts))
    span = Alignment(text, new).span(start, end)
    quote = "".join(text[start:end].split())
    assert (span is None) == (not quote)
    if span is not None:
        assert "".join(new[slice(*span)].split()) == quote
        assert new[slice(*span)] == new[slice(*span)].strip()


@given(spans(), texts)
def test_a_place_is_never_outside_of_the_text(case: tuple[str, int, int], new: str) -> None:
    old, start, end = case
    span = Alignment(old, new).span(start, end)
    if span is not None:
        assert 0 <= span[0] < span[1] <= len(new)
        assert new[slice(*span)] == new[slice(*span)].strip()


@given(st.lists(words, min_size=1, max_size=40), texts, st.data())
def test_what_is_found_is_nearly_what_was_sought(
    parts: list[str], new: str, data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(parts) - 1))
    last = data.draw(st.integers(first, len(parts) - 1))
    start = len(" ".join(parts[:first])) + bool(first)
    sought = " ".join(parts[first : last + 1])
    span = Alignment(" ".join(parts), new).span(start, start + len(sought))
    if span is not None:
        letters = [Counter(filter(str.isalnum, s)) for s in (sought, new[slice(*span)])]
        assert (letters[0] & letters[1]).total() >= max(s.total() for s in letters) / 2


@given(spans(), st.lists(st.tuples(st.integers(0, 40), words), max_size=4))
def test_a_span_carried_there_and_back_has_the_same_words(
    case: tuple[str, int, int], edits: list[tuple[int, str]]
) -> None:
    old, start, end = case
    parts = old.split()
    for at, word in edits:
        parts.insert(at, word)
    new = " ".join(parts)
    there = Alignment(old, new).span(start, end)
    if there is None:
        return
    back = Alignment(new, old).span(*there)
    if back is not None and old[start:end].split() == new[slice(*there)].split():
        assert old[slice(*back)].split() == new[slice(*there)].split()


@given(st.lists(words, max_size=30), st.lists(words, max_size=30))
def test_partners_are_equal_and_rise(old: list[str], new: list[str]) -> None:
    partners = _aligned(old, new)
    assert len(partners) == len(old)
    kept = [(i, j) for i, j in enumerate(partners) if j >= 0]
    assert all(old[i] == new[j] for i, j in kept)
    assert all(a < b for (_, a), (_, b) in pairwise(kept))


# -- long ones --


@pytest.mark.parametrize("share", [0.01, 0.3])
def test_a_long_transcript_wrapped_anew_keeps_its_words(share: float) -> None:
    chance = random.Random(1)
    common = ["и", "не", "я", "в", "что", "там", "на", "он", "с", "а"]
    old = [
        chance.choice(common) if chance.random() < 0.4 else f"слово{chance.randrange(3000)}"
        for _ in range(15_000)
    ]
    new = [word if chance.random() > share else f"иное{chance.randrange(3000)}" for word in old]
    # Wrapped differently, so that no line is equal to any other.
    ratio = Alignment("\n".join(old), " ".join(new)).ratio
    assert ratio > 1 - 1.5 * share
