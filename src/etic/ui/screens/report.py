"""The report of a study: in either language, as a page or a document, seen before it is sent."""

from __future__ import annotations

import tempfile
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import streamlit as st

from etic.i18n import LANGUAGES, language, t
from etic.mixed.checklist import NAMES
from etic.project import Project
from etic.report import suffixes
from etic.report.pdf import printable
from etic.ui import session
from etic.ui.cache import remembered
from etic.ui.look import empty, escaped, heading
from etic.ui.pickers import documents_of, study_picker

HEIGHT = 900


def show() -> None:
    """The screen."""
    project = session.project()
    heading(t("ui.report"), t("ui.report-about"))
    if not documents_of(project):
        empty(t("ui.report-none"), t("ui.transcripts-none-next"), "transcripts")
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="report-bar"):
        lang = st.segmented_control(
            t("ui.report-language"), LANGUAGES, default=language(), key="report-language",
            format_func=lambda code: t(f"ui.language-{code}"), required=True,
        )  # fmt: skip
        study = study_picker(project, "report-study", any_label=t("ui.study-every"))
        memos = st.toggle(
            t("memos.in-report"), key="report-memos", help=t("memos.in-report-help"),
            persist_state="session",
        )  # fmt: skip
        spread = st.toggle(
            t("responses.spread"), value=True, key="report-spread", persist_state="session",
            help=t("responses.spread-report-help"),
        )  # fmt: skip
        checklists = st.pills(
            t("checklists.in-report"), NAMES, selection_mode="multi", key="report-checklists",
            format_func=str.upper, help=t("checklists.in-report-help"), persist_state="session",
        )  # fmt: skip
    asked = _Asked(study, lang, memos, spread, tuple(checklists))
    with st.container(horizontal=True, key="report-files"):
        for suffix in suffixes():
            if suffix == ".pdf" and not printable():
                continue
            st.download_button(
                t("ui.download-as", format=suffix[1:].upper()),
                partial(_made, project, suffix, asked),
                file_name=f"{project.path.stem}-{lang}{suffix}", on_click="ignore",
                key=f"report-{suffix[1:]}", icon=":material/download:",
            )  # fmt: skip
        if not printable():
            st.caption(escaped(t("checklists.no-pdf")))
    with st.spinner(t("ui.report-making")):
        page = remembered(project, ("report", asked), lambda: _made(project, ".html", asked))
    st.subheader(t("ui.report-preview"), anchor=False)
    st.caption(escaped(t("ui.report-preview-about")))
    # Our own page, with every text of others escaped by its templates.
    st.iframe(page.decode(), height=HEIGHT, alt=t("ui.report-preview"))


@dataclass(frozen=True)
class _Asked:
    """What the report is to be."""

    study: str
    lang: str
    memos: bool
    spread: bool
    checklists: tuple[str, ...]


def _made(project: Project, suffix: str, asked: _Asked) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"report{suffix}")
        project.report(path, **asdict(asked))
        return path.read_bytes()


if __name__ == "__main__":
    show()
