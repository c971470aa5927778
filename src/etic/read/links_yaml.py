"""Links from codes to the survey answers they speak to, as a YAML file."""

from __future__ import annotations

from typing import Literal, cast

from etic.model import Bundle, Link, Notice
from etic.read.source import Source
from etic.read.yaml_fields import Fields
from etic.read.yaml_nodes import Mapping, Sequence, read_yaml

_DIRECTIONS = ("same", "opposite")


def read(source: Source) -> Bundle | None:
    """The links in a YAML file, None where the file is something else."""
    root = read_yaml(source, "links")
    if not isinstance(root, Mapping) or not isinstance(root.items.get("links"), Sequence):
        return None
    top = Fields(root, source.name)
    study = top.text("study")
    notices: list[Notice] = []
    links = tuple(_link(fields, study, notices) for fields in top.mappings("links"))
    return Bundle(links=links, warnings=(*notices, *top.notices()))


def _link(fields: Fields, study: str, notices: list[Notice]) -> Link:
    direction = fields.choice("direction", _DIRECTIONS, "same")
    link = Link(
        code=fields.needed("code"),
        table=fields.needed("table"),
        answer=fields.needed("answer"),
        group=fields.text("group"),
        question=fields.text("question"),
        direction=cast(Literal["same", "opposite"], direction),
        note=fields.text("note"),
        study=fields.text("study") or study,
        where=fields.where,
    )
    notices.extend(fields.notices())
    return link
