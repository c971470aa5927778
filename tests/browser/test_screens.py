"""The screens around the text coder, in a browser: what only a browser can show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import etic
from etic.model import Bundle
from tests.browser.coder_page import BOOK, add_document
from tests.browser.conftest import Serve
from tests.browser.screens import Screens

SURVEY = "table,question,answer,group,percent\n1,Why?,Family,All,50.0\n"


# In the other language `make test-all` looks at them too.
@pytest.fixture(params=["ru", pytest.param("en", marks=pytest.mark.slow)])
def walk(
    request: pytest.FixtureRequest, page: Page, serve: Serve, tmp_path: Path
) -> Iterator[Screens]:
    """A project of this test's own in which nobody has coded yet; whole afterwards."""
    with etic.create(tmp_path / "study.etic", "R") as project:
        project.import_bundle(Bundle(codebooks=(BOOK,)), who="import")
        add_document(project, "R01")
        url = serve.shared(project.path)
        yield Screens(page, url, project, request.param)
        assert project.verify() == []


def test_a_name_and_enter_is_all(walk: Screens) -> None:
    page, main = walk.page, walk.page.get_by_test_id("stMain")
    page.goto(f"{walk.url}/code?lang={walk.lang}")
    walk.ready()
    field = main.get_by_role("textbox", name=walk.t("ui.coder"))
    field.fill("  Вера   К. ")
    field.press("Enter")
    box = page.get_by_test_id("stSidebar").get_by_role("combobox", name=walk.t("ui.coder"))
    expect(box).to_have_value("Вера К.")
    expect(page).to_have_url(re.compile("coder=%D0%92"))

    # Another name into the same field; the list says so in the person's language.
    walk.click(box)
    box.press_sequentially("Айгуль", delay=40)
    option = page.get_by_role("option")
    expect(option.first).to_have_text(walk.t("ui.select-add") + "Айгуль")
    box.press("Enter")
    expect(box).to_have_value("Айгуль")


def test_the_popover_of_a_file_closes_when_it_has_come_in(walk: Screens, tmp_path: Path) -> None:
    page = walk.page
    file = tmp_path / "tables.csv"
    file.write_text(SURVEY, encoding="utf-8")
    walk.open("survey")
    walk.click(page.get_by_text(walk.t("ui.survey-load"), exact=True))
    popover = page.get_by_test_id("stPopoverBody")
    popover.locator("input[type=file]").set_input_files(file)
    walk.click(popover.get_by_role("button", name=walk.t("ui.import-it"), exact=True))
    expect(popover).to_have_count(0)
    expect(page.get_by_role("table").first).to_contain_text("Family")
    assert len(walk.project.survey_tables()) == 1


def test_a_difference_opens_the_text_with_both_coders(walk: Screens) -> None:
    page, project = walk.page, walk.project
    text = project.text("R01")
    at = text.index("Мама болела")
    project.code("R01", at, at + 11, "skills", coder="anna")
    project.code("R01", at, at + 11, "return", coder="boris")
    walk.open("agreement")
    page.get_by_role("radio", name=walk.t("agreement.view-differences")).click()
    walk.click(page.get_by_test_id("stMain").get_by_role("link", name=re.compile("^R01")).first)
    expect(page).to_have_url(re.compile(rf"start={at}&end={at + 11}&compare=anna%2Cboris"))
    expect(page.locator("mark.etc-mark", has_text="Мама болела").first).to_be_in_viewport()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(walk.t("agreement.title"))


def test_the_keyboard_sees_where_it_is(walk: Screens) -> None:
    page, project = walk.page, walk.project
    text = project.text("R01")
    at = text.index("Мама болела")
    project.code("R01", at, at + 11, "skills", coder="anna")
    walk.open("quotes")
    link = page.get_by_test_id("stMain").get_by_role("link", name=re.compile("^R01")).first
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(link).to_have_css("outline-style", "solid")

    # A popover is entered where something can be pressed, not at the hidden field of a file.
    walk.open("survey")
    page.get_by_role("button", name=walk.t("ui.survey-load")).press("Enter")
    expect(page.get_by_test_id("stPopoverBody").locator("button").first).to_be_focused()

    walk.open("report")
    page.get_by_role("radio", name=walk.t("templates.by-template")).click()
    field = page.get_by_role("textbox").last
    field.focus()
    expect(page.get_by_test_id("stTextAreaRootElement")).not_to_have_css("box-shadow", "none")
