"""System files as SPSS itself writes them: Windows' letters, long labels, sets, weights."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pandas as pd
import pyreadstat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etic import EticError
from etic.i18n import use_language
from etic.model import Answers, Bundle, ResponseSet
from etic.read.source import Source
from etic.read.spss import read
from tests.read.sav_files import Question, sav

YES_NO = {1.0: "Да", 0.0: "Нет"}
LONG = "Что из перечисленного помогло Вам? " * 40  # 1,400 bytes in cp1251
QUESTIONS = (
    Question("партия", LONG, 0, {1.0: "Моя партия", 2.0: "Другая", 9.0: "Не скажу"}, (1, [9.0])),
    Question("семья_помогла", "Семья", 0, YES_NO),
    Question("друзья_помогли", "Друзья", 0, YES_NO),
    Question("вес"),
    Question("слова", "Своими словами", 40),
    Question("возраст", "Возраст", 0, {}, (-3, [97.0, 99.0, 0.0])),
)
ROWS = (
    (1.0, 1.0, 0.0, 1.25, "я и моя семья", 34.0),
    (9.0, 1.0, 1.0, 0.75, "", 98.0),
    (2.0, None, 0.0, 1.0, "не знаю", 0.0),
)
SETS = "$помощь=D1 1 11 Кто помогал q2 q3\n$нет=C 0  q1 q77\n"


def bundle(data: bytes) -> Bundle:
    found = read(Source("а.sav", data))
    assert found is not None
    return found


def answers(data: bytes) -> Answers:
    return bundle(data).answers[0]


@pytest.mark.parametrize(
    ("encoding", "declared", "page"),
    [("cp1251", "windows-1251", 0), ("cp1251", None, 1251), ("utf-8", "UTF-8", 65001)],
)
def test_names_labels_and_values_are_as_written(
    encoding: str, declared: str | None, page: int
) -> None:
    sets = SETS if encoding == "cp1251" else ""
    found = answers(
        sav(QUESTIONS, ROWS, encoding=encoding, declared=declared, page=page, sets=sets, weight=4)
    )
    assert [v.name for v in found.variables] == [q.name for q in QUESTIONS]
    assert found.variables[0].label == LONG.strip()
    assert found.variables[0].values == (("1", "Моя партия"), ("2", "Другая"), ("9", "Не скажу"))
    assert found.variables[0].missing == ("Не скажу",)
    assert found.variables[5].missing == ("98", "0")
    assert found.weight == "вес"
    assert found.respondents[0][1] == {
        "партия": "Моя партия", "семья_помогла": "Да", "друзья_помогли": "Нет", "вес": "1.25",
        "слова": "я и моя семья", "возраст": "34",
    }  # fmt: skip
    assert "семья_помогла" not in found.respondents[2][1]


def test_pyreadstat_alone_does_not_read_such_names() -> None:
    """If this fails, the library has learnt it and the passes over the dictionary can be fewer."""
    import io

    data = sav(QUESTIONS, ROWS, declared="windows-1251")
    with pytest.raises((pyreadstat.ReadstatError, UnicodeDecodeError)):
        pyreadstat.read_sav(io.BytesIO(data), encoding="cp1251")


def test_sets_of_answers_and_those_whose_columns_are_missing() -> None:
    found = bundle(sav(QUESTIONS, ROWS, declared="windows-1251", sets=SETS))
    help_ = ResponseSet(
        "помощь", "Кто помогал", "dichotomy", ("семья_помогла", "друзья_помогли"), "1"
    )
    assert found.answers[0].sets == (help_,)
    assert [n.key for n in found.warnings] == ["spss-sets-left"]


def test_a_wrong_declaration_is_told_and_not_followed() -> None:
    for declared in ("windows-1252", "UTF-8"):
        found = bundle(sav(QUESTIONS, ROWS, declared=declared))
        assert found.answers[0].variables[0].name == "партия"
        assert [n.key for n in found.warnings] == ["spss-encoding-other"]
    found = bundle(sav(QUESTIONS, ROWS, encoding="utf-8", declared="windows-1251"))
    assert found.answers[0].variables[0].name == "партия"


def test_a_guess_is_told() -> None:
    found = bundle(sav(QUESTIONS, ROWS))
    assert found.answers[0].variables[4].label == "Своими словами"
    assert [(n.key, n.details["taken"]) for n in found.warnings] == [
        ("spss-encoding-guessed", "cp1251")
    ]


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_letters_that_nobody_can_tell_are_refused_in_one_line(lang: str) -> None:
    data = sav((Question("a", "满意度调查问卷"),), ((1.0,),), encoding="gbk", declared="UTF-8")
    with use_language(lang), pytest.raises(EticError) as error:
        read(Source("а.sav", data))
    assert error.value.key == "spss-encoding"
    assert "\n" not in str(error.value)


def test_a_string_cut_within_a_letter_keeps_its_whole_letters() -> None:
    questions = (Question("слово", width=5),)
    found = answers(sav(questions, (("мир",),), encoding="utf-8", declared="UTF-8"))
    assert found.respondents[0][1] == {"слово": "ми"}


def test_very_long_strings_and_their_labels(tmp_path: Path) -> None:
    text = "Долгий ответ. " * 60
    frame = pd.DataFrame({"ответ": [text, "коротко"], "код": ["длинныйкод", "б"], "q": [1.0, 2.0]})
    for name in ("a.sav", "a.zsav"):
        path = tmp_path / name
        pyreadstat.write_sav(
            frame, str(path), compress=name == "a.zsav",
            variable_value_labels=cast(Any, {"код": {"длинныйкод": "Словами"}, "q": {1.0: "Да"}}),
            column_labels={"q": "Вопрос"},
        )  # fmt: skip
        found = answers(path.read_bytes())
        assert [said["ответ"] for _, said in found.respondents] == [text.strip(), "коротко"]
        assert [said["код"] for _, said in found.respondents] == ["Словами", "б"]
        assert [said["q"] for _, said in found.respondents] == ["Да", "2"]


_WORDS = st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБЯabc ,?—«»", min_size=1, max_size=40)


@settings(max_examples=25)
@given(
    st.lists(st.tuples(_WORDS, _WORDS), min_size=1, max_size=5),
    st.sampled_from([("cp1251", "windows-1251"), ("utf-8", "UTF-8")]),
)
def test_whatever_words_go_in_come_out(words: list[tuple[str, str]], as_: tuple[str, str]) -> None:
    questions = [
        Question(f"вопрос_{i}я", label, 0, {1.0: value}) for i, (label, value) in enumerate(words)
    ]
    found = answers(sav(questions, [[1.0] * len(words)], encoding=as_[0], declared=as_[1]))
    assert [v.name for v in found.variables] == [q.name for q in questions]
    assert [v.label for v in found.variables] == [label.strip() for label, _ in words]
    for said, (_, value) in zip(found.respondents[0][1].values(), words, strict=True):
        assert said == (value.strip() or "1")


@settings(max_examples=60)
@given(st.integers(0, 2300))
def test_a_file_cut_anywhere_is_refused_or_whole(cut: int) -> None:
    data = sav(QUESTIONS, ROWS, declared="windows-1251")[: -cut - 1]
    found: Bundle | str | None
    try:
        found = read(Source("а.sav", data))
    except EticError as refused:
        found = refused.key
    assert isinstance(found, Bundle) or found in ("spss-damaged", "spss-encoding")
