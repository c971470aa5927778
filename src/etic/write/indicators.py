"""Dimensions, indicators and types of cases, as the YAML that is read again."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from etic.indicated import CaseType, Condition, Dimension, Indicator, IndicatorFrame
from etic.write.links import figures_content


def indicators_content(frame: IndicatorFrame) -> dict[str, Any]:
    """What the file of a study's indicators holds."""
    return {
        **_filled(
            {
                "study": frame.study,
                "dimensions": [_dimension(one) for one in frame.dimensions],
            }
        ),
        "indicators": [_indicator(one) for one in frame.indicators],
        **_filled({"types": [_type(one) for one in frame.types]}),
    }


def _dimension(one: Dimension) -> dict[str, Any]:
    return _filled(
        {
            "dimension": one.name,
            "name": _both(one.label_ru, one.label_en),
            "conclusion": _both(one.conclusion_ru, one.conclusion_en),
        }
    )


def _indicator(one: Indicator) -> dict[str, Any]:
    said: dict[str, Any] = {
        "indicator": one.name,
        "name": _both(one.label_ru, one.label_en),
        "definition": _both(one.definition_ru, one.definition_en),
        "dimensions": list(one.dimensions),
        "rule": {"met": one.met, "unmet": one.unmet, "least": one.least},
        "codes": [
            e.code if e.side == "supports" and not e.dimension else _filled(asdict(e))
            for e in one.codes
        ],
        "items": [
            {k: v for k, v in _filled(asdict(i)).items() if (k, v) != ("direction", "same")}
            for i in one.items
        ],
    }
    if one.decision is not None:
        said |= {
            "verdict": one.decision.verdict,
            "reason": _both(one.decision.reason_ru, one.decision.reason_en),
            "decided_by": one.decision.coder,
            "decided": one.decision.decided,
            "figures": figures_content(one.decision.figures),
        }
    return _filled(said)


def _type(one: CaseType) -> dict[str, Any]:
    return _filled(
        {
            "type": one.name,
            "name": _both(one.label_ru, one.label_en),
            "definition": _both(one.definition_ru, one.definition_en),
            "conditions": [_condition(condition) for condition in one.conditions],
        }
    )


def _condition(one: Condition) -> dict[str, Any]:
    return _filled(
        {
            "indicator" if one.states else "dimension": one.of,
            "least": one.least,
            "below": one.below,
            "states": list(one.states),
        }
    )


def _both(ru: str, en: str) -> dict[str, str]:
    return {key: value for key, value in (("ru", ru), ("en", en)) if value}


def _filled(said: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if value not in (None, "", [], {}, ())}
