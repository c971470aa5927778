"""Coding by rule: what a rule would code is shown first, and coded only when a person says so.

    seen = preview(store, tree, Rule("push/unemployment", "words", "безработица"), "anna")
    with journal.change("autocode", "anna", …) as tx:
        apply(tx, tree, [seen], "anna")

What is coded is what was seen: the places of the preview, each checked by its quote.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Literal

from etic.actions import ensure, suggesting
from etic.errors import EticError
from etic.i18n import t
from etic.language import query
from etic.language import rules as language
from etic.language.patterns import Budget
from etic.model import Column, Hit, Rule, Suggestion, Table, Turn
from etic.places import told
from etic.store import Store, queries
from etic.store import rules as stored
from etic.store.codebook import Node, Tree
from etic.store.journal import now
from etic.store.queries import DocumentRow
from etic.store.rules import RuleRow
from etic.store.search import CONTEXT
from etic.store.transaction import Transaction
from etic.text import canonical, span

if TYPE_CHECKING:
    from sqlite3 import Connection

    import pandas as pd

SOURCE = "rule"  # of suggestions
MOST = 20_000  # places that a person could be meant to look at
Standing = Literal["new", "coded", "taken-off", "dismissed"]
Span = tuple[int, int]
_LEFT: tuple[tuple[str, Standing], ...] = (
    ("already", "coded"), ("taken-off", "taken-off"), ("dismissed", "dismissed"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A place where a rule holds, why, and what would become of it.

    Only `new` ones are coded: the others this coder has coded so already, or has taken the rule's
    coding off, or somebody has turned the suggestion down.
    """

    hit: Hit
    revision_id: int
    standing: Standing
    why: str
    words: tuple[Span, ...]  # what was found there, in the text

    @property
    def place(self) -> tuple[int, int, int]:
        """What tells it from the others of its rule: revision, start, end."""
        return self.revision_id, self.hit.start, self.hit.end


@dataclass(frozen=True, slots=True)
class Preview:
    """What a rule would code for a coder, in the order of documents and places."""

    rule: Rule
    coder: str
    found: tuple[Found, ...]

    @property
    def new(self) -> tuple[Found, ...]:
        """The places that it would code."""
        return tuple(found for found in self.found if found.standing == "new")

    @property
    def documents(self) -> int:
        """In how many documents it holds."""
        return len({found.hit.document_id for found in self.found})

    @property
    def cases(self) -> int:
        """In how many respondents' words it holds."""
        return len({(found.hit.study, found.hit.case) for found in self.found if found.hit.case})

    def said(self) -> str:
        """How much it finds: places, interviews, respondents, and what will not be coded."""
        if not self.found:
            return t("rules.nothing-found")
        told = [
            t("rules.places", n=len(self.found)), t("rules.in-interviews", n=self.documents),
            t("rules.of-respondents", n=self.cases),
        ]  # fmt: skip
        standings = Counter(found.standing for found in self.found)
        left = [
            t(f"rules.{key}", n=standings[standing])
            for key, standing in _LEFT
            if standings[standing]
        ]
        return "; ".join([" ".join(told), *left])

    def only(self, keep: Callable[[Found], bool]) -> Preview:
        """The same without some of its places."""
        return replace(self, found=tuple(found for found in self.found if keep(found)))

    def frame(self) -> pd.DataFrame:
        """The places as a frame, its columns those of `table`."""
        return self.table().frame()

    def table(self) -> Table:
        """The places: document, case, speaker, start, end, before, text, after, standing, why."""
        keys = ("document", "case", "speaker", "start", "end", "before", "text", "after")
        columns = tuple(
            Column(key, t(f"columns.{key}"), "integer" if key in ("start", "end") else "text")
            for key in keys
        )
        own = tuple(Column(key, t(f"rules.column-{key}")) for key in ("standing", "why"))
        rows = tuple(
            (
                *(getattr(found.hit, key) for key in keys),
                t(f"rules.standing-{found.standing}"),
                found.why,
            )
            for found in self.found
        )
        return Table((*columns, *own), rows)


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of it: codings made, and places that the coder had coded since they were shown."""

    codings: int
    left: int


# -- looking --------------------------------------------------------------------------------------


def settled(connection: Connection, tree: Tree, rule: Rule) -> Rule:
    """A rule with its code, study and document by their own names; refused where it has none."""
    rule = replace(rule, pattern=canonical(rule.pattern).strip(), note=rule.note.strip())
    language.Matcher(rule)
    known = [row["name"] for row in queries.studies(connection)]
    if rule.study and rule.study not in known:
        raise EticError("study-unknown", study=rule.study, known=", ".join(known) or "—")
    document = ""
    if rule.document:
        row = queries.document(connection, rule.document, rule.study)
        document = f"{row.study}/{row.name}"
    return replace(rule, code=tree.resolve(rule.code).path, document=document, where="", file="")


def preview(
    store: Store, tree: Tree, rule: Rule, coder: str, budget: Budget | None = None
) -> Preview:
    """Every place where a rule holds, with what this coder has coded there already."""
    rule = settled(store.connection, tree, rule)
    node = tree.find(rule.code)
    with store.database.reading() as connection:
        known = next((r.id for r in stored.rules(connection, tree) if same(r.rule, rule)), 0)
        standings: tuple[tuple[Standing, stored.Spans], ...] = (
            ("coded", stored.coded(connection, node.id, coder)),
            ("taken-off", stored.taken_off(connection, known, coder)),
            ("dismissed", stored.dismissed(connection, node.id)),
        )
        found = tuple(
            Found(
                hit,
                row.revision_id,
                _standing(standings, row.revision_id, hit),
                language.why(rule, place, hit.text),
                place.found,
            )
            for row, hit, place in islice(_hits(store, node, rule, budget or Budget()), MOST + 1)
        )
    if len(found) > MOST:
        raise EticError("rule-many", most=MOST)
    return Preview(rule, coder, found)


def same(one: Rule, other: Rule) -> bool:
    """Whether two rules find and code the same; their notes do not matter."""
    ours, theirs = (replace(rule, note="", where="", file="") for rule in (one, other))
    return ours == theirs


def _hits(
    store: Store, node: Node, rule: Rule, budget: Budget
) -> Iterator[tuple[DocumentRow, Hit, language.Place]]:
    connection = store.connection
    matcher = language.Matcher(rule)
    with_words = None  # of a query, the index knows the turns
    if rule.kind == "words":
        with_words = stored.turns_with(connection, query.parse(rule.pattern))
    cases = stored.cases_of_speakers(connection)
    for row in _documents(store, node, rule):
        starts = None if with_words is None else with_words.get(row.revision_id, set())
        if starts is not None and not starts:
            continue
        turns = queries.turns(connection, row.revision_id)
        text = queries.text(connection, row.revision_id)
        asked = [turn for turn in turns if starts is None or turn.start in starts]
        for place in matcher.places(text, asked, row.language, budget, row.name):
            speaker = _speaker(asked, place.start)
            hit = Hit(
                row.study, row.name, row.id, cases.get((row.id, speaker), row.case), speaker,
                place.start, place.end, text[place.start : place.end],
                text[max(0, place.start - CONTEXT) : place.start],
                text[place.end : place.end + CONTEXT],
            )  # fmt: skip
            yield row, hit, place


def _documents(store: Store, node: Node, rule: Rule) -> Iterator[DocumentRow]:
    """The documents that a rule is about; a code of particular studies is for these alone."""
    for row in queries.documents(store.connection):
        if node.studies and row.study not in node.studies:
            continue
        if rule.study in ("", row.study) and rule.document in ("", f"{row.study}/{row.name}"):
            yield row


def _speaker(turns: Iterable[Turn], start: int) -> str:
    return next((turn.speaker for turn in turns if turn.start <= start < turn.end), "")


def _standing(
    known: Sequence[tuple[Standing, stored.Spans]], revision_id: int, hit: Hit
) -> Standing:
    for standing, spans in known:
        if _touches(spans.get(revision_id, ()), hit.start, hit.end):
            return standing
    return "new"


def _touches(spans: Iterable[Span], start: int, end: int) -> bool:
    return any(s < end and start < e for s, e in spans)


# -- doing ----------------------------------------------------------------------------------------


def apply(tx: Transaction, tree: Tree, previews: Iterable[Preview], coder: str) -> Applied:
    """Code the new places of previews for a coder, and keep the rules that did it.

    Refuses, with nothing done, where a text is not what it was when the places were shown. What the
    coder has coded in the meantime is left as it is.
    """
    made = left = 0
    texts: dict[int, str] = {}
    for seen in previews:
        if not seen.new:
            continue
        node = tree.find(seen.rule.code)
        coder_id = ensure.coder(tx, coder)
        rule_id = put(tx, tree, seen.rule)
        there = stored.coded(tx.connection, node.id, coder)
        for found in seen.new:
            quote = _still_there(tx, found, texts)
            spans = there.setdefault(found.revision_id, [])
            if _touches(spans, found.hit.start, found.hit.end):
                left += 1
                continue
            place = {
                "revision_id": found.revision_id,
                "coder_id": coder_id,
                "start": found.hit.start,
                "end": found.hit.end,
            }
            uid = str(uuid.uuid4())
            tx.insert(
                "codings",
                {
                    "uid": uid, **place, "code_id": node.id, "quote": quote,
                    "state": seen.rule.state, "origin": "rule", "created": now(),
                },
            )  # fmt: skip
            tx.insert("rule_codings", {"rule_id": rule_id, "coding_uid": uid, **place})
            suggesting.settle(tx, {**place, "code_id": node.id}, uid)
            spans.append((found.hit.start, found.hit.end))
            made += 1
    return Applied(made, left)


def propose(tx: Transaction, tree: Tree, seen: Preview) -> int:
    """Put the new places of a preview before the coders as suggestions; gives how many are new."""
    texts: dict[int, str] = {}
    by_document: dict[int, list[Suggestion]] = {}
    for found in seen.new:
        quote = _still_there(tx, found, texts)
        by_document.setdefault(found.hit.document_id, []).append(
            Suggestion(found.hit.start, found.hit.end, seen.rule.code, None, found.why, quote)
        )
    return sum(
        suggesting.propose(tx, queries.document(tx.connection, document), tree, proposed, SOURCE)
        for document, proposed in by_document.items()
    )


def _still_there(tx: Transaction, found: Found, texts: dict[int, str]) -> str:
    """The quote of a place, which must be that of the preview, in the text of today."""
    revision_id, hit = found.revision_id, found.hit
    if revision_id not in texts:
        document = tx.row("documents", hit.document_id)
        revision = tx.row("revisions", revision_id)
        if document is None or revision is None or document["revision"] != revision["number"]:
            raise EticError("rule-changed", document=hit.document)
        texts[revision_id] = queries.text(tx.connection, revision_id)
    return span(texts[revision_id], hit.start, hit.end, hit.text, document=hit.document)


def put(tx: Transaction, tree: Tree, rule: Rule) -> int:
    """Keep a rule; gives its number. The same one is kept once, and takes over a new note."""
    for known in stored.rules(tx.connection, tree):
        if same(known.rule, rule):
            if rule.note:
                tx.update("rules", known.id, {"note": rule.note})
            return known.id
    return tx.insert("rules", {**columns(tx, tree, rule), "created": now()})


def bring(tx: Transaction, tree: Tree, rule: Rule) -> int:
    """Keep a rule that was read from a file; gives its number."""
    try:
        return put(tx, tree, settled(tx.connection, tree, rule))
    except EticError as error:
        place = ", ".join(part for part in (rule.file, told(rule.where)) if part)
        raise EticError("coding-at", place=place, what=error) from error


def columns(tx: Transaction, tree: Tree, rule: Rule) -> dict[str, object]:
    """A rule as it is stored."""
    study = tx.find("studies", name=rule.study) if rule.study else None
    document = queries.document(tx.connection, rule.document) if rule.document else None
    return {
        "code_id": tree.find(rule.code).id,
        "kind": rule.kind,
        "pattern": rule.pattern,
        "unit": rule.unit,
        "speakers": rule.speakers,
        "state": rule.state,
        "study_id": study["id"] if study else None,
        "document_id": document.id if document else None,
        "match_case": int(rule.case),
        "match_yo": int(rule.yo),
        "note": rule.note,
    }


def rule_table(rows: Iterable[RuleRow]) -> Table:
    """Rules as a table to be shown or written."""
    own = ("kind", "pattern", "unit", "speakers", "state", "scope", "note")
    columns = (
        Column("id", t("columns.id"), "integer"),
        Column("code", t("columns.code")),
        *(Column(key, t(f"rules.column-{key}")) for key in own),
        Column("codings", t("columns.codings"), "integer"),
    )
    return Table(
        columns,
        tuple(
            (
                row.id, row.rule.code, t(f"rules.kind-{row.rule.kind}"), row.rule.pattern,
                t(f"rules.unit-{row.rule.unit}"), t(f"rules.speakers-{row.rule.speakers}"),
                t(f"rules.state-{row.rule.state}"), row.rule.document or row.rule.study,
                row.rule.note, row.codings,
            )
            for row in rows
        ),
    )  # fmt: skip
