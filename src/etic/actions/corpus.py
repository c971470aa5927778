"""All passages of a project with their vectors, read once and kept while the texts stay."""

from __future__ import annotations

import sqlite3
import threading
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from etic.language import embedding
from etic.language.embedding import unit
from etic.store import queries, spoken, vectors
from etic.store.queries import DocumentRow
from etic.suggest.passages import Passage, passages

if TYPE_CHECKING:
    from etic.language.embedding import Embedder

_AT_ONCE = 4_000  # rows made float32 together: all of them would be twice the memory


class Place(NamedTuple):
    """A passage and the document it stands in."""

    document: DocumentRow
    passage: Passage


class Meaning:
    """The vectors of passages around their own middle; a passage without one has no meaning yet.

    `knows[i]` says whether the model understands the language of passage i, `there[i]` whether its
    vector has been made.
    """

    def __init__(self, embedder: Embedder, places: Sequence[Place]) -> None:
        import numpy as np

        self.embedder = embedder
        self._texts = [p.passage.text if understands(embedder, p.passage) else "" for p in places]
        self.knows = np.array([bool(text) for text in self._texts], dtype=bool)
        self.there = np.zeros(len(places), dtype=bool)
        self._rows = np.zeros((len(places), 0), dtype=np.float16)
        self._middle: Any = None

    def renew(self, connection: sqlite3.Connection) -> None:
        """Read the vectors that have been made since."""
        import numpy as np

        waiting = np.flatnonzero(self.knows & ~self.there)
        if not waiting.size:
            return
        rows, there = vectors.rows(
            connection, self.embedder.name, [self._texts[i] for i in waiting]
        )
        if not there.any():
            return
        if not self._rows.shape[1]:
            self._rows = np.zeros((len(self._texts), rows.shape[1]), dtype=np.float16)
        self._rows[waiting[there]] = rows[there]
        self.there[waiting[there]] = True
        total = sum(part.sum(axis=0) for _, part in self._parts())
        self._middle = total / self.there.sum()

    def cosines(self, vector: Any) -> Any:
        """How near each passage comes to a vector, from -1 to 1; 0 for those without one."""
        import numpy as np

        found = np.zeros(len(self._texts), dtype=np.float32)
        if self._middle is None:
            return found
        wanted = unit((np.asarray(vector, dtype=np.float32) - self._middle)[None, :])[0]
        for at, part in self._parts():
            around = part - self._middle
            length = np.linalg.norm(around, axis=1)
            found[at : at + len(part)] = around @ wanted / np.where(length == 0, 1, length)
        return np.where(self.there, found, 0)

    def _parts(self) -> Iterator[tuple[int, Any]]:
        import numpy as np

        for at in range(0, len(self._rows), _AT_ONCE):
            yield at, self._rows[at : at + _AT_ONCE].astype(np.float32)


@dataclass(frozen=True, slots=True)
class Corpus:
    """The passages in order of documents and places, and what they mean, where that can be told."""

    places: tuple[Place, ...]
    meaning: Meaning | None
    of: Mapping[int, range] = field(default_factory=dict)  # document → positions in `places`

    def within(self, document_id: int, start: int, end: int) -> range:
        """The passages of a document that overlap a span, as positions in `places`."""
        all_of_it = self.of.get(document_id, range(0))
        first = bisect_right(
            self.places, start, all_of_it.start, all_of_it.stop, key=lambda p: p.passage.end
        )
        last = bisect_left(self.places, end, first, all_of_it.stop, key=lambda p: p.passage.start)
        return range(first, last)


class Kept:
    """The corpus of one project, for all threads that ask for it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._turned: object = None  # the last event that changed a text, or who said it
        self._corpus = Corpus((), None)

    def __call__(self, connection: sqlite3.Connection) -> Corpus:
        """The passages as they are now, with all the vectors there are."""
        with self._lock:
            turned = spoken.turned(connection)
            embedder = embedding.sentence_embedder()
            meant = self._corpus.meaning.embedder if self._corpus.meaning else None
            if (turned, embedder) != (self._turned, meant):
                self._corpus = read(connection, embedder)
                self._turned = turned
            if self._corpus.meaning:
                self._corpus.meaning.renew(connection)
            return self._corpus


def read(connection: sqlite3.Connection, embedder: Embedder | None) -> Corpus:
    """All passages of a project."""
    places: list[Place] = []
    of: dict[int, range] = {}
    for row in queries.documents(connection):
        text = queries.text(connection, row.revision_id)
        found = passages(text, spoken.turns(connection, row.revision_id))
        of[row.id] = range(len(places), len(places) + len(found))
        places.extend(Place(row, passage) for passage in found)
    return Corpus(tuple(places), Meaning(embedder, places) if embedder else None, of)


def understands(embedder: Embedder, passage: Passage) -> bool:
    """Whether a passage is in a language of which the model knows anything."""
    return (passage.language or "ru") in embedder.languages
