"""Transcripts as tables, and tables that are something else."""

from __future__ import annotations

import pytest

from etic.read.source import Source
from etic.read.transcript_csv import read
from tests.read.samples import CSV, bundle, document, refused, said


def test_the_sample() -> None:
    got = document("R1.csv", CSV)
    assert got.text == "И: Где вы жили?\nР: В Москве, на стройке."
    assert said(got) == [("И", "Где вы жили?"), ("Р", "В Москве, на стройке.")]
    assert [turn.time for turn in got.turns] == [1.0, 4.0]
    assert [turn.role for turn in got.turns] == ["interviewer", "respondent"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    "header",
    [
        ("speaker", "text"),
        ("Спикер", "Текст"),
        ("Кто", "Реплика"),
        ("participant", "utterance"),
        ("имя", "transcript"),
    ],
)
def test_delimiters_and_names(header: tuple[str, str], delimiter: str) -> None:
    rows = [header, ("Айгуль", "да"), ("Бакыт", '"нет; ""нет"", нет\tнет"')]
    data = "\r\n".join(delimiter.join(row) for row in rows).encode("utf-8-sig")
    assert said(document("a.csv", data)) == [("Айгуль", "да"), ("Бакыт", 'нет; "нет", нет\tнет')]


def test_lines_within_a_cell_and_rows_without_a_speaker() -> None:
    got = document("a.csv", 'speaker,text\nИ,"раз\nдва"\n,три\n\n'.encode())
    assert got.text == "И: раз\nдва\nтри"
    assert said(got) == [("И", "раз\nдва"), ("", "три")]


def test_columns_and_rows_left_out_are_told() -> None:
    got = bundle("a.csv", b"id,speaker,text,mood\n1,A,yes,fine\n2,B,,bad\n")
    assert [(n.key, n.where) for n in got.warnings] == [
        ("columns-left-out", "1"),
        ("row-without-words", "3"),
    ]


def test_several_interviews_in_one_table() -> None:
    data = b"document,speaker,text\nR1,A,one\nR2,B,two\nR1,A,three\n"
    assert [(d.name, d.text) for d in bundle("all.csv", data).documents] == [
        ("R1", "A: one\nA: three"),
        ("R2", "B: two"),
    ]
    assert document("R1.csv", b"document,speaker,text\nx,A,one\n").name == "R1"


@pytest.mark.parametrize(
    ("cell", "time"), [("0:01:02", 62.0), ("01:02", 62.0), ("62", 62.0), ("62,5", 62.5), ("", None)]
)
def test_times(cell: str, time: float | None) -> None:
    data = f'speaker;text;start\nA;да;"{cell}"\n'.encode()
    assert document("a.csv", data).turns[0].time == time


@pytest.mark.parametrize(
    ("rows", "key", "row"),
    [
        ("A,yes,1\nB,no\n", "csv-row", 3),
        ("A,yes,1\nB,no,1,2\n", "csv-row", 3),
        ("A,yes,soon\n", "csv-time", 2),
        ('A,yes,1\nB,"no" x,1\n', "csv-broken", 3),
        ('A,yes,1\nB,"no,1\n', "csv-broken", 3),
    ],
)
def test_wrong_rows_are_named(rows: str, key: str, row: int) -> None:
    fault = refused("a.csv", f"speaker,text,time\n{rows}".encode())
    assert (fault.key, fault.details["row"]) == (key, row)


def test_no_rows() -> None:
    assert refused("a.csv", b"speaker,text\n").key == "transcript-empty"


@pytest.mark.parametrize(
    "header",
    [
        "document,start,end,code,coder,state,quote,memo",
        "id,document,tag,content",
        "tag,description,number of highlights",
        "study,table,title,question,answer,group,n,percent,declared_base,is_subtotal",
        "case,gender,age",
        "name,definition,include",
        "participant,text,code",
        "speaker,mood",
        "text",
        "Это, собственно, текст",
        "",
    ],
)
def test_other_tables_are_not_ours(header: str) -> None:
    assert read(Source("a.csv", f"{header}\na,b,c,d\n".encode())) is None


def test_a_header_with_a_stray_quotation_mark() -> None:
    assert refused("a.csv", b'speaker,"text"x\nA,yes\n').key in ("csv-broken", "columns-unknown")
    assert refused("a.csv", b'speaker,text,"time\nA,yes\n').key == "csv-broken"


def test_a_byte_order_mark_in_a_cell_is_no_word() -> None:
    got = bundle("a.csv", "speaker,text\n,\ufeffда\nА,\ufeff\n".encode())
    assert got.documents[0].text == "да"
    assert [notice.key for notice in got.warnings] == ["row-without-words"]
