"""Memos in the browser: a popover is entered, written in and left by the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from etic.project import Project
from tests.browser.coder_page import at_rest, still
from tests.browser.conftest import Serve
from tests.ui import studies


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Project]:
    with studies.russian(tmp_path / "study.etic") as project:
        yield project
        assert project.verify() == []


def opened(page: Page, url: str) -> Locator:
    """A code in the codebook; gives the button of its memos."""
    page.set_viewport_size({"width": 1440, "height": 1500})  # nothing has to be scrolled
    page.goto(f"{url}/codebook?coder=anna&lang=ru&code=skills")
    button = page.get_by_role("button", name="Заметки")
    expect(button).to_be_visible(timeout=60_000)
    still(button)
    at_rest(page)
    return button


def test_a_memo_by_the_keyboard_alone(page: Page, serve: Serve, study: Project) -> None:
    opened(page, serve.shared(study.path)).focus()
    page.keyboard.press("Enter")
    field = page.get_by_role("textbox", name="Новая заметка")
    expect(field).to_be_focused()
    page.keyboard.type("Слишком широк")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("button", name="Заметки (1)")).to_be_visible()
    expect(field).to_have_value("")
    assert [memo.text for memo in study.memo_list("code", "skills")] == ["Слишком широк"]
    page.keyboard.press("Escape")
    expect(field).not_to_be_visible()
    expect(page.get_by_role("button", name="Заметки (1)")).to_be_focused()


def test_a_popover_stays_open_while_several_memos_are_written(
    page: Page, serve: Serve, study: Project
) -> None:
    opened(page, serve.shared(study.path)).click()
    for n in (1, 2):
        page.get_by_role("textbox", name="Новая заметка").fill(f"мысль {n}")
        page.get_by_role("button", name="Записать").click()
        expect(page.locator(".etic-note", has_text=f"мысль {n}")).to_be_visible()
        expect(page.get_by_role("textbox", name="Новая заметка")).to_have_value("")
        at_rest(page)
    page.get_by_test_id("stPopoverBody").get_by_role("button", name="Удалить").first.click()
    expect(page.locator(".etic-note", has_text="мысль 1")).not_to_be_visible()
    expect(page.get_by_role("button", name="Заметки (1)")).to_be_visible()
