"""Documents that were deleted, as the journal remembers them, and what stands in their way back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from etic.errors import EticError


@dataclass(frozen=True, slots=True)
class DeletedDocument:
    """A document that is not there any more, and the step that took it away."""

    event: int
    document_id: int
    name: str
    study: str
    who: str
    at: str
    codings: int  # that went with it


def documents(connection: sqlite3.Connection) -> list[DeletedDocument]:
    """Documents that were deleted and are not there now, the last deleted first."""
    rows = connection.execute(
        "SELECT events.id, at, who, row_id, json_extract(before, '$.name') AS name,"
        " studies.name AS study,"
        " (SELECT count(*) FROM changes AS c WHERE c.event_id = events.id"
        "  AND c.relation = 'codings' AND c.after IS NULL) AS codings"
        " FROM events JOIN changes ON changes.event_id = events.id"
        " JOIN studies ON studies.id = json_extract(before, '$.study_id')"
        " WHERE action = 'delete' AND events.kind = 'do' AND relation = 'documents'"
        " AND after IS NULL AND row_id NOT IN (SELECT id FROM documents)"
        # One that was taken back already is gone for another reason: its import was undone.
        " AND coalesce((SELECT kind FROM events AS later WHERE later.target = events.id"
        "  ORDER BY later.id DESC LIMIT 1), 'redo') = 'redo'"
        " ORDER BY events.id DESC"
    )
    return [
        DeletedDocument(
            row["id"], row["row_id"], row["name"], row["study"], row["who"], row["at"],
            row["codings"],
        )
        for row in rows
    ]  # fmt: skip


def check(connection: sqlite3.Connection, deleted: DeletedDocument) -> None:
    """Raise an error that says what stands in a document's way back: its name, its respondent's
    name, or a code that it had."""
    for relation, key in (("documents", "restore-name-taken"), ("cases", "restore-case-taken")):
        for image in _images(connection, deleted.event, relation):
            taken = connection.execute(
                f"SELECT 1 FROM {relation} WHERE study_id = ? AND name = ?",
                (image["study_id"], image["name"]),
            ).fetchone()
            if taken is not None:
                raise EticError(
                    key, document=deleted.name, study=deleted.study, name=image["name"]
                )  # fmt: skip
    used = {image["code_id"] for image in _images(connection, deleted.event, "codings")}
    there = {row[0] for row in connection.execute("SELECT id FROM codes")}
    gone = [_code(connection, code_id) for code_id in sorted(used - there)]
    if gone:
        raise EticError("restore-code-gone", document=deleted.name, codes=", ".join(gone))


def _images(
    connection: sqlite3.Connection, event_id: int, relation: str
) -> list[Mapping[str, Any]]:
    """The rows of a table that a step deleted."""
    rows = connection.execute(
        "SELECT before FROM changes WHERE event_id = ? AND relation = ? AND after IS NULL",
        (event_id, relation),
    )
    return [json.loads(row["before"]) for row in rows]


def _code(connection: sqlite3.Connection, code_id: int) -> str:
    """What a deleted code was called."""
    row = connection.execute(
        "SELECT before FROM changes WHERE relation = 'codes' AND row_id = ? AND after IS NULL"
        " ORDER BY event_id DESC LIMIT 1",
        (code_id,),
    ).fetchone()
    image = json.loads(row["before"]) if row else {}
    return str(image.get("name_ru") or image.get("name_en") or image.get("segment") or code_id)
