"""Suggestions as they are reviewed: those that wait, where they stand, how they were decided."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from typing import NamedTuple


class Pending(NamedTuple):
    """A suggestion that waits, with the document it stands in."""

    uid: str
    revision_id: int
    start: int
    end: int
    code_id: int
    quote: str
    score: float | None
    why: str
    source: str
    document_id: int
    document: str
    study: str


class Spoken(NamedTuple):
    """A turn as the review shows it: `[body, end)` is what was said."""

    start: int
    body: int
    end: int
    speaker: str
    role: str
    case_id: int | None
    case: str


class Coded(NamedTuple):
    """A coding as the review shows it."""

    start: int
    end: int
    code_id: int
    coder: str
    state: str


class Fate(NamedTuple):
    """What became of a suggestion; `decided` is empty while it waits."""

    code_id: int
    score: float | None
    source: str
    created: str
    outcome: str
    instead: bool  # turned down in favour of another code
    decided: str


# Those on a former text of their document have no place in this one any more, and do not wait.
_CURRENT = """
FROM suggestions
JOIN revisions ON revisions.id = suggestions.revision_id
JOIN documents ON documents.id = revisions.document_id AND documents.revision = revisions.number
JOIN studies ON studies.id = documents.study_id
WHERE suggestions.outcome = ''
"""


def pending(
    connection: sqlite3.Connection,
    *,
    study: str | None = None,
    document_id: int | None = None,
    code_id: int | None = None,
) -> list[Pending]:
    """What waits for a decision, by the order in which documents came in and by place."""
    sql = (
        "SELECT suggestions.uid, suggestions.revision_id, suggestions.start,"
        ' suggestions."end", code_id, quote, score, why, suggestions.source,'
        " documents.id, documents.name, studies.name" + _CURRENT
    )
    arguments: list[object] = []
    for column, value in (
        ("studies.name", study), ("documents.id", document_id), ("code_id", code_id)
    ):  # fmt: skip
        if value is not None:
            sql += f" AND {column} = ?"
            arguments.append(value)
    sql += ' ORDER BY documents.id, suggestions.start, suggestions."end", suggestions.id'
    return [Pending(*row) for row in connection.execute(sql, arguments)]


def still_waiting(connection: sqlite3.Connection, uids: Collection[str]) -> set[str]:
    """Those of these suggestions that nobody has decided about."""
    rows = connection.execute(
        "SELECT suggestions.uid"
        + _CURRENT
        + " AND suggestions.uid IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(uids)),),
    )
    return {row[0] for row in rows}


def spoken(connection: sqlite3.Connection, revision_id: int) -> list[Spoken]:
    """The turns of a text in order, each with the case that speaks or is spoken with."""
    rows = connection.execute(
        "SELECT turns.start, turns.body, turns.\"end\", coalesce(speakers.label, ''),"
        " coalesce(speakers.role, ''), cases.id, coalesce(cases.name, '') FROM turns"
        " JOIN revisions ON revisions.id = turns.revision_id"
        " JOIN documents ON documents.id = revisions.document_id"
        " LEFT JOIN speakers ON speakers.id = turns.speaker_id"
        " LEFT JOIN cases ON cases.id = coalesce(speakers.case_id, documents.case_id)"
        " WHERE turns.revision_id = ? ORDER BY turns.n",
        (revision_id,),
    )
    return [Spoken(*row) for row in rows]


def coded(connection: sqlite3.Connection, revision_ids: Collection[int]) -> dict[int, list[Coded]]:
    """Text → its codings, by place."""
    found: dict[int, list[Coded]] = {}
    rows = connection.execute(
        'SELECT revision_id, start, "end", code_id, coders.name, state FROM codings'
        " JOIN coders ON coders.id = coder_id"
        " WHERE revision_id IN (SELECT value FROM json_each(?))"
        ' ORDER BY start, "end", codings.id',
        (json.dumps(sorted(revision_ids)),),
    )
    for revision_id, *coding in rows:
        found.setdefault(revision_id, []).append(Coded(*coding))
    return found


def named(
    connection: sqlite3.Connection, uids: Collection[str]
) -> tuple[set[str], set[int], set[tuple[int, int]]]:
    """The documents, the codes and the places of some suggestions."""
    rows = connection.execute(
        'SELECT documents.name, code_id, suggestions.start, suggestions."end" FROM suggestions'
        " JOIN revisions ON revisions.id = suggestions.revision_id"
        " JOIN documents ON documents.id = revisions.document_id"
        " WHERE suggestions.uid IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(uids)),),
    ).fetchall()
    return {r[0] for r in rows}, {r[1] for r in rows}, {(r[2], r[3]) for r in rows}


def decided_by(connection: sqlite3.Connection, uid: str) -> tuple[str, str]:
    """Who decided about a suggestion, and how; empty where nobody did or it is gone."""
    row = connection.execute(
        "SELECT coalesce(coders.name, ''), outcome FROM suggestions"
        " LEFT JOIN coders ON coders.id = coder_id WHERE suggestions.uid = ?",
        (uid,),
    ).fetchone()
    return (row[0], row[1]) if row else ("", "")


def fates(connection: sqlite3.Connection) -> list[Fate]:
    """What became of every suggestion, in the order in which they were made.

    The moment of a decision is that of its step in the journal. What came in from a file decided
    already has no such step: then it is the moment of the coding, else that of the suggestion.
    """
    rows = connection.execute(
        "SELECT code_id, score, suggestions.source, suggestions.created, outcome,"
        " outcome = 'dismissed' AND coding_uid <> '',"
        " CASE outcome WHEN '' THEN '' ELSE coalesce("
        "  (SELECT at FROM changes JOIN events ON events.id = event_id"
        "   WHERE relation = 'suggestions' AND row_id = suggestions.id AND before IS NOT NULL"
        "   AND json_extract(after, '$.outcome') = suggestions.outcome"
        "   ORDER BY event_id DESC LIMIT 1),"
        "  (SELECT codings.created FROM codings WHERE codings.uid = coding_uid),"
        "  suggestions.created) END"
        " FROM suggestions ORDER BY suggestions.id"
    )
    return [Fate(*row) for row in rows]
