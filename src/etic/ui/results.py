"""A result on a screen: its table, every figure open to its quotes, its note, its formulas."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
import streamlit as st

from etic.analysis.result import Method, Result
from etic.i18n import t
from etic.model import Column, Table
from etic.project import Project
from etic.ui.cards import quote_cards
from etic.ui.figures import downloads
from etic.ui.look import escaped, safe
from etic.write.cells import shown

LETTER = 7.5  # pixels, about
MOST_PEOPLE = 200  # respondents of a survey named behind a figure
WIDE = 6  # columns after which the first one stays in sight


def show_result(
    project: Project, result: Result, key: str, *, leave: Collection[str] = (), file: str = ""
) -> None:
    """The table of a result, the quotes behind the chosen figure, note, formulas and files.

    `leave` are keys of columns that the screen does not show (files have them); `file` is what
    files are called, else `key`.
    """
    table = result.table()
    if not table.rows:
        st.caption(escaped(t("results.nothing")))
    else:
        chosen = _figures(table, key, leave)
        if chosen is not None:
            _behind(project, result, table, chosen, key, leave)
    if result.note:
        st.caption(escaped(result.note))
    methods(result.methods())
    downloads(project, result.table, file or key)


def _figures(table: Table, key: str, leave: Collection[str]) -> tuple[int, str] | None:
    """The table; gives row and column of the cell that is chosen."""
    kept = [i for i, column in enumerate(table.columns) if column.key not in leave]
    columns = [table.columns[i] for i in kept]
    frame = pd.DataFrame(
        [
            ["" if row[i] is None else shown(row[i], table.columns[i]) for i in kept]
            for row in table.rows
        ],
        columns=[column.key for column in columns],
    )
    picked = st.dataframe(
        frame, key=f"result-{key}", on_select="rerun", selection_mode="single-cell",
        hide_index=True, alt=table.title or None, height="content" if len(frame) <= 40 else 900,
        column_config={
            column.key: st.column_config.TextColumn(
                column.label, alignment="left" if column.kind == "text" else "right",
                pinned=i == 0 and len(columns) > WIDE,
                width=_width(frame, column, named=not i),
            )
            for i, column in enumerate(columns)
        },
    )  # fmt: skip
    cells = picked["selection"]["cells"]
    if not cells or cells[0][0] >= len(table.rows):
        return None
    return cells[0][0], cells[0][1]


def _width(frame: pd.DataFrame, column: Column, *, named: bool) -> int | None:
    """Pixels in which the names of the rows can be read, within limits, and no heading is cut."""
    longest = max(map(len, frame[column.key]), default=0)
    if named:
        return int(min(max(LETTER * max(longest, len(column.label)) + 24, 90), 340))
    return int(LETTER * len(column.label) + 24) if len(column.label) > longest else None


def _behind(
    project: Project, result: Result, table: Table, chosen: tuple[int, str], key: str,
    leave: Collection[str] = (),
) -> None:  # fmt: skip
    row, column = chosen
    ids = list(result.behind(row, column))
    labels = {c.key: c.label for c in table.columns}
    named = zip(table.columns, table.rows[row], strict=True)
    first = next((str(v) for c, v in named if v is not None and c.key not in leave), "")
    st.subheader(
        escaped(t("results.behind", row=first, column=labels.get(column, ""))), anchor=False
    )
    people = result.people(row, column)
    if people:
        st.caption(escaped(t("words.respondents", n=len(people))))
        st.html(f'<p class="etic-quiet">{safe(", ".join(people[:MOST_PEOPLE]))}'
                f'{"…" if len(people) > MOST_PEOPLE else ""}</p>')  # fmt: skip
        return
    if not ids:
        st.caption(escaped(t("results.behind-none")))
        return
    quotes = project.quote_list(ids=ids)
    st.caption(escaped(t("words.quotes", n=len(quotes))))
    quote_cards(project, quotes, f"behind-{key}-{row}-{column}")


def methods(found: Collection[Method]) -> None:
    """The formulas by which figures were computed, folded."""
    if not found:
        return
    with st.expander(t("results.methods"), icon=":material/function:"):
        for method in found:
            st.markdown(
                f"**{escaped(method.name)}**  \n`{method.formula}`  \n{escaped(method.where)}"
            )
            # Titles of books stay in their language, and are read out in it.
            if method.reference:
                st.html(f'<cite class="etic-quiet" lang="en">{safe(method.reference)}</cite>')
