"""How suggestions fared: the share accepted, by code and over time, with its bases."""

from __future__ import annotations

from typing import get_args

import streamlit as st

from etic.actions.batches import ENOUGH, By, Fared, Outcomes
from etic.i18n import number, percent, t
from etic.project import Project
from etic.ui.cache import remembered
from etic.ui.figures import downloads, html_table
from etic.ui.look import empty, escaped
from etic.ui.pictures import show_drawing


def show_outcomes(project: Project) -> None:
    """The figures of all suggestions that were ever made."""
    by: By = st.segmented_control(
        t("suggestions.by"), get_args(By), key="outcomes-by", default="code", required=True,
        format_func=lambda name: t(f"suggestions.by-{name}"), persist_state="session",
    )  # fmt: skip
    found = remembered(project, ("outcomes", by), lambda: project.outcomes(by))
    if not found.rows:
        empty(t("suggestions.outcomes-none"), t("suggestions.outcomes-none-next"))
        return
    decided = sum(row.share.base for row in found.rows)
    if decided < ENOUGH:
        st.info(escaped(t("suggestions.few-decided", n=decided)), icon=":material/info:")
    _table(found)
    show_drawing(project, found.drawings()[0], "outcomes", table=False)
    st.caption(escaped(found.note))
    downloads(project, found.table, "suggestions")


def _table(found: Outcomes) -> None:
    table = found.table()
    head = [column.label for column in table.columns[:-3]] + [t("suggestions.column-share")]
    rows = [
        [
            found.labels(r.group), number(r.proposed), number(r.accepted), number(r.dismissed),
            number(r.changed), number(r.waiting), _share(r),
        ]
        for r in found.rows
    ]  # fmt: skip
    st.html(html_table(head, rows, [False, True, True, True, True, True, True]))


def _share(row: Fared) -> str:
    share = row.share
    if share.share is None or share.low is None or share.high is None:
        return t("suggestions.undecided")
    return t(
        "ui.figure", share=percent(share.share, 0), n=number(share.n), base=number(share.base),
        low=number(share.low * 100, 0), high=number(share.high * 100, 0),
    )  # fmt: skip
