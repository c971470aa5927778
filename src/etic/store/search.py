"""Finding words in the transcripts: the index gives the turns, their own text the places."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping

from etic.language import query as q
from etic.language.matching import places
from etic.model import Hit, Value
from etic.natural import natural
from etic.store.queries import attributes_by_case, matches, text

CONTEXT = 70  # characters shown on either side

_TURNS = """
SELECT turns.body, turns."end", coalesce(speakers.label, '') AS speaker, documents.name,
    documents.id AS document_id, documents.language, turns.language AS turn_language,
    studies.name AS study, coalesce(cases.name, '') AS "case", cases.id AS case_id,
    turns.revision_id
FROM turn_words
JOIN turns ON turns.id = turn_words.rowid
JOIN revisions ON revisions.id = turns.revision_id
JOIN documents ON documents.id = revisions.document_id
    AND documents.revision = revisions.number
JOIN studies ON studies.id = documents.study_id
LEFT JOIN speakers ON speakers.id = turns.speaker_id
LEFT JOIN cases ON cases.id = coalesce(speakers.case_id, documents.case_id)
WHERE turn_words MATCH ?
"""


def search(
    connection: sqlite3.Connection,
    query: str,
    *,
    codes: Collection[int] | None = None,
    where: Mapping[str, Value] | None = None,
    study: str | None = None,
    document_id: int | None = None,
    limit: int | None = None,
) -> list[Hit]:
    """Places where the query is met, by document and place.

    With `codes`, only places inside passages that carry one of them. Raises `EticError` for a query
    that cannot be read, never an error of the database.
    """
    tree = q.parse(query)
    by_case = attributes_by_case(connection) if where else {}
    hits: list[Hit] = []
    rows = connection.execute(_TURNS, (tree.match(),)).fetchall()
    rows.sort(key=lambda r: (natural(r["study"]), natural(r["name"]), r["body"]))
    whole = revision_id = None
    for row in rows:
        if study is not None and row["study"] != study:
            continue
        if document_id is not None and row["document_id"] != document_id:
            continue
        if where and not matches(by_case.get(row["case_id"], {}), where):
            continue
        if row["revision_id"] != revision_id:  # one text at a time, and only of what is shown
            revision_id = row["revision_id"]
            whole = text(connection, revision_id)
        assert whole is not None
        said = whole[row["body"] : row["end"]]
        language = row["turn_language"] or row["language"]
        coded = _coded(connection, row, codes) if codes is not None else None
        for start, end in places(tree, said, language):
            at, to = row["body"] + start, row["body"] + end
            if coded is not None and not any(s <= at and to <= e for s, e in coded):
                continue
            before, after = whole[max(0, at - CONTEXT) : at], whole[to : to + CONTEXT]
            hits.append(
                Hit(
                    row["study"], row["name"], row["document_id"], row["case"], row["speaker"],
                    at, to, whole[at:to], before, after,
                )
            )  # fmt: skip
            if limit is not None and len(hits) >= limit:
                return hits
    return hits


def _coded(
    connection: sqlite3.Connection, row: sqlite3.Row, codes: Collection[int]
) -> list[tuple[int, int]]:
    spans = connection.execute(
        'SELECT start, "end", code_id FROM codings WHERE revision_id = ?'
        ' AND start < ? AND "end" > ?',
        (row["revision_id"], row["end"], row["body"]),
    )
    return [(start, end) for start, end, code_id in spans if code_id in codes]
