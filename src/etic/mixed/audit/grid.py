"""A published table as a grid of printed figures, and what its rows and columns are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from etic.mixed.audit.printed import Printed, printed
from etic.mixed.audit.words import Words, words
from etic.model import SurveyTable

HUNDRED = Fraction(100)


@dataclass(frozen=True)
class Grid:
    """The figures of one question: percents and counts by answer and group.

    `declared` are the numbers of the declared base in order: `50 (25+25)` says that all are 50 and
    the groups 25 each.
    """

    table: SurveyTable
    lists: Words

    @cached_property
    def answers(self) -> list[str]:
        """Single answers in order: neither subtotals nor the row of the total."""
        return [a for a in self.labels if a not in self.subtotals]

    @cached_property
    def labels(self) -> list[str]:
        """All rows in order."""
        return list(dict.fromkeys(cell.answer for cell in self.table.cells))

    @cached_property
    def subtotals(self) -> list[str]:
        """Rows that add others up, declared so or named as sums of others."""
        marked = {cell.answer for cell in self.table.cells if cell.subtotal}
        return [a for a in self.labels if a in marked or self.lists.is_total(a) or self.parts(a)]

    def parts(self, label: str) -> list[str]:
        """The answers that a label names as a sum: «Да + в основном да»."""
        names = [" ".join(words(part)) for part in re.split(r"\s\+\s|\s*\+\s+|\s+\+\s*", label)]
        if len(names) < 2:
            return []
        known = {" ".join(words(a)): a for a in self.labels if a != label}
        found = [known[name] for name in names if name in known]
        return found if len(found) == len(names) else []

    @cached_property
    def groups(self) -> list[str]:
        """All columns in order."""
        return list(dict.fromkeys(cell.group for cell in self.table.cells))

    @cached_property
    def differences(self) -> list[str]:
        """Columns that are the difference of two others: by name, or since they have signs."""
        return [
            g for g in self.groups
            if self.lists.is_difference(g)
            or any(p.value < 0 for (_, at), p in self.percents.items() if at == g)
        ]  # fmt: skip

    @cached_property
    def columns(self) -> list[str]:
        """Columns of shares."""
        return [g for g in self.groups if g not in self.differences]

    @cached_property
    def total(self) -> str | None:
        """The column of everybody where there are columns of groups beside it."""
        found = [g for g in self.columns if self.lists.is_total(g)]
        return found[0] if len(found) == 1 and len(self.columns) > 2 else None

    @cached_property
    def members(self) -> list[str]:
        """The columns of groups that make up everybody; empty where there is no such column."""
        return [g for g in self.columns if g != self.total] if self.total is not None else []

    @cached_property
    def percents(self) -> Mapping[tuple[str, str], Printed]:
        """(answer, group) → the percent printed there."""
        found = {(c.answer, c.group): printed(c.percent) for c in self.table.cells if c.percent}
        return {place: value for place, value in found.items() if value is not None}

    @cached_property
    def counts(self) -> Mapping[tuple[str, str], int]:
        """(answer, group) → the count printed there."""
        return {(c.answer, c.group): c.n for c in self.table.cells if c.n is not None}

    def column(self, group: str) -> list[Printed] | None:
        """The percents of all single answers of a column; None where one is missing."""
        found = [self.percents.get((answer, group)) for answer in self.answers]
        whole = [p for p in found if p is not None]
        return whole if whole and len(whole) == len(found) else None

    def declared(self, group: str) -> list[int]:
        """The numbers of a column's declared base."""
        said = next((c.declared_base for c in self.table.cells
                     if c.group == group and c.declared_base), "")  # fmt: skip
        said = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3}\b)", "", said)  # 1 794
        return [int(n) for n in re.findall(r"\d+", said)]

    def base(self, group: str) -> int | None:
        """The base a column says that it has: its own part of a declared sum, or the number that
        is the whole's where the column is of everybody or stands alone."""
        said = self.declared(group)
        if not said:
            return None
        if group in self.members:
            parts = said[1:] if len(said) == len(self.members) + 1 else []
            if parts and sum(parts) == said[0]:
                return parts[self.members.index(group)]
            own = {g: self.declared(g) for g in self.columns}
            return said[0] if len({tuple(n) for n in own.values()}) > 1 else None
        return said[0]

    @cached_property
    def single(self) -> bool:
        """Whether each respondent gave one answer: some column of percents can add up to 100, or
        counts to the printed total."""
        for group in self.columns:
            column = self.column(group)
            if column and sum(p.low for p in column) <= HUNDRED <= sum(p.high for p in column):
                return True
        return False
