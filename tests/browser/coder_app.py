"""One document in the text coder, and nothing else: what the browser tests look at.

Query parameters: document, coder, lang (ru, en), start and end of a span to lead to,
compare (two coders), slow (seconds that the server takes for each operation).
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from etic.actions.textcoder import Outcome
from etic.i18n import set_language, t
from etic.project import Project
from etic.serve import PROJECT_VARIABLE
from etic.ui.textcoder import text_coder


class SlowProject(Project):
    """A project whose server takes its time."""

    seconds = 0.0

    def apply(
        self, document_id: int, coder: str, operations: Sequence[Mapping[str, Any]]
    ) -> Outcome:
        time.sleep(self.seconds)
        return super().apply(document_id, coder, operations)


@st.cache_resource
def project(path: str, inode: int) -> SlowProject:
    return SlowProject.open(path)


st.set_page_config(page_title="coder", layout="wide")
asked = st.query_params
set_language(asked.get("lang", "ru"))
path = os.environ[PROJECT_VARIABLE]
opened = project(path, Path(path).stat().st_ino)  # the next test's is another file
opened.seconds = float(asked.get("slow", "0"))
span = (int(asked["start"]), int(asked["end"])) if "start" in asked else None
if asked.get("sidebar"):
    with st.sidebar:
        st.caption(f"sidebar: {st.text_input('sidebar')}")
        st.caption(t("textcoder.help"))
first, _, second = asked.get("compare", "").partition(",")
text_coder(
    opened, opened.document(asked.get("document", "R01")), asked.get("coder", "anna"), focus=span,
    compare=(first, second) if second else None,
)  # fmt: skip
