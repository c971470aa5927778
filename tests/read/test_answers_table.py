from __future__ import annotations

from pathlib import Path

import pytest

from etic import EticError
from etic.model import Answers, ResponseSet, Variable
from etic.read.answers_table import read, read_answers
from etic.read.source import Source
from etic.read.survey import read_survey
from tests.read.making import refused, source, workbook


def only(found: tuple[Answers, ...]) -> Answers:
    (answers,) = found
    return answers


def told(of: Source) -> tuple[Answers, ...]:
    return read_answers(of).answers


def test_a_row_is_a_questionnaire() -> None:
    bundle = read(
        source("questionnaire,study,пол,возраст\nA1,migr,жен,34\nA2,migr,муж,\n", "a.csv")
    )
    assert bundle is not None
    assert only(bundle.answers) == Answers(
        (
            Variable("пол", values=(("жен", "жен"), ("муж", "муж")), declared=False),
            Variable("возраст", values=(("34", "34"),), declared=False),
        ),
        (("A1", {"пол": "жен", "возраст": "34"}), ("A2", {"пол": "муж"})),
        "migr",
        source="a.csv",
    )


@pytest.mark.parametrize(
    "text",
    [
        "respondent,q1\nA1,да\n",
        "case,q1\nA1,да\n",
        "question,answer,n\na,b,1\n",
        "и,просто,текст\n",
    ],
)
def test_a_table_that_does_not_say_so_is_none(text: str) -> None:
    assert read(source(text)) is None


@pytest.mark.parametrize("title", ["respondent", "№", "id", "анкета", "Номер анкеты"])
def test_told_that_it_is_a_survey_it_is_read(title: str) -> None:
    found = only(told(source(f"{title};Вопрос\n7;Да\n8;Нет\n")))
    assert [name for name, _ in found.respondents] == ["7", "8"]
    assert [v.name for v in found.variables] == ["Вопрос"]


def test_without_names_respondents_have_the_number_of_their_row() -> None:
    found = only(told(source("q1,q2\nда,нет\nнет,да\n")))
    assert [name for name, _ in found.respondents] == ["2", "3"]


def test_windows_spreadsheets() -> None:
    data = "анкета;доход\n1;12,5\n2;13\n".encode("cp1251")
    found = read(Source("a.csv", data))
    assert found is not None
    assert only(found.answers).respondents[0] == ("1", {"доход": "12,5"})


def test_a_workbook() -> None:
    found = read(Source("a.xlsx", workbook([["questionnaire", "пол"], ["A1", "муж"]])))
    assert found is not None
    assert only(found.answers).respondents == (("A1", {"пол": "муж"}),)


def test_many_different_numbers_are_numbers() -> None:
    rows = "\n".join(f"A{n},{n}" for n in range(1, 40))
    found = read(source(f"questionnaire,age\n{rows}\n"))
    assert found is not None
    assert only(found.answers).variables == (Variable("age", kind="number", declared=False),)


def test_few_numbers_are_answers_in_their_order() -> None:
    found = read(source("questionnaire,mark\nA1,5\nA2,10\nA3,2\n"))
    assert found is not None
    assert [answer for _, answer in only(found.answers).variables[0].values] == ["2", "5", "10"]


@pytest.mark.parametrize(
    ("text", "key", "place"),
    [
        ("questionnaire,q\nA1,да\nA1,нет\n", "respondent-twice", "3"),
        ("questionnaire,q\nA1,да\n,нет\n", "cell-empty", "3"),
        ("questionnaire,q,q\nA1,да,нет\n", "column-twice", "q"),
        ('questionnaire,q\nA1,"да\n', "csv-quotes", ""),
    ],
)
def test_what_is_wrong_is_named(text: str, key: str, place: str) -> None:
    with pytest.raises(EticError) as error:
        read(source(text))
    assert error.value.key == key
    assert place in str(error.value)


def test_a_file_without_a_survey_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "talk.csv"
    path.write_text("speaker,text\nИ,Где?\nР,Там.\n", encoding="utf-8")
    refused(lambda: read_survey(path), "no-survey")


# -- what a table shows without saying so --


def test_decimals_with_a_comma_and_dates_are_what_they_are() -> None:
    data = "анкета;доход;когда\n1;12,5;2022-10-21\n2;13;01.11.2022\n".encode("cp1251")
    found = read(Source("a.csv", data))
    assert found is not None
    assert [v.kind for v in only(found.answers).variables] == ["number", "date"]


@pytest.mark.parametrize("title", ["weight", "Вес", "W"])
def test_a_weight_is_proposed_and_not_taken(title: str) -> None:
    found = read_answers(source(f"id\tq\t{title}\n1\tда\t0,5\n2\tнет\t1\n", "a.tsv"))
    answers = only(found.answers)
    assert (answers.variables[1].kind, answers.weight) == ("weight", "")
    assert [n.key for n in found.warnings] == ["answers-weight-like"]


def test_a_column_called_weight_that_holds_words_is_no_weight() -> None:
    found = read_answers(source("id,q,вес\n1,да,большой\n2,нет,малый\n"))
    assert not found.warnings


def test_several_answers_in_a_cell_become_a_set() -> None:
    text = "id,Кто помог?,q\n1,семья; друзья,а\n2,друзья; никто,б\n3,семья,а\n4,,а\n5,никто,а\n"
    found = read_answers(source(text))
    answers = only(found.answers)
    names = ("Кто помог? (1)", "Кто помог? (2)")
    assert answers.sets == (ResponseSet("Кто помог?", "", "category", names),)
    assert answers.respondents[1][1] == {names[0]: "друзья", names[1]: "никто", "q": "б"}
    assert answers.respondents[3][1] == {"q": "а"}
    assert [(n.key, n.details["n"]) for n in found.warnings] == [("answers-many", 3)]


def test_own_words_with_semicolons_are_left_alone() -> None:
    text = 'id,q\n1,"да; но потом уехал"\n2,"нет; тогда не было работы"\n'
    assert not only(read_answers(source(text)).answers).sets


def test_names_in_the_first_row_and_questions_in_the_second() -> None:
    found = read_answers(
        source("id;q1;q2\nНомер анкеты;Ваш пол?;Сколько Вам лет?\n1;муж;30\n2;жен;41\n")
    )
    answers = only(found.answers)
    assert [(v.name, v.label) for v in answers.variables] == [
        ("q1", "Ваш пол?"), ("q2", "Сколько Вам лет?"),
    ]  # fmt: skip
    assert [name for name, _ in answers.respondents] == ["1", "2"]
    assert [n.key for n in found.warnings] == ["answers-titles"]


@pytest.mark.parametrize(
    "text",
    [
        "id;q1;q2\n1;очень плохо;да нет\n2;муж;30\n",
        "id;q1\nТот же;ответ такой\nА;ответ такой\n",
        "id;Ваш пол\nодин такой;не помню я\nА;Б\n",
    ],
)
def test_answers_are_not_taken_for_questions(text: str) -> None:
    assert not read_answers(source(text)).warnings
