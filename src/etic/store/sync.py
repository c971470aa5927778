"""The codings of one document as the text coder keeps them, whole and by what has changed since."""

from __future__ import annotations

import json
import sqlite3
from typing import NamedTuple


class Wire(NamedTuple):
    """A coding on its way to the browser. `version` is the event that last changed it."""

    uid: str
    start: int
    end: int
    code_id: int
    coder: str
    memo: str
    state: str
    version: int
    deleted: int = 0
    created: str = ""
    origin: str = ""


_CODINGS = """
SELECT uid, start, "end", code_id, coders.name, memo, state,
    (SELECT max(event_id) FROM changes WHERE relation = 'codings' AND row_id = codings.id),
    0, codings.created, codings.origin
FROM codings JOIN coders ON coders.id = coder_id
WHERE revision_id = :revision
"""


def snapshot(connection: sqlite3.Connection, revision_id: int) -> list[Wire]:
    """All codings of a revision, by place."""
    sql = _CODINGS + ' ORDER BY start, "end", codings.id'
    return [Wire(*row) for row in connection.execute(sql, {"revision": revision_id})]


def since(connection: sqlite3.Connection, revision_id: int, event_id: int) -> list[Wire]:
    """Codings changed or deleted after an event, in the order of their last change."""
    rows = connection.execute(
        "SELECT row_id, max(event_id) AS event_id, before FROM changes"
        " WHERE relation = 'codings' AND event_id > ? GROUP BY row_id ORDER BY event_id",
        (event_id,),
    ).fetchall()
    changed = []
    for row in rows:
        now = connection.execute(
            _CODINGS + " AND codings.id = :coding",
            {"revision": revision_id, "coding": row["row_id"]},
        ).fetchone()
        if now is not None:
            changed.append(Wire(*now))
        elif row["before"] is not None:
            was = json.loads(row["before"])
            if was.get("revision_id") == revision_id and "uid" in was:
                changed.append(
                    Wire(was["uid"], was["start"], was["end"], was["code_id"], "", "", "",
                         row["event_id"], 1)
                )  # fmt: skip
    return changed
