"""The server's half of the text coder: operations in, what became of them out.

The browser shows an operation at once and sends it until it is acknowledged; here each is applied
at most once, as a step of its own, or refused with a reason in the person's language. Those on
codings are here, those on the codebook in `textcoder_codes`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from etic.actions import coding, suggesting, textcoder_codes
from etic.actions.textcoder_codes import Step
from etic.errors import EticError
from etic.model import State
from etic.store import Store, queries
from etic.store.codebook import Node, Tree, load
from etic.store.queries import DocumentRow
from etic.store.transaction import Transaction


@dataclass
class Outcome:
    """What became of operations: names of those taken, and (name, reason) of those refused."""

    acked: list[str] = field(default_factory=list)
    rejected: list[tuple[str, str]] = field(default_factory=list)


def apply(
    store: Store, document_id: int, coder: str, operations: Sequence[Mapping[str, Any]]
) -> Outcome:
    """Apply operations of a text coder, each a step of its own, each at most once.

    An operation is `{"op": name, "t": kind, …}`. On codings, named by `id` (a uid):

    - `add`: `s`, `e`, `q` (the quote) and `code` (a code's id or uid), perhaps `memo` and `state`
    - `upd`: any of `memo`, `code`, `state`, and `s`, `e`, `q` together
    - `split`: `s`, `e`, `q` of what stays; `new` (a uid), `s2`, `e2`, `q2` of what becomes another
    - `join`: `other` (a uid) goes into this one, whose new span is `s`, `e`, `q`
    - `del`
    - `dismiss`: the `suggestion` (a uid) is turned down; `add` with one accepts it
    - `undo`, `redo`: the coder's last step

    `upd`, `split` and `join` bring `base`, the version that they were made upon. For those on the
    codebook see `textcoder_codes`.
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
        tree = load(connection)
        step = _step(store, connection, document, tree, coder, operation)
        details = {"document": document.name, **step.details}
        with store.journal.change_within(
            connection, step.action, coder, details, operation=name
        ) as tx:
            step.do(tx)


def _step(
    store: Store,
    connection: sqlite3.Connection,
    document: DocumentRow,
    tree: Tree,
    coder: str,
    operation: Mapping[str, Any],
) -> Step:
    """What an operation does; refused where it cannot be done."""
    kind = operation.get("t")
    if kind == "dismiss":
        uid = str(operation.get("suggestion", ""))
        return Step("dismiss", {}, lambda tx: suggesting.decide(tx, uid, "dismissed", coder))
    if kind == "add":
        return _add(document, tree, coder, operation)
    if kind in textcoder_codes.KINDS:
        return textcoder_codes.step(tree, operation)
    if kind not in ("del", "upd", "split", "join"):
        raise EticError("operation-unknown", operation=kind)
    row = queries.coding_by_uid(connection, str(operation.get("id", "")))
    details: dict[str, object] = {"code": tree.by_id[row["code_id"]].path}
    if kind == "del":
        return Step("uncode", details, lambda tx: coding.delete(tx, row["id"]))
    version = store.journal.version("codings", row["id"])
    base = operation.get("base")
    if base and base != version:
        raise EticError("coding-conflict", memo=str(operation.get("memo", "")))
    if kind == "upd":
        return _update(document, tree, row, operation, details)
    if kind == "split":
        parts = [_place(operation), _place(operation, "2")]
        uid = str(operation.get("new", ""))
        details |= {"start": parts[0][0], "end": parts[1][1]}
        return Step(
            "split", details, lambda tx: coding.split(tx, document, row["id"], parts, uid=uid)
        )
    other = queries.coding_by_uid(connection, str(operation.get("other", "")))
    place = _place(operation)
    details |= {"start": place[0], "end": place[1]}
    return Step(
        "join", details, lambda tx: coding.join(tx, document, row["id"], other["id"], place)
    )


def _add(document: DocumentRow, tree: Tree, coder: str, operation: Mapping[str, Any]) -> Step:
    node = _code(tree, operation)
    start, end, quote = _place(operation)
    state: State = "no" if operation.get("state") == "no" else "yes"
    uid, suggestion = (str(operation.get(key, "")) for key in ("id", "suggestion"))

    def do(tx: Transaction) -> None:
        coding.add(
            tx, document, node, start, end, coder,
            quote=quote, memo=str(operation.get("memo", "")), state=state,
            uid=uid, once=True, origin="suggested" if suggestion else "manual",
        )  # fmt: skip
        if suggestion:
            suggesting.decide(tx, suggestion, "accepted", coder, uid)

    return Step("code", {"code": node.path, "start": start, "end": end}, do)


def _update(
    document: DocumentRow,
    tree: Tree,
    row: sqlite3.Row,
    operation: Mapping[str, Any],
    details: dict[str, object],
) -> Step:
    values: dict[str, object] = {}
    if "memo" in operation:
        values["memo"] = str(operation["memo"])
    if operation.get("state") in ("yes", "no"):
        values["state"] = operation["state"]
    if "code" in operation:
        node = _code(tree, operation)
        values["code_id"] = node.id
        details = {**details, "code": node.path}
    if "s" in operation:
        place = _place(operation)
        details = {**details, "start": place[0], "end": place[1]}
        return Step("resize", details, lambda tx: coding.resize(tx, document, row["id"], place))
    return Step("recode", details, lambda tx: coding.edit(tx, row["id"], values))


def _code(tree: Tree, operation: Mapping[str, Any]) -> Node:
    return textcoder_codes.found(tree, operation.get("code"))


def _place(operation: Mapping[str, Any], which: str = "") -> tuple[int, int, str]:
    start, end = (_integer(operation, f"{key}{which}") for key in ("s", "e"))
    return start, end, str(operation.get(f"q{which}", ""))


def _integer(operation: Mapping[str, Any], key: str) -> int:
    value = operation.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise EticError("operation-broken", field=key)
    return value
