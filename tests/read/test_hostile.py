"""Whatever the bytes: a bundle, None, or the error that users meet. Never a traceback."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etic.read import (
    archive,
    cases_table,
    codebook_table,
    codebook_yaml,
    codings_csv,
    links_yaml,
    propositions_yaml,
    rounds_yaml,
    rules_yaml,
    suggestions_csv,
    survey_csv,
    taguette,
)
from etic.read.source import Source
from tests.read import (
    test_archive,
    test_codebook_table,
    test_codebook_yaml,
    test_links_yaml,
    test_propositions_yaml,
    test_rules_yaml,
    test_suggestions_csv,
    test_taguette,
)
from tests.read.making import harmless, packed, workbook

ROUNDS = """rounds:
- {round: pilot, state: settled, coders: [a, b], documents: [s/R01], codes: [x], adjudicator: c,
   drawn_of: 3, seed: 1, later: [u1]}
decisions:
- {document: s/R01, start: 1, end: 5, quote: " ab ", coders: [a, b], outcome: one, adjudicator: c,
   reason: r, disputed: [{coding: u1, code: x, state: no, quote: q}], made: [u2]}
"""
READERS: dict[str, Callable[[Source], object]] = {
    "archive": archive.read,
    "cases": cases_table.read,
    "cases of the user": cases_table.read_cases,
    "codebook-table": codebook_table.read,
    "codebook-yaml": codebook_yaml.read,
    "codings": codings_csv.read,
    "links": links_yaml.read,
    "propositions": propositions_yaml.read,
    "rounds": rounds_yaml.read,
    "rules": rules_yaml.read,
    "suggestions": suggestions_csv.read,
    "survey": survey_csv.read,
    "taguette": taguette.read,
}
SAMPLES: dict[str, bytes] = {
    "book.yaml": test_codebook_yaml.WHOLE.encode(),
    "links.yaml": test_links_yaml.WHOLE.encode(),
    "propositions.yaml": test_propositions_yaml.WHOLE.encode(),
    "rounds.yaml": ROUNDS.encode(),
    "rules.yaml": test_rules_yaml.WHOLE.encode(),
    "book.csv": test_codebook_table.WHOLE.encode(),
    "cp1251.csv": "код;определение\nа;Почему вернулся\n".encode("cp1251"),
    "codings.csv": test_archive.CODINGS.encode(),
    "suggestions.csv": test_suggestions_csv.WHOLE.encode(),
    "cases.csv": "case;age;вернулся\nR1;3,5;да\nR2;4;нет\n".encode(),
    "survey.csv": b'table,question,answer,n,percent\n1,q,a,15,"22,1"\n',
    "cases.xlsx": workbook([["случай", "возраст"], ["R1", 34.5], ["R2", True]]),
    "book.xlsx": workbook([["о книге"]], [["path", "name_ru"], ["a", "А"]]),
    "study.zip": packed(test_archive.STUDY),
    "study.sqlite3": test_taguette.study().data,
}

PIECES = [
    b"", b"<", b">", b"/>", b'"', b"&x;", b"&#0;", b"-1", b"9" * 30, b"1e9", b"NaN", b"A",
    b"\xff", b"\0", b"<v>", b"</c>", b' t="s"', b' t="d"', b' t="e"', b' r="ZZZ9"',
]  # fmt: skip


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_is_somebodys(name: str) -> None:
    assert any(harmless(read, Source(name, SAMPLES[name])) for read in READERS.values())


@pytest.mark.parametrize("name", SAMPLES)
@given(data=st.data())
def test_a_damaged_file_does_no_harm(name: str, data: st.DataObject) -> None:
    content = bytearray(SAMPLES[name])
    for _ in range(data.draw(st.integers(1, 6), "changes")):
        at = data.draw(st.integers(0, max(len(content) - 1, 0)), "at")
        change = data.draw(st.sampled_from(["flip", "set", "cut", "drop", "double"]), "change")
        if change == "flip" and content:
            content[at] ^= 1 << data.draw(st.integers(0, 7))
        elif change == "set" and content:
            content[at] = data.draw(st.sampled_from(b"\0\xff,;\"'\t\n:-[{&*!|0 9"))
        elif change == "cut":
            del content[at:]
        elif change == "drop":
            del content[at : at + data.draw(st.integers(1, 40))]
        elif change == "double":
            content[at:at] = content[at : at + data.draw(st.integers(1, 40))]
    for read in READERS.values():
        harmless(read, Source(name, bytes(content)))


@pytest.mark.parametrize("name", ["cases.xlsx", "book.xlsx", "study.zip"])
@given(data=st.data())
def test_a_file_damaged_within_its_archive_does_no_harm(name: str, data: st.DataObject) -> None:
    """Flipped bits in an archive hardly get past its checksums; so they are flipped before."""
    with zipfile.ZipFile(io.BytesIO(SAMPLES[name])) as file:
        members = {member: bytearray(file.read(member)) for member in file.namelist()}
    for _ in range(data.draw(st.integers(1, 4), "changes")):
        content = members[data.draw(st.sampled_from(sorted(members)))]
        if content:
            at = data.draw(st.integers(0, len(content) - 1))
            size = data.draw(st.integers(0, 12))
            content[at : at + size] = data.draw(st.sampled_from(PIECES))
    source = Source(name, packed({member: bytes(data) for member, data in members.items()}))
    for read in READERS.values():
        harmless(read, source)


@pytest.mark.parametrize("name", ["a.yaml", "a.csv", "a.xlsx", "a.zip", "a.sqlite3", "a"])
@given(content=st.binary(max_size=300))
def test_any_bytes_do_no_harm(name: str, content: bytes) -> None:
    for head in (b"", b"PK\x03\x04", b"SQLite format 3\x00", b"codes:\n", b"code,name\n"):
        for read in READERS.values():
            harmless(read, Source(name, head + content))


@pytest.mark.parametrize(
    "head",
    ["codes:\n", "links:\n- ", "propositions:\n- ", "code,name,parent\n", "case;x\n",
     "document,start,end,code,quote\n", "question,answer,n,percent\n"],
)  # fmt: skip
@given(content=st.text(max_size=120))
def test_any_text_under_a_known_beginning_does_no_harm(head: str, content: str) -> None:
    data = (head + content).encode("utf-8", "ignore")
    for read in READERS.values():
        harmless(read, Source("a.yaml", data))
        harmless(read, Source("a.csv", data))
