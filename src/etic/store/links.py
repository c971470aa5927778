"""Questions about links of codes to survey answers, what was decided of them, and pillars."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict

from etic.joined import Figures, JointDecision, Pillar
from etic.model import Link
from etic.store.codebook import Tree
from etic.store.transaction import as_json

RELATIONS = ("links", "answer_links", "set_links")

_LINKS = """
SELECT links.id, table_id, code_id, number, links.answer, "group", question, direction, note,
    studies.name AS study, '' AS variable
FROM links
JOIN survey_tables ON survey_tables.id = table_id
JOIN studies ON studies.id = study_id
UNION ALL
SELECT answer_links.id, 0, code_id, '', answer_links.answer, "group", label, direction, note,
    studies.name, survey_variables.name
FROM answer_links
JOIN survey_variables ON survey_variables.id = variable_id
JOIN studies ON studies.id = study_id
UNION ALL
SELECT set_links.id, 0, code_id, '', set_links.answer, "group", label, direction, note,
    studies.name, response_sets.name
FROM set_links
JOIN response_sets ON response_sets.id = set_id
JOIN studies ON studies.id = study_id
ORDER BY 1
"""


def links(connection: sqlite3.Connection, tree: Tree) -> list[tuple[int, int, Link]]:
    """Codes beside survey answers: (link id, table id or 0 for answers by respondent, link)."""
    details = {row["link_id"]: row for row in connection.execute("SELECT * FROM link_details")}
    decided = decisions(connection)
    pillar = dict(
        connection.execute(
            "SELECT link_id, name FROM pillar_links JOIN pillars ON pillars.id = pillar_id"
        ).fetchall()
    )
    found = []
    for row in connection.execute(_LINKS).fetchall():
        more = details.get(row["id"])
        link = Link(
            tree.by_id[row["code_id"]].path, row["number"], row["answer"], row["group"],
            row["question"], row["direction"], row["note"], row["study"],
            variable=row["variable"],
            construct=more["construct"] if more else "",
            horizon=more["horizon"] if more else "",
            survey_horizon=more["survey_horizon"] if more else "",
            cases=more["cases"] if more else "",
            pillar=pillar.get(row["id"], ""),
            decision=decided.get(row["id"]),
        )  # fmt: skip
        found.append((row["id"], row["table_id"], link))
    return found


def decisions(connection: sqlite3.Connection) -> dict[int, JointDecision]:
    """Link id → what was decided of it."""
    return {
        row["link_id"]: JointDecision(
            row["verdict"], row["reason"], row["coder"], row["decided"],
            Figures(**json.loads(row["figures"])) if row["figures"] else None,
        )
        for row in connection.execute("SELECT * FROM verdicts")
    }  # fmt: skip


def pillars(connection: sqlite3.Connection) -> list[Pillar]:
    """The pillars in order."""
    rows = connection.execute(
        "SELECT pillars.name, statement, studies.name AS study FROM pillars"
        " JOIN studies ON studies.id = study_id ORDER BY pillars.study_id, pillars.id"
    )
    return [Pillar(row["name"], row["statement"], row["study"]) for row in rows]


def next_id(connection: sqlite3.Connection) -> int:
    """The number of the next link: never one that a link of any kind had before."""
    row = connection.execute(
        "SELECT coalesce(max(seq), 0) FROM sqlite_sequence"
        f" WHERE name IN ({', '.join('?' * len(RELATIONS))})",
        RELATIONS,
    ).fetchone()
    return int(row[0]) + 1


def same_people(connection: sqlite3.Connection, study: str) -> dict[str, str]:
    """Respondent of the survey → the interviewed case who is the same person, by name."""
    rows = connection.execute(
        "SELECT survey_respondents.name, cases.name FROM survey_respondents"
        " JOIN cases ON cases.id = case_id JOIN studies ON studies.id = survey_respondents.study_id"
        " WHERE studies.name = ?",
        (study,),
    )
    return {row[0]: row[1] for row in rows}


def as_written(figures: Figures | None) -> str:
    """Figures as they are stored."""
    return "" if figures is None else as_json(asdict(figures))
