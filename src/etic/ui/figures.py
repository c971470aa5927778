"""Tables for people: drawn in the page, and given out as files of exactly what is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from etic.i18n import language, t, use_language
from etic.model import Table
from etic.project import Project
from etic.ui.look import safe
from etic.write import encode

TALL = 40  # rows after which a table scrolls by itself
FORMATS = (".csv", ".xlsx", ".docx", ".html")


def html_table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: Sequence[bool],
    notes: Sequence[str] = (),
) -> str:
    """A plain table as HTML; the first column names the row, a note stands under its row."""
    sides = ['class="etic-right"' if side else "" for side in right]
    top = "".join(
        f'<th scope="col" {s}>{safe(cell)}</th>' for cell, s in zip(head, sides, strict=True)
    )
    body = []
    for i, row in enumerate(rows):
        note = notes[i] if notes else ""
        cells = "".join(
            f"<td {s}>{safe(cell)}</td>" for cell, s in zip(row[1:], sides[1:], strict=True)
        )
        look = ' class="etic-noted"' if note else ""
        body.append(f'<tr{look}><th scope="row">{safe(row[0])}</th>{cells}</tr>')
        if note:
            body.append(f'<tr class="etic-note"><td colspan="{len(row)}">{safe(note)}</td></tr>')
    tall = " etic-tall" if len(rows) > TALL else ""
    return (
        f'<div class="etic-scroll{tall}" tabindex="0"><table class="etic-table">'
        f"<thead><tr>{top}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
    )


def downloads(project: Project, table: Callable[[], Table], what: str) -> None:
    """Buttons that give a table out. The file is made when it is asked for."""
    lang = language()
    with st.container(horizontal=True, gap="small", key=f"downloads-{what}"):
        for suffix in FORMATS:
            st.download_button(
                t("ui.download-as", format=suffix[1:].upper()),
                _encoder(table, suffix, lang),
                file_name=f"{project.path.stem}-{what}{suffix}",
                key=f"download-{what}-{suffix[1:]}", on_click="ignore", icon=":material/download:",
                help=t("ui.download-help"),
            )  # fmt: skip


def _encoder(table: Callable[[], Table], suffix: str, lang: str) -> Callable[[], bytes]:
    def made() -> bytes:
        with use_language(lang):  # it runs in a thread of its own
            return encode(table(), suffix)

    return made
