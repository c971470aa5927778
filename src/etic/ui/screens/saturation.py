"""Saturation: whether more interviews still brought new codes, in words, pictures and tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import streamlit as st

from etic.actions.saturation import Origin
from etic.actions.saturation_tables import Saturation
from etic.analysis.drawing import Drawing
from etic.errors import EticError
from etic.i18n import t
from etic.project import Project
from etic.ui import session
from etic.ui.cache import reckoned, remembered
from etic.ui.look import empty, escaped, heading
from etic.ui.pickers import (
    ANY,
    attribute_values,
    coder_filter,
    codes_picker,
    documents_of,
    keep,
    labels_of,
    study_picker,
    tree_of,
)
from etic.ui.pictures import show_drawing
from etic.ui.results import show_result

MOST_GROUPS = 12  # an attribute with more values is no grouping
LEFT = ("base", "run", "threshold", "sliding_at", "fixed_at")  # they stand above, or beside
TABS = ("summary", "runs", "curve", "meaning")


def show() -> None:
    """The screen."""
    project = session.project()
    heading(t("saturation.title"), t("saturation.about"))
    if not documents_of(project) or not len(tree_of(project)):
        empty(t("saturation.none"), t("saturation.none-next"), "transcripts")
        return
    study, origin, by, coder = _choices(project)
    base, run, threshold = _rule()
    codes = codes_picker(project, t("saturation.codes-choose"), "saturation-codes", ())
    try:
        found = reckoned(
            project,
            ("saturation", study, origin, by, coder, base, run, threshold, *codes),
            lambda: project.saturation(
                by, study, codes, origin, base, run, threshold / 100, coder=coder or None
            ),
        )
    except EticError as error:
        nobody = error.key == "saturation-no-interviews"
        title = t("saturation.none") if nobody else t("saturation.no-codes-title")
        empty(title, str(error), "code" if nobody else "codebook")
        return
    _found(project, found)


def _choices(project: Project) -> tuple[str, Origin, str, str]:
    """Study, which codes count, groups, coder."""
    with_interviews = {d.study for d in documents_of(project)}
    among = [
        s for s in remembered(project, "studies", project.study_titles) if s in with_interviews
    ]
    several = len(among) > 1
    columns = iter(st.columns(4 if several else 3))
    # Interviews of several studies are no one course: each is looked at by itself.
    study = ANY
    if several:
        with next(columns):
            study = study_picker(project, "saturation-study", any_label="", among=among)
    with next(columns):
        origin: Origin = st.selectbox(
            t("saturation.origin-choose"), get_args(Origin), key="saturation-origin",
            persist_state="session", format_func=lambda name: t(f"saturation.origin-{name}"),
            help=t("saturation.origin-help"),
        )  # fmt: skip
    groups = [n for n, values in attribute_values(project).items() if len(values) <= MOST_GROUPS]
    labels = labels_of(project)
    keep("saturation-by", [ANY, *groups])
    with next(columns):
        by = st.selectbox(
            t("ui.tables-by"), [ANY, *groups], key="saturation-by", persist_state="session",
            format_func=lambda name: labels.get(name, name) or t("ui.tables-by-none"),
        )  # fmt: skip
    with next(columns):
        coder = coder_filter(project, "saturation-coder", counted=True)
    return study, origin, by, coder


def _rule() -> tuple[int, int, int]:
    """Base, run, and threshold in percent."""
    one, two, three = st.columns(3)
    base = one.number_input(
        t("saturation.base-choose"), 1, 100, 4, key="saturation-base",
        help=t("saturation.base-help"), persist_state="session",
    )  # fmt: skip
    run = two.number_input(
        t("saturation.run-choose"), 1, 100, 2, key="saturation-run",
        help=t("saturation.run-help"), persist_state="session",
    )  # fmt: skip
    threshold = three.number_input(
        t("saturation.threshold-choose"), 0, 100, 5, key="saturation-threshold",
        help=t("saturation.threshold-help"), persist_state="session",
    )  # fmt: skip
    return int(base), int(run), int(threshold)


def _found(project: Project, found: Saturation) -> None:
    runs = found.whole.runs("sliding")
    if runs.reached is not None and not runs.exceeding:
        st.success(escaped(found.verdict), icon=":material/check_circle:")
    else:
        st.info(escaped(found.verdict), icon=":material/info:")
    curve, by_run = found.curve(), found.runs()
    pictures = curve.drawings()
    _drawn(project, pictures[:1], "saturation")
    tabs = st.tabs([t(f"saturation.tab-{name}") for name in TABS])
    with tabs[0]:
        st.caption(escaped(t("saturation.open")))
        show_result(project, found, "saturation", leave=LEFT)
    with tabs[1]:
        st.caption(escaped(t("saturation.open")))
        show_result(project, by_run, "saturation-runs")
        _drawn(project, by_run.drawings(), "saturation-runs")
    with tabs[2]:
        st.caption(escaped(t("saturation.open")))
        show_result(project, curve, "saturation-curve")
        _drawn(project, pictures[1:], "saturation-groups")
    with tabs[3]:
        st.caption(escaped(t("saturation.meaning-open")))
        show_result(project, found.meaning(), "saturation-meaning", leave=("code",))


def _drawn(project: Project, drawings: Sequence[Drawing], key: str) -> None:
    """Pictures; their figures stand in the table beside them."""
    for n, drawing in enumerate(drawings):
        st.subheader(escaped(drawing.title), anchor=False)
        show_drawing(project, drawing, f"{key}-{n}", table=False)


if __name__ == "__main__":
    show()
