"""Coefficients of agreement of a project's coders, with intervals, code by code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from etic.actions.agreement_units import Comparison, Rated, Speakers, compare
from etic.analysis.agreement.bootstrap import Interval, intervals
from etic.analysis.agreement.coefficients import defined, why_undefined
from etic.analysis.agreement.indices import bias, prevalence, specific
from etic.analysis.agreement.measures import BESIDE, MEASURES, Measure
from etic.analysis.agreement.ratings import Ratings, Totals
from etic.analysis.agreement.units import Unit
from etic.analysis.drawing import Bars, Mark
from etic.analysis.result import Method, Result
from etic.i18n import percent, t
from etic.model import Column, Table, Value
from etic.store import Store
from etic.store.codebook import Node
from etic.store.queries import DocumentRow

if TYPE_CHECKING:
    from etic.analysis.agreement.units import Bools

USUAL_PAIR = ("percent", "cohen", "gwet", "alpha")
USUAL_GROUP = ("percent", "fleiss", "gwet", "alpha")
NOT_PAIR = "why-not-pair"


@dataclass(frozen=True, slots=True)
class Figure:
    """One coefficient of one code; None with a reason, a message of `coefficients`.

    `observed` and `expected` are what it compares: agreement, or of α disagreement.
    """

    value: float | None
    low: float | None
    high: float | None
    observed: float | None
    expected: float | None
    reason: str = ""
    undefined: int = 0  # draws of the bootstrap without a value
    no_interval: str = ""  # why there is none, though there is a value


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One code, or all of them pooled (`code` empty), and how far coders agree on it."""

    code: str
    name: str
    colour: str
    units: int  # that two or more coders have rated
    coded: int  # of them: those that anybody coded
    interviews: int  # in which these lie; those of one respondent are one
    figures: tuple[Figure, ...]  # in the order of the coefficients
    prevalence: float | None
    bias: float | None
    positive: float | None
    negative: float | None
    codings: tuple[int, ...]


@dataclass(frozen=True)
class AgreementTable(Result):
    """How far coders agree: all codes together, then each; see `Project.agreement`."""

    coders: tuple[str, ...]
    unit: Unit
    speakers: Speakers
    coefficients: tuple[str, ...]
    rows: tuple[AgreementRow, ...]
    documents: tuple[DocumentRow, ...]
    interviews: int  # what the bootstrap draws: interviews, those of a respondent together
    level: float
    draws: int
    compared: Comparison
    long: bool = False  # whether `table()` has one row a code and coefficient

    @property
    def note(self) -> str:
        """Who is compared, on what units of which text, and how the intervals were made."""
        c = self.compared
        lines = [
            t("coefficients.note-who", coders=", ".join(self.coders),
              documents=t("words.documents", n=len(self.documents))),
            t(f"coefficients.note-unit-{self.unit}"),
            t(f"coefficients.note-speakers-{self.speakers}"),
            t("coefficients.note-code"),
        ]  # fmt: skip
        if any(not row.code for row in self.rows):
            lines.append(t("coefficients.note-pooled"))
        if c.partly:
            what = "cases" if self.unit == "case" else "documents"
            whom = t(f"words.{what}", n=c.partly)
            lines.append(t("coefficients.note-missing", what=whom))
        if c.unasked:
            lines.append(t("coefficients.note-unasked"))
        for key, n in (("outside", c.outside), ("negative", c.negative)):
            if n:
                lines.append(t(f"coefficients.note-{key}", codings=t("words.codings", n=n)))
        lines.append(
            t("coefficients.note-interval", level=percent(self.level, 0), draws=self.draws,
              interviews=self.interviews)
        )  # fmt: skip
        undefined = max(
            (f.undefined for row in self.rows for f in row.figures if f.value is not None),
            default=0,
        )
        if undefined:
            lines.append(t("coefficients.note-undefined", n=undefined, draws=self.draws))
        return " ".join([*lines, c.samples.note])

    def table(self) -> Table:
        """One row a code: units, coded, interviews, coefficients with intervals, indices.

        Keys of a coefficient's columns: its name, `<name>_low`, `<name>_high`. With `long`: one row
        a code and coefficient, with observed and expected agreement.
        """
        return self._long() if self.long else self._wide()

    def _first(self) -> tuple[Column, ...]:
        return (
            Column("code", t("columns.code")), Column("name", t("columns.name")),
            Column("units", t(f"coefficients.units-{self.unit}"), "integer"),
            Column("coded", t("coefficients.coded"), "integer"),
            Column("interviews", t("coefficients.interviews"), "integer"),
        )  # fmt: skip

    def _wide(self) -> Table:
        columns = list(self._first())
        for name in self.coefficients:
            label = t(f"coefficients.{name}-short")
            kind = _kind(name)
            columns += [
                Column(name, label, kind, _digits(name)),
                Column(f"{name}_low", t("coefficients.low", name=label), kind, _digits(name)),
                Column(f"{name}_high", t("coefficients.high", name=label), kind, _digits(name)),
            ]
        columns += [
            Column("prevalence", t("coefficients.prevalence"), "number", 2),
            Column("bias", t("coefficients.bias"), "number", 2),
            Column("positive", t("coefficients.positive"), "percent"),
            Column("negative", t("coefficients.negative"), "percent"),
            Column("reason", t("coefficients.reason")),
        ]
        rows: list[tuple[Value, ...]] = []
        for row in self.rows:
            figures = [v for f in row.figures for v in (f.value, f.low, f.high)]
            rows.append(
                (*_first(row), *figures, row.prevalence, row.bias,
                 row.positive, row.negative, self._reasons(row))
            )  # fmt: skip
        return Table(tuple(columns), tuple(rows), t("coefficients.table"), self.note)

    def _long(self) -> Table:
        columns = (
            *self._first(),
            Column("coefficient", t("coefficients.coefficient")),
            *(
                Column(key, t(f"coefficients.column-{key}"), "number", 3)
                for key in ("value", "low", "high", "observed", "expected")
            ),
            Column("undefined", t("coefficients.column-undefined"), "integer"),
            Column("reason", t("coefficients.reason")),
        )
        rows: list[tuple[Value, ...]] = [
            (*_first(row), name, f.value, f.low, f.high, f.observed,
             f.expected, f.undefined, _reason(f))
            for row in self.rows
            for name, f in zip(self.coefficients, row.figures, strict=True)
        ]  # fmt: skip
        return Table(columns, tuple(rows), t("coefficients.table"), self.note)

    def _reasons(self, row: AgreementRow) -> str:
        """Which coefficients of a row are undefined, and why; those of one reason together."""
        why: dict[str, list[str]] = {}
        for name, figure in zip(self.coefficients, row.figures, strict=True):
            if reason := _reason(figure):
                why.setdefault(reason, []).append(t(f"coefficients.{name}-short"))
        return "; ".join(f"{', '.join(names)}: {reason}" for reason, names in why.items())

    def methods(self) -> Sequence[Method]:
        """The formulas of the coefficients chosen, of what stands beside them, of the intervals."""
        return (*(MEASURES[name].method for name in self.coefficients), *BESIDE, BOOTSTRAP)

    def drawings(self) -> Sequence[Bars]:
        """One picture a coefficient, those that allow for chance first: a point a code."""
        chosen = sorted(self.coefficients, key=lambda name: not MEASURES[name].chance)
        return tuple(self.drawing(name) for name in chosen)

    def drawing(self, name: str) -> Bars:
        """A coefficient with its interval, code by code."""
        i = self.coefficients.index(name)
        label = t(f"coefficients.{name}")
        marks = tuple(
            Mark(
                row.name,
                "",
                f.value,
                f.low,
                f.high,
                row.coded,
                row.units,
                row.colour,
            )
            for row in self.rows
            for f in (row.figures[i],)
        )
        kept = ("name", name, f"{name}_low", f"{name}_high")
        wide = self._wide()
        places = [n for n, column in enumerate(wide.columns) if column.key in kept]
        table = Table(
            tuple(wide.columns[n] for n in places),
            tuple(tuple(row[n] for n in places) for row in wide.rows),
            wide.title,
            wide.note,
        )
        title = t("coefficients.picture", name=label, coders=", ".join(self.coders))
        percents = not MEASURES[name].chance
        return Bars(title, table, marks, label, percent=percents, areas=False)

    def behind(self, row: int, column: str) -> Sequence[int]:
        """The codings of a row's code by the coders compared."""
        del column
        return self.rows[row // len(self.coefficients) if self.long else row].codings


BOOTSTRAP = Method(
    "coefficients.bootstrap", "[q_{(1 − γ)/2}, q_{(1 + γ)/2}]",
    "Efron, B. & Tibshirani, R. (1993). An Introduction to the Bootstrap, ch. 13; Field, C. A. &"
    " Welsh, A. H. (2007). JRSS B 69, 369–390.",
)  # fmt: skip


def agreement(
    store: Store,
    coders: Sequence[str],
    unit: Unit,
    codes: Sequence[str] | None,
    documents: Sequence[DocumentRow],
    *,
    coefficients: Sequence[str] | None = None,
    speakers: Speakers = "respondent",
    everyone: bool = False,
    level: float = 0.95,
    draws: int = 1000,
    long: bool = False,
) -> AgreementTable:
    """Coefficients of agreement with intervals, for all codes together and for each."""
    compared = compare(store, coders, unit, codes, documents, speakers=speakers, everyone=everyone)
    usual = USUAL_PAIR if len(coders) == 2 else USUAL_GROUP
    names = tuple(dict.fromkeys(coefficients or usual))
    measures = [MEASURES[name] for name in names]
    called = Counter(rated.code.name for rated in compared.rated if rated.code)
    rows = tuple(
        _row(rated, _name(rated.code, called), measures, draws, level) for rated in compared.rated
    )
    interviews = max((_drawn(rated) for rated in compared.rated), default=0)
    return AgreementTable(
        tuple(coders), unit, speakers, names, rows, compared.documents, interviews, level, draws,
        compared, long,
    )  # fmt: skip


def _name(code: Node | None, called: Counter[str]) -> str:
    """What a row is called; codes of one name are told apart by their paths."""
    if code is None:
        return t("coefficients.all-codes")
    return code.name if called[code.name] == 1 else f"{code.name} · {code.path}"


def _row(
    rated: Rated, name: str, measures: Sequence[Measure], draws: int, level: float
) -> AgreementRow:
    ratings, code = rated.ratings, rated.code
    totals = ratings.totals()
    weights = ratings.weights[:, (ratings.patterns >= 0).sum(axis=1) >= 2]
    coded = ratings.weights[:, _pairable_and_coded(ratings)].sum(axis=1)
    fitting = [m for m in measures if not m.pair or ratings.coders == 2]
    if (weights.sum(axis=1) > 0).sum() > 1 and (coded > 0).sum() == 1:
        # Draws would only say how often that one interview is among them.
        found = [Interval(None, None, 0, "why-one-coded")] * len(fitting)
    else:
        found = intervals(ratings, [m.parts for m in fitting], draws=draws, level=level)
    of = dict(zip((m.name for m in fitting), found, strict=True))
    figures = tuple(_figure(m, totals, of.get(m.name)) for m in measures)
    both = specific(totals)
    return AgreementRow(
        code.path if code else "", name,
        code.code.colour if code else "", round(float(totals.pairable)), round(float(coded.sum())),
        int((coded > 0).sum()), figures, defined(prevalence(totals)), defined(bias(totals)),
        defined(both[1]), defined(both[0]), rated.codings,
    )  # fmt: skip


def _pairable_and_coded(ratings: Ratings) -> Bools:
    pairable = (ratings.patterns >= 0).sum(axis=1) >= 2
    return pairable & (ratings.patterns > 0).any(axis=1)  # type: ignore[no-any-return]


def _figure(measure: Measure, totals: Totals, interval: Interval | None) -> Figure:
    if interval is None:
        return Figure(None, None, None, None, None, NOT_PAIR)
    parts = measure.parts(totals)
    value, observed = defined(parts.value), defined(parts.observed)
    expected = defined(parts.expected) if measure.chance else None
    if value is None:  # draws may have values where all together has none: no interval of nothing
        reason = why_undefined(totals)
        return Figure(None, None, None, observed, expected, reason, interval.undefined)
    return Figure(value, interval.low, interval.high, observed, expected, "", interval.undefined,
                  interval.reason)  # fmt: skip


def _first(row: AgreementRow) -> tuple[Value, ...]:
    return row.code or None, row.name, row.units, row.coded, row.interviews


def _drawn(rated: Rated) -> int:
    return int((rated.ratings.weights.sum(axis=1) > 0).sum())


def _reason(figure: Figure) -> str:
    key = figure.reason or figure.no_interval
    return t(f"coefficients.{key}") if key else ""


def _kind(name: str) -> Literal["number", "percent"]:
    return "number" if MEASURES[name].chance else "percent"


def _digits(name: str) -> int:
    return 3 if MEASURES[name].chance else 2
