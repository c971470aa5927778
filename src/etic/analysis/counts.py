"""How many units carry a code, by group, with the base said aloud.

A unit is a respondent unless the user asks otherwise. The base of a share is an argument, because
published conventions differ, and every row carries it.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from etic.analysis.intervals import Share, share
from etic.analysis.weights import weighted_share

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
    weights: Mapping[Unit, float] | None = None,
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
    weights: every unit in question → its weight, above zero; without them, each counts once.

    A unit that carries a code was asked about it, whatever its record says.

    >>> groups = {1: "m", 2: "m", 3: "f"}
    >>> everybody = {"a": {1, 2, 3}}
    >>> rows = count(["a"], {"a": {1, 3}}, everybody, everybody, groups)
    >>> [(r.group, r.share.n, r.share.base) for r in rows]
    [('f', 1, 1), ('m', 1, 2), ('', 2, 3)]
    """
    named = set(groups.values()) - {ALL}
    names = [*(name for name in order if name in named), *sorted(named - set(order))]
    split = _Split(groups, names)
    nobody: Set[Unit] = frozenset()
    rows = []
    for code in codes:
        members = eligible_by_group = split.of(eligible.get(code, nobody))
        in_question = eligible_by_group[ALL]
        having = coded.get(code, nobody) & in_question
        if base == "asked":
            members = split.of(asked.get(code, nobody))
            if not having <= members[ALL] <= in_question:
                members = split.of((members[ALL] & in_question) | having)
        carriers = split.of(having)
        for group in [*names, ALL]:
            whole = in_question if base == "all" else members[group]
            units = tuple(sorted(carriers[group], key=str))
            rows.append(Counted(code, group, _share(units, whole, weights), units))
    return rows


def _share(
    units: Collection[Unit], whole: Collection[Unit], weights: Mapping[Unit, float] | None
) -> Share:
    if weights is None:
        return share(len(units), len(whole))
    return weighted_share([weights[u] for u in units], [weights[u] for u in whole])


class _Split(Generic[Unit]):
    """Units by group, everybody too. A set that many codes share, as in a survey, is split once."""

    def __init__(self, groups: Mapping[Unit, str], names: Sequence[str]) -> None:
        self.groups = groups
        self.names = names
        self.done: dict[int, tuple[Set[Unit], dict[str, Set[Unit]]]] = {}

    def of(self, units: Set[Unit]) -> Mapping[str, Set[Unit]]:
        """Group → those of the units that are in it; `ALL` → those in question."""
        if id(units) not in self.done:
            parts: dict[str, set[Unit]] = {name: set() for name in self.names}
            known = {unit for unit in units if unit in self.groups}
            for unit in known:
                if self.groups[unit] != ALL:
                    parts[self.groups[unit]].add(unit)
            self.done[id(units)] = (units, {**parts, ALL: known})  # kept: its id stays its own
        return self.done[id(units)][1]
