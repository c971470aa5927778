"""Which reader takes a file, and what is said where none does."""

from __future__ import annotations

import io
import random
import zipfile
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from etic.errors import EticError
from etic.read import load, read_path, readers
from etic.read.source import Source, suffix_of
from tests.read import samples
from tests.read.samples import TEXT, bundle, document, refused

KINDS = {
    "docx": samples.word(),
    "odt": samples.odt(),
    "rtf": samples.rtf(),
    "pdf": samples.pdf(),
    "html": samples.HTML,
}


def test_readers_are_entry_points_and_text_comes_last() -> None:
    mine = {"docx", "odt", "rtf", "pdf", "subtitles", "html", "transcript-csv", "text"}
    assert mine <= set(entry_points(group="etic.readers").names)
    assert list(readers())[-1] == "text"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["R1.txt", "R1", "R1.md", "R1.bin"])
def test_the_kind_is_found_by_content(kind: str, name: str) -> None:
    read = bundle(name, KINDS[kind])
    assert read.documents[0].text == TEXT
    assert "other-than-named" not in [notice.key for notice in read.warnings]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["docx", "odt", "pdf", "srt", "csv", "qdpx", "doc", "jpg"])
def test_a_name_that_says_another_kind_is_told(kind: str, name: str) -> None:
    read = bundle(f"R1.{name}", KINDS[kind])
    assert read.documents[0].text == TEXT
    told = [n.details for n in read.warnings if n.key == "other-than-named"]
    assert told == ([] if name == kind else [{"name": name, "content": kind}])


@pytest.mark.parametrize(
    "name",
    [
        "docx",
        "odt",
        "rtf",
        "pdf",
        "vtt",
        "srt",
        "html",
        "xlsx",
        "qdpx",
        "sqlite3",
        "zip",
        "doc",
        "jpg",
        "mp3",
        "exe",
        "json",
    ],
)
@pytest.mark.parametrize("data", ["И: Где?\nР: Там.".encode(), bytes(range(256)), b"\x00\x01\x02"])
def test_a_name_that_promises_more_than_text_is_refused(name: str, data: bytes) -> None:
    fault = refused(f"R1.{name}", data)
    assert (fault.key, fault.details["name"]) == ("not-what-name-says", name)


@pytest.mark.parametrize("name", ["R1.txt", "R1.md", "R1", "Интервью 1. Айгуль", "talk 12.05.2022"])
def test_plain_text_may_be_called_anything_else(name: str) -> None:
    assert document(name, TEXT.encode()).text == TEXT


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (samples.OLE, "kind-old-word"),
        (samples.OLE.replace(b"W\0o\0r\0d", b"E\0n\0c\0r"), "kind-old-word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "kind-old-excel"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "kind-locked-office",
        ),
        (samples.PNG, "kind-picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(50), "kind-picture"),
        (b"ID3\x04" + bytes(50), "kind-recording"),
        (b"\xff\xfb\x90\x64" + bytes(50), "kind-recording"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt " + bytes(50), "kind-recording"),
        (b"\x00\x00\x00\x20ftypM4A " + bytes(50), "kind-recording"),
        (b"OggS\x00\x02" + bytes(50), "kind-recording"),
        (b"MZ\x90\x00" + bytes(50), "kind-program"),
        (b"\x7fELF\x02" + bytes(50), "kind-program"),
        (b"Rar!\x1a\x07\x00" + bytes(50), "kind-archive"),
        (samples.zipped({"lib/a.so": b"\x7fELF"}), "kind-archive"),
        (samples.zipped({"ppt/presentation.xml": "<p/>"}), "kind-presentation"),
        (samples.zipped({"mimetype": "application/epub+zip"}), "kind-book"),
        (b"PK\x03\x04" + bytes(50), "zip-damaged"),
        (samples.word()[:-300], "zip-damaged"),
        (b"SQLite format 3\x00" + bytes(84), "kind-database"),
        (b"", "transcript-empty"),
        (b" \n\t\r\n", "transcript-empty"),
    ],
)
def test_refusals_say_what_it_is(data: bytes, key: str) -> None:
    if key == "kind-database" and "taguette" in readers():
        assert refused("R1", data).key in ("kind-database", "database-broken")
    else:
        assert refused("R1", data).key == key


def test_a_damaged_text_is_named_by_its_line() -> None:
    fault = refused("R1.txt", "И: Где?\nР: Т\ufffdм.".encode())
    assert (fault.key, fault.details["line"]) == ("text-damaged", 2)
    assert refused("R1.txt", random.Random(1).randbytes(500)).key == "kind-unknown"


def test_tables_and_trees_that_nobody_knows() -> None:
    assert refused("R1.csv", "раз,два\n1,2\n".encode()).key == "columns-unknown"
    assert refused("R1.yaml", b"just: one\nthing: two\n").key == "tree-unknown"


def test_suffixes() -> None:
    names = (
        "a.TXT",
        "a/b.c/d",
        ".hidden",
        "1. Айгуль",
        "12.05.2022",
        "a.sqlite3",
        "a.tgz",
        "a.",
    )
    assert [suffix_of(name) for name in names] == [".txt", "", "", "", "", ".sqlite3", ".tgz", ""]
    source = Source("дир/Интервью 1. Айгуль", b"")
    assert (source.stem, source.suffix) == ("Интервью 1. Айгуль", "")


def test_members_that_lie_about_themselves() -> None:
    data = samples.zipped({"a": b"x" * 1000, "b": b"y"})
    source = Source("a.zip", data)
    assert source.member("a") == b"x" * 1000
    assert sorted(source.members) == ["a", "b"]
    with pytest.raises(EticError) as missing:
        source.member("c")
    assert missing.value.key == "zip-damaged"
    damaged = bytearray(data)
    damaged[35] ^= 0xFF
    with pytest.raises(EticError) as caught:
        Source("a.zip", bytes(damaged)).member("a")
    assert caught.value.key == "zip-damaged"


def test_a_locked_member() -> None:
    out = bytearray(samples.zipped({"a": b"x"}))
    out[6] |= 1
    out[out.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(EticError) as caught:
        Source("a.zip", bytes(out)).member("a")
    assert caught.value.key == "zip-locked"


def test_bombs_are_counted_over_all_members() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in "abc":
            archive.writestr(name, bytes(80_000_000))
    source = Source("bomb.zip", out.getvalue())
    assert len(source.member("a")) == len(source.member("b")) == len(source.member("a"))
    with pytest.raises(EticError) as caught:
        source.member("c")
    assert caught.value.key == "zip-too-big"


# -- paths -----------------------------------------------------------------------------------------


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "Интервью R1.txt"
    path.write_text(TEXT, encoding="utf-8")
    read = read_path(path).documents[0]
    assert (read.name, read.source) == ("Интервью R1", "Интервью R1.txt")


def test_names_are_composed(tmp_path: Path) -> None:
    path = tmp_path / "и\u0306.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert read_path(path).documents[0].name == "й"


def test_files_that_are_not_there_or_are_too_big(tmp_path: Path) -> None:
    with pytest.raises(EticError) as missing:
        read_path(tmp_path / "no.txt")
    assert missing.value.key == "file-missing"
    with pytest.raises(EticError) as impossible:
        load(Path("a\0b"), "a")
    assert impossible.value.key == "file-unreadable"
    for head, key in ((b"ID3\x04", "kind-recording"), (b"", "file-too-big")):
        with (tmp_path / "big").open("wb") as file:
            file.write(head)
            file.truncate(600_000_000)  # sparse: takes no room
        with pytest.raises(EticError) as caught:
            read_path(tmp_path / "big")
        assert caught.value.key == key


def test_a_folder(tmp_path: Path) -> None:
    for name in (
        "R10.txt",
        "R2.txt",
        "волна 2/R1.docx",
        "README.md",
        "LICENSE",
        "CHANGELOG.txt",
        ".hidden.txt",
        ".git/R3.txt",
        "~$R1.docx",
        "Thumbs.db",
        "photo.jpg",
        "talk.mp3",
        "old.doc",
        "script.py",
        "data.json",
        "noise",
        "notes",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    (tmp_path / "волна 2/R1.docx").write_bytes(samples.word())
    (tmp_path / "photo.jpg").write_bytes(samples.PNG)
    (tmp_path / "talk.mp3").write_bytes(b"ID3\x04" + bytes(50))
    (tmp_path / "old.doc").write_bytes(samples.OLE)
    (tmp_path / "noise").write_bytes(bytes(range(256)))
    read = read_path(tmp_path)
    assert [(d.name, d.source) for d in read.documents] == [
        ("notes", "notes"),
        ("R2", "R2.txt"),
        ("R10", "R10.txt"),
        ("R1", "волна 2/R1.docx"),
    ]
    assert {d.study for d in read.documents} == {""}
    for notice in read.warnings:
        samples.check_notice(notice)
    assert [(n.file, n.key) for n in read.warnings] == [
        ("data.json", "skipped-unknown"),
        ("noise", "skipped-unknown"),
        ("old.doc", "skipped-old-word"),
        ("photo.jpg", "skipped-picture"),
        ("script.py", "skipped-unknown"),
        ("talk.mp3", "skipped-recording"),
    ]


@pytest.mark.parametrize("name", ["R2.docx", "R2.txt", "R2.pdf", "под/R2.csv", "R2.vtt"])
def test_a_broken_transcript_in_a_folder_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "под").mkdir()
    (tmp_path / "R1.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / name).write_bytes(bytes(range(256)))
    with pytest.raises(EticError, match=name):
        read_path(tmp_path)


def test_a_folder_with_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(samples.PNG)
    with pytest.raises(EticError) as caught:
        read_path(tmp_path)
    assert caught.value.key == "folder-nothing"


def test_links_in_a_folder_do_not_go_round(tmp_path: Path) -> None:
    (tmp_path / "R1.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert len(read_path(tmp_path).documents) == 1
    (tmp_path / "lost.txt").symlink_to(tmp_path / "no.txt")
    with pytest.raises(EticError) as caught:
        read_path(tmp_path)
    assert caught.value.key == "file-missing"


def test_the_demonstration_studies() -> None:
    folder = Path(__file__).parents[2] / "transcripts"
    studies = [path for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []
    if not studies:
        pytest.skip("NOT TESTED: there are no transcripts/ yet")
    for study in studies:
        for path in sorted(study.glob("*.txt")):
            read = read_path(path).documents[0]
            assert read.study == study.name
            assert read.case == read.name == path.stem
            assert read.language == "ru"
            assert {turn.role for turn in read.turns} == {"interviewer", "respondent"}
            assert {turn.speaker for turn in read.turns} == {"И", "Р"}
            assert any(turn.question for turn in read.turns)
