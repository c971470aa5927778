"""Rows of a Taguette database as plain values, whatever its version and whatever stands in them.

SQLite does not mind a text where a number belongs, and Taguette's tables have grown over the years:
a column may be missing, a value may be anything.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

# What a database must hold to be Taguette's; older and newer ones differ in the rest.
_NEEDED: Mapping[str, frozenset[str]] = {
    "projects": frozenset(["id", "name"]),
    "documents": frozenset(["id", "name", "project_id", "contents"]),
    "highlights": frozenset(["id", "document_id", "start_offset", "end_offset", "snippet"]),
    "tags": frozenset(["id", "project_id", "path"]),
    "highlight_tags": frozenset(["highlight_id", "tag_id"]),
}

Schema = Mapping[str, frozenset[str]]


def is_taguette(schema: Schema) -> bool:
    """Whether a database with these tables and columns is Taguette's."""
    return all(columns <= schema.get(table, frozenset()) for table, columns in _NEEDED.items())


@dataclass(frozen=True, slots=True)
class Rows:
    """The tables of one database."""

    connection: sqlite3.Connection
    schema: Schema

    def of(self, table: str, *wanted: str) -> Iterator[dict[str, Any]]:
        """The rows of a table; None for columns that this version does not have."""
        there = [name for name in wanted if name in self.schema.get(table, ())]
        if not there:
            return
        order = " ORDER BY id" if "id" in self.schema[table] else ""
        missing = dict.fromkeys(wanted)
        for row in self.connection.execute(f"SELECT {', '.join(there)} FROM {table}{order}"):
            yield {**missing, **dict(zip(there, row, strict=True))}


def as_text(value: object) -> str:
    """A value as text: bytes where they are UTF-8, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "ignore")
    return str(value)


def as_moment(value: object) -> str:
    """Taguette's date (UTC, without saying so) as Etic writes moments; empty where it is none.

    >>> as_moment("2022-02-03 08:01:22.663131"), as_moment("yesterday")
    ('2022-02-03T08:01:22.663Z', '')
    """
    try:
        moment = datetime.fromisoformat(as_text(value))
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return ""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class _Set:
    """One time that somebody set a highlight, with the tags it had from then on."""

    who: str
    when: str
    tags: tuple[object, ...]


class Makers:
    """Who put a tag on a highlight, and when, by the log of commands.

    Changing the tags of a highlight is logged like making it. So a tag is its whose command was the
    first to name it; where none does (tags were merged since), his who made the highlight.
    """

    def __init__(self, rows: Rows) -> None:
        self._sets: dict[object, list[_Set]] = defaultdict(list)
        for row in rows.of("commands", "id", "date", "user_login", "payload"):
            payload = _json(row["payload"])
            if payload.get("type") == "highlight_add":
                tags = payload.get("tags")
                self._sets[_key(payload.get("highlight_id"))].append(
                    _Set(
                        as_text(row["user_login"]),
                        as_moment(row["date"]),
                        tuple(tags) if isinstance(tags, list) else (),
                    )
                )
        self._members: dict[object, list[str]] = defaultdict(list)
        for row in rows.of("project_members", "project_id", "user_login"):
            self._members[row["project_id"]].append(as_text(row["user_login"]))

    def of(self, project: object, highlight: int, tag: object) -> tuple[str, str]:
        """Login and moment; empty where the database does not say."""
        sets = self._sets.get(highlight, [])
        for each in sets:
            if tag in each.tags:
                return each.who, each.when
        if sets:
            return sets[0].who, sets[0].when
        members = self._members.get(project, [])
        return (members[0] if len(members) == 1 else ""), ""


def _json(payload: object) -> dict[str, Any]:
    """A command's payload; empty for what is none, for the log is only a witness."""
    try:
        found = json.loads(as_text(payload))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _key(value: object) -> int | None:
    return value if isinstance(value, int) else None
