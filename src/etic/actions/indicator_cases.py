"""The profile of every case on the indicators, and what types of cases there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from etic.actions.indicator_tables import STATE, note
from etic.actions.indicators import Gathered, label, state_sign, state_text
from etic.analysis.drawing import Bars, Cell, HeatMap, Mark, bars
from etic.analysis.intervals import Share, share
from etic.analysis.result import Method, Result
from etic.i18n import number, t
from etic.indicated import CaseState
from etic.mixed.indicators import WORTH, total
from etic.mixed.typology import Clusters, classify, cluster, gower, medoid
from etic.model import Column, Quote, Table, Value
from etic.store.queries import printed

_LIKENESS = Method(
    "indicators.method-clusters",
    "d(i, j) = Σ δ |xᵢ − xⱼ| / Σ δ; s = (b − a) / max(a, b)",
    "Gower, J. C. (1971). A general coefficient of similarity and some of its properties. "
    "Biometrics 27, 857–871. Sokal, R. R. & Michener, C. D. (1958). A statistical method for "
    "evaluating systematic relationships. University of Kansas Science Bulletin 38, 1409–1438. "
    "Rousseeuw, P. J. (1987). Silhouettes: a graphical aid to the interpretation and validation of "
    "cluster analysis. Journal of Computational and Applied Mathematics 20, 53–65.",
)
_TYPES = Method("indicators.method-types", "Σ x / n ≥ c", "")
UNTYPED = ""


def dimension_sums(gathered: Gathered, case: str) -> dict[str, tuple[float, int]]:
    """Dimension → what is met, of how many known, in one case."""
    frame = gathered.frame
    return {
        one.name: total(gathered.cells[case, i.name].state for i in frame.of(one.name))
        for one in frame.dimensions
    }


def states_of(gathered: Gathered, case: str) -> dict[str, CaseState]:
    """Indicator → its state in one case."""
    return {i.name: gathered.cells[case, i.name].state for i in gathered.frame.indicators}


def type_of(gathered: Gathered, case: str) -> str:
    """The type of a case by the stated rule; empty where none fits."""
    return classify(gathered.frame.types, dimension_sums(gathered, case), states_of(gathered, case))


def type_label(gathered: Gathered, name: str) -> str:
    """What a type is called."""
    found = next((one for one in gathered.frame.types if one.name == name), None)
    return label(found) if found else t("indicators.untyped")


@dataclass(frozen=True)
class IndicatorProfiles(Result):
    """Cases by indicators: met, not met, mixed, not mentioned, not asked; dimensions; type."""

    gathered: Gathered
    attributes: tuple[str, ...] = ()

    @property
    def cases(self) -> tuple[str, ...]:
        """Their names in order."""
        return tuple(case.name for case in self.gathered.cases)

    def table(self) -> Table:
        """A row a case. Columns of indicators have their names as keys."""
        frame, labels = self.gathered.frame, self.gathered.labels
        columns = (
            Column("case", t("columns.case")),
            *(Column(one.name, label(one)) for one in frame.indicators),
            *(Column(f"dimension_{one.name}", label(one)) for one in frame.dimensions),
            *((Column("type", t("indicators.column-type")),) if frame.types else ()),
            *(Column(f"attribute_{name}", labels.get(name) or name) for name in self.attributes),
        )
        rows = tuple(self._row(case.name, case.attributes) for case in self.gathered.cases)
        noted = note(self.gathered, "indicators.profiles-note", plain=True)
        return Table(columns, rows, t("indicators.profiles-title"), noted)

    def _row(self, case: str, attributes: Mapping[str, Value]) -> tuple[Value, ...]:
        gathered = self.gathered
        sums = dimension_sums(gathered, case)
        return (
            case,
            *(state_text(found) for found in states_of(gathered, case).values()),
            *(sum_text(*sums[one.name]) for one in gathered.frame.dimensions),
            *((type_label(gathered, type_of(gathered, case)),) if gathered.frame.types else ()),
            *(printed(attributes.get(name)) for name in self.attributes),
        )

    def methods(self) -> tuple[Method]:
        """The rule of a case's state."""
        return (STATE,)

    def behind(self, row: int, column: str) -> Sequence[int]:
        """What a case said to an indicator, or to those of a dimension."""
        case, frame = self.cases[row], self.gathered.frame
        dimension = column.removeprefix("dimension_")
        wanted = [
            one.name for one in frame.indicators
            if column == one.name or (column != dimension and dimension in one.dimensions)
        ]  # fmt: skip
        return sorted({i for name in wanted for i in self.gathered.cells[case, name].codings})

    def drawings(self) -> tuple[HeatMap]:
        """Dark where met, light where not, hatched where nothing is known; a sign in each cell."""
        frame = self.gathered.frame
        cells = tuple(
            Cell(case, label(one), WORTH.get(found), state_sign(found))
            for case in self.cases
            for one in frame.indicators
            for found in (self.gathered.cells[case, one.name].state,)
        )
        table = self.table()
        return (
            HeatMap(
                table.title, table, cells, self.cases, tuple(map(label, frame.indicators)),
                t("columns.case"), t("indicators.column-indicator"), t("indicators.column-state"),
            ),
        )  # fmt: skip


def sum_text(met: float, known: int) -> str:
    """`1,5 of 2`; what says that nothing is known."""
    if not known:
        return t("indicators.nothing-known")
    whole = met == int(met)
    return t("indicators.of", n=number(int(met)) if whole else number(met, 1), base=known)


@dataclass(frozen=True)
class Typology(Result):
    """Types of cases by the stated rule, with the typical case of each; beside it, clusters."""

    gathered: Gathered

    @property
    def cases(self) -> tuple[str, ...]:
        """The cases in order."""
        return tuple(case.name for case in self.gathered.cases)

    @cached_property
    def types(self) -> dict[str, str]:
        """Case → type; empty where none fits."""
        return {case: type_of(self.gathered, case) for case in self.cases}

    @cached_property
    def known(self) -> tuple[str, ...]:
        """The cases of whom more than half of the indicators are known: any two share one."""
        return tuple(
            case for case in self.cases
            if 2 * sum(s in WORTH for s in states_of(self.gathered, case).values())
            > len(self.gathered.frame.indicators)
        )  # fmt: skip

    @cached_property
    def clusters(self) -> Clusters | None:
        """The clusters of the known cases, in their order; None where there are too few."""
        if len(self.known) < 4:
            return None
        return cluster(gower([self._figures(case) for case in self.known]))

    def _figures(self, case: str) -> list[float | None]:
        return [WORTH.get(found) for found in states_of(self.gathered, case).values()]

    @cached_property
    def groups(self) -> tuple[tuple[str, tuple[str, ...], Share], ...]:
        """Types in order, with their cases and their share; last those whom no type fits."""
        names = [one.name for one in self.gathered.frame.types]
        if UNTYPED in self.types.values():
            names.append(UNTYPED)
        found = []
        for name in names:
            own = tuple(case for case in self.cases if self.types[case] == name)
            found.append((name, own, share(len(own), len(self.cases), self.gathered.level)))
        return tuple(found)

    @cached_property
    def typical(self) -> dict[str, str]:
        """Type → its medoid: the case that differs least from the others of the type."""
        distances = gower([self._figures(case) for case in self.cases]) if self.cases else None
        found = {}
        for name, own, _ in self.groups:
            among = [i for i, case in enumerate(self.cases) if case in own]
            if distances is not None and among:
                middle = medoid(distances, among, self.cases)
                found[name] = self.cases[middle] if middle is not None else ""
        return found

    def quote(self, name: str) -> Quote | None:
        """One quote of the typical case of a type, the most central of what it says."""
        case = self.typical.get(name)
        if not case:
            return None
        said = {
            quote.id: quote
            for one in self.gathered.frame.indicators
            for cell in (self.gathered.cells[case, one.name],)
            for quote in (*cell.favour, *cell.against, *cell.open)
        }
        return next(iter(self.gathered.quoted(list(said.values()), 1)), None)

    @property
    def note(self) -> str:
        """Base, the limits of a typology of few cases, and how clusters were found."""
        own = note(self.gathered, "indicators.typology-note", survey=False)
        return f"{own} {self.cluster_note}"

    @property
    def cluster_note(self) -> str:
        """How many clusters there are and how well they are apart; why there are none."""
        if self.clusters is None:
            return t("indicators.clusters-none")
        left = len(self.cases) - len(self.known)
        tried = "; ".join(f"{k}: {number(mean, 2)}" for k, mean in self.clusters.by_k)
        said = t(
            "indicators.clusters-note", k=self.clusters.k, mean=number(self.clusters.mean, 2),
            tried=tried,
        )  # fmt: skip
        return said + (" " + t("indicators.clusters-left", n=left) if left else "")

    def table(self) -> Table:
        """A row a type."""
        columns = (
            Column("type", t("indicators.column-type")),
            Column("definition", t("indicators.column-definition")),
            Column("n", t("columns.n"), "integer"),
            Column("base", t("columns.base"), "integer"),
            Column("share", t("columns.share"), "percent"),
            Column("low", t("columns.low"), "percent"),
            Column("high", t("columns.high"), "percent"),
            Column("typical", t("indicators.column-typical")),
            Column("quote", t("indicators.column-quote")),
            Column("cases", t("indicators.column-cases")),
        )
        kinds = {one.name: one for one in self.gathered.frame.types}
        rows: list[tuple[Value, ...]] = []
        for name, own, found in self.groups:
            quote = self.quote(name)
            rows.append(
                (
                    type_label(self.gathered, name),
                    definition(kinds[name]) if name in kinds else "",
                    found.n, found.base, found.share, found.low, found.high,
                    self.typical.get(name, ""), quote.quote if quote else "", ", ".join(own),
                )
            )  # fmt: skip
        return Table(columns, tuple(rows), t("indicators.typology-title"), self.note)

    def methods(self) -> tuple[Method, ...]:
        """The stated rule, and how clusters and typical cases are found."""
        return (_TYPES, _LIKENESS)

    def behind(self, row: int, column: str) -> Sequence[int]:
        """What the cases of a type said; of the typical case, or its one quote."""
        name, own, _ = self.groups[row]
        if column == "quote":
            quote = self.quote(name)
            return [quote.id] if quote else []
        wanted = (self.typical.get(name, ""),) if column == "typical" else own
        if column not in ("typical", "n", "share", "low", "high", "cases"):
            return []
        return self.said(case for case in wanted if case)

    def said(self, cases: Iterable[str]) -> list[int]:
        """The codings by which the states of these cases on all indicators were found."""
        cells, indicators = self.gathered.cells, self.gathered.frame.indicators
        return sorted(
            {i for case in cases for one in indicators for i in cells[case, one.name].codings}
        )

    def drawings(self) -> tuple[Bars]:
        """Shares of the types with their intervals."""
        marks = [
            Mark(type_label(self.gathered, name), "", s.share, s.low, s.high, s.n, s.base)
            for name, _, s in self.groups
        ]
        title = t("indicators.typology-title")
        return (bars(title, marks, t("columns.share"), line=t("indicators.column-type")),)

    @property
    def crosstab(self) -> TypesByClusters:
        """Types against clusters."""
        return TypesByClusters(self)

    @property
    def members(self) -> Members:
        """Every case with its type and its cluster."""
        return Members(self)

    def cluster_of(self, case: str) -> tuple[int, float] | None:
        """The cluster of a case and its silhouette; None where it is in none."""
        if self.clusters is None or case not in self.known:
            return None
        i = self.known.index(case)
        return self.clusters.labels[i], self.clusters.widths[i]


@dataclass(frozen=True)
class TypesByClusters(Result):
    """How types by the rule and clusters by likeness go together."""

    typology: Typology

    def table(self) -> Table:
        """A row a type, a column a cluster."""
        found = self.typology
        k = found.clusters.k if found.clusters else 0
        columns = (
            Column("type", t("indicators.column-type")),
            *(Column(f"cluster_{i}", t("indicators.cluster", n=i), "integer")
              for i in range(1, k + 1)),
            Column("none", t("indicators.cluster-none"), "integer"),
            Column("n", t("columns.n"), "integer"),
        )  # fmt: skip
        rows: list[tuple[Value, ...]] = []
        for name, own, counted in found.groups:
            placed = [place[0] if (place := found.cluster_of(case)) else 0 for case in own]
            rows.append(
                (
                    type_label(found.gathered, name),
                    *(placed.count(i) for i in range(1, k + 1)), placed.count(0), counted.n,
                )
            )  # fmt: skip
        noted = f"{t('indicators.crosstab-note')} {found.cluster_note}"
        return Table(columns, tuple(rows), t("indicators.crosstab-title"), noted)

    def behind(self, row: int, column: str) -> Sequence[int]:
        """What the cases of a type said that are in the cluster of the column."""
        found, own = self.typology, self.typology.groups[row][1]
        if column == "n":
            return found.said(own)
        if column != "none" and not column.startswith("cluster_"):
            return []
        wanted = 0 if column == "none" else int(column.removeprefix("cluster_"))
        return found.said(
            case for case in own
            if (((place := found.cluster_of(case)) and place[0]) or 0) == wanted
        )  # fmt: skip

    def methods(self) -> tuple[Method, ...]:
        """As of the typology."""
        return self.typology.methods()


@dataclass(frozen=True)
class Members(Result):
    """Every case with its type, its cluster, and how well it lies in it."""

    typology: Typology

    def table(self) -> Table:
        """A row a case."""
        columns = (
            Column("case", t("columns.case")),
            Column("type", t("indicators.column-type")),
            Column("cluster", t("indicators.column-cluster"), "integer"),
            Column("silhouette", t("indicators.column-silhouette"), "number", 2),
        )
        found = self.typology
        rows: list[tuple[Value, ...]] = []
        for case in found.cases:
            place = found.cluster_of(case)
            rows.append(
                (
                    case, type_label(found.gathered, found.types[case]),
                    place[0] if place else None, place[1] if place else None,
                )
            )  # fmt: skip
        return Table(columns, tuple(rows), t("indicators.members-title"), found.note)

    def behind(self, row: int, column: str) -> Sequence[int]:
        """What a case said to all indicators."""
        del column
        return self.typology.said([self.typology.cases[row]])

    def methods(self) -> tuple[Method, ...]:
        """As of the typology."""
        return self.typology.methods()


def definition(one: object) -> str:
    """What an indicator or a type means, in the language at work."""
    from etic.i18n import either

    return either(one.definition_ru, one.definition_en)  # type: ignore[attr-defined]
