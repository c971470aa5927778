"""The review of suggestions in a browser: by the keyboard alone, in either layout."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from etic.project import Project
from tests.browser.conftest import Serve
from tests.browser.screens import hears_keys
from tests.studies import small_project
from tests.suggested import propose


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Project]:
    with small_project(tmp_path / "study.etic") as project:
        propose(project)
        yield project
        assert project.verify() == []


def passage(page: Page) -> Locator:
    return page.locator(".etic-review-text mark")


def reviewing(page: Page, url: str) -> None:
    page.add_init_script("addEventListener('keydown', e => { window.pressed = e; }, true)")
    page.goto(f"{url}/suggestions?coder=anna&lang=ru")
    expect(passage(page)).to_contain_text("Безработица", timeout=60_000)


def taken(page: Page, pressing: Callable[[], None]) -> float:
    """Press until the screen has taken the key: where a pass has just begun, it is nobody's."""
    for _ in range(20):
        hears_keys(page)
        page.wait_for_timeout(300)  # a person reads first; a second press at once decides nothing
        pressing()
        if page.evaluate("pressed.defaultPrevented"):
            return float(page.evaluate("pressed.timeStamp"))
    raise AssertionError("nobody takes the key")


def press(page: Page, key: str) -> None:
    taken(page, lambda: page.keyboard.press(key))


def dispatched(page: Page, code: str, letter: str, at: float = 0) -> None:
    """A key by its place and letter, if need be at another time than it is."""
    page.evaluate(
        """([code, key, at]) => {
            const event = new KeyboardEvent(
                'keydown', {code, key, bubbles: true, cancelable: true});
            if (at) Object.defineProperty(event, 'timeStamp', {value: at});
            document.body.dispatchEvent(event);
        }""",
        [code, letter, at],
    )


def coded(project: Project) -> list[tuple[str, str, str]]:
    return [(q.quote.split()[0], q.code, q.origin) for q in project.quote_list()]


def test_a_queue_is_walked_by_the_keyboard_alone(page: Page, serve: Serve, study: Project) -> None:
    reviewing(page, serve.shared(study.path))
    press(page, "s")
    expect(passage(page)).to_contain_text("Семья")
    press(page, "2")
    expect(page.get_by_role("button", name="2 · Уже вернулся")).to_contain_text("check_box")
    press(page, "Enter")
    expect(passage(page)).to_contain_text("Мама")
    assert coded(study) == [("Семья", "returned", "suggested")]

    press(page, "c")
    field = page.get_by_role("combobox", name="Другой код")
    expect(field).to_be_focused()
    page.keyboard.type("Навы", delay=30)
    expect(page.get_by_role("option", name="Навыки")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Остались только отложенные отрывки.")).to_be_visible()
    assert ("Мама", "skills", "manual") in coded(study)

    press(page, "Enter")  # what was put off
    expect(passage(page)).to_contain_text("Безработица")
    press(page, "x")
    expect(page.get_by_text("Все подсказки разобраны.")).to_be_visible()
    press(page, "u")
    expect(passage(page)).to_contain_text("Безработица")
    press(page, "?")
    expect(page.get_by_text("отложить до конца очереди")).to_be_visible()
    assert len(study.review_queue()) == 1


def test_keys_go_by_their_place_whatever_the_layout(
    page: Page, serve: Serve, study: Project
) -> None:
    reviewing(page, serve.shared(study.path))
    taken(page, lambda: dispatched(page, "KeyX", "ч"))
    expect(passage(page)).to_contain_text("Семья")
    assert coded(study) == []


def test_a_key_that_is_pressed_twice_decides_once(page: Page, serve: Serve, study: Project) -> None:
    reviewing(page, serve.shared(study.path))
    first = taken(page, lambda: dispatched(page, "Enter", "Enter"))
    expect(passage(page)).to_contain_text("Семья")
    # Taken, but by nobody who has read it: as on a machine that is quick.
    taken(page, lambda: dispatched(page, "Enter", "Enter", first + 100))
    press(page, "s")  # which is done after whatever was asked for before
    expect(passage(page)).to_contain_text("Мама")
    assert len(study.quote_list()) == 1


def test_what_is_typed_into_a_field_is_no_key(page: Page, serve: Serve, study: Project) -> None:
    reviewing(page, serve.shared(study.path))
    press(page, "c")
    field = page.get_by_role("combobox", name="Другой код")
    expect(field).to_be_focused()
    page.keyboard.type("xsu2")
    press(page, "Escape")
    expect(field).to_have_count(0)
    expect(passage(page)).to_contain_text("Безработица")
    assert not study.suggestions()["outcome"].any()


def test_a_passage_opens_where_it_stands(page: Page, serve: Serve, study: Project) -> None:
    reviewing(page, serve.shared(study.path))
    hears_keys(page)
    page.get_by_test_id("stMain").get_by_role("link", name=re.compile("^R01")).click()
    at = study.text("R01").index("Безработица")
    expect(page).to_have_url(re.compile(f"code.*start={at}"))
