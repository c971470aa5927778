"""Profiles: which codes are distinct of a group, beside all others.

For a code, with n of base respondents of the group that carry it (share p = n / base) and n′ of
base′ of all others (p′ = n′ / base′):

    difference = p − p′,    lift = p / ((n + n′) / (base + base′))

A lift above 1 says that the code is more frequent in the group than among all.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TypeVar

from etic.analysis.drawing import Bars, Mark
from etic.analysis.intervals import Difference, Share, difference, share
from etic.analysis.result import Method, Result
from etic.i18n import t
from etic.model import Column, Table, Value

Unit = TypeVar("Unit", bound=Hashable)

MOST_DRAWN = 15  # codes of a picture: the most distinct ones

WILSON = "Wilson (1927), JASA 22, 209–212."
NEWCOMBE = "Newcombe (1998), Statistics in Medicine 17, 873–890, method 10."
LIFT = "Brin, Motwani & Silverstein (1997), SIGMOD Record 26(2), 265–276 (“interest”)."


@dataclass(frozen=True, slots=True)
class Trait:
    """One code in one group beside all others, and the units behind both shares."""

    group: str
    code: str
    here: Share
    others: Share
    difference: Difference
    lift: float | None  # None where nobody carries the code, or one side has no base
    units: tuple[Hashable, ...] = ()
    other_units: tuple[Hashable, ...] = ()


def traits(
    codes: Sequence[str],
    coded: Mapping[str, Set[Unit]],
    asked: Mapping[str, Set[Unit]],
    groups: Mapping[Unit, str],
    values: Sequence[str],
) -> list[Trait]:
    """For each of these values, the codes by how distinct they are of its group.

    Parameters
    ----------
    codes: the codes in the codebook's order; one that no unit carries is left out.
    coded: code → units that carry it.
    asked: code → units that were asked about it; who carries a code was, whatever is said here.
    groups: unit → its value of the attribute; units that are not named here are out of question.
    values: whose profile is wanted, in order.

    The most distinct come first: the greatest difference of shares either way, then the greater
    share; a code that one side was not asked about has no difference and comes last.

    >>> groups = {1: "m", 2: "m", 3: "f", 4: "f"}
    >>> everybody = {"a": {1, 2, 3, 4}, "b": {1, 2, 3, 4}}
    >>> found = traits(["a", "b"], {"a": {1, 3}, "b": {1, 2, 4}}, everybody, groups, ["m"])
    >>> [(x.code, x.here.n, x.others.n, x.difference.difference, x.lift) for x in found]
    [('b', 2, 1, 0.5, 1.3333333333333333), ('a', 1, 1, 0.0, 1.0)]
    """
    found: list[Trait] = []
    for value in values:
        members = {unit for unit, group in groups.items() if group == value}
        rows = []
        for code in codes:
            having = coded.get(code, set()) & groups.keys()
            if having:
                base = (asked.get(code, set()) & groups.keys()) | having
                rows.append(_trait(value, code, having, base, members))
        rows.sort(key=_distinct)  # of the equally distinct, the first in the codebook
        found += rows
    return found


def _trait(value: str, code: str, having: Set[Unit], base: Set[Unit], members: Set[Unit]) -> Trait:
    units, others = having & members, having - members
    here = share(len(units), len(base & members))
    there = share(len(others), len(base - members))
    return Trait(
        value, code, here, there,
        difference(here.n, here.base, there.n, there.base),
        here.share / (len(having) / len(base)) if here.share is not None and there.base else None,
        tuple(sorted(units, key=str)), tuple(sorted(others, key=str)),
    )  # fmt: skip


def _distinct(trait: Trait) -> tuple[bool, float, float]:
    d = trait.difference.difference
    return d is None, -abs(d or 0.0), -(trait.here.share or 0.0)


@dataclass(frozen=True)
class Profile(Result):
    """Codes that are distinct of groups of respondents, or of one respondent.

    The bounds of a single respondent's share say nothing and are left out.
    """

    traits: tuple[Trait, ...]
    names: Mapping[str, str]  # code → its name
    by: str  # what the groups differ in, in words
    quotes: Mapping[tuple[str, Hashable], tuple[int, ...]]  # (code, unit) → codings
    colours: Mapping[str, str]  # code → its colour
    called: Mapping[str, str]  # group → its value in words
    one: bool = False  # whether the group is one respondent
    without: int = 0  # respondents who have no value of the attribute
    footing: str = ""  # what else its note says: the sample, whose codings are not counted

    def groups(self) -> list[str]:
        """The groups in order."""
        return list(dict.fromkeys(trait.group for trait in self.traits))

    def table(self) -> Table:
        """One row a group and code: both shares with their bases, the difference, the lift."""
        keys = (
            ("group", "text"), ("code", "text"), ("name", "text"),
            ("share", "percent"), ("n", "integer"), ("base", "integer"),
            ("low", "percent"), ("high", "percent"),
            ("others_share", "percent"), ("others_n", "integer"), ("others_base", "integer"),
            ("others_low", "percent"), ("others_high", "percent"),
            ("difference", "points"), ("difference_low", "points"),
            ("difference_high", "points"), ("lift", "number"),
        )  # fmt: skip
        labels = {
            key: t(f"profiles.column-{key}") for key, _ in keys if key not in (*_KNOWN, "group")
        }
        labels |= {key: t(f"columns.{key}") for key in _KNOWN} | {"group": self.by}
        columns = tuple(
            Column(key, labels[key], kind)  # type: ignore[arg-type]
            for key, kind in keys
        )
        title = t("profiles.title-one" if self.one else "profiles.title")
        return Table(columns, tuple(self._row(trait) for trait in self.traits), title, self._note())

    def _row(self, trait: Trait) -> tuple[Value, ...]:
        here, there, apart = trait.here, trait.others, trait.difference
        return (
            trait.group, trait.code, self.names[trait.code],
            here.share, here.n, here.base,
            None if self.one else here.low, None if self.one else here.high,
            there.share, there.n, there.base, there.low, there.high,
            apart.difference, None if self.one else apart.low, None if self.one else apart.high,
            trait.lift,
        )  # fmt: skip

    def _note(self) -> str:
        parts = [t("profiles.note-one" if self.one else "profiles.note")]
        if self.without:
            parts.append(t("profiles.note-without", n=self.without))
        return " ".join([*parts, t("profiles.note-order"), self.footing]).strip()

    def methods(self) -> list[Method]:
        """Wilson's and Newcombe's intervals, and the lift."""
        return [
            Method(
                "profiles.method-wilson",
                "(p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n)", WILSON,
            ),
            Method(
                "profiles.method-newcombe",
                "d − √((p − l)² + (u′ − p′)²); d + √((u − p)² + (p′ − l′)²)", NEWCOMBE,
            ),
            Method("profiles.method-lift", "L = (n / b) / ((n + n′) / (b + b′))", LIFT),
        ]  # fmt: skip

    def drawings(self) -> list[Bars]:
        """A picture a group: its most distinct codes beside the shares of all others."""
        return [self.drawing(group) for group in self.groups()]

    def drawing(self, group: str) -> Bars:
        """The picture of one group."""
        rows = [trait for trait in self.traits if trait.group == group][:MOST_DRAWN]
        called = self.called[group]
        marks = []
        for row in rows:
            colour = self.colours.get(row.code, "")
            for series, s in ((called, row.here), (t("profiles.others"), row.others)):
                bounds = (None, None) if self.one and s is row.here else (s.low, s.high)
                marks.append(
                    Mark(self.names[row.code], series, s.share, *bounds, s.n, s.base, colour)
                )
        whole = self.table()
        drawn = {(row.group, row.code) for row in rows}
        figures = tuple(row for row in whole.rows if (row[0], row[1]) in drawn)
        title = t("profiles.drawing", group=called, n=len(rows))
        table = Table(whole.columns, figures, title, whole.note)
        return Bars(title, table, tuple(marks), t("profiles.axis"), self.by)

    def behind(self, row: int, column: str) -> list[int]:
        """The codings behind a figure: the others' behind theirs, else the group's."""
        trait = self.traits[row]
        units = trait.other_units if column.startswith("others_") else trait.units
        return [i for unit in units for i in self.quotes.get((trait.code, unit), ())]


_KNOWN = ("code", "name", "n", "base", "share", "low", "high")
