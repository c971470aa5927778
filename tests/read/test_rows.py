from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from io import BytesIO

import pytest

from etic.read import rows, xlsx
from etic.read.rows import Columns, Table, folded, table
from etic.read.source import Source
from tests.read.making import harmless, packed, refused, source, where, workbook

NAMES = {"case": ("case", "случай"), "age": ("age", "возраст")}


def ours(header: tuple[str, ...]) -> bool:
    return "case" in header or "случай" in header


def read(of: Source) -> Table:
    found = table(of, ours)
    assert found is not None
    return found


def cells(of: Source) -> list[tuple[str, ...]]:
    return [row.cells for row in read(of).rows]


# -- csv --


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_delimiter_and_encoding_are_found(delimiter: str, encoding: str) -> None:
    text = "случай,возраст\nР1 (Айгуль приехала из Бишкека),34\n".replace(",", delimiter)
    assert cells(Source("a.csv", text.encode(encoding))) == [
        ("Р1 (Айгуль приехала из Бишкека)", "34")
    ]


def test_excels_own_line_for_the_delimiter_is_no_row() -> None:
    found = read(source("sep=;\ncase;age\nR1;34\n"))
    assert found.titles == ("case", "age")
    assert found.rows[0].where == "row 2"


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    found = read(source('\ncase,age\nR1,34\n\n"R\n2",35\nR3\n,\nR4,\n'))
    assert [(row.number, row.cells) for row in found.rows] == [
        (3, ("R1", "34")), (5, ("R\n2", "35")), (6, ("R3", "")), (8, ("R4", "")),
    ]  # fmt: skip


def test_a_delimiter_in_quotes_is_no_delimiter() -> None:
    assert cells(source('case;"age, in years"\nR1;"3,5"\n')) == [("R1", "3,5")]
    assert cells(source('case,note\nR1,"a;b;c"\n')) == [("R1", "a;b;c")]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('case,age\nR1,"34\nR2,35\n', "row 2"),
        ('case,age\nR1,34\n"R2" x,35\n', "row 3"),
        (f'case,age\nR1,34\nR2,"{"x" * 200_000}"\n', "row 3"),
    ],
)
def test_a_stray_quotation_mark_is_an_error_with_its_row(text: str, row: str) -> None:
    assert where(refused(lambda: read(source(text)), "csv-quotes")) == (row,)


def test_a_row_with_too_many_cells_is_an_error() -> None:
    error = refused(lambda: read(source("case,age\nR1,34\nR2,3,5\n")), "row-long")
    assert where(error) == ("row 3",)
    assert cells(source("case,age,,\nR1,34,,\n")) == [("R1", "34")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n \n",
        "И: Здравствуйте, расскажите.\nР: Да.\n",
        "a,b\n1,2\n",
        '"Да, — сказал он и замолчал.\n' * 20_000,
        "x" * 300_000,
    ],
)
def test_what_is_no_table_of_ours_is_left_alone(text: str) -> None:
    assert table(source(text), ours) is None


def test_bytes_that_are_no_text_are_left_alone() -> None:
    assert table(Source("a.csv", b"\x00\x01\x02case,age"), ours) is None


def test_a_table_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MOST_ROWS", 3)
    assert len(cells(source("case\n1\n2\n"))) == 2
    refused(lambda: read(source("case\n1\n2\n3\n")), "table-long")


# -- columns --


def test_columns_go_by_their_meaning() -> None:
    found = read(source("Возраст;Случай;Город\n 34 ; R1 ;Ош\n"))
    columns = Columns(found, NAMES)
    row = found.rows[0]
    assert (columns.text(row, "case"), columns.raw(row, "age")) == ("R1", " 34 ")
    assert [found.titles[i] for i in columns.others()] == ["Город"]
    assert columns.notices()[0].details == {"columns": "Город"}
    assert columns.notices("город") == ()
    assert "city" not in columns


def test_a_column_that_stands_twice_is_refused() -> None:
    found = read(source("case,age,Age\nR1,1,2\n"))
    refused(lambda: Columns(found, NAMES), "column-twice")


def test_a_cell_that_is_needed_must_be_filled() -> None:
    found = read(source("case,age\n,34\n"))
    columns = Columns(found, NAMES)
    error = refused(lambda: columns.needed(found.rows[0], "case"), "cell-empty")
    assert where(error) == ("row 2",)


@pytest.mark.parametrize(
    ("title", "same"),
    [("Name_RU", "name ru"), ("name-ru", "name ru"), (" НАЗВАНИЕ  (рус.)", "название рус"),
     ("Ещё", "еще"), ("№ таблицы", "№ таблицы"), ("%", "%"), ("name\nru", "name ru")],
)  # fmt: skip
def test_titles_are_compared_folded(title: str, same: str) -> None:
    assert folded(title) == same


# -- xlsx --


def test_cells_of_a_workbook_are_what_one_would_type() -> None:
    moment = datetime(2022, 10, 21, 9, 30)
    row = ["R1", 34, 34.0, 3.5, True, date(2022, 10, 21), moment, time(9, 30), None, "и\u0306\r\n"]
    data = workbook([["case", *"abcdefghi"], row])
    assert cells(Source("a.xlsx", data)) == [
        ("R1", "34", "34", "3.5", "true", "2022-10-21", "2022-10-21 09:30:00", "09:30:00", "",
         "й\n"),
    ]  # fmt: skip


def test_the_first_sheet_with_the_header_is_read() -> None:
    cases: list[list[object]] = [[], [], ["Случай", "Возраст"], ["R1", 34]]
    data = workbook([["о файле"], ["Анкета"]], cases, [["case"]])
    found = read(Source("a.xlsx", data))
    assert found.titles == ("Случай", "Возраст")
    assert [(row.where, row.cells) for row in found.rows] == [("row 4", ("R1", "34"))]


def test_a_workbook_without_such_a_sheet_is_left_alone() -> None:
    assert table(Source("a.xlsx", workbook([["a", "b"], [1, 2]], [])), ours) is None
    assert table(Source("a.docx", packed({"word/document.xml": b"<w/>"})), ours) is None


def changed(data: bytes, member: str, old: bytes, new: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert old in files[member]
    files[member] = files[member].replace(old, new)
    return packed(files)


SHEET = "xl/worksheets/sheet1.xml"


def test_a_document_type_in_a_workbook_is_refused() -> None:
    doctype = b'<!DOCTYPE w [<!ENTITY a "&#x61;">]><worksheet'
    data = changed(workbook([["case"], ["R1"]]), SHEET, b"<worksheet", doctype)
    refused(lambda: read(Source("a.xlsx", data)), "xml-doctype")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<sheetData>", b"<sheetData"),
        (b'r="A2"', b'r="2"'),
        (b'r="A2"', b'r="AAAAAAAA2"'),
        (b'r="2"', b'r="zwei"'),
        (b'r="2"', b'r="99999999999999999999"'),
        (b"<v>1.5</v>", b"<v>eins</v>"),
        (b't="n"><v>1.5</v>', b't="s"><v>77</v>'),
        (b't="n"><v>1.5</v>', b't="d"><v>gestern</v>'),
    ],
)
def test_a_damaged_workbook_is_an_error_or_is_left_alone(
    old: bytes, new: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MOST_CELLS", 1000)  # up to which an endless sheet is read
    data = changed(workbook([["case"], [1.5]]), SHEET, old, new)

    def reading(of: Source) -> tuple[str, ...] | None:
        found = table(of, ours)
        return None if found is None else found.titles

    assert harmless(reading, Source("a.xlsx", data)) in (None, ("case",))


def test_a_sheet_that_claims_to_be_endless_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_CELLS", 1000)
    data = changed(workbook([["case"], [1.5]]), SHEET, b'r="A2"', b'r="ZZZ2"')
    refused(lambda: read(Source("a.xlsx", data)), "table-big")


def test_openpyxl_does_not_speak_to_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    data = changed(workbook([["case"], [1.5]]), "xl/styles.xml", b"cellStyleXfs", b"cellStyleXfz")
    harmless(lambda of: None if table(of, ours) is None else (), Source("a.xlsx", data))
    assert capsys.readouterr().out == ""
