"""Keeping dimensions, indicators and types: what is stored is made what a frame says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from etic.actions import ensure
from etic.actions.answer_counting import options
from etic.errors import EticError
from etic.indicated import (
    CASE_STATES,
    SIDES,
    CaseType,
    Indicator,
    IndicatorFrame,
    IndicatorVerdict,
    Item,
)
from etic.joined import VERDICTS
from etic.mixed.joint import parts, total_group
from etic.model import Answers
from etic.places import told
from etic.store import answers, links, survey
from etic.store.codebook import Tree
from etic.store.journal import now
from etic.store.transaction import Transaction


def bring(
    tx: Transaction, tree: Tree, frames: Iterable[IndicatorFrame], study_of: Callable[[str], str]
) -> int:
    """Indicators of files: each takes the place of those that its study had.

    Gives how many came in, those of frames that changed nothing left out.
    """
    came = 0
    for frame in frames:
        before = tx.position
        save(tx, tree, frame, study_of(frame.study))
        came += len(frame.indicators) if tx.position > before else 0
    return came


def save(tx: Transaction, tree: Tree, frame: IndicatorFrame, study: str) -> None:
    """Make a study's dimensions, indicators and types those of the frame.

    What already is so stays untouched. A verdict stays where the frame says none of the indicator;
    `withdraw` takes it away.
    """
    check(frame)
    study_id = ensure.study(tx, study)
    for name, entries in (
        ("indicator_dimensions", frame.dimensions), ("case_types", frame.types),
    ):  # fmt: skip
        kept = {one.name for one in entries}
        for row in tx.all(name, study_id=study_id):
            if row["name"] not in kept:
                tx.delete(name, row["id"])
    for position, dimension in enumerate(frame.dimensions):
        said = {key: value for key, value in asdict(dimension).items() if key != "name"}
        place = {"study_id": study_id, "name": dimension.name}
        tx.put("indicator_dimensions", place, {"position": position, **said})
    for position, kind in enumerate(frame.types):
        said = asdict(kind)
        conditions = json.dumps(list(map(_filled, said.pop("conditions"))), ensure_ascii=False)
        place = {"study_id": study_id, "name": said.pop("name")}
        tx.put("case_types", place, {"position": position, **said, "conditions": conditions})
    named = {one.name for one in frame.indicators}
    for row in tx.all("indicators", study_id=study_id):
        if row["name"] not in named:
            tx.clear("indicator_codes", indicator_id=row["id"])
            tx.clear("indicator_verdicts", indicator_id=row["id"])
            tx.delete("indicators", row["id"])
    for position, one in enumerate(frame.indicators):
        _indicator(tx, tree, one, study, study_id, position, frame)


def _indicator(
    tx: Transaction, tree: Tree, one: Indicator, study: str, study_id: int, position: int,
    frame: IndicatorFrame,
) -> None:  # fmt: skip
    known = tx.find("indicators", study_id=study_id, name=one.name)
    before = json.loads(known["items"]) if known else []
    items = [_filled(asdict(item)) for item in one.items]
    for item, written in zip(one.items, items, strict=True):
        if written not in before:
            check_item(tx, study, item, _at(frame, one))
    said = {
        "position": position,
        "label_ru": one.label_ru, "label_en": one.label_en,
        "definition_ru": one.definition_ru, "definition_en": one.definition_en,
        "dimensions": json.dumps(one.dimensions, ensure_ascii=False),
        "items": json.dumps(items, ensure_ascii=False),
        "met": float(one.met), "unmet": float(one.unmet), "least": one.least,
    }  # fmt: skip
    indicator_id = tx.put("indicators", {"study_id": study_id, "name": one.name}, said)
    wanted = {}
    for place, evidence in enumerate(one.codes):
        try:
            code_id = tree.resolve(evidence.code).id
        except EticError as error:
            raise EticError("indicator-at", place=_at(frame, one), what=error) from error
        wanted[code_id] = {
            "position": place, "side": evidence.side, "dimension": evidence.dimension,
        }  # fmt: skip
    for row in tx.all("indicator_codes", indicator_id=indicator_id):
        if row["code_id"] not in wanted:
            tx.delete("indicator_codes", row["id"])
    for code_id, values in wanted.items():
        tx.put("indicator_codes", {"indicator_id": indicator_id, "code_id": code_id}, values)
    if one.decision is not None:
        decide(tx, study_id, one.name, one.decision)


def _filled(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in entry.items()
        if value not in (None, "", ())
    }


def decide(tx: Transaction, study_id: int, name: str, decision: IndicatorVerdict) -> None:
    """Keep what was decided of an indicator, why, and on what figures."""
    row = tx.find("indicators", study_id=study_id, name=name)
    if row is None:
        known = ", ".join(r["name"] for r in tx.all("indicators", study_id=study_id))
        raise EticError("indicator-unknown", indicator=name, known=known or "—")
    if decision.verdict not in VERDICTS:
        raise EticError(
            "choice-unknown", name="verdict", given=decision.verdict, known=", ".join(VERDICTS)
        )
    if not (decision.reason_ru.strip() or decision.reason_en.strip()):
        raise EticError("indicator-reason", indicator=name)
    said = {
        "verdict": decision.verdict,
        "reason_ru": decision.reason_ru.strip(),
        "reason_en": decision.reason_en.strip(),
        "coder": decision.coder,
        "figures": links.as_written(decision.figures),
    }
    there = tx.find("indicator_verdicts", indicator_id=row["id"])
    if there is None or any(there[key] != value for key, value in said.items()):
        said["decided"] = decision.decided or now()
        tx.put("indicator_verdicts", {"indicator_id": row["id"]}, said)


def withdraw(tx: Transaction, study_id: int, name: str) -> None:
    """Take the verdict of an indicator back."""
    row = tx.find("indicators", study_id=study_id, name=name)
    if row is not None:
        tx.clear("indicator_verdicts", indicator_id=row["id"])


# -- what a frame must be --------------------------------------------------------------------------


def check(frame: IndicatorFrame) -> None:
    """Names once, dimensions that there are, a rule that can be followed; else EticError."""
    dimensions = [one.name for one in frame.dimensions]
    names = [one.name for one in frame.indicators]
    for found in (dimensions, names, [one.name for one in frame.types]):
        twice = next((name for name in found if found.count(name) > 1), None)
        if twice is not None:
            raise EticError("indicator-twice", name=twice)
    for one in frame.indicators:
        place = _at(frame, one)
        if not one.dimensions:
            raise EticError("indicator-homeless", place=place, indicator=one.name)
        if not 0 <= one.unmet < one.met <= 1 or one.least < 1:
            raise EticError(
                "indicator-rule", place=place, indicator=one.name, met=one.met, unmet=one.unmet,
                least=one.least,
            )  # fmt: skip
        for dimension in one.dimensions:
            if dimension not in dimensions:
                raise EticError(
                    "dimension-unknown", place=place, dimension=dimension,
                    known=", ".join(dimensions) or "—",
                )  # fmt: skip
        for named in (*(e.dimension for e in one.codes), *(i.dimension for i in one.items)):
            if named and named not in one.dimensions:
                raise EticError(
                    "dimension-unknown", place=place, dimension=named,
                    known=", ".join(one.dimensions),
                )  # fmt: skip
        for evidence in one.codes:
            if evidence.side not in SIDES:
                raise EticError(
                    "choice-unknown", name="side", given=evidence.side, known=", ".join(SIDES)
                )
    for kind in frame.types:
        _check_type(kind, dimensions, names)


def _check_type(kind: CaseType, dimensions: list[str], names: list[str]) -> None:
    for condition in kind.conditions:
        known = names if condition.states else dimensions
        if condition.of not in known:
            raise EticError(
                "case-type-unknown", type=kind.name, of=condition.of, known=", ".join(known) or "—"
            )
        for given in condition.states:
            if given not in CASE_STATES:
                raise EticError(
                    "choice-unknown", name="states", given=given, known=", ".join(CASE_STATES)
                )


def check_item(tx: Transaction, study: str, item: Item, place: str) -> None:
    """Whether the survey of the study has the item; an error says what there is instead."""
    if item.variable:
        _check_variable(tx, study, item, place)
        return
    every = [table for _, table in survey.tables(tx.connection) if table.study == study]
    tables = [
        one for one in every
        if one.number == item.table and item.question in ("", one.question)
    ]  # fmt: skip
    if not tables:
        known = ", ".join(dict.fromkeys(one.number for one in every))
        raise EticError("table-unknown", table=item.table, where=place, known=known or "—")
    holding = [one for one in tables if parts(item.answer, {c.answer for c in one.cells})]
    if len(holding) != 1:
        known = "; ".join(dict.fromkeys(c.answer for one in tables for c in one.cells))
        key = "answer-ambiguous" if holding else "answer-unknown"
        choices = "; ".join(one.question for one in holding)
        raise EticError(
            key, table=item.table, answer=item.answer, where=place, known=known, choices=choices
        )
    groups = list(dict.fromkeys(cell.group for cell in holding[0].cells))
    if item.group not in groups and (item.group or total_group(groups) is None):
        key = "group-unknown" if item.group else "group-needed"
        raise EticError(
            key, table=item.table, group=item.group, where=place, known="; ".join(groups)
        )


def _check_variable(tx: Transaction, study: str, item: Item, place: str) -> None:
    every = answers.answers(tx.connection, asked_alone=True)
    given = next((one for one in every if one.study == study), Answers())
    divides = [one.name for one in given.variables]
    asked = [*(several.name for several in given.sets), *divides]
    for name, among in ((item.variable, asked), (item.by, divides)):
        if name and name not in among:
            raise EticError(
                "link-variable", variable=name, where=place, known=", ".join(among) or "—"
            )
    values = options(given, item.variable)
    if not parts(item.answer, values):
        raise EticError(
            "link-answer", variable=item.variable, answer=item.answer, where=place,
            known="; ".join(values) or "—",
        )  # fmt: skip


def _at(frame: IndicatorFrame, one: Indicator) -> str:
    found = ", ".join(part for part in (frame.file, told(one.where)) if part)
    return f"{found}: " if found else ""
