"""A mapping file of printed tables, laid over what was read from their file.

What it looks like is said in `etic.write.wide_mapping`, which writes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from etic.errors import EticError
from etic.model import Notice
from etic.places import places
from etic.read.source import Source
from etic.read.survey_wide import (
    COLUMN_KINDS,
    ROW_KINDS,
    ColumnKind,
    RowKind,
    WideProposal,
)
from etic.read.yaml_fields import Fields
from etic.read.yaml_nodes import Mapping, read_yaml


def mapped(
    source: Source, proposals: Sequence[WideProposal]
) -> tuple[list[WideProposal], tuple[Notice, ...]]:
    """The proposals as the mapping file corrects them; those it does not name are left out.

    Columns and rows go by their order and must be as many as in the file of the tables.
    """
    root = read_yaml(source, "tables")
    if not isinstance(root, Mapping):
        raise EticError("tree-unknown", file=source.name)
    top = Fields(root, source.name)
    top.text("source")
    known = {p.where: p for p in proposals}
    found: list[WideProposal] = []
    notices: list[Notice] = []
    for fields in top.mappings("tables"):
        at = fields.needed("at")
        if at not in known or at in {p.where for p in found}:
            raise EticError("wide-mapping", file=source.name, where=places(fields.where))
        found.append(_corrected(source, fields, known[at], notices))
        notices.extend(fields.notices())
    return found, (*notices, *top.notices())


def _corrected(
    source: Source, fields: Fields, given: WideProposal, notices: list[Notice]
) -> WideProposal:
    columns, rows = list(fields.mappings("columns")), list(fields.mappings("rows"))
    if len(columns) != len(given.columns) or len(rows) != len(given.rows):
        raise EticError("wide-mapping", file=source.name, where=places(fields.where))
    made = []
    for said, column in zip(columns, given.columns, strict=True):
        said.text("header")
        kind = cast(ColumnKind, said.choice("kind", COLUMN_KINDS, column.kind))
        made.append(replace(column, group=said.text("group"), kind=kind, base=said.text("base")))
        notices.extend(said.notices())
    lines = []
    for said, row in zip(rows, given.rows, strict=True):
        said.text("printed")
        kind_of_row = cast(RowKind, said.choice("kind", ROW_KINDS, row.kind))
        lines.append(replace(row, answer=said.text("answer"), kind=kind_of_row))
        notices.extend(said.notices())
    return replace(
        given, number=fields.text("number"), title=fields.text("title"),
        question=fields.text("question"), study=fields.text("study"), base=fields.text("base"),
        columns=tuple(made), rows=tuple(lines),
    )  # fmt: skip
