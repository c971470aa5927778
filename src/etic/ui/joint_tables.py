"""The joint displays as tables: side by side, statistics by theme, quotes by group, by person."""

from __future__ import annotations

import streamlit as st

from etic.actions.joint_cases import CaseMatrix
from etic.actions.joint_quotes import QuoteMatrix
from etic.actions.joint_themes import StatisticsByTheme
from etic.analysis.result import Result
from etic.i18n import t
from etic.model import Table
from etic.project import Project
from etic.report.joint import paper, statistics_paper
from etic.ui.cache import reckoned, remembered
from etic.ui.figures import downloads, html_table
from etic.ui.joint_verdicts import FEW, joint_of
from etic.ui.look import empty, escaped
from etic.ui.pickers import attribute_values, codes_picker, labels_of
from etic.ui.pictures import show_drawing
from etic.ui.results import methods, show_result
from etic.write.cells import is_figure, shown


def show_side_by_side(project: Project, study: str) -> None:
    """The display as it goes on paper, its picture, and all of its figures."""
    joint = joint_of(project, study)
    show_drawing(project, joint.drawings()[0], "joint", table=False)
    page = remembered(project, ("joint paper", study), lambda: paper(joint))
    sheet(page, "joint-paper")
    st.caption(escaped(joint.note))
    methods(joint.methods())
    downloads(project, lambda: page, "joint-paper")
    with st.expander(t("pictures.figures"), icon=":material/table:"):
        show_result(project, joint, "joint")


def show_statistics(project: Project, study: str) -> None:
    """Themes with the survey's figures and quotes."""
    joint = joint_of(project, study)
    found: StatisticsByTheme = remembered(
        project, ("statistics by theme", study),
        lambda: project.statistics_by_theme(study=study, joint=joint),
    )  # fmt: skip
    show_sheet(project, found, "joint-statistics", statistics_paper(found))


def show_quotes(project: Project, study: str) -> None:
    """Quotes of the linked codes, or of those chosen, by the values of an attribute."""
    labels = labels_of(project)
    fit = [name for name, values in attribute_values(project).items() if len(values) <= FEW]
    if not fit:
        empty(t("joint.by-none"), t("joint.by-none-next"), "transcripts")
        return
    linked = [link.code for _, link in project.link_list() if study in ("", link.study)]
    left, right = st.columns([1, 3])
    with left:
        by = st.selectbox(
            t("joint.by"), fit, key="joint-by", persist_state="session",
            format_func=lambda name: labels.get(name) or name,
        )  # fmt: skip
    with right:
        codes = codes_picker(project, t("joint.codes"), "joint-codes", list(dict.fromkeys(linked)))
    if not codes:
        empty(t("ui.choose-codes"), t("joint.matrix-note"))
        return
    found: QuoteMatrix = reckoned(
        project, ("quote matrix", study, by, *codes),
        lambda: project.quote_matrix(codes, by=by, study=study),
    )  # fmt: skip
    show_sheet(project, found, "joint-quotes")


def show_cases(project: Project, study: str) -> None:
    """The same people in both, and how far the two sides agree."""
    found: CaseMatrix = reckoned(
        project, ("case matrix", study), lambda: project.case_matrix(study=study)
    )
    if not found.cases:
        empty(t("joint.cases-none"), t("joint.cases-none-next"), "survey")
        st.caption(escaped(found.note))
        return
    show_result(project, found.agreement, "joint-case-agreement")
    show_result(project, found, "joint-cases")


def show_sheet(project: Project, result: Result, key: str, page: Table | None = None) -> None:
    """A result whose cells are to be read: its table in full, note, methods, picture and files.

    `page` is the table that is shown and given out where its own has more columns than fit.
    """
    table = page or result.table()
    sheet(table, key)
    st.caption(escaped(result.note))
    methods(result.methods())
    downloads(project, lambda: table, key)
    for drawing in result.drawings():
        show_drawing(project, drawing, key, table=False)


def sheet(table: Table, key: str) -> None:
    """A table with its line ends kept."""
    rows = [
        ["" if v is None else shown(v, c) for v, c in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]
    with st.container(key=f"sheet-{key}"):
        st.html(
            html_table(
                [column.label for column in table.columns],
                rows,
                list(map(is_figure, table.columns)),
            )
        )
