"""Counts over whole tables: how often each code is used, and by whom."""

from __future__ import annotations

import sqlite3

from etic.store.queries import SET_ASIDE


def coded_by(
    connection: sqlite3.Connection, document_id: int | None = None
) -> list[tuple[int, int | None, int]]:
    """(code id, case id, how many codings) of current revisions, or of one document's alone.

    Codings that are set aside, of second coders say, are not counted.
    """
    sql = (
        "SELECT code_id, documents.case_id, count(*) FROM codings"
        " JOIN revisions ON revisions.id = codings.revision_id"
        " JOIN documents ON documents.id = revisions.document_id"
        " AND documents.revision = revisions.number"
        f" WHERE codings.id NOT IN ({SET_ASIDE})"
    )
    arguments: list[object] = []
    if document_id is not None:
        sql += " AND documents.id = ?"
        arguments.append(document_id)
    rows = connection.execute(sql + " GROUP BY code_id, documents.case_id", arguments)
    return [(row[0], row[1], row[2]) for row in rows]


def by_coder(connection: sqlite3.Connection) -> dict[str, int]:
    """Coder → how many codings of theirs there are, in order of their first work."""
    rows = connection.execute(
        "SELECT name, count(codings.id) FROM coders"
        " LEFT JOIN codings ON codings.coder_id = coders.id GROUP BY coders.id ORDER BY coders.id"
    )
    return {row[0]: row[1] for row in rows}


def by_document_and_coder(connection: sqlite3.Connection) -> dict[int, dict[str, int]]:
    """Document id → coder → how many codings of theirs its current revision has."""
    rows = connection.execute(
        "SELECT documents.id, coders.name, count(*) FROM codings"
        " JOIN revisions ON revisions.id = codings.revision_id"
        " JOIN documents ON documents.id = revisions.document_id"
        " AND documents.revision = revisions.number"
        " JOIN coders ON coders.id = codings.coder_id"
        " GROUP BY documents.id, coders.id ORDER BY documents.id, coders.id"
    )
    found: dict[int, dict[str, int]] = {}
    for document_id, coder, n in rows:
        found.setdefault(document_id, {})[coder] = n
    return found
