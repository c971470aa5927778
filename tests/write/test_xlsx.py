"""Excel workbooks, read back with openpyxl."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from etic.i18n import use_language
from etic.model import Column, Table
from etic.write import encode
from etic.write.cells import clean
from etic.write.xlsx import MOST_CHARACTERS, cut, sheet_name
from tests.write.samples import EMPTY, LONG, LONG_QUOTE, NASTY, NASTY_TEXTS, PLAIN


def book(table: Table, language: str = "ru") -> Any:
    with use_language(language):
        return openpyxl.load_workbook(io.BytesIO(encode(table, ".xlsx")))


def test_header_filter_formats() -> None:
    sheet, note = book(PLAIN).worksheets
    assert sheet.title == "Триггеры повторной миграции чт…"
    assert [cell.value for cell in sheet[1]] == ["Триггер", "Назвали", "Доля", "κ", "Цитата"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:E4"
    assert sheet["C2"].value == 0.625
    assert sheet["C2"].number_format == "0.0 %"
    assert sheet["D2"].number_format == "0.00"
    assert sheet["E2"].alignment.wrap_text
    assert [cell.value for cell in sheet[4]] == ["Не спрашивали", None, None, None, None]
    assert note.title == "Примечание"
    assert [row[0].value for row in note.iter_rows(max_row=2)] == [PLAIN.title, PLAIN.note]
    assert ("Доля", "share") in [(row[0].value, row[1].value) for row in note.iter_rows()]


def test_differences_are_points() -> None:
    table = Table((Column("d", "Разность, п. п.", "points"),), ((-0.081,),))
    cell = book(table).worksheets[0]["A2"]
    assert (cell.value, cell.number_format) == (pytest.approx(-8.1), "0.0")
    assert encode(table, ".csv").decode("utf-8-sig").split() == ["d", "-0.081"]


def test_widths_have_an_end() -> None:
    sheet = book(LONG).worksheets[0]
    assert 10 <= sheet.column_dimensions["A"].width <= 20
    assert 40 <= sheet.column_dimensions["B"].width <= 70


def test_texts_are_never_formulas() -> None:
    sheet = book(NASTY).worksheets[0]
    for row, text in zip(sheet.iter_rows(min_row=2), NASTY_TEXTS, strict=True):
        assert row[0].data_type != "f"
        # openpyxl reads an empty text as nothing
        assert (row[0].value or "") == clean(text)
    formula = sheet["A2"]
    assert formula.value.startswith("=HYPERLINK")
    assert formula.quotePrefix
    assert not sheet["A17"].quotePrefix


def test_long_quotes_are_cut_and_it_is_said() -> None:
    sheet, note = book(LONG).worksheets
    value = sheet["B3"].value
    assert len(value) == MOST_CHARACTERS
    assert value.endswith("…")
    assert LONG_QUOTE.startswith(value[:-1])
    told = [row[0].value for row in note.iter_rows() if row[0].value]
    assert any("Строка 3" in line and "«Цитата»" in line and "32\u00a0767" in line for line in told)


def test_many_cuts_are_counted() -> None:
    table = Table((Column("q", "Quote"),), ((LONG_QUOTE,),) * 60)
    note = book(table, "en").worksheets[1]
    told = [row[0].value for row in note.iter_rows() if row[0].value]
    assert "Cells cut besides these: 10." in told


def test_a_pair_of_surrogates_is_not_cut_in_two() -> None:
    assert cut("😀" * 20_000, MOST_CHARACTERS) == "😀" * 16_383 + "…"
    table = Table((Column("q", "Quote"),), (("😀" * 20_000,),))
    assert book(table).worksheets[0]["A2"].value.endswith("😀…")


def test_empty() -> None:
    sheet, note = book(EMPTY).worksheets
    assert sheet.max_row == 1
    assert note["A2"].value == "Никто не спрошен."


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("", "Table"),
        ("[]:*?/\\", "Table"),
        ("History", "Table"),
        ("'quoted'", "quoted"),
        ("a" * 40, "a" * 30 + "…"),
        ("😀" * 20, "😀" * 15 + "…"),
        ("a\nb\tc", "a b c"),
    ],
)
def test_sheet_names(title: str, name: str) -> None:
    with use_language("en"):
        assert sheet_name(title) == name


def test_the_note_sheet_has_a_name_of_its_own() -> None:
    assert [s.title for s in book(Table(EMPTY.columns, (), "note"), "en").worksheets] == [
        "note",
        "Note 2",
    ]


def test_big_numbers_keep_their_digits() -> None:
    table = Table((Column("n", "n", "integer"),), ((10**18 + 1,), (True,)))
    sheet = book(table).worksheets[0]
    assert sheet["A2"].value == str(10**18 + 1)
    assert sheet["A3"].value is True
