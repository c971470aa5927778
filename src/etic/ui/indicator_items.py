"""The survey's side of the indicators, as a table that is read without scrolling sideways."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from etic.actions.indicator_tables import ItemTable
from etic.i18n import t
from etic.model import Table
from etic.project import Project
from etic.ui.figures import downloads
from etic.ui.joint_tables import sheet
from etic.ui.look import empty, escaped
from etic.ui.results import methods

LEFT = ("variable", "arithmetic", "remark")  # files have them, and the cards
SAID_ONCE = ("indicator", "table", "question", "answer", "direction")


def show_items(project: Project, items: ItemTable) -> None:
    """Every answer with its share of all and of the groups; what repeats is said once."""
    table = items.table()
    if not table.rows:
        empty(t("indicators.no-items"), t("indicators.no-items-next"))
        return
    sheet(narrow(table), "indicators-items")
    st.caption(escaped(table.note))
    methods(items.methods())
    downloads(project, items.table, "indicators-items")


def narrow(table: Table) -> Table:
    """The table without the columns left to files, and without what the row above says.

    What stands left of a cell decides whether it repeats: two indicators may ask one question.
    """
    kept = [i for i, column in enumerate(table.columns) if column.key not in LEFT]
    columns = tuple(table.columns[i] for i in kept)
    whole = [tuple(row[i] for i in kept) for row in table.rows]
    once = [i for i, column in enumerate(columns) if column.key in SAID_ONCE]
    rows = [
        tuple(
            None if above and i in once and row[: i + 1] == above[: i + 1] else value
            for i, value in enumerate(row)
        )
        for above, row in zip([(), *whole], whole, strict=False)
    ]
    return replace(table, columns=columns, rows=tuple(rows))
