"""All by mouse: clicking, dragging, the wheel. Only names are typed, in clicked fields."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.coder_page import still
from tests.browser.hands import Hands
from tests.browser.screens import Screens

MOST = 20  # turns of the wheel
EDGE = 60  # pixels of the window onto the text that nothing is clicked in
NOTHING = (258, 300)  # between menu and screen, where nothing is however far one has scrolled

SCROLL = """([pane, by]) => new Promise(done => {
    const most = pane.scrollHeight - pane.clientHeight;
    const to = Math.max(0, Math.min(most, pane.scrollTop + by));
    return Math.abs(to - pane.scrollTop) < 1 ? done()
        : pane.addEventListener('scrollend', () => done(), {once: true});
})"""


class Mouse(Hands):
    """No key is pressed but letters of a name."""

    def __init__(self, screens: Screens) -> None:
        super().__init__(screens)
        self.ways = cycle((self._by_tree, self._by_chip))

    # -- widgets ---------------------------------------------------------------------------------

    def push(self, target: Locator) -> None:
        self.screens.click(target)

    def fill(self, field: Locator, text: str, done: Locator | None = None) -> None:
        """A click elsewhere, or on the button that is there for it."""
        self.screens.click(field)
        self.page.keyboard.type(text)
        if done:
            done.click()
        else:
            self.page.mouse.click(*NOTHING)

    def choose(self, box: Locator, option: str) -> None:
        self.screens.click(box)
        wanted = self.page.get_by_role("option", name=option, exact=True)
        wanted.click()
        expect(wanted).to_be_hidden()

    def upload(self, uploader: Locator, files: list[Path]) -> None:
        self.files = files
        self.screens.click(uploader)

    def to_text(self) -> None:
        pass

    def next_interview(self) -> None:
        self.screens.click(self.screens.button("code-next"))

    def previous_interview(self) -> None:
        self.screens.click(self.screens.button("code-previous"))

    # -- passages --------------------------------------------------------------------------------

    def bring(self, quote: str) -> None:
        """Turn the wheel until a text is in sight."""
        pane = self.coder.pane.element_handle()
        frame = pane.bounding_box()
        assert frame
        for _ in range(MOST):
            box = self.coder.box(quote)
            low, high = frame["y"] + EDGE, frame["y"] + frame["height"] - EDGE
            if box["top"] >= low and box["bottom"] <= high:
                if self.coder.still(quote) == box:
                    return
                continue
            by = box["top"] - frame["y"] - frame["height"] / 3
            self.page.mouse.move(frame["x"] + frame["width"] / 2, frame["y"] + 20)
            pane.evaluate("(pane, by) => { pane.eticScroll = (" + SCROLL + ")([pane, by]); }", by)
            self.page.mouse.wheel(0, by)
            pane.evaluate("pane => pane.eticScroll")
        raise AssertionError(f"{quote!r} cannot be brought into sight")

    def at(self, quote: str) -> tuple[float, float]:
        """A point in the first word of a text, clear of the handle that may stand before it."""
        self.bring(quote)
        box = self.coder.box(quote)
        return box["left"] + 14, box["top"] + box["height"] / 2

    def sentence(self, text: str) -> None:
        self.page.mouse.click(*self.at(text))
        assert self.chosen() == text, self.chosen()

    def turn(self, text: str) -> None:
        self.bring(text[:20])
        paragraph = self.page.locator(".etc-p").get_by_text(text, exact=True)
        section = self.page.locator(".etc-turn").filter(has=paragraph)
        section.locator(".etc-head").click()
        assert self.chosen() == text, self.chosen()

    def passage(self, quote: str, first: str = "", last: str = "") -> None:
        del first, last  # the mouse needs no way to it
        self.bring(quote)
        self.coder.select(quote)
        assert self.chosen() == quote

    def aside(self) -> None:
        """A click on nothing, which closes what is open."""
        self.page.mouse.click(*NOTHING)
        expect(self.coder.filter).to_be_hidden()

    # -- codes -----------------------------------------------------------------------------------

    def put(self, *names: str) -> None:
        """In the palette where it is open, else by another way each time."""
        if self.coder.filter.is_visible():
            for name in names:
                self._option(name).click()
            self.aside()
            return
        for name in names:
            next(self.ways)(name)

    def _option(self, name: str) -> Locator:
        named = self.page.locator(".etc-name").get_by_text(name, exact=True)
        return self.coder.options.filter(has=named).first

    def _by_tree(self, name: str) -> None:
        named = self.page.locator(".etc-name").get_by_text(name, exact=True)
        self.page.get_by_role("treeitem").filter(has=named).locator(".etc-name").click()

    def _by_chip(self, name: str) -> None:
        named = self.page.get_by_text(name, exact=True)
        self.page.locator(".etc-chip").filter(has=named).click()

    def vivo(self, quote: str) -> None:
        self.coder.filter.click()
        self.page.keyboard.type(quote)
        self.coder.options.get_by_text(self.say("palette_new", name=quote), exact=True).click()
        self.aside()

    # -- codings ---------------------------------------------------------------------------------

    def coding(self, name: str, quote: str) -> Locator:
        """Click its mark, then its entry in the card."""
        self.page.mouse.click(*self.at(quote))
        entry = self.entry(name, quote)
        entry.get_by_role("heading").click()
        return entry

    def act(self, name: str, quote: str, key: str) -> None:
        self.coding(name, quote).get_by_role("button", name=self.say(key), exact=True).click()

    def memo(self, name: str, quote: str, text: str) -> None:
        self.coding(name, quote).get_by_role("textbox").click()
        self.page.keyboard.type(text)
        self.aside()

    def recode(self, name: str, quote: str, new: str) -> None:
        self.act(name, quote, "change")
        self._option(new).click()

    def lengthen(self, name: str, quote: str, whole: str) -> None:
        self.coding(name, quote)
        handle = still(self.page.locator(".etc-handle-end"))
        end = self.coder.box(whole)
        mouse = self.page.mouse
        mouse.move(handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2)
        mouse.down()
        mouse.move(end["right"] - 3, end["bottom"] - end["height"] / 2, steps=4)
        mouse.up()

    def split(self, name: str, quote: str, second: str) -> None:
        self.act(name, quote, "split")
        self.page.mouse.click(*self.at(second))

    def join(self, name: str, quote: str) -> None:
        self.act(name, quote, "join")

    def remove(self, name: str, quote: str) -> None:
        self.act(name, quote, "delete")

    def opposite(self, name: str, quote: str) -> None:
        self.act(name, quote, "state_no")

    def undo(self) -> None:
        self._tool("undo").click()

    def redo(self) -> None:
        self._tool("redo").click()

    def _tool(self, key: str) -> Locator:
        return self.page.locator(".etc-tools").get_by_role("button", name=self.say(key), exact=True)
