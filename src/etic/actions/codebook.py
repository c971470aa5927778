"""Changing the codebook: loading one, adding and editing codes."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from etic.actions import ensure, linking, resting
from etic.codebook import check
from etic.errors import EticError
from etic.model import Code, Codebook
from etic.store import codebook as stored
from etic.store.codebook import Node, Tree
from etic.store.transaction import Transaction

# Colours for codes that bring none: apart in hue, mid-tone so that they read on light and dark.
PALETTE = (
    "#2f6f9f", "#b3541e", "#3a7d44", "#7a4f9a", "#b0872b", "#a63d57", "#2c8c86", "#6b6f2a",
    "#8a5a44", "#4a5fb0", "#c0663f", "#5b8c3a",
)  # fmt: skip

EDITABLE = (
    "name_ru", "name_en", "definition", "include", "exclude", "example", "colour", "origin",
    "response",
)  # fmt: skip


def load(tx: Transaction, book: Codebook) -> int:
    """Bring a codebook in: new codes are added, known ones take over what the file says of them.

    A code is known by its uid, else by its path. Nothing is deleted: a code that the file does not
    name stays. Gives the number of codes added.
    """
    study_id = ensure.study(tx, book.study, book.title_ru, book.title_en) if book.study else None
    tree = stored.load(tx.connection)
    by_uid = {node.code.uid: node for node in tree}
    ids = {node.path: node.id for node in tree}
    added = 0
    for code in book.codes:
        known = by_uid.get(code.uid) if code.uid else None
        known = known or tree.by_path.get(code.path)
        if known is None:
            parent_id = ids.get(code.parent)
            ids[code.path] = add(tx, code, parent_id)
            if study_id is None:
                belong(tx, ids[code.path], parent_id)
            added += 1
        else:
            ids[code.path] = known.id
            said = {key: getattr(code, key) for key in EDITABLE if getattr(code, key)}
            tx.update("codes", known.id, {**said, "required": int(code.required)})
        # A code of no particular study that carries codings stays of every study; so does one
        # above it, else it would count less than what is under it.
        if study_id is not None and (
            known is None
            or known.studies
            or not any(tx.find("codings", code_id=i) for i in tree.under(known.path))
        ):
            tx.put("scopes", {"code_id": ids[code.path], "study_id": study_id})
    for entry in book.sets:
        _load_set(tx, entry.path, entry.kind, entry.name_ru, entry.name_en, study_id,
                  [ids[path] for path in entry.codes])  # fmt: skip
    return added


def add(tx: Transaction, code: Code, parent_id: int | None) -> int:
    """Add a code under another (under none: as a family); its position is the last."""
    check(code)
    if tx.find("codes", parent_id=parent_id, segment=code.segment):
        raise EticError("code-exists", code=code.path)
    siblings = tx.all("codes", parent_id=parent_id)
    position = max((row["position"] for row in siblings), default=-1) + 1
    total = tx.count("codes")
    values: dict[str, Any] = {key: getattr(code, key) for key in EDITABLE}
    values["colour"] = code.colour or _colour(tx, parent_id) or PALETTE[total % len(PALETTE)]
    return tx.insert(
        "codes",
        {
            "uid": code.uid or str(uuid.uuid4()),
            "parent_id": parent_id,
            "segment": code.segment,
            "position": position,
            **values,
            "required": int(code.required),
        },
    )


def belong(tx: Transaction, code_id: int, like_id: int | None) -> None:
    """Let a code belong to the studies of another; like none, to every study."""
    for scope in tx.all("scopes", code_id=like_id) if like_id is not None else ():
        tx.put("scopes", {"code_id": code_id, "study_id": scope["study_id"]})


def edit(tx: Transaction, node: Node, values: Mapping[str, Any]) -> bool:
    """Change fields of a code: those of `EDITABLE`, `required`, and `segment`."""
    unknown = values.keys() - {*EDITABLE, "required", "segment"}
    if unknown:
        raise EticError("field-unknown", field=", ".join(sorted(unknown)))
    segment = str(values.get("segment", node.code.segment))
    if "/" in segment:
        raise EticError("code-segment", file="", where="", code=segment)
    above = node.code.parent
    said = {key: value for key, value in values.items() if key != "segment"}
    check(replace(node.code, path=f"{above}/{segment}" if above else segment, **said))
    clash = tx.find("codes", parent_id=node.parent_id, segment=segment)
    if clash is not None and clash["id"] != node.id:
        raise EticError("code-exists", code=f"{above}/{segment}" if above else segment)
    return tx.update(
        "codes", node.id, {k: int(v) if k == "required" else v for k, v in values.items()}
    )


def delete(tx: Transaction, tree: Tree, node: Node) -> int:
    """Delete a code, the codes under it, and their codings; gives the number of codings deleted."""
    codings = 0
    for code_id in sorted(tree.under(node.path), key=lambda i: -tree.order[i]):
        for relation in (
            "codings", "scopes", "set_codes", "not_asked", "memos", "proposition_codes",
            "suggestions", "rules", "question_codes", "summaries", "round_codes",
            "indicator_codes",
        ):  # fmt: skip
            for row in tx.all(relation, code_id=code_id):
                if relation == "codings":
                    codings += 1
                    resting.release(tx, row["id"])
                elif relation == "summaries":
                    tx.clear("summary_codings", summary_id=row["id"])
                tx.delete(relation, row["id"])
        linking.forget(tx, code_id)
        tx.delete("codes", code_id)
    return codings


def _load_set(
    tx: Transaction,
    path: str,
    kind: str,
    name_ru: str,
    name_en: str,
    study_id: int | None,
    members: list[int],
) -> None:
    """Make or update the set at a path, whose parents have been loaded before it."""
    parent_id: int | None = None
    for segment in path.split("/"):
        place = {"study_id": study_id, "parent_id": parent_id, "segment": segment}
        row = tx.find("sets", **place)
        parent_id = row["id"] if row else tx.insert("sets", {**place, "position": tx.count("sets")})
    assert parent_id is not None
    tx.update("sets", parent_id, {"kind": kind, "name_ru": name_ru, "name_en": name_en})
    for code_id in members:
        tx.put("set_codes", {"set_id": parent_id, "code_id": code_id})


def _colour(tx: Transaction, parent_id: int | None) -> str:
    if parent_id is None:
        return ""
    row = tx.row("codes", parent_id)
    return str(row["colour"]) if row else ""
