from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from etic import EticError
from etic.model import Answers, ResponseSet, Variable
from etic.read.answers_table import read, read_answers
from etic.read.source import Source
from etic.read.survey import read_survey
from tests.read.making import refused, source, warnings, workbook


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


GIVEN = ["Построил дом, Купил машину", "Купил машину", "Построил дом, Лечил детей, родителей"]


def test_answers_of_forms_on_the_web_are_parted_by_commas() -> None:
    cells = [*GIVEN, "Построил дом", "Лечил детей, родителей"]
    text = "ID;Что?\n" + "".join(f"{i};{cell}\n" for i, cell in enumerate(cells))
    bundle = read_answers(source(text))
    (found,) = bundle.answers
    assert found.sets[0].name == "Что?"
    said = [tuple(given.values()) for _, given in found.respondents]
    assert said[2] == ("Построил дом", "Лечил детей, родителей")
    assert said[0] == ("Построил дом", "Купил машину")
    assert warnings(bundle) == ["answers-many"]


@pytest.mark.parametrize(
    "cells",
    [
        ["Ош, Киргизия", "Москва, Россия", "Ош, Киргизия", "Москва, Россия"],
        ["всё хорошо, спасибо", "нет, спасибо", "ок"],
        ["Дом, Сад", "Сад, Дом", "Дом", "Сад"],  # no order of a list
    ],
)
def test_words_with_commas_are_left_alone(cells: list[str]) -> None:
    text = "ID;Что?\n" + "".join(f"{i};{cell}\n" for i, cell in enumerate(cells))
    (found,) = read_answers(source(text)).answers
    assert found.sets == ()
    assert [given["Что?"] for _, given in found.respondents] == cells


def test_titles_may_stand_above_the_header() -> None:
    for name in ("csv", "xlsx"):
        rows = [
            ["Опрос, 2024", "", ""],
            ["", "", ""],
            ["Анкета", "Пол", "Возраст"],
            ["1", "М", "23"],
        ]
        data = "\n".join(map(";".join, rows)).encode() if name == "csv" else workbook(rows)
        (found,) = read_answers(Source(f"a.{name}", data)).answers
        assert found.respondents == (("1", {"Пол": "М", "Возраст": "23"}),)


def test_hidden_sheets_come_last() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(workbook([["код", "слово"], [1, "М"]], [["Анкета", "Пол"], [7, "М"]]))
    )
    book["Лист1"].sheet_state = "hidden"
    book.active = 1
    out = io.BytesIO()
    book.save(out)
    (found,) = read_answers(Source("a.xlsx", out.getvalue())).answers
    assert found.respondents == (("7", {"Пол": "М"}),)


def test_thousands_parted_by_spaces_are_numbers() -> None:
    (found,) = read_answers(source("ID;доход\n1;1 200,5\n2;900\n3;12\u00a0000\n")).answers
    assert found.variables[0].kind == "number"
    assert [given["доход"] for _, given in found.respondents] == ["1200,5", "900", "12000"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Анкета;;Возраст\n1;М;23\n", "columns-nameless"),
        ("1;М;23\n2;Ж;44\n3;М;51\n", "answers-headless"),
    ],
)
def test_what_a_person_should_look_at_is_told(text: str, key: str) -> None:
    assert key in warnings(read_answers(source(text)))


def test_ticks_that_repeat_their_title_are_no_header_that_is_missing() -> None:
    text = "Пол;Дом;Машина\nМ;Дом;\nЖ;;Машина\n"
    assert warnings(read_answers(source(text))) == []


@pytest.mark.parametrize(
    ("text", "key"),
    [("Анкета;Пол\n", "answers-empty"), ("Questions;P1;P2\nQ1;2;4\n", "answers-turned")],
)
def test_what_holds_no_respondents_is_refused(tmp_path: Path, text: str, key: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text)
    refused(lambda: read_survey(path), key)
