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

# Files have them, and the cards; what of them is needed here stands in another column's cells.
LEFT = ("variable", "arithmetic", "remark", "table", "direction", "low", "high", "base")
SAID_ONCE = ("indicator", "question", "answer")


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
    """The table in columns that fit, without what the row above says: the number of the table
    stands before the question, a turned direction behind the answer, interval and base behind the
    share.

    What stands left of a cell decides whether it repeats: two indicators may ask one question.
    """
    place = {column.key: i for i, column in enumerate(table.columns)}
    kept = [i for i, column in enumerate(table.columns) if column.key not in LEFT]
    columns = tuple(
        replace(table.columns[i], kind="text") if table.columns[i].key == "share"
        else table.columns[i] for i in kept
    )  # fmt: skip
    whole = []
    for row in table.rows:
        said = list(row)
        said[place["question"]] = _question(row, place)
        said[place["answer"]] = _answer(row, place)
        said[place["share"]] = _share(row, table.columns, place)
        whole.append(tuple(said[i] for i in kept))
    once = [i for i, column in enumerate(columns) if column.key in SAID_ONCE]
    rows = [
        tuple(
            None if above and i in once and row[: i + 1] == above[: i + 1] else value
            for i, value in enumerate(row)
        )
        for above, row in zip([(), *whole], whole, strict=False)
    ]
    return replace(table, columns=columns, rows=tuple(rows))


def _question(row: Sequence[Value], place: Mapping[str, int]) -> str:
    number_, question = row[place["table"]], row[place["question"]]
    return f"{number_}. {question}" if number_ else str(question)


def _answer(row: Sequence[Value], place: Mapping[str, int]) -> str:
    direction, answer = row[place["direction"]], row[place["answer"]]
    same = direction == t("tables.direction-same")
    return str(answer) if same else f"{answer}\n({direction})"


def _share(row: Sequence[Value], columns: Sequence[Column], place: Mapping[str, int]) -> str | None:
    """A share with its interval and base; None where there is no share."""
    share, low, high, base = (row[place[key]] for key in ("share", "low", "high", "base"))
    if share is None:
        return None
    said = shown(share, columns[place["share"]])
    if isinstance(low, float) and isinstance(high, float):
        said += f" [{number(low * 100, 1)}–{number(high * 100, 1)}]"
    if isinstance(base, int):
        said = t("joint.evidence", share=said, base=number(base))
    return said
