"""The journal: every change is written with its event, in one transaction, and can be taken back.

An event says who did what and when; its changes are row images, before and after. So the audit
trail, undo, redo and "who coded this" are all readings of one thing, and replaying the changes from
the first event on gives the tables (`replayed`), which `etic verify` compares with what is stored.

    with journal.change("code", "anna", {"code": "return/family"}) as tx:
        tx.insert("codings", {...})
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from etic.errors import EticError
from etic.store import derived
from etic.store.database import Database

JOURNALED = (
    "project", "studies", "coders", "cases", "attributes", "attribute_values", "documents",
    "revisions", "speakers", "turns", "codes", "scopes", "sets", "set_codes", "codings",
    "not_asked", "memos", "survey_tables", "survey_cells", "survey_variables",
    "survey_respondents", "links", "propositions", "proposition_versions", "proposition_codes",
    "judgements", "judgement_codings",
)  # fmt: skip

# Steps that a single person's undo must not reach: they made the project.
FOUNDING = frozenset({"new"})

Row = dict[str, Any]


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


def now() -> str:
    """The moment, UTC, to the millisecond, as it stands in the journal."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Transaction:
    """The only way to change a journaled table: the row and its image go together."""

    def __init__(self, connection: sqlite3.Connection, event_id: int) -> None:
        self.connection = connection
        self.event_id = event_id
        self.position = 0
        self._revisions: set[int] = set()

    def insert(self, relation: str, values: Mapping[str, Any]) -> int:
        """Add a row and give its id. Columns left out take the schema's defaults."""
        columns = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" * len(values))
        sql = f'INSERT INTO "{relation}" ({columns}) VALUES ({marks}) RETURNING *'
        row = dict(self.connection.execute(sql, list(values.values())).fetchone())
        self._record(relation, row["id"], None, row)
        return int(row["id"])

    def update(self, relation: str, row_id: int, values: Mapping[str, Any]) -> bool:
        """Change columns of a row; False where they already were so."""
        row = self.row(relation, row_id)
        if row is None:
            raise EticError("row-gone", relation=relation, id=row_id)
        changed = {name: value for name, value in values.items() if row[name] != value}
        if not changed:
            return False
        assignments = ", ".join(f'"{name}" = ?' for name in changed)
        self.connection.execute(
            f'UPDATE "{relation}" SET {assignments} WHERE id = ?', [*changed.values(), row_id]
        )
        self._record(relation, row_id, {name: row[name] for name in changed}, changed)
        return True

    def delete(self, relation: str, row_id: int) -> None:
        """Remove a row. Rows that refer to it must have been removed in the same transaction."""
        row = self.row(relation, row_id)
        if row is None:
            raise EticError("row-gone", relation=relation, id=row_id)
        self.connection.execute(f'DELETE FROM "{relation}" WHERE id = ?', (row_id,))
        self._record(relation, row_id, row, None)

    def row(self, relation: str, row_id: int) -> Row | None:
        """A row as it is now."""
        found = self.connection.execute(
            f'SELECT * FROM "{relation}" WHERE id = ?', (row_id,)
        ).fetchone()
        return dict(found) if found else None

    def find(self, relation: str, **values: object) -> Row | None:
        """The row in which these columns have these values (None: are empty)."""
        return next(iter(self.all(relation, **values)), None)

    def all(self, relation: str, **values: object) -> list[Row]:
        """The rows in which these columns have these values, oldest first."""
        conditions = " AND ".join(f'"{name}" IS ?' for name in values) or "1"
        rows = self.connection.execute(
            f'SELECT * FROM "{relation}" WHERE {conditions} ORDER BY id', list(values.values())
        )
        return [dict(row) for row in rows]

    def count(self, relation: str, **values: object) -> int:
        """How many such rows there are."""
        conditions = " AND ".join(f'"{name}" IS ?' for name in values) or "1"
        row = self.connection.execute(
            f'SELECT count(*) FROM "{relation}" WHERE {conditions}', list(values.values())
        ).fetchone()
        return int(row[0])

    def put(
        self, relation: str, place: Mapping[str, Any], said: Mapping[str, Any] | None = None
    ) -> int:
        """Make the row at a place, or change what it says; gives its id."""
        row = self.find(relation, **place)
        if row is None:
            return self.insert(relation, {**place, **(said or {})})
        if said:
            self.update(relation, row["id"], said)
        return int(row["id"])

    def clear(self, relation: str, **values: object) -> None:
        """Delete the rows in which these columns have these values."""
        for row in self.all(relation, **values):
            self.delete(relation, row["id"])

    def store_text(self, sha256: str, text: str) -> None:
        """Keep a text under its hash. It is immutable, so it needs no image."""
        self.connection.execute(
            "INSERT OR IGNORE INTO texts VALUES (?, ?, ?)", (sha256, text, len(text))
        )

    def _record(self, relation: str, row_id: int, before: Row | None, after: Row | None) -> None:
        self.connection.execute(
            "INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?)",
            (self.event_id, self.position, relation, row_id, _image(before), _image(after)),
        )
        self.position += 1
        if relation == "revisions":
            self._revisions.add(row_id)
        elif relation == "turns":
            self._revisions.add(int((after or before or {}).get("revision_id") or 0))

    def finish(self) -> None:
        """Bring what is derived up to date with what this transaction changed."""
        for revision_id in sorted(self._revisions - {0}):
            derived.rebuild(self.connection, revision_id)


class Journal:
    """Writes events, and reads them back as history, undo and redo."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @contextmanager
    def change(
        self,
        action: str,
        who: str,
        details: Mapping[str, object] | None = None,
        *,
        operation: str | None = None,
    ) -> Iterator[Transaction]:
        """One step of work: all of the block as one event, or nothing.

        `operation` is a client's own name for the step; the same name is never taken twice.
        """
        with (
            self.database.writing() as connection,
            self.change_within(connection, action, who, details, operation=operation) as tx,
        ):
            yield tx

    @contextmanager
    def change_within(
        self,
        connection: sqlite3.Connection,
        action: str,
        who: str,
        details: Mapping[str, object] | None = None,
        *,
        operation: str | None = None,
    ) -> Iterator[Transaction]:
        """The same inside a write transaction that is already open."""
        with self._event(connection, action, who, details or {}, operation=operation) as tx:
            yield tx

    @contextmanager
    def _event(
        self,
        connection: sqlite3.Connection,
        action: str,
        who: str,
        details: Mapping[str, object],
        *,
        kind: str = "do",
        target: int | None = None,
        operation: str | None = None,
    ) -> Iterator[Transaction]:
        event_id = connection.execute(
            "INSERT INTO events (at, who, action, details, kind, target, operation)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (now(), who, action, _json(details), kind, target, operation),
        ).lastrowid
        assert event_id is not None
        tx = Transaction(connection, event_id)
        yield tx
        tx.finish()

    # -- reading ---------------------------------------------------------------------------------

    def events(self, who: str | None = None, limit: int | None = None) -> list[Event]:
        """What happened, newest first."""
        sql = "SELECT id, at, who, action, details, kind, target FROM events"
        arguments: list[object] = []
        if who is not None:
            sql += " WHERE who = ?"
            arguments.append(who)
        sql += " ORDER BY id DESC"
        if limit is not None:
            sql += " LIMIT ?"
            arguments.append(limit)
        rows = self.database.connection.execute(sql, arguments)
        return [Event(**{**dict(row), "details": json.loads(row["details"])}) for row in rows]

    def revision(self) -> int:
        """Number of the newest event: changes whenever anything does."""
        row = self.database.connection.execute("SELECT max(id) FROM events").fetchone()
        return int(row[0] or 0)

    def history(self, relation: str, row_id: int) -> list[tuple[Event, Row | None, Row | None]]:
        """What became of one row, oldest first: event, before, after."""
        rows = self.database.connection.execute(
            "SELECT events.*, before, after FROM changes JOIN events ON events.id = event_id"
            " WHERE relation = ? AND row_id = ? ORDER BY event_id, position",
            (relation, row_id),
        )
        return [
            (
                Event(
                    row["id"], row["at"], row["who"], row["action"], json.loads(row["details"]),
                    row["kind"], row["target"],
                ),
                json.loads(row["before"]) if row["before"] else None,
                json.loads(row["after"]) if row["after"] else None,
            )
            for row in rows
        ]  # fmt: skip

    def knows(self, operation: str) -> bool:
        """Whether a client's operation has been taken already."""
        row = self.database.connection.execute(
            "SELECT 1 FROM events WHERE operation = ?", (operation,)
        ).fetchone()
        return row is not None

    def version(self, relation: str, row_id: int) -> int:
        """The event that last changed a row."""
        row = self.database.connection.execute(
            "SELECT max(event_id) FROM changes WHERE relation = ? AND row_id = ?",
            (relation, row_id),
        ).fetchone()
        return int(row[0] or 0)

    # -- undo and redo ---------------------------------------------------------------------------

    def undo(self, who: str, *, of: str | None = None, operation: str | None = None) -> Event:
        """Take back the last step (of one coder, with `of`) that has not been taken back."""
        return self._turn_back("undo", who, of, operation)

    def redo(self, who: str, *, of: str | None = None, operation: str | None = None) -> Event:
        """Do again what the last undo took back."""
        return self._turn_back("redo", who, of, operation)

    def _turn_back(self, kind: str, who: str, of: str | None, operation: str | None) -> Event:
        try:
            with self.database.writing() as connection:
                event = self._target(connection, kind, of)
                with self._event(
                    connection, event.action, who, event.details,
                    kind=kind, target=event.id, operation=operation,
                ) as tx:  # fmt: skip
                    _apply(tx, event.id, backwards=kind == "undo")
        except sqlite3.IntegrityError as error:  # a reference to what would be gone, at COMMIT
            raise EticError("step-depended-on", event=event.id, action=event.action) from error
        return event

    def _target(self, connection: sqlite3.Connection, kind: str, of: str | None) -> Event:
        rows = connection.execute("SELECT id, who, action, kind, target FROM events ORDER BY id")
        undoable, redoable = stacks(tuple(row) for row in rows if of is None or row["who"] == of)
        stack = undoable if kind == "undo" else redoable
        if not stack:
            raise EticError(f"nothing-to-{kind}")
        row = connection.execute(
            "SELECT id, at, who, action, details FROM events WHERE id = ?", (stack[-1],)
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


def _apply(tx: Transaction, event_id: int, *, backwards: bool) -> None:
    """Do the changes of an event again, or their opposites in reverse, refusing where somebody has
    changed the same since."""
    rows = tx.connection.execute(
        "SELECT relation, row_id, before, after FROM changes WHERE event_id = ? ORDER BY position",
        (event_id,),
    ).fetchall()
    for row in reversed(rows) if backwards else rows:
        relation, row_id = row["relation"], row["row_id"]
        before = json.loads(row["before"]) if row["before"] else None
        after = json.loads(row["after"]) if row["after"] else None
        if backwards:
            before, after = after, before
        current = tx.row(relation, row_id)
        if before is None:
            if current is not None:
                raise _changed_since(tx, relation, row_id, event_id)
            assert after is not None
            tx.insert(relation, after)
        elif current is None or any(current[name] != value for name, value in before.items()):
            raise _changed_since(tx, relation, row_id, event_id)
        elif after is None:
            tx.delete(relation, row_id)
        else:
            tx.update(relation, row_id, after)


def _changed_since(tx: Transaction, relation: str, row_id: int, event_id: int) -> EticError:
    row = tx.connection.execute(
        "SELECT events.id, who, at FROM changes JOIN events ON events.id = event_id"
        " WHERE relation = ? AND row_id = ? AND event_id < ? ORDER BY event_id DESC LIMIT 1",
        (relation, row_id, tx.event_id),
    ).fetchone()
    return EticError(
        "changed-since", step=event_id, later=row["id"] if row else "?",
        who=row["who"] if row else "?", at=row["at"] if row else "?",
    )  # fmt: skip


def replayed(connection: sqlite3.Connection) -> dict[str, dict[int, Row]]:
    """The journaled tables as the journal alone gives them: table → id → row."""
    tables: dict[str, dict[int, Row]] = {name: {} for name in JOURNALED}
    rows = connection.execute(
        "SELECT relation, row_id, before, after FROM changes ORDER BY event_id, position"
    )
    for row in rows:
        relation = tables.setdefault(row["relation"], {})
        if row["after"] is None:
            relation.pop(row["row_id"], None)
        elif row["before"] is None:
            relation[row["row_id"]] = json.loads(row["after"])
        else:
            relation.setdefault(row["row_id"], {}).update(json.loads(row["after"]))
    return tables


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def _image(row: Row | None) -> str | None:
    return None if row is None else _json(row)
