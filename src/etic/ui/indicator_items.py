"""The survey's side of the indicators, as a table that is read without scrolling sideways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from etic.actions.indicator_tables import ItemTable
from etic.i18n import number, t
from etic.model import Column, Table, Value
from etic.project import Project
from etic.ui.figures import downloads
from etic.ui.joint_tables import sheet
from etic.ui.look import empty, escaped
from etic.ui.results import methods
from etic.write.cells import shown

LEFT = ("variable", "arithmetic", "remark", "low", "high")  # files have them, and the cards
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
    """The table without the columns left to files, and without what the row above says: each share
    with its interval in one cell, the direction only where one is turned.

    What stands left of a cell decides whether it repeats: two indicators may ask one question.
    """
    place = {column.key: i for i, column in enumerate(table.columns)}
    turned = any(row[place["direction"]] != t("tables.direction-same") for row in table.rows)
    leave = LEFT if turned else (*LEFT, "direction")
    kept = [i for i, column in enumerate(table.columns) if column.key not in leave]
    share = place["share"]
    columns = tuple(
        replace(table.columns[i], kind="text") if i == share else table.columns[i] for i in kept
    )
    whole = [
        tuple(_with_interval(row, table.columns, place) if i == share else row[i] for i in kept)
        for row in table.rows
    ]
    once = [i for i, column in enumerate(columns) if column.key in SAID_ONCE]
    rows = [
        tuple(
            None if above and i in once and row[: i + 1] == above[: i + 1] else value
            for i, value in enumerate(row)
        )
        for above, row in zip([(), *whole], whole, strict=False)
    ]
    return replace(table, columns=columns, rows=tuple(rows))


def _with_interval(
    row: Sequence[Value], columns: Sequence[Column], place: Mapping[str, int]
) -> str | None:
    """A share with its interval, `44.1% [39.8–48.4]`; None where there is no share."""
    share, low, high = (row[place[key]] for key in ("share", "low", "high"))
    if share is None:
        return None
    said = shown(share, columns[place["share"]])
    if not (isinstance(low, float) and isinstance(high, float)):
        return said
    return f"{said} [{number(low * 100, 1)}–{number(high * 100, 1)}]"
