"""Whose codings a count does not take: a part of every note."""

from __future__ import annotations

from dataclasses import dataclass

from etic.i18n import t


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Second coders, and in rounds of double coding all but who counts; or all coders but one.

    >>> bool(LeftOut()), LeftOut().note
    (False, '')
    """

    second: tuple[str, ...] = ()  # coders whose codings are compared and not counted
    rounds: tuple[tuple[str, str], ...] = ()  # (round, who counts in it; empty: nobody)
    only: str = ""  # the coder whose codings alone were asked for

    def __bool__(self) -> bool:
        return bool(self.only or self.second or self.rounds)

    @property
    def note(self) -> str:
        """What is said of it under a table, in the language at work; empty where all count."""
        if self.only:
            return t("tables.note-only", coder=self.only)
        said = [t("tables.note-second", coders=", ".join(self.second))] if self.second else []
        parts = [
            t("rounds.count-note-round", round=name, coder=who)
            if who
            else t("rounds.count-note-nobody", round=name)
            for name, who in self.rounds
        ]
        if parts:
            said.append(t("rounds.count-note", counted="; ".join(parts)))
        return " ".join(said)


NOBODY = LeftOut()
