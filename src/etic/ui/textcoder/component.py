"""The browser's half of the text coder, as a Streamlit component.

Its modules in `frontend/` are served as one file (`bundle`). Streamlit finds them by the
`pyproject.toml` that lies in the package `etic`: in a wheel, and in an editable install, alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from etic.ui.textcoder.bundle import entry

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

FRONTEND = Path(__file__).parent / "frontend"
NAME = "etic.textcoder"  # package.component, as the manifest says it


@cache
def _component() -> ComponentRenderer:
    # Made at the first use: at import there may be no server yet that knows where the files lie.
    script = entry(FRONTEND)
    return st.components.v2.component(NAME, js=script, css="textcoder.css", isolate_styles=False)


def reader(data: bytes, key: str) -> None:
    """The page's part that shows the text. The same bytes again travel as a hash."""
    _component()(data=data, key=key, height="content")


def feed(data: bytes, key: str) -> None:
    """The invisible part that carries operations out, and what became of them in."""
    _component()(data=data, key=key, height="content", on_outbox_change=_nothing)


def outbox(key: str) -> object:
    """What the browser sent last through the feed of this key: to be checked, not trusted."""
    state = st.session_state.get(key)
    return state.get("outbox") if isinstance(state, Mapping) else None


def _nothing() -> None:
    """A state of a component exists only with a callback; all is done in the run itself."""
