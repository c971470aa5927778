"""Whatever the bytes: a transcript, a refusal in one line, never a traceback."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etic.errors import EticError
from etic.model import Document
from etic.read import read_source, readers
from etic.read.source import Source
from etic.text import canonical
from tests.read import samples

FILES = {
    "docx": samples.word(),
    "odt": samples.odt(),
    "rtf": samples.rtf(),
    "pdf": samples.pdf([samples.LINES, samples.LINES]),
    "vtt": samples.VTT,
    "srt": samples.SRT,
    "html": samples.HTML,
    "csv": samples.CSV,
    "txt": ("---\ncase: A\nattributes: {age: 3}\n---\n" + samples.TEXT).encode("utf-16"),
    "md": ("---\ncase: A\nnot_asked: [a/b]\n---\n" + samples.TEXT).encode("cp1251", "ignore"),
}
MINE = ("docx", "odt", "rtf", "pdf", "subtitles", "html", "transcript-csv", "text")


def looked_at(document: Document) -> None:
    """The text is as texts are kept, and each of its characters is somebody's."""
    text = document.text
    assert canonical(text) == text
    assert text.strip()
    assert not any(c < " " and c not in "\n\t" for c in text)
    covered = 0
    for turn in document.turns:
        assert covered <= turn.start <= turn.body <= turn.end <= len(text)
        assert not text[covered : turn.start].strip()
        covered = turn.end
    assert not text[covered:].strip()


def read(kind: str, data: bytes) -> None:
    """As a file of that name, and by each reader alone."""
    try:
        for document in read_source(Source(f"R1.{kind}", data)).documents:
            looked_at(document)
    except EticError as fault:
        samples.check_message(fault)
    for name in MINE:
        try:
            found = readers()[name](Source("R1", data))
        except EticError as fault:
            samples.check_message(fault)
        else:
            for document in found.documents if found else ():
                looked_at(document)


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["cut", "flip", "set", "drop", "insert", "double"]),
        st.floats(0, 1, exclude_max=True),
        st.integers(0, 255),
    ),
    min_size=1,
    max_size=6,
)


def edited(data: bytes, edits: list[tuple[str, float, int]]) -> bytes:
    for what, place, value in edits:
        if not data:
            break
        at = int(place * len(data))
        changed = {
            "cut": data[:at],
            "flip": data[:at] + bytes([data[at] ^ (1 << value % 8)]) + data[at + 1 :],
            "set": data[:at] + bytes([value]) + data[at + 1 :],
            "drop": data[:at] + data[at + 1 + value :],
            "insert": data[:at] + bytes([value]) * (1 + value % 3) + data[at:],
            "double": data[:at] + data[max(0, at - value) :],
        }
        data = changed[what]
    return data


@pytest.mark.parametrize("kind", FILES)
def test_the_samples_are_whole(kind: str) -> None:
    read_source(Source(f"R1.{kind}", FILES[kind]))


@pytest.mark.parametrize("kind", FILES)
@settings(max_examples=60)
@given(edits=EDITS)
def test_damaged_files(kind: str, edits: list[tuple[str, float, int]]) -> None:
    read(kind, edited(FILES[kind], edits))


@pytest.mark.parametrize("kind", FILES)
def test_files_cut_off_anywhere(kind: str) -> None:
    data = FILES[kind]
    for length in range(0, len(data), max(1, len(data) // 60)):
        read(kind, data[:length])


def parts(kind: str) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(FILES[kind]))
    return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        ("docx", "word/document.xml"),
        ("docx", "[Content_Types].xml"),
        ("odt", "content.xml"),
        ("odt", "mimetype"),
    ],
)
@settings(max_examples=60)
@given(edits=EDITS)
def test_archives_that_are_whole_around_damaged_parts(
    kind: str, part: str, edits: list[tuple[str, float, int]]
) -> None:
    members = parts(kind)
    read(kind, samples.zipped({**members, part: edited(members[part], edits)}))


BEGINNINGS = [
    b"",
    b"{\\rtf1",
    b"%PDF-1.7\n",
    b"WEBVTT\n\n",
    b"1\n00:00:00,000 --> 00:00:01,000\n",
    b"<html>",
    b"speaker,text\n",
    b"---\ncase: ",
    b"PK\x03\x04",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    samples.OLE[:8],
]


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=300), st.sampled_from(["docx", "txt", "x"]))
def test_any_bytes(beginning: bytes, data: bytes, kind: str) -> None:
    read(kind, beginning + data)


WORDS = r"""{ } {\* \par \u1055? \u-10179? \'c4 \' \f1 \fcharset204 \uc9 \bin5 \cell \row \v \plain
\fonttbl \footnote \upr \ud \intbl \deleted \revised \ansicpg1251 \\ \~ a"""
TAGS = """<p> </p> <table> </table> <tr> </tr> <td> </td> <br> <pre> </pre> <script> </script>
<div/hidden> </div> &nbsp; &#0; a <td><table> <!-- --> <html> </html> <body>"""


@given(st.lists(st.sampled_from(WORDS.split())))
def test_any_rtf(words: list[str]) -> None:
    read("rtf", (r"{\rtf1\ansi " + " ".join(words) + "}").encode())


@given(st.lists(st.sampled_from(TAGS.split()), max_size=30))
def test_any_html(words: list[str]) -> None:
    read("html", ("<html>" + "".join(words)).encode())
