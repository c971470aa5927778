"""OpenDocument texts: the visible text and nothing else."""

from __future__ import annotations

import html
import re
import sqlite3
from pathlib import Path

import pytest

from etic.model import Document
from etic.read import read_path
from tests.read.samples import TEXT, bundle, document, odt, opendocument, refused, said, zipped


def text_of(body: str) -> str:
    return document("a.odt", opendocument(body)).text


def test_paragraphs_become_lines_and_turns() -> None:
    read = document("R1.odt", odt())
    assert read.text == TEXT
    assert said(read)[3] == ("Р", "Ош.")


def test_white_space_is_what_the_format_says() -> None:
    body = (
        "<text:p>\n  a <text:span> b</text:span>\n c<text:s/><text:s text:c='3'/>d"
        "<text:tab/>e<text:line-break/>f\u00a0 g\u00ad <text:soft-page-break/></text:p>"
    )
    assert text_of(body) == "a b c    d\te\nf\u00a0 g\u00ad"


def test_headings_lists_sections_and_links() -> None:
    body = (
        "<text:h>Заголовок</text:h><text:section><text:p>раздел</text:p></text:section>"
        "<text:list><text:list-item><text:p>раз</text:p></text:list-item><text:list-item>"
        "<text:list><text:list-item><text:p>два</text:p></text:list-item></text:list>"
        "</text:list-item></text:list><text:p><text:a>ссылка</text:a></text:p>"
    )
    assert text_of(body) == "Заголовок\nраздел\nраз\nдва\nссылка"


def test_tables() -> None:
    def cell(words: str) -> str:
        return f"<table:table-cell><text:p>{words}</text:p></table:table-cell>"

    def table(*rows: list[str]) -> str:
        lines = "".join(
            f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows
        )
        return f"<table:table><table:table-column/>{lines}</table:table>"

    assert text_of(table(["И", "Где?"], ["Р:", "Там."])) == "И: Где?\nР: Там."
    assert text_of(table(["a", "b", "c"], ["d", "e", "f"])) == "a\tb\tc\nd\te\tf"


def test_what_is_no_part_of_the_text_leaves_a_notice() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>стёрто</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:sequence-decls><text:sequence-decl/></text:sequence-decls>"
        "<text:p>слово<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>сноска</text:p></text:note-body></text:note><office:annotation><text:p>прим</text:p>"
        "</office:annotation> и<text:change text:change-id='1'/> ещё"
        "<text:hidden-text>тайна</text:hidden-text></text:p>"
    )
    read = bundle("a.odt", opendocument(body))
    assert read.documents[0].text == "слово и ещё"
    assert {notice.key: notice.details["n"] for notice in read.warnings} == {
        "changes-accepted": 1,
        "notes-left-out": 1,
        "comments-left-out": 1,
        "hidden-left-out": 1,
    }


def test_text_boxes_follow_their_paragraph() -> None:
    body = (
        "<text:p>до<draw:frame><draw:text-box><text:p>рамка</text:p></draw:text-box>"
        "</draw:frame> после</text:p>"
    )
    assert text_of(body) == "до после\nрамка"


def test_refusals() -> None:
    assert refused("a.odt", odt([" "])).key == "transcript-empty"
    assert refused("a.ods", opendocument("", "spreadsheet")).key == "kind-spreadsheet"
    locked: dict[str, bytes | str] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": b"\x00\x01",
        "META-INF/manifest.xml": "<manifest:encryption-data/>",
    }
    assert refused("a.odt", zipped(locked)).key == "zip-locked"
    assert refused("a.odt", zipped({**locked, "META-INF/manifest.xml": ""})).key == "xml-broken"
    assert refused("a.odt", opendocument("<text:s text:c='999999999999'/>")).key == (
        "transcript-empty"
    )


# -- seventeen real interviews ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def interviews(shared: Path) -> dict[str, Document]:
    read = read_path(shared / "data/serdif/transcripts")
    assert not read.warnings
    return {document.source: document for document in read.documents}


def test_real_files_are_all_read_in_order(interviews: dict[str, Document]) -> None:
    assert [name.partition("_")[0] for name in interviews] == [f"P{n}" for n in range(1, 18)]
    assert {document.language for document in interviews.values()} == {"en"}


def test_real_files_have_exactly_the_visible_text(
    interviews: dict[str, Document], shared: Path
) -> None:
    path = shared / "data/serdif/taguette.sqlite3"
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    contents = dict(connection.execute("select name, contents from documents"))
    connection.close()
    assert contents.keys() == interviews.keys()
    differing = []
    for name, interview in interviews.items():
        ours = "".join(interview.text.split())
        theirs = "".join(html.unescape(re.sub(r"<[^>]+>", "", contents[name])).split())
        if ours != theirs:
            differing.append(name.partition("_")[0])
            # Taguette got its HTML from calibre, which takes a hyphen in «re-usable» for one at the
            # end of a line where «reusable» occurs as well, and joins the word. The odt has it.
            assert ours.count("re-usable") == 1
            assert ours.replace("re-usable", "reusable") == theirs
    assert differing == ["P6", "P14", "P15"]


def test_real_files_have_the_moderator_as_the_only_speaker(
    interviews: dict[str, Document],
) -> None:
    said_by = [
        (turn.speaker, turn.role, document.text[turn.start : turn.end])
        for document in interviews.values()
        for turn in document.turns
    ]
    assert {(speaker, role) for speaker, role, _ in said_by} == {
        ("", ""),
        ("MODERATOR", "interviewer"),
    }
    # Her words are interruptions: what follows in the next paragraph is the participant again.
    assert sum(speaker != "" for speaker, _, _ in said_by) == 187
    assert all("\n" not in words for speaker, _, words in said_by if speaker)
