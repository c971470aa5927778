"""The whole interface as a test meets it: its address, its language, its navigation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Locator, Page, expect

from etic.i18n import t, use_language
from etic.project import Project
from tests.browser.coder_page import CoderPage, at_rest


class Coder(CoderPage):
    """The text coder among the other widgets of the product's screen."""

    @property
    def filter(self) -> Locator:
        return self.page.locator(".etc-palette .etc-filter")


@dataclass
class Screens:
    """The interface as a person in one language meets it."""

    page: Page
    url: str
    project: Project
    lang: str

    def t(self, key: str, **details: object) -> str:
        with use_language(self.lang):
            return t(key, **details)

    def open(self, address: str = "", **query: str) -> None:
        asked = urlencode({"coder": "anna", "lang": self.lang, **query})
        self.page.goto(f"{self.url}/{address}?{asked}")
        self.ready()

    def ready(self) -> None:
        """Wait until the screen is whole."""
        expect(self.link("overview")).to_be_visible(timeout=60_000)
        at_rest(self.page)

    def link(self, key: str) -> Locator:
        """A screen's name in the navigation."""
        links = self.page.get_by_test_id("stSidebar")
        return links.get_by_role("link", name=self.t(f"ui.{key}"), exact=True)

    def go(self, key: str) -> None:
        """Follow the navigation."""
        link = self.link(key)
        path = urlsplit(link.get_attribute("href") or "").path
        self.click(link)
        expect(self.page).to_have_url(re.compile(rf"{re.escape(path)}(\?|$)"))
        self.ready()

    def button(self, key: str) -> Locator:
        return self.page.get_by_role("button", name=self.t(f"ui.{key}"), exact=True)

    def click(self, target: Locator) -> None:
        """Click on what nothing takes away meanwhile: a pass over the screen would."""
        expect(target).to_be_visible()
        at_rest(self.page)
        target.click()

    def coder(self, document: str) -> Coder:
        """The text coder that is open."""
        coder = Coder(self.page, self.url, self.project, document)
        coder.ready()
        return coder


def hears_keys(page: Page) -> None:
    """Wait until nothing runs and a key has a button that it may press: before, it is nobody's."""
    at_rest(page)
    page.wait_for_function(
        """() => window.eticKeys
            && [...document.querySelectorAll('[class*="st-key-review-"] button')]
                .some((button) => !button.disabled && !button.closest('[data-stale="true"]'))""",
        timeout=60_000,
    )
