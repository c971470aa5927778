"""Indicators: what interviews and survey say of each, profiles of cases, types."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from etic.actions.indicator_tables import IndicatorTable
from etic.i18n import t
from etic.indicated import IndicatorFrame
from etic.project import Project
from etic.ui import session
from etic.ui.cache import reckoned
from etic.ui.indicator_cards import show_cards
from etic.ui.indicator_cases import show_cases, show_typology
from etic.ui.indicator_items import show_items
from etic.ui.joint_tables import show_sheet
from etic.ui.look import empty, heading
from etic.ui.pickers import study_picker


def show() -> None:
    """The screen."""
    project = session.project()
    heading(t("indicators.title"), t("indicators.about"))
    frames: list[IndicatorFrame] = reckoned(project, "indicator frames", project.indicator_frames)
    if not frames:
        empty(t("indicators.none"), t("indicators.none-next"), "transcripts")
        return
    st.session_state.setdefault("indicators-view", "indicators")
    view = st.segmented_control(
        t("indicators.view"), list(VIEWS), key="indicators-view", persist_state="session",
        required=True, format_func=lambda name: t(f"indicators.view-{name}"),
        label_visibility="collapsed",
    )  # fmt: skip
    study = frames[0].study
    if len(frames) > 1:
        among = [frame.study for frame in frames]
        study = study_picker(project, "indicators-study", any_label="", among=among) or study
    VIEWS[view or "indicators"](project, study)


def found(project: Project, study: str) -> IndicatorTable:
    """The indicators of a study, reckoned once."""
    table: IndicatorTable = reckoned(
        project, ("indicators", study), lambda: project.indicators(study=study)
    )
    return table


def _indicators(project: Project, study: str) -> None:
    show_cards(project, found(project, study))


def _items(project: Project, study: str) -> None:
    show_items(project, found(project, study).items)


def _matrix(project: Project, study: str) -> None:
    show_sheet(project, found(project, study).matrix, "indicators-matrix")


VIEWS: dict[str, Callable[[Project, str], None]] = {
    "indicators": _indicators,
    "cases": show_cases,
    "typology": show_typology,
    "items": _items,
    "matrix": _matrix,
}

if __name__ == "__main__":
    show()
