"""Where two coders differ: the places as people decide them, and the decisions.

A decision is a step of the journal. It leaves what both coders coded as it is, notes the outcome
and the reason, and puts what was decided as codings of the adjudicator (origin *adjudicated*).
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import cast, get_args

from etic.actions import coding, ensure
from etic.actions.reviewing import Review, surrounded
from etic.analysis.disagreements import Mark, Place, distance, merged, places
from etic.analysis.result import Method, Result
from etic.errors import EticError
from etic.i18n import number, t
from etic.model import Column, Quote, State, Table, Value
from etic.store import Store, queries
from etic.store import rounds as stored
from etic.store.codebook import Tree
from etic.store.journal import now
from etic.store.queries import DocumentRow
from etic.store.rounds import Decision, Disputed, Outcome
from etic.store.transaction import Transaction

FAR_APART = 1.0

Said = tuple[str, State]  # what a coding says of its span: the path of its code, and yes or no


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One place where two coders differ, with what each has there and what was decided.

    `cost` is in characters (`etic.analysis.disagreements.places`). `id` stays the same as long as
    the codings in dispute do.
    """

    id: str
    study: str
    document: str
    document_id: int
    case: str
    speaker: str
    start: int
    end: int
    kind: str  # missing, code, extent
    cost: float
    coders: tuple[str, str]
    one: tuple[Quote, ...]  # codings of the first coder, in dispute
    other: tuple[Quote, ...]
    quote: str  # the text of the place
    agreed: tuple[Quote, ...] = ()  # codings of the first coder there that the other has as well
    decision: Decision | None = None

    @property
    def disputed(self) -> frozenset[Disputed]:
        """The codings in dispute, as a decision keeps them."""
        return _disputed([*self.one, *self.other])


@dataclass(frozen=True)
class Disagreements(Result):
    """The places where two coders differ, the dearest first."""

    one: str
    other: str
    documents: tuple[DocumentRow, ...]
    places: tuple[Disagreement, ...]
    codings: tuple[tuple[Quote, ...], tuple[Quote, ...]]  # all of either coder that were compared

    @property
    def open(self) -> list[Disagreement]:
        """Places that nobody has decided about."""
        return [place for place in self.places if place.decision is None]

    @property
    def decided(self) -> list[Disagreement]:
        """Places that have been decided about."""
        return [place for place in self.places if place.decision is not None]

    @property
    def note(self) -> str:
        """What a place and its cost are, and on what they are counted."""
        documents = t("words.documents", n=len(self.documents))
        total = number(sum(place.cost for place in self.places), 1)
        return t("rounds.note", one=self.one, other=self.other, documents=documents, total=total)

    def table(self) -> Table:
        """As a table: id, study, document, case, speaker, start, end, kind, cost, what either
        coder has, quote, outcome, reason, adjudicator."""
        integers, texts = {"start", "end"}, {"one": self.one, "other": self.other}
        columns = tuple(
            Column(
                key, texts.get(key) or t(f"rounds.column-{key}"),
                "integer" if key in integers else "number" if key == "cost" else "text",
            )
            for key in COLUMNS
        )  # fmt: skip
        rows: tuple[tuple[Value, ...], ...] = tuple(
            (
                p.id, p.study, p.document, p.case, p.speaker, p.start, p.end,
                t(f"rounds.kind-{p.kind}"), p.cost, said(p.one), said(p.other), p.quote,
                t(f"rounds.outcome-{p.decision.outcome}") if p.decision else "",
                p.decision.reason if p.decision else "", p.decision.coder if p.decision else "",
            )
            for p in self.places
        )  # fmt: skip
        return Table(columns, rows, t("rounds.table"), self.note)

    def methods(self) -> tuple[Method, ...]:
        """How the cost is reckoned."""
        return (
            Method(
                "rounds.method-cost", "cost = Σₓ c(Aₓ, Bₓ)",
                "Cohen 1968; Krippendorff 1995",
            ),
        )  # fmt: skip

    def behind(self, row: int, column: str) -> Sequence[int]:
        """The codings in dispute at a place: of one coder in that coder's column, else of both."""
        place = self.places[row]
        wanted = {"one": place.one, "other": place.other}.get(column, (*place.one, *place.other))
        return [quote.id for quote in wanted]


COLUMNS = (
    "id", "study", "document", "case", "speaker", "start", "end", "kind", "cost", "one", "other",
    "quote", "outcome", "reason", "adjudicator",
)  # fmt: skip


def said(quotes: Iterable[Quote]) -> str:
    """The codes of some codings in one line; *no* is said with them."""
    return "; ".join(
        dict.fromkeys(
            q.code + (f" ({t('ui.state-no')})" if q.state == "no" else "") for q in quotes
        )
    )


# -- finding --------------------------------------------------------------------------------------


def far(a: Hashable, b: Hashable) -> float:
    """How far apart two codes with their states are: *yes* and *no* have nothing in common."""
    (path, state), (other, another) = cast("tuple[Said, Said]", (a, b))
    return distance(path, other) if state == another else FAR_APART


def marks(quotes: Iterable[Quote]) -> list[Mark]:
    """Codings as they are compared: a code in another state does not say the same."""
    return [Mark(q.id, q.document_id, (q.code, q.state), q.start, q.end) for q in quotes]


def codings_of(
    store: Store, tree: Tree, coder: str, documents: Collection[int], codes: Collection[int] | None
) -> list[Quote]:
    """What a coder has in these documents with these codes (None: all)."""
    found = queries.quotes(store.connection, tree, coder=coder, codes=codes)
    return [q for q in found if q.document_id in documents]


def find(
    store: Store, one: str, other: str, documents: Collection[int], codes: Collection[int] | None
) -> Disagreements:
    """The places where two coders differ in these documents (ids) on these codes (ids)."""
    with store.database.reading() as connection:
        tree = store.tree()
        rows = tuple(d for d in queries.documents(connection) if d.id in documents)
        quotes = [codings_of(store, tree, coder, documents, codes) for coder in (one, other)]
        decided = {d.disputed: d for d in stored.decisions(connection, [d.id for d in rows])}
        by_id = {q.id: q for side in quotes for q in side}
        found = places(marks(quotes[0]), marks(quotes[1]), far)
        order = {d.id: n for n, d in enumerate(rows)}
        found.sort(key=lambda p: (-p.cost, order[by_id[_first(p)].document_id], p.start))
        both = _agreed(*quotes)
        texts: dict[int, str] = {}
        by_document = {d.id: d for d in rows}
        result = []
        for place in found:
            first = by_id[_first(place)]
            d = by_document[first.document_id]
            if d.id not in texts:
                texts[d.id] = queries.text(connection, d.revision_id)
            ones, others = ([by_id[i] for i in ids] for ids in (place.one, place.other))
            leading = min([*ones, *others], key=lambda q: (q.start, q.end))
            disputed = _disputed([*ones, *others])
            agreed = tuple(
                q for q in both.get(d.id, ()) if q.start < place.end and place.start < q.end
            )
            result.append(
                Disagreement(
                    _name(disputed), d.study, d.name, d.id, leading.case, leading.speaker,
                    place.start, place.end, place.kind, place.cost, (one, other), tuple(ones),
                    tuple(others), texts[d.id][place.start : place.end], agreed,
                    decided.get(disputed),
                )
            )  # fmt: skip
    sides = tuple(quotes[0]), tuple(quotes[1])
    return Disagreements(one, other, rows, tuple(result), sides)


def _agreed(one: Sequence[Quote], other: Sequence[Quote]) -> dict[int, list[Quote]]:
    """Document → the first coder's codings that the other has just so."""
    there = {(q.document_id, q.code_id, q.state, q.start, q.end) for q in other}
    found: dict[int, list[Quote]] = defaultdict(list)
    for q in one:
        if (q.document_id, q.code_id, q.state, q.start, q.end) in there:
            found[q.document_id].append(q)
    return found


def _first(place: Place) -> int:
    return (place.one or place.other)[0]


def _disputed(quotes: Iterable[Quote]) -> frozenset[Disputed]:
    return frozenset((q.uid, q.quote, q.code_id, q.state) for q in quotes)


def _name(disputed: frozenset[Disputed]) -> str:
    """A short name that a command line can be given."""
    return hashlib.blake2s(repr(sorted(disputed)).encode(), digest_size=4).hexdigest()


def around(store: Store, place: Disagreement) -> Review:
    """A place with what surrounds it: who speaks, the question, the rest of the turn."""
    revision_id = queries.document(store.connection, place.document_id).revision_id
    plain = Review(
        place.study, place.document, place.document_id, revision_id, place.start, place.end,
        place.quote, (),
    )  # fmt: skip
    return surrounded(store, [plain])[0]


# -- deciding -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Decided:
    """A coding that a decision puts: a code on a span, in a state."""

    code: str  # path
    start: int
    end: int
    state: State = "yes"
    memo: str = ""


def outcome_of(place: Disagreement, outcome: Outcome, own: Sequence[Decided]) -> list[Decided]:
    """The codings that a decision makes of a place."""
    if outcome not in get_args(Outcome):
        raise EticError("outcome-unknown", outcome=outcome, known=", ".join(get_args(Outcome)))
    if (outcome == "new") != bool(own):
        raise EticError("decision-own" if own else "decision-own-missing")
    if outcome == "new":
        return list(own)
    if outcome == "neither":
        return []
    sides = {"one": place.one, "other": place.other, "both": (*place.one, *place.other)}
    return joined(sides[outcome])


def joined(quotes: Sequence[Quote]) -> list[Decided]:
    """Codings as they are taken over: what says the same on overlapping spans is one."""
    kinds = dict.fromkeys((q.code, q.state) for q in quotes)
    found = []
    for code, state in kinds:
        same = [q for q in quotes if (q.code, q.state) == (code, state)]
        for start, end in merged((q.start, q.end) for q in same):
            within = [q for q in same if start <= q.start and q.end <= end]
            found.append(Decided(code, start, end, state, memo_of(within)))
    found.sort(key=lambda d: (d.start, d.end, d.code))
    return found


def memo_of(quotes: Iterable[Quote]) -> str:
    """The memos of codings that become one."""
    return "\n\n".join(dict.fromkeys(q.memo for q in quotes if q.memo))


def decide(
    tx: Transaction,
    tree: Tree,
    document: DocumentRow,
    place: Disagreement,
    outcome: Outcome,
    own: Sequence[Decided],
    *,
    reason: str,
    adjudicator: str,
) -> tuple[int, ...]:
    """Note a decision and put its codings; gives their ids. A former decision about the very same
    codings is taken back in the same step."""
    check_adjudicator(adjudicator, place.coders)
    making = outcome_of(place, outcome, own)
    for quote in (*place.one, *place.other):
        row = tx.find("codings", uid=quote.uid)
        same = {"start": quote.start, "end": quote.end, "code_id": quote.code_id,
                "state": quote.state, "revision_id": document.revision_id}  # fmt: skip
        if row is None or any(row[key] != value for key, value in same.items()):
            raise EticError("disagreement-gone")
    disputed = sorted(place.disputed)
    named = json.dumps(disputed, ensure_ascii=False)
    for former in tx.all("decisions", disputed=named):
        _take_back(tx, former["id"])
    ids = put(tx, tree, document, making, adjudicator)
    uids = [row["uid"] for i in ids if (row := tx.row("codings", i))]
    tx.insert(
        "decisions",
        {
            "revision_id": document.revision_id,
            "start": place.start,
            "end": place.end,
            "disputed": named,
            "outcome": outcome,
            "one_id": ensure.coder(tx, place.coders[0]),
            "other_id": ensure.coder(tx, place.coders[1]),
            "reason": reason.strip(),
            "coder_id": ensure.coder(tx, adjudicator),
            "resulting": json.dumps(uids),
            "created": now(),
        },
    )
    return ids


def put(
    tx: Transaction, tree: Tree, document: DocumentRow, making: Iterable[Decided], adjudicator: str
) -> tuple[int, ...]:
    """Put codings as an adjudicator's; one that stands there already says what was decided."""
    made = []
    coder_id = ensure.coder(tx, adjudicator)
    for one in making:
        node = tree.resolve(one.code)
        there = tx.find(
            "codings", revision_id=document.revision_id, code_id=node.id, coder_id=coder_id,
            start=one.start, end=one.end,
        )  # fmt: skip
        if there is not None:
            coding.edit(tx, there["id"], {"state": one.state})
            made.append(int(there["id"]))
            continue
        made.append(
            coding.add(
                tx, document, node, one.start, one.end, adjudicator, memo=one.memo, state=one.state,
                origin="adjudicated", uid=str(uuid.uuid4()),
            )
        )  # fmt: skip
    return tuple(made)


def check_adjudicator(adjudicator: str, coders: Collection[str]) -> None:
    """Refuse an adjudicator whose codings could not be told from those in dispute."""
    if not adjudicator.strip():
        raise EticError("coder-empty")
    if adjudicator in coders:
        raise EticError("adjudicator-codes", coder=adjudicator)


def _take_back(tx: Transaction, decision_id: int) -> None:
    """Undo what a decision put, but for what another decision rests on too."""
    row = tx.row("decisions", decision_id) or {}
    tx.delete("decisions", decision_id)
    elsewhere = {uid for other in tx.all("decisions") for uid in json.loads(other["resulting"])}
    for uid in json.loads(row["resulting"]):
        there = tx.find("codings", uid=uid)
        if there is not None and there["origin"] == "adjudicated" and uid not in elsewhere:
            coding.delete(tx, there["id"])
