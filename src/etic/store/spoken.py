"""What was said, turn by turn, with its sentences; and what of it was coded: to learn from."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from etic.store.queries import SET_ASIDE, text
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
    """What is coded in the texts as they stand; each span once a code, less what is set aside."""
    rows = connection.execute(
        'SELECT DISTINCT codings.revision_id, documents.id, code_id, start, "end" FROM codings'
        " JOIN revisions ON revisions.id = codings.revision_id"
        " JOIN documents ON documents.id = document_id AND documents.revision = revisions.number"
        f" WHERE codings.id NOT IN ({SET_ASIDE})"
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


def turned(connection: sqlite3.Connection) -> int:
    """The last step that changed what was said, who said it, or what that is called; 0 for none."""
    row = connection.execute(
        "SELECT max(event_id) FROM changes"
        " WHERE relation IN ('studies', 'cases', 'documents', 'revisions', 'speakers', 'turns')"
    ).fetchone()
    return int(row[0] or 0)


def with_words(
    connection: sqlite3.Connection, lemmas: Sequence[str], most: int
) -> list[tuple[int, int, int]]:
    """Turns of the texts as they stand that have some of these words in any form, interviewers'
    left out: document id, start, end; those first that have more of the rarer ones.
    """
    wanted = " OR ".join(f'"{lemma}"' for lemma in dict.fromkeys(lemmas) if '"' not in lemma)
    if not wanted:
        return []
    rows = connection.execute(
        'SELECT documents.id, body, turns."end" FROM turn_words'
        " JOIN turns ON turns.id = turn_words.rowid"
        " JOIN revisions ON revisions.id = turns.revision_id"
        " JOIN documents ON documents.id = revisions.document_id"
        " AND documents.revision = revisions.number"
        " LEFT JOIN speakers ON speakers.id = speaker_id"
        " WHERE turn_words MATCH ? AND coalesce(role, '') <> 'interviewer'"
        " ORDER BY turn_words.rank LIMIT ?",
        (f"{{lemmas readings}} : ({wanted})", most),
    )
    return [tuple(row) for row in rows]


def codes_at(connection: sqlite3.Connection, revision_id: int, start: int, end: int) -> list[int]:
    """The codes on a passage or a part of it, whoever put them there."""
    rows = connection.execute(
        "SELECT DISTINCT code_id FROM codings"
        " WHERE revision_id = ? AND start < ? AND \"end\" > ? AND state = 'yes'",
        (revision_id, end, start),
    )
    return [row[0] for row in rows]
