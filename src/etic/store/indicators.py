"""Questions about dimensions, indicators and types of cases."""

from __future__ import annotations

import json
import sqlite3

from etic.indicated import (
    CaseType,
    Condition,
    Dimension,
    Evidence,
    Indicator,
    IndicatorFrame,
    IndicatorVerdict,
    Item,
)
from etic.joined import Figures
from etic.store.codebook import Tree


def frames(connection: sqlite3.Connection, tree: Tree) -> list[IndicatorFrame]:
    """What each study has of them; studies that have none are left out."""
    found = []
    for study in connection.execute("SELECT id, name FROM studies ORDER BY id").fetchall():
        frame = IndicatorFrame(
            study["name"],
            tuple(
                Dimension(
                    row["name"], row["label_ru"], row["label_en"],
                    row["conclusion_ru"], row["conclusion_en"],
                )
                for row in _rows(connection, "indicator_dimensions", study["id"])
            ),
            tuple(
                _indicator(connection, tree, row)
                for row in _rows(connection, "indicators", study["id"])
            ),
            tuple(
                CaseType(
                    row["name"], row["label_ru"], row["label_en"],
                    row["definition_ru"], row["definition_en"],
                    tuple(
                        Condition(**{**one, "states": tuple(one.get("states", ()))})
                        for one in json.loads(row["conditions"])
                    ),
                )
                for row in _rows(connection, "case_types", study["id"])
            ),
        )  # fmt: skip
        if frame.dimensions or frame.indicators or frame.types:
            found.append(frame)
    return found


def _rows(connection: sqlite3.Connection, relation: str, study_id: int) -> list[sqlite3.Row]:
    return connection.execute(
        f"SELECT * FROM {relation} WHERE study_id = ? ORDER BY position, id", (study_id,)
    ).fetchall()


def _indicator(connection: sqlite3.Connection, tree: Tree, row: sqlite3.Row) -> Indicator:
    codes = connection.execute(
        "SELECT * FROM indicator_codes WHERE indicator_id = ? ORDER BY position, id", (row["id"],)
    )
    verdict = connection.execute(
        "SELECT * FROM indicator_verdicts WHERE indicator_id = ?", (row["id"],)
    ).fetchone()
    return Indicator(
        row["name"], row["label_ru"], row["label_en"], row["definition_ru"], row["definition_en"],
        tuple(json.loads(row["dimensions"])),
        tuple(Evidence(tree.by_id[c["code_id"]].path, c["side"], c["dimension"]) for c in codes),
        tuple(Item(**one) for one in json.loads(row["items"])),
        row["met"], row["unmet"], row["least"],
        None if verdict is None else IndicatorVerdict(
            verdict["verdict"], verdict["reason_ru"], verdict["reason_en"], verdict["coder"],
            verdict["decided"],
            Figures(**json.loads(verdict["figures"])) if verdict["figures"] else None,
        ),
    )  # fmt: skip
