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
    it, `<rule>` is the arithmetic, with `details` filled in; `<rule>-<variant>` where the rule has
    several."""

    rule: str
    certainty: Certainty
    study: str
    table: str
    question: str
    answer: str = ""  # empty: the whole column
    group: str = ""
    details: Mapping[str, object] = field(default_factory=dict)
    variant: str = ""

    @property
    def message(self) -> str:
        """The key of the arithmetic in the catalogue."""
        return f"{self.rule}-{self.variant}" if self.variant else self.rule
