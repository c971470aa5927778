"""What follows from a revision's text and turns: its sentences and its place in the word index.

Both are made in the transaction that changes the turns, and `etic verify` makes them once more and
compares.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from etic.language import segments
from etic.language.spoken import turn_readings
from etic.language.words import fold, words


@dataclass(frozen=True, slots=True)
class Indexed:
    """One turn as the word index holds it: a word, its lemma and its other readings, in step."""

    words: str
    lemmas: str
    readings: str


def rebuild(connection: sqlite3.Connection, revision_id: int) -> None:
    """Derive anew what belongs to one revision, or remove it where the revision is gone."""
    old = connection.execute(
        "SELECT DISTINCT turn_id FROM segments WHERE revision_id = ?", (revision_id,)
    ).fetchall()
    connection.executemany("DELETE FROM turn_words WHERE rowid = ?", [tuple(row) for row in old])
    connection.execute("DELETE FROM segments WHERE revision_id = ?", (revision_id,))
    rows, indexed = derive(connection, revision_id)
    connection.executemany("INSERT INTO segments VALUES (?, ?, ?, ?, ?)", rows)
    connection.executemany(
        "INSERT INTO turn_words (rowid, words, lemmas, readings) VALUES (?, ?, ?, ?)",
        [(turn, entry.words, entry.lemmas, entry.readings) for turn, entry in indexed.items()],
    )


def derive(
    connection: sqlite3.Connection, revision_id: int
) -> tuple[list[tuple[int, int, int, int, int]], dict[int, Indexed]]:
    """Segments (revision, n, turn, start, end) and index entries by turn, from text and turns."""
    row = connection.execute(
        "SELECT text, language FROM revisions JOIN documents ON documents.id = document_id"
        " JOIN texts ON sha256 = text_sha256 WHERE revisions.id = ?",
        (revision_id,),
    ).fetchone()
    if row is None:
        return [], {}
    text, document_language = row["text"], row["language"]
    turns = connection.execute(
        'SELECT id, body, "end", language FROM turns WHERE revision_id = ? ORDER BY n',
        (revision_id,),
    ).fetchall()
    rows: list[tuple[int, int, int, int, int]] = []
    index: dict[int, Indexed] = {}
    for turn_id, body, end, turn_language in turns:
        said = text[body:end]
        for start, stop in segments.sentences(said):
            rows.append((revision_id, len(rows), turn_id, body + start, body + stop))
        index[turn_id] = entry(said, turn_language or document_language)
    return rows, index


def entry(said: str, language: str) -> Indexed:
    """The index entry of one turn."""
    surface = [fold(word.text) for word in words(said)]
    first = []
    others: list[str] = []
    for best, *rest in turn_readings(surface, language):
        first.append(best)
        others.extend(rest)
    return Indexed(" ".join(surface), " ".join(first), " ".join(others))
