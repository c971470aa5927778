"""Links from codes to the survey answers they speak to, as a YAML file."""

from __future__ import annotations

from typing import Literal, cast

from etic.joined import VERDICTS, Figures, JointDecision, JointVerdict, Pillar
from etic.model import Bundle, Link, Notice
from etic.read.source import Source
from etic.read.yaml_fields import Fields
from etic.read.yaml_nodes import Mapping, Sequence, read_yaml

_DIRECTIONS = ("same", "opposite")
_COUNTS = ("n", "base", "survey_n", "survey_base")


def read(source: Source) -> Bundle | None:
    """The links in a YAML file, None where the file is something else."""
    root = read_yaml(source, "links")
    if not isinstance(root, Mapping) or not isinstance(root.items.get("links"), Sequence):
        return None
    top = Fields(root, source.name)
    study = top.text("study")
    notices: list[Notice] = []
    pillars = tuple(_pillar(fields, study, notices) for fields in top.mappings("pillars"))
    links = tuple(_link(fields, study, notices) for fields in top.mappings("links"))
    return Bundle(links=links, pillars=pillars, warnings=(*notices, *top.notices()))


def _pillar(fields: Fields, study: str, notices: list[Notice]) -> Pillar:
    pillar = Pillar(fields.needed("pillar"), fields.text("statement"), study)
    notices.extend(fields.notices())
    return pillar


def _link(fields: Fields, study: str, notices: list[Notice]) -> Link:
    direction = fields.choice("direction", _DIRECTIONS, "same")
    variable = fields.text("variable")
    link = Link(
        code=fields.needed("code"),
        table="" if variable else fields.needed("table"),
        answer=fields.needed("answer"),
        group=fields.text("group"),
        question=fields.text("question"),
        direction=cast(Literal["same", "opposite"], direction),
        note=fields.text("note"),
        study=fields.text("study") or study,
        where=fields.where,
        variable=variable,
        construct=fields.text("construct"),
        horizon=fields.text("horizon"),
        survey_horizon=fields.text("survey_horizon"),
        cases=fields.text("cases"),
        pillar=fields.text("pillar"),
        decision=_decision(fields),
    )
    notices.extend(fields.notices())
    return link


def _decision(fields: Fields) -> JointDecision | None:
    """The verdict of a link with its reason, and the figures it was decided on."""
    if fields.get("verdict") is None:
        return None
    return JointDecision(
        cast(JointVerdict, fields.choice("verdict", VERDICTS, VERDICTS[0])),
        fields.needed("reason"),
        fields.text("decided_by"),
        fields.text("decided"),
        figures(fields),
    )


def figures(fields: Fields) -> Figures | None:
    """The figures that a verdict was decided on, None where the file does not say."""
    node = fields.get("figures")
    if not isinstance(node, Mapping):
        return None
    inner = fields.within(node, "figures")
    n, base, survey_n, survey_base = (
        inner.number(name) if inner.get(name) is not None else None for name in _COUNTS
    )
    return Figures(n or 0, base or 0, inner.measure("share"), survey_n, survey_base)
