"""Rounds of double coding and decisions as YAML."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml

from etic.doubling import DecisionRecord, RoundRecord


def rounds_yaml(rounds: Iterable[RoundRecord], decisions: Iterable[DecisionRecord]) -> str:
    """All rounds and decisions of a project; `etic.read.rounds_yaml` reads them back."""
    content = {
        "rounds": [_round(one) for one in rounds],
        "decisions": [_decision(one) for one in decisions],
    }
    dumped: str = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)
    return dumped


def _round(one: RoundRecord) -> dict[str, Any]:
    found: dict[str, Any] = {
        "round": one.name, "state": one.state, "coders": list(one.coders),
        "documents": list(one.documents),
    }  # fmt: skip
    if one.codes is not None:
        found["codes"] = list(one.codes)
    for key in ("done", "later"):
        if getattr(one, key):
            found[key] = list(getattr(one, key))
    for key in ("counted", "adjudicator", "drawn_of", "seed", "opened", "closed", "settled"):
        if getattr(one, key) not in ("", None):
            found[key] = getattr(one, key)
    return found


def _decision(one: DecisionRecord) -> dict[str, Any]:
    found: dict[str, Any] = {
        "document": one.document, "start": one.start, "end": one.end, "quote": one.quote,
        "coders": [one.one, one.other], "outcome": one.outcome, "adjudicator": one.coder,
    }  # fmt: skip
    for key in ("reason", "created"):
        if getattr(one, key):
            found[key] = getattr(one, key)
    found["disputed"] = [
        {"coding": d.uid, "code": d.code, "state": d.state, "quote": d.quote} for d in one.disputed
    ]
    if one.resulting:
        found["made"] = list(one.resulting)
    return found
