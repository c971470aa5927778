"""Coding: one code on one span by one coder."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from etic.actions import ensure, resting
from etic.errors import EticError
from etic.model import Origin, State
from etic.store import queries
from etic.store.codebook import Node, load
from etic.store.journal import now
from etic.store.queries import DocumentRow
from etic.store.transaction import Row, Transaction
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
    """Change a coding's memo, state or code; refused where the coder has that code there."""
    row = tx.row("codings", coding_id)
    if row is not None:
        _alone(tx, {**row, **values})
    return tx.update("codings", coding_id, values)


def resize(
    tx: Transaction, document: DocumentRow, coding_id: int, place: tuple[int, int, str]
) -> bool:
    """Give a coding another span: `place` is start, end and the quote that stands there.

    Refused where the same coder has the same code on that very span already.
    """
    start, end, quote = place
    row = _known(tx, coding_id, document)
    text = queries.text(tx.connection, document.revision_id)
    found = span(text, start, end, quote, document=document.name)
    _alone(tx, {**row, "start": start, "end": end})
    return tx.update("codings", coding_id, {"start": start, "end": end, "quote": found})


def split(
    tx: Transaction,
    document: DocumentRow,
    coding_id: int,
    parts: Sequence[tuple[int, int, str]],
    *,
    uid: str = "",
) -> int:
    """Make two codings of one: the first part stays it, the second is new; gives the new one's id.

    Both have the code, coder, memo and state of the whole. Refused where the parts do not lie
    within it, one after the other.
    """
    row = _known(tx, coding_id, document)
    (start, middle, _), (again, end, quote) = parts
    if not row["start"] <= start < middle <= again < end <= row["end"]:
        raise EticError("coding-split", document=document.name, start=row["start"], end=row["end"])
    resize(tx, document, coding_id, parts[0])
    text = queries.text(tx.connection, document.revision_id)
    place = {"start": again, "end": end, "quote": span(text, again, end, quote)}
    kept = {key: value for key, value in row.items() if key != "id"}
    return tx.insert("codings", {**kept, **place, "uid": uid or str(uuid.uuid4())})


def join(
    tx: Transaction,
    document: DocumentRow,
    coding_id: int,
    other_id: int,
    place: tuple[int, int, str],
) -> None:
    """Make one coding of two that have the same code, coder and state, on a span that holds both.

    The first one stays; where both have a memo, its memo is followed by the other's.
    """
    row, other = (_known(tx, one, document) for one in (coding_id, other_id))
    same = all(row[key] == other[key] for key in ("code_id", "coder_id", "state"))
    start, end, _ = place
    holds = start <= min(row["start"], other["start"]) and end >= max(row["end"], other["end"])
    if coding_id == other_id or not same or not holds:
        raise EticError("coding-join", document=document.name)
    memos = dict.fromkeys(memo for memo in (row["memo"], other["memo"]) if memo)
    resting.hand_over(tx, other_id, coding_id)
    delete(tx, other_id)
    resize(tx, document, coding_id, place)
    tx.update("codings", coding_id, {"memo": "\n\n".join(memos)})


def _alone(tx: Transaction, row: Mapping[str, Any]) -> None:
    """Refuse what would be the same code twice on one span by one coder."""
    place = {key: row[key] for key in ("revision_id", "code_id", "coder_id", "start", "end")}
    for twin in tx.all("codings", **place):
        if twin["id"] != row["id"]:
            code = load(tx.connection).by_id[row["code_id"]].path
            revision = tx.row("revisions", row["revision_id"]) or {}
            document = tx.row("documents", revision["document_id"]) or {}
            raise EticError("coding-twice", code=code, document=document["name"])


def _known(tx: Transaction, coding_id: int, document: DocumentRow) -> Row:
    """The row of a coding that must be of this text."""
    row = tx.row("codings", coding_id)
    if row is None or row["revision_id"] != document.revision_id:
        raise EticError("coding-gone")
    return row


def delete(tx: Transaction, coding_id: int) -> None:
    """Take a coding away, and out of the judgements and summaries that rest on it."""
    resting.release(tx, coding_id)
    tx.delete("codings", coding_id)
