"""Codes by groups: shares with their bases, and how the groups of each code differ.

A result in two forms. Long, one row a figure, is what scripts rely on; wide, one row a code with a
column a group and its test behind them, is what people read. Percentages are of the base (those of
the group who were asked), of the row (who carry the code), of the column (what the group
mentioned), or of all mentions.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from etic.analysis import crosstab_views as views
from etic.analysis.association import Association, benjamini_hochberg, cramers_v, holm
from etic.analysis.counts import ALL, UNKNOWN, Base, Counted
from etic.analysis.drawing import Drawing
from etic.analysis.exact import ExactTest, exact_test
from etic.analysis.intervals import Difference, Share, difference
from etic.analysis.left_out import NOBODY, LeftOut
from etic.analysis.result import Method, Result
from etic.errors import EticError
from etic.model import Table

if TYPE_CHECKING:
    import pandas as pd

Unit = Literal["case", "document", "segment", "coding"]  # of interviews
Percents = Literal["base", "row", "column", "total"]


@dataclass(frozen=True, slots=True)
class States:
    """What those in question said who do not carry a code: no, nothing of it, were not asked."""

    no: int
    silent: int
    not_asked: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the groups differ in one code. Without a p, `test.reason` says why there is none."""

    code: str
    test: ExactTest
    association: Association
    difference: Difference | None  # of the first group and the second, where there are just two
    holm: float | None = None  # p adjusted over the rows that were tested
    bh: float | None = None


@dataclass(frozen=True)
class Crosstab(Result):
    """Codes counted by group, with the quotes behind every figure.

    `rows` has of each code the groups in order and then everybody (`ALL`).
    """

    rows: tuple[Counted, ...]
    names: Mapping[str, str]  # code → its name
    by: str  # attributes by name, joined by " · "; empty where there are no groups
    unit: Unit
    base: Base
    quotes: Mapping[tuple[str, Hashable], tuple[int, ...]]  # (code, unit) → codings
    left_out: LeftOut = NOBODY  # whose codings are not counted
    sample: str = ""  # what sample it is, in a sentence
    percents: Percents = "base"  # what is shown in the wide form and drawn
    form: Literal["long", "wide"] = "long"
    by_label: str = ""  # what the attributes are called
    labels: Mapping[str, str] = field(default_factory=dict)  # code → a name that no other has
    levels: Mapping[str, int] = field(default_factory=dict)  # code → how deep under its subtotal
    colours: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[tuple[str, str], Share] = field(default_factory=dict)  # of the groups' own bases
    states: Mapping[tuple[str, str], States] = field(default_factory=dict)  # of respondents
    untested: str = ""  # why no row is tested, whatever its figures: message in `reasons`
    doubles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # single-response code → respondents coded with several of its answers, each counted once

    @property
    def codes(self) -> list[str]:
        """The codes in order."""
        return list(self.names)

    @property
    def groups(self) -> list[str]:
        """The groups in order, those of an unknown value last, without everybody."""
        return list(dict.fromkeys(row.group for row in self.rows if row.group != ALL))

    @property
    def tested_groups(self) -> list[str]:
        """The groups that tests compare."""
        return [group for group in self.groups if group != UNKNOWN] if self.by else []

    @property
    def shown_groups(self) -> list[str]:
        """The groups that have figures in a table, everybody last."""
        return [*self.groups, ALL] if self.by else [ALL]

    def cell(self, code: str, group: str = ALL) -> Counted:
        """One figure."""
        found = self._cells.get((code, group))
        if found is None:
            raise EticError("code-unknown", code=code, near=", ".join(self.names))
        return found

    @cached_property
    def _cells(self) -> Mapping[tuple[str, str], Counted]:
        return {(row.code, row.group): row for row in self.rows}

    @cached_property
    def _mentions(self) -> Mapping[str, tuple[float, int]]:
        """Group → how often its units mention a code, weighted where they are, and as they are; a
        code under another counts in that one.
        """
        outermost = [code for code in self.names if not self.levels.get(code)]
        found = {}
        for group in [*self.groups, ALL]:
            shares = [self._cells[code, group].share for code in outermost]
            found[group] = (sum(s.mass for s in shares), sum(s.n for s in shares))
        return found

    def percent(
        self, code: str, group: str, of: Percents | None = None
    ) -> tuple[float | None, int]:
        """A figure as a share, and of how many; None where that is nobody."""
        found = self.cell(code, group).share
        of = of or self.percents
        if of == "base":
            return found.share, found.base
        if of == "row":
            everybody = self.cell(code).share
            mass, whole = everybody.mass, everybody.n
        else:
            mass, whole = self._mentions[group if of == "column" else ALL]
        return (found.mass / mass if whole else None), whole

    @cached_property
    def comparisons(self) -> Mapping[str, Comparison]:
        """Code → how the groups differ in it; empty where there are no groups."""
        if not self.by:
            return {}
        found = [self._compared(code) for code in self.names]
        p = [each.test.p for each in found]
        adjusted = zip(found, holm(p), benjamini_hochberg(p), strict=True)
        return {each.code: replace(each, holm=h, bh=b) for each, h, b in adjusted}

    def _compared(self, code: str) -> Comparison:
        shares = [self.own_share(code, group) for group in self.tested_groups]
        groups = [share.tested for share in shares]
        filled = [share for share in shares if share.base]
        n, base = sum(share.n for share in filled), sum(share.base for share in filled)
        reason = self.untested
        if not reason and len(filled) < 2:
            reason = "test-one-group"
        if not reason and n in (0, base):
            reason = "test-everybody" if n else "test-nobody"
        carry = [share.tested[0] for share in filled]
        table = [carry, [s.tested[1] - n for s, n in zip(filled, carry, strict=True)]]
        test = ExactTest(None, reason=reason) if reason else self.independence(table)
        strength = Association(None, None, reason) if reason else cramers_v(table)
        apart = None
        if len(groups) == 2 and not self.untested:
            apart = difference(*groups[0], *groups[1])
        return Comparison(code, test, strength, apart)

    def own_share(self, code: str, group: str) -> Share:
        """A figure of the group's own base, which is what groups are compared by."""
        return self.own.get((code, group)) or self.cell(code, group).share

    def independence(self, table: Sequence[Sequence[float]]) -> ExactTest:
        """The test of a table of counts: always exact, as interviews are few."""
        return exact_test([[int(n) for n in row] for row in table])

    # -- as tables ---------------------------------------------------------------------------------

    @property
    def note(self) -> str:
        """Unit, base, what is tested and how, what is left out, what kind of sample it is."""
        return views.note(self)

    def table(self) -> Table:
        """As a table in the form that is set; long unless told otherwise."""
        return views.wide(self) if self.form == "wide" else views.long(self)

    def wide(self) -> Table:
        """One row a code, a column a group, then difference, p (also adjusted) and V."""
        return views.wide(self)

    def widened(self) -> Crosstab:
        """The same result, whose `table()` is the wide one."""
        return replace(self, form="wide")

    def frame(self) -> pd.DataFrame:
        """The same as a pandas frame; in the long form the group of everybody is empty."""
        frame = self.table().frame()
        if self.form == "long":
            frame["group"] = [row.group for row in views.shown_rows(self)]
        return frame

    def methods(self) -> Sequence[Method]:
        """Wilson's interval, and what the groups were compared by."""
        return views.methods(self)

    def drawings(self) -> Sequence[Drawing]:
        """Bars with intervals; a map of codes by groups where there are groups."""
        return views.drawings(self)

    def codings(self, code: str, group: str = ALL) -> list[int]:
        """The codings behind a figure."""
        return [i for u in self.cell(code, group).units for i in self.quotes.get((code, u), ())]

    def behind(self, row: int, column: str) -> Sequence[int]:
        """The codings behind a cell of `table()`; those of everybody behind what is no group's."""
        if self.form == "wide":
            group = column.removeprefix(views.GROUP)
            known = column.startswith(views.GROUP) and group in self.groups
            return self.codings(self.codes[row], group if known else ALL)
        found = views.shown_rows(self)[row]
        return self.codings(found.code, found.group)
