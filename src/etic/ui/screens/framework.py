"""The framework matrix: what each respondent says on each theme; what sets groups apart."""

from __future__ import annotations

import streamlit as st

from etic.i18n import t
from etic.ui import session
from etic.ui.framework_matrix import show_matrix
from etic.ui.look import empty, heading
from etic.ui.pickers import documents_of, several_studies, study_picker, tree_of
from etic.ui.profiles import show_profiles, whose

VIEWS = ("matrix", "profiles")


def show() -> None:
    """The screen."""
    project = session.project()
    heading(t("framework.title"), t("framework.about"))
    if not documents_of(project):
        empty(t("framework.none"), t("framework.none-next"), "transcripts")
        return
    if not len(tree_of(project)):
        empty(t("framework.none"), t("framework.none-codes-next"), "codebook")
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="framework-tools"):
        view = st.segmented_control(
            t("framework.view"), VIEWS, key="framework-view", default=VIEWS[0], required=True,
            format_func=lambda name: t(f"framework.view-{name}"), persist_state="session",
            label_visibility="collapsed",
        )  # fmt: skip
        if view == "profiles":
            whose()
    several = several_studies(project)
    columns = st.columns(3 if several else 2)
    study = ""
    if several:
        # A matrix of one study is what is read; of all of them, where somebody asks for it.
        st.session_state.setdefault("framework-study", next(iter(project.study_titles())))
        with columns[0]:
            study = study_picker(project, "framework-study", any_label=t("ui.study-any"))
    (show_matrix if view == "matrix" else show_profiles)(project, study, columns[-2:])


if __name__ == "__main__":
    show()
