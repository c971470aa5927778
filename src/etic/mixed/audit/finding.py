"""What the audit finds: a rule that does not hold, where, by which arithmetic, and how sure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Certainty = Literal["certain", "likely", "hint"]
CERTAINTIES: tuple[Certainty, ...] = ("certain", "likely", "hint")


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `rule` is the key of its messages in the catalogue `audit`: `rule-<rule>` names
    it, `<rule>`, or `message` where the rule has several, is the arithmetic, with `details` filled
    in."""

    rule: str
    certainty: Certainty
    study: str
    table: str
    question: str
    answer: str = ""  # empty: the whole column
    group: str = ""
    details: Mapping[str, object] = field(default_factory=dict)
    message: str = ""
