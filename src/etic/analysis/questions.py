"""A question of a questionnaire counted: its answers are to respondents what codes are to cases."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from etic.analysis.association import Association, cramers_v
from etic.analysis.chisquare import adjusted_residuals, chi_square, independence
from etic.analysis.counts import Counted
from etic.analysis.crosstab import Comparison, Crosstab
from etic.analysis.exact import ExactTest
from etic.analysis.intervals import Difference, difference
from etic.analysis.weights import kish


@dataclass(frozen=True)
class Question(Crosstab):
    """The answers to one question by group, with the respondents behind every figure.

    Of a question with one answer each, all answers by all groups are one table and one test; of one
    with several answers (`multiple`), each answer is tested by itself, given or not. A question
    that makes the groups is not tested: it would be compared with itself.
    """

    variable: str = ""
    label: str = ""  # the question in words
    multiple: bool = False
    asked: int = 0  # respondents in question
    silent: int = 0  # of them, who gave no answer
    weights: Mapping[Hashable, float] | None = None
    absent: tuple[Counted, ...] = ()  # answers declared missing, and none given (code ""), of all
    of_all: Mapping[tuple[str, str], float | None] = field(default_factory=dict)
    # (answer, group) → share of the whole group, also of those who gave no answer

    def independence(self, table: Sequence[Sequence[float]]) -> ExactTest:
        """By χ² where its approximation holds, else exactly; of weighted units always by χ²."""
        if self.weights is not None:
            return chi_square(table)
        return independence([[int(n) for n in row] for row in table])

    @cached_property
    def table_of_counts(self) -> list[list[float]]:
        """One row an answer, one column a group that is compared; of weighted units, the effective
        ones of each group.
        """
        if self.weights is None:
            return [[self.cell(a, g).share.n for g in self.tested_groups] for a in self.codes]
        columns = [self._effective(group) for group in self.tested_groups]
        return [list(row) for row in zip(*columns, strict=True)]

    def _effective(self, group: str) -> list[float]:
        """The answers of a group, scaled so that they add up to its effective number."""
        weights = self.weights or {}
        cells = [self.cell(answer, group) for answer in self.codes]
        whole = sum(cell.share.mass for cell in cells)
        n = kish([weights[unit] for cell in cells for unit in cell.units])
        return [cell.share.mass / whole * n if whole else 0.0 for cell in cells]

    @cached_property
    def whole(self) -> Comparison:
        """How the groups differ in the question as a whole."""
        table = self.table_of_counts
        test = self.independence(table) if table else ExactTest(None, reason="test-one-row")
        if test.reason:
            return Comparison("", test, Association(None, None, test.reason), None)
        return Comparison("", test, cramers_v(table), None)

    @cached_property
    def residuals(self) -> Mapping[tuple[str, str], float | None]:
        """(answer, group) → its adjusted residual; of several answers, in given or not."""
        found: dict[tuple[str, str], float | None] = {}
        if self.variable == self.by:
            return found
        groups = self.tested_groups
        if not self.multiple:
            for answer, row in zip(
                self.codes, adjusted_residuals(self.table_of_counts), strict=True
            ):
                found |= {(answer, g): d for g, d in zip(groups, row, strict=True)}
            return found
        for answer in self.codes:
            pairs = [self.own_share(answer, group).tested for group in groups]
            table = [[n for n, _ in pairs], [base - n for n, base in pairs]]
            row = adjusted_residuals(table)[0]
            found |= {(answer, g): d for g, d in zip(groups, row, strict=True)}
        return found

    def tests(self) -> dict[str, Comparison]:
        """Answer → the test in its line; that of a whole question stands in its first line."""
        if not self.by or not self.codes or self.variable == self.by:  # nor by itself
            return {}
        if not self.multiple:
            return {self.codes[0]: self.whole}
        return {answer: _of_answers(each) for answer, each in self.comparisons.items()}

    def apart(self, answer: str) -> Difference | None:
        """The difference of two groups in one answer; None where there are not just two."""
        if len(self.tested_groups) != 2 or self.variable == self.by:
            return None
        one, other = (self.own_share(answer, group).tested for group in self.tested_groups)
        return difference(*one, *other)


def _of_answers(found: Comparison) -> Comparison:
    """What was not tested, in the words of a questionnaire."""
    reason = {"test-nobody": "answer-nobody", "test-everybody": "answer-everybody"}.get(
        found.test.reason
    )
    return replace(found, test=ExactTest(None, reason=reason)) if reason else found
