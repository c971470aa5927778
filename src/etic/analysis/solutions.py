"""What follows from a truth table: how well conditions fit, and the rows in the fewest words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from etic.analysis.minimise import Term, written
from etic.analysis.result import Method, Result
from etic.analysis.sets import Fit, fit
from etic.analysis.truthtable import FIT_METHODS, TruthTable
from etic.i18n import t
from etic.model import Column, Table, Value


@dataclass(frozen=True)
class Fits(Result):
    """Parameters of fit of conditions and expressions."""

    of: TruthTable
    rows: tuple[tuple[str, Fit], ...]

    def table(self) -> Table:
        """One row a condition or expression."""
        columns = (
            Column("expression", t("truthtable.column-expression")),
            *(
                Column(key, t(f"truthtable.column-{key}"), "number", 3)
                for key in (
                    "consistency", "pri", "coverage", "necessity", "necessity_coverage",
                    "relevance",
                )
            ),
        )  # fmt: skip
        rows = tuple(
            (name, f.consistency, f.pri, f.coverage, f.necessity, f.necessity_coverage, f.relevance)
            for name, f in self.rows
        )
        return Table(columns, rows, t("truthtable.fits"), self.of.brief)

    def methods(self) -> tuple[Method, ...]:
        """Consistency, PRI, coverage, relevance of necessity."""
        return FIT_METHODS


@dataclass(frozen=True)
class Solution(Result):
    """The minimised truth table: one or several models, each a sum of terms."""

    of: TruthTable
    kind: Literal["complex", "parsimonious"]
    models: tuple[tuple[Term, ...], ...]

    @property
    def formulas(self) -> tuple[str, ...]:
        """The models as formulas: `DEV*STB → SURV`."""
        names = [c.name for c in self.of.conditions]
        return tuple(
            f"{' + '.join(written(term, names) for term in model)} → {self.of.outcome.name}"
            for model in self.models
        )

    def _term(self, term: Term) -> list[float]:
        bits, care = term
        width = len(self.of.conditions)
        found = [1.0] * len(self.of.cases)
        for i, values in enumerate(self.of.sets):
            bit = 1 << (width - 1 - i)
            if care & bit:
                turned = values if bits & bit else [1 - v for v in values]
                found = [min(a, b) for a, b in zip(found, turned, strict=True)]
        return found

    def table(self) -> Table:
        """One row a term, and one for the whole of each model: consistency, PRI, coverage, unique
        coverage, and the cases that are more in than out."""
        columns = (
            Column("model", t("truthtable.column-model"), "integer"),
            Column("term", t("truthtable.column-term")),
            Column("consistency", t("truthtable.column-consistency"), "number", 3),
            Column("pri", t("truthtable.column-pri"), "number", 3),
            Column("coverage", t("truthtable.column-coverage"), "number", 3),
            Column("unique", t("truthtable.column-unique"), "number", 3),
            Column("cases", t("truthtable.column-cases")),
        )
        rows: list[tuple[Value, ...]] = []
        names = [c.name for c in self.of.conditions]
        for i, model in enumerate(self.models, 1):
            terms = [self._term(term) for term in model]
            whole = [max(values) for values in zip(*terms, strict=True)]
            total = fit(whole, self.of.values)
            for j, (term, values) in enumerate(zip(model, terms, strict=True)):
                rest = [other for k, other in enumerate(terms) if k != j]
                others = [max(v) for v in zip(*rest, strict=True)]
                without = fit(others, self.of.values).coverage if others else 0.0
                f = fit(values, self.of.values)
                unique = None if total.coverage is None else total.coverage - (without or 0.0)
                cases = ", ".join(c for c, v in zip(self.of.cases, values, strict=True) if v > 0.5)
                rows.append(
                    (i, written(term, names), f.consistency, f.pri, f.coverage, unique, cases)
                )
            if len(model) > 1:
                rows.append(
                    (i, t("truthtable.whole"), total.consistency, total.pri, total.coverage, None,
                     "")
                )  # fmt: skip
        return Table(columns, tuple(rows), t(f"truthtable.solution-{self.kind}"), self.note)

    @property
    def note(self) -> str:
        """What was assumed, and what is not settled."""
        said = [t(f"truthtable.note-{self.kind}")]
        if not self.models:
            said.append(t("truthtable.note-no-solution"))
        if len(self.models) > 1:
            said.append(t("truthtable.note-models", n=len(self.models)))
        return " ".join([*said, self.of.brief])

    def methods(self) -> tuple[Method, ...]:
        """Quine–McCluskey, and the parameters of fit."""
        return (
            Method(
                "truthtable.method-minimise", "A*B + A*~B = A",
                "Quine, W. V. (1955), American Mathematical Monthly 62, 627–631. McCluskey, E. J. "
                "(1956), Bell System Technical Journal 35, 1417–1444. Ragin, C. C. (1987). The "
                "Comparative Method.",
            ),
            *FIT_METHODS[:3],
        )  # fmt: skip
