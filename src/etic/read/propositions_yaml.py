"""Propositions with what each case says to them, as a YAML file."""

from __future__ import annotations

from dataclasses import replace
from typing import cast, get_args

from etic.errors import EticError
from etic.model import (
    Bundle,
    Direction,
    Judgement,
    Notice,
    Proposition,
    PropositionVersion,
    Revision,
    Verdict,
)
from etic.places import places
from etic.read.source import Source
from etic.read.yaml_fields import Fields
from etic.read.yaml_nodes import Mapping, Scalar, Sequence, read_yaml


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
    number = fields.number("number")
    newest = _version(fields, notices)
    proposition = Proposition(
        number=number,
        text_ru=newest.text_ru,
        text_en=newest.text_en,
        codes=_codes(fields, notices),
        judgements=newest.judgements,
        study=fields.text("study") or study,
        where=fields.where,
        phenomenon_ru=newest.phenomenon_ru,
        phenomenon_en=newest.phenomenon_en,
        kind=newest.kind,
        reason=newest.reason,
        created=newest.created,
        earlier=_earlier(fields, notices),
    )
    notices.extend(fields.notices())
    return proposition


def _earlier(fields: Fields, notices: list[Notice]) -> tuple[PropositionVersion, ...]:
    """The former versions, in the order in which they stand."""
    found = []
    for position, within in enumerate(fields.mappings("earlier"), 1):
        found.append(replace(_version(within, notices), version=position))
        notices.extend(within.notices())
    return tuple(found)


def _version(fields: Fields, notices: list[Notice]) -> PropositionVersion:
    text_ru, text_en = fields.both("text")
    if not (text_ru or text_en):
        fields.needed("text")
    phenomenon_ru, phenomenon_en = fields.both("phenomenon")
    return PropositionVersion(
        version=1,
        text_ru=text_ru,
        text_en=text_en,
        phenomenon_ru=phenomenon_ru,
        phenomenon_en=phenomenon_en,
        kind=cast(Revision, fields.choice("change", get_args(Revision), "first")),
        reason=fields.text("reason"),
        created=fields.text("created"),
        judgements=_judgements(fields, notices),
    )


def _codes(fields: Fields, notices: list[Notice]) -> tuple[tuple[str, str], ...]:
    found = []
    for node in fields.items("codes"):
        if isinstance(node, Scalar) and node.text.strip():
            found.append((node.text.strip(), "supports"))
            continue
        within = fields.within(node, "codes")
        direction = within.choice("direction", get_args(Direction), "supports")
        found.append((within.needed("code"), direction))
        notices.extend(within.notices())
    return tuple(found)


def _judgements(fields: Fields, notices: list[Notice]) -> tuple[Judgement, ...]:
    first: dict[tuple[str, str], str] = {}
    found = []
    for within in fields.mappings("cases"):
        case, coder = within.needed("case"), within.text("coder")
        if (case, coder) in first:
            wheres = places(first[case, coder], within.where)
            raise EticError("judgement-twice", file=fields.file, where=wheres, case=case)
        first[case, coder] = within.where
        verdict = cast(Verdict, within.choice("verdict", get_args(Verdict), ""))
        reason, quotes = within.text("reason"), within.texts("quotes")
        found.append(Judgement(case, verdict, reason, coder, quotes, within.yes("carried")))
        notices.extend(within.notices())
    return tuple(found)
