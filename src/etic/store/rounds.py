"""Rounds of double coding as they are stored, and what was decided where coders differ."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from etic.doubling import Outcome as Outcome
from etic.doubling import RoundState as RoundState
from etic.store.codebook import Tree


@dataclass(frozen=True, slots=True)
class Round:
    """A round of double coding: some coders code the same documents without seeing one another.

    `counted` is the coder whose codings count in its documents until it is settled, empty where
    none do; `adjudicator` the one whose codings count since. `codes` are paths, each with the
    codes under it; empty means all.
    """

    id: int
    name: str
    state: RoundState
    coders: tuple[str, ...]
    documents: tuple[int, ...]  # ids
    codes: tuple[str, ...]
    all_codes: bool
    counted: str
    adjudicator: str
    drawn_of: int | None  # how many documents they were drawn from at random; None: chosen
    seed: int | None
    opened: str
    closed: str
    settled: str
    done: tuple[str, ...]  # coders who say that they are through


# A coding as it stood when it was decided about: uid, quote, code id, state. It is still the same
# where the text around it has been corrected.
Disputed = tuple[str, str, int, str]


@dataclass(frozen=True, slots=True)
class Decision:
    """What an adjudicator decided about a place, and why."""

    id: int
    disputed: frozenset[Disputed]
    outcome: Outcome
    one: str
    other: str
    reason: str
    coder: str
    resulting: tuple[str, ...]  # uids
    created: str


def rounds(connection: sqlite3.Connection, tree: Tree) -> list[Round]:
    """All rounds, in the order in which they were opened."""
    return [_round(connection, tree, row) for row in connection.execute(_ROUNDS + " ORDER BY id")]


_ROUNDS = (
    "SELECT rounds.*, (SELECT name FROM coders WHERE id = counted_id) AS counted,"
    " (SELECT name FROM coders WHERE id = settled_id) AS adjudicator FROM rounds"
)


def _round(connection: sqlite3.Connection, tree: Tree, row: sqlite3.Row) -> Round:
    of = (row["id"],)
    coders = connection.execute(
        "SELECT name, done FROM round_coders JOIN coders ON coders.id = coder_id"
        " WHERE round_id = ? ORDER BY round_coders.id",
        of,
    ).fetchall()
    documents = connection.execute(
        "SELECT document_id FROM round_documents WHERE round_id = ? ORDER BY document_id", of
    )
    codes = connection.execute("SELECT code_id FROM round_codes WHERE round_id = ?", of)
    ids = sorted((found["code_id"] for found in codes), key=lambda i: tree.order[i])
    return Round(
        row["id"], row["name"], row["state"], tuple(c["name"] for c in coders),
        tuple(d["document_id"] for d in documents), tuple(tree.by_id[i].path for i in ids),
        bool(row["all_codes"]), row["counted"] or "", row["adjudicator"] or "", row["drawn_of"],
        row["seed"], row["opened"], row["closed"], row["settled"],
        tuple(c["name"] for c in coders if c["done"]),
    )  # fmt: skip


def veiling(connection: sqlite3.Connection, viewer: str) -> tuple[int, ...]:
    """Ids of the open rounds that hide something from a viewer: those in which they code, and all
    where nobody has said who they are (an empty name)."""
    rows = connection.execute(
        "SELECT id FROM main.rounds WHERE state = 'open' AND (? = '' OR EXISTS ("
        " SELECT 1 FROM main.round_coders JOIN main.coders ON coders.id = coder_id"
        " WHERE round_id = rounds.id AND coders.name = ?)) ORDER BY id",
        (viewer, viewer),
    )
    return tuple(row[0] for row in rows)


def decisions(connection: sqlite3.Connection, documents: Iterable[int]) -> list[Decision]:
    """What was decided in these documents, in order."""
    rows = connection.execute(
        "SELECT decisions.*, ones.name AS one, others.name AS other, coders.name AS coder"
        " FROM decisions"
        " JOIN revisions ON revisions.id = revision_id"
        " JOIN documents ON documents.id = document_id"
        " JOIN coders AS ones ON ones.id = one_id JOIN coders AS others ON others.id = other_id"
        " JOIN coders ON coders.id = decisions.coder_id"
        " WHERE documents.id IN (SELECT value FROM json_each(?)) ORDER BY decisions.id",
        (json.dumps(list(documents)),),
    )
    return [
        Decision(
            row["id"], frozenset((u, q, c, s) for u, q, c, s in json.loads(row["disputed"])),
            row["outcome"], row["one"], row["other"], row["reason"], row["coder"],
            tuple(json.loads(row["resulting"])), row["created"],
        )
        for row in rows
    ]  # fmt: skip


def newest_coding(connection: sqlite3.Connection) -> int:
    """The id of the newest coding there has ever been."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'codings'").fetchone()
    return int(row[0]) if row else 0


def begun(connection: sqlite3.Connection, round_id: int) -> dict[str, int]:
    """Coder → in how many documents of the round they have put a code at all."""
    rows = connection.execute(
        "SELECT coders.name, (SELECT count(DISTINCT revisions.document_id) FROM codings"
        " JOIN revisions ON revisions.id = codings.revision_id"
        " JOIN documents ON documents.id = revisions.document_id"
        " AND documents.revision = revisions.number"
        " JOIN round_documents ON round_documents.document_id = documents.id"
        " WHERE codings.coder_id = coders.id AND round_documents.round_id = ?)"
        " FROM round_coders JOIN coders ON coders.id = coder_id WHERE round_id = ?",
        (round_id, round_id),
    )
    return {row[0]: row[1] for row in rows}
