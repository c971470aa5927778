"""What an analyst writes down in a place made for it, as values: a cell of the framework matrix, an
answer to a checklist."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Summary:
    """What an analyst says that a case says on a theme, as a file has it.

    `codings` are the uids of those it rests on. `seen` is what was coded in its cell when it was
    written: uid → `fingerprint`; None where a file does not say.
    """

    case: str
    code: str  # path
    text: str
    codings: tuple[str, ...] = ()
    coder: str = ""
    created: str = ""
    changed: str = ""
    seen: Mapping[str, str] | None = None
    study: str = ""
    where: str = ""
    file: str = ""  # that it was read from


@dataclass(frozen=True, slots=True)
class ChecklistAnswer:
    """What a person says to an item of a checklist of reporting, in one language or in both."""

    checklist: str
    item: str  # its number, as published
    text_ru: str = ""
    text_en: str = ""
    coder: str = ""
    changed: str = ""
    study: str = ""
    where: str = ""
    file: str = ""  # that it was read from


def fingerprint(quote: str, state: str) -> str:
    """What a quote said, in eight signs: another one where its words or its state are others.

    >>> fingerprint("no  work", "yes") == fingerprint("no work", "yes")
    True
    >>> fingerprint("no work", "yes") == fingerprint("no work", "no")
    False
    """
    said = f"{state} {' '.join(quote.split())}"
    return hashlib.sha256(said.encode()).hexdigest()[:8]
