"""A write to journaled tables: the row and its image go together, or not at all."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from typing import Any

from etic.errors import EticError
from etic.store import derived

Row = dict[str, Any]


class Transaction:
    """The only way to change a journaled table: the row and its image go together."""

    def __init__(self, connection: sqlite3.Connection, begin: Callable[[], int]) -> None:
        self.connection = connection
        self._begin = begin
        self._event_id: int | None = None
        self.position = 0
        self._revisions: set[int] = set()

    @property
    def event_id(self) -> int:
        """The event of this step, written with its first change: a step that changes nothing
        leaves no trace, and nothing to undo."""
        if self._event_id is None:
            self._event_id = self._begin()
        return self._event_id

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
            self._revisions.add(self._revision_of_turn(row_id, after or before or {}))
        elif relation == "documents" and before and after and "language" in after:
            revisions = self.connection.execute(
                "SELECT id FROM revisions WHERE document_id = ?", (row_id,)
            )
            self._revisions.update(row[0] for row in revisions)

    def _revision_of_turn(self, row_id: int, image: Row) -> int:
        """The image of a change names it only where the turn was made or deleted."""
        if "revision_id" in image:
            return int(image["revision_id"])
        row = self.row("turns", row_id)
        return int(row["revision_id"]) if row else 0

    def finish(self) -> None:
        """Bring what is derived up to date with what this transaction changed."""
        for revision_id in sorted(self._revisions - {0}):
            derived.rebuild(self.connection, revision_id)


def as_json(value: object) -> str:
    """A value as it stands in the journal."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def _image(row: Row | None) -> str | None:
    return None if row is None else as_json(row)
