"""What undo and redo would take, told before anybody presses the button."""

from __future__ import annotations

import json
import sqlite3
from typing import Literal

from etic.store.journal import Event, stacks


def next_step(
    connection: sqlite3.Connection, kind: Literal["undo", "redo"], of: str | None = None
) -> Event | None:
    """The step that `undo` or `redo` (of one coder, with `of`) would take, or None."""
    rows = connection.execute(
        "SELECT id, who, action, kind, target FROM events WHERE ? IS NULL OR who = ? ORDER BY id",
        (of, of),
    )
    undoable, redoable = stacks(tuple(row) for row in rows)
    stack = undoable if kind == "undo" else redoable
    if not stack:
        return None
    row = connection.execute(
        "SELECT id, at, who, action, details, kind, target FROM events WHERE id = ?", (stack[-1],)
    ).fetchone()
    return Event(**{**dict(row), "details": json.loads(row["details"])})
