"""All by keyboard: Tab, arrows, letters, and the text coder's own keys."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.coder_page import at_rest
from tests.browser.hands import Hands
from tests.browser.screens import Screens

MOST = 120  # presses of one key until a thing is reached

# Whether an element stands before another, or before the one that has the focus.
BEFORE = """(e, other) => Boolean(e.compareDocumentPosition(other ?? document.activeElement)
    & Node.DOCUMENT_POSITION_FOLLOWING)"""


class Keyboard(Hands):
    """Nothing is clicked, dragged or hovered over."""

    def __init__(self, screens: Screens) -> None:
        super().__init__(screens)
        self.ways = cycle((self._by_digit, self._by_palette, self._by_tree))

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    # -- widgets ---------------------------------------------------------------------------------

    def reach(self, target: Locator) -> None:
        """Tab on, or back, until a widget has the focus."""
        expect(target).to_be_visible()
        at_rest(self.page)
        back = target.evaluate(BEFORE)
        for _ in range(MOST):
            if target.evaluate("e => e.contains(document.activeElement)"):
                return
            self.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"{target} cannot be reached by Tab")

    def push(self, target: Locator) -> None:
        self.reach(target)
        self.press("Enter")

    def fill(self, field: Locator, text: str, done: Locator | None = None) -> None:
        """Enter is enough, whatever button there is."""
        del done
        self.reach(field)
        self.type(text)
        self.press("Enter")

    def choose(self, box: Locator, option: str) -> None:
        self.reach(box)
        self.press("ArrowDown")
        wanted = self.page.get_by_role("option", name=option, exact=True)
        expect(wanted).to_be_visible()
        focused = self.page.locator("[role=option][data-focused]")
        for _ in range(MOST):
            if wanted.get_attribute("data-focused"):
                break
            above = focused.count() and wanted.evaluate(BEFORE, focused.element_handle())
            self.press("ArrowUp" if above else "ArrowDown")
        self.press("Enter")
        expect(box).to_have_value(option)
        expect(wanted).to_be_hidden()

    def upload(self, uploader: Locator, files: list[Path]) -> None:
        self.files = files
        self.push(uploader)

    def to_text(self) -> None:
        self.reach(self.coder.pane)

    def next_interview(self) -> None:
        self.press("Shift+N")

    def previous_interview(self) -> None:
        self.press("Shift+P")

    # -- passages --------------------------------------------------------------------------------

    def sentence(self, text: str) -> None:
        there = self.coder.text.index(text)
        for _ in range(MOST):
            now = self.chosen()
            if now == text:
                return
            self.press("k" if now and self.coder.text.index(now) > there else "j")
        raise AssertionError(f"{text!r} cannot be reached")

    def turn(self, text: str) -> None:
        for _ in range(MOST):
            if self.chosen() == text:
                return
            self.press("Shift+J")
        raise AssertionError(f"{text!r} cannot be reached")

    def passage(self, quote: str, first: str = "", last: str = "") -> None:
        self.press("Escape")  # or the brackets would move the ends of the coding one is at
        self.sentence(first or quote)
        self._until("Shift+ArrowDown", lambda now: now.endswith(last))
        self._until("{", lambda now: now.startswith(quote))
        self._until("}", lambda now: now == quote)

    def _until(self, key: str, holds: Callable[[str], bool]) -> None:
        for _ in range(MOST):
            if holds(self.chosen()):
                return
            self.press(key)
        raise AssertionError(f"{key} leads to {self.chosen()!r}")

    # -- codes -----------------------------------------------------------------------------------

    def put(self, *names: str) -> None:
        """One code by another way each time, several by the palette."""
        if len(names) == 1:
            next(self.ways)(names[0])
            return
        self.press("c")
        for name in names:
            self._pick(name)
        self.press("Escape")

    def _by_digit(self, name: str) -> None:
        chip = self.page.locator(".etc-chip").filter(has=self.page.get_by_text(name, exact=True))
        self.press(chip.locator("kbd").inner_text())

    def _by_palette(self, name: str) -> None:
        self.press("Enter")
        self._pick(name)
        self.press("Escape")

    def _pick(self, name: str) -> None:
        expect(self.coder.filter).to_be_focused()
        self.type(name)
        expect(self.coder.options.first.locator(".etc-name")).to_have_text(name)
        self.press("Enter")

    def _by_tree(self, name: str) -> None:
        self.press("t")
        self.type(name)
        expect(self.page.locator(".etc-best .etc-name")).to_have_text(name)
        self.press("Enter", "Escape", "Escape")  # the filter is emptied, then left
        expect(self.coder.pane).to_be_focused()

    def vivo(self, quote: str) -> None:
        del quote  # it is the passage one is at
        self.press("v")

    # -- codings ---------------------------------------------------------------------------------

    def coding(self, name: str, quote: str) -> None:
        """Go from coding to coding, by ear, until this one is reached."""
        self.press("Escape")
        live = self.page.locator(".etc-live")
        wanted = f"{name}, {self.who}: {quote}"
        for _ in range(MOST):
            self.press("n")
            expect(live).not_to_be_empty()
            if live.text_content() == wanted:
                return
        raise AssertionError(f"{wanted!r} is not heard")

    def memo(self, name: str, quote: str, text: str) -> None:
        self.coding(name, quote)
        self.press("m")
        expect(self.coder.card.get_by_role("textbox")).to_be_focused()
        self.type(text)
        self.press("Control+Enter")
        expect(self.coder.pane).to_be_focused()

    def recode(self, name: str, quote: str, new: str) -> None:
        self.coding(name, quote)
        self.press("e")
        self._pick(new)

    def lengthen(self, name: str, quote: str, whole: str) -> None:
        self.coding(name, quote)
        pointed = self.page.locator("mark.etc-on")
        for _ in range(MOST):
            if "".join(pointed.all_text_contents()) == whole:
                return
            self.press("]")
        raise AssertionError(f"{quote!r} does not grow to {whole!r}")

    def split(self, name: str, quote: str, second: str) -> None:
        self.coding(name, quote)
        self.press("s")
        for _ in range(MOST):
            if self.chosen("etc-part") == second:
                break
            self.press("ArrowRight" if second in self.chosen("etc-part") else "ArrowLeft")
        self.press("Enter")

    def join(self, name: str, quote: str) -> None:
        self.coding(name, quote)
        self.press("g")

    def remove(self, name: str, quote: str) -> None:
        self.coding(name, quote)
        self.press("Delete")

    def opposite(self, name: str, quote: str) -> None:
        self.coding(name, quote)
        self.press("Enter")
        self.push(self.entry(name, quote).get_by_role("button", name=self.say("state_no")))
        self.press("Escape")
        expect(self.coder.pane).to_be_focused()

    def undo(self) -> None:
        self.press("z")

    def redo(self) -> None:
        self.press("Shift+Z")
