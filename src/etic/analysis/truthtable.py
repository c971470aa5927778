"""Truth tables: which combinations of conditions the cases have, and what outcome goes with each.

References: Ragin, C. C. (2008). *Redesigning Social Inquiry*. Rihoux, B. & Ragin, C. C. (eds.,
2009). *Configurational Comparative Methods*. Schneider, C. Q. & Wagemann, C. (2012). *Set-Theoretic
Methods for the Social Sciences*.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from etic.analysis.minimise import minimal
from etic.analysis.result import Method, Result
from etic.analysis.sets import Fit, evaluated, fit
from etic.errors import EticError
from etic.i18n import number, t
from etic.model import Column, Table, Value

if TYPE_CHECKING:
    from etic.analysis.solutions import Fits, Solution

_RAGIN = "Ragin, C. C. (2008). Redesigning Social Inquiry. University of Chicago Press."
_WAGEMANN = (
    "Schneider, C. Q. & Wagemann, C. (2012). Set-Theoretic Methods for the Social Sciences. "
    "Cambridge University Press."
)
FIT_METHODS = (
    Method("truthtable.method-consistency", "Σ min(x, y) / Σ x", _RAGIN),
    Method(
        "truthtable.method-pri",
        "(Σ min(x, y) − Σ min(x, y, 1 − y)) / (Σ x − Σ min(x, y, 1 − y))", _WAGEMANN,
    ),
    Method("truthtable.method-coverage", "Σ min(x, y) / Σ y", _RAGIN),
    Method("truthtable.method-relevance", "Σ (1 − x) / Σ (1 − min(x, y))", _WAGEMANN),
)  # fmt: skip

MOST_CONDITIONS = 10  # 1,024 combinations

Out = Literal["1", "0", "?"]


@dataclass(frozen=True, slots=True)
class Condition:
    """A set of cases: its key as it was asked for, its name in words, its short name."""

    key: str
    label: str
    name: str  # as formulas and R have it: letters, digits and underscores


@dataclass(frozen=True, slots=True)
class Row:
    """One combination of conditions, with the cases that are more in than out of it."""

    number: int  # 0 … 2^k − 1, the first condition the highest bit
    bits: tuple[int, ...]
    cases: tuple[int, ...]  # positions
    positive: tuple[int, ...]  # those of them with the outcome
    negative: tuple[int, ...]  # those without it
    fit: Fit
    out: Out  # `?`: too few cases to say

    @property
    def contradictory(self) -> bool:
        """Whether cases of one combination have different outcomes."""
        return bool(self.positive and self.negative)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A case that is in no row, and why."""

    case: str
    condition: str  # in words
    why: Literal["not-asked", "unknown", "half"]


@dataclass(frozen=True)
class TruthTable(Result):
    """Rows of a truth table with their cases, consistency and outcome."""

    outcome: Condition
    conditions: tuple[Condition, ...]
    cases: tuple[str, ...]
    sets: tuple[tuple[float, ...], ...]  # by condition, then by case
    values: tuple[float, ...]  # of the outcome, by case
    rows: tuple[Row, ...]
    left_out: tuple[LeftOut, ...] = ()
    frequency: int = 1
    cut: float = 0.8
    pri: float = 0.0
    quotes: Mapping[tuple[int, str], tuple[int, ...]] = field(default_factory=dict)
    # (position of a case, key of a condition or of the outcome) → codings
    sample: str = ""

    @property
    def fuzzy(self) -> bool:
        """Whether any membership is other than 0 and 1."""
        return any(v not in (0, 1) for s in (*self.sets, self.values) for v in s)

    @property
    def remainders(self) -> int:
        """Combinations that no case has, or too few have."""
        return int(2 ** len(self.conditions)) - sum(row.out != "?" for row in self.rows)

    @property
    def brief(self) -> str:
        """How many cases, from where on a row has the outcome, what the names stand for."""
        every = (*self.conditions, self.outcome)
        said = [
            t("truthtable.note", n=len(self.cases)),
            t("truthtable.note-cuts", frequency=self.frequency, cut=number(self.cut, 2)),
        ]
        if self.pri > 0:
            said.append(t("truthtable.note-pri", pri=number(self.pri, 2)))
        names = "; ".join(f"{c.name} = {c.label}" for c in every)
        said.append(t("truthtable.note-names", names=names))
        return " ".join([*said, *filter(None, [self.sample])])

    @property
    def note(self) -> str:
        """On what it rests: cases, thresholds, who was left out, what is not decided."""
        said = [self.brief]
        if self.remainders:
            said.append(t("truthtable.note-remainders", n=self.remainders))
        contradictory = sum(row.contradictory for row in self.rows)
        if contradictory:
            said.append(t("truthtable.note-contradictory", n=contradictory))
        if self.left_out:
            said.append(t("truthtable.note-left", n=len({one.case for one in self.left_out})))
        return " ".join(said)

    def table(self) -> Table:
        """One row a combination that cases have: conditions as 0 and 1, out (1, 0, ?), n, cases
        with the outcome, consistency, PRI, the cases, and those that contradict each other."""
        columns = [Column(c.name, c.name, "integer") for c in self.conditions]
        columns.append(Column("out", t("truthtable.column-out", name=self.outcome.name)))
        columns += [
            Column("n", t("columns.n"), "integer"),
            Column("positive", t("truthtable.column-positive"), "integer"),
            Column("consistency", t("truthtable.column-consistency"), "number", 3),
            Column("pri", t("truthtable.column-pri"), "number", 3),
            Column("cases", t("truthtable.column-cases")),
            Column("contradicting", t("truthtable.column-contradicting")),
        ]
        rows: list[tuple[Value, ...]] = []
        for row in self.rows:
            against = row.negative if len(row.negative) <= len(row.positive) else row.positive
            rows.append(
                (
                    *row.bits, row.out, len(row.cases), len(row.positive), row.fit.consistency,
                    row.fit.pri, self._named(row.cases),
                    self._named(against) if row.contradictory else "",
                )
            )  # fmt: skip
        return Table(tuple(columns), tuple(rows), t("truthtable.title"), self.note)

    def _named(self, positions: Sequence[int]) -> str:
        return ", ".join(self.cases[i] for i in positions)

    def behind(self, row: int, column: str) -> tuple[int, ...]:
        """The codings of the cases of a row: of one condition, of the outcome, or of all."""
        found = self.rows[row]
        keys = {c.name: c.key for c in self.conditions} | {"out": self.outcome.key}
        wanted = [keys[column]] if column in keys else list(keys.values())
        cases = {"positive": found.positive}.get(column, found.cases)
        return tuple(
            dict.fromkeys(
                coding
                for case in cases
                for key in wanted
                for coding in self.quotes.get((case, key), ())
            )
        )

    def methods(self) -> tuple[Method, ...]:
        """Consistency of sufficiency, and PRI."""
        return FIT_METHODS[:2]

    # -- what follows from it --

    def named_sets(self) -> dict[str, tuple[float, ...]]:
        """The sets by their keys and by their short names."""
        pairs = zip(self.conditions, self.sets, strict=True)
        return {n: s for condition, s in pairs for n in (condition.key, condition.name)}

    def fits(self, expressions: Sequence[str] = ()) -> Fits:
        """Sufficiency and necessity of each condition, of its absence, and of expressions."""
        from etic.analysis.solutions import Fits

        found = []
        for condition, values in zip(self.conditions, self.sets, strict=True):
            found.append((condition.name, fit(values, self.values)))
            absent = [1 - value for value in values]
            found.append((f"~{condition.name}", fit(absent, self.values)))
        for expression in expressions:
            values = tuple(evaluated(expression, self.named_sets()))
            found.append((" ".join(expression.split()), fit(values, self.values)))
        return Fits(self, tuple(found))

    def solution(self, kind: Literal["complex", "parsimonious"]) -> Solution:
        """The rows with the outcome in the fewest words.

        `complex` assumes nothing of combinations that no case has; `parsimonious` assumes of each
        what makes the solution shorter. Rows under the thresholds do not count as positive; rows
        with too few cases are remainders.
        """
        from etic.analysis.solutions import Solution

        if kind not in ("complex", "parsimonious"):
            raise ValueError(f"a solution is complex or parsimonious, not {kind}")
        width = len(self.conditions)
        positive = [row.number for row in self.rows if row.out == "1"]
        decided = {row.number for row in self.rows if row.out != "?"}
        free = [i for i in range(2**width) if i not in decided] if kind == "parsimonious" else []
        return Solution(self, kind, tuple(minimal(positive, width, free)))

    def data(self) -> Table:
        """The memberships as R's package QCA reads them: `read.csv(file, row.names = 1)`."""
        negated = self.outcome.name.startswith("~")
        outcome = self.outcome.name.removeprefix("~")
        values = [1 - v for v in self.values] if negated else self.values
        columns = (
            Column("case", t("columns.case")),
            *(Column(c.name, c.name, "number", 4) for c in self.conditions),
            Column(outcome, outcome, "number", 4),
        )
        rows = tuple(
            (case, *(_plain(s[i]) for s in (*self.sets, values)))
            for i, case in enumerate(self.cases)
        )
        return Table(columns, rows, t("truthtable.data"), self.note)

    def left_table(self) -> Table:
        """Who is in no row, and why."""
        columns = (
            Column("case", t("columns.case")),
            Column("condition", t("truthtable.column-condition")),
            Column("why", t("truthtable.column-why")),
        )
        rows = tuple(
            (one.case, one.condition, t(f"truthtable.why-{one.why}")) for one in self.left_out
        )
        return Table(columns, rows, t("truthtable.left"))


def _plain(value: float) -> float | int:
    return int(value) if value in (0, 1) else round(value, 4)


def truth_table(
    cases: Sequence[str],
    outcome: tuple[Condition, Sequence[float | None]],
    conditions: Sequence[tuple[Condition, Sequence[float | None]]],
    *,
    frequency: int = 1,
    cut: float = 0.8,
    pri: float = 0.0,
    asked: Mapping[tuple[int, str], bool] | None = None,
    quotes: Mapping[tuple[int, str], tuple[int, ...]] | None = None,
    sample: str = "",
) -> TruthTable:
    """Make a truth table from memberships of the cases.

    Parameters
    ----------
    cases: their names.
    outcome, conditions: each set with a membership a case, 0 to 1; None where nothing is known.
    frequency: rows with fewer cases are remainders (`?`).
    cut: from this consistency (and this `pri`) on a row has the outcome.
    asked: (position of a case, key of a set) → False where the case was not asked about it.
    quotes: (position of a case, key of a set) → the codings behind the membership.

    A case with a None anywhere is in no row, nor one that is neither in nor out (0.5) of a
    condition; both are listed (`left_out`). Those with 0.5 still count in the sums of fuzzy sets.
    """
    if not conditions:
        raise EticError("truthtable-conditions")
    if len(conditions) > MOST_CONDITIONS:
        raise EticError("truthtable-many", n=len(conditions), most=MOST_CONDITIONS)
    if frequency < 1 or not 0 <= cut <= 1 or not 0 <= pri <= 1:
        raise EticError("truthtable-cuts", frequency=frequency, cut=cut, pri=pri)
    crisp = all(v in (None, 0, 0.5, 1) for _, values in (*conditions, outcome) for v in values)
    left: list[LeftOut] = []
    kept: list[int] = []
    for i, case in enumerate(cases):
        missing = [c for c, values in (*conditions, outcome) if values[i] is None]
        for condition in missing:
            unasked = (asked or {}).get((i, condition.key)) is False
            left.append(LeftOut(case, condition.label, "not-asked" if unasked else "unknown"))
        halves = [c for c, values in (*conditions, outcome) if crisp and values[i] == 0.5]
        if not missing:
            left += [LeftOut(case, condition.label, "half") for condition in halves]
        if not missing and not halves:
            kept.append(i)
    sets = [tuple(_membership(values[i]) for i in kept) for _, values in conditions]
    y = tuple(_membership(outcome[1][i]) for i in kept)
    names = tuple(cases[i] for i in kept)
    for j, name in enumerate(names):
        for (condition, _), values in zip(conditions, sets, strict=True):
            if values[j] == 0.5:
                left.append(LeftOut(name, condition.label, "half"))
    position = {old: new for new, old in enumerate(kept)}
    return TruthTable(
        outcome[0], tuple(c for c, _ in conditions), names, tuple(sets), y,
        tuple(_rows(sets, y, frequency, cut, pri)), tuple(left), frequency, cut, pri,
        {(position[i], key): ids for (i, key), ids in (quotes or {}).items() if i in position},
        sample,
    )  # fmt: skip


def _membership(value: float | None) -> float:
    if value is None or not 0 <= value <= 1:
        raise ValueError(f"a membership lies between 0 and 1, not {value}")
    return value


def _rows(
    sets: Sequence[tuple[float, ...]], y: tuple[float, ...], frequency: int, cut: float, pri: float
) -> list[Row]:
    width = len(sets)
    members: dict[int, list[int]] = {}
    for j in range(len(y)):
        if any(values[j] == 0.5 for values in sets):
            continue
        bits = sum((values[j] > 0.5) << (width - 1 - i) for i, values in enumerate(sets))
        members.setdefault(bits, []).append(j)
    rows = []
    for bits, cases in members.items():
        present = tuple((bits >> (width - 1 - i)) & 1 for i in range(width))
        x = [
            min(v[j] if on else 1 - v[j] for on, v in zip(present, sets, strict=True))
            for j in range(len(y))
        ]
        found = fit(x, y)
        consistent = (found.consistency or 0) >= cut - 1e-9 and (found.pri or 0) >= pri - 1e-9
        out: Out = "?" if len(cases) < frequency else "1" if consistent else "0"
        rows.append(
            Row(
                bits, present, tuple(cases), tuple(j for j in cases if y[j] > 0.5),
                tuple(j for j in cases if y[j] < 0.5), found, out,
            )
        )  # fmt: skip
    return sorted(rows, key=lambda r: ("10?".index(r.out), -(r.fit.consistency or 0), -r.number))


def short_names(keys: Sequence[str]) -> list[str]:
    """Names that formulas and R take, from keys: the last part of a path, in capitals, each once.

    >>> short_names(["return/family", "group=мигранты", "skills", "work/skills"])
    ['FAMILY', 'МИГРАНТЫ', 'SKILLS', 'SKILLS_2']
    """
    found: list[str] = []
    for key in keys:
        last = re.split(r"[/=]", key.partition(":")[0].strip())[-1] or key
        name = re.sub(r"\W+", "_", last).strip("_").upper() or "X"
        if name[0].isdigit():
            name = f"X{name}"
        candidate, n = name, 2
        while candidate in found:
            candidate, n = f"{name}_{n}", n + 1
        found.append(candidate)
    return found
