"""What agreement is computed from: spans of coders, and the text that is in question."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from typing import Literal, NamedTuple


class Span(NamedTuple):
    """One coding, without its quote."""

    id: int
    document_id: int
    code_id: int
    coder_id: int
    start: int
    end: int
    yes: int  # 1 where its state is yes, else 0


def spans(
    connection: sqlite3.Connection, coders: Collection[str], documents: Collection[int]
) -> list[Span]:
    """Codings by these coders in the current revisions of these documents, by id."""
    rows = connection.execute(
        'SELECT codings.id, documents.id, code_id, coder_id, codings.start, codings."end",'
        " state = 'yes' FROM codings"
        " JOIN revisions ON revisions.id = codings.revision_id"
        " JOIN documents ON documents.id = revisions.document_id"
        " AND documents.revision = revisions.number"
        " WHERE coder_id IN (SELECT id FROM coders WHERE name IN (SELECT value FROM json_each(?)))"
        " AND documents.id IN (SELECT value FROM json_each(?)) ORDER BY codings.id",
        (json.dumps(list(coders)), json.dumps(sorted(documents))),
    )
    return [Span(*row) for row in rows]


def coder_ids(connection: sqlite3.Connection) -> dict[str, int]:
    """Coder → id."""
    return {name: i for i, name in connection.execute("SELECT id, name FROM coders ORDER BY id")}


def pieces(
    connection: sqlite3.Connection,
    documents: Collection[int],
    what: Literal["sentence", "turn"],
    *,
    interviewer: bool,
) -> list[tuple[int, int, int]]:
    """(document id, start, end) of sentences or turns of current revisions, in their order.

    Without `interviewer` those of the interviewer are left out. Empty ones always are.
    """
    table = (
        'SELECT turns.revision_id, turns.body AS start, turns."end", speaker_id FROM turns'
        if what == "turn"
        else 'SELECT segments.revision_id, segments.start, segments."end", speaker_id'
        " FROM segments JOIN turns ON turns.id = segments.turn_id"
    )
    rows = connection.execute(
        f'SELECT documents.id, piece.start, piece."end" FROM ({table}) AS piece'
        " JOIN revisions ON revisions.id = piece.revision_id"
        " JOIN documents ON documents.id = revisions.document_id"
        " AND documents.revision = revisions.number"
        " LEFT JOIN speakers ON speakers.id = piece.speaker_id"
        " WHERE documents.id IN (SELECT value FROM json_each(?))"
        ' AND piece.start < piece."end"'
        + ("" if interviewer else " AND coalesce(speakers.role, '') <> 'interviewer'")
        + " ORDER BY documents.id, piece.start",
        (json.dumps(sorted(documents)),),
    )
    return [(row[0], row[1], row[2]) for row in rows]
