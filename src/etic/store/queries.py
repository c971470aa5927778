"""Questions to the tables. SQL lives here and nowhere above; answers are values of the model."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from etic.errors import EticError
from etic.model import (
    Attribute,
    Case,
    Memo,
    Quote,
    Turn,
    Value,
)
from etic.natural import natural
from etic.store.codebook import Tree


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document of the project, without its text."""

    id: int
    name: str
    study: str
    case: str
    case_id: int | None
    language: str
    header: Mapping[str, Any]
    source: str
    source_sha256: str
    revision: int
    revision_id: int
    text_sha256: str
    length: int
    turns: int
    codings: int

    @property
    def quotable(self) -> bool:
        """Whether the respondent agreed to be quoted; a header that says nothing of consent leaves
        it to the researcher."""
        return str(self.header.get("consent", "")) in ("quote", "")


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence with the turn it stands in."""

    n: int
    turn: int
    start: int
    end: int
    role: str = ""  # of who speaks


def project(connection: sqlite3.Connection) -> sqlite3.Row:
    """The one row about the project itself."""
    row: sqlite3.Row | None = connection.execute("SELECT * FROM project").fetchone()
    if row is None:
        raise EticError("project-empty")
    return row


_DOCUMENTS = """
SELECT documents.id, documents.name, studies.name AS study, coalesce(cases.name, '') AS "case",
    documents.case_id, documents.language, header, source, source_sha256, revision,
    revisions.id AS revision_id, text_sha256, texts.length,
    (SELECT count(*) FROM turns WHERE turns.revision_id = revisions.id) AS turns,
    (SELECT count(*) FROM codings WHERE codings.revision_id = revisions.id) AS codings
FROM documents
JOIN studies ON studies.id = documents.study_id
JOIN revisions ON revisions.document_id = documents.id AND revisions.number = documents.revision
JOIN texts ON texts.sha256 = text_sha256
LEFT JOIN cases ON cases.id = documents.case_id
"""


def documents(connection: sqlite3.Connection) -> list[DocumentRow]:
    """All documents, by study and name."""
    rows = connection.execute(_DOCUMENTS)
    found = [DocumentRow(**{**dict(row), "header": json.loads(row["header"])}) for row in rows]
    return sorted(found, key=lambda d: (natural(d.study), natural(d.name)))


def document(connection: sqlite3.Connection, wanted: int | str, study: str = "") -> DocumentRow:
    """One document by id, by name, or by `study/name` where two studies share a name."""
    if isinstance(wanted, int):
        row = connection.execute(_DOCUMENTS + " WHERE documents.id = ?", (wanted,)).fetchone()
        if row is not None:
            return DocumentRow(**{**dict(row), "header": json.loads(row["header"])})
    every = documents(connection)
    found = [d for d in every if wanted in (d.name, f"{d.study}/{d.name}")]
    found = [d for d in found if not study or d.study == study]
    if not found:
        found = [d for d in every if wanted in (d.case, d.source, str(d.id))]
    if not found:
        import difflib

        near = difflib.get_close_matches(str(wanted), [d.name for d in every], n=3, cutoff=0.4)
        raise EticError("document-unknown", document=wanted, near=", ".join(near) or "—")
    if len(found) > 1:
        choices = ", ".join(f"{d.study}/{d.name}" for d in found)
        raise EticError("document-ambiguous", document=wanted, choices=choices)
    return found[0]


def text(connection: sqlite3.Connection, revision_id: int) -> str:
    """The text of a revision."""
    row = connection.execute(
        "SELECT text FROM revisions JOIN texts ON sha256 = text_sha256 WHERE id = ?", (revision_id,)
    ).fetchone()
    return str(row[0])


def turns(connection: sqlite3.Connection, revision_id: int) -> list[Turn]:
    """The turns of a revision in order."""
    rows = connection.execute(
        "SELECT start, body, \"end\", coalesce(label, '') AS speaker, coalesce(role, '') AS role,"
        " question, time, language FROM turns LEFT JOIN speakers ON speakers.id = speaker_id"
        " WHERE revision_id = ? ORDER BY n",
        (revision_id,),
    )
    return [Turn(**dict(row)) for row in rows]


def segments(connection: sqlite3.Connection, revision_id: int) -> list[Segment]:
    """The sentences of a revision in order."""
    rows = connection.execute(
        'SELECT segments.n, turns.n AS turn, segments.start, segments."end",'
        " coalesce(role, '') AS role FROM segments JOIN turns ON turns.id = turn_id"
        " LEFT JOIN speakers ON speakers.id = speaker_id"
        " WHERE segments.revision_id = ? ORDER BY segments.n",
        (revision_id,),
    )
    return [Segment(**dict(row)) for row in rows]


def attributes(connection: sqlite3.Connection) -> list[Attribute]:
    """The attributes in order."""
    rows = connection.execute(
        "SELECT name, kind, label_ru, label_en FROM attributes ORDER BY position, id"
    )
    return [Attribute(**dict(row)) for row in rows]


def attributes_by_case(connection: sqlite3.Connection) -> dict[int, Mapping[str, Value]]:
    """Case id → its attributes, typed, in the attributes' order."""
    found: dict[int, dict[str, Value]] = defaultdict(dict)
    for case_id, name, kind, value in connection.execute(
        "SELECT case_id, name, kind, value FROM attribute_values"
        " JOIN attributes ON attributes.id = attribute_id"
        " ORDER BY attributes.position, attributes.id"
    ):
        found[case_id][name] = typed(value, kind)
    return dict(found)


def typed(value: str, kind: str) -> Value:
    """A stored attribute value as the type its attribute says."""
    if kind == "number":
        as_float = float(value)
        return int(as_float) if as_float.is_integer() else as_float
    if kind == "boolean":
        return value == "true"
    return value


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case of the project."""

    id: int
    name: str
    study: str
    attributes: Mapping[str, Value]
    documents: tuple[str, ...]

    def value(self) -> Case:
        """As a value of the model."""
        return Case(self.name, self.study, self.attributes)


def cases(connection: sqlite3.Connection) -> list[CaseRow]:
    """All cases, by study and name."""
    values = attributes_by_case(connection)
    named: dict[int, list[str]] = defaultdict(list)
    for case_id, name in connection.execute("SELECT case_id, name FROM documents ORDER BY id"):
        named[case_id].append(name)
    rows = connection.execute(
        "SELECT cases.id, cases.name, studies.name AS study FROM cases"
        " JOIN studies ON studies.id = study_id"
    )
    found = [
        CaseRow(row["id"], row["name"], row["study"], values.get(row["id"], {}),
                tuple(named[row["id"]]))
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda c: (natural(c.study), natural(c.name)))


def case(connection: sqlite3.Connection, wanted: int | str) -> CaseRow:
    """One case by id, by name, or by `study/name` where two studies share a name."""
    every = cases(connection)
    if isinstance(wanted, int):
        found = [c for c in every if c.id == wanted]
    else:
        found = [c for c in every if wanted in (c.name, f"{c.study}/{c.name}")]
    if not found:
        import difflib

        near = difflib.get_close_matches(str(wanted), [c.name for c in every], n=3, cutoff=0.4)
        raise EticError("case-missing", case=wanted, near=", ".join(near) or "—")
    if len(found) > 1:
        choices = ", ".join(f"{c.study}/{c.name}" for c in found)
        raise EticError("case-ambiguous", case=wanted, choices=choices)
    return found[0]


def not_asked(connection: sqlite3.Connection) -> list[tuple[int, int]]:
    """(case id, code id) of topics that were not asked about."""
    rows = connection.execute("SELECT case_id, code_id FROM not_asked ORDER BY case_id, code_id")
    return [(row[0], row[1]) for row in rows]


SECOND = "SELECT coder_id FROM second_coders"
# Codings that no count takes: of second coders, and of double coding that is not settled.
SET_ASIDE = "SELECT coding_id FROM set_aside"

# Codings in current revisions, with the turn that each begins in.
FROM_CODINGS = """
FROM codings
JOIN revisions ON revisions.id = codings.revision_id
JOIN documents ON documents.id = revisions.document_id AND documents.revision = revisions.number
JOIN studies ON studies.id = documents.study_id
JOIN coders ON coders.id = coder_id
LEFT JOIN turns ON turns.id = (
    SELECT t.id FROM turns AS t WHERE t.revision_id = codings.revision_id
        AND t.start <= codings.start ORDER BY t.start DESC LIMIT 1)
LEFT JOIN speakers ON speakers.id = turns.speaker_id
"""

_QUOTES = f"""
SELECT codings.id, codings.uid, studies.name AS study, coalesce(cases.name, '') AS "case",
    cases.id AS case_id, documents.name AS document, documents.id AS document_id,
    coalesce(speakers.label, '') AS speaker, code_id, quote, codings.start, codings."end",
    coders.name AS coder, memo, state, origin, codings.created
{FROM_CODINGS}LEFT JOIN cases ON cases.id = coalesce(speakers.case_id, documents.case_id)
"""


def quotes(
    connection: sqlite3.Connection,
    tree: Tree,
    *,
    codes: Collection[int] | None = None,
    document_id: int | None = None,
    coder: str | None = None,
    where: Mapping[str, Value] | None = None,
    study: str | None = None,
    ids: Collection[int] | None = None,
    counted: bool = False,
) -> list[Quote]:
    """Codings with their quotes, by study, document and place.

    With `counted`, those are left out that are compared and not counted: second coders', and in the
    documents of a round of double coding all but those that count there.
    `where` keeps cases whose attributes have these values, compared as they are printed.
    """
    conditions = []
    arguments: list[object] = []
    for name, values in (("code_id", codes), ("codings.id", ids)):
        if values is not None:
            conditions.append(f"{name} IN (SELECT value FROM json_each(?))")
            arguments.append(json.dumps(sorted(values)))
    for name, value in (
        ("documents.id", document_id), ("coders.name", coder), ("studies.name", study)
    ):  # fmt: skip
        if value is not None:
            conditions.append(f"{name} = ?")
            arguments.append(value)
    if counted:
        conditions.append(f"codings.id NOT IN ({SET_ASIDE})")
    sql = _QUOTES + (" WHERE " + " AND ".join(conditions) if conditions else "")
    by_case = attributes_by_case(connection)
    found = []
    for row in connection.execute(sql, arguments):
        values_of_case = by_case.get(row["case_id"], {})
        if where and not matches(values_of_case, where):
            continue
        fields = dict(row)
        del fields["case_id"]
        found.append(
            Quote(**fields, code=tree.by_id[row["code_id"]].path, attributes=values_of_case)
        )
    found.sort(key=lambda q: (natural(q.study), natural(q.document), q.start, q.end, q.id))
    return found


def matches(values: Mapping[str, Value], where: Mapping[str, Value]) -> bool:
    """Whether a case's attributes have these values, as they are printed."""
    return all(printed(values.get(name)) == printed(wanted) for name, wanted in where.items())


def printed(value: Value) -> str:
    """An attribute value as text: what files, filters and tables show."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def coding_by_uid(connection: sqlite3.Connection, uid: str) -> sqlite3.Row:
    """The row of a coding, by the identity that a client gave it."""
    row: sqlite3.Row | None = connection.execute(
        "SELECT * FROM codings WHERE uid = ?", (uid,)
    ).fetchone()
    if row is None:
        raise EticError("coding-gone")
    return row


def coders(connection: sqlite3.Connection) -> list[str]:
    """Names of the coders, in order of their first work."""
    return [row[0] for row in connection.execute("SELECT name FROM coders ORDER BY id")]


def second_coders(connection: sqlite3.Connection) -> list[str]:
    """Names of the coders whose codings are compared with others', and not counted."""
    rows = connection.execute(f"SELECT name FROM coders WHERE id IN ({SECOND}) ORDER BY id")
    return [row[0] for row in rows]


def studies(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """The studies in order."""
    return connection.execute("SELECT * FROM studies ORDER BY id").fetchall()


def memos(connection: sqlite3.Connection, tree: Tree) -> list[Memo]:
    """Notes on documents, cases, codes and the project, in order of writing."""
    rows = connection.execute(
        "SELECT memos.*, documents.name AS document, ds.name AS document_study,"
        ' cases.name AS "case", cs.name AS case_study, coders.name AS coder FROM memos'
        " JOIN coders ON coders.id = coder_id"
        " LEFT JOIN documents ON documents.id = document_id"
        " LEFT JOIN studies AS ds ON ds.id = documents.study_id"
        " LEFT JOIN cases ON cases.id = memos.case_id"
        " LEFT JOIN studies AS cs ON cs.id = cases.study_id ORDER BY memos.id"
    )
    found = []
    for row in rows:
        if row["document_id"] is not None:
            memo = Memo("document", f"{row['document_study']}/{row['document']}", row["text"])
        elif row["case_id"] is not None:
            memo = Memo("case", f"{row['case_study']}/{row['case']}", row["text"])
        elif row["code_id"] is not None:
            memo = Memo("code", tree.by_id[row["code_id"]].path, row["text"])
        else:
            memo = Memo("project", "", row["text"])
        found.append(Memo(memo.kind, memo.target, memo.text, row["coder"], row["created"]))
    return found


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many of each there are."""
    tables: Sequence[str] = (
        "documents",
        "cases",
        "codes",
        "codings",
        "coders",
        "survey_tables",
        "links",
        "survey_respondents",
    )
    found = {
        name: int(connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0])
        for name in (*tables, "answer_links", "set_links")
    }
    found["links"] += found.pop("answer_links") + found.pop("set_links")
    return found
