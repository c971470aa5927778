from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from etic.model import Cell, SurveyTable
from etic.read.source import Source
from etic.read.survey_csv import read
from tests.read.making import refused, source, warnings, where, workbook

HEADER = "study,table,title,question,answer,group,n,percent,declared_base,is_subtotal\n"


def tables(of: Source) -> tuple[SurveyTable, ...]:
    bundle = read(of)
    assert bundle is not None
    return bundle.tables


def test_a_row_is_a_printed_figure() -> None:
    text = HEADER + (
        "migr,1,Трудности,Где трудно?,Жильё,Всего,15,,50 (25+25),0\n"
        "migr,1,Трудности,Где трудно?,Жильё,Мигранты,,32.0,50 (25+25),0\n"
        'migr,1,Трудности,Почему?,Дорого,Всего,,"22,1",,\n'
        "migr,1,Трудности,Где трудно?,Итого:,Всего,50,,,1\n"
    )
    assert tables(source(text, "s.csv")) == (
        SurveyTable(
            "1", "Трудности", "Где трудно?",
            (
                Cell("Жильё", "Всего", 15, "", "50 (25+25)"),
                Cell("Жильё", "Мигранты", None, "32.0", "50 (25+25)"),
                Cell("Итого:", "Всего", 50, "", "", True),
            ),
            "migr", "s.csv", "row 2",
        ),
        SurveyTable(
            "1", "Трудности", "Почему?", (Cell("Дорого", "Всего", None, "22.1"),),
            "migr", "s.csv", "row 4",
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "printed"),
    [("32.0", "32.0"), ("22,1", "22.1"), ("7", "7"), ("0.00", "0.00"), ("32,0 %", "32.0"),
     ("−4,5", "-4.5"), ("-4.5", "-4.5"), ("100%", "100"), ("", ""), ("—", ""), ("-", "")],
)  # fmt: skip
def test_a_percent_is_kept_as_printed(cell: str, printed: str) -> None:
    (table,) = tables(source(f"question;answer;percent\na;b;{cell}\n"))
    assert table.cells[0].percent == printed


@pytest.mark.parametrize(
    ("cell", "n"), [("15", 15), ("1 794", 1794), ("1\u00a0794", 1794), ("15.0", 15), ("—", None)]
)
def test_a_count_is_a_whole_number(cell: str, n: int | None) -> None:
    (table,) = tables(source(f"question;answer;n\na;b;{cell}\n"))
    assert table.cells[0].n == n


def test_columns_may_stand_in_any_order_and_be_called_in_russian() -> None:
    text = "процент;группа;ответ;вопрос;таблица;база\n22,1;Всего;Да;Едете?;8;515\n"
    (table,) = tables(source(text))
    assert (table.number, table.question) == ("8", "Едете?")
    assert table.cells == (Cell("Да", "Всего", None, "22.1", "515"),)


def test_tables_of_one_number_in_two_studies_are_two() -> None:
    text = "study,table,question,answer,n\na,1,q,x,1\nb,1,q,x,2\na,1,q,y,3\n"
    assert [(t.study, len(t.cells)) for t in tables(source(text))] == [("a", 2), ("b", 1)]


def test_what_a_person_should_look_at_is_told() -> None:
    text = (
        "table,title,question,answer,group,n,percent,страница\n"
        "1,A,q,x,g,5,,7\n1,A,q,x,g,,20.0,7\n1,B,q,x,g,6,,7\n"
    )
    bundle = read(source(text))
    assert warnings(bundle) == ["columns-unread", "survey-titles", "survey-twice"]
    assert bundle is not None
    assert [notice.where for notice in bundle.warnings] == ["row 1", "row 4", "row 4"]
    assert len(bundle.tables[0].cells) == 3


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ("q,a,g,x,,0", "cell-number"),
        ("q,a,g,-3,,0", "cell-number"),
        ("q,a,g,3.5,,0", "cell-number"),
        ("q,a,g,,x,0", "cell-percent"),
        ('q,a,g,,"1,2,3",0', "cell-percent"),
        ("q,a,g,3,,maybe", "cell-boolean"),
        ("q,,g,3,,0", "cell-empty"),
        (",a,g,3,,0", "cell-empty"),
        ("q,a,g,3,,0,9", "row-long"),
    ],
)
def test_what_is_wrong_is_told_with_its_row(row: str, key: str) -> None:
    text = f"question,answer,group,n,percent,is_subtotal\nq,a,g,3,,0\n{row}\n"
    assert where(refused(lambda: read(source(text)), key)) == ("row 3",)


@pytest.mark.parametrize(
    "text",
    ["question,answer\nq,a\n", "Вопрос: кто?\nОтвет: я.\n", "code,name\na,b\n", "id,q1\n1,2\n", ""],
)
def test_another_table_is_left_alone(text: str) -> None:
    assert read(source(text)) is None


def test_a_workbook_is_read_as_it_is_shown() -> None:
    head = ["table", "question", "answer", "group", "n", "percent"]
    shown = [
        (32, "0.0", "32.0"), (0.221, "0.0%", "22.1"), ("28,0", "@", "28.0"), (None, "General", ""),
    ]  # fmt: skip
    data = workbook(
        [["Read me"], ["Tables of two articles"]],
        [["Published tables"], head, *(["8", "q", "a", f"g{i}", 5, v] for i, (v, _, _) in
                                       enumerate(shown))],
    )  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(data))
    for i, (_, pattern, _) in enumerate(shown):
        book["Лист2"].cell(i + 3, 6).number_format = pattern
    bundle = read(saved(book))
    assert bundle is not None
    assert [cell.percent for cell in bundle.tables[0].cells] == [text for *_, text in shown]
    assert {cell.n for cell in bundle.tables[0].cells} == {5}
    assert warnings(bundle) == []


def test_numbers_without_a_format_are_as_long_as_the_longest_and_that_is_said() -> None:
    head = ["table", "question", "answer", "percent"]
    rows: list[list[object]] = [
        ["1", "q", "a", 32],
        ["1", "q", "b", 22.1],
        ["1", "q", "c", "7"],
        ["2", "q", "a", 32],
    ]
    bundle = read(Source("a.xlsx", workbook([list(head), *rows])))
    assert bundle is not None
    percents = [[cell.percent for cell in table.cells] for table in bundle.tables]
    assert percents == [["32.0", "22.1", "7"], ["32"]]
    assert warnings(bundle) == ["survey-decimals"]
    assert bundle.warnings[0].details == {"tables": "1: 1; 2: 0"}


def test_a_table_may_go_on_on_another_sheet() -> None:
    head = ["table", "question", "answer", "n"]
    data = workbook([head, ["1", "q", "a", 3]], [head, ["1", "q", "b", 4], ["2", "q", "a", 5]])
    found = tables(Source("a.xlsx", data))
    assert [[cell.n for cell in table.cells] for table in found] == [[3, 4], [5]]


def test_hidden_sheets_are_no_tables() -> None:
    head = ["table", "question", "answer", "n"]
    book = openpyxl.load_workbook(io.BytesIO(workbook([head, ["1", "q", "a", 3]],
                                                      [head, ["9", "old", "a", 4]])))  # fmt: skip
    book["Лист2"].sheet_state = "hidden"
    assert [table.number for table in tables(Source("a.xlsx", saved(book).data))] == ["1"]


def test_a_formula_that_was_never_computed_is_refused_with_its_cell() -> None:
    head = ["table", "question", "answer", "n"]
    book = workbook([head, ["1", "q", "a", "=1+2"]])
    error = refused(lambda: read(Source("a.xlsx", book)), "workbook-formula")
    assert (error.details["sheet"], error.details["cell"]) == ("Лист1", "D2")


def saved(book: openpyxl.Workbook) -> Source:
    out = io.BytesIO()
    book.save(out)
    return Source("a.xlsx", out.getvalue())


def test_the_published_tables_of_both_studies(shared: Path) -> None:
    path = shared / "data/published/tables.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    bundle = read(Source(path.name, path.read_bytes()))
    assert bundle is not None
    assert bundle.warnings == ()
    assert len(bundle.tables) == 20
    cells = [
        (t.study, t.number, t.title, t.question, c.answer, c.group,
         "" if c.n is None else str(c.n), c.percent, c.declared_base, str(int(c.subtotal)))
        for t in bundle.tables
        for c in t.cells
    ]  # fmt: skip
    assert len(cells) == 259
    assert sorted(cells) == sorted(tuple(row.values()) for row in rows)
