"""The words of a survey: published tables, answers by respondent, and codes beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from etic.joined import JointDecision


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed figure of a published table: a count or a percent, as printed."""

    answer: str
    group: str
    n: int | None = None
    percent: str = ""  # as printed, so that its decimals are known
    declared_base: str = ""
    subtotal: bool = False


@dataclass(frozen=True, slots=True)
class SurveyTable:
    """One published table in long form."""

    number: str
    title: str
    question: str
    cells: tuple[Cell, ...]
    study: str = ""
    source: str = ""
    where: str = ""


VariableKind = Literal["nominal", "ordinal", "number", "text", "date", "weight"]


@dataclass(frozen=True, slots=True)
class Variable:
    """One question of a questionnaire, as a column of its answers."""

    name: str
    label: str = ""  # the question in words
    kind: VariableKind = "nominal"
    values: tuple[tuple[str, str], ...] = ()  # (code in the file, answer), in order
    missing: tuple[str, ...] = ()  # answers that count as none given
    declared: bool = True  # whether a file says so, or only its answers were seen


@dataclass(frozen=True, slots=True)
class ResponseSet:
    """A question with several answers: a `dichotomy` has a column for each, which says `counted`
    where it was given; of a `category`, every column holds one of the answers given.
    """

    name: str
    label: str = ""
    kind: Literal["dichotomy", "category"] = "dichotomy"
    variables: tuple[str, ...] = ()
    counted: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """A questionnaire answered: its variables, and what each respondent said, as text.

    A question that a respondent did not answer is not in the mapping. Variables may come without
    respondents (a file that describes another), and respondents without variables.
    """

    variables: tuple[Variable, ...] = ()
    respondents: tuple[tuple[str, Mapping[str, str]], ...] = ()  # (name, variable → answer)
    study: str = ""
    note_ru: str = ""
    note_en: str = ""
    source: str = ""
    sets: tuple[ResponseSet, ...] = ()
    weight: str = ""  # the variable that holds the weights
    people: tuple[tuple[str, str], ...] = ()  # (respondent, case) of other names, the same person

    @property
    def questions(self) -> tuple[ResponseSet | Variable, ...]:
        """All that was asked: questions with several answers first, then each variable."""
        return (*self.sets, *self.variables)


@dataclass(frozen=True, slots=True)
class Link:
    """A code beside the survey answer it speaks to: of a published table, or by respondent.

    Several answers of one question are joined with ` + `.
    """

    code: str
    table: str  # its number; empty where `variable` names a question answered by respondent
    answer: str
    group: str = ""  # a column of the table; `variable=value` of answers by respondent
    question: str = ""
    direction: Literal["same", "opposite"] = "same"
    note: str = ""
    study: str = ""
    where: str = ""
    file: str = ""  # that it was read from
    variable: str = ""
    construct: str = ""  # where the two sides do not mean the same
    horizon: str = ""  # the time that interviews speak of
    survey_horizon: str = ""
    cases: str = ""  # `attribute=value`: only these respondents stand beside the answer
    pillar: str = ""
    decision: JointDecision | None = None
