"""Rounds of double coding and decisions as a file has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RoundState = Literal["open", "closed", "settled"]
Outcome = Literal["one", "other", "both", "new", "neither"]


@dataclass(frozen=True, slots=True)
class RoundRecord:
    """A round. `later` are the uids of codings in its documents that were put after it was opened
    (by adjudicators) or settled (by anybody): what came before is set aside, these are not."""

    name: str
    coders: tuple[str, ...]
    documents: tuple[str, ...]  # study/name
    state: RoundState = "open"
    done: tuple[str, ...] = ()  # coders who are through
    codes: tuple[str, ...] | None = None  # paths, each with those under it; None: all
    counted: str = ""
    adjudicator: str = ""
    drawn_of: int | None = None
    seed: int | None = None
    opened: str = ""
    closed: str = ""
    settled: str = ""
    later: tuple[str, ...] = ()
    where: str = ""
    file: str = ""  # that it was read from

    @property
    def since(self) -> str:
        """The moment after which what was coded is `later`."""
        return self.settled if self.state == "settled" else self.opened


@dataclass(frozen=True, slots=True)
class DisputedRecord:
    """A coding as it stood when it was decided about."""

    uid: str
    quote: str
    code: str  # path
    state: str


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """What was decided about a place where two coders differ, and the uids of what came of it."""

    document: str  # study/name
    start: int
    end: int
    quote: str  # the text of the place; empty where a file does not say
    outcome: Outcome
    one: str
    other: str
    coder: str  # who decided
    disputed: tuple[DisputedRecord, ...]
    reason: str = ""
    created: str = ""
    resulting: tuple[str, ...] = ()
    where: str = ""
    file: str = ""
