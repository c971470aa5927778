"""What a screen reader is told, by the browser's own accessibility tree."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from etic.i18n import t, use_language
from tests.browser.coder_page import FIRST, SECOND, CoderPage

HEARD = """() => {
    window.heard = [];
    const live = document.querySelector('.etc-live');
    new MutationObserver(() => live.textContent && heard.push(live.textContent))
        .observe(live, {childList: true, characterData: true, subtree: true});
}"""


class Heard:
    """The accessibility tree as it is now."""

    def __init__(self, page: Page) -> None:
        session = page.context.new_cdp_session(page)
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        session.detach()
        self.by_id = {node["nodeId"]: node for node in nodes}
        self.nodes = [node for node in nodes if not node["ignored"]]

    def role(self, role: str) -> list[dict[str, Any]]:
        return [node for node in self.nodes if value(node, "role") == role]

    def inside(self, node: dict[str, Any], role: str) -> list[dict[str, Any]]:
        below = [self.by_id[child] for child in node.get("childIds", [])]
        own = [child for child in below if value(child, "role") == role]
        return own + [found for child in below for found in self.inside(child, role)]

    def words(self, node: dict[str, Any]) -> str:
        return "".join(value(text, "name") for text in self.inside(node, "StaticText"))


def value(node: dict[str, Any], name: str) -> Any:
    return node.get(name, {}).get("value", "")


def state(node: dict[str, Any], name: str) -> Any:
    found = (p["value"].get("value") for p in node["properties"] if p["name"] == name)
    return next(found, None)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_screen_reader_hears_what_is_coded(closed: CoderPage, lang: str) -> None:
    def say(key: str, **details: object) -> str:
        with use_language(lang):
            return t(f"textcoder.{key}", **details)

    coder, name = closed.open(lang=lang), "Семья" if lang == "ru" else "Family"
    page = coder.page
    page.evaluate(HEARD)

    # Where one is, and what is done there.
    coder.pane.focus()
    coder.press("j", "j", "j")
    expect(page.locator(".etc-live")).to_have_text(SECOND)
    coder.press("2")
    expect(page.locator(".etc-live")).to_have_text(say("did_code", name=name))
    coder.press("k")
    expect(page.locator(".etc-live")).to_have_text(FIRST)
    coder.press("j")
    expect(page.locator(".etc-live")).to_have_text(f"{SECOND} {say('coded_as', codes=name)}")
    coder.press("z")
    expect(page.locator(".etc-live")).to_have_text(say("did_undo", codes=name))
    coder.press("Shift+Z")
    expect(page.locator(".etc-live")).to_have_text(say("did_redo", codes=name))
    assert page.evaluate("heard")[-6:] == [
        SECOND, say("did_code", name=name), FIRST, f"{SECOND} {say('coded_as', codes=name)}",
        say("did_undo", codes=name), say("did_redo", codes=name),
    ]  # fmt: skip

    # The passage says its codes, its place in the text stays.
    coder.saved()
    heard = Heard(page)
    (mark,) = heard.role("mark")
    assert heard.words(mark) == SECOND
    assert value(mark, "description") == say("coded_as", codes=name)
    named = say("transcript", name=coder.name)
    (pane,) = (node for node in heard.role("group") if value(node, "name") == named)
    assert FIRST in heard.words(pane)
    assert state(pane, "focused")
    polite = [heard.words(node) for node in heard.nodes if state(node, "live") == "polite"]
    assert say("did_redo", codes=name) in polite


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_codebook_is_a_tree_with_levels(closed: CoderPage, lang: str) -> None:
    coder = closed.open(lang=lang)
    heard = Heard(coder.page)
    with use_language(lang):
        names = [(n.name, n.depth + 1) for n in coder.project.codebook()]
        (tree,) = (n for n in heard.role("tree") if value(n, "name") == t("textcoder.palette_all"))
    rows = heard.inside(tree, "treeitem")
    for (name, level), row in zip(names, rows, strict=True):
        assert value(row, "name").startswith(name)
        assert state(row, "level") == level
    assert [state(row, "expanded") for row in rows] == [True, None, None, True, None]
    assert len([row for row in rows if state(row, "focusable")]) == len(rows)
    # By keyboard one tab stop, then arrows; a branch can be folded.
    coder.page.locator(".etc-code").first.focus()
    coder.press("ArrowDown", "ArrowUp", "ArrowLeft")
    rows = Heard(coder.page).role("treeitem")
    assert [state(row, "expanded") for row in rows] == [False, True, None]
    assert state(rows[0], "focused")
