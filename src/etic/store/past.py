"""The codebook as it was: read from the journal, without touching the tables."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from etic.errors import EticError
from etic.store.journal import replayed
from etic.store.migrations import first_schema
from etic.store.steps import Event

_CHANGED = ("codes", "scopes")
_NEEDED = ("studies", "codes", "scopes", "sets", "set_codes")


def codebook_events(connection: sqlite3.Connection) -> list[Event]:
    """The steps that changed a code or the studies that it is for, newest first."""
    marks = ", ".join("?" * len(_CHANGED))
    rows = connection.execute(
        "SELECT id, at, who, action, details, kind, target FROM events WHERE id IN"
        f" (SELECT event_id FROM changes WHERE relation IN ({marks})) ORDER BY id DESC",
        _CHANGED,
    )
    return [Event(**{**dict(row), "details": json.loads(row["details"])}) for row in rows]


@contextmanager
def as_of(connection: sqlite3.Connection, event_id: int) -> Iterator[sqlite3.Connection]:
    """A database in memory with the codebook as it was after an event.

    It has the tables of the file, so that whatever reads the codebook reads it there as well.
    """
    if connection.execute("SELECT 1 FROM events WHERE id = ?", (event_id,)).fetchone() is None:
        raise EticError("event-unknown", event=event_id)
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.row_factory = sqlite3.Row
        memory.executescript(first_schema())
        for relation, rows in replayed(connection, _NEEDED, event_id).items():
            for row in rows.values():
                columns = ", ".join(f'"{name}"' for name in row)
                marks = ", ".join("?" * len(row))
                memory.execute(
                    f'INSERT INTO "{relation}" ({columns}) VALUES ({marks})', list(row.values())
                )
        yield memory


def merged(connection: sqlite3.Connection) -> dict[str, str]:
    """Uid of each code that was ever merged → uid of the one that it became part of."""
    rows = connection.execute(
        "SELECT details FROM events WHERE action = 'code-merge' AND kind = 'do' ORDER BY id"
    )
    return {
        uid: into
        for (details,) in rows
        for uid, into in json.loads(details).get("merged", {}).items()
    }
