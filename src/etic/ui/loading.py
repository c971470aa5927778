"""Taking one file in where its kind is known: a codebook, a survey."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import streamlit as st

from etic.actions.importing import ImportReport
from etic.i18n import t
from etic.ui import guard
from etic.ui.importer import warnings
from etic.ui.look import escaped


def load_file(
    kind: Literal["codebook", "survey"],
    load: Callable[[Path], ImportReport],
    loaded: Callable[[ImportReport], str],
) -> None:
    """A popover with an uploader; `load` takes the file in, `loaded` says what came of it."""
    turn = st.session_state.setdefault(f"{kind}-round", 0)
    with st.popover(t(f"ui.{kind}-load"), icon=":material/upload_file:"):
        st.markdown(escaped(t(f"ui.{kind}-load-about")))
        file = st.file_uploader(t(f"ui.{kind}-file"), key=f"{kind}-file-{turn}")
        if file is None or not st.button(t("ui.import-it"), key=f"{kind}-import"):
            return
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, Path(file.name).name)
            path.write_bytes(file.getvalue())
            report = load(path)
        guard.say(loaded(report))
        warnings(report.warnings)
        if not report.warnings:
            st.session_state[f"{kind}-round"] += 1
            st.rerun()
