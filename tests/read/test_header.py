"""The header of a transcript, and what only looks like one."""

from __future__ import annotations

import pytest

from tests.read.samples import document, refused

FULL = """---
case: 007
study: reintegration-2022
date: 2022-10-1
place: Бишкек
language: ru
note: "34"
time: 12:30
attributes:
  gender: женщина
  age: 34
  income: 1.5
  married: no
  citizen: true
  phone:
not_asked: [remigration/plans, skills]
---
И: Где?

Р: Там.

"""


def test_a_full_header() -> None:
    read = document("R07.txt", FULL.encode())
    assert (read.name, read.case, read.study, read.language) == (
        "R07",
        "007",
        "reintegration-2022",
        "ru",
    )
    assert dict(read.attributes) == {
        "gender": "женщина",
        "age": 34,
        "income": 1.5,
        "married": "no",
        "citizen": True,
        "phone": None,
    }
    assert dict(read.header) == {
        "date": "2022-10-01",
        "place": "Бишкек",
        "note": "34",
        "time": "12:30",
    }
    assert read.not_asked == ("remigration/plans", "skills")
    assert read.text == "И: Где?\n\nР: Там."
    assert read.source == "R07.txt"
    assert len(read.sha256) == 64


def test_text_begins_right_after_the_closing_line() -> None:
    assert document("a.txt", b"---\ncase: A\n---\n\n  word\n\n").text == "\n  word"


def test_windows_line_ends_and_a_mark() -> None:
    read = document("a.txt", b"\xef\xbb\xbf---\r\ncase: A\r\n---\r\nword\r\n")
    assert (read.case, read.text) == ("A", "word")


@pytest.mark.parametrize(
    "text",
    [
        "---\nИ: Где?\nР: Там.\n---\nИ: А потом?",
        "---\nЭто начало: правда.\n---\nтекст",
        "---\nпросто текст\n---\nещё",
        "---\nпросто текст",
        "---",
        "----\ncase: A\n---\nтекст",
        "текст\n---\ncase: A\n---",
        "--- \n\n---\nтекст",
    ],
)
def test_a_rule_alone_is_no_header(text: str) -> None:
    read = document("a.txt", text.encode())
    assert read.text == text
    assert not read.case
    assert not read.header


def test_a_header_with_keys_of_ones_own() -> None:
    read = document("a.txt", "---\nгород: Ош\nволна: 2\n---\nтекст".encode())
    assert dict(read.header) == {"город": "Ош", "волна": 2}


@pytest.mark.parametrize(
    ("header", "key", "line"),
    [
        ("case: A\nplace: [unclosed\n", "header-broken", 4),
        ("case: A\n  bad: b\n", "header-broken", 3),
        ("case: A\ndate: {a: b}\n", "header-value", 3),
        ("case: [A]\n", "header-value", 2),
        ("case: A\nattributes: 5\n", "header-value", 3),
        ("case: A\nattributes: {age: [1]}\n", "header-value", 3),
        ("case: A\ncase: B\n", "header-twice", 3),
        ("case: A\nattributes:\n  age: 1\n  age: 2\n", "header-twice", 5),
        ("case: A\nplace: @x\n", "header-broken", 3),
        ("case: A\nplace: " + "[" * 3000 + "\n", "header-broken", 2),
    ],
)
def test_a_broken_header_is_refused_by_its_line(header: str, key: str, line: int) -> None:
    fault = refused("a.txt", f"---\n{header}---\nтекст".encode())
    assert fault.key == key
    if "[[[" not in header:
        assert fault.details["line"] == line


def test_a_header_without_an_end() -> None:
    fault = refused("a.txt", "---\ncase: A\nИ: Где?\n".encode())
    assert fault.key == "header-open"


def test_aliases_do_not_multiply() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(9))
    assert refused("a.txt", f"---\ncase: A\n{bomb}---\nтекст".encode()).key == "header-value"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("И: Как вы жили?\nР: Да нормально, работали на стройке.", "ru"),
        ("Ооба, үйгө кеттим, анан өзүм келдим, көп жүрдүк.", "ky"),
        ("Мен азыр Бишкекте жашайм, анан кийин дагы барам, жакшы болду.", "ky"),
        ("Ну, мы говорим «үй», «өмүр», но в основном по-русски, там же все русские были.", "ru"),
        ("I: Where did you live?\nR: In Moscow, and it was fine.", "en"),
        ("Ich habe dort gearbeitet, mein Bruder auch.", ""),
        ("Мен қазір Алматыда тұрамын, жұмыс көп.", ""),
        ("12345 …", ""),
    ],
)
def test_the_language_is_guessed(text: str, language: str) -> None:
    assert document("a.txt", text.encode()).language == language
