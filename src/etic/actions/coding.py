"""Coding: one code on one span by one coder."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, get_args

from etic.actions import ensure
from etic.errors import EticError
from etic.model import Origin, State
from etic.store import queries
from etic.store.codebook import Node
from etic.store.journal import now
from etic.store.queries import DocumentRow
from etic.store.transaction import Transaction
from etic.text import span


def add(
    tx: Transaction,
    document: DocumentRow,
    code: Node,
    start: int,
    end: int,
    coder: str,
    *,
    quote: str | None = None,
    memo: str = "",
    state: State = "yes",
    origin: Origin = "manual",
    uid: str = "",
    once: bool = False,
) -> int:
    """Put a code on a span. Refuses a span outside the text, and a quote that does not stand there.

    The same code on the same span by the same coder is one coding: the second time changes its memo
    and state where they are given, or is refused with `once`.
    """
    if state not in get_args(State):
        raise EticError("state-unknown", state=state, known=", ".join(get_args(State)))
    if not coder.strip():
        raise EticError("coder-empty")
    if uid and tx.find("codings", uid=uid):
        raise EticError("coding-there")
    text = queries.text(tx.connection, document.revision_id)
    found = span(text, start, end, quote, document=document.name)
    place = {
        "revision_id": document.revision_id,
        "code_id": code.id,
        "coder_id": ensure.coder(tx, coder),
        "start": start,
        "end": end,
    }
    known = tx.find("codings", **place)
    if known is not None:
        if once:
            raise EticError("coding-twice", code=code.path, document=document.name)
        tx.update("codings", known["id"], {"memo": memo or known["memo"], "state": state})
        return int(known["id"])
    return tx.insert(
        "codings",
        {
            "uid": uid or str(uuid.uuid4()),
            **place,
            "quote": found,
            "memo": memo,
            "state": state,
            "origin": origin,
            "created": now(),
        },
    )


def edit(tx: Transaction, coding_id: int, values: Mapping[str, Any]) -> bool:
    """Change a coding's memo, state, code or span."""
    return tx.update("codings", coding_id, values)


def delete(tx: Transaction, coding_id: int) -> None:
    """Take a coding away, and out of the judgements that rest on it."""
    tx.clear("judgement_codings", coding_id=coding_id)
    tx.delete("codings", coding_id)
