"""How far the coding has come: of the sentences of those who answer, how many carry a code.

Asked every few seconds while people code, over a whole study. Sentences change only when a text is
imported or corrected, so they are kept; of the codings, only those of documents in which something
has changed are laid against them again.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

Span = tuple[int, int]


class Progress:
    """What is known so far, one a project."""

    def __init__(self) -> None:
        self._turned = -1  # the last event that changed turns or speakers
        self._sentences: dict[int, list[Span]] = {}  # of each document
        self._coded: dict[int, tuple[tuple[Span, ...], int]] = {}  # spans, and what they amount to

    def __call__(self, connection: sqlite3.Connection) -> dict[int, tuple[int, int]]:
        """Document id → (sentences that are not the interviewer's, how many of them are coded)."""
        self._renew(connection)
        spans: dict[int, list[Span]] = defaultdict(list)
        for document_id, start, end in connection.execute(
            'SELECT documents.id, start, "end" FROM codings'
            " JOIN revisions ON revisions.id = codings.revision_id"
            " JOIN documents ON documents.id = revisions.document_id"
            ' AND documents.revision = revisions.number ORDER BY documents.id, start, "end"'
        ):
            spans[document_id].append((start, end))
        found = {}
        for document_id, sentences in self._sentences.items():
            here = tuple(spans.get(document_id, ()))
            known = self._coded.get(document_id)
            if known is None or known[0] != here:
                known = (here, touched(sentences, here))
                self._coded[document_id] = known
            found[document_id] = (len(sentences), known[1])
        return found

    def _renew(self, connection: sqlite3.Connection) -> None:
        """Read the sentences anew where a text has come, gone or been corrected."""
        row = connection.execute(
            "SELECT max(event_id) FROM changes WHERE relation IN ('documents', 'turns', 'speakers')"
        ).fetchone()
        if row[0] == self._turned:
            return
        self._turned = row[0]
        self._coded.clear()
        sentences: dict[int, list[Span]] = defaultdict(list)
        for document_id, start, end in connection.execute(
            'SELECT documents.id, segments.start, segments."end" FROM documents'
            " JOIN revisions ON revisions.document_id = documents.id"
            " AND revisions.number = documents.revision"
            " JOIN segments ON segments.revision_id = revisions.id"
            " JOIN turns ON turns.id = segments.turn_id"
            " LEFT JOIN speakers ON speakers.id = turns.speaker_id"
            " WHERE coalesce(speakers.role, '') <> 'interviewer'"
            " ORDER BY documents.id, segments.start"
        ):
            sentences[document_id].append((start, end))
        self._sentences = dict(sentences)


def touched(sentences: Sequence[Span], spans: Sequence[Span]) -> int:
    """How many of the sentences, in order and apart, some span reaches into.

    >>> touched([(0, 5), (6, 9), (10, 12)], [(4, 7), (6, 8)])
    2
    """
    ends = [end for _, end in sentences]
    coded = bytearray(len(sentences))
    for start, end in spans:
        at = bisect_left(ends, start + 1)  # the first sentence that ends after the span begins
        while at < len(sentences) and sentences[at][0] < end:
            coded[at] = 1
            at += 1
    return sum(coded)
