"""Rules as they are stored, and what is asked of the tables to see what one would code."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass

from etic.language import terms
from etic.model import Rule
from etic.store.codebook import Tree

Spans = dict[int, list[tuple[int, int]]]  # revision → spans in it


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule of the project, and how many codings that it made are there."""

    id: int
    rule: Rule
    created: str
    codings: int


def rules(connection: sqlite3.Connection, tree: Tree) -> list[RuleRow]:
    """The rules, in the order of the codebook, then as they were made."""
    rows = connection.execute(
        "SELECT rules.*, coalesce(studies.name, '') AS study, ds.name AS document_study,"
        " documents.name AS document, (SELECT count(*) FROM rule_codings JOIN codings"
        " ON codings.uid = coding_uid WHERE rule_id = rules.id) AS codings FROM rules"
        " LEFT JOIN studies ON studies.id = rules.study_id"
        " LEFT JOIN documents ON documents.id = rules.document_id"
        " LEFT JOIN studies AS ds ON ds.id = documents.study_id ORDER BY rules.id"
    )
    found = [
        RuleRow(
            row["id"],
            Rule(
                code=tree.by_id[row["code_id"]].path, kind=row["kind"], pattern=row["pattern"],
                unit=row["unit"], speakers=row["speakers"], state=row["state"],
                study=row["study"],
                document=f"{row['document_study']}/{row['document']}" if row["document"] else "",
                case=bool(row["match_case"]), yo=bool(row["match_yo"]), note=row["note"],
            ),
            row["created"],
            row["codings"],
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda row: tree.order[tree.by_path[row.rule.code].id])


def rule_of_coding(connection: sqlite3.Connection, uid: str) -> int | None:
    """The number of the rule that made a coding; None where a person did."""
    row = connection.execute(
        "SELECT rule_id FROM rule_codings WHERE coding_uid = ?", (uid,)
    ).fetchone()
    return None if row is None else int(row[0])


def turns_with(connection: sqlite3.Connection, tree: terms.Node) -> dict[int, set[int]]:
    """Revision → where the turns start in which any word of a query stands that is asked for."""
    asked = " OR ".join(term.match() for term in terms.terms(tree))
    found: dict[int, set[int]] = defaultdict(set)
    for revision_id, start in connection.execute(
        "SELECT revision_id, start FROM turn_words JOIN turns ON turns.id = turn_words.rowid"
        " WHERE turn_words MATCH ?",
        (asked,),
    ):
        found[revision_id].add(start)
    return found


def cases_of_speakers(connection: sqlite3.Connection) -> dict[tuple[int, str], str]:
    """(document, speaker) → the case, where a speaker is another one than the document's."""
    rows = connection.execute(
        'SELECT document_id, label, cases.name AS "case" FROM speakers'
        " JOIN cases ON cases.id = speakers.case_id"
    )
    return {(row["document_id"], row["label"]): row["case"] for row in rows}


def coded(connection: sqlite3.Connection, code_id: int, coder: str) -> Spans:
    """Where a coder has a code."""
    return _spans(
        connection.execute(
            'SELECT revision_id, start, "end" FROM codings JOIN coders ON coders.id = coder_id'
            " WHERE code_id = ? AND coders.name = ?",
            (code_id, coder),
        )
    )


def taken_off(connection: sqlite3.Connection, rule_id: int, coder: str) -> Spans:
    """Where a rule has coded for a coder what is not there any more."""
    return _spans(
        connection.execute(
            'SELECT revision_id, start, "end" FROM rule_codings'
            " JOIN coders ON coders.id = coder_id WHERE rule_id = ? AND coders.name = ?"
            " AND coding_uid NOT IN (SELECT uid FROM codings)",
            (rule_id, coder),
        )
    )


def dismissed(connection: sqlite3.Connection, code_id: int) -> Spans:
    """Where a code was suggested and a person said no."""
    return _spans(
        connection.execute(
            'SELECT revision_id, start, "end" FROM suggestions'
            " WHERE code_id = ? AND outcome = 'dismissed'",
            (code_id,),
        )
    )


def _spans(rows: sqlite3.Cursor) -> Spans:
    found: Spans = defaultdict(list)
    for revision_id, start, end in rows:
        found[revision_id].append((start, end))
    return found
