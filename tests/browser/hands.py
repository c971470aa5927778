"""The same work done in two ways: by keyboard alone, by mouse alone.

Both know the same verbs, so that one journey can be made with either. What was really pressed and
clicked is written down by the page itself (`Witness`), and read at the journey's end.
"""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.screens import Coder, Screens

SHOWN = 160  # characters of a quote that the card shows

LISTEN = """() => {
    for (const name of ['pointerdown', 'mousedown', 'touchstart', 'wheel', 'mousemove'])
        addEventListener(name, () => eticWitness(name, ''), {capture: true, passive: true});
    addEventListener('keydown', event => {
        const typing = event.target.closest?.('input, textarea') && event.key.length === 1;
        eticWitness('key', typing ? 'typing' : event.key);
    }, true);
}"""


class Witness:
    """What the page has felt: events of the mouse by name, keys other than letters in a field."""

    def __init__(self, page: Page) -> None:
        self.mouse: list[str] = []
        self.keys: list[str] = []
        page.expose_function("eticWitness", self._tell)
        page.add_init_script(f"({LISTEN})()")

    def _tell(self, name: str, key: str) -> None:
        if name != "key":
            self.mouse.append(name)
        elif key != "typing":
            self.keys.append(key)


class Hands:
    """What both have in common: they see what is chosen and what a place carries."""

    who = "Анна"
    document = ""

    def __init__(self, screens: Screens) -> None:
        self.screens, self.page = screens, screens.page
        self.files: list[Path] = []
        # Heard from the beginning: a listener that comes with the click may come too late.
        self.page.on("filechooser", lambda chooser: chooser.set_files(self.files))

    @property
    def coder(self) -> Coder:
        return Coder(self.page, self.screens.url, self.screens.project, self.document)

    def say(self, key: str, **details: object) -> str:
        return self.screens.t(f"textcoder.{key}", **details)

    def into(self, document: str) -> None:
        """Wait until the text coder shows this interview."""
        self.document = document
        named = self.say("transcript", name=document)
        expect(self.page.get_by_role("group", name=named)).to_be_visible(timeout=60_000)
        self.coder.ready()

    def chosen(self, *names: str) -> str:
        """The passage that the next command is about; empty where there is none."""
        found = self.page.evaluate(
            """names => {
                const found = names.map(name => CSS.highlights.get(name)).find(Boolean) ?? [];
                return [...found].map(range => range.toString()).join('\\n\\n');
            }""",
            names or ("etc-span", "etc-current"),
        )
        return str(found)

    def entry(self, name: str, quote: str) -> Locator:
        """A coding in the card beside the text."""
        whole = (
            "$" if len(quote) <= SHOWN else ""
        )  # longer ones are shown with their middle left out
        words = re.escape(quote if whole else quote[: SHOWN - 30].rstrip())
        said = self.page.locator(".etc-said", has_text=re.compile(f"^{words}{whole}"))
        code = self.page.get_by_role("heading", name=name, exact=True)
        return self.coder.entries.filter(has=said).filter(has=code)
