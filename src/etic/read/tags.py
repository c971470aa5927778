"""Taguette's tags as codes: a tag is a name, and sometimes a name with a way to it.

Older Taguette has a flat list of tags, and people write `push.jobs` or `push/jobs`; newer Taguette
lets a tag name its parent. A name with strokes or points in it becomes a place in the tree only
where the tag above exists: «т. е.» and «и/или» are no trees.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from etic.codebook import Loose, names, placed, segment
from etic.model import Code


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag as Taguette has it."""

    name: str
    description: str = ""
    parent: str = ""  # the name of the tag above, where Taguette gives it
    where: str = ""


def codes_of(tags: Sequence[Tag], source: str) -> tuple[Code, ...]:
    """A code for each tag, in the same order.

    >>> [c.path for c in codes_of([Tag("Push"), Tag("Push.No jobs"), Tag("и/или")], "a.sqlite3")]
    ['push', 'push/no-jobs', 'i-ili']
    """
    known = {tag.name for tag in tags}
    loose: list[Loose] = []
    taken: set[tuple[str, str]] = set()
    for tag in tags:
        parent, own = (tag.parent, tag.name) if tag.parent else _split(tag.name, known)
        part = _free(segment(own), parent, taken)
        name_ru, name_en = names(own)
        code = Code(part, name_ru, name_en, tag.description, where=tag.where)
        loose.append(Loose(code, parent, tag.name))
    return placed(loose, source)


def _split(name: str, known: set[str]) -> tuple[str, str]:
    """The longest other tag that the name begins with, and what is left of the name."""
    for at in range(len(name) - 1, 0, -1):
        if name[at] in "./" and name[:at] in known and name[at + 1 :].strip():
            return name[:at], name[at + 1 :].strip()
    return "", name


def _free(part: str, parent: str, taken: set[tuple[str, str]]) -> str:
    """The part of the path, numbered where names that differ would make the same one."""
    wanted, number = part, 1
    while (parent, part) in taken:
        number += 1
        part = f"{wanted}-{number}"
    taken.add((parent, part))
    return part
