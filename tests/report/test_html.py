"""The page of a report."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Playwright, expect

from etic.analysis.drawing import Mark, bars
from etic.model import Column, Table
from etic.report import (
    Heading,
    Note,
    Paragraph,
    Picture,
    QuoteBlock,
    QuoteItem,
    Report,
    TableBlock,
    write,
)
from etic.report.html import render
from tests.report.samples import report
from tests.write.samples import LONG_QUOTE, NASTY, NASTY_TEXTS


def parsed(page: str) -> Any:
    return html.fromstring(page)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_link_leads_somewhere(language: str) -> None:
    tree = parsed(render(report(language)))
    ids = [node.get("id") for node in tree.xpath("//*[@id]")]
    assert len(ids) == len(set(ids))
    inner = [a.get("href")[1:] for a in tree.xpath("//a[starts-with(@href, '#')]")]
    assert inner
    assert set(inner) <= set(ids)
    referred = tree.xpath("//@aria-labelledby | //output/@for | //@data-table")
    assert {part for value in referred for part in value.split()} <= set(ids)


def test_a_figure_opens_into_its_quotes() -> None:
    tree = parsed(render(report("ru")))
    (link,) = tree.xpath("//table[@id='table-triggers-grid']//td/a")
    assert link.text == "15"
    quotes = tree.get_element_by_id(link.get("href")[1:])
    assert len(quotes.xpath(".//figure/blockquote")) == 3
    assert quotes.xpath(".//figcaption")[0].text_content().startswith("R07 · мужчина, 34")
    assert quotes.xpath(".//blockquote/@lang") == ["ru", "ru", "ky"]


def test_outline() -> None:
    tree = parsed(render(report("ru")))
    assert tree.get("lang") == "ru"
    levels = [int(node.tag[1]) for node in tree.xpath("//h1 | //main//h2 | //main//h3")]
    assert levels == [1, 2, 3, 3, 2, 2]
    assert [a.text for a in tree.xpath("//nav//a")] == [
        "Что заставило бы уехать снова",
        "Безработица и нестабильный заработок",
        "Окончание войны, страх призыва",
        "Кто о чём говорил",
        "Навыки",
    ]
    captions = [node.text_content() for node in tree.xpath("//*[@class='number']")]
    assert captions == ["Таблица 1", "Рисунок 1", "Таблица 2", "Рисунок 2"]


def test_language_of_fixed_words() -> None:
    english = render(report("en"))
    assert ">Contents<" in english
    assert "62.5%" in english
    assert "Содержание" not in english


def test_a_picture_in_words() -> None:
    tree = parsed(render(report("ru")))
    drawing = tree.xpath("//*[name()='svg']")[0]
    assert drawing.get("role") == "group"  # it has a link in it
    said = drawing.xpath("./*[name()='desc']")[0].text
    assert "Доля 62,5\u202f%" in said
    assert "15" in said
    # The second picture has no table in the report, so its figures are folded under it.
    assert len(tree.xpath("//details//table")) == 1


def test_a_bar_opens_into_its_quotes() -> None:
    tree = parsed(render(report("ru")))
    links = {
        a.get("{http://www.w3.org/1999/xlink}href") or a.get("xlink:href")
        for a in tree.xpath("//*[name()='svg']//a")
    }
    assert links == {"#quotes-unemployment"}


def test_markup_stays_text_everywhere() -> None:
    nasty = tuple(text for text in NASTY_TEXTS if text.strip())
    tree = parsed(render(_nasty(nasty)))
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//*[@onclick or @onerror or @style]")
    assert not [a for a in tree.xpath("//a/@href") if "script" in a.lower()]


def _nasty(texts: tuple[str, ...]) -> Report:
    return Report(
        "<h1>\ud800",
        "</p>\x00",
        "ru",
        (
            *(Heading(level, text) for text in texts for level in (0, 1, 4, 9)),
            *(Paragraph(text) for text in texts),
            *(Note(text) for text in texts),
            TableBlock(NASTY),
            TableBlock(Table((), ())),
            TableBlock(Table((Column("a", "A"),), ())),
            QuoteBlock((), "empty"),
            QuoteBlock(
                tuple(
                    QuoteItem(text, text, href, f"i{i} {text}", 'r"u')
                    for i, text in enumerate(texts)
                    for href in ("javascript:alert(1)",)
                ),
                'a b"c',
                "<i>",
            ),
            QuoteBlock((QuoteItem(LONG_QUOTE, "R01", "http://x/\ud800<"),)),
            Picture(
                bars("<c>", [Mark(text, "", 0.1, anchor='a b"c') for text in texts], "<x>"), "<n>"
            ),
            Picture(bars("empty", [], "x")),
            Picture(bars("\x00<i>", [Mark("nothing", "", None)], "x")),
        ),
    )


@pytest.mark.parametrize("suffix", [".html", ".docx"])
def test_nasty_reports_can_be_written(suffix: str, tmp_path: Path) -> None:
    write(_nasty(NASTY_TEXTS), tmp_path / f"report{suffix}")


def test_nothing_is_fetched() -> None:
    page = render(report("ru"))
    assert not re.search(r"\bsrc=|@import|url\(|<link", page)


def test_without_headings_there_are_no_contents() -> None:
    assert "<nav" not in render(Report("T", blocks=(Paragraph("p"),)))


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_a_browser(scheme: Any, tmp_path: Path, playwright: Playwright) -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium")
    path = tmp_path / "report.html"
    write(report("ru"), path)
    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    try:
        page = browser.new_page(color_scheme=scheme, viewport={"width": 390, "height": 800})
        errors: list[str] = []
        page.on("console", lambda message: errors.append(message.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(path.as_uri())
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (paper == "rgb(255, 255, 255)") is (scheme == "light")
        # On a phone tables scroll, the page does not.
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.get_by_role("link", name="15", exact=True).click()
        expect(page.get_by_text("бригадир уже звонил")).to_be_in_viewport()
        page.get_by_role("searchbox").fill("r07")
        expect(page.locator("#table-2-grid tbody tr:visible")).to_have_count(1)
        assert errors == []
    finally:
        browser.close()
