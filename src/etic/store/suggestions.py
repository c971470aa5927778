"""Suggestions as they are stored: those that wait for a person, and what became of all."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from etic.store.codebook import Tree
from etic.suggestion import Suggestion


class Waiting(NamedTuple):
    """A suggestion on its way to the browser."""

    uid: str
    start: int
    end: int
    code_id: int
    score: float | None
    why: str
    source: str


def waiting(connection: sqlite3.Connection, revision_id: int) -> list[Waiting]:
    """What nobody has decided about yet in a text, by place, the surest first."""
    rows = connection.execute(
        'SELECT uid, start, "end", code_id, score, why, source FROM suggestions'
        " WHERE revision_id = ? AND outcome = ''"
        ' ORDER BY start, "end", score DESC, id',
        (revision_id,),
    )
    return [Waiting(*row) for row in rows]


def changed(connection: sqlite3.Connection, event_id: int) -> bool:
    """Whether any suggestion was made or decided after an event."""
    row = connection.execute(
        "SELECT 1 FROM changes WHERE relation = 'suggestions' AND event_id > ? LIMIT 1",
        (event_id,),
    ).fetchone()
    return row is not None


def decisions(connection: sqlite3.Connection, source: str) -> list[tuple[float, bool]]:
    """Score, and whether it was accepted, of what was decided about one source, in order."""
    rows = connection.execute(
        "SELECT score, outcome FROM suggestions WHERE source = ? AND outcome <> ''"
        " AND score IS NOT NULL ORDER BY id",
        (source,),
    )
    return [(float(score), outcome == "accepted") for score, outcome in rows]


def every(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """All suggestions, in the order in which they were made."""
    return connection.execute(
        "SELECT studies.name AS study, documents.name AS document, suggestions.code_id,"
        ' suggestions.start, suggestions."end", quote, score, why, suggestions.source,'
        " suggestions.created, outcome, coalesce(coders.name, '') AS coder, coding_uid"
        " FROM suggestions JOIN revisions ON revisions.id = revision_id"
        " JOIN documents ON documents.id = document_id"
        " JOIN studies ON studies.id = documents.study_id"
        " LEFT JOIN coders ON coders.id = coder_id ORDER BY suggestions.id"
    ).fetchall()


def placed(connection: sqlite3.Connection, tree: Tree) -> list[Suggestion]:
    """All suggestions that have a place in the current text of their document, as values.

    What was proposed for a former text and has no place in the new one stays with that one.
    """
    rows = connection.execute(
        "SELECT suggestions.*, studies.name || '/' || documents.name AS document,"
        " coalesce(coders.name, '') AS coder FROM suggestions"
        " JOIN revisions ON revisions.id = revision_id JOIN documents"
        " ON documents.id = document_id AND documents.revision = revisions.number"
        " JOIN studies ON studies.id = documents.study_id"
        " LEFT JOIN coders ON coders.id = coder_id ORDER BY suggestions.id"
    )
    return [
        Suggestion(
            row["start"], row["end"], tree.by_id[row["code_id"]].path, row["score"], row["why"],
            row["quote"], row["document"], row["source"], row["created"], row["outcome"],
            row["coder"], row["coding_uid"], row["uid"],
        )
        for row in rows
    ]  # fmt: skip
