"""The text coder as a test sees it: what a person can do there, and what the project then holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from playwright.sync_api import FloatRect, Locator, Page, expect

from etic.model import Bundle, Code, Codebook, Document, Quote, Turn
from etic.project import Project

FAMILY = "👩‍👩‍👧‍👦"
TEXT = (
    "И: 1. Почему вы вернулись?\n\n"
    f"Р: Работы не было 😀. Мама болела, ёлки. Семья {FAMILY} ждала меня."
    " Это был мо́й до\u00adм.\n\n"
    "И: 2. <b>Чему</b> научились?\n\n"
    "Р: <script>window.hacked = 1</script> <img src=x onerror='window.hacked = 2'> Плитку класть."
    " Потом кыргызча: «үйгө кеттим». И ещё кое-что, о чём не спрашивали."
)
BOOK = Codebook(
    codes=(
        Code("return", name_ru="Возвращение", name_en="Return", colour="#3a7d44",
             definition="Почему человек вернулся."),
        Code("return/family", name_ru="Семья", name_en="Family", colour="#b5533c"),
        Code("return/work", name_ru="Нет работы", name_en="No work", colour="#7a5ea8"),
        Code("skills", name_ru="Навыки", name_en="Skills", colour="#2f6f9f"),
        Code("skills/trade", name_ru="Ремесло", name_en="Trade"),
    )
)  # fmt: skip
FIRST = "Работы не было 😀."
SECOND = "Мама болела, ёлки."
LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
FRAMES = """() => new Promise(done => {
    let n = 6;
    const next = () => (n-- ? requestAnimationFrame(next) : done());
    next();
})"""
CYRILLIC = dict(zip(LATIN, "йцукенгшщзхъфывапролджэячсмитьбю", strict=True))


def turns(text: str) -> tuple[Turn, ...]:
    """Turns of a text in which paragraphs begin with «И:» or «Р:»."""
    found = []
    at = 0
    for paragraph in text.split("\n\n"):
        role = "interviewer" if paragraph.startswith("И:") else "respondent"
        found.append(Turn(at, at + 3, at + len(paragraph), paragraph[0], role))  # type: ignore[arg-type]
        at += len(paragraph) + 2
    return tuple(found)


def add_document(project: Project, name: str, text: str = TEXT) -> None:
    document = Document(name=name, text=text, turns=turns(text), language="ru", study="s")
    project.import_bundle(Bundle(documents=(document,)), who="import")


@dataclass
class World:
    """A project, and the text coder serving it."""

    url: str
    project: Project


class CoderPage:
    """One document open in the text coder."""

    def __init__(self, page: Page, url: str, project: Project, name: str) -> None:
        self.page, self.url, self.project, self.name = page, url, project, name
        self.document = project.document(name)
        self.text = project.text(name)

    def open(self, coder: str = "anna", **query: str) -> CoderPage:
        asked = urlencode({"document": self.name, "coder": coder, **query})
        self.page.goto(f"{self.url}/?{asked}")
        return self.ready()

    def ready(self) -> CoderPage:
        """Wait until it hears keys and reaches its server."""
        expect(self.pane).to_be_visible(timeout=60_000)
        # For a moment there are two: the last one goes when the next has come.
        expect(self.page.locator(".etc-pane")).to_have_count(1)
        self.page.wait_for_function(
            "() => globalThis.eticTextCoder"
            " && [...eticTextCoder.stores.values()].some(s => s.transport)"
        )
        at_rest(self.page)
        return self

    # -- parts -----------------------------------------------------------------------------------

    @property
    def pane(self) -> Locator:
        return self.page.locator(f'.etc-pane[aria-label*="{self.name}"]')

    @property
    def marks(self) -> Locator:
        return self.page.locator("mark.etc-mark")

    @property
    def labels(self) -> Locator:
        return self.page.locator(".etc-label")

    @property
    def filter(self) -> Locator:
        return self.page.get_by_role("combobox", name=re.compile("Код|Code"))

    @property
    def options(self) -> Locator:
        return self.page.locator(".etc-option")

    @property
    def status(self) -> Locator:
        return self.page.locator(".etc-status")

    @property
    def card(self) -> Locator:
        return self.page.locator(".etc-card")

    @property
    def entries(self) -> Locator:
        return self.card.locator(".etc-entry")

    @property
    def notice(self) -> Locator:
        return self.page.locator(".etc-notice")

    # -- doing -----------------------------------------------------------------------------------

    def select(self, quote: str, last: str = "") -> None:
        """Drag the mouse from the beginning of one text to the end of another (or the same)."""
        first, then = self.still(quote), self.still(last or quote)
        self.page.mouse.move(first["left"] + 1, first["top"] + first["height"] / 2)
        self.page.mouse.down()
        self.page.mouse.move(then["right"] - 1, then["bottom"] - then["height"] / 2, steps=4)
        self.page.mouse.up()
        expect(self.filter).to_be_focused()

    def still(self, quote: str) -> dict[str, float]:
        """Where a text stands once the page around it has stopped moving."""
        return unmoved(self.page, lambda: self.box(quote), quote)

    def click(self, quote: str, right: float = 10, clicks: int = 1) -> None:
        """Click into the first line of a text, so many pixels from its beginning."""
        box = self.still(quote)
        self.page.mouse.click(
            box["left"] + right, box["top"] + min(10, box["height"] / 2), click_count=clicks
        )

    def pull(self, handle: str, quote: str, right: float) -> None:
        """Drag an end of the chosen coding to a place in a text."""
        shown = self.page.locator(f".etc-handle-{handle}")
        start, to = still(shown), self.still(quote)
        self.page.mouse.move(start["x"] + 2, start["y"] + 10)
        self.page.mouse.down()
        self.page.mouse.move(to["left"] + right, to["top"] + 10, steps=5)
        self.page.mouse.up()

    def box(self, quote: str) -> dict[str, float]:
        """Where a text stands in the window: its first line's left and its last line's right."""
        found = self.page.evaluate(
            """quote => {
                const reader = document.querySelector('.etc-pane');
                for (const p of reader.querySelectorAll('.etc-p')) {
                    const at = p.textContent.indexOf(quote);
                    if (at < 0) continue;
                    const range = document.createRange();
                    const point = unit => {
                        const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
                        let node;
                        while ((node = walker.nextNode())) {
                            if (unit <= node.length) return [node, unit];
                            unit -= node.length;
                        }
                    };
                    range.setStart(...point(at));
                    range.setEnd(...point(at + quote.length));
                    const boxes = [...range.getClientRects()].filter(b => b.width);
                    const [first, last] = [boxes[0], boxes.at(-1)];
                    return {left: first.left, top: first.top, right: last.right,
                            bottom: last.bottom, height: first.height};
                }
            }""",
            quote,
        )
        assert found, f"{quote!r} is not on the page"
        return dict(found)

    def code_second_sentence(self) -> None:
        """Code «Мама болела, ёлки.» with the first code, by keyboard."""
        self.click(SECOND, right=20)
        self.press("1")
        expect(self.marks).to_have_text([SECOND])

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, memo: str) -> None:
        """Go into the memo of the coding one is at, and type."""
        self.press("m")
        expect(self.card.locator("textarea:focus")).to_have_count(1)
        self.page.keyboard.type(memo)

    def cyrillic(self, *codes: str) -> None:
        """Press keys with a Russian layout on: the code stays, the letter does not."""
        session = self.page.context.new_cdp_session(self.page)
        for code in codes:
            letter = CYRILLIC[code.removeprefix("Key").lower()]
            press: dict[str, Any] = {"code": code, "key": letter, "text": letter}
            session.send("Input.dispatchKeyEvent", {"type": "keyDown", **press})
            session.send("Input.dispatchKeyEvent", {"type": "keyUp", **press})
        session.detach()

    # -- looking ---------------------------------------------------------------------------------

    def saved(self) -> CoderPage:
        """Wait until the server has all."""
        self.page.wait_for_function(
            "() => [...eticTextCoder.stores.values()].every(s => s.pending === 0)", timeout=60_000
        )
        return self

    def span(self, name: str) -> str:
        """The text that a highlight of the page covers."""
        ranges = "name => [...CSS.highlights.get(name) ?? []].map(r => r.toString()).join('|')"
        return str(self.page.evaluate(ranges, name))

    def covers(self, name: str, text: str) -> None:
        """Wait until a highlight of the page covers this text."""
        self.settled(lambda: self.span(name) == text, f"{name} covers {text!r}")

    def watch(self, name: str, what: str) -> None:
        """From now on remember whatever an expression of the page comes to, however shortly."""
        self.page.evaluate(
            """([name, what]) => {
                const look = new Function(`return ${what}`);
                const seen = ((window.eticSeen ??= {})[name] = [look()]);
                new MutationObserver(() => look() === seen.at(-1) || seen.push(look())).observe(
                    document.body,
                    {subtree: true, childList: true, characterData: true, attributes: true});
            }""",
            [name, what],
        )

    def was(self, name: str, value: str) -> None:
        """Wait until what is watched has had this text in it."""
        self.page.wait_for_function(
            "([name, value]) => eticSeen[name].some(one => one?.includes(value))",
            arg=[name, value],
        )

    def quotes(self) -> list[Quote]:
        return self.project.quote_list(document=self.document.id)

    def coded(self) -> list[tuple[str, str]]:
        """(quote, code) of what the project holds, once all is stored."""
        self.saved()
        return [(q.quote, q.code) for q in self.quotes()]

    def settled(self, holds: Callable[[], bool], what: str) -> None:
        """Wait for something that comes by way of the server."""
        for _ in range(200):
            if holds():
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"not so: {what}")


def at_rest(page: Page) -> None:
    """Wait until no pass over the screen runs."""
    expect(page.get_by_test_id("stApp")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=60_000
    )


def still(target: Locator) -> FloatRect:
    """Where a widget stands once the page around it has stopped moving."""
    expect(target).to_be_visible()
    box = unmoved(target.page, target.bounding_box, str(target))
    assert box
    return box


Place = TypeVar("Place")


def unmoved(page: Page, where: Callable[[], Place], what: str) -> Place:
    """A place that is the same twice, some frames apart: frames, since a busy page has fewer."""
    before = where()
    for _ in range(100):
        page.evaluate(FRAMES)
        now = where()
        if now == before:
            return now
        before = now
    raise AssertionError(f"{what!r} does not come to rest")
