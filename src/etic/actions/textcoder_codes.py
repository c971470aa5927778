"""What the text coder does to the codebook, without leaving the text.

A code is named by its id, or by the uid that the browser gave it when it was made a moment ago and
the browser does not know its id yet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from etic.actions import codebook, rearranging
from etic.codebook import emerging
from etic.errors import EticError
from etic.i18n import language
from etic.store.codebook import Node, Tree
from etic.store.transaction import Transaction

KINDS = frozenset({"newcode", "editcode", "movecode", "mergecode"})
NAMES = {"ru": "name_ru", "en": "name_en"}


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the journal to be: its name, what it is about, and what it does."""

    action: str
    details: Mapping[str, object]
    do: Callable[[Transaction], object]


def found(tree: Tree, named: object) -> Node:
    """The code that an operation names, by id or uid; refused where it is gone."""
    node = tree.by_id.get(named) if isinstance(named, int) else None
    if isinstance(named, str):
        node = next((n for n in tree if n.code.uid == named), None)
    if node is None:
        raise EticError("code-gone")
    return node


def step(tree: Tree, operation: Mapping[str, Any]) -> Step:
    """What an operation on the codebook does.

    - `newcode`: `code` (a uid), `name`, `under` (a code or none)
    - `editcode`: `code` and any of `name`, `definition`, `colour`
    - `movecode`: `code` goes `under` another (or none), in front of `before` (or last)
    - `mergecode`: all of `code` goes `into` another
    """
    kind = operation["t"]
    if kind == "newcode":
        return _new(tree, operation)
    node = found(tree, operation.get("code"))
    if kind == "editcode":
        said = _values(operation)
        return Step("code-edit", {"code": node.path}, lambda tx: codebook.edit(tx, node, said))
    if kind == "movecode":
        under, before = (_maybe(tree, operation.get(key)) for key in ("under", "before"))
        to = f"{under.path}/{node.code.segment}" if under else node.code.segment
        details = {"code": node.path, "to": to}
        return Step(
            "code-move", details, lambda tx: rearranging.move(tx, tree, node, under, before)
        )
    into = found(tree, operation.get("into"))
    about = rearranging.merge_details(tree, node, into)
    return Step("code-merge", about, lambda tx: rearranging.merge(tx, tree, node, into))


def _new(tree: Tree, operation: Mapping[str, Any]) -> Step:
    name = " ".join(str(operation.get("name", "")).split())
    under = _maybe(tree, operation.get("under"))
    parent_id = under.id if under else None
    taken = {child.code.segment for child in tree.children(parent_id)}
    uid = str(operation.get("code", ""))
    code = emerging(name, under.path if under else "", uid=uid, taken=taken)

    def do(tx: Transaction) -> None:
        codebook.belong(tx, codebook.add(tx, code, parent_id), parent_id)

    return Step("code-add", {"code": code.path}, do)


def _values(operation: Mapping[str, Any]) -> dict[str, str]:
    values = {
        key: str(operation[key]).strip() for key in ("definition", "colour") if key in operation
    }
    if "name" in operation:
        name = " ".join(str(operation["name"]).split())
        if not name:
            raise EticError("code-name-missing")
        values[NAMES[language()]] = name
    return values


def _maybe(tree: Tree, named: object) -> Node | None:
    return None if named is None else found(tree, named)
