"""Codings as places alone, without their quotes: what is counted over the whole project."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from etic.store.queries import FROM_CODINGS, SET_ASIDE


@dataclass(frozen=True, slots=True)
class CodedSpan:
    """One coding in the state *yes*: where it stands, and whose words it begins in."""

    id: int
    code_id: int
    coder_id: int
    document_id: int
    case_id: int | None
    start: int
    end: int


_SPANS = f"""
SELECT codings.id, code_id, coder_id, documents.id AS document_id,
    coalesce(speakers.case_id, documents.case_id) AS case_id, codings.start, codings."end"
{FROM_CODINGS}WHERE state = 'yes'
"""


def coded_spans(
    connection: sqlite3.Connection,
    *,
    study: str = "",
    coder: str | None = None,
    document_id: int | None = None,
) -> list[CodedSpan]:
    """Codings of current revisions, by document and place; those of one coder where one is named.

    Without a `coder`, those that count: of second coders and of open rounds only what counts.
    """
    sql = _SPANS
    arguments: list[object] = []
    if study:
        sql += " AND studies.name = ?"
        arguments.append(study)
    if document_id is not None:
        sql += " AND documents.id = ?"
        arguments.append(document_id)
    if coder is None:
        sql += f" AND codings.id NOT IN ({SET_ASIDE})"
    else:
        sql += " AND coders.name = ?"
        arguments.append(coder)
    rows = connection.execute(sql, arguments)
    found = [CodedSpan(*row) for row in rows]
    found.sort(key=lambda span: (span.document_id, span.start, span.end, span.id))
    return found
