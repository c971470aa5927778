"""Cleaning: what is proposed, and that what is proposed holds together."""

from __future__ import annotations

import re
import textwrap
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etic.language.cleaning import KINDS, SURE, Carried, Edit, applied, propose
from etic.language.cleaning.edits import composed
from etic.language.cleaning.showing import seen, shown
from etic.model import Turn
from etic.read import read_path
from etic.read.turns import turns_of
from etic.text import canonical
from tests.conftest import REPOSITORY


def cleaned(text: str, language: str = "ru") -> str:
    return applied(text, [e for e in propose(text, turns_of(text), language) if e.sure])


def kinds(text: str, language: str = "ru") -> list[str]:
    return [edit.kind for edit in propose(text, turns_of(text), language)]


# -- words broken at line ends ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("мы пере-\nезжали", "мы переезжали"),
        ("кто-\nто сказал", "кто-то сказал"),
        ("из-\nза мамы", "из-за мамы"),
        ("северо-\nзападный", "северо-западный"),
        ("социально-\nбытовые вопросы", "социально-бытовые вопросы"),
        ("в Нью-\nЙорк", "в Нью-Йорк"),
        ("5-\n6 раз", "5-6 раз"),
        ("по-\nтому что", "потому что"),
        ("по-\nкыргызски", "по-кыргызски"),
        ("мама-\nто болела", "мама-то болела"),
        ("час-\nто звонит", "часто звонит"),
        ("скажи-\nка мне", "скажи-ка мне"),
        ("пол-\nстраницы", "полстраницы"),
        ("пол-\nулицы", "пол-улицы"),
        ("научно-иссле-\nдовательский", "научно-исследовательский"),
        ("пе-\nреез-\nжали", "переезжали"),
        ("РОС-\nСИЯ", "РОССИЯ"),
        ("за́-\nмок", "за́мок"),
        ("мы пере-  \n  езжали", "мы переезжали"),
        ("мы пере\u00ad\nезжали", "мы переезжали"),
        ("мы пере\u2010\nезжали", "мы переезжали"),
        ("мы пере \u2010\nезжали", "мы переезжали"),
        ("мы пере-\n12\nезжали", "мы переезжали"),
        ("мы пере-\n\n– 12 –\n\nезжали", "мы переезжали"),
        ("мы пе\u00adре-\nезжали", "мы переезжали"),
        ("my employ-\nment", "my employment"),
        ("I was self-\nemployed", "I was self-employed"),
    ],
)
def test_a_broken_word_is_whole_again_with_or_without_its_hyphen(broken: str, whole: str) -> None:
    assert cleaned(broken) == whole


@pytest.mark.parametrize(
    "text",
    [
        "мы-\nто знаем",  # «мы-то» or «мыто»
        "я хотел-\nно не смог",  # broken off, or broken
        "не-е-\nет",  # drawled
        "мать-\nвдова",
        "у зорго-\nпуда",  # no dictionary has it
    ],
)
def test_what_is_unsure_is_shown_and_left(text: str) -> None:
    assert kinds(text) == ["break-unsure"]
    assert cleaned(text) == text


def test_the_text_itself_decides_what_no_dictionary_knows() -> None:
    assert cleaned("рело-\nкант. Релокант я.") == "релокант. Релокант я."
    assert cleaned("рело-\nкантами. Релокант я.") == "релокантами. Релокант я."
    assert cleaned("кара-\nкече. Кара-кече там.") == "кара-кече. Кара-кече там."


def test_kyrgyz_is_never_put_through_the_russian_dictionary() -> None:
    assert kinds("бала-\nлар келди", "ky") == ["break-unsure"]
    assert cleaned("бала-\nлар келди. Балалар.", "ky") == "балалар келди. Балалар."


def test_nothing_is_joined_to_another_speakers_turn() -> None:
    text = "Р: Мы пере-\nИ: Переезжали?\nР: да, туда-\nИ: Куда?"
    assert propose(text, turns_of(text), "ru") == []


# -- lines and pages -------------------------------------------------------------------------------

WRAPPED = (
    "И: 1. Расскажите, пожалуйста, как вы в первый раз уехали на работу\n"
    "и кто вам тогда помогал с деньгами?\n"
    "Р: Мы уехали осенью, потому что зимой работы в селе не было совсем,\n"
    "а брат уже два года жил в Москве и звал нас к себе. Мама осталась с\n"
    "детьми, она тогда ещё была здоровая и сама этого хотела. Первые месяцы\n"
    "было тяжело, жили вчетвером в одной комнате.\n"
    "И: А потом?\n"
    "Р: Потом привыкли, конечно."
)


def test_lines_that_a_page_cut_are_joined_and_turns_stay_apart() -> None:
    text = cleaned(WRAPPED)
    assert text.count("\n") == 3
    assert "работу и кто вам" in text
    assert [t.speaker for t in turns_of(text)] == ["И", "Р", "И", "Р"]


@pytest.mark.parametrize(
    "text",
    [
        "Белеет парус одинокой\nВ тумане моря голубом!..\nЧто ищет он в стране далекой?\n"
        "Что кинул он в краю родном?\nИграют волны, ветер свищет,\nИ мачта гнется и скрыпит.",
        "Нужно:\n- хлеб и соль\n- молоко\n- сахар\n- чай зелёный\n- масло",
        "1. Купить хлеба\n2. Купить соли\n3. Купить чаю\n4. Купить муки\n5. Идти домой",
        "Р: Да.\nИ: Где?\nР: Там.\nИ: Когда?\nР: Потом.\nИ: С кем?\nР: С братом.",
    ],
)
def test_poems_lists_and_short_turns_stay_as_they_are(text: str) -> None:
    assert [edit for edit in propose(text, turns_of(text), "ru") if edit.sure] == []


def paged(pages: int, head: str = "") -> str:
    lines = []
    for page in range(1, pages + 1):
        lines += [f"Р: Ответ номер {page * 20 + n}, сказано было много." for n in range(12)]
        lines += [f"И: Вопрос {page}?", *([head] if head else []), str(page)]
    return "\n".join(lines)


def test_page_numbers_and_running_heads_go() -> None:
    text = cleaned(paged(5, "Интервью с Айгуль, 2022"))
    assert "Айгуль" not in text
    assert all(line.startswith(("Р:", "И:")) for line in text.split("\n"))
    assert len(text.split("\n")) == 5 * 13
    short = paged(5, "Интервью с Айгуль, 2022") + "\nР: И всё.\nИнтервью с Айгуль, 2022\n6"
    assert cleaned(short) == text + "\nР: И всё."


def test_numbers_that_somebody_said_stay() -> None:
    said = "И: Сколько вам?\nР:\n34\nИ: А детей?\nР:\n3\nИ: А братьев?\nР:\n12"
    assert propose(said, turns_of(said), "ru") == []
    listed = "\n".join(["Считаем вместе", *map(str, range(1, 9)), "вот и всё"])
    assert propose(listed, turns_of(listed), "ru") == []


# -- signs -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("odd", "plain", "kind"),
    [
        ("в\u00a0Ош и\u2009домой", "в Ош и домой", "spaces"),
        ("да\u200bча", "дача", "spaces"),
        ("в\tОш", "в Ош", "spaces"),
        ("да\u00adча", "дача", "soft"),
        ("в  Ош ", "в Ош", "double"),
        ("ﬁnally", "finally", "ligatures"),
        ("мо и ̆ дом", "мо й дом", "accents"),
        ("ещe е¨лка", "ещё ёлка".replace("щё", "щe"), "accents"),
        ("в Poссию", "в Россию", "letters"),
        ("my hоme", "my home", "letters"),  # with a Cyrillic «о»
        ("р а б о т а есть", "работа есть", "spaced"),
    ],
)
def test_signs_that_mean_nothing_become_plain(odd: str, plain: str, kind: str) -> None:
    edits = [edit for edit in propose(odd, (), "ru") if edit.kind == kind]
    assert edits
    assert applied(odd, edits) == plain


@pytest.mark.parametrize(
    "text",
    [
        "за́мок и замо́к, ещё ёлка",
        "ну... я -- как сказать -- не знаю…",
        "👩‍👩‍👧 была, 😀",
        "  отступ, два пробела в начале",
        "Сказано:\n\tотступ табуляцией\n    \tи ещё",
        "в Zoomе и WhatsApp'е, IT-шник, COVID-19",
        "пункты а б в г",
        "я и а в и с у",
        "",
        " ",
        "\n\n",
    ],
)
def test_what_may_mean_something_is_left(text: str) -> None:
    sure = [e for e in propose(text, (), "ru") if e.sure and text.strip()]
    assert sure == []


MANY = 200  # examples of each property


# -- what holds of all -----------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "пере", "езжали", "кто", "то", "из", "за", "Poссия", "слово", "Мама", "и\u0306", "е", "а",
        "-", "-\n", "\u00ad", "\u00ad\n", "\n", "\n\n", " ", "  ", "\u00a0", "\t", "\u200b",
        "\u200d", ".", "...", "—", "12", "1", "2", "3", "И: ", "Р: ", "ﬁ", "😀", "\U0001d54f",
        "\u0301", "\u0308", "¨",
        "р а б о т а", "the", "home", "employ", "ment", "үй", "жаша", "стр. 4",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map(lambda pieces: canonical("".join(pieces)))


@settings(max_examples=MANY)
@given(TEXTS)
def test_edits_are_in_order_apart_and_done_once_for_all(text: str) -> None:
    turns = turns_of(text)
    edits = propose(text, turns, "ru")
    at = 0
    for edit in edits:
        assert at <= edit.start < edit.end <= len(text)
        assert text[edit.start : edit.end] != edit.new
        assert edit.kind in KINDS
        at = edit.end
    assert applied(text, []) == text
    sure = [edit for edit in edits if edit.sure]
    carried = Carried(text, sure)
    assert unicodedata.is_normalized("NFC", carried.new)
    again = propose(carried.new, carried.turns(turns), "ru")
    assert [edit for edit in again if edit.sure] == []


@settings(max_examples=MANY)
@given(TEXTS)
def test_speakers_turns_come_through_with_all_that_they_have(text: str) -> None:
    turns = turns_of(text)
    carried = Carried(text, propose(text, turns, "ru"))
    after = carried.turns(turns)
    labelled = [(t.speaker, t.role, t.question, t.time) for t in turns if t.speaker]
    assert [(t.speaker, t.role, t.question, t.time) for t in after if t.speaker] == labelled
    at = 0
    for turn in after:
        assert at <= turn.start <= turn.body <= turn.end <= len(carried.new)
        at = turn.end
    covered = "".join(carried.new[t.start : t.end] for t in after)
    assert "".join(covered.split()) == "".join(carried.new.split())


@settings(max_examples=MANY)
@given(TEXTS, st.data())
def test_a_span_keeps_its_words(text: str, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    edits = propose(text, turns_of(text), "ru")
    carried = Carried(text, edits)
    place = carried.span(start, end)
    untouched = "".join(
        sign
        for i, sign in enumerate(text[start:end], start)
        if not any(edit.start <= i < edit.end for edit in edits)
    )
    if place is None:
        assert not untouched.strip()
    else:
        found = carried.new[place[0] : place[1]]
        assert "".join(untouched.split()) in "".join(found.split()) or len(edits) > 0
        assert found.strip()


EDITS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(1, 3), st.sampled_from(["", "x", "yy"])), max_size=5
)


def laid(text: str, parts: list[tuple[int, int, str]]) -> list[Edit]:
    edits, at = [], 0
    for gap, length, new in parts:
        if at + gap + length > len(text):
            break
        edits.append(Edit(at + gap, at + gap + length, new, "soft", "soft"))
        at += gap + length
    return edits


@given(st.text("abcd", max_size=24), EDITS, EDITS)
def test_edits_after_edits_are_edits_of_the_first_text(
    text: str, one: list[tuple[int, int, str]], two: list[tuple[int, int, str]]
) -> None:
    first = laid(text, one)
    between = applied(text, first)
    second = laid(between, two)
    assert applied(text, composed(first, second, between)) == applied(between, second)


def test_the_demonstration_is_clean() -> None:
    found = [
        (document.name, edit)
        for document in read_path(REPOSITORY / "transcripts").documents
        for edit in propose(document.text, document.turns, document.language)
    ]
    assert found == []


def test_a_turn_that_a_page_cut_off_becomes_part_of_the_one_before() -> None:
    text = "Мы пере-\n\nезжали."
    turns = (Turn(0, 0, 8), Turn(10, 10, 17))
    carried = Carried(text, propose(text, turns, "ru"))
    assert carried.turns(turns) == (Turn(0, 0, 14),)


def test_offsets_are_code_points() -> None:
    text = "😀𝕏 пере-\nезжали"
    (edit,) = propose(text, (), "ru")
    assert (edit.start, text[edit.start : edit.end]) == (7, "-\n")
    assert shown(text, edit).old == "-↵"
    assert seen("\u00a0\t\u200b ") == "␣⇥∅·"


def test_a_long_text_and_one_without_line_ends() -> None:
    line = "Мы тогда пере-\nезжали  в Poссию, а\u00a0мама осталась дома одна.\n"
    edits = propose(line * 8_000, (), "ru")
    assert len(edits) == 32_000
    flat = "слово и дело " * 32_000
    assert [edit.kind for edit in propose(flat, (), "ru")] == ["double"]  # at the very end


def test_all_kinds_are_sure_or_not() -> None:
    assert set(SURE) < set(KINDS)
    assert all(kind.endswith("-unsure") for kind in set(KINDS) - set(SURE))


def wrapped(paragraphs: list[str], width: int) -> tuple[str, set[int]]:
    """A text cut at a width, and the places of the line ends that were there before."""
    lines: list[str] = []
    ends: set[int] = set()
    for paragraph in paragraphs:
        lines += textwrap.wrap(paragraph, width, break_on_hyphens=False)
        ends.add(len("\n".join(lines)))
    return "\n".join(lines), ends


@pytest.mark.parametrize("width", [45, 70, 95])
@pytest.mark.parametrize("labelled", [True, False], ids=["with labels", "without"])
def test_lines_of_wrapped_interviews_are_joined_and_paragraphs_never(
    width: int, labelled: bool
) -> None:
    joined = cut = 0
    for document in read_path(REPOSITORY / "transcripts").documents[::4]:
        paragraphs = [line for line in document.text.split("\n") if line.strip()]
        if not labelled:
            paragraphs = [re.sub(r"^\S{1,12}: ", "", line) for line in paragraphs]
        text, ends = wrapped(paragraphs, width)
        sure = {e.start for e in propose(text, turns_of(text), "ru") if e.kind == "lines"}
        assert not sure & ends
        joined += len(sure)
        cut += text.count("\n") + 1 - len(ends)
    assert joined > 0.78 * cut
