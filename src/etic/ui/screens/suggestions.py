"""Suggestions: looked for, reviewed one by one or many at once, and how they fared."""

from __future__ import annotations

import streamlit as st

from etic.i18n import number, t
from etic.project import Project
from etic.ui import session
from etic.ui.cache import remembered
from etic.ui.frame import coder_picker
from etic.ui.look import empty, escaped, heading
from etic.ui.pickers import documents_of, tree_of
from etic.ui.review.batch import DONE, show_batch
from etic.ui.review.outcomes import show_outcomes
from etic.ui.review.preparing import look_button, show_result
from etic.ui.review.queue import show_queue
from etic.ui.review.scope import Scope, chosen_scope, whole_queue
from etic.ui.review.walk import WALK

MODES = ("queue", "batch", "outcomes")
MODE = "review-mode"


def show() -> None:
    """The screen."""
    project = session.project()
    heading(t("suggestions.title"), t("suggestions.about"))
    if not documents_of(project):
        empty(t("suggestions.no-documents"), t("ui.transcripts-none-next"), "transcripts")
        return
    if not len(tree_of(project)):
        empty(t("suggestions.no-codebook"), t("suggestions.no-codebook-next"), "codebook")
        return
    st.session_state.setdefault(MODE, MODES[0])
    with st.container(horizontal=True, vertical_alignment="center", key="review-bar"):
        mode = st.segmented_control(
            t("suggestions.mode"), MODES, key=MODE, required=True, persist_state="session",
            format_func=lambda name: t(f"suggestions.mode-{name}"), label_visibility="collapsed",
        )  # fmt: skip
        beside = st.container(key="review-beside")
    if mode == "outcomes":
        show_outcomes(project)
        return
    scope = chosen_scope(project, ordered=mode == "queue")
    with beside:
        look_button(project, scope)
    show_result(project)
    waiting = whole_queue(project, scope)
    threshold, said = _threshold(project)
    if not session.coder():
        _who(project)
    elif mode == "batch" and (waiting or DONE in st.session_state):
        show_batch(project, scope, threshold)
    elif waiting or _walked(scope):
        show_queue(project, scope, threshold, said)
    else:
        _nothing_waits(project, scope)


def _threshold(project: Project) -> tuple[float, str]:
    """From which score on suggestions are shown, and the same in words."""
    found = remembered(project, "threshold", project.suggestion_threshold)
    value = number(found.value, 2)
    if found.calibrated:
        return found.value, t("suggestions.threshold-calibrated", value=value, n=found.decided)
    return found.value, t("suggestions.threshold-not-calibrated", value=value)


def _walked(scope: Scope) -> bool:
    """Whether this session has decided the last of what waited here."""
    walk = st.session_state.get(WALK)
    return walk is not None and walk.scope == scope and bool(walk.made)


def _who(project: Project) -> None:
    """Accepting is a coding by somebody: who is it?"""
    with st.container(border=True):
        st.markdown(escaped(t("suggestions.who")))
        coder_picker(project, "review")


def _nothing_waits(project: Project, scope: Scope) -> None:
    """Why nothing waits, and what to do about it."""
    ever = remembered(project, ("outcomes", "code"), lambda: project.outcomes("code"))
    if not ever.rows and not _teachable(project):
        empty(t("suggestions.no-definitions"), t("suggestions.no-definitions-next"), "codebook")
    elif not ever.rows:
        empty(t("suggestions.none-yet"), t("suggestions.none-yet-next"))
    elif scope.study or scope.document or scope.code:
        empty(t("suggestions.none-here"), t("suggestions.none-here-next"))
    else:
        empty(t("suggestions.all-decided"), t("suggestions.all-decided-next"))


def _teachable(project: Project) -> bool:
    """Whether there is anything to learn a code from: what it means, or where it stands."""
    described = any(
        node.code.definition or node.code.include or node.code.example for node in tree_of(project)
    )
    return described or bool(remembered(project, "counts", project.counts)["codings"])


if __name__ == "__main__":
    show()
