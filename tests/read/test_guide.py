"""Guides in files: YAML as Etic writes it, and lists of questions as people have them."""

from __future__ import annotations

import io

import pytest
from docx import Document as Docx
from hypothesis import given
from hypothesis import strategies as st

from etic.guide import Correction, Guide, Question
from etic.model import Bundle
from etic.read.guide_list import read_list
from etic.read.guide_yaml import read
from etic.read.source import Source
from etic.write.guide import guide_yaml
from tests.read.making import refused, source, where

WHOLE = """\
study: migr
guide: migrants
title: {ru: Мигранты, en: Migrants}
for: {group: мигранты}
questions:
- number: 4.10
  text: {ru: "Где?", en: "Where?"}
  wordings: ["Куда?"]
  codes: [work, work/pay]
- number: "5"
  text: Кем?
corrections:
- {document: R01, start: 3, end: 9, question: "5"}
- {document: R01, start: 20, end: 24}
"""


def test_a_guide_as_etic_writes_it() -> None:
    bundle = read(source(WHOLE, "a.yaml"))
    assert bundle is not None
    assert bundle.warnings == ()
    (guide,) = bundle.guides
    assert guide == Guide(
        "migr",
        (
            Question("4.10", "Где?", "Where?", ("Куда?",), ("work", "work/pay"), "line 6"),
            Question("5", "Кем?", where="line 10"),
        ),
        "migrants", "Мигранты", "Migrants", {"group": "мигранты"},
        (Correction("R01", 3, 9, "5"), Correction("R01", 20, 24)), "a.yaml", "line 1",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text", ["codes: [a]", "questions: текст", "questions: {a: b}", "- a: b", "", "study: a"]
)
@pytest.mark.parametrize("name", ["a.yaml", "a.txt"])
def test_another_file_is_left_alone(text: str, name: str) -> None:
    assert read(source(text, name)) is None


@pytest.mark.parametrize(
    ("entries", "key", "places"),
    [
        ("[]", "guide-empty", None),
        ("[{number: 1, text: a}, {number: 1, text: b}]", "guide-twice", ("line 1",)),
        ("[{text: a}]", "yaml-needed", ("line 1",)),
        ("[{number: 1}]", "yaml-needed", ("line 1",)),
        ("[{number: 1, text: a, codes: {a: b}}]", "yaml-list", ("line 1",)),
        ("[1]", "yaml-mapping", ("line 1",)),
    ],
)
def test_what_is_wrong_is_said(entries: str, key: str, places: tuple[str, ...] | None) -> None:
    error = refused(lambda: read(source(f"questions: {entries}", "a.yaml")), key)
    if places:
        assert where(error) == places


def test_a_place_that_cannot_be() -> None:
    text = "questions: [{number: 1, text: a}]\ncorrections: [{document: a, start: 9, end: 3}]"
    refused(lambda: read(source(text, "a.yaml")), "guide-place")


def test_a_misspelt_key_is_told() -> None:
    bundle = read(source("questions: [{number: 1, text: a, code: b}]\nstudi: x", "a.yaml"))
    assert bundle is not None
    assert [notice.key for notice in bundle.warnings] == ["key-unread", "key-unread"]


words = st.text("абвгд ёXyz:#'\"-?[]{}", min_size=1).map(str.strip).filter(bool)


@given(
    st.lists(
        st.builds(
            Question,
            number=words,
            text_ru=words,
            text_en=st.just("") | words,
            wordings=st.lists(words, max_size=3).map(tuple),
            codes=st.lists(words, max_size=3).map(tuple),
        ),
        min_size=1,
        unique_by=lambda q: q.number,
    ),
    st.dictionaries(words, words, max_size=2),
    st.lists(st.builds(Correction, words, st.integers(0, 9), st.integers(9, 99), words)),
)
def test_what_is_written_is_read_back(
    questions: list[Question], who: dict[str, str], corrections: list[Correction]
) -> None:
    guide = Guide("s", tuple(questions), "g", "Т", "T", who, tuple(corrections))
    bundle = read(source(guide_yaml(guide), "a.yaml"))
    assert bundle is not None
    (found,) = bundle.guides
    assert guide_yaml(found) == guide_yaml(guide)
    assert (found.who, found.corrections) == (guide.who, guide.corrections)
    assert [q.text_ru for q in found.questions] == [q.text_ru for q in questions]


# -- lists ----------------------------------------------------------------------------------------

LIST = "Вопросы интервью\n\n1. Где вы жили?\n   - Долго ли?\n2.1) Кем работали?\n\n3 Что дальше?\n"
FOUND = [("1", "Где вы жили?", ("Долго ли?",)), ("2.1", "Кем работали?", ()),
         ("3", "Что дальше?", ())]  # fmt: skip


def plain(guide: Guide) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(q.number, q.text_ru, q.wordings) for q in guide.questions]


def test_a_list_of_numbered_questions() -> None:
    assert plain(read_list(source(LIST, "guide.txt"))) == FOUND


def test_the_same_in_word() -> None:
    document, out = Docx(), io.BytesIO()
    for line in LIST.splitlines():
        document.add_paragraph(line)
    document.save(out)
    assert plain(read_list(Source("guide.docx", out.getvalue()))) == FOUND


def test_the_same_as_a_table() -> None:
    text = "Номер;Вопрос;Коды\n1;Где вы жили?;work, work/pay\n2.;Кем?;\n"
    guide = read_list(source(text, "guide.csv"))
    assert [(q.number, q.text_ru, q.codes) for q in guide.questions] == [
        ("1", "Где вы жили?", ("work", "work/pay")),
        ("2", "Кем?", ()),
    ]


def test_yaml_is_read_as_such() -> None:
    assert read_list(source(WHOLE, "a.yaml")).name == "migrants"


@pytest.mark.parametrize(
    ("text", "name", "key"),
    [
        ("1. Где?\n1. Кем?", "a.txt", "guide-twice"),
        ("number,question\n1,Где?\n1,Кем?", "a.csv", "guide-twice"),
        ("number,question\n", "a.csv", "guide-empty"),
        ("questions: []", "a.yaml", "guide-empty"),
        (" \n", "a.txt", "transcript-empty"),
    ],
)
def test_a_list_that_is_none(text: str, name: str, key: str) -> None:
    refused(lambda: read_list(source(text, name)), key)


def test_what_is_no_list_is_asked_of_nobody() -> None:
    """A transcript stays one, however it is numbered, until somebody says that it is a guide."""
    from etic.read import read_source

    bundle = read_source(source("И: 1. Где?\nР: Там.", "a.txt"))
    assert isinstance(bundle, Bundle)
    assert bundle.guides == ()
