from __future__ import annotations

import csv
from pathlib import Path

import pytest

from etic.model import Coding
from etic.read.codings_csv import read
from etic.read.source import Source
from tests.read.making import refused, source, warnings, where, workbook

HEADER = "document,start,end,code,coder,state,quote,memo\n"


def codings(of: Source) -> tuple[Coding, ...]:
    bundle = read(of)
    assert bundle is not None
    return bundle.codings


def test_codings_as_etic_writes_them() -> None:
    text = (
        HEADER
        + 'R07,10,25,push/jobs,gold,no,"Нет, работа\nбыла",сомнение\nR08,,,skills,,,Плитка,\n'
    )
    assert codings(source(text)) == (
        Coding(
            "R07", "push/jobs", "Нет, работа\nбыла", 10, 25, "gold", "сомнение", "no",
            where="row 2",
        ),
        Coding("R08", "skills", "Плитка", where="row 3"),
    )  # fmt: skip


def test_the_quote_may_be_left_to_the_place() -> None:
    (coding,) = codings(source("document,start,end,code\nR1,0,5,a\n"))
    assert (coding.quote, coding.start, coding.end) == ("", 0, 5)


def test_a_quote_with_a_place_stays_as_it_is() -> None:
    with_place = codings(source("document,start,end,code,quote\nR1,0,4,a, да \n"))
    without = codings(source("document,code,quote\nR1,a, да \n"))
    assert (with_place[0].quote, without[0].quote) == (" да ", "да")


@pytest.mark.parametrize(
    ("word", "state"),
    [("", "yes"), ("yes", "yes"), ("Да", "yes"), ("no", "no"), ("НЕТ", "no"), ("0", "no")],
)
def test_states(word: str, state: str) -> None:
    (coding,) = codings(source(f"document,code,quote,state\nR1,a,b,{word}\n"))
    assert coding.state == state


def test_taguettes_export() -> None:
    bundle = read(source("id,document,tag,content\n473,P2.odt,Home tab clear,Okay.\n"))
    assert bundle is not None
    assert warnings(bundle) == []
    assert bundle.codings == (Coding("P2.odt", "Home tab clear", "Okay.", where="row 2"),)


def test_russian_titles_semicolons_and_workbooks() -> None:
    expected = (Coding("R1", "a", "Да", 3, 5, "Анна", "м", "no", where="row 2"),)
    titles = ["документ", "начало", "конец", "код", "кодировщик", "состояние", "цитата", "заметка"]
    row = ["R1", "3", "5", "a", "Анна", "нет", "Да", "м"]
    assert codings(source(f"{';'.join(titles)}\n{';'.join(row)}\n")) == expected
    assert codings(Source("a.xlsx", workbook([titles, row]))) == expected


def test_columns_of_a_longer_export_are_told_and_not_read() -> None:
    bundle = read(source("case,document,speaker,code,quote,start,end,age\nR1,R1,Р,a,Да,0,2,34\n"))
    assert warnings(bundle) == ["columns-unread"]


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ("R1,x,5,a,,,b,", "cell-number"),
        ("R1,0,5.5,a,,,b,", "cell-number"),
        ("R1,-1,5,a,,,b,", "cell-number"),
        ("R1,0,,a,,,b,", "coding-half"),
        ("R1,,5,a,,,b,", "coding-half"),
        ("R1,5,5,a,,,b,", "coding-backwards"),
        ("R1,6,5,a,,,b,", "coding-backwards"),
        ("R1,,,a,,, ,", "coding-nowhere"),
        ("R1,0,5,a,,perhaps,b,", "coding-state"),
        (",0,5,a,,,b,", "cell-empty"),
        ("R1,0,5,,,,b,", "cell-empty"),
        ('R1,0,5,a,,,"b,', "csv-quotes"),
        ("R1,0,5,a,,,b,,c", "row-long"),
    ],
)
def test_what_is_wrong_is_told_with_its_row(row: str, key: str) -> None:
    text = HEADER + "R1,0,5,a,,,b,\n" + row + "\n"
    assert where(refused(lambda: read(source(text)), key)) == ("row 3",)


@pytest.mark.parametrize(
    "text",
    ["code,name\na,b\n", "case,age\nR1,34\n", "document,code\nR1,a\n", "speaker,text\nА,Да\n",
     "Документ о кодах: цитата\n", ""],
)  # fmt: skip
def test_another_table_is_left_alone(text: str) -> None:
    assert read(source(text)) is None


def test_no_codings_are_codings_too() -> None:
    assert codings(source(HEADER)) == ()


def test_the_exports_of_a_real_project(shared: Path) -> None:
    for path in sorted((shared / "data/serdif/tags").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        bundle = read(Source(path.name, path.read_bytes()))
        assert bundle is not None
        assert warnings(bundle) == []
        assert [(c.document, c.code, c.quote) for c in bundle.codings] == [
            (row["document"], row["tag"], row["content"].strip()) for row in rows
        ]
