"""Tables that only the screens give out: the codebook for reading."""

from __future__ import annotations

from etic.i18n import t
from etic.model import Column, Table
from etic.project import Project


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
