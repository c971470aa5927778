"""Steps of the journal, and which of them undo and redo would take next."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from etic.errors import EticError

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


def next_step(
    connection: sqlite3.Connection, kind: Literal["undo", "redo"], of: str | None = None
) -> Event | None:
    """The step that `undo` or `redo` (of one coder, with `of`) would take, or None."""
    if of is not None:
        found = _own(connection, kind, of)
    else:
        rows = connection.execute("SELECT id, who, action, kind, target FROM events ORDER BY id")
        stack = stacks(tuple(row) for row in rows)[kind == "redo"]
        found = stack[-1] if stack else None
    return None if found is None else _event(connection, found)


def _own(connection: sqlite3.Connection, kind: str, who: str) -> int | None:
    """The top of one person's stack, read from their newest step back.

    A button that says what it would undo asks for it every few seconds, however long the journal.
    """
    rows = connection.execute(
        "SELECT events.id, events.action, events.kind, events.target, targets.who AS owner"
        " FROM events LEFT JOIN events AS targets ON targets.id = events.target"
        # Others may have turned back a step of theirs: a document that a colleague restored.
        " WHERE events.who = ? OR targets.who = ? ORDER BY events.id DESC",
        (who, who),
    )
    turned: set[int] = set()  # steps of which a later event has been seen
    for row in rows:
        if row["kind"] == "do":
            if row["action"] in FOUNDING:
                continue
            if kind == "redo":
                return None
            if row["id"] not in turned:
                return int(row["id"])
        elif row["target"] not in turned and row["owner"] == who:
            # The other of the two left this step where the one asked for finds it.
            if row["kind"] != kind:
                return int(row["target"])
            turned.add(row["target"])
    return None


def standing(connection: sqlite3.Connection, event_id: int) -> Event:
    """A step that was made and has not been taken back, by its number."""
    row = connection.execute(
        "SELECT events.kind, (SELECT later.kind FROM events AS later"
        " WHERE later.target = events.id ORDER BY later.id DESC LIMIT 1) AS turned"
        " FROM events WHERE events.id = ?",
        (event_id,),
    ).fetchone()
    if row is None or row["kind"] != "do":
        raise EticError("step-unknown", step=event_id)
    if row["turned"] == "undo":
        raise EticError("step-taken-back", step=event_id)
    return _event(connection, event_id)


def _event(connection: sqlite3.Connection, event_id: int) -> Event:
    row = connection.execute(
        "SELECT id, at, who, action, details, kind, target FROM events WHERE id = ?", (event_id,)
    ).fetchone()
    return Event(**{**dict(row), "details": json.loads(row["details"])})
