"""Rows that come into being when they are first named: studies, coders, cases, attributes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from etic.model import Attribute, AttributeKind, Value
from etic.store.queries import printed
from etic.store.transaction import Transaction

DEFAULT_STUDY = "study"  # of documents and cases that name none, in a project that has none

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def study(tx: Transaction, name: str, title_ru: str = "", title_en: str = "") -> int:
    """The id of a study, made where it is new; titles are filled in where it has none."""
    row = tx.find("studies", name=name)
    if row is None:
        return tx.insert("studies", {"name": name, "title_ru": title_ru, "title_en": title_en})
    filled = {
        key: value
        for key, value in (("title_ru", title_ru), ("title_en", title_en))
        if value and not row[key]
    }
    if filled:
        tx.update("studies", row["id"], filled)
    return int(row["id"])


def coder(tx: Transaction, name: str) -> int:
    """The id of a coder."""
    return tx.put("coders", {"name": name})


def second_coder(tx: Transaction, name: str) -> int:
    """The id of a coder whose codings are compared with others', and not counted."""
    coder_id = coder(tx, name)
    tx.put("second_coders", {"coder_id": coder_id})
    return coder_id


def counted_coder(tx: Transaction, name: str) -> None:
    """Count a coder's codings again."""
    tx.clear("second_coders", coder_id=coder(tx, name))


def case(tx: Transaction, study_id: int, name: str) -> int:
    """The id of a case of a study."""
    return tx.put("cases", {"study_id": study_id, "name": name})


def attributes(tx: Transaction, case_id: int, values: Mapping[str, Value]) -> int:
    """Set attributes of a case; None or an empty text takes one away. Gives how many changed."""
    changed = 0
    for name, value in values.items():
        attribute_id = _attribute(tx, name, value)
        row = tx.find("attribute_values", case_id=case_id, attribute_id=attribute_id)
        text = printed(value)
        if row is None:
            if text:
                cell = {"case_id": case_id, "attribute_id": attribute_id, "value": text}
                tx.insert("attribute_values", cell)
                changed += 1
        elif not text:
            tx.delete("attribute_values", row["id"])
            changed += 1
        else:
            changed += tx.update("attribute_values", row["id"], {"value": text})
    return changed


def attribute(tx: Transaction, wanted: Attribute) -> int:
    """The id of an attribute, with what it is called; its kind is that of its values, if any."""
    labels: dict[str, str | int] = {"label_ru": wanted.label_ru, "label_en": wanted.label_en}
    if tx.find("attributes", name=wanted.name) is None:
        labels |= {"kind": wanted.kind, "position": tx.count("attributes")}
    said = {key: value for key, value in labels.items() if value != ""}
    return tx.put("attributes", {"name": wanted.name}, said)


def _attribute(tx: Transaction, name: str, value: Value) -> int:
    """The id of an attribute. A text among numbers makes it one of texts."""
    row = tx.find("attributes", name=name)
    kind = kind_of(value)
    if row is None:
        position = tx.count("attributes")
        return tx.insert("attributes", {"name": name, "kind": kind, "position": position})
    if not printed(value) or row["kind"] == kind:
        return int(row["id"])
    if tx.find("attribute_values", attribute_id=row["id"]) is None:
        tx.update("attributes", row["id"], {"kind": kind})  # named before it had any value
    else:
        tx.update("attributes", row["id"], {"kind": "text"})
    return int(row["id"])


def kind_of(value: Value) -> AttributeKind:
    """The kind of attribute that a value alone would make.

    >>> kind_of(34), kind_of(True), kind_of("2022-10-21"), kind_of("женщина")
    ('number', 'boolean', 'date', 'text')
    """
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str) and _DATE.fullmatch(value):
        return "date"
    return "text"
