"""The page of one table."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Playwright, expect

from etic.i18n import use_language
from etic.model import Table
from etic.write import write
from etic.write.cells import clean
from etic.write.html import render
from tests.write.samples import EMPTY, LARGE, NASTY, NASTY_TEXTS, PLAIN


def parsed(page: str) -> Any:
    return html.fromstring(page)


def test_a_table_that_is_read_aloud_well() -> None:
    with use_language("ru"):
        tree = parsed(render(PLAIN))
    assert tree.get("lang") == "ru"
    (caption,) = tree.xpath("//caption/span")
    assert caption.text_content() == PLAIN.title
    assert {th.get("scope") for th in tree.xpath("//thead//th")} == {"col"}
    assert [th.text for th in tree.xpath("//tbody//th[@scope='row']")] == [r[0] for r in PLAIN.rows]
    assert tree.xpath("//tbody/tr[2]/td[2]")[0].text == "37,5\u202f%"
    assert tree.xpath("//p[@class='note']")[0].text_content() == f"Примечание. {PLAIN.note}"


def test_nothing_is_fetched_and_only_its_own_script_runs() -> None:
    page = render(PLAIN)
    assert not re.search(r"(src|href)=|@import|url\(", page)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    for tag in ("style", "script"):
        inside = page.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0]
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy[1]


def test_markup_in_a_quote_stays_text() -> None:
    tree = parsed(render(NASTY))
    assert len(tree.xpath("//script")) == 1
    cells = [row[0].text_content() for row in tree.xpath("//tbody/tr")]
    # libxml2 reads the line separators of other systems as they are
    assert cells == [clean(text) for text in NASTY_TEXTS]


def test_empty() -> None:
    tree = parsed(render(EMPTY))
    assert len(tree.xpath("//thead//th")) == 5
    assert not tree.xpath("//tbody/tr")
    assert not tree.xpath("//input")
    assert "Никто не спрошен." in tree.text_content()


@pytest.mark.browser
@pytest.mark.parametrize("table", [LARGE], ids=["5000 rows"])
def test_the_box_finds_rows(table: Table, tmp_path: Path, playwright: Playwright) -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium")
    path = tmp_path / "t.html"
    with use_language("ru"):
        write(table, path)
    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    try:
        page = browser.new_page()
        errors: list[str] = []
        page.on("console", lambda message: errors.append(message.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(path.as_uri())
        box = page.get_by_role("searchbox")
        box.fill("  НОМЕР  r0042 ")
        expect(page.locator("tbody tr:visible")).to_have_count(1)
        expect(page.get_by_role("status")).to_have_text("Строк: 1 из 5000")
        box.fill("")
        expect(page.locator("tbody tr").nth(4999)).to_be_visible()
        expect(page.get_by_role("status")).to_have_text("")
        assert errors == []
    finally:
        browser.close()
