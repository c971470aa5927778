"""Figures open into quotes, a case is judged, a difference is decided by one key."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.coder_page import still
from tests.browser.conftest import Serve
from tests.browser.screens import Screens, hears_keys
from tests.rounds import ONE, OTHER, twice_coded

ROW = 35  # height of a row of a table of figures


def test_figures_judgements_and_differences(page: Page, serve: Serve, tmp_path: Path) -> None:
    with twice_coded(tmp_path / "study.etic") as project:
        project.open_round("первый", [ONE, OTHER], counted=ONE)
        project.close_round("первый")
        number = project.add_proposition("Возвращаются ради семьи.", supports=["return/family"])
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        screens = Screens(page, serve.shared(project.path), project, "ru")

        # A figure opens into its quotes.
        screens.open("tables")
        table = page.get_by_test_id("stDataFrame").first
        table.hover()
        box = still(table)
        page.mouse.click(box["x"] + box["width"] * 0.75, box["y"] + ROW * 1.5)
        expect(page.locator("blockquote", has_text="Мама болела")).to_be_visible()

        # Matrices show which codes stand together.
        page.get_by_test_id("stSidebar").get_by_role(
            "link", name=screens.t("matrices.title")
        ).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(screens.t("matrices.title"))
        expect(page.get_by_test_id("stDataFrame")).to_be_visible()
        screens.ready()

        # The first case of the queue is judged.
        screens.open("propositions")
        page.get_by_role("radio", name=screens.t("induction.view-one")).click()
        supports = page.get_by_role(
            "button", name=screens.t("induction.place-supports"), exact=True
        )
        screens.click(supports)
        left = page.get_by_text(screens.t("induction.waiting", n=1))
        expect(left).to_be_visible()
        assert [j.verdict for j in project.proposition(number).newest.judgements] == ["supports"]

        # The dearest difference is decided by one key.
        open_ones = len(project.round_disagreements("первый").open)
        screens.open("rounds")
        expect(page.get_by_role("button", name=re.compile(f"1 · {ONE}"))).to_be_visible()
        hears_keys(page)
        page.keyboard.press("1")
        expect(page.get_by_text(screens.t("rounds.decided", n=1))).to_be_visible()
        found = project.round_disagreements("первый")
        assert len(found.open) == open_ones - 1
        assert [p.decision.outcome for p in found.decided if p.decision] == ["one"]
        assert not errors
        assert project.verify() == []
