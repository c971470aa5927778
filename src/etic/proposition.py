"""A proposition and what the cases say to it, as values: what is read, stored and written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["supports", "contradicts", "silent", "not_asked", "out_of_scope"]
Revision = Literal["first", "revised", "redefined"]
Direction = Literal["supports", "contradicts"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one case says to a proposition, as a coder sees it."""

    case: str
    verdict: Verdict
    reason: str = ""
    coder: str = ""  # empty: it came with a file
    quotes: tuple[str, ...] = ()  # uids of the codings it rests on
    carried: bool = False  # taken over from the former version, not looked at since


@dataclass(frozen=True, slots=True)
class PropositionVersion:
    """A proposition as it was before it was revised, with what the cases said to it then."""

    version: int
    text_ru: str
    text_en: str = ""
    phenomenon_ru: str = ""
    phenomenon_en: str = ""
    kind: Revision = "first"
    reason: str = ""
    created: str = ""
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposition:
    """A statement tested case by case, with the codes that bear on it; its newest version."""

    number: int
    text_ru: str
    text_en: str = ""
    codes: tuple[tuple[str, str], ...] = ()  # (code path, supports | contradicts)
    judgements: tuple[Judgement, ...] = ()
    study: str = ""
    where: str = ""
    phenomenon_ru: str = ""  # what it is meant to explain, and of whom it speaks
    phenomenon_en: str = ""
    kind: Revision = "first"  # what this version changed
    reason: str = ""
    created: str = ""
    earlier: tuple[PropositionVersion, ...] = ()  # oldest first
    file: str = ""  # that it was read from

    @property
    def versions(self) -> tuple[PropositionVersion, ...]:
        """All versions, oldest first, the newest last."""
        newest = PropositionVersion(
            self.earlier[-1].version + 1 if self.earlier else 1,
            self.text_ru, self.text_en, self.phenomenon_ru, self.phenomenon_en,
            self.kind, self.reason, self.created, self.judgements,
        )  # fmt: skip
        return (*self.earlier, newest)
