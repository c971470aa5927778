"""Codings of coders who are compared, as columns of numbers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence


def codings_of(
    connection: sqlite3.Connection, coders: Sequence[str], documents: Sequence[int]
) -> list[tuple[int, str, int, int, int, int]]:
    """(document id, coder, code id, start, end, coding id) of current revisions, by coding id.

    Only codings in the state *yes*: those that say a passage is of a code.
    """
    rows = connection.execute(
        'SELECT documents.id, coders.name, code_id, start, codings."end", codings.id FROM codings'
        " JOIN revisions ON revisions.id = codings.revision_id"
        " JOIN documents ON documents.id = revisions.document_id"
        " AND documents.revision = revisions.number"
        " JOIN coders ON coders.id = codings.coder_id"
        " WHERE state = 'yes' AND coders.name IN (SELECT value FROM json_each(?))"
        " AND documents.id IN (SELECT value FROM json_each(?)) ORDER BY codings.id",
        (json.dumps(list(coders)), json.dumps(list(documents))),
    )
    return [tuple(row) for row in rows]
