"""What is made of a code beside a survey answer: the verdict, and the pillar it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

JointVerdict = Literal["agreement", "partial", "silence-survey", "silence-interviews", "dissonance"]
VERDICTS: tuple[JointVerdict, ...] = get_args(JointVerdict)


@dataclass(frozen=True, slots=True)
class Figures:
    """What stood on either side when it was decided, so that a later change can be told."""

    n: int  # respondents with the code
    base: int  # of so many asked
    share: float | None  # the survey's share of the answer, 0 to 1, rounded to four decimals
    survey_n: int | None
    survey_base: int | None


@dataclass(frozen=True, slots=True)
class JointDecision:
    """An analyst's verdict on a link, with its reason."""

    verdict: JointVerdict
    reason: str = ""
    coder: str = ""
    decided: str = ""  # when, UTC
    figures: Figures | None = None  # None: not known, as from a file that does not say


@dataclass(frozen=True, slots=True)
class Pillar:
    """A theme that carries links of both kinds, with what the analyst says of them together."""

    name: str
    statement: str = ""
    study: str = ""
