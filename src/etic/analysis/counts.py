"""How many units carry a code, by group, with the base said aloud.

A unit is a respondent unless the user asks otherwise. The base of a share is an argument, because
published conventions differ, and every row carries it.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal, TypeVar

from etic.analysis.intervals import Share, share

Unit = TypeVar("Unit", bound=Hashable)
Base = Literal["asked", "group", "all"]
ALL = ""  # the group of everybody
UNKNOWN = "?"  # the group of those whose attribute is not known


@dataclass(frozen=True, slots=True)
class Counted:
    """One code in one group: the share, and the units behind it."""

    code: str
    group: str
    share: Share
    units: tuple[Hashable, ...]


def count(
    codes: Sequence[str],
    coded: Mapping[str, Set[Unit]],
    eligible: Mapping[str, Set[Unit]],
    asked: Mapping[str, Set[Unit]],
    groups: Mapping[Unit, str],
    base: Base = "asked",
    order: Sequence[str] = (),
) -> list[Counted]:
    """Count units by code and group; a row for everybody (`ALL`) follows the groups of each code.

    Parameters
    ----------
    codes: the codes in the order wanted.
    coded: code → units that carry it.
    eligible: code → units in question for it: those of its studies.
    asked: code → the eligible units that were asked about it.
    groups: every unit in question → its group, "?" where it has no value of the attribute.
    base: `asked`: units of the group that were asked; `group`: all eligible units of the group;
        `all`: all eligible units, so that the shares of the groups add up to the share of all.

    order: groups that come first, in this order; the others follow by name.

    A unit that carries a code was asked about it, whatever its record says.

    >>> groups = {1: "m", 2: "m", 3: "f"}
    >>> everybody = {"a": {1, 2, 3}}
    >>> rows = count(["a"], {"a": {1, 3}}, everybody, everybody, groups)
    >>> [(r.group, r.share.n, r.share.base) for r in rows]
    [('f', 1, 1), ('m', 1, 2), ('', 2, 3)]
    """
    named = set(groups.values()) - {ALL}
    names = [*(name for name in order if name in named), *sorted(named - set(order))]
    rows = []
    for code in codes:
        in_question = eligible.get(code, set()) & groups.keys()
        having = coded.get(code, set()) & in_question
        were_asked = (asked.get(code, set()) & in_question) | having
        for group in [*names, ALL]:
            members = {u for u in in_question if group in (ALL, groups[u])}
            units = having & members
            if base == "asked":
                denominator = len(were_asked & members)
            else:
                denominator = len(members if base == "group" else in_question)
            rows.append(
                Counted(code, group, share(len(units), denominator), tuple(sorted(units, key=str)))
            )
    return rows
