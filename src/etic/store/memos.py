"""Notes on documents, cases, codes and the whole, and the memos of codings, with their authors."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from etic.store.codebook import Tree
from etic.store.queries import project

MemoKind = Literal["project", "document", "case", "code", "coding"]


@dataclass(frozen=True, slots=True)
class MemoRow:
    """A note, whose it is, and what it is about.

    `id` is the note's own, and the coding's where the note is a coding's memo. The place (`start`,
    `end` in code points, `quote`) is known of codings alone, the document of documents and codings.
    """

    id: int
    kind: MemoKind
    target: str  # study/name of a document or case, a code's path; empty: the project
    label: str  # the same in words
    text: str
    coder: str
    created: str
    changed: str  # when its text was last changed; empty: never
    changed_by: str
    version: int  # the event that last touched it
    study: str = ""
    document: str = ""
    document_id: int | None = None
    code: str = ""
    start: int | None = None
    end: int | None = None
    quote: str = ""
    found: tuple[tuple[int, int], ...] = ()  # spans in `text` that a search found


# A row that comes back by an undo is no change of its text: that has an image before and after.
_NOTES = """
SELECT memos.id, memos.text, coders.name AS coder, memos.created, memos.document_id,
    memos.case_id, memos.code_id, coalesce(ds.name, cs.name, '') AS study,
    coalesce(documents.name, '') AS document, cases.name AS "case",
    coalesce(edits.at, '') AS changed, coalesce(edits.who, '') AS changed_by,
    (SELECT max(event_id) FROM changes WHERE relation = 'memos' AND row_id = memos.id) AS version,
    (SELECT min(event_id) FROM changes WHERE relation = 'memos' AND row_id = memos.id) AS first
FROM memos
JOIN coders ON coders.id = coder_id
LEFT JOIN documents ON documents.id = memos.document_id
LEFT JOIN studies AS ds ON ds.id = documents.study_id
LEFT JOIN cases ON cases.id = memos.case_id
LEFT JOIN studies AS cs ON cs.id = cases.study_id
LEFT JOIN events AS edits ON edits.id = (
    SELECT max(event_id) FROM changes WHERE relation = 'memos' AND row_id = memos.id
        AND before IS NOT NULL AND json_type(after, '$.text') IS NOT NULL)
"""

_OF_CODINGS = """
SELECT codings.id, memo AS text, coders.name AS coder, codings.created, studies.name AS study,
    documents.name AS document, documents.id AS document_id, code_id, codings.start,
    codings."end", quote, coalesce(edits.at, '') AS changed,
    coalesce(edits.who, '') AS changed_by,
    (SELECT max(event_id) FROM changes WHERE relation = 'codings' AND row_id = codings.id)
        AS version,
    (SELECT min(event_id) FROM changes WHERE relation = 'codings' AND row_id = codings.id) AS first
FROM codings
JOIN revisions ON revisions.id = codings.revision_id
JOIN documents ON documents.id = revisions.document_id AND documents.revision = revisions.number
JOIN studies ON studies.id = documents.study_id
JOIN coders ON coders.id = coder_id
LEFT JOIN events AS edits ON edits.id = (
    SELECT max(event_id) FROM changes WHERE relation = 'codings' AND row_id = codings.id
        AND before IS NOT NULL AND json_type(after, '$.memo') IS NOT NULL)
WHERE trim(memo) <> ''
"""


def memos(
    connection: sqlite3.Connection, tree: Tree, kinds: Collection[MemoKind] = ()
) -> list[MemoRow]:
    """The notes of these kinds (of all, with none), in order of writing."""
    found: list[tuple[int, MemoRow]] = []  # each with its first event
    if not kinds or set(kinds) - {"coding"}:
        title = str(project(connection)["title"])
        found += [(row["first"], _note(row, tree, title)) for row in connection.execute(_NOTES)]
    if not kinds or "coding" in kinds:
        found += [(row["first"], _of_coding(row, tree)) for row in connection.execute(_OF_CODINGS)]
    found.sort(key=lambda pair: (pair[1].created, pair[0], pair[1].kind, pair[1].id))
    return [memo for _, memo in found if not kinds or memo.kind in kinds]


def _of_coding(row: sqlite3.Row, tree: Tree) -> MemoRow:
    fields = dict(row)
    del fields["first"]
    node = tree.by_id[fields.pop("code_id")]
    return MemoRow(
        **fields, kind="coding", target=f"{row['study']}/{row['document']}",
        label=tree.label(node.id), code=node.path,
    )  # fmt: skip


def _note(row: sqlite3.Row, tree: Tree, title: str) -> MemoRow:
    fields = dict(row)
    del fields["first"]
    case, case_id, code_id = (fields.pop(name) for name in ("case", "case_id", "code_id"))
    if row["document_id"] is not None:
        name = row["document"]
        return MemoRow(**fields, kind="document", target=f"{row['study']}/{name}", label=name)
    if case_id is not None:
        return MemoRow(**fields, kind="case", target=f"{row['study']}/{case}", label=case)
    if code_id is not None:
        path = tree.by_id[code_id].path
        return MemoRow(**fields, kind="code", target=path, label=tree.label(code_id), code=path)
    return MemoRow(**fields, kind="project", target="", label=title)
