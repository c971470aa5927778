"""Whole ways through the interface, by mouse: files in, a passage coded, found, given out."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import etic
from etic.i18n import t, use_language
from etic.model import Bundle
from tests.browser.coder_page import BOOK, add_document
from tests.browser.conftest import Serve
from tests.browser.screens import Screens

PASSAGE = "соскучился по дому"
FILES = {
    "R11.txt": "И: 1. Почему вы вернулись?\n\nР: Там тяжело. Я соскучился по дому 😀. Вот и всё.\n",
    "R12.txt": "И: 1. Почему вы вернулись?\n\nР: Мама болела, надо было ехать.\n",
}


# In the other language `make test-all` walks them too.
@pytest.fixture(params=["ru", pytest.param("en", marks=pytest.mark.slow)])
def screens(
    request: pytest.FixtureRequest, page: Page, serve: Serve, tmp_path: Path
) -> Iterator[Screens]:
    """A project of this test's own with a codebook and one document; whole afterwards."""
    with etic.create(tmp_path / "study.etic", "R") as project:
        project.import_bundle(Bundle(codebooks=(BOOK,)), who="import")
        add_document(project, "R01")
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        url = serve.shared(project.path)
        yield Screens(page, url, project, request.param)
        assert not errors
        assert project.verify() == []


def test_from_files_to_a_table_of_quotes(screens: Screens, tmp_path: Path) -> None:
    page = screens.page
    screens.open("transcripts")
    paths = []
    for name, text in FILES.items():
        paths.append(tmp_path / name)
        paths[-1].write_text(text, encoding="utf-8")
    page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(paths)

    # Seen before anything is stored.
    preview = page.get_by_text(re.compile(r"R11\.txt — 1 (документ|document)"))
    expect(preview).to_be_visible()
    screens.click(preview)
    expect(page.get_by_text("Я соскучился по дому 😀")).to_be_visible()
    assert len(screens.project.document_list()) == 1
    screens.click(screens.button("import-it").last)
    expect(page.get_by_text(screens.t("ui.import-done"), exact=True)).to_be_visible()
    assert [d.name for d in screens.project.document_list()] == ["R01", "R11", "R12"]

    # Coded with the mouse.
    screens.go("coding")
    page.get_by_role("combobox", name=screens.t("ui.document")).click()
    page.get_by_role("option", name="R11").click()
    coder = screens.coder("R11")
    coder.select(PASSAGE)
    coder.filter.press_sequentially("return" if screens.lang == "en" else "возвр")
    coder.press("Enter", "Escape")
    expect(coder.marks).to_have_text([PASSAGE])
    coder.saved()

    # Found, with its place.
    screens.go("quotes")
    expect(page.locator(".etic-quote blockquote")).to_have_text([PASSAGE])
    with page.expect_download() as download:
        screens.click(page.get_by_role("button", name=screens.t("ui.download-as", format="CSV")))
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    start = screens.project.text("R11").index(PASSAGE)
    assert [(r["document"], r["code"], r["quote"], r["start"], r["coder"]) for r in rows] == [
        ("R11", "return", PASSAGE, str(start), "anna")
    ]

    # Opened where it stands, and back.
    screens.click(page.get_by_role("link", name=re.compile(rf"R11.*{start}")))
    expect(page).to_have_url(re.compile(rf"/code\?.*start={start}"))
    expect(page.locator("mark.etc-mark")).to_be_in_viewport()
    page.go_back()
    expect(page.locator(".etic-quote blockquote")).to_have_text([PASSAGE])

    # Taken back from the sidebar.
    screens.click(screens.button("undo"))
    expect(page.locator(".etic-quote")).to_have_count(0)
    assert screens.project.quote_list() == []
    screens.click(screens.button("redo"))
    expect(page.locator(".etic-quote blockquote")).to_have_text([PASSAGE])
    assert len(screens.project.quote_list()) == 1


def test_a_link_in_a_new_tab_opens_its_place(screens: Screens) -> None:
    project, page = screens.project, screens.page
    long = "\n\n".join(f"Р: Реплика номер {n}, обычная." for n in range(150))
    add_document(project, "R20", long + "\n\nР: Вот оно, то самое место.")
    start = project.text("R20").index("то самое")
    project.code("R20", start, start + len("то самое место"), "skills", coder="boris")
    screens.open("quotes")
    link = page.get_by_role("link", name=re.compile("R20.*,"))
    with page.context.expect_page() as opened:
        link.click(modifiers=["Control"])
    tab = opened.value
    mark = tab.locator("mark.etc-mark", has_text="то самое место")
    expect(mark).to_be_in_viewport(timeout=30_000)
    sidebar = tab.get_by_test_id("stSidebar")
    expect(sidebar.get_by_role("combobox", name=screens.t("ui.coder"))).to_have_value("anna")
    expect(sidebar.get_by_role("link", name=screens.t("ui.quotes"))).to_be_visible()
    tab.close()


def test_the_language_changes_while_working(screens: Screens) -> None:
    page = screens.page
    screens.open("code", document="s/R01")
    screens.coder("R01")
    other = "en" if screens.lang == "ru" else "ru"
    page.get_by_test_id("stSidebar").get_by_text(t(f"ui.language-{other}"), exact=True).click()
    with use_language(other):
        expect(page.get_by_test_id("stSidebar")).to_contain_text(t("ui.quotes"))
    expect(page.locator("html")).to_have_attribute("lang", other)
    expect(page.locator(".etc-status")).to_have_text("Saved" if other == "en" else "Сохранено")
    screens.lang = other
    screens.go("quotes")
    expect(page.get_by_role("heading", level=1)).to_have_text(screens.t("ui.quotes"))


def test_undo_beside_the_text(screens: Screens) -> None:
    page = screens.page
    screens.open("code", document="s/R01")
    coder = screens.coder("R01")
    coder.select("Мама болела")
    coder.press("1", "Escape")
    expect(coder.marks).to_have_count(1)
    coder.saved()
    screens.click(screens.button("undo"))
    expect(coder.marks).to_have_count(0)
    assert screens.project.quote_list() == []
    screens.click(screens.button("redo"))
    expect(coder.marks).to_have_text(["Мама болела"])
    expect(page.locator(".etc-code .etc-count").first).to_have_text("1")  # counted beside the text


def test_documents_in_the_address_and_back_again(screens: Screens) -> None:
    page = screens.page
    add_document(screens.project, "R02", "Р: Второй разговор.")
    screens.open("code", document="s/R01")
    expect(screens.coder("R01").pane).to_contain_text("Мама болела")
    screens.click(screens.button("code-next"))
    expect(screens.coder("R02").pane).to_contain_text("Второй разговор")
    expect(page).to_have_url(re.compile("document=s%2FR02"))
    page.go_back()
    expect(screens.coder("R01").pane).to_contain_text("Мама болела")
    page.go_forward()
    expect(screens.coder("R02").pane).to_contain_text("Второй разговор")


def test_nothing_is_asked_of_the_network(screens: Screens) -> None:
    asked: set[str] = set()
    screens.page.on("request", lambda request: asked.add(request.url))
    for address in ("", "transcripts", "codebook", "code", "quotes", "tables", "settings"):
        screens.open(address)
    strangers = {u for u in asked if not u.startswith((screens.url, "data:", "blob:"))}
    assert not {u for u in strangers if not u.startswith(screens.url.replace("http", "ws"))}
