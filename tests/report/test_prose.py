"""Running text in reports: figures that lead somewhere, as links of a page and notes of Word."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lxml import etree

from etic.errors import EticError
from etic.report import (
    Cited,
    Heading,
    Item,
    Items,
    Prose,
    ProseTable,
    QuoteBlock,
    QuoteItem,
    Report,
    Run,
    encode,
    write,
)
from etic.report.html import render
from etic.write.wordxml import name

NOTE = "7 of 37 respondents; code “Family”"
FIGURE = Run("18.9%", strong=True, anchor="q", note=NOTE)
REPORT = Report(
    "Returns",
    language="en",
    blocks=(
        Heading(1, "Why"),
        Prose((Run("Family was named by "), FIGURE, Run(", see "), Run("x", href="https://a.org"))),
        Items(
            (
                Item((Run("first"),), (Items((Item((Run("under"),)),), start=3),)),
                Item((Run("second "), Run("7", note="a count"))),
            )
        ),
        Cited(((Run("Said "), Run("elsewhere", emphasis=True)),)),
        ProseTable(((Run("A"),), (Run("B"),)), (((Run("a"),), (FIGURE,)),), ("", "right"), "Own"),
        QuoteBlock((QuoteItem("For mother.", "R07"),), "q", "Family"),
    ),
)


def parts(tmp_path: Path) -> dict[str, bytes]:
    path = tmp_path / "report.docx"
    write(REPORT, path)
    with zipfile.ZipFile(path) as made:
        return {n: made.read(n) for n in made.namelist()}


def test_a_figure_on_a_page_is_a_link_that_says_what_was_counted() -> None:
    page = render(REPORT)
    assert f'<a class="figure" href="#q" title="{NOTE}"><strong>18.9%</strong></a>' in page
    assert '<span class="figure" tabindex="0" title="a count">7</span>' in page
    assert '<a href="https://a.org">x</a>' in page
    assert '<ol start="3">' in page
    assert '<blockquote class="cited"><p>Said <em>elsewhere</em></p></blockquote>' in page


def test_text_cannot_bring_markup_into_a_page() -> None:
    page = render(Report("T", blocks=(Prose((Run("<script>", href="javascript:x"),)),)))
    assert "<p>&lt;script&gt;</p>" in page
    assert "javascript:" not in page


def test_a_figure_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(EticError, match="nowhere"):
        Report("T", blocks=(Items((Item((Run("7", anchor="nowhere"),)),)),))


def test_every_noted_figure_has_a_footnote_that_leads_to_its_quotes(tmp_path: Path) -> None:
    made = parts(tmp_path)
    notes = etree.fromstring(made["word/footnotes.xml"])
    body = etree.fromstring(made["word/document.xml"])
    ids = [n.get(name("id")) for n in notes.iter(name("footnote"))]
    assert ids == ["-1", "0", "1", "2", "3"]
    used = [r.get(name("id")) for r in body.iter(name("footnoteReference"))]
    assert used == ["1", "2", "3"]
    first = notes[2]
    assert NOTE in etree.tostring(first, encoding="unicode")
    target = next(first.iter(name("hyperlink"))).get(name("anchor"))
    assert target in [b.get(name("name")) for b in body.iter(name("bookmarkStart"))]
    assert b"footnotes+xml" in made["[Content_Types].xml"]
    assert b'w:id="-1"' in made["word/settings.xml"]


def test_a_report_without_figures_has_no_notes(tmp_path: Path) -> None:
    write(Report("T", blocks=(Prose((Run("Words."),)),)), tmp_path / "r.docx")
    with zipfile.ZipFile(tmp_path / "r.docx") as made:
        assert "word/footnotes.xml" not in made.namelist()


@pytest.mark.parametrize("suffix", [".docx", ".html", ".md", ".xlsx"])
def test_the_same_text_gives_the_same_bytes(suffix: str) -> None:
    assert encode(REPORT, suffix) == encode(REPORT, suffix)


def test_markdown_keeps_text_and_links(tmp_path: Path) -> None:
    write(REPORT, tmp_path / "r.md")
    text = (tmp_path / "r.md").read_text(encoding="utf-8")
    assert f'[**18.9%**](#q "{NOTE}")' in text
    assert "- first\n  3. under\n- second" in text
    assert "**Table 1. Own**" in text
