"""What was done last, and where: steps of the journal as places in the texts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

# Steps about one coding name its document; imports and deletions are about more than one place.
_ABOUT_A_CODING = (
    "relation = 'codings' AND action <> 'delete'"
    " AND json_extract(details, '$.document') IS NOT NULL"
)
MOST_BACK = 200  # steps looked through for one whose place is still there


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of a document's current text that a coding stands on, or stood on."""

    study: str
    document: str
    start: int
    end: int
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class LastCoding:
    """What a coder coded last."""

    passage: Passage
    quote: str
    code_id: int
    at: str


def active(connection: sqlite3.Connection) -> dict[str, str]:
    """Who → when they last did anything."""
    rows = connection.execute("SELECT who, max(at) FROM events GROUP BY who")
    return {row[0]: row[1] for row in rows}


def passages(connection: sqlite3.Connection, events: Iterable[int]) -> dict[int, Passage]:
    """Step → the place of the coding that it was about, of those that are still to be seen."""
    rows = connection.execute(
        "SELECT event_id, row_id FROM changes JOIN events ON events.id = event_id"
        f" WHERE event_id IN (SELECT value FROM json_each(?)) AND {_ABOUT_A_CODING}"
        " ORDER BY event_id, position",
        (json.dumps(list(events)),),
    )
    found: dict[int, Passage] = {}
    for row in rows:
        place = None if row["event_id"] in found else _place(connection, row)
        if place is not None:
            found[row["event_id"]] = place[0]
    return found


def last_coding(connection: sqlite3.Connection, who: str) -> LastCoding | None:
    """The coding that a coder made or changed last, of those whose text is there."""
    rows = connection.execute(
        "SELECT at, row_id FROM events JOIN changes ON event_id = events.id"
        f" WHERE who = ? AND kind = 'do' AND after IS NOT NULL AND {_ABOUT_A_CODING}"
        " ORDER BY events.id DESC, position LIMIT ?",
        (who, MOST_BACK),
    )
    for row in rows:
        place = _place(connection, row)
        if place is not None:
            passage, image = place
            return LastCoding(passage, image["quote"], image["code_id"], row["at"])
    return None


def _place(
    connection: sqlite3.Connection, change: sqlite3.Row
) -> tuple[Passage, dict[str, Any]] | None:
    """Where the coding of a change stands now, else where it stood; None if that text is gone."""
    image = _row(connection, change)
    row = connection.execute(
        "SELECT studies.name AS study, documents.name AS document FROM revisions"
        " JOIN documents ON documents.id = document_id AND documents.revision = revisions.number"
        " JOIN studies ON studies.id = study_id WHERE revisions.id = ?",
        (image.get("revision_id"),),
    ).fetchone()
    if row is None:
        return None
    return Passage(row["study"], row["document"], image["start"], image["end"]), image


def _row(connection: sqlite3.Connection, change: sqlite3.Row) -> dict[str, Any]:
    """The coding of a change as it is now, else as it was when it was taken away."""
    stored = connection.execute(
        "SELECT * FROM codings WHERE id = ?", (change["row_id"],)
    ).fetchone()
    if stored is not None:
        return dict(stored)
    last = connection.execute(  # only then its image is whole
        "SELECT before FROM changes WHERE relation = 'codings' AND row_id = ? AND after IS NULL"
        " ORDER BY event_id DESC LIMIT 1",
        (change["row_id"],),
    ).fetchone()
    return json.loads(last["before"]) if last else {}
