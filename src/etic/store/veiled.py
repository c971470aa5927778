"""The project as a coder of an open round may see it: without the others' work in its documents.

It is one connection more, on which temporary views stand before the tables of the same names. So
every question that is put to it is answered without what is hidden, whoever asks, and nothing can
forget to filter. Writing goes on the plain connection, where all is checked against all.

What is hidden, as long as the round is open, in its documents: codings of others with their memos,
rules' marks and decisions; memos of others on the documents and their respondents, their summaries
and judgements of these respondents; suggestions that
Etic worked out for others (they follow from others' codings, in any document), and those that
others have decided; and the steps of the journal by which all this came about.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from etic.store.database import Database, connect

OWN_SOURCE = "etic"  # of suggestions that are worked out from what has been coded


class Veiled(Database):
    """A database read through the eyes of one coder; an empty name is somebody who has not said
    who they are, and sees of open rounds nothing."""

    def __init__(self, whole: Database, viewer: str) -> None:
        super().__init__(whole.path)
        self._whole = whole
        self.viewer = viewer

    @property
    def whole(self) -> Database:
        """The database without the veil."""
        return self._whole

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection: veiled, but for the time of a write."""
        writing: sqlite3.Connection | None = getattr(self._local, "writing", None)
        return super().connection if writing is None else writing

    def _connect(self) -> sqlite3.Connection:
        connection = connect(self.path)
        connection.execute("CREATE TEMP TABLE viewer (name TEXT NOT NULL)")
        connection.execute("INSERT INTO temp.viewer VALUES (?)", (self.viewer,))
        for name, body in _VIEWS.items():
            connection.execute(f"CREATE TEMP VIEW {name} AS {body}")
        return connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A write transaction of the whole database."""
        with self._whole.writing() as connection:
            self._local.writing = connection
            try:
                yield connection
            finally:
                self._local.writing = None


_ME = "(SELECT name FROM temp.viewer)"
_MY_ID = f"(SELECT id FROM main.coders WHERE name = {_ME})"
_DOCUMENTS = "(SELECT document_id FROM temp.veiled_documents)"
_REVISIONS = "(SELECT revision_id FROM temp.veiled_revisions)"
_CASES = "(SELECT case_id FROM temp.veiled_cases)"

# A row's first image is whole, whatever became of the row since. Suggestions have no coder in it:
# what another's step did to them is hidden.
_HIDDEN_CHANGE = f"""
changed.relation IN (
    'codings', 'rule_codings', 'decisions', 'suggestions', 'memos', 'summaries', 'judgements'
)
AND (SELECT who FROM main.events WHERE id = changed.event_id) <> {_ME}
AND EXISTS (
    SELECT 1 FROM main.changes AS made
    WHERE made.relation = changed.relation AND made.row_id = changed.row_id
    AND made.before IS NULL AND json_extract(made.after, '$.coder_id') IS NOT {_MY_ID}
    AND (
        json_extract(made.after, '$.revision_id') IN {_REVISIONS}
        OR json_extract(made.after, '$.document_id') IN {_DOCUMENTS}
        OR json_extract(made.after, '$.case_id') IN {_CASES}
    )
)
"""

_VIEWS = {
    "veiled_documents": f"""
        SELECT DISTINCT document_id FROM main.round_documents
        JOIN main.rounds ON rounds.id = round_documents.round_id
        WHERE rounds.state = 'open' AND ({_ME} = '' OR EXISTS (
            SELECT 1 FROM main.round_coders
            WHERE round_coders.round_id = rounds.id AND round_coders.coder_id = {_MY_ID}
        ))
    """,
    "veiled_revisions": f"""
        SELECT id AS revision_id FROM main.revisions WHERE document_id IN {_DOCUMENTS}
    """,
    "veiled_cases": f"""
        SELECT case_id FROM main.documents
        WHERE case_id IS NOT NULL AND id IN {_DOCUMENTS}
    """,
    **{
        table: f"""
            SELECT * FROM main.{table} AS its
            WHERE its.coder_id = {_MY_ID} OR its.revision_id NOT IN {_REVISIONS}
        """
        for table in ("codings", "rule_codings", "decisions")
    },
    "suggestions": f"""
        SELECT * FROM main.suggestions AS its
        WHERE (its.source <> '{OWN_SOURCE}' OR EXISTS (
            SELECT 1 FROM main.changes JOIN main.events ON events.id = changes.event_id
            WHERE changes.relation = 'suggestions' AND changes.row_id = its.id
            AND changes.before IS NULL AND events.who = {_ME}
        )) AND (its.outcome = '' OR its.coder_id IS {_MY_ID} OR its.revision_id NOT IN {_REVISIONS})
    """,
    "memos": f"""
        SELECT * FROM main.memos AS its
        WHERE its.coder_id = {_MY_ID} OR (
            coalesce(its.document_id, 0) NOT IN {_DOCUMENTS}
            AND coalesce(its.case_id, 0) NOT IN {_CASES}
        )
    """,
    **{
        table: f"""
            SELECT * FROM main.{table} AS its
            WHERE its.coder_id = {_MY_ID} OR its.case_id NOT IN {_CASES}
        """
        for table in ("summaries", "judgements")
    },
    "changes": f"SELECT * FROM main.changes AS changed WHERE NOT ({_HIDDEN_CHANGE})",
    "events": f"""
        SELECT * FROM main.events AS its WHERE its.who = {_ME} OR NOT EXISTS (
            SELECT 1 FROM main.changes AS changed
            WHERE changed.event_id = its.id AND {_HIDDEN_CHANGE}
        )
    """,
}
