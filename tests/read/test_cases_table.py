from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from etic.model import Case
from etic.read.cases_table import read, read_cases
from etic.read.source import Source
from tests.read.making import refused, source, where, workbook


def cases(text: str) -> list[tuple[str, dict[str, object]]]:
    return [(case.name, dict(case.attributes)) for case in read_cases(source(text))]


def test_a_row_is_a_case_and_a_column_an_attribute() -> None:
    text = "case,document,study,gender,Год рождения\nR1,R01,migr,женщина,1988\nR2,,,мужчина,\n"
    assert read_cases(source(text)) == (
        Case("R1", "migr", {"gender": "женщина", "Год рождения": 1988}, "R01", "row 2"),
        Case("R2", "", {"gender": "мужчина"}, "", "row 3"),
    )


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["34", "", "−5,5"], [34, None, -5.5]),
        (["34", "", "-5"], [34, None, -5]),
        (["3,5", "4", "0.25"], [3.5, 4, 0.25]),
        (["да", "Нет", "YES", "false"], [True, False, True, False]),
        (["да", "не знаю"], ["да", "не знаю"]),
        (["34", "около 40"], ["34", "около 40"]),
        (["007", "8"], ["007", "8"]),
        (["+996555", "5"], ["+996555", "5"]),
        (["1e3", "5"], ["1e3", "5"]),
        (["nan", "5"], ["nan", "5"]),
        (["2022-10-21", "2022-11-01"], ["2022-10-21", "2022-11-01"]),
        (["1", "0"], [1, 0]),
        (["", ""], [None, None]),
        (["12345678901234567", "5"], ["12345678901234567", "5"]),
        (["١٢", "5"], ["١٢", "5"]),
    ],
)
def test_a_column_is_of_one_kind(cells: list[str], values: list[object]) -> None:
    rows = "".join(f"R{n};{cell}\n" for n, cell in enumerate(cells))
    found = [dict(case.attributes).get("x") for case in read_cases(source(f"case;x\n{rows}"))]
    assert found == values
    assert [type(value) for value in found] == [type(value) for value in values]


@pytest.mark.parametrize("title", ["case", "Respondent", "респондент", "Случай", "participant"])
def test_a_list_of_cases_says_so_by_its_first_column(title: str) -> None:
    bundle = read(source(f"{title};возраст\nR1;34\n"))
    assert bundle is not None
    assert [dict(case.attributes) for case in bundle.cases] == [{"возраст": 34}]


@pytest.mark.parametrize(
    "text",
    [
        "id,age\nR1,34\n",
        "age,case\n34,R1\n",
        "case,document,speaker,code,quote,start,end\nR1,R1,Р,a,Да,0,2\n",
        "participant,text\nА,Да\n",
        "respondent,question,answer,n\nR1,a,b,3\n",
        "code,name,definition\na,b,c\n",
        "document,start,end,code,quote\nR1,0,2,a,Да\n",
        "study,table,question,answer,group,percent\ns,1,q,a,g,5\n",
        "И: Кто вы?\nР: Случай, наверное.\n",
        "",
    ],
)
def test_anything_else_is_a_list_of_cases_only_if_the_user_says_so(text: str) -> None:
    assert read(source(text)) is None


def test_the_user_may_say_what_the_file_is() -> None:
    assert cases("age,id\n34,R1\n") == [("R1", {"age": 34})]
    assert cases("id,case,age\n1,R1,34\n") == [("R1", {"id": 1, "age": 34})]
    refused(lambda: read_cases(source("name,age\nR1,34\n")), "cases-unknown")
    refused(lambda: read_cases(Source("a.png", b"\x89PNG\r\n\x1a\n\0")), "cases-unknown")


def test_a_workbook_will_do() -> None:
    rows: list[list[object]] = [
        ["Случай", "возраст", "вернулся"],
        ["R1", 34, True],
        ["R2", 28.5, False],
    ]
    found = read_cases(Source("a.xlsx", workbook(rows)))
    assert [dict(case.attributes) for case in found] == [
        {"возраст": 34, "вернулся": True}, {"возраст": 28.5, "вернулся": False},
    ]  # fmt: skip


def test_numbers_left_by_pandas_are_no_attribute() -> None:
    assert cases(",case,age\n0,R1,34\n1,R2,28\n") == [("R1", {"age": 34}), ("R2", {"age": 28})]


def test_a_case_may_stand_twice_if_it_says_the_same() -> None:
    text = "case,document,age\nR1,R1a,34\nR1,R1b,34\nR1,R1a,34\n"
    assert [(c.name, c.document) for c in read_cases(source(text))] == [
        ("R1", "R1a"),
        ("R1", "R1b"),
    ]
    text = "case,study,age\nR1,a,34\nR1,b,28\n"
    assert len(read_cases(source(text))) == 2


@pytest.mark.parametrize(
    ("text", "key", "places"),
    [
        ("case,age\nR1,34\nR2,28\nR1,35\n", "case-twice", ("row 2", "row 4")),
        ("case,age\nR1,34\nR1,\n", "case-twice", ("row 2", "row 3")),
        ("case,age\n,34\n", "cell-empty", ("row 2",)),
        ('case,age\nR1,"34\n', "csv-quotes", ("row 2",)),
    ],
)
def test_what_is_wrong_is_told_with_its_rows(text: str, key: str, places: tuple[str, ...]) -> None:
    readings: list[Callable[[Source], object]] = [read, read_cases]
    for reading in readings:
        assert where(refused(partial(reading, source(text)), key)) == places


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("case,age,age\nR1,34,35\n", "column-twice"),
        ("case,Case\nR1,R1\n", "column-twice"),
        ("case,,age\nR1,5,34\n", "column-nameless"),
    ],
)
def test_columns_have_names_of_their_own(text: str, key: str) -> None:
    refused(lambda: read_cases(source(text)), key)
