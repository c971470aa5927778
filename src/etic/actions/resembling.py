"""Passages that resemble another one, in meaning where that can be told, else in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from etic.language.embedding import sentence_embedder
from etic.store import queries, spoken, vectors
from etic.store.codebook import Tree
from etic.store.queries import DocumentRow
from etic.suggest.arrays import dense
from etic.suggest.described import described
from etic.suggest.passages import Passage, passages, questions
from etic.suggest.views import Text, views

if TYPE_CHECKING:
    from etic.suggest.views import Vectors

_BATCH = 64


@dataclass(frozen=True, slots=True)
class Similar:
    """A passage and how much it resembles what was asked for, from 0 to 1."""

    study: str
    document: str
    document_id: int
    case: str
    start: int
    end: int
    quote: str
    score: float


@dataclass(frozen=True, slots=True)
class Resembling:
    """The passages found, best first; `ready` of `of` passages could be compared by meaning."""

    passages: tuple[Similar, ...]
    ready: int
    of: int


def resembling(
    connection: sqlite3.Connection,
    documents: Sequence[DocumentRow],
    text: str,
    *,
    besides: tuple[int, int, int] | None = None,
    limit: int = 20,
    wait: bool = False,
) -> Resembling:
    """Passages of some documents that resemble a text.

    `besides` is a place (document, start, end) that is left out: the one the text was taken from.
    Vectors that are missing are made where `wait` says so; else such passages are compared by
    their words alone.
    """
    import numpy as np

    places = [(row, passage) for row in documents for passage in _passages(connection, row)]
    if besides is not None:
        at, start, end = besides
        places = [(row, p) for row, p in places if row.id != at or p.end <= start or p.start >= end]
    if not places or not text.strip():
        return Resembling((), 0, len(places))
    embedder = sentence_embedder()
    said = [Text(passage.text, passage.language) for _, passage in places]
    asked = Text(text, places[0][1].language)
    known: set[str] = set()
    if embedder is not None:
        waiting = set(vectors.missing(connection, embedder.name, (p.text for p in said)))
        known = {p.text for p in said} if wait else {p.text for p in said} - waiting
    lookup = _known_only(connection, known | {text})
    every = views([*said, asked], [embedder] if embedder else [], lookup)
    total: Any = 0.0
    weights: Any = 0.0
    for view in every:
        own, wanted = view.matrix(said), view.matrix([asked])
        seen = dense(own @ wanted.T)[:, 0]
        there = np.array([p.text in known for p in said]) if view.name == "sentences" else True
        total = total + view.weight * np.where(there, seen, 0)
        weights = weights + view.weight * np.where(there, 1.0, 0)
    scores = np.clip(total / weights, 0, 1)
    best = np.argsort(-scores, kind="stable")[:limit]
    return Resembling(
        tuple(
            Similar(row.study, row.name, row.id, row.case, p.start, p.end, p.text, float(scores[i]))
            for i in best
            if scores[i] > 0
            for row, p in [places[i]]
        ),
        len([p for p in said if p.text in known]),
        len(said),
    )


def prepare(
    connection: sqlite3.Connection,
    tree: Tree,
    documents: Sequence[DocumentRow],
    tell: Callable[[int, int], None] | None = None,
) -> int:
    """Make the vectors that suggestions and likeness need and that are missing; gives how many."""
    embedder = sentence_embedder()
    if embedder is None:
        return 0
    texts = dict.fromkeys(_wanted(connection, tree, documents))
    todo = vectors.missing(connection, embedder.name, texts)
    todo.sort(key=len)
    for at in range(0, len(todo), _BATCH):
        some = todo[at : at + _BATCH]
        vectors.keep(connection, embedder.name, some, embedder.vectors(some))
        if tell is not None:
            tell(min(at + _BATCH, len(todo)), len(todo))
    return len(todo)


def _wanted(
    connection: sqlite3.Connection, tree: Tree, documents: Sequence[DocumentRow]
) -> Iterator[str]:
    embedder = sentence_embedder()
    assert embedder is not None
    for node in tree:
        yield from described(node.code).parts
    for one in spoken.coded(connection):
        if one.passage.language in embedder.languages or not one.passage.language:
            yield one.passage.text
    for row in documents:
        text = queries.text(connection, row.revision_id)
        turns = spoken.turns(connection, row.revision_id)
        yield from dict.fromkeys(questions(text, turns))
        for passage in passages(text, turns):
            if passage.language in embedder.languages or not passage.language:
                yield passage.text


def _passages(connection: sqlite3.Connection, row: DocumentRow) -> list[Passage]:
    text = queries.text(connection, row.revision_id)
    return passages(text, spoken.turns(connection, row.revision_id))


def _known_only(connection: sqlite3.Connection, known: set[str]) -> Vectors:
    def look(embedder: Any, texts: Sequence[str]) -> Any:
        return vectors.vectors(connection, embedder, [t if t in known else "" for t in texts])

    return look
