"""Answers counted, as they are told: one table of one question, of a set, or of several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from etic.actions.answer_notes import facts, methods
from etic.actions.counting import shares_table
from etic.actions.samples import UNSAID, Samples
from etic.analysis import crosstab_views as views
from etic.analysis.association import benjamini_hochberg, holm
from etic.analysis.counts import ALL, Base, Counted
from etic.analysis.crosstab import Comparison
from etic.analysis.drawing import Bars, Drawing, Mark
from etic.analysis.questions import Question
from etic.analysis.result import Method, Result
from etic.analysis.weights import WeightedShare
from etic.errors import EticError
from etic.i18n import t
from etic.model import Column, Table, Value

if TYPE_CHECKING:
    import pandas as pd

COMPARED = ("residual", "difference", "difference_low", "difference_high",
            "chi2", "df", "p", "p_holm", "p_bh", "v", "test")  # fmt: skip
PERCENTS = ("row", "column", "total")
WEIGHTED = ("weighted_n", "weighted_base", "effective_base")


@dataclass(frozen=True)
class AnswerTable(Result):
    """Questions counted, by the answers to another, with the respondents behind every figure.

    Long, one row a figure, is what scripts rely on; wide has one row an answer, one column a group.
    """

    questions: tuple[Question, ...]
    remark: str = ""  # what is said of the whole set
    sample: Samples = UNSAID
    form: Literal["long", "wide"] = "long"
    weight: str = ""  # what the weights are called; empty where there are none
    weightless: int = 0  # respondents left out: their weight is missing or zero
    where: tuple[tuple[str, str], ...] = ()  # (question, answers): who alone is counted

    # -- what it is of -----------------------------------------------------------------------------

    @property
    def first(self) -> Question:
        """The only question, or the first of several: all have the same groups and base."""
        return self.questions[0]

    @property
    def by(self) -> str:
        """What the groups are of; empty where there are none."""
        return self.first.by_label

    @property
    def base(self) -> Base:
        """Of whom shares are."""
        return self.first.base

    @property
    def asked(self) -> int:
        """How many respondents are in question."""
        return self.first.asked

    @property
    def silent(self) -> int:
        """Of them, how many gave no answer (to the first question, where there are several)."""
        return self.first.silent

    @property
    def rows(self) -> tuple[Counted, ...]:
        """All figures: `code` is the answer, `units` the respondents."""
        return tuple(row for question in self.questions for row in question.rows)

    @property
    def facts(self) -> str:
        """Base, weights, tests, what sample it is: what the figures rest on."""
        return facts(self)

    @property
    def note(self) -> str:
        """The facts, and what is said of the whole set."""
        return f"{self.facts} {self.remark}".strip()

    def methods(self) -> Sequence[Method]:
        """The formulas it was computed by."""
        return methods(self)

    @cached_property
    def tests(self) -> Mapping[tuple[str, str], Comparison]:
        """(question, answer) → the test in that line, its p adjusted over all tests of the table."""  # noqa: E501
        found = [((q.variable, a), each) for q in self.questions for a, each in q.tests().items()]
        p = [each.test.p for _, each in found]
        return {
            key: replace(each, holm=h, bh=b)
            for (key, each), h, b in zip(found, holm(p), benjamini_hochberg(p), strict=True)
        }

    # -- as tables ---------------------------------------------------------------------------------

    def table(self) -> Table:
        """As a table in the form that is set; long unless told otherwise."""
        return self.wide() if self.form == "wide" else self.long()

    def widened(self) -> AnswerTable:
        """The same result, whose `table()` is the wide one."""
        return replace(self, form="wide")

    def long(self) -> Table:
        """One row a figure: answer, group, n, base, share, low, high, and what more there is."""
        first = [*_question_columns()] if self._several else []
        first.append(Column("answer", t("columns.answer")))
        rows = [self._figures(question, row) for question, row in self._lines()]
        table = shares_table(first, self.by, rows, self._title, self.note)
        return replace(table, columns=(*table.columns, *self._more()))

    def _more(self) -> list[Column]:
        found = []
        if self.weight:
            found += [Column(key, t(f"answers.column-{key}"), "number", 1) for key in WEIGHTED]
        if self._of_all:
            found.append(Column("of_all", t("answers.column-of_all"), "percent"))
        if self._percents:
            several = any(question.multiple for question in self.questions)
            words = "answers" if several else "crosstab"  # of answers, or of the column
            found += [
                Column(f"{of}_percent", t(f"{words}.column-{of}_percent"), "percent")
                for of in PERCENTS
            ]
        if self.by:
            found += [self._compared_column(key) for key in COMPARED]
        return found

    def _compared_column(self, key: str) -> Column:
        if key == "df":
            return Column(key, t("answers.column-df"), "integer")
        if key in ("residual", "chi2"):
            return Column(key, t(f"answers.column-{key}"), "number", 2)
        return views.compared_column(self.first, key)

    def _lines(self) -> list[tuple[Question, Counted]]:
        """The figures in order; without groups, everybody's alone."""
        return [
            (question, row)
            for question in self.questions
            for row in (*question.rows, *question.absent)
            if self.by or row.group == ALL
        ]

    def _figures(self, question: Question, row: Counted) -> tuple[Value, ...]:
        absent = row in question.absent
        s, group = row.share, row.group if row.group != ALL else t("tables.everybody")
        cells: list[Value] = [question.variable, question.label] if self._several else []
        cells += [row.code or t("answers.no-answer"), group, s.n]
        cells += [None] * 4 if absent else [s.base, s.share, s.low, s.high]
        if self.weight and isinstance(s, WeightedShare):
            cells += [s.weighted_n, *((None, None) if absent else (s.weighted_base, s.effective))]
        if self._of_all:
            cells.append(s.share if absent else question.of_all.get((row.code, row.group)))
        if self._percents:
            cells += [None if absent else question.percent(row.code, row.group, of)[0]  # type: ignore[arg-type]
                      for of in PERCENTS]  # fmt: skip
        if self.by:
            cells += [None] * len(COMPARED) if absent else self._compared(question, row)
        return tuple(cells)

    def _compared(self, question: Question, row: Counted) -> list[Value]:
        if row.group != ALL:
            return [question.residuals.get((row.code, row.group)), *([None] * 10)]
        d = question.apart(row.code)
        cells: list[Value] = [None, *((d.difference, d.low, d.high) if d else (None,) * 3)]
        found = self.tests.get((question.variable, row.code))
        if found is None:
            return [*cells, *([None] * 7)]
        test = found.test
        cells += [test.statistic, test.df, test.p, found.holm, found.bh]
        return [*cells, found.association.corrected, views.test_name(found)]

    def wide(self) -> Table:
        """One row an answer, one column a group, everybody last; then what compares the groups."""
        groups = self.first.shown_groups
        columns = [*_question_columns()[1:]] if self._several else []
        columns.append(Column("answer", t("columns.answer")))
        columns += [
            Column("everybody" if g == ALL else views.GROUP + g, views.group_label(g))
            for g in groups
        ]
        two, several_tests = len(self.first.tested_groups) == 2, len(self.tests) > 1
        p = ("p", "p_holm", "p_bh") if several_tests else ("p",)
        if self.by:
            if two:
                columns.append(Column("difference", views.apart_label(self.first)))
            columns += [Column(key, t(f"crosstab.column-{key}")) for key in p]
            columns += [views.compared_column(self.first, key) for key in ("v", "test")]
        rows: list[tuple[Value, ...]] = []
        for question in self.questions:
            for answer in question.codes:
                head = answer == question.codes[0]
                cells: list[Value] = []
                if self._several:
                    cells.append((question.label or question.variable) if head else "")
                cells += [answer, *(views.figure(question, answer, group) for group in groups)]
                if self.by:
                    cells += [views.apart(question.apart(answer))] if two else []
                    cells += self._tested(question, answer, several=several_tests)
                rows.append(tuple(cells))
            for answer in dict.fromkeys(row.code for row in question.absent):
                counts = {row.group: str(row.share.n) for row in question.absent
                          if row.code == answer}  # fmt: skip
                cells = ["", answer] if self._several else [answer]
                cells[-1] = answer or t("answers.no-answer")
                cells += [counts.get(group, "0") for group in groups]
                rows.append((*cells, *([None] * (len(columns) - len(cells)))))
        return Table(tuple(columns), tuple(rows), self._title, self.note)

    def _tested(self, question: Question, answer: str, *, several: bool) -> list[Value]:
        found = self.tests.get((question.variable, answer))
        if found is None:
            return [None] * (5 if several else 3)
        p = (found.test.p, found.holm, found.bh) if several else (found.test.p,)
        return [
            *map(views.probability, p), found.association.corrected, views.test_name(found),
        ]  # fmt: skip

    def frame(self) -> pd.DataFrame:
        """The same as a pandas frame; in the long form the group of everybody is empty."""
        frame = self.table().frame()
        if self.form == "long":
            frame["group"] = [row.group for _, row in self._lines()]
        return frame

    # -- who stands behind it, and how it is drawn -------------------------------------------------

    def respondents(self, answer: str, group: str = ALL, question: str = "") -> list[str]:
        """The respondents behind a figure; of the first question, where none is named."""
        among = [q for q in self.questions if question in ("", q.variable)]
        for row in (*among[0].rows, *among[0].absent) if among else ():
            if (row.code, row.group) == (answer, group):
                return [str(unit) for unit in row.units]
        known = "; ".join(among[0].codes if among else (q.variable for q in self.questions))
        raise EticError("choice-unknown", name="answer", given=answer, known=known)

    def people(self, row: int, column: str) -> Sequence[str]:
        """The respondents behind a cell of `table()`."""
        if self.form == "long":
            return [str(unit) for unit in self._lines()[row][1].units]
        lines = [(q, a) for q in self.questions
                 for a in dict.fromkeys(each.code for each in (*q.rows, *q.absent))]  # fmt: skip
        question, answer = lines[row]
        group = column.removeprefix(views.GROUP) if column.startswith(views.GROUP) else ALL
        return self.respondents(answer, group, question.variable)

    def drawings(self) -> Sequence[Drawing]:
        """Bars of every question, with intervals where shares are of the base."""
        found: list[Drawing] = []
        for question in self.questions:
            of, marks = question.percents, []
            groups = question.groups if self.by else [ALL]
            for answer in question.codes:
                for group in groups:
                    s = question.cell(answer, group).share
                    share, base = question.percent(answer, group)
                    low, high = (s.low, s.high) if of == "base" else (None, None)
                    name = views.group_label(group)
                    marks.append(Mark(answer, name, share, low, high, s.n, base))
            if marks:
                title = question.label or question.variable
                alone = replace(self, questions=(question,), form="wide").table()
                axis = t(f"answers.percents-{of}")
                found.append(Bars(title, alone, tuple(marks), axis, self.by))
        return found

    # -- small matters -----------------------------------------------------------------------------

    @property
    def _several(self) -> bool:
        return len(self.questions) > 1

    @property
    def _title(self) -> str:
        if self._several:
            return t("answers.title-several")
        return self.first.label or self.first.variable

    @property
    def _of_all(self) -> bool:
        return any(question.of_all for question in self.questions)

    @property
    def _percents(self) -> bool:
        return bool(self.by) or any(question.multiple for question in self.questions)


def _question_columns() -> tuple[Column, Column]:
    return (Column("variable", t("columns.variable")), Column("question", t("columns.question")))
