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
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Literal

from etic.errors import EticError
from etic.store.database import Database
from etic.store.steps import Event, next_step, standing
from etic.store.transaction import Row, Transaction, as_json

JOURNALED = (
    "project", "studies", "coders", "cases", "attributes", "attribute_values", "documents",
    "revisions", "speakers", "turns", "codes", "scopes", "sets", "set_codes", "codings",
    "not_asked", "memos", "survey_tables", "survey_cells", "survey_variables",
    "survey_respondents", "links", "propositions", "proposition_versions", "proposition_codes",
    "judgements", "judgement_codings", "answer_sets", "second_coders", "suggestions",
    "rules", "rule_codings",
    "guides", "guide_questions", "question_codes", "question_turns",
    "summaries", "summary_codings",
    "rounds", "round_documents", "round_coders", "round_codes", "decisions",
    "version_details", "carried_judgements", "checklist_answers",
    "answer_links", "set_links", "link_details", "verdicts", "pillars", "pillar_links",
    "indicator_dimensions", "indicators", "indicator_codes", "indicator_verdicts", "case_types",
    "survey_weights", "response_sets", "report_templates",
)  # fmt: skip


def now() -> str:
    """The moment, UTC, to the millisecond, as it stands in the journal."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


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
        def begin() -> int:
            event_id = connection.execute(
                "INSERT INTO events (at, who, action, details, kind, target, operation)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (now(), who, action, as_json(details), kind, target, operation),
            ).lastrowid
            assert event_id is not None
            return event_id

        tx = Transaction(connection, begin)
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
        row = self.database.connection.execute("SELECT max(id) FROM main.events").fetchone()
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
        return self._turn_back("undo", who, lambda c: next_step(c, "undo", of), operation)

    def redo(self, who: str, *, of: str | None = None, operation: str | None = None) -> Event:
        """Do again what the last undo took back."""
        return self._turn_back("redo", who, lambda c: next_step(c, "redo", of), operation)

    def undo_step(self, event_id: int, who: str) -> Event:
        """Take back one step by its number, however long ago and by whomever it was made.

        It is refused where the step has been taken back already, or somebody has changed the same
        since.
        """
        return self._turn_back("undo", who, lambda c: standing(c, event_id))

    def _turn_back(
        self,
        kind: Literal["undo", "redo"],
        who: str,
        find: Callable[[sqlite3.Connection], Event | None],
        operation: str | None = None,
    ) -> Event:
        event: Event | None = None
        try:
            with self.database.writing() as connection:
                event = find(connection)
                if event is None:
                    raise EticError(f"nothing-to-{kind}")
                with self._event(
                    connection, event.action, who, event.details,
                    kind=kind, target=event.id, operation=operation,
                ) as tx:  # fmt: skip
                    _apply(tx, event.id, backwards=kind == "undo")
        except sqlite3.IntegrityError as error:  # a reference to what would be gone, at COMMIT
            assert event is not None
            raise EticError("step-depended-on", event=event.id, action=event.action) from error
        return event


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
            try:
                tx.insert(relation, after)
            except sqlite3.IntegrityError as error:  # its place has been taken by another since
                raise _changed_since(tx, relation, row_id, event_id) from error
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


def replayed(
    connection: sqlite3.Connection,
    only: Sequence[str] = (),
    until: int | None = None,
) -> dict[str, dict[int, Row]]:
    """The journaled tables (or `only` some) as the journal alone gives them: table → id → row.

    `until` names the event after which they are wanted; without it, as they should be now.
    """
    tables: dict[str, dict[int, Row]] = {name: {} for name in only or JOURNALED}
    conditions, arguments = ["1"], list[object]()
    if only:
        conditions.append("relation IN (SELECT value FROM json_each(?))")
        arguments.append(json.dumps(only))
    if until is not None:
        conditions.append("event_id <= ?")
        arguments.append(until)
    rows = connection.execute(
        "SELECT relation, row_id, before, after FROM changes"
        f" WHERE {' AND '.join(conditions)} ORDER BY event_id, position",
        arguments,
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
