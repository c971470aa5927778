"""What only the screens give out: the codebook for reading, and for editing as a file."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from etic.i18n import t
from etic.model import Codebook, Column, Table
from etic.project import Project
from etic.ui.look import escaped


def codebook_table(project: Project) -> Table:
    """The codebook as a table whose csv and xlsx can be loaded again."""
    keys = (
        "code", "name_ru", "name_en", "definition", "include", "exclude", "example", "colour",
        "origin", "response", "required", "uid",
    )  # fmt: skip
    columns = tuple(Column(key, t(f"ui.column-{key}")) for key in keys)
    rows = tuple(
        (node.path, *(getattr(node.code, key) for key in keys[1:])) for node in project.codebook()
    )
    return Table(columns, rows, t("ui.codebook"))


def yaml_downloads(books: Sequence[Codebook], key: str, suffix: str = "") -> None:
    """The codebook as the files that people edit and load again, one a study."""
    from etic.write.study_folder import codebook

    for book in books:
        name = f"{book.study or 'codebook'}{suffix}.yaml"
        st.download_button(
            escaped(name), codebook(book), file_name=name, on_click="ignore",
            key=f"{key}-{book.study or 'codebook'}", icon=":material/download:",
            mime="application/yaml",
        )  # fmt: skip
