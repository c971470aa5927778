from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest

from etic.model import Bundle
from etic.read import archive, read_source
from etic.read.archive import read
from etic.read.source import Source
from tests.read.making import packed, refused, warnings, workbook

REPOSITORY = Path(__file__).resolve().parents[2]

CODEBOOK = b"study: s\ncodes: [{code: push, codes: [{code: jobs}]}]\n"
TALK = "---\ncase: R1\nstudy: s\n---\nИ: Где?\n\nР: Там.\n".encode()
CODINGS = "document,start,end,code,coder,state,quote,memo\nR1,9,16,push/jobs,gold,yes,Р: Там.,\n"
STUDY = {
    "codebooks/s.yaml": CODEBOOK,
    "transcripts/s/R10.txt": TALK.replace(b"R1", b"R10"),
    "transcripts/s/R2.txt": TALK.replace(b"R1", b"R2"),
    "transcripts/s/codings.csv": CODINGS.encode(),
    "surveys/s.csv": b"question,answer,percent\nq,a,32.0\n",
    "surveys/s.links.yaml": b"links: [{code: push, table: 1, answer: a}]\n",
    "propositions/s.yaml": "propositions: [{number: 1, text: Едут.}]\n".encode(),
}


def study(files: dict[str, bytes], name: str = "s.zip") -> Bundle:
    found = read(Source(name, packed(files)))
    assert found is not None
    return found


def shape(bundle: Bundle) -> tuple[int, ...]:
    return (
        len(bundle.documents), len(bundle.codebooks), len(bundle.codings), len(bundle.tables),
        len(bundle.links), len(bundle.propositions), len(bundle.warnings),
    )  # fmt: skip


@pytest.mark.parametrize("above", ["", "demo/", "./", "Мой проект/"])
def test_a_study_folder_with_all_that_belongs_to_it(above: str) -> None:
    bundle = study({above + name: data for name, data in STUDY.items()})
    assert shape(bundle) == (2, 1, 1, 1, 1, 1, 0)
    assert [(d.name, d.case, d.study) for d in bundle.documents] == [
        ("R2", "R2", "s"), ("R10", "R10", "s"),
    ]  # fmt: skip
    assert bundle.documents[0].source == f"s.zip/{above}transcripts/s/R2.txt"
    assert bundle.codebooks[0].source == f"s.zip/{above}codebooks/s.yaml"


def test_files_at_the_top_will_do() -> None:
    bundle = study({"R1.txt": TALK, "ages.xlsx": workbook([["case", "age"], ["R1", 34]])})
    assert [d.name for d in bundle.documents] == ["R1"]
    assert [dict(case.attributes) for case in bundle.cases] == [{"age": 34}]


def test_what_lies_there_by_the_way_is_left_out() -> None:
    bundle = study({
        **STUDY,
        "README.md": b"# About", "LICENSE": b"MIT", ".git/config": b"x", ".DS_Store": b"\0\0",
        "__MACOSX/transcripts/._R2.txt": b"\0", "transcripts/~$R2.docx": b"\0",
        "transcripts/photo.png": b"\x89PNG\r\n\x1a\n\0", "transcripts/talk.mp3": b"ID3\x04\0\0",
        "transcripts/data.bin": b"\0\1\2\3",
    })  # fmt: skip
    assert shape(bundle)[:6] == (2, 1, 1, 1, 1, 1)
    assert sorted(warnings(bundle)) == ["skipped-picture", "skipped-recording", "skipped-unknown"]


def test_a_broken_file_is_told_with_its_place_in_the_archive() -> None:
    files = {**STUDY, "codebooks/t.yaml": b"codes: [a\n"}
    error = refused(lambda: study(files), "yaml-broken")
    assert error.details["file"] == "s.zip/codebooks/t.yaml"


@pytest.mark.parametrize(
    "files",
    [
        {"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"},
        {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"},
        {"project.qde": b"<a/>", "sources/R1.txt": TALK},
        {"project/x.QDE".lower(): b"<a/>", "transcripts/R1.txt": TALK},
        {"META-INF/MANIFEST.MF": b"", "a.txt": b""},
        {"lib/a.so": b"\x7fELF", "bin/b": b""},
        {"a.png": b"\x89PNG"},
        {"README.md": b"x"},
        {},
    ],
)
def test_another_archive_is_left_alone(files: dict[str, bytes]) -> None:
    assert read(Source("a.zip", packed(files))) is None


def test_what_is_no_archive_is_left_alone() -> None:
    for data in (b"", b"PK", b"PK\x03\x04" + b"\0" * 40, TALK):
        assert read(Source("a.zip", data)) is None


@pytest.mark.parametrize(
    "name",
    ["../R3.txt", "transcripts/../../R3.txt", "/etc/R3.txt", "C:/R3.txt", "..\\R3.txt",
     "transcripts/../R3.txt"],
)  # fmt: skip
def test_a_name_that_leads_out_is_refused(name: str) -> None:
    error = refused(lambda: study({**STUDY, name: TALK}), "archive-unsafe")
    assert error.details["file"] == "s.zip"


def test_a_link_is_refused() -> None:
    data = io.BytesIO(packed(STUDY))
    with zipfile.ZipFile(data, "a") as file:
        link = zipfile.ZipInfo("transcripts/passwd.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(link, "/etc/passwd")
    refused(lambda: read(Source("s.zip", data.getvalue())), "archive-unsafe")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_is_there_twice_is_refused() -> None:
    data = io.BytesIO(packed(STUDY))
    with zipfile.ZipFile(data, "a") as file:
        file.writestr("codebooks/s.yaml", CODEBOOK)
    refused(lambda: read(Source("s.zip", data.getvalue())), "archive-twice")


def test_an_archive_in_an_archive_is_not_opened() -> None:
    files = {**STUDY, "transcripts/more.zip": packed(STUDY)}
    refused(lambda: study(files), "kind-archive")
    assert shape(study(STUDY)) == (2, 1, 1, 1, 1, 1, 0)  # the mark is taken off again


def test_there_is_a_limit_to_what_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_UNPACKED", 5_000_000)
    data = packed({**STUDY, "transcripts/zero.txt": b"0" * 6_000_000})
    assert len(data) < 100_000
    refused(lambda: read(Source("s.zip", data)), "archive-big")
    monkeypatch.setattr(archive, "MOST_FILES", 5)
    refused(lambda: study(STUDY), "archive-many")


def test_damage_and_passwords_are_told() -> None:
    data = bytearray(packed({"transcripts/R1.txt": TALK * 50}))
    at = data.index(b"R1.txt") + 20
    data[at : at + 8] = b"\xff" * 8
    refused(lambda: read(Source("s.zip", bytes(data))), "zip-damaged")
    data = bytearray(packed({"transcripts/R1.txt": TALK}))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1  # the flag of encryption
    refused(lambda: read(Source("s.zip", bytes(data))), "zip-locked")


@pytest.mark.parametrize("encoding", ["cp866", "utf-8"])
def test_names_of_which_nothing_is_said_are_read_all_the_same(encoding: str) -> None:
    """Archives packed in Windows do not say in which encoding their names are."""
    name = "transcripts/Айгуль.txt"
    letters = len(name.encode(encoding)) - len("transcripts/.txt")
    stand_in = f"transcripts/{'x' * letters}.txt"
    data = packed({stand_in: TALK}).replace(stand_in.encode(), name.encode(encoding))
    bundle = read(Source("s.zip", data))
    assert bundle is not None
    assert [d.name for d in bundle.documents] == ["Айгуль"]


def test_a_file_without_a_name_is_passed_over() -> None:
    data = packed({**STUDY, "x.txt": TALK}).replace(b"x.txt", b"\0.txt")
    assert shape(study(STUDY)) == (2, 1, 1, 1, 1, 1, 0)
    bundle = read(Source("s.zip", data))
    assert bundle is not None
    assert shape(bundle) == (2, 1, 1, 1, 1, 1, 0)


def test_names_with_backslashes_are_paths() -> None:
    bundle = study({name.replace("/", "\\"): data for name, data in STUDY.items()})
    assert shape(bundle) == (2, 1, 1, 1, 1, 1, 0)


def test_any_reader_may_be_asked_for_an_archive() -> None:
    assert shape(read_source(Source("s.zip", packed(STUDY)))) == (2, 1, 1, 1, 1, 1, 0)


def test_the_demonstration_studies_are_read_whole() -> None:
    """What is shipped is in the format that is read: no warning, and every quote in its place."""
    folders = ("codebooks", "surveys", "propositions", "transcripts")
    files = {
        path.relative_to(REPOSITORY).as_posix(): path.read_bytes()
        for folder in folders
        for path in sorted((REPOSITORY / folder).rglob("*"))
        if path.suffix in (".yaml", ".csv", ".txt")
    }
    if not any(name.startswith("codebooks/") for name in files):
        pytest.skip("the demonstration studies are not there")
    bundle = study(files)
    assert warnings(bundle) == []
    texts = {document.name: document.text for document in bundle.documents}
    known = {code.path for book in bundle.codebooks for code in book.codes}
    assert len(texts) == len(bundle.documents) == sum(name.endswith(".txt") for name in files)
    for coding in bundle.codings:
        assert texts[coding.document][coding.start : coding.end] == coding.quote
        assert coding.code in known
    assert {link.code for link in bundle.links} <= known
    for proposition in bundle.propositions:
        assert {path for path, _ in proposition.codes} <= known
        assert {judgement.case for judgement in proposition.judgements} <= set(texts)
