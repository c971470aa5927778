"""Rounds of double coding: opened, coded blindly, closed, settled.

While a round is open its coders do not see one another's work (`etic.store.veiled`). Counts take
only its counting coder's until it is settled; then, in its documents and for its codes, the
adjudicator's codings are what counts.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import cast

from etic.actions import adjudicating, ensure
from etic.actions.adjudicating import Decided, Disagreements, Said
from etic.analysis.disagreements import Extent, agreed
from etic.errors import EticError
from etic.model import Quote
from etic.natural import natural
from etic.store import Store, queries, tallies
from etic.store import rounds as stored
from etic.store.codebook import Node, Tree
from etic.store.journal import now
from etic.store.queries import DocumentRow
from etic.store.rounds import Round
from etic.store.transaction import Transaction


def draw(documents: Sequence[DocumentRow], share: float, seed: int) -> list[DocumentRow]:
    """A share of the documents at random, at least one; the same seed draws the same.

    A simple draw without replacement from the documents in order of study and name, by Python's
    Mersenne Twister (`random.Random(seed).sample`).
    """
    if not 0 < share <= 1:
        raise EticError("round-share", share=share)
    ordered = sorted(documents, key=lambda d: (natural(d.study), natural(d.name), d.id))
    n = max(1, round(share * len(ordered)))
    chosen = {d.id for d in random.Random(seed).sample(ordered, n)}
    return [d for d in ordered if d.id in chosen]


def counting_coder(
    store: Store, coders: Sequence[str], documents: Collection[int], rounds: Sequence[Round]
) -> str:
    """Whose codings count in a new round's documents where nobody says: the adjudicator of a round
    that settled them; nobody of this round where somebody else's count there; else the first of its
    coders who is no second coder."""
    for former in reversed(rounds):
        if former.state == "settled" and set(former.documents) & set(documents):
            return former.adjudicator
    seconds = queries.second_coders(store.connection)
    counts = tallies.by_document_and_coder(store.connection)
    there = {name for d in documents for name in counts.get(d, ())}
    if there - set(coders) - set(seconds):
        return ""
    return next((name for name in coders if name not in seconds), "")


def open_round(
    tx: Transaction,
    name: str,
    *,
    documents: Sequence[DocumentRow],
    coders: Sequence[str],
    codes: Sequence[Node],
    counted: str,
    drawn_of: int | None,
    seed: int | None,
) -> int:
    """Open a round; gives its id."""
    if tx.find("rounds", name=name) is not None:
        raise EticError("round-there", round=name)
    round_id = tx.insert(
        "rounds",
        {
            "name": name,
            "counted_id": ensure.coder(tx, counted) if counted else None,
            "all_codes": int(not codes),
            "drawn_of": drawn_of,
            "seed": seed,
            "opened": now(),
            "opened_after": stored.newest_coding(tx.connection),
        },
    )
    for document in documents:
        tx.insert("round_documents", {"round_id": round_id, "document_id": document.id})
    for coder in coders:
        tx.insert("round_coders", {"round_id": round_id, "coder_id": ensure.coder(tx, coder)})
    for node in codes:
        tx.insert("round_codes", {"round_id": round_id, "code_id": node.id})
    return round_id


def delete(tx: Transaction, round_id: int) -> None:
    """Take a round away; codings and decisions stay."""
    for relation in ("round_documents", "round_coders", "round_codes"):
        tx.clear(relation, round_id=round_id)
    tx.delete("rounds", round_id)


def code_ids(tree: Tree, found: Round) -> set[int] | None:
    """The codes that a round is about; None: all."""
    if found.all_codes:
        return None
    return set().union(*(tree.under(path) for path in found.codes))


# -- settling -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Settlement:
    """What settling a round would do, in numbers and as the codings it would make."""

    round: Round
    adjudicator: str
    extent: Extent
    exact: int  # codings both coders have on the same span
    overlapping: int  # codings of the same code on spans that overlap
    decided: int  # places that were decided
    undecided: int  # places nobody has decided about, but for those that differ in extent alone
    set_aside: int  # codings that will not count any more
    making: tuple[tuple[int, Decided], ...]  # document id, coding

    @property
    def made(self) -> int:
        """How many codings it would put: of what both agree on, and decided under other names."""
        return len(self.making)


def pair(found: Round) -> tuple[str, str]:
    """The two coders of a round; one with more is compared pair by pair and not settled."""
    if len(found.coders) != 2:
        raise EticError("round-two-coders", round=found.name, n=len(found.coders))
    return found.coders[0], found.coders[1]


def disagreements(store: Store, found: Round, coders: tuple[str, str]) -> Disagreements:
    """Where two coders of a round differ, in its documents and on its codes."""
    return adjudicating.find(
        store, *coders, set(found.documents), code_ids(store.tree(), found)
    )  # fmt: skip


def foresee(store: Store, found: Round, adjudicator: str, extent: Extent) -> Settlement:
    """What settling a round would do. Raises `EticError` where it cannot be settled."""
    if found.state != "closed":
        raise EticError(f"round-is-{found.state}", round=found.name)
    coders = pair(found)
    adjudicating.check_adjudicator(adjudicator, found.coders)
    with store.database.reading() as connection:
        tree = store.tree()
        codes = code_ids(tree, found)
        documents = set(found.documents)
        result = disagreements(store, found, coders)
        sides = result.codings
        others = [
            q
            for q in queries.quotes(connection, tree)
            if q.document_id in documents and q.coder not in (adjudicator, *coders)
        ]
    standing = [q for q in others if codes is None or q.code_id in codes]
    left = [p for p in result.open if p.kind != "extent"]
    in_dispute = {q.id for p in (*result.decided, *left) for q in (*p.one, *p.other)}
    taken = agreed(
        adjudicating.marks(sides[0]), adjudicating.marks(sides[1]), in_dispute, extent
    )  # fmt: skip
    by_kind: dict[object, list[Quote]] = defaultdict(list)
    for quote in (*sides[0], *sides[1]):
        if quote.id not in in_dispute:
            by_kind[quote.document_id, (quote.code, quote.state)].append(quote)
    # What was decided under another name becomes this adjudicator's too, or it would not count.
    resulting = {uid for p in result.decided if p.decision for uid in p.decision.resulting}
    taken_over = [q for q in others if q.uid in resulting]
    making = [
        (q.document_id, Decided(q.code, q.start, q.end, q.state, q.memo)) for q in taken_over
    ]  # fmt: skip
    exact, overlapping = 0, 0
    for document_id, kind, (start, end) in taken:
        code, state = cast("Said", kind)
        beside = [q for q in by_kind[document_id, kind] if q.start < end and start < q.end]
        same = {q.coder for q in beside if (q.start, q.end) == (start, end)}
        exact += same == set(coders)
        overlapping += same != set(coders)
        memo = adjudicating.memo_of(beside)
        making.append((int(str(document_id)), Decided(code, start, end, state, memo)))
    return Settlement(
        found, adjudicator, extent, exact, overlapping, len(result.decided), len(left),
        len(sides[0]) + len(sides[1]) + len(standing), tuple(making),
    )  # fmt: skip


def settle(tx: Transaction, tree: Tree, plan: Settlement) -> tuple[int, ...]:
    """Do what was foreseen; gives the ids of the codings of what both agree on."""
    made: list[int] = []
    by_document: dict[int, list[Decided]] = defaultdict(list)
    for document_id, one in plan.making:
        by_document[document_id].append(one)
    for document_id, making in by_document.items():
        document = queries.document(tx.connection, document_id)
        made += adjudicating.put(tx, tree, document, making, plan.adjudicator)
    tx.update(
        "rounds",
        plan.round.id,
        {
            "state": "settled",
            "settled": now(),
            "settled_after": stored.newest_coding(tx.connection),
            "settled_id": ensure.coder(tx, plan.adjudicator),
        },
    )
    return tuple(made)


def named(store: Store, name: str) -> Round:
    """A round by its name."""
    every = stored.rounds(store.connection, store.tree())
    found = next((r for r in every if r.name == name), None)
    if found is None:
        known = ", ".join(r.name for r in every) or "—"
        raise EticError("round-unknown", round=name, known=known)
    return found
