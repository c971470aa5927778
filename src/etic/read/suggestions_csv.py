"""Suggestions as a table: what was proposed, by what, and what became of it.

Etic writes it when it exports a project, and reads it back whole.
"""

from __future__ import annotations

from etic.errors import EticError
from etic.model import Bundle
from etic.places import places
from etic.read.codings_csv import is_suggestions
from etic.read.rows import Columns, Row, table
from etic.read.source import Source
from etic.read.values import integer, measured
from etic.suggestion import Suggestion

COLUMNS = (
    "document", "start", "end", "code", "quote", "score", "why", "source", "created", "outcome",
    "coder", "coding", "uid",
)  # fmt: skip
OUTCOMES = ("", "accepted", "dismissed")


def read(source: Source) -> Bundle | None:
    """The suggestions in a table, None where the table is something else."""
    found = table(source, is_suggestions)
    if found is None:
        return None
    columns = Columns(found, {name: (name,) for name in COLUMNS})
    return Bundle(
        suggestions=tuple(_suggestion(columns, row) for row in found.rows),
        warnings=columns.notices(),
    )


def _suggestion(columns: Columns, row: Row) -> Suggestion:
    start, end = _offset(columns, row, "start"), _offset(columns, row, "end")
    if start >= end:
        raise EticError(
            "coding-backwards", file=columns.table.source, where=places(row.where), start=start,
            end=end,
        )  # fmt: skip
    outcome = columns.text(row, "outcome")
    if outcome not in OUTCOMES:
        raise columns.wrong(row, "outcome", "suggestion-outcome")
    return Suggestion(
        start, end, columns.needed(row, "code"), _score(columns, row), columns.raw(row, "why"),
        columns.raw(row, "quote"), columns.needed(row, "document"), columns.needed(row, "source"),
        columns.text(row, "created"), outcome, columns.text(row, "coder"),
        columns.text(row, "coding"), columns.text(row, "uid"), row.where,
    )  # fmt: skip


def _offset(columns: Columns, row: Row, meaning: str) -> int:
    number = integer(columns.needed(row, meaning))
    if number is None or number < 0:
        raise columns.wrong(row, meaning, "cell-number")
    return number


def _score(columns: Columns, row: Row) -> float | None:
    text = columns.text(row, "score")
    if not text:
        return None
    found = measured(text)
    if found is None or not 0 <= found <= 1:
        raise columns.wrong(row, "score", "suggestion-score")
    return found
