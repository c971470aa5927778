"""Steps of work as the journal tells them, and which of them undo and redo would take."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

# Steps that a single person's undo must not reach: they made the project.
FOUNDING = frozenset({"new"})


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the journal."""

    id: int
    at: str
    who: str
    action: str
    details: Mapping[str, Any]
    kind: str = "do"
    target: int | None = None


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


def stacks(events: Iterable[tuple[int, str, str, str, int | None]]) -> tuple[list[int], list[int]]:
    """The steps that can be undone and redone, last one on top.

    `events` are (id, who, action, kind, target) from the first on. A new step empties the redo
    stack, as in any editor.

    >>> steps = [(1, "a", "code", "do", None), (2, "a", "code", "do", None)]
    >>> stacks([*steps, (3, "a", "code", "undo", 2)])
    ([1], [2])
    """
    undoable: list[int] = []
    redoable: list[int] = []
    for event_id, _who, action, kind, target in events:
        if kind == "do":
            if action not in FOUNDING:
                undoable.append(event_id)
                redoable.clear()
        elif kind == "undo" and target in undoable:
            undoable.remove(target)
            redoable.append(target)
        elif kind == "redo" and target in redoable:
            redoable.remove(target)
            undoable.append(target)
    return undoable, redoable
