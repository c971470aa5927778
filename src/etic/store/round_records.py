"""Rounds and decisions as values for a file."""

from __future__ import annotations

import json
import sqlite3

from etic.doubling import DecisionRecord, DisputedRecord, RoundRecord
from etic.store import queries
from etic.store.codebook import Tree
from etic.store.rounds import rounds


def round_records(connection: sqlite3.Connection, tree: Tree) -> list[RoundRecord]:
    """The rounds, in the order in which they were opened."""
    names = {row.id: f"{row.study}/{row.name}" for row in queries.documents(connection)}
    return [
        RoundRecord(
            name=one.name, coders=one.coders, documents=tuple(names[i] for i in one.documents),
            state=one.state, done=one.done, codes=None if one.all_codes else one.codes,
            counted=one.counted, adjudicator=one.adjudicator, drawn_of=one.drawn_of, seed=one.seed,
            opened=one.opened, closed=one.closed, settled=one.settled,
            later=tuple(row[0] for row in connection.execute(_LATER, (one.id,))),
        )
        for one in rounds(connection, tree)
    ]  # fmt: skip


# The counterpart of the view `set_aside`: what a round leaves counted for having come later.
_LATER = """
    SELECT codings.uid FROM rounds
    JOIN round_documents ON round_documents.round_id = rounds.id
    JOIN documents ON documents.id = round_documents.document_id
    JOIN revisions ON revisions.document_id = documents.id AND revisions.number = documents.revision
    JOIN codings ON codings.revision_id = revisions.id
    WHERE rounds.id = ? AND CASE rounds.state
        WHEN 'settled' THEN codings.id > rounds.settled_after
        ELSE codings.origin = 'adjudicated' AND codings.id > rounds.opened_after
    END
    ORDER BY codings.uid
"""


def decision_records(connection: sqlite3.Connection, tree: Tree) -> list[DecisionRecord]:
    """The decisions, in order; in the text as it is now.

    One about a code that is gone, or about codings that all stayed with a former text, can be told
    of no place any more and is left out.
    """
    documents = {row.id: row for row in queries.documents(connection)}
    spans = {
        row["uid"]: (row["start"], row["end"])
        for row in connection.execute(
            "SELECT uid, start, end FROM codings JOIN revisions ON revisions.id = revision_id"
            " JOIN documents ON documents.id = document_id AND documents.revision = number"
        )
    }
    texts: dict[int, str] = {}
    found = []
    for row in connection.execute(_DECISIONS):
        disputed = json.loads(row["disputed"])
        document = documents[row["document_id"]]
        start, end = row["start"], row["end"]
        if row["revision_id"] != document.revision_id:
            moved = [spans[uid] for uid, *_ in disputed if uid in spans]
            if not moved:
                continue
            start, end = min(s for s, _ in moved), max(e for _, e in moved)
        if any(code_id not in tree.by_id for _, _, code_id, _ in disputed):
            continue
        if document.id not in texts:
            texts[document.id] = queries.text(connection, document.revision_id)
        found.append(
            DecisionRecord(
                document=f"{document.study}/{document.name}", start=start, end=end,
                quote=texts[document.id][start:end], outcome=row["outcome"], one=row["one"],
                other=row["other"], coder=row["coder"],
                disputed=tuple(
                    DisputedRecord(uid, quote, tree.by_id[code_id].path, state)
                    for uid, quote, code_id, state in disputed
                ),
                reason=row["reason"], created=row["created"],
                resulting=tuple(json.loads(row["resulting"])),
            )
        )  # fmt: skip
    return found


_DECISIONS = """
    SELECT decisions.*, revisions.document_id, ones.name AS one, others.name AS other,
        coders.name AS coder
    FROM decisions
    JOIN revisions ON revisions.id = revision_id
    JOIN coders AS ones ON ones.id = one_id
    JOIN coders AS others ON others.id = other_id
    JOIN coders ON coders.id = decisions.coder_id
    ORDER BY decisions.id
"""
