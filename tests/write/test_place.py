"""Where files go: format by suffix, whole or not at all, errors that say what to do."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etic.errors import EticError
from etic.i18n import use_language
from etic.model import Column, Table, Value
from etic.write import encode, place, suffixes, write
from tests.write.samples import EMPTY, LARGE, LONG, NASTY, PLAIN, SUFFIXES


def test_every_format_is_registered() -> None:
    assert suffixes() == SUFFIXES


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("table", [PLAIN, NASTY, EMPTY, LARGE, LONG, Table((), ())])
def test_same_table_same_bytes(table: Table, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = encode(table, suffix)
    later = time.time() + 86_400 * 400
    monkeypatch.setattr(time, "time", lambda: later)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(later))
    assert encode(table, suffix) == first
    assert first or not table.columns


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_suffix_in_capitals(suffix: str, tmp_path: Path) -> None:
    write(PLAIN, tmp_path / f"T{suffix.upper()}")
    assert [p.name for p in tmp_path.iterdir()] == [f"T{suffix.upper()}"]


@pytest.mark.parametrize("name", ["t.xls", "t", "t.", ".csv", "t.csv.gz"])
def test_unknown_format(name: str, tmp_path: Path) -> None:
    with pytest.raises(EticError) as caught:
        write(PLAIN, tmp_path / name)
    assert caught.value.key == "format-unknown"
    assert ".xlsx" in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_folder_missing(tmp_path: Path) -> None:
    with pytest.raises(EticError) as caught:
        write(PLAIN, tmp_path / "none" / "t.csv")
    assert caught.value.key == "folder-missing"
    assert str(tmp_path / "none") in str(caught.value)


def test_target_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "t.csv").mkdir()
    with pytest.raises(EticError) as caught:
        write(PLAIN, tmp_path / "t.csv")
    assert caught.value.key == "file-is-folder"


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EticError) as caught:
        write(PLAIN, path)
    assert caught.value.key == "file-unwritable"
    assert "No space left" in str(caught.value)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_fault_of_the_writer_leaves_nothing(tmp_path: Path) -> None:
    def faulty() -> None:
        with place.replacing(tmp_path / "t.csv") as beside:
            beside.write_text("half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        faulty()
    assert not list(tmp_path.iterdir())


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    write(PLAIN, link)
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert "Безработица" in real.read_text(encoding="utf-8-sig")


def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    """What respondents said in confidence lies in it."""
    write(PLAIN, tmp_path / "t.docx")
    assert (tmp_path / "t.docx").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("suffix", "most"), [(".docx", 63), (".xlsx", 16_384)])
def test_too_many_columns(suffix: str, most: int, tmp_path: Path) -> None:
    wide = Table(tuple(Column(f"c{i}", f"c{i}") for i in range(most + 1)), ())
    with pytest.raises(EticError) as caught:
        write(wide, tmp_path / f"t{suffix}")
    assert caught.value.key == "table-columns"
    assert f"t{suffix}" in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_too_many_rows(tmp_path: Path) -> None:
    long = Table((Column("n", "n", "integer"),), ((1,),) * 1_048_576)
    with pytest.raises(EticError) as caught:
        write(long, tmp_path / "t.xlsx")
    assert caught.value.key == "table-rows"


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize(
    ("key", "details"),
    [
        ("format-unknown", {"file": "t.x", "known": ".csv"}),
        ("file-unwritable", {"file": "t.x", "why": "full"}),
        ("file-is-folder", {"file": "t.x"}),
        ("table-rows", {"file": "t.x", "rows": 2, "most": 1}),
        ("table-columns", {"file": "t.x", "columns": 2, "most": 1, "other": "csv"}),
        ("report-id-twice", {"id": "q"}),
        ("report-anchor", {"anchor": "q"}),
    ],
)
def test_messages_are_one_line_in_both_languages(
    key: str, details: dict[str, object], language: str
) -> None:
    with use_language(language):
        message = str(EticError(key, **details))
    assert "\n" not in message
    assert "{" not in message
    assert all(str(value) in message for value in details.values())


def test_pandas_stays_out() -> None:
    """Writing a table must not cost a second of imports."""
    code = (
        "import sys, pathlib, tempfile\n"
        "from etic.write import encode\n"
        "from etic.model import Column, Table\n"
        "t = Table((Column('a', 'A'),), (('x',),))\n"
        "for s in ('.csv', '.docx', '.html', '.json', '.md', '.xlsx'): encode(t, s)\n"
        "assert not {'pandas', 'pyarrow', 'numpy'} & set(sys.modules), 'heavy'\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(), max_size=30),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    kinds = st.sampled_from(["text", "integer", "number", "percent"])
    text = st.text(st.characters(), max_size=12)
    columns = draw(
        st.lists(st.builds(Column, text, text, kinds, st.none() | st.integers(0, 5)), max_size=4)
    )
    row = st.tuples(*[VALUES] * len(columns))
    rows: list[tuple[Value, ...]] = draw(st.lists(row, max_size=4))
    return Table(tuple(columns), tuple(rows), draw(text), draw(text))


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=60)
@given(table=tables())
def test_any_table_can_be_written(table: Table, suffix: str) -> None:
    encode(table, suffix)
