"""A real Taguette project beside what its authors exported from it over the years they coded it.

The study: 17 transcripts, 22 tags. Everything that differs between the database and the exports is
computed here and accounted for; nothing is waved through.
"""

from __future__ import annotations

import csv
import html
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from etic.align import Alignment
from etic.model import Bundle
from etic.read import odt
from etic.read.source import Source
from etic.read.taguette import read
from tests.read.making import warnings


class Row(NamedTuple):
    """A row of an export."""

    id: int
    document: str
    tag: str
    content: str


@pytest.fixture(scope="module")
def serdif(shared: Path) -> Path:
    return shared / "data/serdif"


@pytest.fixture(scope="module")
def bundle(serdif: Path) -> Bundle:
    found = read(Source("taguette.sqlite3", (serdif / "taguette.sqlite3").read_bytes()))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def database(serdif: Path) -> Iterator[sqlite3.Connection]:
    uri = (serdif / "taguette.sqlite3").as_uri() + "?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        yield connection


def export(serdif: Path, day: str) -> list[Row]:
    with (serdif / f"tags/all_tags_{day}.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return [Row(int(r["id"]), r["document"], r["tag"], r["content"]) for r in rows]


def of_transcripts(rows: list[Row]) -> list[Row]:
    return [row for row in rows if "PSSUQ" not in row.document]


def one_line(words: str) -> str:
    """As Taguette exports: paragraphs run together, with single spaces where they met."""
    return re.sub(r" *\n *", " ", words).strip(" ")


def ours(bundle: Bundle) -> list[Row]:
    """The codings in the order of the documents and of their places, as rows of an export."""
    names = {code.path: code.name_en for code in bundle.codebooks[0].codes}
    return [
        Row(int(c.where.removeprefix("highlight ")), c.document, names[c.code], c.quote)
        for c in bundle.codings
    ]


def test_how_much_there_is(bundle: Bundle, database: sqlite3.Connection) -> None:
    assert len(bundle.documents) == 17
    (book,) = bundle.codebooks
    assert len(book.codes) == 22
    assert all("/" not in code.path and code.name_en and code.definition for code in book.codes)
    assert len(bundle.codings) == 1930
    assert len({coding.where for coding in bundle.codings}) == 1793
    assert len({coding.uid for coding in bundle.codings}) == 1930
    assert {coding.coder for coding in bundle.codings} == {"admin"}
    days = {coding.created[:10] for coding in bundle.codings}
    assert min(days) == "2022-02-16"
    assert max(days) == "2022-03-03"
    (total,) = database.execute("SELECT count(*) FROM highlights").fetchone()
    assert total == 1794


def test_the_one_highlight_without_a_tag_is_told(bundle: Bundle) -> None:
    assert warnings(bundle) == ["highlight-untagged"]
    (notice,) = bundle.warnings
    assert notice.where == "P16_GMT20211215.odt"
    assert notice.details["quote"] == "It could be less of these, maybe more harmonized."
    text = next(d.text for d in bundle.documents if d.name == notice.where)
    start, end = map(int, str(notice.details["place"]).split("–"))
    assert text[start:end] == notice.details["quote"]


def test_every_quote_is_what_taguette_cut_out(bundle: Bundle, database: sqlite3.Connection) -> None:
    texts = {document.name: document.text for document in bundle.documents}
    snippets = dict(database.execute("SELECT id, snippet FROM highlights"))
    for coding, row in zip(bundle.codings, ours(bundle), strict=True):
        assert texts[coding.document][coding.start : coding.end] == coding.quote
        assert coding.quote == html.unescape(re.sub("<[^>]*>", "", snippets[row.id]))


def test_the_last_export_is_the_database_row_by_row(bundle: Bundle, serdif: Path) -> None:
    """Document, tag and words agree in all 1,930 rows, in the same order.

    Different are only the numbers (the database was exported and numbered anew, in the old order)
    and the white space: the export runs paragraphs together. That changes 461 quotes: in 319 of
    them paragraphs meet, from 142 only the break at the end goes.
    """
    rows = export(serdif, "20220303")
    mine = ours(bundle)
    renumbered = dict(zip(sorted({r.id for r in rows}), sorted({r.id for r in mine}), strict=True))
    assert [Row(renumbered[r.id], *r[1:]) for r in rows] == [
        row._replace(content=one_line(row.content)) for row in mine
    ]
    changed = [r.content for r in mine if r.content != one_line(r.content)]
    meeting = [words for words in changed if "\n" in words.strip()]
    assert (len(changed), len(meeting)) == (461, 319)


def test_the_export_of_two_days_before_lacks_one_highlight(bundle: Bundle, serdif: Path) -> None:
    """20220301 is 20220303 without the highlight made last, and with comments on a questionnaire.

    The words were highlighted before, under another tag; now they are a moment of help as well.
    """
    last, before = export(serdif, "20220303"), export(serdif, "20220301")
    (added,) = (Counter(last) - Counter(before)).elements()
    assert added.id == max(row.id for row in last) == 2423
    assert added.tag == "Moderator assist"
    assert {r.tag for r in before if r.content == added.content} == {"Navigation complex"}
    extra = list((Counter(before) - Counter(last)).elements())
    assert len(extra) == 97
    assert of_transcripts(extra) == []
    assert sorted(extra) == sorted(export(serdif, "20220301_PSSUQ"))
    assert len({row.document for row in extra}) == 14
    assert not {row.document for row in extra} & {d.name for d in bundle.documents}


@pytest.mark.parametrize(
    ("day", "comments", "merged"),
    [
        (
            "20220224",
            0,
            {
                ("Moderator comment", "Moderator assist"): 170,
                ("Home tab clear", "Home tab elements useful"): 36,
                ("Log in easy", "Query inputs and elements useful"): 20,
                ("Additional source exploration", "Home tab elements useful"): 14,
                ("Export name and format unknown", "Navigation complex"): 12,
            },
        ),
        ("20220225", 0, {("Moderator comment", "Moderator assist"): 170}),
        ("20220228", 97, {("Moderator comment", "Moderator assist"): 170}),
    ],
)
def test_the_older_exports_have_other_tags(
    serdif: Path, day: str, comments: int, merged: dict[tuple[str, str], int]
) -> None:
    """What became of the tags: some were renamed or merged, 14 moderator comments were deleted.

    On the other side there are three new moments of help and one more tag on an old highlight.
    """
    old, last = export(serdif, day), export(serdif, "20220303")
    assert len(old) - len(of_transcripts(old)) == comments
    old = of_transcripts(old)
    assert len(old) == 1940
    words_of = {row.id: row[1::2] for row in [*old, *last]}
    for row in [*old, *last]:  # a number is the same passage in every export
        assert words_of[row.id] == row[1::2]
    tags_old, tags_last = _tags(old), _tags(last)

    gone = tags_old.keys() - tags_last.keys()
    assert len(gone) == 14
    assert {tag for number in gone for tag in tags_old[number]} == {"Moderator comment"}
    new = tags_last.keys() - tags_old.keys()
    assert len(new) == 3
    assert {tag for number in new for tag in tags_last[number]} == {"Moderator assist"}

    changes: Counter[tuple[str, str]] = Counter()
    added: list[str] = []
    for number in tags_old.keys() & tags_last.keys():
        left, came = tags_old[number] - tags_last[number], tags_last[number] - tags_old[number]
        if left:
            (one,), (other,) = left, came
            changes[one, other] += 1
        else:
            added.extend(came)
    assert changes == merged
    assert added == ["Moderator assist"]
    pairs = {(row.id, row.tag) for row in old} & {(row.id, row.tag) for row in last}
    assert len(pairs) == 1940 - sum(merged.values()) - len(gone)


def _tags(rows: list[Row]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for row in rows:
        found.setdefault(row.id, set()).add(row.tag)
    return found


def test_the_transcripts_are_those_of_the_odt_files(bundle: Bundle, serdif: Path) -> None:
    """But for white space; and in three files but for one hyphen.

    The question «… would be useful and re-usable as input …» was typed with a hyphen in all three;
    in the database it reads «reusable».
    """
    hyphen = []
    for document in bundle.documents:
        found = odt.read(
            Source(document.name, (serdif / "transcripts" / document.name).read_bytes())
        )
        assert found is not None
        (typed,) = found.documents
        alignment = Alignment(document.text, typed.text)
        own = [c for c in bundle.codings if c.document == document.name]
        if not alignment.same_words:
            hyphen.append(document.name)
            (mended, n) = re.subn(r"useful and re-usable as", "useful and reusable as", typed.text)
            assert n == 1
            assert Alignment(document.text, mended).same_words
            assert alignment.ratio > 0.999
        for coding in own:  # so the codings of the database can be carried onto the files
            assert coding.start is not None
            assert coding.end is not None
            place = alignment.span(coding.start, coding.end)
            assert place is not None
            assert typed.text[slice(*place)].split() == coding.quote.split()
    assert hyphen == ["P6_GMT20211126.odt", "P14_GMT20220124.odt", "P15_GMT20211201.odt"]
