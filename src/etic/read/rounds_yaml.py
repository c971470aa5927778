"""Rounds of double coding and decisions, as a YAML file.

rounds:
- {round: pilot, state: closed, coders: [anna, boris], documents: [returnees/R01]}
decisions:
- document: returnees/R01
  start: 120
  end: 188
  coders: [anna, boris]
  outcome: one
  adjudicator: vera
  disputed: [{coding: 7f3c…, code: return/family, quote: …}]
"""

from __future__ import annotations

from typing import NoReturn, cast, get_args

from etic.doubling import DecisionRecord, DisputedRecord, Outcome, RoundRecord, RoundState
from etic.errors import EticError
from etic.model import Bundle, Notice, State
from etic.places import places
from etic.read.source import Source
from etic.read.yaml_fields import Fields
from etic.read.yaml_nodes import Mapping, Sequence, read_yaml


def read(source: Source) -> Bundle | None:
    """The rounds and decisions in a YAML file, None where the file is something else."""
    root = read_yaml(source, "rounds")
    if not isinstance(root, Mapping) or not isinstance(root.items.get("rounds"), Sequence):
        return None
    top = Fields(root, source.name)
    notices: list[Notice] = []
    rounds = tuple(_round(fields, notices) for fields in top.mappings("rounds"))
    decisions = tuple(_decision(fields, notices) for fields in top.mappings("decisions"))
    return Bundle(rounds=rounds, decisions=decisions, warnings=(*notices, *top.notices()))


def _round(fields: Fields, notices: list[Notice]) -> RoundRecord:
    state = cast(RoundState, fields.choice("state", get_args(RoundState), "open"))
    coders = fields.texts("coders")
    if len(set(coders)) < 2:
        _fail("round-coders-file", fields)
    found = RoundRecord(
        name=fields.needed("round"),
        coders=tuple(dict.fromkeys(coders)),
        documents=tuple(dict.fromkeys(fields.texts("documents"))),
        state=state,
        done=fields.texts("done"),
        codes=None if fields.get("codes") is None else fields.texts("codes"),
        counted=fields.text("counted"),
        adjudicator=fields.needed("adjudicator") if state == "settled" else "",
        drawn_of=fields.number("drawn_of") if fields.text("drawn_of") else None,
        seed=fields.number("seed") if fields.text("seed") else None,
        opened=fields.text("opened"),
        closed=fields.text("closed"),
        settled=fields.text("settled"),
        later=fields.texts("later"),
        where=fields.where,
        file=fields.file,
    )
    notices.extend(fields.notices())
    return found


def _decision(fields: Fields, notices: list[Notice]) -> DecisionRecord:
    coders = fields.texts("coders")
    if len(coders) != 2 or coders[0] == coders[1]:
        _fail("round-coders-file", fields)
    found = DecisionRecord(
        document=fields.needed("document"),
        start=fields.number("start"),
        end=fields.number("end"),
        quote=_as_it_is(fields),
        outcome=cast(Outcome, fields.choice("outcome", get_args(Outcome), "")),
        one=coders[0],
        other=coders[1],
        coder=fields.needed("adjudicator"),
        disputed=tuple(_disputed(within, notices) for within in fields.mappings("disputed")),
        reason=fields.text("reason"),
        created=fields.text("created"),
        resulting=fields.texts("made"),
        where=fields.where,
        file=fields.file,
    )
    notices.extend(fields.notices())
    return found


def _disputed(fields: Fields, notices: list[Notice]) -> DisputedRecord:
    found = DisputedRecord(
        uid=fields.needed("coding"),
        quote=_as_it_is(fields),
        code=fields.needed("code"),
        state=fields.choice("state", get_args(State), "yes"),
    )
    notices.extend(fields.notices())
    return found


def _as_it_is(fields: Fields) -> str:
    """A quote letter by letter: the space around it is of the transcript."""
    fields.text("quote")  # which says what is wrong with it
    node = fields.node.items.get("quote")
    return str(getattr(node, "text", ""))


def _fail(key: str, fields: Fields) -> NoReturn:
    raise EticError(key, file=fields.file, where=places(fields.where))
