"""A draft held against the project: what of it the figures and the interviews do not bear out."""

from __future__ import annotations

import hashlib

import streamlit as st

from etic.errors import EticError
from etic.i18n import t
from etic.mixed.claims.lint import RULES
from etic.mixed.claims.report import DraftReport
from etic.project import Project
from etic.ui import drafts, session
from etic.ui.cache import reckoned
from etic.ui.figures import downloads
from etic.ui.look import empty, escaped, heading
from etic.ui.pickers import documents_of, study_picker
from etic.ui.results import methods

HEIGHT = 180


def show() -> None:
    """The screen."""
    project = session.project()
    heading(t("drafts.title"), t("drafts.about"))
    if not documents_of(project) and not project.survey_tables():
        empty(t("drafts.nothing-to-hold"), t("ui.transcripts-none-next"), "transcripts")
        return
    given = _given()
    study = study_picker(project, "draft-study", any_label=t("ui.study-every"))
    if given is None:
        empty(t("drafts.none"), t("drafts.none-next"))
        return
    report = _report(project, *given, study)
    if report is not None:
        _show(project, report)


def _given() -> tuple[bytes, str] | None:
    """The draft, as bytes and by its name: a file, else what was pasted."""
    left, right = st.columns(2, gap="large")
    file = left.file_uploader(t("drafts.upload"), type=["md", "docx", "txt"], key="draft-file")
    with right.form("draft-form", border=False):
        text = st.text_area(
            t("drafts.paste"), key="draft-text", height=HEIGHT,
            placeholder=t("drafts.paste-placeholder"),
        )  # fmt: skip
        st.form_submit_button(t("drafts.check"), icon=":material/rule:", type="primary")
    if file is not None:
        if text.strip():
            left.info(escaped(t("drafts.file-first", name=file.name)), icon=":material/info:")
        return file.getvalue(), file.name
    return (text.encode(), "") if text.strip() else None


def _report(project: Project, data: bytes, name: str, study: str) -> DraftReport | None:
    digest = hashlib.sha256(data).hexdigest()
    try:
        return reckoned(
            project, ("draft", digest, name, study),
            lambda: project.lint(data, study=study, name=name),
        )  # fmt: skip
    except EticError as error:
        st.error(escaped(str(error)), icon=":material/error:")
        return None


def _show(project: Project, report: DraftReport) -> None:
    if not report.findings:
        st.success(escaped(t("drafts.clean")), icon=":material/check_circle:")
        st.caption(escaped(report.note))
        return
    st.markdown(f"**{escaped(report.summary)}**")
    present = [rule for rule in RULES if any(f.rule == rule for f in report.findings)]
    with st.container(horizontal=True, vertical_alignment="bottom", key="draft-bar"):
        chosen = st.multiselect(
            t("drafts.rules"), present, default=present, key="draft-rules",
            format_func=lambda rule: t(f"drafts.rule-{rule}"),
        )  # fmt: skip
        wrong = st.toggle(
            t("drafts.only-wrong"), key="draft-wrong", help=t("drafts.only-wrong-help")
        )
        whole = st.toggle(t("drafts.whole"), key="draft-whole", value=True)
    found = [f for f in report.findings if f.rule in chosen and not (wrong and f.sure == "hint")]
    if found:
        drafts.show(report, found, whole=whole)
    else:
        st.caption(escaped(t("drafts.nothing-shown")))
    st.caption(escaped(report.note))
    methods(report.methods())
    downloads(project, report.table, "draft")


if __name__ == "__main__":
    show()
