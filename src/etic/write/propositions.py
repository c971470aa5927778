"""Propositions as the YAML that `etic.read.propositions_yaml` reads: with their former versions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from etic.model import Judgement, Proposition, PropositionVersion


def propositions_content(study: str, propositions: Iterable[Proposition]) -> dict[str, Any]:
    """The propositions of a study, ready to be dumped: the newest version of each, its codes,
    what was judged, and under `earlier` the versions before it."""
    return {"study": study, "propositions": [_entry(p) for p in propositions]}


def _entry(proposition: Proposition) -> dict[str, Any]:
    *earlier, newest = proposition.versions
    cases = _cases(newest)
    entry: dict[str, Any] = {"number": proposition.number, **_said(newest)}
    if proposition.codes:
        entry["codes"] = [{"code": code, "direction": way} for code, way in proposition.codes]
    entry |= cases
    if earlier:
        entry["earlier"] = [{**_said(version), **_cases(version)} for version in earlier]
    return entry


def _said(version: PropositionVersion) -> dict[str, Any]:
    said: dict[str, Any] = {"text": _both(version.text_ru, version.text_en)}
    phenomenon = _both(version.phenomenon_ru, version.phenomenon_en)
    if phenomenon:
        said["phenomenon"] = phenomenon
    if version.kind != "first":
        said["change"] = version.kind
    for key in ("reason", "created"):
        if getattr(version, key):
            said[key] = getattr(version, key)
    return said


def _cases(version: PropositionVersion) -> dict[str, Any]:
    return {"cases": [_case(j) for j in version.judgements]} if version.judgements else {}


def _case(judgement: Judgement) -> dict[str, Any]:
    found: dict[str, Any] = {"case": judgement.case, "verdict": judgement.verdict}
    for key in ("reason", "coder"):
        if getattr(judgement, key):
            found[key] = getattr(judgement, key)
    if judgement.quotes:
        found["quotes"] = list(judgement.quotes)
    if judgement.carried:
        found["carried"] = True
    return found


def _both(ru: str, en: str) -> dict[str, str]:
    return {key: value for key, value in (("ru", ru), ("en", en)) if value}
