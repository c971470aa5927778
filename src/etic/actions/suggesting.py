"""What is proposed to be coded: a program proposes, a person decides, both stand in the journal."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping

from etic.actions import ensure
from etic.errors import EticError
from etic.model import Suggestion
from etic.store import queries
from etic.store.codebook import Tree
from etic.store.journal import now
from etic.store.queries import DocumentRow
from etic.store.transaction import Transaction
from etic.text import span


def propose(
    tx: Transaction,
    document: DocumentRow,
    tree: Tree,
    suggestions: Iterable[Suggestion],
    source: str,
) -> int:
    """Put down what a program proposes for a document; gives how many of them are new.

    What was proposed before is not proposed again, whatever was decided of it: the same code on the
    same span. Refuses a code that is not there, and a span outside the text.
    """
    text = queries.text(tx.connection, document.revision_id)
    added = 0
    for one in suggestions:
        quote = span(text, one.start, one.end, one.quote or None, document=document.name)
        place = {
            "revision_id": document.revision_id,
            "code_id": tree.find(one.code).id,
            "start": one.start,
            "end": one.end,
        }
        if tx.find("suggestions", **place) is not None:
            continue
        tx.insert(
            "suggestions",
            {
                **place,
                "uid": str(uuid.uuid4()),
                "quote": quote,
                "score": one.score,
                "why": one.why,
                "source": source,
                "created": now(),
            },
        )
        added += 1
    return added


def decide(tx: Transaction, uid: str, outcome: str, coder: str, coding_uid: str = "") -> None:
    """Say what becomes of a suggestion; refused where somebody has decided already."""
    row = tx.find("suggestions", uid=uid)
    if row is None or row["outcome"]:
        raise EticError("suggestion-decided")
    tx.update(
        "suggestions",
        row["id"],
        {"outcome": outcome, "coder_id": ensure.coder(tx, coder), "coding_uid": coding_uid},
    )


def settle(tx: Transaction, coding: Mapping[str, object], coding_uid: str) -> None:
    """What waits for a person on the very place of a new coding, with its code, is accepted."""
    place = {key: coding[key] for key in ("revision_id", "code_id", "start", "end")}
    for row in tx.all("suggestions", **place, outcome=""):
        decided = {"coder_id": coding["coder_id"], "coding_uid": coding_uid}
        tx.update("suggestions", row["id"], {"outcome": "accepted", **decided})
