"""Passages that resemble another one, in meaning where that can be told, else in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from etic.actions.corpus import Corpus, Place, understands
from etic.i18n import t
from etic.language import embedding
from etic.language.spoken import turn_language
from etic.model import Column, Table
from etic.store import spoken, vectors
from etic.store.codebook import Tree
from etic.suggest.arrays import dense
from etic.suggest.described import described
from etic.suggest.views import WEIGHTS, Text, lemmas, views

if TYPE_CHECKING:
    from etic.language.embedding import Embedder

_BATCH = 64
_NEAR = 500  # passages nearest in meaning, and turns nearest in words, that are looked at closely
_USUAL = 1_000  # passages that say how frequent words are, at least


@dataclass(frozen=True, slots=True)
class Similar:
    """A passage and how much it resembles what was asked for, from 0 to 1.

    `codes` are the paths of those it carries already, in the order of the codebook.
    """

    study: str
    document: str
    document_id: int
    case: str
    start: int
    end: int
    quote: str
    score: float
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resembling:
    """The passages found, best first.

    `ready` of `of` passages could be compared by meaning, the rest by their words alone; `of` are
    those in a language that the model knows. Without the extra `semantic` there is no `meaning`,
    and both are 0.
    """

    passages: tuple[Similar, ...]
    ready: int
    of: int
    meaning: bool = True

    def table(self) -> Table:
        """A row a passage: study, document, case, start, end, text, score, codes."""
        rows = tuple(
            (one.study, one.document, one.case, one.start, one.end, one.quote,
             round(one.score, 3), "; ".join(one.codes))
            for one in self.passages
        )  # fmt: skip
        columns = (
            Column("study", t("columns.study")),
            Column("document", t("columns.document")),
            Column("case", t("columns.case")),
            Column("start", t("columns.start"), "integer"),
            Column("end", t("columns.end"), "integer"),
            Column("text", t("like.passage")),
            Column("score", t("like.score"), "number"),
            Column("codes", t("like.codes")),
        )
        return Table(columns, rows, t("like.title"))


def resembling(
    connection: sqlite3.Connection,
    corpus: Corpus,
    tree: Tree,
    text: str,
    *,
    language: str = "",
    besides: tuple[int, int, int] | None = None,
    study: str | None = None,
    limit: int = 20,
) -> Resembling:
    """Passages that resemble a text in a language; without one, in that of its words.

    `besides` is a place (document, start, end) that is left out: the one the text was taken from.
    Of passages with the very same words the first is found.
    Of many passages only those are looked at closely that come near in meaning or share a word.
    """
    import numpy as np

    open_to = np.array([study in (None, p.document.study) for p in corpus.places], dtype=bool)
    if besides is not None:
        open_to[list(corpus.within(*besides))] = False
    asked = Text(text, language or turn_language(text, "ru"))
    meaning = corpus.meaning
    ready, of = (
        (int(np.sum(mask & open_to)) for mask in (meaning.there & meaning.knows, meaning.knows))
        if meaning
        else (0, 0)
    )
    near = np.zeros(len(corpus.places), dtype=np.float32)
    meant = np.zeros(len(corpus.places), dtype=bool)
    if meaning and ready and asked.language in meaning.embedder.languages:
        near, meant = meaning.cosines(_vector(connection, meaning.embedder, text)), meaning.there
    chosen = _chosen(connection, corpus, asked, near, open_to)
    found: tuple[Similar, ...] = ()
    if len(chosen) and any(map(str.isalpha, text)):
        by_words = _by_words(corpus, asked, chosen)
        weight = np.where(meant[chosen], WEIGHTS["sentences"], 0.0)
        total = weight * near[chosen] + sum(w * seen for w, seen in by_words)
        scores = np.clip(total / (weight + sum(w for w, _ in by_words)), 0, 1)
        best: dict[str, int] = {}  # of passages with the same words, «Нет.», the first
        for i in np.argsort(-scores, kind="stable"):
            if scores[i] <= 0 or len(best) == limit:
                break
            best.setdefault(corpus.places[chosen[i]].passage.text, i)
        found = tuple(
            _similar(connection, tree, corpus.places[chosen[i]], float(scores[i]))
            for i in best.values()
        )
    return Resembling(found, ready, of, meaning is not None)


def _chosen(
    connection: sqlite3.Connection, corpus: Corpus, asked: Text, near: Any, open_to: Any
) -> Any:
    """Positions of the passages that are worth a closer look; all of them where they are few."""
    import numpy as np

    if open_to.sum() <= _USUAL:
        return np.flatnonzero(open_to)
    worth = np.zeros(len(open_to), dtype=bool)
    worth[np.argsort(-np.where(open_to, near, -1), kind="stable")[:_NEAR]] = near.any()
    for place in spoken.with_words(connection, lemmas(asked.text, asked.language), _NEAR):
        worth[list(corpus.within(*place))] = True
    return np.flatnonzero(worth & open_to)


def _by_words(corpus: Corpus, asked: Text, chosen: Any) -> list[tuple[float, Any]]:
    """How alike these passages and the text are in dictionary forms and in letters, each with what
    it weighs. How frequent a word is, passages from everywhere say.
    """
    said = [Text(p.passage.text, p.passage.language) for p in (corpus.places[i] for i in chosen)]
    usual = None
    if len(said) < len(corpus.places):
        step = -(-len(corpus.places) // _USUAL)
        usual = [Text(p.passage.text, p.passage.language) for p in corpus.places[::step]]
    return [
        (view.weight, dense(view.matrix(said) @ view.matrix([asked]).T)[:, 0])
        for view in views([*said, asked], [], usual=usual)
    ]


def _vector(connection: sqlite3.Connection, embedder: Embedder, text: str) -> Any:
    """What a text means; what nobody has said is not kept."""
    known = vectors.lookup(connection, embedder.name, [text])
    return known[text] if text in known else embedder.vectors([text])[0]


def _similar(connection: sqlite3.Connection, tree: Tree, place: Place, score: float) -> Similar:
    row, passage = place
    codes = set(spoken.codes_at(connection, row.revision_id, passage.start, passage.end))
    return Similar(
        row.study, row.name, row.id, row.case, passage.start, passage.end, passage.text, score,
        tuple(node.path for node in tree if node.id in codes),
    )  # fmt: skip


def prepare(
    connection: sqlite3.Connection,
    tree: Tree,
    corpus: Corpus,
    tell: Callable[[int, int], None] | None = None,
) -> int:
    """Make the vectors that suggestions and likeness need and that are missing; gives how many.

    `tell(done, of)` hears how many of all there are, before the first and after each batch.
    Each batch is a transaction of its own, so that nobody who codes waits for it.
    """
    embedder = embedding.sentence_embedder()
    if embedder is None:
        return 0
    texts = {text for text in _wanted(connection, embedder, tree, corpus) if text.strip()}
    todo = vectors.missing(connection, embedder.name, texts)
    todo.sort(key=len)
    there = len(texts) - len(todo)
    if tell is not None:
        tell(there, len(texts))
    for at in range(0, len(todo), _BATCH):
        some = todo[at : at + _BATCH]
        vectors.keep(connection, embedder.name, some, embedder.vectors(some))
        if tell is not None:
            tell(there + at + len(some), len(texts))
    return len(todo)


def _wanted(
    connection: sqlite3.Connection, embedder: Embedder, tree: Tree, corpus: Corpus
) -> Iterator[str]:
    """Codes described, passages coded, and all passages with the questions before them."""
    for node in tree:
        yield from described(node.code).parts
    coded = (one.passage for one in spoken.coded(connection))
    for passage in chain(coded, (place.passage for place in corpus.places)):
        if understands(embedder, passage):
            yield passage.text
            yield passage.question
