"""The field for a query, with the little language of searching explained by examples to click."""

from __future__ import annotations

import streamlit as st

from etic.i18n import t
from etic.ui import guard
from etic.ui.look import escaped

EXAMPLES = (
    "word", "phrase", "prefix", "and", "or", "not", "near", "brackets", "anyform", "inner",
)  # fmt: skip


def query_box(key: str) -> str:
    """What to search for. Enter searches."""
    with st.container(
        horizontal=True, vertical_alignment="bottom", wrap=False, key=f"box-{key}"
    ):  # fmt: skip
        query = st.text_input(
            t("ui.query"), key=key, type="search", persist_state="session",
            placeholder=t("ui.query-hint"), icon=":material/search:",
        )  # fmt: skip
        with st.popover(t("ui.query-help"), icon=":material/help:", key=f"help-{key}"):
            examples(key, "help")
    return str(query or "")


def examples(key: str, where: str) -> None:
    """The language of searching; an example that is clicked is searched for."""
    with st.container(key=f"examples-{where}-{key}", gap=None):
        for name in EXAMPLES:
            with st.container(
                horizontal=True, vertical_alignment="center", key=f"example-{where}-{key}-{name}"
            ):  # fmt: skip
                st.button(
                    escaped(t(f"ui.query-{name}-example")), key=f"{where}-{key}-{name}",
                    type="tertiary", on_click=guard.callback(_take), args=(key, name),
                )  # fmt: skip
                st.caption(escaped(t(f"ui.query-{name}")))


def _take(key: str, name: str) -> None:
    st.session_state[key] = t(f"ui.query-{name}-example")
