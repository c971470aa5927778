"""Propositions with what each case says to them, as a YAML file."""

from __future__ import annotations

from typing import Literal, cast

from etic.errors import EticError
from etic.model import Bundle, Judgement, Notice, Proposition
from etic.places import places
from etic.read.source import Source
from etic.read.yaml_fields import Fields
from etic.read.yaml_nodes import Mapping, Scalar, Sequence, read_yaml

_DIRECTIONS = ("supports", "contradicts")
_VERDICTS = ("supports", "contradicts", "silent", "not_asked", "out_of_scope")


def read(source: Source) -> Bundle | None:
    """The propositions in a YAML file, None where the file is something else."""
    root = read_yaml(source, "propositions")
    if not isinstance(root, Mapping) or not isinstance(root.items.get("propositions"), Sequence):
        return None
    top = Fields(root, source.name)
    study = top.text("study")
    notices: list[Notice] = []
    found: dict[int, Proposition] = {}
    for fields in top.mappings("propositions"):
        proposition = _proposition(fields, study, notices)
        first = found.setdefault(proposition.number, proposition)
        if first is not proposition:
            wheres, number = places(first.where, proposition.where), proposition.number
            raise EticError("proposition-twice", file=source.name, where=wheres, number=number)
    return Bundle(propositions=tuple(found.values()), warnings=(*notices, *top.notices()))


def _proposition(fields: Fields, study: str, notices: list[Notice]) -> Proposition:
    text_ru, text_en = fields.both("text")
    if not (text_ru or text_en):
        fields.needed("text")
    proposition = Proposition(
        number=fields.number("number"),
        text_ru=text_ru,
        text_en=text_en,
        codes=_codes(fields, notices),
        judgements=_judgements(fields, notices),
        study=fields.text("study") or study,
        where=fields.where,
    )
    notices.extend(fields.notices())
    return proposition


def _codes(fields: Fields, notices: list[Notice]) -> tuple[tuple[str, str], ...]:
    found = []
    for node in fields.items("codes"):
        if isinstance(node, Scalar) and node.text.strip():
            found.append((node.text.strip(), "supports"))
            continue
        within = fields.within(node, "codes")
        direction = within.choice("direction", _DIRECTIONS, "supports")
        found.append((within.needed("code"), direction))
        notices.extend(within.notices())
    return tuple(found)


def _judgements(fields: Fields, notices: list[Notice]) -> tuple[Judgement, ...]:
    first: dict[str, str] = {}
    found = []
    for within in fields.mappings("cases"):
        case = within.needed("case")
        if case in first:
            wheres = places(first[case], within.where)
            raise EticError("judgement-twice", file=fields.file, where=wheres, case=case)
        first[case] = within.where
        verdict = within.choice("verdict", _VERDICTS, "")
        found.append(
            Judgement(
                case,
                cast(
                    Literal["supports", "contradicts", "silent", "not_asked", "out_of_scope"],
                    verdict,
                ),
                within.text("reason"),
            )
        )
        notices.extend(within.notices())
    return tuple(found)
