"""Questions about answers by respondent."""

from __future__ import annotations

import json
import sqlite3

from etic.model import Answers, Variable
from etic.natural import natural


def answers(connection: sqlite3.Connection) -> list[Answers]:
    """The sets of answers, one a study at the most, in order of the studies."""
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
        respondents = [
            (r["name"], json.loads(r["answers"]))
            for r in connection.execute(
                "SELECT name, answers FROM survey_respondents WHERE study_id = ?",
                (row["study_id"],),
            )
        ]
        respondents.sort(key=lambda pair: natural(pair[0]))
        found.append(
            Answers(variables, tuple(respondents), row["study"], row["note_ru"], row["note_en"],
                    row["source"])
        )  # fmt: skip
    return found
