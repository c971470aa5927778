"""A report as a value: links that hold, numbers in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from etic.analysis.drawing import Mark, bars
from etic.errors import EticError
from etic.i18n import use_language
from etic.model import Column
from etic.report import (
    Block,
    Heading,
    Linked,
    Paragraph,
    Picture,
    QuoteBlock,
    QuoteItem,
    Report,
    TableBlock,
    encode,
    suffixes,
    write,
)
from etic.report.links import dom_id, fragment, safe_href
from etic.report.outline import placed
from tests.report.samples import report

N = (Column("n", "n", "integer"),)
EMPTY = bars("", [], "x")


def test_formats() -> None:
    assert suffixes() == (".docx", ".html", ".md", ".pdf", ".xlsx")


@pytest.mark.parametrize("suffix", [".docx", ".html"])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_same_report_same_bytes_whoever_asks(language: str, suffix: str) -> None:
    with use_language("ru"):
        first = encode(report(language), suffix)
    with use_language("en"):
        assert encode(report(language), suffix) == first


def test_unknown_format(tmp_path: Path) -> None:
    with pytest.raises(EticError) as caught:
        write(report("ru"), tmp_path / "report.odt")
    assert caught.value.key == "format-unknown"
    assert ".docx, .html" in str(caught.value)


def test_folder_missing(tmp_path: Path) -> None:
    with pytest.raises(EticError) as caught:
        write(report("ru"), tmp_path / "none" / "report.html")
    assert caught.value.key == "folder-missing"


def test_the_table_is_plain_and_the_links_are_beside_it() -> None:
    block = TableBlock.of(N, [(Linked(3, "q"),), (None,), (Linked(0, "q"),)], title="T", note="N")
    assert block.table.rows == ((3,), (None,), (0,))
    assert dict(block.links) == {(0, 0): "q", (2, 0): "q"}
    assert (block.table.title, block.table.note) == ("T", "N")


@pytest.mark.parametrize(
    "block",
    [
        TableBlock.of(N, [(Linked(3, "nowhere"),)]),
        Picture(bars("T", [Mark("a", "", 0.5, anchor="nowhere")], "x")),
        Picture(EMPTY, table="nowhere"),
    ],
)
def test_a_link_that_leads_nowhere_is_refused(block: Block) -> None:
    with pytest.raises(EticError) as caught:
        Report("T", blocks=(block,))
    assert caught.value.key == "report-anchor"
    assert "nowhere" in str(caught.value)


@pytest.mark.parametrize(
    "block",
    [
        Heading(1, "H", "q"),
        TableBlock.of(N, [], id="q"),
        Picture(EMPTY, id="q"),
        QuoteBlock((), "q"),
        QuoteBlock((QuoteItem("a", "R1", id="q"),)),
    ],
)
def test_everything_with_an_id_can_be_linked_to_once(block: Block) -> None:
    link = TableBlock.of(N, [(Linked(3, "q"),)])
    Report("T", blocks=(link, block))
    with pytest.raises(EticError) as caught:
        Report("T", blocks=(link, block, Heading(1, "again", "q")))
    assert caught.value.key == "report-id-twice"


def test_numbers_count_by_kind_and_ids_keep_out_of_each_others_way() -> None:
    blocks: tuple[Block, ...] = (
        Heading(1, "a"),
        TableBlock.of(N, []),
        Picture(EMPTY, id="table-2"),
        TableBlock.of(N, []),
        Paragraph("p"),
        Heading(1, "b"),
    )
    found = [(p.id, p.number) for p in placed(Report("T", blocks=blocks))]
    assert found == [
        ("section-1", 1),
        ("table-1", 1),
        ("table-2", 1),
        ("table-2-", 2),
        ("text-1", 1),
        ("section-2", 2),
    ]


def test_the_table_of_bars_has_the_columns_it_needs() -> None:
    bare = bars("T", [Mark("a", "", 0.5)], "x").table
    assert [column.key for column in bare.columns] == ["line", "value"]
    marks = [Mark("a", "one", 0.5, 0.4, 0.6, 5, 10), Mark("b", "two", None)]
    full = bars("T", marks, "x").table
    assert full.rows == (("a", "one", 5, 10, 0.5, 0.4, 0.6), ("b", "two", *[None] * 5))


@pytest.mark.parametrize(
    ("href", "safe"),
    [
        ("http://localhost:8501/?document=R07&start=12", None),
        ("https://example.org/a#b", None),
        ("transcripts/R07.html#t12", None),
        ("transcripts/Р 07.html", "transcripts/%D0%A0%2007.html"),
        ("#q-1", None),
        ("javascript:alert(1)", ""),
        (" JavaScript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("java\x00script:alert(1)", ""),
        ("data:text/html,x", ""),
        ("vbscript:x", ""),
        ("http://[broken", ""),
        ('a"><script>', "a%22%3E%3Cscript%3E"),
        ("", ""),
    ],
)
def test_addresses(href: str, safe: str | None) -> None:
    assert safe_href(href) == (href if safe is None else safe)


def test_ids_on_a_page() -> None:
    assert safe_href(None) == ""
    assert dom_id("мотивы возвращения") == "мотивы-возвращения"
    assert fragment("return/family") == "#return/family"
    assert fragment('q"') == "#q%22"
