"""The screens in their order: what the navigation shows, what a link names, what the tests try."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from etic.i18n import t

FOLDER = Path(__file__).parent / "screens"


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: a file that shows it, and how people find it."""

    id: str  # also its address
    file: str
    icon: str
    title: str  # the key of a message
    section: str = ""  # message in the catalogue `ui`; empty: above the sections

    @property
    def path(self) -> Path:
        """Where its file lies."""
        return FOLDER / self.file


SCREENS = (
    Screen("overview", "overview.py", ":material/home:", "ui.overview"),
    Screen("transcripts", "transcripts.py", ":material/description:", "ui.transcripts",
           "ui.section-material"),
    Screen("codebook", "codebook.py", ":material/account_tree:", "ui.codebook",
           "ui.section-material"),
    Screen("guide", "guide.py", ":material/contact_support:", "guide.title",
           "ui.section-material"),
    Screen("survey", "survey.py", ":material/fact_check:", "ui.survey", "ui.section-material"),
    Screen("audit", "audit.py", ":material/rule_folder:", "audit.title", "ui.section-material"),
    Screen("code", "code.py", ":material/edit_note:", "ui.coding", "ui.section-work"),
    Screen("search", "search.py", ":material/search:", "search.title", "ui.section-work"),
    Screen("autocoding", "autocoding.py", ":material/rule:", "autocoding.title", "ui.section-work"),
    Screen("suggestions", "suggestions.py", ":material/lightbulb:", "suggestions.title",
           "ui.section-work"),
    Screen("quotes", "quotes.py", ":material/format_quote:", "ui.quotes", "ui.section-work"),
    Screen("tables", "tables.py", ":material/bar_chart:", "ui.tables", "ui.section-results"),
    Screen("responses", "responses.py", ":material/ballot:", "responses.title",
           "ui.section-results"),
    Screen("matrices", "matrices.py", ":material/grid_on:", "matrices.title",
           "ui.section-results"),
    Screen("framework", "framework.py", ":material/grid_view:", "framework.title",
           "ui.section-results"),
    Screen("joint", "joint.py", ":material/compare_arrows:", "ui.joint", "ui.section-results"),
    Screen("indicators", "indicators.py", ":material/checklist_rtl:", "indicators.title",
           "ui.section-results"),
    Screen("propositions", "propositions.py", ":material/balance:", "induction.title",
           "ui.section-results"),
    Screen("report", "report.py", ":material/article:", "ui.report", "ui.section-results"),
    Screen("checklists", "checklists.py", ":material/checklist:", "checklists.title",
           "ui.section-results"),
    Screen("draft", "draft.py", ":material/rate_review:", "drafts.title", "ui.section-results"),
    Screen("rounds", "rounds.py", ":material/group:", "rounds.title", "ui.section-trust"),
    Screen("agreement", "agreement.py", ":material/handshake:", "agreement.title",
           "ui.section-trust"),
    Screen("saturation", "saturation.py", ":material/show_chart:", "saturation.title",
           "ui.section-trust"),
    Screen("settings", "settings.py", ":material/settings:", "ui.settings", "ui.section-project"),
)  # fmt: skip

BY_ID = {screen.id: screen for screen in SCREENS}
FIRST = SCREENS[0]


def page(screen_id: str) -> StreamlitPage:
    """The screen as Streamlit's navigation and links want it, titled in the language at work."""
    screen = BY_ID[screen_id]
    return st.Page(
        screen.path, title=t(screen.title), icon=screen.icon, url_path=screen.id,
        default=screen is FIRST,
    )  # fmt: skip
