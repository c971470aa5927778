"""The summaries of the framework matrix as they are stored."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from etic.store.codebook import Tree
from etic.summary import Summary


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A summary, who wrote it last and when, and the ids of the codings it rests on."""

    id: int
    case_id: int
    code_id: int
    text: str
    coder: str
    created: str
    changed: str
    seen: Mapping[str, str]  # uid → fingerprint of what was coded there when it was written
    codings: tuple[int, ...]


def summaries(
    connection: sqlite3.Connection, *, case_id: int | None = None, code_id: int | None = None
) -> list[SummaryRow]:
    """The summaries there are (of one case, on one theme), in order of their making."""
    resting: dict[int, list[int]] = defaultdict(list)
    for summary_id, coding_id in connection.execute(
        "SELECT summary_id, coding_id FROM summary_codings ORDER BY coding_id"
    ):
        resting[summary_id].append(coding_id)
    rows = connection.execute(
        "SELECT summaries.*, coders.name AS coder FROM summaries"
        " JOIN coders ON coders.id = coder_id WHERE text <> ''"
        " AND coalesce(?1, case_id) = case_id AND coalesce(?2, code_id) = code_id"
        " ORDER BY summaries.id",
        (case_id, code_id),
    )
    return [
        SummaryRow(
            row["id"], row["case_id"], row["code_id"], row["text"], row["coder"], row["created"],
            row["changed"], json.loads(row["seen"]), tuple(resting[row["id"]]),
        )
        for row in rows
    ]  # fmt: skip


def placed(connection: sqlite3.Connection, tree: Tree) -> list[Summary]:
    """The summaries as values for a file, by study, case and code.

    A quote that stayed with a former text of its document goes into no file, nor does its link.
    """
    uids = dict(
        connection.execute(
            "SELECT codings.id, uid FROM codings JOIN revisions ON revisions.id = revision_id"
            " JOIN documents ON documents.id = document_id AND documents.revision = number"
        ).fetchall()
    )
    cases = {
        row["id"]: (row["study"], row["name"])
        for row in connection.execute(
            "SELECT cases.id, cases.name, studies.name AS study FROM cases"
            " JOIN studies ON studies.id = study_id"
        )
    }
    found = [
        Summary(
            case=cases[row.case_id][1], code=tree.by_id[row.code_id].path, text=row.text,
            codings=tuple(sorted(uids[i] for i in row.codings if i in uids)), coder=row.coder,
            created=row.created, changed=row.changed, seen=dict(sorted(row.seen.items())),
            study=cases[row.case_id][0],
        )
        for row in summaries(connection)
    ]  # fmt: skip
    return sorted(found, key=lambda summary: (summary.study, summary.case, summary.code))
