"""Which turns a search looks at: documents in their order, and what of them it keeps to."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from etic.model import Value
from etic.natural import natural
from etic.store.queries import attributes_by_case, matches

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search keeps to; None everywhere: the whole project.

    `codes` and `coder` mean places inside passages that carry one of the codes, coded by that
    coder; with `uncoded`, places outside all such passages.
    """

    codes: Collection[int] | None = None
    coder: str | None = None
    uncoded: bool = False
    where: Mapping[str, Value] | None = None
    study: str | None = None
    document_id: int | None = None
    speaker: str | None = None  # a label
    role: str | None = None
    language: str | None = None  # of the turn

    @property
    def by_coding(self) -> bool:
        """Whether it matters how a place is coded."""
        return self.codes is not None or self.coder is not None or self.uncoded

    @property
    def in_coded(self) -> bool:
        """Whether only places inside of passages are wanted."""
        return self.by_coding and not self.uncoded

    @property
    def by_document(self) -> bool:
        """Whether whole documents fall out."""
        return self.in_coded or self.study is not None or self.document_id is not None


@dataclass(frozen=True, slots=True)
class FoundTurn:
    """A turn that the index lets through."""

    id: int
    revision_id: int
    body: int
    end: int
    document: str
    document_id: int
    study: str
    case: str
    case_id: int | None
    speaker: str
    role: str
    language: str
    words: str  # folded, as the index holds them


_TURNS = """
SELECT turns.id, turns.revision_id, turns.body, turns."end", documents.name, documents.id,
    studies.name, coalesce(cases.name, ''), cases.id, coalesce(speakers.label, ''),
    coalesce(speakers.role, ''), coalesce(nullif(turns.language, ''), documents.language),
    turn_words.words
FROM json_each(?) AS wanted
CROSS JOIN turns ON turns.id = wanted.value
JOIN turn_words ON turn_words.rowid = turns.id
JOIN revisions ON revisions.id = turns.revision_id
JOIN documents ON documents.id = revisions.document_id
    AND documents.revision = revisions.number
JOIN studies ON studies.id = documents.study_id
LEFT JOIN speakers ON speakers.id = turns.speaker_id
LEFT JOIN cases ON cases.id = coalesce(speakers.case_id, documents.case_id)
"""


class Turns:
    """The turns that filters let through, and their places that do."""

    def __init__(self, connection: sqlite3.Connection, filters: Filters) -> None:
        self.connection = connection
        self.filters = filters
        self._attributes = attributes_by_case(connection) if filters.where else {}
        self._coded: dict[int, list[Span]] = {}

    def read(self, ids: Iterable[int]) -> list[FoundTurn]:
        """The turns of these ids that the filters let through, in the order of the ids."""
        rows = self.connection.execute(_TURNS, (json.dumps(list(ids)),))
        turns = (FoundTurn(*row) for row in rows)
        return [turn for turn in turns if self._kept(turn)]

    def _kept(self, turn: FoundTurn) -> bool:
        kept = self.filters
        if kept.study is not None and turn.study != kept.study:
            return False
        if kept.document_id is not None and turn.document_id != kept.document_id:
            return False
        if kept.speaker is not None and turn.speaker != kept.speaker:
            return False
        if kept.role is not None and turn.role != kept.role:
            return False
        if kept.language is not None and turn.language != kept.language:
            return False
        if kept.where and not matches(self._attributes.get(turn.case_id or 0, {}), kept.where):
            return False
        if kept.in_coded:
            return any(s < turn.end and turn.body < e for s, e in self.coded(turn.revision_id))
        return True

    def allowed(self, turn: FoundTurn, start: int, end: int) -> bool:
        """Whether a place of the text is coded as the filters want it."""
        if not self.filters.by_coding:
            return True
        inside = any(s <= start and end <= e for s, e in self.coded(turn.revision_id))
        return inside != self.filters.uncoded

    def coded(self, revision_id: int) -> list[Span]:
        """The passages of a revision that the filters speak of."""
        if revision_id not in self._coded:
            sql, arguments = _codings(self.filters)
            rows = self.connection.execute(
                f'SELECT start, codings."end" {sql} AND revision_id = ?', [*arguments, revision_id]
            )
            self._coded[revision_id] = [(start, end) for start, end in rows]
        return self._coded[revision_id]

    @cached_property
    def coded_turns(self) -> set[int]:
        """Turns that the passages touch which the filters speak of."""
        sql, arguments = _codings(self.filters)
        rows = self.connection.execute(
            f'SELECT turns.id FROM (SELECT revision_id, start, codings."end" AS stop {sql}) AS c'
            " CROSS JOIN turns ON turns.revision_id = c.revision_id AND turns.start < c.stop"
            " AND turns.start >= coalesce((SELECT max(start) FROM turns AS t"
            " WHERE t.revision_id = c.revision_id AND t.start <= c.start), 0)",
            arguments,
        )
        return {row[0] for row in rows}

    def documents(self) -> list[int]:
        """Current revisions of the documents that can hold a place, by study and name."""
        sql = (
            "SELECT studies.name, documents.name, revisions.id FROM documents"
            " JOIN studies ON studies.id = documents.study_id"
            " JOIN revisions ON revisions.document_id = documents.id"
            " AND revisions.number = documents.revision WHERE 1"
        )
        arguments: list[object] = []
        kept = self.filters
        if kept.study is not None:
            sql += " AND studies.name = ?"
            arguments.append(kept.study)
        if kept.document_id is not None:
            sql += " AND documents.id = ?"
            arguments.append(kept.document_id)
        if kept.in_coded:
            coded, more = _codings(kept)
            sql += f" AND revisions.id IN (SELECT revision_id {coded})"
            arguments += more
        rows = self.connection.execute(sql, arguments).fetchall()
        rows.sort(key=lambda row: (natural(row[0]), natural(row[1])))
        return [row[2] for row in rows]


def _codings(filters: Filters) -> tuple[str, list[object]]:
    sql = "FROM codings JOIN coders ON coders.id = coder_id WHERE 1"
    arguments: list[object] = []
    if filters.codes is not None:
        sql += " AND code_id IN (SELECT value FROM json_each(?))"
        arguments.append(json.dumps(sorted(filters.codes)))
    if filters.coder is not None:
        sql += " AND coders.name = ?"
        arguments.append(filters.coder)
    return sql, arguments


_SAID_BY = {
    "speaker": "SELECT DISTINCT label FROM speakers ORDER BY label",
    "role": "SELECT DISTINCT role FROM speakers WHERE role <> '' ORDER BY role",
    "language": "SELECT language FROM documents WHERE language <> ''"
    " UNION SELECT language FROM turns WHERE language <> '' ORDER BY language",
}


def said_by(connection: sqlite3.Connection, what: str) -> list[str]:
    """The labels of speakers (`speaker`), their roles (`role`), the languages of turns
    (`language`) that there are."""
    return [row[0] for row in connection.execute(_SAID_BY[what])]


def text_between(connection: sqlite3.Connection, revision_id: int, start: int, end: int) -> str:
    """A piece of the text of a revision; quicker than all of a long one."""
    row = connection.execute(
        "SELECT substr(text, ?, ?) FROM revisions JOIN texts ON sha256 = text_sha256 WHERE id = ?",
        (start + 1, end - start, revision_id),
    ).fetchone()
    return str(row[0])
