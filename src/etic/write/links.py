"""Links of codes to survey answers, with verdicts and pillars, as the YAML that is read again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from etic.joined import Figures, JointDecision, Pillar
from etic.model import Link

_SAID = (
    "code", "table", "variable", "question", "answer", "group", "cases", "direction", "note",
    "construct", "horizon", "survey_horizon", "pillar",
)  # fmt: skip


def links_content(study: str, links: Iterable[Link], pillars: Iterable[Pillar]) -> dict[str, Any]:
    """What the file of a study's links holds."""
    content: dict[str, Any] = {"study": study}
    named = [_filled({"pillar": p.name, "statement": p.statement}) for p in pillars]
    if named:
        content["pillars"] = named
    content["links"] = [_link(link) for link in links]
    return content


def _link(link: Link) -> dict[str, Any]:
    entry = _filled({key: getattr(link, key) for key in _SAID})
    if link.variable:
        entry.pop("question", None)  # its words are the variable's
    return entry | (_decision(link.decision) if link.decision else {})


def _decision(decision: JointDecision) -> dict[str, Any]:
    said: dict[str, Any] = _filled(
        {
            "verdict": decision.verdict,
            "reason": decision.reason,
            "decided_by": decision.coder,
            "decided": decision.decided,
        }
    )
    if decision.figures is not None:
        said["figures"] = figures_content(decision.figures)
    return said


def figures_content(figures: Figures | None) -> dict[str, Any]:
    """The figures that a verdict was decided on; empty where they are not known."""
    said = {} if figures is None else asdict(figures)
    return {key: value for key, value in said.items() if value is not None}


def _filled(said: dict[str, str]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if value}
