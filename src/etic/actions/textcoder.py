"""The server's half of the text coder: operations in, what others did out.

The browser shows an operation at once and sends it until it is acknowledged; here each is applied
at most once, as a step of its own, or refused with a reason in the person's language.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from etic.actions import coding
from etic.errors import EticError
from etic.store import Store, queries
from etic.store.codebook import load


@dataclass
class Outcome:
    """What became of operations: names of those taken, and (name, reason) of those refused."""

    acked: list[str] = field(default_factory=list)
    rejected: list[tuple[str, str]] = field(default_factory=list)


def apply(
    store: Store, document_id: int, coder: str, operations: Sequence[Mapping[str, Any]]
) -> Outcome:
    """Apply operations of a text coder, each a step of its own, each at most once.

    An operation is `{"op": name, "t": "add"|"upd"|"del"|"undo"|"redo", "id": uid, …}`; `add` brings
    `s`, `e`, `q` (the quote) and `code` (a code's id); `upd` brings `memo`, `code` or `state`, and
    `base`, the version that it was made upon.
    """
    outcome = Outcome()
    for operation in operations:
        name = str(operation.get("op", ""))
        try:
            _apply_one(store, document_id, coder, name, operation)
        except EticError as error:
            if error.key == "project-busy":
                raise  # nothing is wrong with the operation: it is to be sent again
            outcome.rejected.append((name, str(error)))
        else:
            outcome.acked.append(name)
    return outcome


def _apply_one(
    store: Store, document_id: int, coder: str, name: str, operation: Mapping[str, Any]
) -> None:
    if not name:
        raise EticError("operation-unnamed")
    if store.journal.knows(name):
        return
    kind = operation.get("t")
    if kind == "undo":
        store.journal.undo(coder, of=coder, operation=name)
        return
    if kind == "redo":
        store.journal.redo(coder, of=coder, operation=name)
        return
    document = queries.document(store.connection, document_id)
    with store.database.writing() as connection:
        if store.journal.knows(name):
            return
        details: dict[str, object] = {"document": document.name}
        tree = load(connection)
        if kind == "add":
            node = tree.by_id.get(_integer(operation, "code"))
            if node is None:
                raise EticError("code-gone")
            start, end = _integer(operation, "s"), _integer(operation, "e")
            details |= {"code": node.path, "start": start, "end": end}
            with store.journal.change_within(
                connection, "code", coder, details, operation=name
            ) as tx:
                coding.add(
                    tx, document, node, start, end, coder,
                    quote=str(operation.get("q", "")), memo=str(operation.get("memo", "")),
                    uid=str(operation.get("id", "")), once=True,
                )  # fmt: skip
            return
        row = queries.coding_by_uid(connection, str(operation.get("id", "")))
        details["code"] = tree.by_id[row["code_id"]].path
        if kind == "del":
            with store.journal.change_within(
                connection, "uncode", coder, details, operation=name
            ) as tx:
                coding.delete(tx, row["id"])
        elif kind == "upd":
            _update(store, connection, coder, name, operation, row, details)
        else:
            raise EticError("operation-unknown", operation=kind)


def _update(
    store: Store,
    connection: sqlite3.Connection,
    coder: str,
    name: str,
    operation: Mapping[str, Any],
    row: sqlite3.Row,
    details: dict[str, object],
) -> None:
    version = store.journal.version("codings", row["id"])
    base = operation.get("base")
    if base and base != version:
        raise EticError("coding-conflict", memo=str(operation.get("memo", "")))
    values: dict[str, object] = {}
    if "memo" in operation:
        values["memo"] = str(operation["memo"])
    if operation.get("state") in ("yes", "no"):
        values["state"] = operation["state"]
    if "code" in operation:
        values["code_id"] = _integer(operation, "code")
    with store.journal.change_within(connection, "recode", coder, details, operation=name) as tx:
        coding.edit(tx, row["id"], values)


def _integer(operation: Mapping[str, Any], key: str) -> int:
    value = operation.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise EticError("operation-broken", field=key)
    return value
