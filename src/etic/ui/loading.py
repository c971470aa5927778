"""Taking one file in where its kind is known: a codebook, a survey, a list of respondents."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import streamlit as st

from etic.actions.importing import ImportReport
from etic.errors import EticError
from etic.i18n import t
from etic.model import Notice
from etic.ui import guard
from etic.ui.importer import warnings
from etic.ui.look import escaped


def load_file(
    kind: Literal["codebook", "survey", "case-list"],
    load: Callable[[Path], ImportReport],
    loaded: Callable[[ImportReport], str],
    types: Sequence[str] | None = None,
) -> None:
    """A popover with an uploader; `load` takes the file in, `loaded` says what came of it."""
    _popover(kind, load, loaded, types)
    _notices(kind)


def _popover(
    kind: str,
    load: Callable[[Path], ImportReport],
    loaded: Callable[[ImportReport], str],
    types: Sequence[str] | None,
) -> None:
    turn = st.session_state.setdefault(f"{kind}-round", 0)
    # Each round has a popover of its own: the one that took a file in is gone, and so closed.
    with st.popover(t(f"ui.{kind}-load"), icon=":material/upload_file:", key=f"{kind}-load-{turn}"):
        st.markdown(escaped(t(f"ui.{kind}-load-about")))
        file = st.file_uploader(t(f"ui.{kind}-file"), key=f"{kind}-file-{turn}", type=types)
        if file is None or not st.button(t("ui.import-it"), key=f"{kind}-import"):
            return
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, Path(file.name).name)
            path.write_bytes(file.getvalue())
            try:
                report = load(path)
            except EticError as error:
                guard.show_error(error)
                return
        guard.say(loaded(report))
        st.session_state[f"{kind}-round"] += 1
        st.session_state[f"{kind}-notices"] = list(report.warnings)
        st.rerun()


def _notices(kind: str) -> None:
    """What a person should look at in the file that came in last, until they have seen it."""
    notices: list[Notice] = st.session_state.get(f"{kind}-notices", [])
    if notices:
        with st.container(key=f"{kind}-notices-shown"):
            warnings(notices)
            st.button(
                t("ui.close"), key=f"{kind}-notices-close",
                on_click=lambda: st.session_state.pop(f"{kind}-notices", None),
            )  # fmt: skip
