"""The joint displays: what respondents said beside what the survey counted, and what it means."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from etic.i18n import t
from etic.project import Project
from etic.ui import session
from etic.ui.cache import reckoned
from etic.ui.joint_pillars import show_pillars
from etic.ui.joint_tables import show_cases, show_quotes, show_side_by_side, show_statistics
from etic.ui.joint_verdicts import new_link, show_verdicts
from etic.ui.look import empty, heading
from etic.ui.pickers import study_picker

VIEWS: dict[str, Callable[[Project, str], None]] = {
    "decide": show_verdicts,
    "side-by-side": show_side_by_side,
    "statistics": show_statistics,
    "quotes": show_quotes,
    "cases": show_cases,
    "pillars": show_pillars,
}


def show() -> None:
    """The screen."""
    project = session.project()
    heading(t("ui.joint"), t("ui.joint-about"))
    links = reckoned(project, "links", project.link_list)
    if not links:
        empty(t("ui.joint-none"), t("ui.joint-none-next"), "survey")
        new_link(project, "")
        return
    st.session_state.setdefault("joint-view", "decide")
    view = st.segmented_control(
        t("joint.view"), list(VIEWS), key="joint-view", persist_state="session", required=True,
        format_func=lambda name: t(f"joint.screen-{name}"), label_visibility="collapsed",
    )  # fmt: skip
    study = study_picker(project, "joint-study", any_label=t("ui.study-any"))
    if not any(study in ("", link.study) for _, link in links):
        empty(t("ui.joint-none-of-study"), t("ui.joint-none-next"), "survey")
        new_link(project, study)
        return
    VIEWS[view or "decide"](project, study)


if __name__ == "__main__":
    show()
