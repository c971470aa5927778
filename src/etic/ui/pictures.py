"""A drawing on a screen: the chart, its figures as a table, and the chart as a file."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from etic.analysis.drawing import Drawing
from etic.i18n import language, t, use_language
from etic.model import Table
from etic.pictures import chart, png, svg
from etic.pictures.theme import Theme
from etic.pictures.words import words
from etic.project import Project
from etic.ui.figures import html_table
from etic.write.cells import is_figure, shown


def show_drawing(project: Project, drawing: Drawing, key: str, *, table: bool = True) -> None:
    """A drawing with its files, and with its figures as a table unless that stands beside it."""
    theme: Theme = "dark" if st.context.theme.type == "dark" else "light"
    drawn = chart(drawing, theme).properties(
        usermeta={"embedOptions": {"actions": False}}, background="transparent"
    )
    broad = type(drawing).__name__ == "Bars"  # the others are as wide as what they show
    with st.container(key=f"drawing-{key}"):
        # Without Streamlit's own theme: on the screen a drawing looks as it does in a file.
        st.altair_chart(
            drawn, width="stretch" if broad else "content", alt=words(drawing), theme=None
        )
        if table:
            with st.expander(t("pictures.figures"), icon=":material/table:"):
                st.html(_figures(drawing.table))
        _files(project, drawing, key)


def _figures(table: Table) -> str:
    return html_table(
        [column.label for column in table.columns],
        [
            [shown(value, column) for value, column in zip(row, table.columns, strict=True)]
            for row in table.rows
        ],
        [is_figure(column) for column in table.columns],
    )


def _files(project: Project, drawing: Drawing, key: str) -> None:
    lang = language()
    with st.container(horizontal=True, gap="small", key=f"files-{key}"):
        for name, make in (("svg", svg), ("png", png)):
            st.download_button(
                t("ui.download-as", format=name.upper()), _maker(make, drawing, lang),
                file_name=f"{project.path.stem}-{key}.{name}", key=f"picture-{key}-{name}",
                on_click="ignore", icon=":material/image:", help=t("pictures.file-help"),
            )  # fmt: skip


def _maker(
    make: Callable[[Drawing], str | bytes], drawing: Drawing, lang: str
) -> Callable[[], bytes]:
    def made() -> bytes:
        with use_language(lang):  # it runs in a thread of its own
            drawn = make(drawing)
        return drawn.encode() if isinstance(drawn, str) else drawn

    return made
