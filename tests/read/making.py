"""Small files for the tests of readers, and the one way in which they look at a refusal."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from typing import Any

import openpyxl
import pytest

from etic.errors import EticError
from etic.i18n import LANGUAGES, t, use_language
from etic.model import Bundle
from etic.read.source import Source


def source(text: str, name: str = "a.csv") -> Source:
    """A text as a file."""
    return Source(name, text.encode())


def refused(call: Callable[[], object], key: str) -> EticError:
    """The error that a call ends in: of that name, and one line long in each language."""
    with pytest.raises(EticError) as caught:
        call()
    error = caught.value
    assert error.key == key, (error.key, error.details)
    for lang in LANGUAGES:
        with use_language(lang):
            told = str(error)
        assert "\n" not in told
        assert told.count(". ") or told.count(": ") or told.count("? ")
    return error


def harmless(read: Callable[[Source], object], of: Source) -> object:
    """What a reader gives, which must be a bundle, cases, None, or the error that users meet."""
    try:
        found = read(of)
    except EticError as error:
        for lang in LANGUAGES:
            with use_language(lang):
                _fits_a_line(str(error))
        return None
    assert found is None or isinstance(found, Bundle | tuple)
    return found


def _fits_a_line(told: str) -> None:
    assert told
    assert "\n" not in told


def where(error: EticError) -> tuple[str, ...]:
    """The places that an error names."""
    names: tuple[str, ...] = error.details["where"].names  # type: ignore[attr-defined]
    return names


def warnings(bundle: Bundle | None) -> list[str]:
    """The names of a bundle's notices, each of which can be told in either language."""
    assert bundle is not None
    for notice in bundle.warnings:
        for lang in LANGUAGES:
            with use_language(lang):
                assert t(f"warnings.{notice.key}", **notice.details)
    return [notice.key for notice in bundle.warnings]


def workbook(*sheets: Iterable[Sequence[object]]) -> bytes:
    """An xlsx file with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for n, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Лист{n}")
        for row in rows:
            sheet.append(list(row))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip archive of these files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


TAGUETTE = """
CREATE TABLE projects (id INTEGER PRIMARY KEY, name TEXT, description TEXT, created DATETIME);
CREATE TABLE project_members (project_id INTEGER, user_login TEXT, privileges TEXT);
CREATE TABLE documents (id INTEGER PRIMARY KEY, name TEXT, description TEXT, filename TEXT,
    created DATETIME, project_id INTEGER, text_direction TEXT, contents TEXT);
CREATE TABLE commands (id INTEGER PRIMARY KEY, date DATETIME, user_login TEXT, project_id INTEGER,
    document_id INTEGER, payload TEXT);
CREATE TABLE tags (id INTEGER PRIMARY KEY, project_id INTEGER, path TEXT, description TEXT);
CREATE TABLE highlights (id INTEGER PRIMARY KEY, document_id INTEGER, start_offset INTEGER,
    end_offset INTEGER, snippet TEXT);
CREATE TABLE highlight_tags (highlight_id INTEGER, tag_id INTEGER);
"""


def database(rows: Mapping[str, Iterable[Sequence[Any]]], schema: str = TAGUETTE) -> Source:
    """A database with these rows, by table; a row may be shorter than its table."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(schema)
        for table, members in rows.items():
            for row in members:
                marks = ", ".join("?" * len(row))
                columns = [r[1] for r in connection.execute(f"PRAGMA table_info({table})")]
                names = ", ".join(columns[: len(row)])
                connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", row)
        connection.commit()
        return Source("study.sqlite3", connection.serialize())
