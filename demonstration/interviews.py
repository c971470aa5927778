"""The marked interviews: read from `interviews/`, one file a conversation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from demonstration.marked import Mark, MarkedError, parse
from etic.natural import natural
from etic.read.header import split_header

HERE = Path(__file__).parent
STUDIES = ("human-resources-2020", "reintegration-2022")
_HEADER = re.compile(r"---\n.*?\n---\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Interview:
    """A conversation: its header as written, its text without marks, its marks."""

    name: str
    study: str
    header: str
    text: str
    marks: list[Mark]
    not_asked: tuple[str, ...]


def read(path: Path) -> Interview:
    """One marked interview."""
    whole = path.read_text(encoding="utf-8")
    block = _HEADER.match(whole)
    if block is None:
        raise MarkedError(f"{path.name}: no header between two --- lines")
    header, body = split_header(whole, path.name)
    text, marks = parse(body, path.name)
    if (header.case, header.study) != (path.stem, path.parent.name):
        raise MarkedError(f"{path.name}: its header says {header.case}, {header.study}")
    return Interview(path.stem, header.study, block[0], text, marks, header.not_asked)


def interviews() -> list[Interview]:
    """All of them, in order of study and number."""
    found = []
    for study in STUDIES:
        folder = HERE / "interviews" / study
        found += [read(p) for p in sorted(folder.glob("*.txt"), key=lambda p: natural(p.stem))]
    return found
