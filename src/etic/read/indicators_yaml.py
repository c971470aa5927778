"""Dimensions, indicators and types of cases, as a YAML file."""

from __future__ import annotations

from typing import Literal, cast

from etic.errors import EticError
from etic.indicated import (
    CASE_STATES,
    SIDES,
    CaseState,
    CaseType,
    Condition,
    Dimension,
    Evidence,
    Indicator,
    IndicatorFrame,
    IndicatorVerdict,
    Item,
    Side,
)
from etic.joined import VERDICTS, JointVerdict
from etic.model import Bundle, Notice
from etic.places import places
from etic.read.links_yaml import figures
from etic.read.source import Source
from etic.read.yaml_fields import Fields
from etic.read.yaml_nodes import Mapping, Scalar, Sequence, read_yaml


def read(source: Source) -> Bundle | None:
    """The indicators in a YAML file, None where the file is something else."""
    root = read_yaml(source, "indicators")
    if not isinstance(root, Mapping) or not isinstance(root.items.get("indicators"), Sequence):
        return None
    top = Fields(root, source.name)
    notices: list[Notice] = []
    frame = IndicatorFrame(
        top.text("study"),
        tuple(_dimension(fields, notices) for fields in top.mappings("dimensions")),
        tuple(_indicator(fields, notices) for fields in top.mappings("indicators")),
        tuple(_type(fields, notices) for fields in top.mappings("types")),
        source.name,
        top.where,
    )
    return Bundle(indicators=(frame,), warnings=(*notices, *top.notices()))


def _dimension(fields: Fields, notices: list[Notice]) -> Dimension:
    found = Dimension(fields.needed("dimension"), *fields.both("name"), *fields.both("conclusion"))
    notices.extend(fields.notices())
    return found


def _indicator(fields: Fields, notices: list[Notice]) -> Indicator:
    met, unmet, least = 1.0, 0.0, 1
    node = fields.get("rule")
    if node is not None:
        rule = fields.within(node, "rule")
        met, unmet = _share(rule, "met", 1.0), _share(rule, "unmet", 0.0)
        least = rule.number("least") if rule.get("least") is not None else 1
        notices.extend(rule.notices())
    found = Indicator(
        fields.needed("indicator"), *fields.both("name"), *fields.both("definition"),
        dimensions=fields.texts("dimensions", "dimension"),
        codes=tuple(_evidence(fields, one, notices) for one in fields.items("codes")),
        items=tuple(_item(one, notices) for one in fields.mappings("items")),
        met=met, unmet=unmet, least=least,
        decision=_decision(fields),
        where=fields.where,
    )  # fmt: skip
    notices.extend(fields.notices())
    return found


def _share(fields: Fields, name: str, default: float) -> float:
    found = fields.measure(name)
    return default if found is None else found


def _evidence(fields: Fields, node: object, notices: list[Notice]) -> Evidence:
    if isinstance(node, Scalar) and node.text.strip():
        return Evidence(node.text.strip())
    within = fields.within(node, "codes")  # type: ignore[arg-type]
    side = cast(Side, within.choice("side", SIDES, "supports"))
    found = Evidence(within.needed("code"), side, within.text("dimension"))
    notices.extend(within.notices())
    return found


def _item(fields: Fields, notices: list[Notice]) -> Item:
    variable = fields.text("variable")
    direction = fields.choice("direction", ("same", "opposite"), "same")
    found = Item(
        fields.needed("answer"),
        "" if variable else fields.needed("table"),
        fields.text("question"),
        variable,
        fields.text("group"),
        fields.text("by"),
        cast(Literal["same", "opposite"], direction),
        fields.text("dimension"),
        fields.text("note"),
    )
    notices.extend(fields.notices())
    return found


def _decision(fields: Fields) -> IndicatorVerdict | None:
    if fields.get("verdict") is None:
        return None
    reason = fields.both("reason")
    if not any(reason):
        fields.needed("reason")
    return IndicatorVerdict(
        cast(JointVerdict, fields.choice("verdict", VERDICTS, VERDICTS[0])),
        *reason,
        fields.text("decided_by"),
        fields.text("decided"),
        figures(fields),
    )


def _type(fields: Fields, notices: list[Notice]) -> CaseType:
    conditions = []
    for within in fields.mappings("conditions"):
        dimension, indicator = within.text("dimension"), within.text("indicator")
        states = within.texts("states")
        if not dimension and not (indicator and states):
            within.needed("states" if indicator else "dimension")
        least, below = (
            None if within.get(name) is None else _share(within, name, 0.0)
            for name in ("least", "below")
        )
        for state in states:
            if state not in CASE_STATES:
                raise EticError(
                    "yaml-choice", file=within.file, where=places(within.where), field="states",
                    value=state, choices=", ".join(CASE_STATES),
                )  # fmt: skip
        conditions.append(
            Condition(dimension or indicator, least, below, cast(tuple[CaseState, ...], states))
        )
        notices.extend(within.notices())
    found = CaseType(
        fields.needed("type"), *fields.both("name"), *fields.both("definition"), tuple(conditions)
    )
    notices.extend(fields.notices())
    return found
