"""What was said, turn by turn, with its sentences; and what of it was coded: to learn from."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from etic.store.queries import text
from etic.suggest.passages import Passage, Spoken, passage_at, questions


class CodedPassage(NamedTuple):
    """A passage with the code that it carries."""

    passage: Passage
    code_id: int
    document_id: int


def turns(connection: sqlite3.Connection, revision_id: int) -> list[Spoken]:
    """The turns of a text, in order. A turn without a language is in its document's."""
    sentences: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for turn_id, start, end in connection.execute(
        'SELECT turn_id, start, "end" FROM segments WHERE revision_id = ? ORDER BY n',
        (revision_id,),
    ):
        sentences[turn_id].append((start, end))
    rows = connection.execute(
        "SELECT turns.id, body, turns.\"end\", coalesce(role, ''),"
        " CASE turns.language WHEN '' THEN documents.language ELSE turns.language END"
        " FROM turns JOIN revisions ON revisions.id = revision_id"
        " JOIN documents ON documents.id = revisions.document_id"
        " LEFT JOIN speakers ON speakers.id = speaker_id"
        " WHERE revision_id = ? ORDER BY turns.n",
        (revision_id,),
    )
    return [
        Spoken(body, end, role, language, tuple(sentences[turn_id]))
        for turn_id, body, end, role, language in rows
    ]


def coded(connection: sqlite3.Connection) -> Iterator[CodedPassage]:
    """What is coded in the texts as they stand; each span once a code, second coders left out."""
    rows = connection.execute(
        'SELECT DISTINCT codings.revision_id, documents.id, code_id, start, "end" FROM codings'
        " JOIN revisions ON revisions.id = codings.revision_id"
        " JOIN documents ON documents.id = document_id AND documents.revision = revisions.number"
        " WHERE coder_id NOT IN (SELECT coder_id FROM second_coders)"
        ' ORDER BY documents.id, start, "end", code_id'
    ).fetchall()
    revision = None
    for revision_id, document_id, code_id, start, end in rows:
        if revision_id != revision:  # one text at a time
            revision = revision_id
            whole = text(connection, revision_id)
            said = turns(connection, revision_id)
            asked = questions(whole, said)
        yield CodedPassage(passage_at(whole, said, asked, start, end), code_id, document_id)
