"""Taking over rounds of double coding and decisions from a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence

from etic.actions import ensure
from etic.doubling import DecisionRecord, RoundRecord
from etic.errors import EticError
from etic.model import Coding, Notice
from etic.places import told
from etic.store import queries
from etic.store import rounds as stored
from etic.store.codebook import Tree
from etic.store.journal import now
from etic.store.transaction import Transaction


def in_order(codings: Sequence[Coding], rounds: Iterable[RoundRecord]) -> list[Coding]:
    """Codings put so that what came after a round comes after what it sets aside.

    A round knows by the ids of codings, which only grow, what came later.
    """
    rank: dict[str, int] = {}
    for n, one in enumerate(sorted(rounds, key=lambda r: r.since), 1):
        rank |= dict.fromkeys(one.later, n)
    return sorted(codings, key=lambda coding: rank.get(coding.uid, 0))


def bring_round(tx: Transaction, tree: Tree, record: RoundRecord) -> list[Notice]:
    """Take over a round. One of that name that is there stays as it is, with a notice."""
    if tx.find("rounds", name=record.name) is not None:
        return [Notice(record.file, record.where, "round-kept", {"round": record.name})]
    try:
        documents = [queries.document(tx.connection, name) for name in record.documents]
        nodes = [tree.resolve(path) for path in record.codes or ()]
    except EticError as error:
        raise EticError("coding-at", place=_place(record), what=error) from error
    later = [row["id"] for uid in record.later if (row := tx.find("codings", uid=uid))]
    newest = min(later) - 1 if later else stored.newest_coding(tx.connection)
    settled = record.state == "settled"
    round_id = tx.insert(
        "rounds",
        {
            "name": record.name,
            "state": record.state,
            "counted_id": ensure.coder(tx, record.counted) if record.counted else None,
            "settled_id": ensure.coder(tx, record.adjudicator) if settled else None,
            "all_codes": int(record.codes is None),
            "drawn_of": record.drawn_of,
            "seed": record.seed,
            "opened": record.opened or now(),
            "closed": record.closed,
            "settled": record.settled,
            "opened_after": newest,
            "settled_after": newest if settled else 0,
        },
    )
    for document_id in dict.fromkeys(document.id for document in documents):
        tx.insert("round_documents", {"round_id": round_id, "document_id": document_id})
    for name in record.coders:
        member = {"round_id": round_id, "coder_id": ensure.coder(tx, name)}
        tx.insert("round_coders", {**member, "done": int(name in record.done)})
    for code_id in dict.fromkeys(node.id for node in nodes):
        tx.insert("round_codes", {"round_id": round_id, "code_id": code_id})
    return []


def bring_decision(
    tx: Transaction,
    tree: Tree,
    record: DecisionRecord,
    locate: Callable[[DecisionRecord], tuple[int, int, int] | None],
) -> None:
    """Take over a decision, unless one about the same codings is there.

    `locate` gives the revision and the span of its place, None where it has none here any more.
    """
    try:
        found = locate(record)
        disputed = sorted(
            (d.uid, d.quote, tree.resolve(d.code).id, d.state) for d in record.disputed
        )
    except EticError as error:
        raise EticError("coding-at", place=_place(record), what=error) from error
    named = json.dumps(disputed, ensure_ascii=False)
    if found is None or tx.find("decisions", disputed=named) is not None:
        return
    revision_id, start, end = found
    tx.insert(
        "decisions",
        {
            "revision_id": revision_id,
            "start": start,
            "end": end,
            "disputed": named,
            "outcome": record.outcome,
            "one_id": ensure.coder(tx, record.one),
            "other_id": ensure.coder(tx, record.other),
            "reason": record.reason,
            "coder_id": ensure.coder(tx, record.coder),
            "resulting": json.dumps(list(record.resulting)),
            "created": record.created or now(),
        },
    )


def _place(record: RoundRecord | DecisionRecord) -> str:
    return ", ".join(part for part in (record.file, told(record.where)) if part)
