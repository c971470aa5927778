from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from etic.model import Bundle, Coding
from etic.read import sqlite_file
from etic.read.source import Source
from etic.read.taguette import read
from tests.read.making import TAGUETTE, database, refused, warnings

HTML = "<h2>Беседа</h2>\n<p>И: Мо\u0438\u0306 дом? 😀</p>\n<p>Р: Да &amp; нет.</p>"
TEXT = "Беседа\nИ: Мой дом? 😀\nР: Да & нет."
RAW = TEXT.replace("й", "\u0438\u0306")


def place(quote: str) -> tuple[int, int]:
    """Where a quote stands as Taguette counts."""
    start = RAW.index(quote.replace("й", "\u0438\u0306"))
    first = len(RAW[:start].encode())
    return first, first + len(quote.replace("й", "\u0438\u0306").encode())


def command(number: int, who: str, highlight: int, tags: list[int]) -> tuple[Any, ...]:
    payload = {"type": "highlight_add", "highlight_id": highlight, "tags": tags}
    return number, f"2022-02-0{number} 08:19:45.931643", who, 1, 1, json.dumps(payload)


STUDY: dict[str, list[tuple[Any, ...]]] = {
    "projects": [(1, "Дом", "О чём это.", "2022-02-03 08:00:53.3")],
    "project_members": [(1, "anna", "ADMIN"), (1, "bek", "TAG")],
    "documents": [
        (1, "Р1.odt", "заметка", "r1.odt", "2022-02-03 08:01:00.5", 1, "LEFT_TO_RIGHT", HTML)
    ],
    "tags": [(1, 1, "Дом", "Всё о доме"), (2, 1, "Дом.Страх", ""), (3, 1, "и/или", "")],
    "highlights": [
        (1, 1, *place("Мой дом?"), "<p>Мой дом?</p>"),
        (2, 1, *place("Да & нет."), "<p>Да &amp; нет.</p>"),
    ],
    "highlight_tags": [(1, 2), (1, 1), (2, 3)],
    "commands": [
        command(1, "bek", 1, [1]),
        command(2, "anna", 1, [1, 2]),
        command(3, "bek", 2, []),
    ],
}


def study(**changes: list[tuple[Any, ...]]) -> Source:
    return database({**STUDY, **changes})


def bundle(source: Source) -> Bundle:
    found = read(source)
    assert found is not None
    documents = {document.name: document.text for document in found.documents}
    for coding in found.codings:
        assert documents[coding.document][coding.start : coding.end] == coding.quote
    assert len({coding.uid for coding in found.codings}) == len(found.codings)
    return found


def codings(source: Source) -> list[tuple[str, str, str]]:
    return [(c.document, c.code, c.quote) for c in bundle(source).codings]


def test_a_whole_study() -> None:
    source = study()
    found = bundle(source)
    assert found.warnings == ()
    assert found.title == "Дом"
    (document,) = found.documents
    assert (document.name, document.text, document.language) == ("Р1.odt", TEXT, "ru")
    assert (document.source, document.sha256) == ("study.sqlite3", source.sha256)
    assert [turn.speaker for turn in document.turns] == ["", "И", "Р"]
    assert document.header == {
        "filename": "r1.odt", "description": "заметка", "created": "2022-02-03T08:01:00.500Z",
    }  # fmt: skip
    (book,) = found.codebooks
    assert (book.title_ru, book.title_en) == ("Дом", "")
    assert [(c.path, c.name_ru, c.definition) for c in book.codes] == [
        ("dom", "Дом", "Всё о доме"), ("dom/strax", "Страх", ""), ("i-ili", "и/или", ""),
    ]  # fmt: skip
    assert [(memo.kind, memo.text) for memo in found.memos] == [("project", "О чём это.")]
    key = source.sha256[:12]
    start = TEXT.index("Мой")
    assert found.codings[0] == Coding(
        "Р1.odt", "dom", "Мой дом?", start, start + 8, "bek",
        created="2022-02-01T08:19:45.931Z", uid=f"taguette:{key}:1:1", where="highlight 1",
    )  # fmt: skip


def test_a_tag_is_his_who_put_it_there() -> None:
    made = [(c.code, c.coder, c.created[:10]) for c in bundle(study()).codings]
    assert made == [
        ("dom", "bek", "2022-02-01"),  # though anna touched the highlight later
        ("dom/strax", "anna", "2022-02-02"),
        ("i-ili", "bek", "2022-02-03"),  # merged since: whoever made the highlight
    ]


@pytest.mark.parametrize(
    ("members", "coder"),
    [([(1, "anna")], "anna"), ([(1, "anna"), (1, "bek")], ""), ([], ""), ([(2, "anna")], "")],
)
def test_without_a_log_the_only_member_coded(members: list[tuple[Any, ...]], coder: str) -> None:
    found = bundle(study(commands=[], project_members=members))
    assert {(c.coder, c.created) for c in found.codings} == {(coder, "")}


@pytest.mark.parametrize("payload", [None, "", "{", "[1]", b"\xff", 5, '{"type": "highlight_add"}'])
def test_a_damaged_log_does_no_harm(payload: object) -> None:
    found = bundle(study(commands=[(1, "gestern", "bek", 1, 1, payload)]))
    assert {c.coder for c in found.codings} == {""}


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (0, 0), (5, 5), (9, 4), (-2, 4), (0, 9999), (9998, 9999),
        (1, 4), (0, 3),  # inside a letter
        (place("Мой")[0], place("Мой")[1] - 2),  # between a letter and its mark
        (place("\n")[0], place("\n")[1]),  # nothing but white space
        ("x", 4), (None, 4), (1.5, 4), (b"1", 4),
    ],
)  # fmt: skip
def test_a_highlight_without_a_place_is_left_out_with_a_word(start: object, end: object) -> None:
    source = study(highlights=[*STUDY["highlights"], (7, 1, start, end, "<p>Пропало</p>")],
                   highlight_tags=[*STUDY["highlight_tags"], (7, 1)])  # fmt: skip
    assert len(codings(source)) == 3
    assert warnings(read(source)) == ["highlight-misplaced"]
    (notice,) = bundle(source).warnings
    assert (notice.details["highlight"], notice.details["quote"]) == (7, "Пропало")
    if isinstance(start, int):
        assert notice.where == "Р1.odt"


def test_a_highlight_without_a_tag_is_told() -> None:
    source = study(highlight_tags=[(1, 1), (2, 99)])
    assert codings(source) == [("Р1.odt", "dom", "Мой дом?")]
    assert warnings(read(source)) == ["highlight-untagged"]
    (notice,) = bundle(source).warnings
    start = TEXT.index("Да &")
    assert notice.where == "Р1.odt"
    assert notice.details == {"place": f"{start}–{start + 9}", "quote": "Да & нет."}


def test_words_that_are_not_those_cut_out_are_told() -> None:
    source = study(highlights=[(1, 1, *place("Мой"), "<p>Наш</p>"), STUDY["highlights"][1]])
    assert len(codings(source)) == 3
    assert warnings(read(source)) == ["highlight-differs"]


def test_a_tag_twice_on_a_highlight_is_one_coding() -> None:
    assert len(codings(study(highlight_tags=[(1, 1), (1, 1)]))) == 1


def test_tags_that_look_alike_get_paths_of_their_own() -> None:
    tags = [(1, 1, "Дом", ""), (2, 1, "дом", ""), (3, 1, "Дом!", ""), (4, 1, " ", "")]
    (book,) = bundle(study(tags=tags, highlight_tags=[(1, 2)])).codebooks
    assert [c.path for c in book.codes] == ["dom", "dom-2", "dom-3", "tag-4"]
    assert codings(study(tags=tags, highlight_tags=[(1, 2)])) == [("Р1.odt", "dom-2", "Мой дом?")]


def test_newer_databases_say_which_tag_is_above() -> None:
    schema = TAGUETTE.replace("path TEXT, desc", "path TEXT, parent_id INTEGER, desc")
    rows = {**STUDY, "tags": [(1, 1, "Страх", 2, ""), (2, 1, "Дом", None, ""), (3, 1, "Г", 9, "")]}
    found = bundle(database(rows, schema))
    assert [c.path for c in found.codebooks[0].codes] == ["dom", "dom/strax", "g"]
    assert [c.code for c in found.codings] == ["dom/strax", "dom", "g"]
    rows["tags"] = [(1, 1, "Страх", 2, ""), (2, 1, "Дом", 1, "")]
    refused(lambda: read(database(rows, schema)), "code-cycle")


def test_several_projects_come_with_their_names() -> None:
    source = study(
        projects=[(1, "Дом", "О доме."), (2, "Work", "On work.")],
        documents=[*STUDY["documents"], (2, "Р1.odt", "", "", "", 2, "", "<p>Yes.</p>")],
        tags=[*STUDY["tags"], (4, 2, "Pay", "")],
        highlights=[*STUDY["highlights"], (3, 2, 0, 3, "Yes")],
        highlight_tags=[(1, 1), (3, 4)],
    )
    found = bundle(source)
    assert warnings(found) == ["taguette-projects", "highlight-untagged"]
    assert [d.name for d in found.documents] == ["Дом - Р1.odt", "Work - Р1.odt"]
    assert codings(source) == [("Дом - Р1.odt", "dom", "Мой дом?"), ("Work - Р1.odt", "pay", "Yes")]
    assert [(b.title_ru, b.title_en, len(b.codes)) for b in found.codebooks] == [
        ("Дом", "", 3), ("", "Work", 1),
    ]  # fmt: skip
    assert [m.text for m in found.memos] == ["Дом - О доме.", "Work - On work."]
    assert found.title == ""


def test_documents_of_one_name_are_told_apart() -> None:
    documents = [
        (n, name, "", "", "", 1, "", f"<p>{n}.</p>")
        for n, name in enumerate(["a.odt", "a.odt", "b", "b", "2020/1", ""], 1)
    ]
    found = bundle(study(documents=documents, highlights=[], highlight_tags=[]))
    assert [d.name for d in found.documents] == [
        "a.odt", "a (2).odt", "b", "b (2)", "2020-1", "document",
    ]  # fmt: skip
    assert warnings(found) == ["document-renamed"] * 2


def test_what_hangs_in_the_air_is_told() -> None:
    documents = [*STUDY["documents"], (2, "пусто", "", "", "", 1, "", "<p> </p>"),
                 (3, "чужой", "", "", "", 9, "", "<p>Да.</p>")]  # fmt: skip
    highlights = [*STUDY["highlights"], (5, 2, 0, 1, ""), (6, 3, 0, 4, "Да"), (7, 77, 0, 4, "")]
    source = study(documents=documents, highlights=highlights)
    assert warnings(read(source)) == ["taguette-empty", "taguette-lost"]
    assert [n.details for n in bundle(source).warnings] == [{"highlights": 1}, {"highlights": 2}]


def test_an_empty_project_is_one_too() -> None:
    found = bundle(database({"projects": [(1, "Пусто", "")]}))
    assert found == Bundle(title="Пусто")


@pytest.mark.parametrize(
    "schema",
    [
        "CREATE TABLE a (b)",
        "CREATE TABLE source (id, name); CREATE TABLE code_text (a); CREATE TABLE code_name (b)",
        TAGUETTE.replace("snippet TEXT", "words TEXT"),
        TAGUETTE.replace("CREATE TABLE tags", "CREATE TABLE codes"),
        TAGUETTE.replace("CREATE TABLE tags", "CREATE TABLE t")
        + "CREATE VIEW tags AS SELECT * FROM t;",
    ],
)
def test_a_database_of_another_program_is_left_alone(schema: str) -> None:
    assert read(database({}, schema)) is None


def test_what_is_no_database_is_left_alone() -> None:
    for data in (b"", b"SQLite format 3", b"SQLite format 3\x00", b"SQLite format 3\x00" * 100):
        assert read(Source("a.sqlite3", data)) is None


def test_a_damaged_database_is_told() -> None:
    data = bytearray(database({**STUDY, "documents": []}).data)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(bytes(data))
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'documents'")
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    data[(page[0] - 1) * size : page[0] * size] = b"\xff" * size
    refused(lambda: read(Source("a.sqlite3", bytes(data))), "database-broken")


def test_a_schema_that_is_not_utf_8_is_nobodys() -> None:
    data = study().data.replace(b"CREATE TABLE projects", b"CREATE TABLE proj\x85cts")
    assert read(Source("a.sqlite3", data)) is None


def test_a_text_that_is_not_utf_8_is_told() -> None:
    source = database({**STUDY, "documents": [(1, "имя", "", "", "", 1, "", "<p>text</p>")]})
    data = source.data.replace("имя".encode(), b"\xff\xfe\xff\xfe\xff\xfe")
    refused(lambda: read(Source("a.sqlite3", data)), "database-broken")


def test_markup_that_is_none_is_told() -> None:
    documents = [(1, "a", "", "", "", 1, "", "<p>a</p><![x[")]
    source = study(documents=documents, highlights=[(1, 1, 0, 1, "<![x[")])
    error = refused(lambda: read(source), "taguette-html")
    assert error.details["document"] == "a"


def test_a_database_cannot_keep_us_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_file, "MOST_STEPS", 10)
    monkeypatch.setattr(sqlite_file, "_STEPS", 10)
    source = study()
    assert read(source) is None
    monkeypatch.setattr(sqlite_file, "MOST_STEPS", 1500)
    many = [(n, 1, 0, 2, "") for n in range(10, 900)]
    refused(lambda: read(study(highlights=many)), "database-broken")


def test_nothing_is_left_on_the_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    bundle(study())
    assert list(tmp_path.iterdir()) == []
