"""csv, json, Markdown and Parquet: what scripts read."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etic.i18n import use_language
from etic.model import Column, Table, Value
from etic.write import encode
from etic.write.cells import shown
from etic.write.csv import guard, unguard
from tests.write.samples import EMPTY, NASTY, NASTY_TEXTS, PLAIN


def rows_of(table: Table) -> list[list[str]]:
    text = encode(table, ".csv").decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_csv_for_spreadsheets() -> None:
    data = encode(PLAIN, ".csv")
    assert data.startswith(b"\xef\xbb\xbfcode,n,share,kappa,quote\r\n")
    assert "Безработица,15,0.625,0.7134,".encode() in data
    assert rows_of(PLAIN)[3] == ["Не спрашивали", "", "", "", ""]
    assert rows_of(EMPTY) == [["code", "n", "share", "kappa", "quote"]]


def test_csv_guards_against_formulas_and_gives_quotes_back() -> None:
    rows = rows_of(NASTY)
    assert rows[0] == ["'=key", "value", "value_2"]
    for row, text in zip(rows[1:], NASTY_TEXTS, strict=True):
        assert not row[0].startswith(("=", "+", "@", "\t", "\r", "\n"))
        assert not row[0].startswith("-") or row[0] in ("-5", "-12,5")
        if text.isprintable():
            assert unguard(row[0]) == text
    assert rows_of(PLAIN)[2][4] == "'- Поеду, конечно.\n- А семья?"


def test_csv_leaves_numbers_alone() -> None:
    table = Table((Column("a", "A"), Column("b", "B", "number")), ((-5, -0.5), (True, 1e-9)))
    assert rows_of(table)[1:] == [["-5", "-0.5"], ["true", "1e-09"]]


@given(st.text(st.sampled_from("'=+-@\t\r\nab1,.") | st.characters(), max_size=8))
def test_unguard_is_the_inverse_of_guard(text: str) -> None:
    assert unguard(guard(text)) == text


def test_json_is_records() -> None:
    text = encode(PLAIN, ".json").decode()
    assert "Үйдө" in text
    records = json.loads(text)
    assert records[0]["share"] == 0.625
    assert records[2] == {
        "code": "Не спрашивали", "n": None, "share": None, "kappa": None, "quote": None,
    }  # fmt: skip
    assert json.loads(encode(EMPTY, ".json")) == []


def test_json_keeps_every_text_and_every_column() -> None:
    records = json.loads(encode(NASTY, ".json"))
    for record, text in zip(records, NASTY_TEXTS, strict=True):
        assert list(record) == ["=key", "value", "value_2"]
        if text.isprintable() or text == "\x00\x01\x08\x0b\x0c\x1f":
            assert record["=key"] == text


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_undefined_is_nothing(value: float) -> None:
    table = Table((Column("k", "κ", "number"),), ((value,),))
    assert json.loads(encode(table, ".json")) == [{"k": None}]
    assert rows_of(table)[1] == [""]


def test_markdown() -> None:
    with use_language("ru"):
        text = encode(PLAIN, ".md").decode()
    lines = text.split("\n")
    assert lines[0] == r"**Триггеры \[повторной\] миграции: что заставило бы уехать?**"
    assert [cell.strip()[-1:] for cell in lines[3].split("|")[1:-1]] == ["-", ":", ":", ":", "-"]
    cells = [cell.strip(" ") for cell in lines[5].split("|")[1:-1]]
    assert cells[1:] == [
        "12\u00a0345", "37,5\u202f%", "\u22120,05", "- Поеду, конечно.<br>- А семья?",
    ]  # fmt: skip
    assert text.endswith("*Примечание.* База: 24 из 37, которых спросили.\n")


def test_markdown_is_not_broken_by_its_cells() -> None:
    lines = encode(NASTY, ".md").decode().split("\n")
    grid = [line for line in lines if line.startswith("| ")]
    assert len(grid) == len(NASTY_TEXTS) + 2
    for line in grid:
        assert line.replace("\\\\", "").replace("\\|", "").count("|") == 4
    assert not any("<script" in line.replace("\\<", "") for line in lines)


def test_parquet_types_follow_the_kinds() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(io.BytesIO(encode(PLAIN, ".parquet")))
    assert [str(f.type) for f in table.schema] == ["string", "int64", "double", "double", "string"]
    assert table.schema == parquet.read_table(io.BytesIO(encode(EMPTY, ".parquet"))).schema or (
        [f.type for f in table.schema]
        == [f.type for f in parquet.read_table(io.BytesIO(encode(EMPTY, ".parquet"))).schema]
    )
    assert table.to_pylist()[0]["quote"] == PLAIN.rows[0][4]
    assert table.schema.metadata[b"note"].decode() == PLAIN.note


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        ("integer", (1, 2.0, None), "int64"),
        ("integer", (1, 2.5), "double"),
        ("integer", (1, "< 5"), "string"),
        ("integer", (2**70,), "string"),
        ("number", (1, True), "string"),
        ("text", (34, None), "string"),
    ],
)
def test_parquet_takes_what_it_is_given(
    kind: str, values: tuple[Value, ...], expected: str
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    column = Column("a", "A", kind)  # type: ignore[arg-type]
    data = encode(Table((column,), tuple((v,) for v in values)), ".parquet")
    assert str(parquet.read_table(io.BytesIO(data)).schema.field("a").type) == expected


@pytest.mark.parametrize(
    ("value", "column", "ru", "en"),
    [
        (0.2213, Column("", "", "percent"), "22,1\u202f%", "22.1%"),
        (0.2213, Column("", "", "percent", 0), "22\u202f%", "22%"),
        (12345, Column("", "", "integer"), "12\u00a0345", "12,345"),
        (1794, Column("", "", "integer"), "1794", "1,794"),
        (0.7134, Column("", "", "number"), "0,71", "0.71"),
        (0.7134, Column("", "", "number", 3), "0,713", "0.713"),
        (-0.5, Column("", "", "number"), "\u22120,50", "\u22120.50"),
        (-0.0004, Column("", "", "number"), "0,00", "0.00"),
        (None, Column("", "", "number"), "–", "–"),
        (float("nan"), Column("", "", "percent"), "–", "–"),
        (None, Column("", ""), "", ""),
        (2022, Column("", ""), "2022", "2022"),
        (3.5, Column("", ""), "3,5", "3.5"),
        (34.0, Column("", ""), "34", "34"),
        (True, Column("", ""), "да", "yes"),
        ("a\r\nb", Column("", ""), "a\nb", "a\nb"),
    ],
)
def test_figures_are_written_as_the_language_writes_them(
    value: Value, column: Column, ru: str, en: str
) -> None:
    with use_language("ru"):
        assert shown(value, column) == ru
    with use_language("en"):
        assert shown(value, column) == en
