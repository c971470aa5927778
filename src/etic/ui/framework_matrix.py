"""The matrix in the page: themes, order of rows, how much is written, and the grid of cells."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from etic.analysis.framework import FrameworkCell, FrameworkMatrix
from etic.i18n import number, t
from etic.project import Project
from etic.store.codebook import Node
from etic.ui.cache import remembered
from etic.ui.figures import downloads
from etic.ui.framework_cell import CHOSEN, Place, cell_panel
from etic.ui.look import empty, escaped
from etic.ui.pickers import (
    ANY,
    attribute_values,
    codes_picker,
    keep,
    labels_of,
    tree_of,
    value_label,
)
from etic.ui.results import methods

FIRST_THEMES = 5  # of the codebook, until somebody chooses
HEIGHT = 440  # of the grid, in pixels, so that the cell that is written stands in sight under it
LINE, PADDING = 20, 16  # of a row, in pixels
MOST_LINES = 6  # what is longer is read under the grid
LETTERS = 38  # that a line of a cell holds
SIGNS = {"stale": "⟳", "waiting": "○", "not-asked": "—"}


def show_matrix(project: Project, study: str, columns: Sequence[DeltaGenerator]) -> None:
    """Choices (two of them in these columns), progress, grid, the chosen cell, files."""
    by, only = _order(project, *columns)
    families = [n for n in tree_of(project).children(None) if _of_study(n, study)]
    themes = codes_picker(
        project, t("framework.themes"), "framework-themes",
        [node.path for node in families[:FIRST_THEMES]],
    )  # fmt: skip
    if not themes:
        empty(t("framework.no-themes"), t("framework.no-themes-next"))
        return
    where = {by: only} if only else None
    made = remembered(
        project, ("framework", *themes, study, by, only),
        lambda: project.framework(themes, study, where, by=by),
    )  # fmt: skip
    if not made.cases:
        empty(t("framework.no-cases"), t("framework.no-cases-next"))
        return
    _progress(made)
    places = [
        (case.id, theme.path)
        for case in made.cases
        for theme in made.themes
        if made.cells[case.id, theme.path].in_scope
    ]
    if st.session_state.get(CHOSEN) not in places:
        st.session_state[CHOSEN] = _first(made, places)
    _grid(made, places, f"{study}-{by}-{only}-{'-'.join(themes)}")
    cell_panel(project, made, places)
    st.caption(escaped(made.note))
    methods(made.methods())
    downloads(project, made.table, "framework")


def _of_study(node: Node, study: str) -> bool:
    return not study or not node.studies or study in node.studies


def _order(project: Project, left: DeltaGenerator, right: DeltaGenerator) -> tuple[str, str]:
    """The attribute that rows are grouped by, and its only value that is shown, where one is."""
    values, labels = attribute_values(project), labels_of(project)
    keep("framework-by", [ANY, *values])
    by = left.selectbox(
        t("framework.order"), [ANY, *values], key="framework-by", persist_state="session",
        format_func=lambda name: labels.get(name, name) or t("framework.order-none"),
        help=t("framework.order-help"),
    )  # fmt: skip
    if not by:
        return ANY, ANY
    options = [ANY, *values[by]]
    keep("framework-only", options)
    only = right.selectbox(
        t("framework.only"), options, key="framework-only", persist_state="session",
        format_func=lambda value: value_label(value) if value else t("framework.only-any"),
    )  # fmt: skip
    return by, only


def _progress(made: FrameworkMatrix) -> None:
    """How many of the cells with quotes are written, in words and as a bar."""
    told = made.progress()
    every = told["written"] + told["waiting"]
    if not every:
        st.caption(escaped(t("framework.progress-none")))
        return
    said = t(
        "framework.progress", written=number(told["written"]), all=number(every),
        waiting=number(told["waiting"]),
    )  # fmt: skip
    if told["stale"]:
        said += " " + t("framework.progress-stale", n=told["stale"])
    st.progress(told["written"] / every, text=escaped(said))


def _first(made: FrameworkMatrix, places: Sequence[Place]) -> Place | None:
    """The first cell that waits, else the first of all."""
    waiting = (place for place in places if made.cells[place].waiting)
    return next(waiting, places[0] if places else None)


def _grid(made: FrameworkMatrix, places: Sequence[Place], key: str) -> None:
    """Rows of cases, each cell wrapped; the one that is chosen there is opened under the grid."""
    rows = [[made.cells[case.id, theme.path] for theme in made.themes] for case in made.cases]
    first: dict[str, list[str]] = {"case": [case.name for case in made.cases]}
    if made.several_studies:
        first["study"] = [case.study for case in made.cases]
    if made.by:
        first["group"] = [value_label(case.group) if case.group else "—" for case in made.cases]
    cells = {f"theme {i}": [_brief(row[i]) for row in rows] for i in range(len(made.themes))}
    lines = max((_lines(text) for column in cells.values() for text in column), default=1)
    width = 420 if len(made.themes) == 1 else 300  # few share the page, many are scrolled through
    grid = f"framework-grid-{key}"

    def choose() -> None:
        picked = st.session_state[grid]["selection"]["cells"]
        if not picked or picked[0][0] >= len(made.cases):
            return
        row, column = picked[0]
        case = made.cases[row].id
        kept = st.session_state[CHOSEN][1] if st.session_state.get(CHOSEN) else made.themes[0].path
        theme = made.themes[int(column.split()[1])].path if column in cells else kept
        if (case, theme) in places:
            st.session_state[CHOSEN] = (case, theme)

    st.caption(escaped(t("framework.open")))
    height = PADDING + LINE * min(lines, MOST_LINES)
    st.dataframe(
        pd.DataFrame({**first, **cells}), key=grid, on_select=choose, hide_index=True,
        selection_mode="single-cell", alt=t("framework.table"), row_height=height,
        height="content" if height * len(rows) < HEIGHT - 60 else HEIGHT,
        column_config={
            "case": st.column_config.TextColumn(t("columns.case"), pinned=True, width=90),
            "study": st.column_config.TextColumn(t("columns.study"), width=140),
            "group": st.column_config.TextColumn(made.by, width=110),
            **{
                f"theme {i}": st.column_config.TextColumn(theme.name, width=width)
                for i, theme in enumerate(made.themes)
            },
        },
    )  # fmt: skip


def _brief(cell: FrameworkCell) -> str:
    """A cell in the grid: a sign and a word of what is to be done, then the summary."""
    if not cell.in_scope:
        return ""
    kind = "stale" if cell.stale else "waiting" if cell.waiting else "not-asked"
    remark = f"{SIGNS[kind]} {cell.remark}" if cell.remark else ""
    if remark and cell.text:
        remark = f"[{remark}]"
    return " ".join(part for part in (remark, cell.text) if part)


def _lines(text: str) -> int:
    return sum(max(1, -(-len(line) // LETTERS)) for line in text.split("\n"))
