"""SPSS files: written by the library that reads them, so with everything it knows to write."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
import pytest

from etic import EticError
from etic.model import Answers
from etic.read.source import Source
from etic.read.spss import read
from tests.read.making import refused, warnings

FRAME = pd.DataFrame(
    {
        "анкета": ["A1", "A2", "A3"],
        "пол": [1.0, 2.0, None],
        "доволен": [1.0, 9.0, 3.0],
        "возраст": [34.0, 51.5, None],
        "слова": ["Да, очень", "", "нет"],
    }
)
LABELS: dict[str, Any] = {
    "column_labels": {"пол": "Ваш пол", "доволен": "Вы довольны?"},
    "variable_value_labels": {
        "пол": {1.0: "мужчина", 2.0: "женщина"},
        "доволен": {1.0: "Да", 2.0: "Нет", 9.0: "Отказ от ответа"},
    },
    "missing_ranges": {"доволен": [9.0]},
    "variable_measure": {"доволен": "ordinal"},
}


def written(path: Path, frame: pd.DataFrame = FRAME, **more: Any) -> Source:
    pyreadstat.write_sav(frame, str(path), **(more or LABELS))
    return Source(path.name, path.read_bytes())


def answers(of: Source) -> Answers:
    bundle = read(of)
    assert bundle is not None
    (found,) = bundle.answers
    return found


@pytest.fixture
def found(tmp_path: Path) -> Answers:
    return answers(written(tmp_path / "a.sav"))


def test_answers_are_words_and_codes_are_kept(found: Answers) -> None:
    sex = found.variables[0]
    assert (sex.name, sex.label, sex.kind) == ("пол", "Ваш пол", "nominal")
    assert sex.values == (("1", "мужчина"), ("2", "женщина"))
    assert [said.get("пол") for _, said in found.respondents] == ["мужчина", "женщина", None]


def test_respondents_are_named_by_their_column(found: Answers) -> None:
    assert [name for name, _ in found.respondents] == ["A1", "A2", "A3"]
    assert "анкета" not in {v.name for v in found.variables}


def test_what_the_file_declares_missing_is_an_answer_and_declared(found: Answers) -> None:
    satisfied = found.variables[1]
    assert satisfied.kind == "ordinal"
    assert satisfied.missing == ("Отказ от ответа",)
    # 3 has no label and stays what it is
    assert [said.get("доволен") for _, said in found.respondents] == ["Да", "Отказ от ответа", "3"]
    assert [code for code, _ in satisfied.values] == ["1", "2", "3", "9"]


def test_numbers_and_texts(found: Answers) -> None:
    age, words = found.variables[2:]
    assert (age.kind, words.kind) == ("number", "nominal")
    assert [said.get("возраст") for _, said in found.respondents] == ["34", "51.5", None]
    assert [said.get("слова") for _, said in found.respondents] == ["Да, очень", None, "нет"]


def test_without_a_column_of_names_respondents_are_numbered(tmp_path: Path) -> None:
    found = answers(written(tmp_path / "a.sav", FRAME[["пол"]], column_labels={}))
    assert [name for name, _ in found.respondents] == ["1", "2", "3"]


def test_one_word_for_two_codes_stays_two_answers(tmp_path: Path) -> None:
    frame = pd.DataFrame({"q": [1.0, 2.0]})
    labels = {"q": {1.0: "Другое", 2.0: "Другое"}}
    found = answers(written(tmp_path / "a.sav", frame, variable_value_labels=labels))
    assert [said["q"] for _, said in found.respondents] == ["1 Другое", "2 Другое"]


def test_a_compressed_file_and_dates(tmp_path: Path) -> None:
    frame = pd.DataFrame({"когда": [date(2022, 10, 21), None]})
    path = tmp_path / "a.zsav"
    pyreadstat.write_sav(frame, str(path), compress=True)
    found = answers(Source("a.zsav", path.read_bytes()))
    assert found.variables[0].kind == "date"
    assert found.respondents[0][1] == {"когда": "2022-10-21"}


def test_a_portable_file(tmp_path: Path) -> None:
    path = tmp_path / "a.por"
    pyreadstat.write_por(pd.DataFrame({"Q1": [1.0, 2.0]}), str(path))
    bundle = read(Source("a.por", path.read_bytes()))
    assert bundle is not None
    assert [s for _, s in bundle.answers[0].respondents] == [{"Q1": "1"}, {"Q1": "2"}]
    assert warnings(bundle) == ["spss-portable-missing"]


@pytest.mark.parametrize("cut", [10, 100, 180, 400])
def test_a_file_that_is_cut_off_is_refused(tmp_path: Path, cut: int) -> None:
    whole = written(tmp_path / "a.sav")
    with pytest.raises(EticError) as error:
        read(Source("a.sav", whole.data[:cut]))
    assert error.value.key == "spss-damaged"
    assert "a.sav" in str(error.value)


def test_a_respondent_twice_is_refused(tmp_path: Path) -> None:
    frame = pd.DataFrame({"id": ["A1", "A1"], "q": [1.0, 2.0]})
    with pytest.raises(EticError) as error:
        read(written(tmp_path / "a.sav", frame, column_labels={}))
    assert error.value.key == "respondent-twice"


def test_other_files_are_none() -> None:
    assert read(Source("a.sav", "И: Где?".encode())) is None


def test_a_scale_of_which_the_ends_are_labelled_is_in_order(tmp_path: Path) -> None:
    frame = pd.DataFrame({"q": [10.0, 2.0, 1.0, 9.0, 2.5]})
    worded = {"q": {1.0: "Совсем нет", 10.0: "Очень"}}
    (q,) = answers(written(tmp_path / "a.sav", frame, variable_value_labels=worded)).variables
    assert [code for code, _ in q.values] == ["1", "2", "2.5", "9", "10"]


def test_numbers_of_which_the_missing_ones_are_labelled_are_numbers(tmp_path: Path) -> None:
    frame = pd.DataFrame({"возраст": [34.0, 99.0, 51.0]})
    labels = {"variable_value_labels": {"возраст": {99.0: "Отказ"}},
              "missing_ranges": {"возраст": [99.0]}}  # fmt: skip
    found = answers(written(tmp_path / "a.sav", frame, **labels))
    (age,) = found.variables
    assert (age.kind, age.missing) == ("number", ("Отказ",))
    assert [said["возраст"] for _, said in found.respondents] == ["34", "Отказ", "51"]


def test_a_file_without_respondents_is_refused(tmp_path: Path) -> None:
    refused(lambda: read(written(tmp_path / "a.sav", FRAME.iloc[:0])), "answers-empty")
