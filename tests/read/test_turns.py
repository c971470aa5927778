"""Who speaks: labels and what only looks like them, stamps, roles, paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etic.model import Turn
from etic.read.turns import turns_of


def said(text: str) -> list[tuple[str, str]]:
    return [(turn.speaker, text[turn.body : turn.end]) for turn in turns_of(text)]


def roles(text: str) -> dict[str, str]:
    return {turn.speaker: turn.role for turn in turns_of(text)}


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("И", "Р"),
        ("И.", "Р."),
        ("И", "Р1"),
        ("Интервьюер", "Респондент"),
        ("Интервьюер", "Информант"),
        ("ИНТЕРВЬЮЕР", "РЕСПОНДЕНТ 2"),
        ("Модератор", "Участник №3"),
        ("Interviewer", "Respondent"),
        ("I", "R"),
        ("I", "P3"),
        ("Q", "A"),
        ("В", "О"),
        ("Вопрос", "Ответ"),
        ("Суроо", "Жооп"),
        ("Moderator", "Participant"),
        ("И", "Айгуль"),
        ("Interviewer", "Anna K."),
    ],
)
@pytest.mark.parametrize(
    "form",
    [
        "{}: {}",
        "{}:{}",
        "**{}:** {}",
        "**{}**: {}",
        "__{}__: {}",
        "\t{}: {}",
        "{}:\u00a0{}",
        "{} : {}",
        "[00:12:31] {}: {}",
        "(12:31) {}: {}",
        "00:12:31 {}: {}",
        "{} [00:12:31]: {}",
        "{} 00:12:31: {}",
        "{}: [00:12:31] {}",
        "{} (12:31): {}",
    ],
)
def test_labels_of_every_kind(asks: str, answers: str, form: str) -> None:
    if form == "{}:{}" and answers in ("Айгуль", "Anna K."):
        form = "{}: {}"  # a name needs a space after its colon
    text = "\n\n".join(
        form.format(speaker, words)
        for speaker, words in (
            (asks, "Где вы жили?"),
            (answers, "В Москве."),
            (asks, "А работали?"),
            (answers, "Там же."),
        )
    )
    turns = turns_of(text)
    assert [text[t.body : t.end] for t in turns] == [
        "Где вы жили?",
        "В Москве.",
        "А работали?",
        "Там же.",
    ]
    names = [name if name == "Anna K." else name.rstrip(".") for name in (asks, answers)]
    assert [t.speaker for t in turns] == names * 2
    assert [t.role for t in turns] == ["interviewer", "respondent"] * 2
    if "12:31" in form:
        assert {t.time for t in turns} == {751.0}
    starts = [text.index(form.split("{}")[0] + asks if form[0] != "\t" else asks), 0][:1]
    assert turns[0].start == starts[0]


def test_dashes() -> None:
    text = "И – Где жили?\nР – В Москве.\nИ. — А потом?\nР. — Ош."
    assert [speaker for speaker, _ in said(text)] == ["И", "Р", "И", "Р"]
    sentence = "И: Где?\nР: Ушёл.\nИ – вот – больше не видел.\nИ: Да?\nР: Да."
    assert said(sentence)[1] == ("Р", "Ушёл.\nИ – вот – больше не видел.")


def test_what_looks_like_a_label_inside_an_answer() -> None:
    text = (
        "И: Что он ответил?\n"
        "Р: Я сказал: нет.\n"
        "Цитата: «никогда».\n"
        "А отец мне: езжай.\n"
        "Москва: вот что я видел.\n"
        "Вот: опять.\n"
        "http://example.org\n"
        "Он пришёл в 12:30.\n"
        "12:30 ушёл.\n"
        "И: Понятно."
    )
    assert [speaker for speaker, _ in said(text)] == ["И", "Р", "И"]


def test_a_third_speaker_comes_again() -> None:
    text = "И: Где?\nР: Там.\nМама: Он врёт.\nР: Нет.\nМама: Да.\nИ: Ясно."
    assert [speaker for speaker, _ in said(text)] == ["И", "Р", "Мама", "Р", "Мама", "И"]


def test_a_quotation_that_comes_again_is_still_none() -> None:
    text = "И: Где?\nР: Там.\nЦитата: раз.\nЦитата: два.\nИ: Ясно."
    assert [speaker for speaker, _ in said(text)] == ["И", "Р", "И"]


def test_a_title_block_is_nobodys() -> None:
    text = (
        "Интервью № 3\nДата: 12.03.2022\nМесто: Бишкек\nРеспондент: Айгуль, 34 года\n\n"
        "И: Где?\nР: Там.\nИ: А потом?\nР: Ош."
    )
    assert said(text)[:5] == [
        ("", "Интервью № 3"),
        ("", "Дата: 12.03.2022"),
        ("", "Место: Бишкек"),
        ("", "Респондент: Айгуль, 34 года"),
        ("И", "Где?"),
    ]


def test_names_alternate_in_a_short_text() -> None:
    assert said("Айгуль: Где?\nБакыт: Там.") == [("Айгуль", "Где?"), ("Бакыт", "Там.")]
    assert said("Цитата: раз.\nИтог: два.") == [("", "Цитата: раз."), ("", "Итог: два.")]


def test_full_names_and_focus_groups() -> None:
    names = ["Бакыт уулу Нурлан", "Айгуль Токтосунова", "О’Нил", "SPEAKER_00", "Speaker 1"]
    text = "\n".join(f"{name}: слово" for name in names * 2)
    assert [speaker for speaker, _ in said(text)] == names * 2


def test_paragraphs_without_a_label_continue_the_turn() -> None:
    text = "И: Где?\n\nР: Там.\n\nПотом в другом месте.\n\nИ: Ясно."
    assert said(text)[1] == ("Р", "Там.\n\nПотом в другом месте.")


def test_words_below_their_label() -> None:
    text = "Интервьюер:\nГде?\n\nРеспондент:\n\nТам.\n"
    assert said(text) == [("Интервьюер", "Где?"), ("Респондент", "Там.")]


def test_names_with_a_time_and_no_colon() -> None:
    text = "Anna Karimova  0:03\nWhere?\n\nErlan T.   0:05\nThere.\n\nAnna Karimova 1:02:03\nAnd?"
    turns = turns_of(text)
    assert said(text) == [
        ("Anna Karimova", "Where?"),
        ("Erlan T.", "There."),
        ("Anna Karimova", "And?"),
    ]
    assert [turn.time for turn in turns] == [3.0, 5.0, 3723.0]


def test_a_stamp_above_the_label_belongs_to_the_turn() -> None:
    text = "00:00:05\nИ: Где?\n\n[00:00:09]\nР: Там.\n00:01:00\nДалеко."
    turns = turns_of(text)
    assert [(t.start, t.time) for t in turns] == [(0, 5.0), (18, 9.0)]
    assert said(text)[1] == ("Р", "Там.\n00:01:00\nДалеко.")


def test_bare_minutes_among_words_are_words() -> None:
    assert said("И: 12:30 пришли?\nР: 13:00.")[0] == ("И", "12:30 пришли?")


def test_without_labels_a_paragraph_is_a_turn() -> None:
    text = "Первый абзац.\n\n  Второй абзац.\nТретий.\n"
    turns = turns_of(text)
    assert said(text) == [("", "Первый абзац."), ("", "Второй абзац."), ("", "Третий.")]
    assert turns[1].start == text.index("Второй")


def test_wrapped_lines_are_one_paragraph() -> None:
    lines = [
        "Ну мы поехали туда вдвоём с братом,",
        "он уже работал там, на складе у",
        "одного человека, и жили мы там же,",
        "на складе, потому что снимать было",
        "дорого.",
        "",
        "Потом я перешёл на стройку, и стало",
        "полегче.",
    ]
    assert [words for _, words in said("\n".join(lines))] == [
        "\n".join(lines[:5]),
        "\n".join(lines[6:]),
    ]


def test_stamps_without_labels() -> None:
    text = "[00:00.000 --> 00:04.500]  Где вы жили?\n00:00:05\nВ Москве.\n(1:05) Потом Ош."
    turns = turns_of(text)
    assert [turn.time for turn in turns] == [0.0, 5.0, 65.0]
    assert said(text) == [("", "Где вы жили?"), ("", "В Москве."), ("", "Потом Ош.")]


def test_labelled_interruptions_hold_for_their_paragraph() -> None:
    text = "1 Read the text.\nI read it.\nMODERATOR: Please go on.\nOkay, I do.\nMODERATOR: Thanks."
    assert [speaker for speaker, _ in said(text)] == ["", "", "MODERATOR", "", "MODERATOR"]


def test_roles_by_questions() -> None:
    text = "\n".join(f"Анна: Вопрос номер {n}?\nЭрлан: Ответ номер {n}." for n in range(1, 5))
    assert roles(text) == {"Анна": "interviewer", "Эрлан": "respondent"}
    doubtful = "\n".join("Анна: Да?\nЭрлан: А ты?" for _ in range(4))
    assert roles(doubtful) == {"Анна": "", "Эрлан": ""}


def test_initials_are_no_answers_without_questions() -> None:
    assert roles("А: Да.\nБ: Нет.\nА: Да.\nБ: Нет.") == {"А": "", "Б": ""}
    assert roles("О: Да.\nБ: Нет.\nО: Да.\nБ: Нет.") == {"О": "", "Б": ""}


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("4.2. Как уехали?", "4.2"),
        ("4.2 Как уехали?", "4.2"),
        ("1. Где?", "1"),
        ("1) где?", "1"),
        ("3.b Why?", "3.b"),
        ("3.б. Почему?", "3.б"),
        ("**12.1.** Где?", "12.1"),
        ("2 года жили?", ""),
        ("4.5 тысячи получали?", ""),
        ("12.03.2022 приехали?", ""),
        ("2020 год?", ""),
        ("Где 1. жили?", ""),
    ],
)
def test_guide_numbers(words: str, number: str) -> None:
    turns = turns_of(f"И: {words}\nР: 7. Не знаю.")
    assert [turn.question for turn in turns] == [number, ""]


def test_the_empty_text() -> None:
    assert turns_of("") == ()
    assert turns_of(" \n\t\n") == ()


def check(text: str, turns: tuple[Turn, ...]) -> None:
    covered = 0
    for turn in turns:
        assert not text[covered : turn.start].strip()
        assert covered <= turn.start <= turn.body <= turn.end
        assert turn.start < turn.end
        assert not text[turn.start].isspace()
        assert not text[turn.end - 1].isspace()
        assert turn.body == turn.end or not text[turn.body].isspace()
        covered = turn.end
    assert not text[covered:].strip()


PIECES = """И: |Р: |И – |Р – |И.: |**И:** |Айгуль: |Цитата: |[00:12] |00:12:31|(0:05)|Anna K.  0:03
|Модератор: |\t|\n|\n\n| |слово|Да.|Где?|4.2. |😀|\u00a0|\u2028|\x85|---|:|*|_|[|]|(|Интервьюер: |1.
|Q:|A:|M. :"""


@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=40).map("".join))
def test_every_character_lies_in_exactly_one_turn(text: str) -> None:
    check(text, turns_of(text))


@given(st.text(max_size=200))
def test_any_text_is_covered(text: str) -> None:
    check(text, turns_of(text))
