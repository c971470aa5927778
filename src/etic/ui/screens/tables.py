"""Codes by groups: a table whose every figure opens into its quotes, its tests, its drawings."""

from __future__ import annotations

from typing import get_args

import streamlit as st

from etic.analysis.counts import Base
from etic.analysis.crosstab import Crosstab, Percents, Unit
from etic.analysis.drawing import HeatMap
from etic.i18n import t
from etic.project import Project
from etic.ui import session
from etic.ui.cache import reckoned
from etic.ui.look import empty, escaped, heading
from etic.ui.pickers import (
    ANY,
    attribute_values,
    coder_filter,
    codes_picker,
    documents_of,
    keep,
    labels_of,
    several_studies,
    study_picker,
    tree_of,
)
from etic.ui.pictures import show_drawing
from etic.ui.results import show_result

MOST_GROUPS = 12  # an attribute with more values is no grouping
MOST_CROSSED = 2  # attributes; the groups of more are too small to compare
FORMS = ("wide", "long")


def show() -> None:
    """The screen."""
    project = session.project()
    heading(t("ui.tables"), t("ui.tables-about"))
    tree = tree_of(project)
    if not documents_of(project) or not len(tree):
        empty(t("ui.tables-none"), t("ui.tables-none-next"), "transcripts")
        return
    families = [node.path for node in tree if node.depth == 0]
    codes = codes_picker(project, t("ui.tables-codes"), "tables-codes", families)
    subcodes = st.toggle(
        t("crosstab.subcodes"), key="tables-subcodes", persist_state="session",
        help=t("crosstab.subcodes-help"),
    )  # fmt: skip
    by, unit, base, percents, study, coder = _choices(project)
    if not codes:
        empty(t("ui.tables-no-codes"), t("ui.tables-no-codes-next"))
        return
    counted = reckoned(
        project, ("table", *codes, "by", *by, unit, base, percents, subcodes, study, coder),
        lambda: project.crosstab(
            codes, by=by, unit=unit, base=base, percents=percents, subcodes=subcodes, study=study,
            coder=coder or None,
        ),
    )  # fmt: skip
    figures, chart, heat = st.tabs(
        [t("ui.tables-table"), t("ui.tables-chart"), t("crosstab.heat-map")]
    )
    with figures:
        _figures(project, counted)
    drawings = counted.drawings()
    with chart:
        show_drawing(project, drawings[0], "table-bars", table=False)
    with heat:
        maps = [drawing for drawing in drawings if isinstance(drawing, HeatMap)]
        for drawing in maps:
            show_drawing(project, drawing, "table-map", table=False)
        if not maps:
            st.caption(escaped(t("crosstab.heat-map-none")))


def _choices(project: Project) -> tuple[list[str], Unit, Base, Percents, str, str]:
    several = several_studies(project)
    columns = [*st.columns(3), *st.columns(3 if several else 2)]
    labels = labels_of(project)
    values = attribute_values(project)
    groups = [name for name, found in values.items() if 1 < len(found) <= MOST_GROUPS]
    if "tables-by" in st.session_state:  # what is not offered any more is forgotten
        kept = [name for name in st.session_state["tables-by"] if name in groups]
        st.session_state["tables-by"] = kept
    by = columns[0].multiselect(
        t("ui.tables-by"), groups, key="tables-by", persist_state="session",
        format_func=lambda name: labels.get(name, name), max_selections=MOST_CROSSED,
        placeholder=t("ui.tables-by-none"), help=t("ui.tables-by-help"),
    )  # fmt: skip
    unit: Unit = columns[1].selectbox(
        t("ui.tables-unit"), get_args(Unit), key="tables-unit", persist_state="session",
        format_func=lambda name: t(f"tables.unit-{name}"), help=t("ui.tables-unit-help"),
    )  # fmt: skip
    base: Base = columns[2].selectbox(
        t("ui.tables-base"), get_args(Base), key="tables-base", persist_state="session",
        format_func=lambda name: t(f"tables.base-{name}"), help=t("ui.tables-base-help"),
    )  # fmt: skip
    percents: Percents = columns[3].selectbox(
        t("crosstab.percents"), get_args(Percents), key="tables-percents",
        persist_state="session", format_func=lambda name: t(f"crosstab.percents-{name}"),
        help=t("crosstab.percents-help"),
    )  # fmt: skip
    study = ANY
    if several:
        with columns[4]:
            study = study_picker(project, "tables-study", any_label=t("ui.study-any"))
    with columns[-1]:
        coder = coder_filter(project, "tables-coder", counted=True)
    return by, unit, base, percents, study, coder


def _figures(project: Project, counted: Crosstab) -> None:
    """The table in either form; a figure that is chosen shows its quotes."""
    keep("tables-form", FORMS)
    with st.container(horizontal=True, vertical_alignment="center", key="tables-bar"):
        st.caption(escaped(t("ui.tables-open")))
        form = st.segmented_control(
            t("crosstab.form"), FORMS, default=FORMS[0], key="tables-form", required=True,
            format_func=lambda name: t(f"crosstab.form-{name}"), label_visibility="collapsed",
        )  # fmt: skip
    shown = counted if form == "long" else counted.widened()
    leave = ("code",) if form == "wide" else ()
    show_result(project, shown, f"table-{form}", leave=leave, file="table")


if __name__ == "__main__":
    show()
