"""Saturation as people read it: the report by group, runs, curve and meaning, with pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, get_args

from etic.actions.carrying import Footing
from etic.actions.saturation_course import (
    Coded,
    Course,
    Interview,
    Rule,
    span,
    threshold_said,
)
from etic.actions.saturation_meaning import Meaning
from etic.actions.saturation_methods import CURVE, EXPECTED, RUNS, UNSEEN
from etic.analysis.drawing import Curve, Curves, Drawing, Point, Threshold
from etic.analysis.result import Method, Result
from etic.analysis.saturation import Run, Runs, Window
from etic.i18n import number, t
from etic.model import Column, Table, Value

if TYPE_CHECKING:
    from etic.analysis.unseen import Unseen

WINDOWS: tuple[Window, ...] = get_args(Window)
UNSEEN_COLUMNS = frozenset(("unseen", "coverage", "chao2", "chao2_low", "chao2_high"))


@dataclass(frozen=True)
class Saturation(Result):
    """Whether saturation was reached, by group of respondents and for all; its parts beside it.

    `runs()`, `curve()` and `meaning()` are results of their own, on the same interviews.
    """

    courses: tuple[Course, ...]  # groups in order, all together last
    codes: tuple[Coded, ...]  # those that count, and themes above them
    rule: Rule
    by: str
    origin: str
    named: bool  # whether codes were named
    given: bool  # whether the order was
    left_out: int  # interviews in which nothing is coded
    unasked: int  # interviews that were not asked about some of it
    studies: int
    footing: Footing

    @property
    def whole(self) -> Course:
        """All interviews together."""
        return self.courses[-1]

    @property
    def verdict(self) -> str:
        """In a few sentences whether saturation was reached."""
        return self.whole.verdict

    def table(self) -> Table:
        """A row a group: what was looked at, where saturation was reached, what is unseen.

        Keys: group, interviews, codes, base, run, threshold, base_codes; sliding (as `6+2`, or why
        not), sliding_at, sliding_ratio; zero (sliding runs without any new code); fixed, fixed_at,
        fixed_ratio; orders (share of random orders in which it is reached), orders_at (median);
        unseen, coverage, chao2, chao2_low, chao2_high.
        """
        columns = (
            Column("group", t("saturation.group")),
            Column("interviews", t("saturation.interviews"), "integer"),
            Column("codes", t("saturation.codes"), "integer"),
            Column("base", t("saturation.base"), "integer"),
            Column("run", t("saturation.run"), "integer"),
            Column("threshold", t("saturation.threshold"), "percent"),
            Column("base_codes", t("saturation.base-codes"), "integer"),
            Column("sliding", t("saturation.sliding")),
            Column("sliding_at", t("saturation.sliding-at"), "integer"),
            Column("sliding_ratio", t("saturation.sliding-ratio"), "percent"),
            Column("zero", t("saturation.zero")),
            Column("fixed", t("saturation.fixed")),
            Column("fixed_at", t("saturation.fixed-at"), "integer"),
            Column("fixed_ratio", t("saturation.fixed-ratio"), "percent"),
            Column("orders", t("saturation.orders"), "percent", 0),
            Column("orders_at", t("saturation.orders-at"), "number", 1),
            Column("unseen", t("saturation.unseen"), "percent"),
            Column("coverage", t("saturation.coverage"), "percent"),
            Column("chao2", t("saturation.chao2"), "number", 1),
            Column("chao2_low", t("saturation.chao2-low"), "number", 1),
            Column("chao2_high", t("saturation.chao2-high"), "number", 1),
        )
        rows = tuple(self._row(course) for course in self.courses)
        return Table(columns, rows, t("saturation.summary"), self._note(self._reasons()))

    def _row(self, course: Course) -> tuple[Value, ...]:
        sliding, fixed = course.runs("sliding"), course.runs("fixed")
        u, orders = course.unseen, course.orders
        return (
            course.label, len(course.interviews), course.seen, self.rule.base, self.rule.run,
            self.rule.threshold, sliding.base_codes,
            course.told(sliding), sliding.reached, _ratio(sliding),
            course.told(course.runs("sliding", 0.0)),
            course.told(fixed), fixed.reached, _ratio(fixed),
            orders.reached_share, orders.reached_median,
            u.mass, u.coverage, u.richness, u.low, u.high,
        )  # fmt: skip

    def _reasons(self) -> list[str]:
        """Why some figures of unseen codes are missing, each reason once."""
        missing: dict[str, list[str]] = {}
        for course in self.courses:
            found: Unseen = course.unseen
            for reason in filter(None, (found.reason, found.interval_reason)):
                missing.setdefault(reason, []).append(course.label)
        return [
            t("saturation.note-undefined", groups=", ".join(groups), why=t(f"saturation.{reason}"))
            for reason, groups in missing.items()
        ]

    def _note(self, more: Sequence[str] = ()) -> str:
        counting = len(self.whole.codes)
        parts = [
            t("saturation.note-unit", interviews=t("saturation.n-interviews", n=self._interviews)),
            t("saturation.note-left-out", n=self.left_out) if self.left_out else "",
            self._order_note(),
            t(f"saturation.note-{self.origin}", codes=t("words.codes", n=counting)),
            t("saturation.note-named") if self.named else "",
            t("saturation.note-base", base=self.rule.base),
            t("saturation.note-unasked", n=self.unasked) if self.unasked else "",
            t("saturation.note-studies", n=self.studies) if self.studies > 1 else "",
            *more,
            self.footing.note,
        ]
        return " ".join(filter(None, parts))

    @property
    def _interviews(self) -> int:
        return len(self.whole.interviews)

    def _order_note(self) -> str:
        if self.given:
            return t("saturation.note-given")
        undated = sum(1 for interview in self.whole.interviews if not interview.day)
        if undated == self._interviews:
            return t("saturation.note-by-name")
        said = t("saturation.note-by-date")
        return f"{said} {t('saturation.note-undated', n=undated)}" if undated else said

    def methods(self) -> Sequence[Method]:
        """Runs after a base; the mass of unseen codes, coverage and Chao2."""
        return (*RUNS, CURVE, *UNSEEN)

    def drawings(self) -> Sequence[Drawing]:
        """The curve of new codes, the runs, and groups over random orders."""
        return (*self.curve().drawings(), *self.runs().drawings())

    def behind(self, row: int, column: str) -> Sequence[int]:
        """The passages of all these codes, or of those new in the base or run, or of the rare."""
        course = self.courses[row]
        last = len(course.interviews)
        if column == "base_codes":
            return course.first_codings(1, min(self.rule.base, last))
        if column.startswith(("sliding", "fixed", "zero")):
            window: Window = "fixed" if column.startswith("fixed") else "sliding"
            runs = course.runs(window, 0.0 if column == "zero" else None)
            run = runs.decisive
            return course.first_codings(run.first, run.last) if run else ()
        codes: Sequence[Coded] = course.codes
        if column in UNSEEN_COLUMNS:
            codes = [code for code in codes if course.frequency(code) == 1]
        return course.codings(codes, 1, last)

    def runs(self) -> RunTable:
        """Each run after the base, by overlapping and by separate runs."""
        return RunTable(self.courses, bool(self.by), self._note())

    def curve(self) -> CurveTable:
        """Interview by interview, what is new, and how it would be in random orders."""
        draws = t("saturation.note-draws", draws=number(self.rule.draws))
        return CurveTable(self.courses, bool(self.by), self._note([draws]))

    def meaning(self) -> Meaning:
        """Code by code, when it was first seen, and when its last new dimension was."""
        return Meaning(
            self.codes, self.whole.interviews, self._note([t("saturation.note-meaning")])
        )


def _ratio(runs: Runs) -> float | None:
    return runs.decisive.ratio if runs.decisive else None


@dataclass(frozen=True)
class RunTable(Result):
    """Runs after the base, and how much new information each brings."""

    courses: tuple[Course, ...]
    grouped: bool
    _note: str

    @cached_property
    def _lines(self) -> list[tuple[Course, Runs, Run]]:
        return [
            (course, runs, run)
            for course in self.courses
            for runs in map(course.runs, WINDOWS)
            for run in runs.runs
        ]

    def table(self) -> Table:
        """Group (where there are groups), window, interviews, names, new, base_codes, ratio, …"""
        columns = (
            *((Column("group", t("saturation.group")),) if self.grouped else ()),
            Column("window", t("saturation.window")),
            Column("interviews", t("saturation.numbers")),
            Column("names", t("saturation.names")),
            Column("new", t("saturation.new"), "integer"),
            Column("base_codes", t("saturation.base-codes"), "integer"),
            Column("ratio", t("saturation.ratio"), "percent"),
            Column("within", t("saturation.within")),
            Column("codes", t("saturation.new-codes")),
        )
        rows = []
        for course, runs, run in self._lines:
            new = [code for codes in course.new[run.first - 1 : run.last] for code in codes]
            within = run.ratio is not None and run.ratio <= runs.threshold
            rows.append(
                (
                    *((course.label,) if self.grouped else ()),
                    t(f"saturation.window-{runs.window}"), span(run),
                    _names(course.interviews[run.first - 1 : run.last]), run.new, runs.base_codes,
                    run.ratio, t("saturation.yes") if within else t("saturation.no"),
                    "; ".join(code.label for code in new),
                )
            )  # fmt: skip
        return Table(columns, tuple(rows), t("saturation.runs"), self._note)

    def methods(self) -> Sequence[Method]:
        """Runs after a base."""
        return RUNS

    def drawings(self) -> Sequence[Drawing]:
        """How much each run of all interviews brings, and the threshold."""
        course = self.courses[-1]
        curves = []
        for runs in map(course.runs, WINDOWS):
            points = [Point(run.last, run.ratio) for run in runs.runs if run.ratio is not None]
            if points:
                curves.append(Curve(t(f"saturation.window-{runs.window}"), tuple(points)))
        if not curves:
            return ()
        threshold = course.rule.threshold
        line = Threshold(t("saturation.at-most", share=threshold_said(threshold)), y=threshold)
        return (
            Curves(
                t("saturation.runs"), self.table(), tuple(curves), t("saturation.axis-last"),
                t("saturation.ratio"), t("saturation.window"), (line,), percent=True,
            ),
        )  # fmt: skip

    def behind(self, row: int, column: str) -> Sequence[int]:
        """The passages by which the run brings its new codes; of the base, those of the base."""
        course, runs, run = self._lines[row]
        if column == "base_codes":
            return course.first_codings(1, runs.base)
        return course.first_codings(run.first, run.last)


@dataclass(frozen=True)
class CurveTable(Result):
    """Interviews in order: what each brings first, and the number of codes so far."""

    courses: tuple[Course, ...]
    grouped: bool
    _note: str

    @cached_property
    def _lines(self) -> list[tuple[Course, int]]:
        return [(course, n) for course in self.courses for n in range(len(course.interviews))]

    def table(self) -> Table:
        """Group (where there are groups), n, interview, date, new, codes, cumulative, median, …"""
        columns = (
            *((Column("group", t("saturation.group")),) if self.grouped else ()),
            Column("n", t("saturation.number"), "integer"),
            Column("interview", t("saturation.interview")),
            Column("date", t("saturation.date")),
            Column("new", t("saturation.new"), "integer"),
            Column("cumulative", t("saturation.cumulative"), "integer"),
            Column("median", t("saturation.median"), "number", 1),
            Column("low", t("saturation.low"), "number", 1),
            Column("high", t("saturation.high"), "number", 1),
            Column("expected", t("saturation.expected"), "number", 1),
            Column("codes", t("saturation.new-codes")),
        )
        rows = []
        for course, n in self._lines:
            interview, orders = course.interviews[n], course.orders
            rows.append(
                (
                    *((course.label,) if self.grouped else ()),
                    n + 1, interview.name, interview.day, len(course.new[n]),
                    sum(map(len, course.new[: n + 1])),
                    orders.median[n], orders.low[n], orders.high[n], orders.expected[n],
                    "; ".join(code.label for code in course.new[n]),
                )
            )  # fmt: skip
        return Table(columns, tuple(rows), t("saturation.curve"), self._note)

    def methods(self) -> Sequence[Method]:
        """The band over random orders, and what is expected of them."""
        return (CURVE, EXPECTED)

    def drawings(self) -> Sequence[Drawing]:
        """All interviews in their order and over random ones; groups over random ones."""
        table = self.table()
        whole = self.courses[-1]
        if not whole.interviews:
            return ()
        total = 0
        steps = []
        for n, new in enumerate(whole.new, 1):
            total += len(new)
            steps.append(Point(n, total))
        observed = Curve(t("saturation.observed"), tuple(steps), stepped=True)
        axes = (t("saturation.axis-n"), t("saturation.axis-codes"))
        first = Curves(
            t("saturation.curve"), table, (observed, _banded(whole, t("saturation.random"))),
            *axes, thresholds=tuple(_marked(whole)),
        )  # fmt: skip
        if not self.grouped:
            return (first,)
        groups = tuple(_banded(course, course.label) for course in self.courses[:-1])
        return (first, Curves(t("saturation.by-group"), table, groups, *axes, t("columns.group")))

    def behind(self, row: int, column: str) -> Sequence[int]:
        """The passages by which this interview brings its new codes; those of all so far."""
        course, n = self._lines[row]
        return course.first_codings(1 if column == "cumulative" else n + 1, n + 1)


def _banded(course: Course, name: str) -> Curve:
    o = course.orders
    points = zip(o.median, o.low, o.high, strict=True)
    return Curve(name, tuple(Point(n, *point) for n, point in enumerate(points, 1)))


def _marked(course: Course) -> list[Threshold]:
    """Where the base ends, and where saturation was reached; one line where both runs say so."""
    found: list[Threshold] = []
    if course.rule.base < len(course.interviews):
        found.append(Threshold(t("saturation.base-of", n=course.rule.base), x=course.rule.base))
    reached: dict[int, list[str]] = {}
    for runs in map(course.runs, WINDOWS):
        if runs.reached is not None:
            reached.setdefault(runs.reached, []).append(t(f"saturation.window-{runs.window}"))
    for at, windows in reached.items():
        if at == course.rule.base:  # one line, with both said
            found.clear()
        name = t("saturation.reached-at", at=f"{at}+{course.rule.run}", windows=", ".join(windows))
        found.append(Threshold(name, x=at))
    return found


def _names(interviews: Sequence[Interview]) -> str:
    return ", ".join(interview.name for interview in interviews)
