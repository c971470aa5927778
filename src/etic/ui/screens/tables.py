"""Codes by groups of respondents: shares with bases and intervals, each open to its quotes."""

from __future__ import annotations

from typing import get_args

import pandas as pd
import streamlit as st

from etic.actions.counting import CountTable, Unit
from etic.analysis.counts import ALL, Base, Counted
from etic.i18n import number, percent, t
from etic.project import Project
from etic.ui import session
from etic.ui.cache import remembered
from etic.ui.cards import quote_cards
from etic.ui.charts import Mark, interval_chart
from etic.ui.figures import downloads
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
    value_label,
)

FEW = 4  # groups that fit beside the code
MOST_GROUPS = 12  # an attribute with more values is no grouping


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
    by, unit, base, study, coder = _choices(project)
    if not codes:
        empty(t("ui.tables-no-codes"), t("ui.tables-no-codes-next"))
        return
    counted = remembered(
        project, ("table", *codes, by, unit, base, study, coder),
        lambda: project.table(codes, by=by, unit=unit, base=base, study=study, coder=coder or None),
    )  # fmt: skip
    figures, chart = st.tabs([t("ui.tables-table"), t("ui.tables-chart")])
    with figures:
        _figures(project, counted)
    with chart:
        _chart(project, counted)
    st.caption(escaped(counted.note))
    downloads(project, counted.table, "table")


def _choices(project: Project) -> tuple[str, Unit, Base, str, str]:
    # Five choices stand in rows of three and two, four of them in rows of two: none is left blank.
    several = several_studies(project)
    columns = [*st.columns(3), *st.columns(2)] if several else [*st.columns(2), *st.columns(2)]
    labels = labels_of(project)
    groups = [
        name for name, values in attribute_values(project).items() if len(values) <= MOST_GROUPS
    ]
    keep("tables-by", [ANY, *groups])
    by = columns[0].selectbox(
        t("ui.tables-by"), [ANY, *groups], key="tables-by", persist_state="session",
        format_func=lambda name: labels.get(name, name) or t("ui.tables-by-none"),
        help=t("ui.tables-by-help"),
    )  # fmt: skip
    unit: Unit = columns[1].selectbox(
        t("ui.tables-unit"), get_args(Unit), key="tables-unit", persist_state="session",
        format_func=lambda name: t(f"tables.unit-{name}"), help=t("ui.tables-unit-help"),
    )  # fmt: skip
    base: Base = columns[2].selectbox(
        t("ui.tables-base"), get_args(Base), key="tables-base", persist_state="session",
        format_func=lambda name: t(f"tables.base-{name}"), help=t("ui.tables-base-help"),
    )  # fmt: skip
    study = ANY
    if several:
        with columns[3]:
            study = study_picker(project, "tables-study", any_label=t("ui.study-any"))
    with columns[-1]:
        coder = coder_filter(project, "tables-coder", counted=True)
    return by, unit, base, study, coder


def _groups(counted: CountTable) -> list[str]:
    """Groups in order, everybody last."""
    found = dict.fromkeys(row.group for row in counted.rows if row.group != ALL)
    return [*found, ALL] if counted.by else [ALL]


def _group_label(group: str) -> str:
    if group == ALL:
        return t("tables.everybody")
    return t("ui.group-unknown") if group == "?" else value_label(group)


def _figures(project: Project, counted: CountTable) -> None:
    """The table, one row a code, one column a group; a figure that is chosen shows its quotes."""
    groups = _groups(counted)
    rows = {(row.code, row.group): row for row in counted.rows}
    codes = list(counted.names)
    tree = tree_of(project)
    frame = pd.DataFrame(
        {
            "code": [tree.label(tree.by_path[code].id) for code in codes],
            **{
                f"group {group}": [_figure(rows.get((code, group))) for code in codes]
                for group in groups
            },
        }
    )
    st.caption(escaped(t("ui.tables-open")))
    picked = st.dataframe(
        frame, key="tables-figures", on_select="rerun", hide_index=True,
        selection_mode="single-cell", alt=t("tables.counts"),
        width="stretch" if len(groups) > 2 else "content", height="content",
        column_config={
            "code": st.column_config.TextColumn(t("ui.code"), pinned=len(groups) > FEW, width=300),
            **{
                f"group {g}": st.column_config.TextColumn(_group_label(g), alignment="right")
                for g in groups
            },
        },
    )  # fmt: skip
    cells = picked["selection"]["cells"]
    if not cells:
        return
    row, column = cells[0]
    if row >= len(codes):
        return
    code = codes[row]
    group = column.removeprefix("group ") if column.startswith("group ") else ALL
    if (code, group) not in rows:
        return
    quotes = project.quote_list(ids=counted.codings(code, group))
    st.subheader(
        escaped(t("ui.tables-behind", code=counted.names[code], group=_group_label(group))),
        anchor=False,
    )
    if quotes:
        st.caption(escaped(t("words.quotes", n=len(quotes))))
        quote_cards(project, quotes, f"behind-{row}-{groups.index(group)}")
    else:
        st.caption(escaped(t("ui.tables-behind-none")))


def _figure(row: Counted | None) -> str:
    """`22.1% · 8 of 37 (12–37)`: share, count, base and interval in one cell."""
    if row is None:
        return "—"
    s = row.share
    if s.share is None or s.low is None or s.high is None:
        return t("ui.no-base")
    return t(
        "ui.figure", share=percent(s.share), n=number(s.n), base=number(s.base),
        low=number(s.low * 100, 0), high=number(s.high * 100, 0),
    )  # fmt: skip


def _chart(project: Project, counted: CountTable) -> None:
    groups = [group for group in _groups(counted) if group != ALL or not counted.by]
    labels = labels_of(project)
    marks = [
        Mark(
            counted.names[row.code], _group_label(row.group), row.share.share, row.share.low,
            row.share.high, row.share.n, row.share.base,
        )
        for row in counted.rows
        if row.group in groups
    ]  # fmt: skip
    interval_chart(
        marks, [_group_label(group) for group in groups], labels.get(counted.by, counted.by),
        t("tables.counts"), bars=True,
    )  # fmt: skip


if __name__ == "__main__":
    show()
