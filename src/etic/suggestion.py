"""A suggestion as a value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code that a program proposes for a passage; the quote, where given, must stand there.

    From a file, or on the way into one, it also says where, by what and when it was made, and what
    became of it: `outcome` is accepted or dismissed, or empty while it waits.
    """

    start: int
    end: int
    code: str  # path
    score: float | None = None  # how sure it is, from 0 to 1; None where it cannot say
    why: str = ""
    quote: str = ""
    document: str = ""  # `study/name`
    source: str = ""
    created: str = ""
    outcome: str = ""
    coder: str = ""  # who decided
    coding_uid: str = ""  # the coding that it became, or that was made instead
    uid: str = ""
    where: str = ""
    file: str = ""  # that it was read from
