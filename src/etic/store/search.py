"""Finding words in the transcripts: the index gives the turns, their own text the places."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Literal

from etic.language import terms as q
from etic.language.kwic import sides
from etic.language.matching import Matcher
from etic.language.query import parse
from etic.language.words import words
from etic.model import Hit
from etic.store.finding import Filters, FoundTurn, Span, Turns, text_between
from etic.store.queries import text

Order = Literal["place", "rank"]

CONTEXT = 70  # characters shown on either side
FEW = 2_000  # turns that are put in order at once; of more, one document after another
MOST_RANKED = 5_000  # a word in more turns than that ranks nothing: they stay in their order
MOST_COUNTED = 10_000  # turns that are read to count what is found
MOST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Tally:
    """How much is found: places, the documents they are in, and the respondents in whose own words
    they are, which those of an interviewer are not.

    Where `partly`, there is more than that: counting stopped after `MOST_COUNTED` turns.
    """

    hits: int = 0
    cases: int = 0
    by_document: dict[int, int] = field(default_factory=dict)  # document id → places
    partly: bool = False


def search(
    connection: sqlite3.Connection,
    query: str,
    filters: Filters | None = None,
    *,
    order: Order = "place",
    limit: int | None = None,
    width: int = CONTEXT,
) -> list[Hit]:
    """Places where the query is met, by document and place or by rank.

    Ranked, turns with the very form that was typed come first, then those with its lemma, then
    those where it is one reading of several; each lot by BM25. `limit` gives the beginning of just
    that list.

    Raises `EticError` for a query that cannot be read, never an error of the database.
    """
    finder = _Finder(connection, parse(query), filters or Filters())
    return list(islice(finder.hits(order, width), limit))


def tally(connection: sqlite3.Connection, query: str, filters: Filters | None = None) -> Tally:
    """How much a search finds, without the texts where they are not needed."""
    finder = _Finder(connection, parse(query), filters or Filters())
    hits: Counter[int] = Counter()
    cases: set[int | None] = set()
    met = finder.met(finder.in_place(finder.tree.match()))
    for seen, (turn, spans) in enumerate(met):
        if seen == MOST_COUNTED:
            return Tally(hits.total(), len(cases), dict(hits), partly=True)
        if finder.turns.filters.by_coding:
            n = sum(1 for _ in finder.places(turn, finder.said(turn), spans))
        else:
            n = len(spans)
        if n:
            hits[turn.document_id] += n
            if turn.role != "interviewer":
                cases.add(turn.case_id)
    return Tally(hits.total(), len(cases - {None}), dict(hits))


class _Finder:
    """One query put to one project."""

    def __init__(self, connection: sqlite3.Connection, tree: q.Node, filters: Filters) -> None:
        self.connection = connection
        self.tree = tree
        self.turns = Turns(connection, filters)
        self.matcher = Matcher(tree)
        self._text: tuple[int, str] = (0, "")
        self._gathered: dict[str, list[int]] = {}

    def hits(self, order: Order, width: int) -> Iterator[Hit]:
        """What is found, one after another, and no more read than is taken."""
        ids = self.ranked() if order == "rank" else self.in_place(self.tree.match())
        for turn, spans in self.met(ids):
            said = self.said(turn)
            for start, end in self.places(turn, said, spans):
                before, after = sides(said, start, end, width)
                yield Hit(
                    turn.study, turn.document, turn.document_id, turn.case, turn.speaker,
                    turn.body + start, turn.body + end, said[start:end], before, after,
                    turn.language,
                )  # fmt: skip

    def met(self, ids: Iterator[int]) -> Iterator[tuple[FoundTurn, list[Span]]]:
        """The turns that meet the query, with the words that do: first and last of each place."""
        size = 50
        while chunk := list(islice(ids, size)):
            size = min(size * 2, 800)
            for turn in self.turns.read(chunk):
                spans = self.matcher.spans(turn.words.split(), turn.language)
                if spans:
                    yield turn, spans

    def places(self, turn: FoundTurn, said: str, spans: list[Span]) -> Iterator[Span]:
        """The same places in what is said, as far as the filters let them through."""
        found = list(words(said))
        for first, last in spans:
            start, end = found[first].start, found[last].end
            if self.turns.allowed(turn, turn.body + start, turn.body + end):
                yield start, end

    def in_place(self, match: str) -> Iterator[int]:
        """Turns that meet a condition, by document and place."""
        if self.turns.filters.in_coded:
            ids = [i for i in self._ids(match) if i in self.turns.coded_turns]
        elif self._by_beginning:
            ids = self._every(match)
            if len(ids) > FEW:
                return self._by_document(lambda low, high: _between(ids, low, high))
        else:
            ids = self._ids(match, most=FEW + 1)
            if len(ids) > FEW:
                return self._by_document(lambda low, high: self._ids(match, low, high))
        return self._at_once(ids)

    def _at_once(self, ids: list[int]) -> Iterator[int]:
        """Turns put in the order of the documents and of their places in them."""
        if not ids:
            return iter(())
        order = {revision_id: n for n, revision_id in enumerate(self.turns.documents())}
        rows = self.connection.execute(
            "SELECT revision_id, body, turns.id FROM json_each(?) AS wanted"
            " CROSS JOIN turns ON turns.id = wanted.value",
            (json.dumps(ids),),
        )
        kept = sorted((order[row[0]], row[1], row[2]) for row in rows if row[0] in order)
        return (turn_id for _, _, turn_id in kept)

    def _by_document(self, between: Callable[[int, int], list[int]]) -> Iterator[int]:
        """The same where they are many: one document after another, as far as they are wanted."""
        for revision_id in self.turns.documents():
            low, high = self.connection.execute(
                "SELECT min(id), max(id) FROM turns WHERE revision_id = ?", (revision_id,)
            ).fetchone()
            if low is not None and (ids := between(low, high)):
                rows = self.connection.execute(
                    "SELECT turns.id FROM json_each(?) AS wanted"
                    " CROSS JOIN turns ON turns.id = wanted.value WHERE revision_id = ?"
                    " ORDER BY body",
                    (json.dumps(ids), revision_id),
                )
                yield from [row[0] for row in rows]

    def ranked(self) -> Iterator[int]:
        """Turns that meet the query: the closest first, and among equals by BM25."""
        closer = ""
        for closeness in q.CLOSENESS:
            match = self.tree.match(closeness)
            if match == closer:
                continue
            lot = f"({match}) NOT ({closer})" if closer else match
            closer = match
            yield from self.in_place(lot) if self._many(lot) else self._by_rank(lot)

    def _many(self, match: str) -> bool:
        if self._by_beginning:
            return len(self._every(match)) > MOST_RANKED
        n = self.connection.execute(
            "SELECT count(*) FROM (SELECT 1 FROM turn_words WHERE turn_words MATCH ? LIMIT ?)",
            (match, MOST_RANKED + 1),
        ).fetchone()[0]
        return int(n) > MOST_RANKED

    def _by_rank(self, match: str) -> Iterator[int]:
        rows = self.connection.execute(
            "SELECT rowid FROM turn_words WHERE turn_words MATCH ? ORDER BY rank", (match,)
        )
        ids = (row[0] for row in rows)
        return self._among(list(ids)) if self.turns.filters.by_document else ids

    def _among(self, ids: list[int]) -> Iterator[int]:
        """Those of some turns that are in the documents which the filters leave."""
        if self.turns.filters.in_coded:
            ids = [i for i in ids if i in self.turns.coded_turns]
        kept = set(self._at_once(ids))
        return (turn_id for turn_id in ids if turn_id in kept)

    @cached_property
    def _by_beginning(self) -> bool:
        """Whether the index has to gather all words of a beginning: then once, and for all."""
        return any(
            isinstance(part, q.Prefix)
            for term in q.terms(self.tree)
            for part in (term.parts if isinstance(term, q.Phrase | q.Near) else (term,))
        )

    def _every(self, match: str) -> list[int]:
        if match not in self._gathered:
            self._gathered[match] = self._ids(match)
        return self._gathered[match]

    def _ids(self, match: str, low: int = 0, high: int = MOST_ID, most: int = MOST_ID) -> list[int]:
        rows = self.connection.execute(
            "SELECT rowid FROM turn_words WHERE turn_words MATCH ? AND rowid BETWEEN ? AND ?"
            " LIMIT ?",
            (match, low, high, most),
        )
        return [row[0] for row in rows]

    def said(self, turn: FoundTurn) -> str:
        """What is said in a turn; a text is read as a whole once two of its turns are wanted."""
        revision_id, whole = self._text
        if revision_id != turn.revision_id:
            self._text = (turn.revision_id, "")
            return text_between(self.connection, turn.revision_id, turn.body, turn.end)
        if not whole:
            whole = text(self.connection, revision_id)
            self._text = (revision_id, whole)
        return whole[turn.body : turn.end]


def _between(ids: list[int], low: int, high: int) -> list[int]:
    return ids[bisect_left(ids, low) : bisect_right(ids, high)]
