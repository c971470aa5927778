"""What must always hold of a project file, checked from the outside."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator

from etic.model import Problem
from etic.store import derived
from etic.store.journal import JOURNALED, replayed
from etic.text import canonical


def verify(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Everything found not to hold; nothing where all is well."""
    for check in (_integrity, _texts, _turns, _codings, _journal, _index):
        yield from check(connection)


def _integrity(connection: sqlite3.Connection) -> Iterator[Problem]:
    for row in connection.execute("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield Problem("database", {"what": row[0]})
    for row in connection.execute("PRAGMA foreign_key_check"):
        yield Problem("reference", {"relation": row[0], "id": row[1], "parent": row[2]})


def _texts(connection: sqlite3.Connection) -> Iterator[Problem]:
    for row in connection.execute("SELECT sha256, text, length FROM texts"):
        if len(row["text"]) != row["length"]:
            yield Problem("text-length", {"sha256": row["sha256"][:12]})
        if hashlib.sha256(row["text"].encode()).hexdigest() != row["sha256"]:
            yield Problem("text-hash", {"sha256": row["sha256"][:12]})
        if canonical(row["text"]) != row["text"]:
            yield Problem("text-form", {"sha256": row["sha256"][:12]})
    for row in connection.execute(
        "SELECT name FROM documents WHERE NOT EXISTS (SELECT 1 FROM revisions"
        " WHERE document_id = documents.id AND number = documents.revision)"
    ):
        yield Problem("document-text", {"document": row["name"]})


def _turns(connection: sqlite3.Connection) -> Iterator[Problem]:
    rows = connection.execute(
        'SELECT documents.name, n, start, turns."end", length,'
        ' lag(turns."end", 1, 0) OVER (PARTITION BY revision_id ORDER BY n) AS previous'
        " FROM turns JOIN revisions ON revisions.id = revision_id"
        " JOIN documents ON documents.id = document_id JOIN texts ON sha256 = text_sha256"
    )
    for row in rows:
        if row["end"] > row["length"] or row["start"] < row["previous"]:
            yield Problem("turn-place", {"document": row["name"], "turn": row["n"]})


def _codings(connection: sqlite3.Connection) -> Iterator[Problem]:
    texts: dict[str, str] = {}
    rows = connection.execute(
        'SELECT codings.id, start, "end", quote, documents.name, number, revision, text_sha256'
        " FROM codings JOIN revisions ON revisions.id = revision_id"
        " JOIN documents ON documents.id = document_id"
    )
    for row in rows.fetchall():
        sha256 = row["text_sha256"]
        if sha256 not in texts:
            texts[sha256] = connection.execute(
                "SELECT text FROM texts WHERE sha256 = ?", (sha256,)
            ).fetchone()[0]
        if texts[sha256][row["start"] : row["end"]] != row["quote"]:
            yield Problem("quote", {"document": row["name"], "coding": row["id"]})


def _journal(connection: sqlite3.Connection) -> Iterator[Problem]:
    told = replayed(connection)
    for relation in JOURNALED:
        stored = {row["id"]: dict(row) for row in connection.execute(f'SELECT * FROM "{relation}"')}
        expected = told.pop(relation)
        if stored != expected:
            differing = [
                row_id
                for row_id in sorted(stored.keys() | expected.keys())
                if stored.get(row_id) != expected.get(row_id)
            ]
            yield Problem(
                "journal", {"relation": relation, "n": len(differing), "first": differing[0]}
            )
    for relation in told:
        yield Problem("journal", {"relation": relation, "n": len(told[relation]), "first": "?"})


def _index(connection: sqlite3.Connection) -> Iterator[Problem]:
    indexed = {
        row["rowid"]: derived.Indexed(row["words"], row["lemmas"], row["readings"])
        for row in connection.execute("SELECT rowid, words, lemmas, readings FROM turn_words")
    }
    segments = [tuple(row) for row in connection.execute("SELECT * FROM segments")]
    expected_index: dict[int, derived.Indexed] = {}
    expected_segments: list[tuple[int, int, int, int, int]] = []
    for (revision_id,) in connection.execute("SELECT id FROM revisions ORDER BY id").fetchall():
        rows, entries = derived.derive(connection, revision_id)
        expected_segments.extend(rows)
        expected_index.update(entries)
    if sorted(segments) != sorted(expected_segments):
        yield Problem("segments", {})
    if indexed != expected_index:
        yield Problem("index", {})
