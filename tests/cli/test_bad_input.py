"""Bad input gets one clear line, exit 2, and nothing is changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from etic.project import Project
from tests.cli.conftest import Etic, Result

Make = Callable[[Path], tuple[object, ...]]


def state(study: Path) -> tuple[int, dict[str, int]]:
    with Project.open(study) as project:
        assert project.verify() == []
        return project.store.journal.revision(), project.counts()


def refused(result: Result, *words: str) -> None:
    assert result.code == 2, result
    assert result.out == ""
    assert result.err.count("\n") == 1, result.err
    assert "Traceback" not in result.err
    for word in words:
        assert word in result.err


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)

FILES: dict[str, tuple[str, str | bytes, tuple[str, ...]]] = {
    "empty transcript": ("a.txt", "", ("a.txt",)),
    "blank transcript": ("a.txt", " \n\n\t", ("a.txt",)),
    "docx that is text": ("a.docx", "Just words.", ("a.docx",)),
    "odt that is text": ("a.odt", "Just words.", ("a.odt",)),
    "pdf that is text": ("a.pdf", "Just words.", ("a.pdf",)),
    "rtf that is text": ("a.rtf", "Just words.", ("a.rtf",)),
    "docx that is a picture": ("a.docx", PNG, ("a.docx",)),
    "picture": ("a.png", PNG, ("a.png",)),
    "text that is a picture": ("a.txt", PNG, ("a.txt",)),
    "xml": ("a.xml", '<?xml version="1.0"?><Project/>', ("a.xml", "XML")),
    "qdpx": ("a.qdpx", b"PK\x03\x04" + bytes(50), ("a.qdpx",)),
    "broken zip": ("a.docx", b"PK\x03\x04" + bytes(50), ("a.docx",)),
    "noise": ("a.txt", bytes(range(256)) * 20, ("a.txt",)),
    "cut pdf": ("a.pdf", b"%PDF-1.7\n1 0 obj", ("a.pdf",)),
    "other database": ("a.sqlite3", b"SQLite format 3\x00" + bytes(500), ("a.sqlite3",)),
    "codebook with one path twice": (
        "book.yaml",
        "codes:\n  - code: work\n    name: Work\n  - code: work\n    name: Work again\n",
        ("book.yaml", "work", "4"),
    ),
    "codebook whose parent is missing": (
        "book.csv",
        "path,name_en\nwork,Work\nhome/family,Family\n",
        ("book.csv", "home", "3"),
    ),
    "csv codebook with one path twice": (
        "book.csv",
        "path,name_en\nwork,Work\nhome,Home\nwork,Work\n",
        ("book.csv", "work", "4"),
    ),
    "broken yaml": ("book.yaml", "codes:\n  - code: [\n", ("book.yaml",)),
    "broken header": ("a.txt", "---\ncase: [\n---\nИ: Да?\n", ("a.txt",)),
    "survey with a broken number": (
        "survey.csv",
        "table,question,answer,group,n,percent\n1,Q,A,All,ten,\n",
        ("survey.csv", "2"),
    ),
}


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("case", FILES)
def test_a_bad_file(
    etic: Etic, study: Path, tmp_path: Path, case: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ETIC_LANG", lang)
    name, content, words = FILES[case]
    before = state(study)
    refused(etic("import", study, write(tmp_path, name, content)), *words)
    assert state(study) == before


def test_one_bad_file_among_good_ones_changes_nothing(
    etic: Etic, study: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write(folder, "a.txt", "И: Где?\nР: Там.")
    write(folder, "b.docx", "Just words.")
    before = state(study)
    refused(etic("import", study, folder), "b.docx")
    assert state(study) == before


def coding(start: object, end: object, code: str = "return") -> tuple[object, ...]:
    """The command that puts a code on a span."""
    return ("code", "--document", "R01", "--start", start, "--end", end, "--code", code,
            "--coder", "anna")  # fmt: skip


COMMANDS: dict[str, tuple[tuple[object, ...], tuple[str, ...]]] = {
    "unknown code": (
        coding(28, 40, "retrun"),
        ("retrun", "return"),
    ),
    "unknown document": (
        ("code", "--document", "R1", "--start", 1, "--end", 2, "--code", "return", "--coder", "a"),
        ("R1", "R01"),
    ),
    "span outside": (
        coding(10, 9999),
        ("R01", "9999"),
    ),
    "span before the text": (
        coding(-5, 5),
        ("R01", "-5"),
    ),
    "span turned round": (
        coding(20, 10),
        ("R01",),
    ),
    "empty span": (
        coding(20, 20),
        ("R01",),
    ),
    "another quote": (
        (*coding(28, 40),
         "--quote", "what is not there"),
        ("R01", "28"),
    ),
    "no number": (
        coding("x", 2),
        ("start",),
    ),
    "empty coder": ((*coding(28, 40)[:-1], ""), ()),
    "unknown coder's history": (("history", "--coder", "nobody"), ("nobody",)),
    "open quotation": (("search", '"мама'), ()),
    "no coder": (coding(28, 40)[:-2], ("coder",)),
    "code of quotes": (("quotes", "--code", "nothing"), ("nothing",)),
    "coder of quotes": (("quotes", "--coder", "nobody"), ("nobody",)),
    "attribute of quotes": (("quotes", "--where", "colour=red"), ("colour", "gender")),
    "form of where": (("quotes", "--where", "gender"), ("gender",)),
    "format": (("quotes", "-o", "quotes.pptx"), ("quotes.pptx", ".csv")),
    "folder": (("quotes", "-o", "/nowhere/at/all/quotes.csv"), ("/nowhere/at/all",)),
    "query": (("search", '"'), ()),
    "bracket": (("search", "(мама"), ()),
    "star": (("search", "*"), ("*",)),
    "speaker": (("search", "мама", "--speaker", "Х"), ("Х", "И, Р")),
    "language": (("search", "мама", "--language", "de"), ("de", "ru")),
    "coder of search": (("search", "мама", "--coder", "nobody"), ("nobody",)),
    "role": (("search", "мама", "--role", "boss"), ("--role", "respondent")),
    "missing file": (("import", "nothing.txt"), ("nothing.txt",)),
    "missing codebook": (("codebook", "nothing.yaml"), ("nothing.yaml",)),
    "missing survey": (("survey", "nothing.csv"), ("nothing.csv",)),
    "unknown table": (("link", "--code", "return", "--table", "99", "--answer", "Семья"), ("99",)),
    "unknown answer": (
        ("link", "--code", "return", "--table", "1", "--answer", "Нет"),
        ("Нет", "Семья"),
    ),
    "unknown group": (
        ("link", "--code", "return", "--table", "1", "--answer", "Семья", "--group", "Дети"),
        ("Дети", "Всего"),
    ),
    "question": (("answers", "hapy"), ()),
    "coder": (("coders", "nobody", "--second"), ("nobody",)),
    "unknown link": (("unlink", 99), ()),
    "nothing to redo": (("redo",), ()),
    "nobody's step": (("undo", "--coder", "nobody"), ()),
    "unit": (("table", "--codes", "return", "--unit", "word"), ("unit",)),
    "code of table": (("table", "--codes", "nothing"), ("nothing",)),
    "report format": (("report", "-o", "report.xls"), ("report.xls",)),
    "report study": (("report", "-o", "report.html", "--study", "nothing"), ("nothing",)),
    "export format": (("export", "-o", "whole.rar"), ("whole.rar",)),
    "option": (("quotes", "--cod"), ("--cod",)),
}  # fmt: skip


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("case", COMMANDS)
def test_a_bad_command(
    etic: Etic, study: Path, tmp_path: Path, case: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ETIC_LANG", lang)
    monkeypatch.chdir(tmp_path)
    (name, *rest), words = COMMANDS[case]
    before, files = state(study), sorted(tmp_path.iterdir())
    refused(etic(name, study, *rest), *words)
    assert state(study) == before
    assert [p for p in sorted(tmp_path.iterdir()) if "-" not in p.suffix] == [
        p for p in files if "-" not in p.suffix
    ]


@pytest.mark.parametrize("command", ["quotes", "verify", "undo", "history", "codings", "join"])
def test_a_project_that_is_none(etic: Etic, tmp_path: Path, command: str) -> None:
    refused(etic(command, tmp_path / "nothing.etic"), "nothing.etic")
    text = write(tmp_path, "text.etic", "This is no database at all, only words." * 50)
    refused(etic(command, text), "text.etic")
    refused(etic(command, write(tmp_path, "empty.etic", "")), "empty.etic")
    assert text.read_bytes().startswith(b"This is no database")
    refused(etic(command, tmp_path), str(tmp_path))
    foreign = tmp_path / "foreign.etic"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    refused(etic(command, foreign), "foreign.etic")


def test_a_project_of_a_newer_version(etic: Etic, study: Path) -> None:
    with sqlite3.connect(study) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = study.read_bytes()
    refused(etic("quotes", study), "study.etic", "99")
    assert study.read_bytes() == before


def test_a_damaged_project(etic: Etic, study: Path) -> None:
    with sqlite3.connect(study) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    data = bytearray(study.read_bytes())
    data[4096 : len(data) // 2] = bytes(len(data) // 2 - 4096)
    study.write_bytes(data)
    for suffix in ("-wal", "-shm"):
        Path(f"{study}{suffix}").unlink(missing_ok=True)
    result = etic("quotes", study)
    assert result.code == 2
    assert "Traceback" not in result.err


def test_an_unknown_command_names_near_ones(etic: Etic) -> None:
    refused(etic("quote", "x.etic"), "quotes")
    refused(etic("quotes"), "--help")


def test_a_reader_that_stops_early_is_no_error(study: Path) -> None:
    """`etic history study.etic | head -1`."""
    import subprocess
    import sys

    command = [sys.executable, "-m", "etic", "history", str(study)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


SURVEYS = {
    "nothing in it": ("a.csv", b"speaker,text\nI,Where?\n", ("a.csv",)),
    "a respondent twice": ("b.csv", b"questionnaire,q\nA1,x\nA1,y\n", ("b.csv", "3", "A1")),
    "one column twice": ("c.csv", b"questionnaire,q,q\nA1,x,y\n", ("c.csv", "q")),
    "cut off": ("d.sav", b"$FL2@(#) SPSS DATA FILE", ("d.sav",)),
}


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("case", SURVEYS)
def test_a_bad_survey(
    etic: Etic, study: Path, tmp_path: Path, case: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ETIC_LANG", lang)
    name, data, words = SURVEYS[case]
    path = tmp_path / name
    path.write_bytes(data)
    before = state(study)
    refused(etic("survey", study, path), *words)
    assert state(study) == before
