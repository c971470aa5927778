"""Questions about answers by respondent."""

from __future__ import annotations

import json
import sqlite3

from etic.model import Answers, ResponseSet, Variable
from etic.natural import natural


def answers(connection: sqlite3.Connection, *, asked_alone: bool = False) -> list[Answers]:
    """The sets of answers, one a study at the most, in order of the studies.

    With `asked_alone` they come without respondents, which takes no time.
    """
    found = []
    for row in connection.execute(
        "SELECT answer_sets.*, studies.name AS study FROM answer_sets"
        " JOIN studies ON studies.id = study_id ORDER BY study_id"
    ).fetchall():
        variables = tuple(
            Variable(v["name"], v["label"], v["kind"], tuple(json.loads(v["value_labels"]).items()),
                     tuple(json.loads(v["missing"])))
            for v in connection.execute(
                "SELECT * FROM survey_variables WHERE study_id = ? ORDER BY position, id",
                (row["study_id"],),
            )
        )  # fmt: skip
        respondents = [] if asked_alone else _respondents(connection, row["study_id"])
        found.append(
            Answers(variables, tuple(respondents), row["study"], row["note_ru"], row["note_en"],
                    row["source"], _sets(connection, row["study_id"]),
                    _weight(connection, row["study_id"]),
                    _people(connection, row["study"]))
        )  # fmt: skip
    return found


def _respondents(connection: sqlite3.Connection, study_id: int) -> list[tuple[str, dict[str, str]]]:
    rows = connection.execute(
        "SELECT name, answers FROM survey_respondents WHERE study_id = ?", (study_id,)
    )
    found = [(row["name"], json.loads(row["answers"])) for row in rows]
    return sorted(found, key=lambda pair: natural(pair[0]))


def _sets(connection: sqlite3.Connection, study_id: int) -> tuple[ResponseSet, ...]:
    return tuple(
        ResponseSet(row["name"], row["label"], row["kind"], tuple(json.loads(row["variables"])),
                    row["counted"])
        for row in connection.execute(
            "SELECT * FROM response_sets WHERE study_id = ? ORDER BY id", (study_id,)
        )
    )  # fmt: skip


def _weight(connection: sqlite3.Connection, study_id: int) -> str:
    row = connection.execute(
        "SELECT variable FROM survey_weights WHERE study_id = ?", (study_id,)
    ).fetchone()
    return str(row["variable"]) if row else ""


def _people(connection: sqlite3.Connection, study: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, case) for _, name, case in respondents(connection, study) if case not in (None, name)
    )


def respondents(connection: sqlite3.Connection, study: str) -> list[tuple[int, str, str | None]]:
    """Who answered the questionnaire of a study: (id, name, the interviewed case or None)."""
    rows = connection.execute(
        "SELECT survey_respondents.id, survey_respondents.name, cases.name AS person"
        " FROM survey_respondents JOIN studies ON studies.id = survey_respondents.study_id"
        " LEFT JOIN cases ON cases.id = case_id WHERE studies.name = ?",
        (study,),
    )
    return [(row["id"], row["name"], row["person"]) for row in rows]
