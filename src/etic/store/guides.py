"""Interview guides as they are stored, and the turns in which something is asked."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from dataclasses import dataclass

from etic.guide import Correction, Guide, Question
from etic.model import Turn
from etic.store import queries
from etic.store.codebook import Tree


def guides(connection: sqlite3.Connection, tree: Tree, study: str = "") -> list[Guide]:
    """The guides, by study and name."""
    codes: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute("SELECT question_id, code_id FROM question_codes ORDER BY id"):
        codes[row["question_id"]].append(tree.by_id[row["code_id"]].path)
    questions: dict[int, list[Question]] = defaultdict(list)
    for row in connection.execute("SELECT * FROM guide_questions ORDER BY position, id"):
        questions[row["guide_id"]].append(
            Question(
                row["number"], row["text_ru"], row["text_en"], tuple(json.loads(row["wordings"])),
                tuple(codes[row["id"]]),
            )
        )  # fmt: skip
    corrected = _corrections(connection)
    rows = connection.execute(
        "SELECT guides.*, studies.name AS study FROM guides JOIN studies ON studies.id = study_id"
        " ORDER BY study_id, guides.name"
    )
    return [
        Guide(
            study=row["study"],
            questions=tuple(questions[row["id"]]),
            name=row["name"],
            title_ru=row["title_ru"],
            title_en=row["title_en"],
            who=json.loads(row["who"]),
            corrections=tuple(corrected[row["id"]]),
        )
        for row in rows
        if not study or row["study"] == study
    ]


def _corrections(connection: sqlite3.Connection) -> dict[int, list[Correction]]:
    """Guide → what people put right in the texts as they are now."""
    found: dict[int, list[Correction]] = defaultdict(list)
    rows = connection.execute(
        'SELECT question_turns.guide_id, documents.name, start, question_turns."end",'
        " coalesce(guide_questions.number, '') AS number"
        " FROM question_turns JOIN revisions ON revisions.id = revision_id"
        " JOIN documents ON documents.id = document_id AND revisions.number = documents.revision"
        " LEFT JOIN guide_questions ON guide_questions.id = question_id"
        " ORDER BY question_turns.id"
    )
    for row in rows:
        found[row["guide_id"]].append(
            Correction(row["name"], row["start"], row["end"], row["number"])
        )
    return found


@dataclass(frozen=True, slots=True)
class Conversation:
    """The interviewer's turns of one document, and its text."""

    document_id: int
    document: str
    study: str
    case: str
    revision_id: int
    text: str
    turns: tuple[Turn, ...]


def conversations(connection: sqlite3.Connection, study: str = "") -> list[Conversation]:
    """The documents with what their interviewers say, by study and name."""
    return [
        Conversation(
            d.id, d.name, d.study, d.case, d.revision_id,
            queries.text(connection, d.revision_id),
            tuple(t for t in queries.turns(connection, d.revision_id) if t.role == "interviewer"),
        )
        for d in queries.documents(connection)
        if not study or d.study == study
    ]  # fmt: skip
