"""Dimensions and indicators: a second order across codes and survey answers, and types of cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from etic.joined import Figures, JointVerdict

Side = Literal["supports", "undermines", "mixed"]
SIDES: tuple[Side, ...] = get_args(Side)
CaseState = Literal["met", "mixed", "unmet", "unmentioned", "unasked"]
CASE_STATES: tuple[CaseState, ...] = get_args(CaseState)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A code that speaks to an indicator; *no* to the code speaks for the other side."""

    code: str
    side: Side = "supports"
    dimension: str = ""  # empty: the first one of the indicator


@dataclass(frozen=True, slots=True)
class Item:
    """An answer of the survey that speaks to an indicator, published or by respondent."""

    answer: str  # several joined with ` + `
    table: str = ""
    question: str = ""
    variable: str = ""  # instead of table and question
    group: str = ""  # the column of all respondents; of a variable `variable=value`
    by: str = ""  # a variable whose values are shown apart
    direction: Literal["same", "opposite"] = "same"  # opposite: favourable is any other answer
    dimension: str = ""  # empty: the first one of the indicator
    note: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorVerdict:
    """What an analyst decided: how far interviews and survey agree on an indicator, and why."""

    verdict: JointVerdict
    reason_ru: str = ""
    reason_en: str = ""
    coder: str = ""
    decided: str = ""  # when, UTC
    figures: Figures | None = None  # what it was decided on


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is to be met, the evidence of both kinds for it, and the rule by which a case meets it.

    Of the codes that speak in a case, each in favour (1), against (0) or both (½): the indicator is
    met where their mean is at least `met`, not met where it is at most `unmet`, mixed between; with
    fewer than `least` of them it is not mentioned.
    """

    name: str
    label_ru: str = ""
    label_en: str = ""
    definition_ru: str = ""
    definition_en: str = ""
    dimensions: tuple[str, ...] = ()
    codes: tuple[Evidence, ...] = ()
    items: tuple[Item, ...] = ()  # the first one is compared with the interviews
    met: float = 1.0
    unmet: float = 0.0
    least: int = 1
    decision: IndicatorVerdict | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class Dimension:
    """Indicators that belong together, and the analyst's conclusion on them."""

    name: str
    label_ru: str = ""
    label_en: str = ""
    conclusion_ru: str = ""
    conclusion_en: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """What a type asks of a dimension (share met of the known), or of an indicator (states)."""

    of: str  # name of a dimension or of an indicator
    least: float | None = None
    below: float | None = None
    states: tuple[CaseState, ...] = ()  # of an indicator; empty: a dimension is meant


@dataclass(frozen=True, slots=True)
class CaseType:
    """A type of cases: all conditions hold. The first type that fits is the case's."""

    name: str
    label_ru: str = ""
    label_en: str = ""
    definition_ru: str = ""
    definition_en: str = ""
    conditions: tuple[Condition, ...] = ()  # none: all that are left


@dataclass(frozen=True, slots=True)
class IndicatorFrame:
    """The dimensions, indicators and types of a study."""

    study: str = ""
    dimensions: tuple[Dimension, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    types: tuple[CaseType, ...] = ()
    file: str = ""
    where: str = ""

    def indicator(self, name: str) -> Indicator | None:
        """The indicator of that name."""
        return next((one for one in self.indicators if one.name == name), None)

    def of(self, dimension: str) -> tuple[Indicator, ...]:
        """The indicators that belong to a dimension."""
        return tuple(one for one in self.indicators if dimension in one.dimensions)
