"""A published table as a grid of printed figures, and what its rows and columns are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from etic.mixed.audit.declared import base_numbers, named_bases
from etic.mixed.audit.printed import Printed, printed
from etic.mixed.audit.words import Words, says, words
from etic.model import SurveyTable

HUNDRED = Fraction(100)
# Where no bases say that the groups make up everybody, so many may be in none of them.
UNGROUPED = Fraction(1, 20)
UNTOLD = 3  # so many groups at most are held to make up everybody where no bases are told


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
        """Single answers in order: neither subtotals nor totals, nor means and the like."""
        left_out = {*self.subtotals, *self.statistics, *self.sizes}
        return [a for a in self.labels if a not in left_out]

    @cached_property
    def labels(self) -> list[str]:
        """All rows in order."""
        return list(dict.fromkeys(cell.answer for cell in self.table.cells))

    @cached_property
    def subtotals(self) -> list[str]:
        """Rows that add others up, declared so or named as sums of others."""
        marked = {cell.answer for cell in self.table.cells if cell.subtotal}
        return [
            a for a in self.labels
            if a not in self.sizes and (a in marked or self.lists.is_total(a) or self.parts(a))
        ]  # fmt: skip

    @cached_property
    def statistics(self) -> list[str]:
        """Rows of means and the like: by name, or all rows of a table of means."""
        if says(self.table.question, self.lists.statistic):
            return self.labels
        return [a for a in self.labels if says(a, self.lists.statistic)]

    @cached_property
    def sizes(self) -> Mapping[str, Mapping[str, int]]:
        """Rows that print how many were asked (`n`, `Base`): row → column → how many."""
        found: dict[str, dict[str, int]] = {}
        for c in self.table.cells:
            if self.lists.is_size(c.answer):
                said = c.n if c.n is not None else int(c.percent) if c.percent.isdigit() else None
                if said is not None:
                    found.setdefault(c.answer, {})[c.group] = said
        return found

    @cached_property
    def weighted(self) -> bool:
        """Whether the percents are said to be weighted: then no whole counts stand behind them."""
        said = [self.table.title, self.table.question, *self.groups]
        said += [cell.declared_base for cell in self.table.cells]
        return any(says(text, self.lists.weighted) for text in said)

    @cached_property
    def several(self) -> bool:
        """Whether the table says that everybody could give several answers."""
        return any(
            says(text, self.lists.several) for text in (self.table.title, self.table.question)
        )

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
            or any(p.value < 0 for (_, at), p in self._rounded.items() if at == g)
        ]  # fmt: skip

    @cached_property
    def columns(self) -> list[str]:
        """Columns of shares."""
        return [
            g for g in self.groups
            if g not in self.differences and not says(g, self.lists.statistic)
        ]  # fmt: skip

    @cached_property
    def total(self) -> str | None:
        """The column of everybody where there are columns of groups beside it."""
        found = [g for g in self.columns if self.lists.is_total(g)]
        return found[0] if len(found) == 1 and len(self.columns) > 1 else None

    @cached_property
    def members(self) -> list[str]:
        """The columns of groups beside everybody's; empty where there is no such column."""
        return [g for g in self.columns if g != self.total] if self.total is not None else []

    @cached_property
    def parted(self) -> bool | None:
        """Whether the groups make up everybody, by their bases; None where these are not told."""
        sizes = [self.base(g) for g in self.members]
        whole = None if self.total is None else self.base(self.total)
        if whole is None or None in sizes or not sizes:
            return None
        return sum(n for n in sizes if n is not None) == whole

    @cached_property
    def blocks(self) -> list[list[str]]:
        """The groups by what they are groups of: those that follow one another and make up
        everybody by their bases. Without bases two or three columns are held to do so; of more it
        cannot be told (men, women, young, old)."""
        if self.parted or (self.parted is None and 1 < len(self.members) <= UNTOLD):
            return [self.members]
        whole = self.base(self.total) if self.total is not None else None
        if self.parted is None or whole is None:
            return []
        blocks: list[list[str]] = []
        block, filled = [], 0
        for group in self.members:
            block.append(group)
            filled += self.base(group) or 0
            if filled == whole:
                blocks.append(block)
                block, filled = [], 0
        return blocks if not block else []

    @cached_property
    def percents(self) -> Mapping[tuple[str, str], Printed]:
        """(answer, group) → the percent printed there."""
        if self.cut:
            return {place: replace(p, how="cut") for place, p in self._rounded.items()}
        return self._rounded

    @cached_property
    def _rounded(self) -> Mapping[tuple[str, str], Printed]:
        found = {
            (c.answer, c.group): printed(c.percent)
            for c in self.table.cells
            if c.percent and c.answer not in self.sizes
        }
        return {place: value for place, value in found.items() if value is not None}

    @cached_property
    def cut(self) -> bool:
        """Whether decimals were cut off: no column with a base can have been rounded, all can have
        been cut, with counts that add up to their bases."""
        known = [(g, self.base(g)) for g in self.columns if self.base(g)]
        wrong = 0
        for group, base in known:
            column = [self._rounded.get((answer, group)) for answer in self.answers]
            whole = [p for p in column if p is not None]
            if base is None or len(whole) < len(column) or len(whole) < 2:
                return False
            wrong += sum(not p.counts(base) for p in whole)
            ways = [replace(p, how="cut").counts(base) for p in whole if p.how == "rounded"]
            if not all(ways) or not sum(w[0] for w in ways) <= base <= sum(w[-1] for w in ways):
                return False
        return wrong > 1

    @cached_property
    def counts(self) -> Mapping[tuple[str, str], int]:
        """(answer, group) → the count printed there."""
        return {
            (c.answer, c.group): c.n
            for c in self.table.cells
            if c.n is not None and c.answer not in self.sizes
        }

    def column(self, group: str) -> list[Printed] | None:
        """The percents of all single answers of a column; None where one is missing."""
        found = [self.percents.get((answer, group)) for answer in self.answers]
        whole = [p for p in found if p is not None]
        return whole if whole and len(whole) == len(found) else None

    def declared(self, group: str) -> list[int]:
        """The numbers of a column's declared base: in its head, beside its figures, in a title."""
        said = next((c.declared_base for c in self.table.cells
                     if c.group == group and c.declared_base), "")  # fmt: skip
        whole = (
            base_numbers(said) or named_bases(self.table.title) or named_bases(self.table.question)
        )
        below = [row[group] for row in self.sizes.values() if group in row]
        return named_bases(group) or below[:1] or whole

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
        # The same base in columns of different people is of them all, in columns of the same people
        # (then and now) of each.
        others = [self.declared(g) for g in self.columns if g != group]
        if (
            self.total is None
            and said in others
            and not self.differences
            and not named_bases(group)
        ):
            return None
        return said[0]

    @cached_property
    def across(self) -> bool:
        """Whether percents are of rows: in most rows, two or more, the groups add up to 100, and in
        no column the answers do."""
        groups = self.members or self.columns
        rows = [[self.percents.get((a, g)) for g in groups] for a in self.answers]
        whole = [[p for p in row if p is not None] for row in rows if None not in row]
        fits = sum(adds_up(row) for row in whole)
        return len(groups) > 1 and fits > 1 and 2 * fits > len(whole) and not self.single

    @cached_property
    def single(self) -> bool:
        """Whether each respondent gave one answer: some column of percents can add up to 100."""
        return not self.several and any(adds_up(self.column(g) or ()) for g in self.columns)


def adds_up(shares: Sequence[Printed]) -> bool:
    """Whether shares can add up to 100.

    >>> adds_up([printed("33.3"), printed("33.3"), printed("33.3")]), adds_up([printed("33.3")])
    (True, False)
    """
    return sum(p.low for p in shares) <= HUNDRED <= sum(p.high for p in shares)
