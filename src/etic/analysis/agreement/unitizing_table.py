"""Agreement on free unitising as a table: αU and the uα family, by code and for all codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from etic.analysis.agreement.branches import Branch, Compared, as_one, as_parts
from etic.analysis.agreement.continuum import Continuum, continua, crossed
from etic.analysis.agreement.cu import Alpha, coefficients, drawn, family, tally
from etic.analysis.agreement.draws import DRAWS, middle
from etic.analysis.agreement.draws import counts as drawing_of
from etic.analysis.agreement.unitizing import (
    Form,
    Unitized,
    all_categories,
    alpha_u,
    disagreements,
)
from etic.analysis.drawing import Bars, Drawing, Mark
from etic.analysis.result import Method, Result
from etic.i18n import t
from etic.model import Column, Table, Value

if TYPE_CHECKING:
    from etic.analysis.agreement.continuum import Floats

Interval = tuple[float, float] | None
Drawn = tuple["Floats", "Floats"]  # D_o and D_e, one figure a draw

NOT_ASKED = Alpha(None)  # where a coefficient says nothing: a code with none under it, say
COEFFICIENTS = ("alpha_u", "binary", "cu", "k")
DRAWN = ("alpha_u", "binary", "cu")  # those that have an interval
FEWEST = 5  # respondents with a code from which on there are intervals
MOST = 4_000_000  # documents × pairs of values up to which cuα gets one

KRIPPENDORFF_2004 = (
    "Krippendorff, K. (1995). On the reliability of unitizing continuous data. Sociological"
    " Methodology 25, 47–76; Krippendorff, K. (2004). Content Analysis, 2nd ed. Sage, 251–256."
)
KRIPPENDORFF_2016 = (
    "Krippendorff, K., Mathet, Y., Bouvry, S. & Widlöcher, A. (2016). On the reliability of"
    " unitizing textual continua: further developments. Quality & Quantity 50, 2347–2364."
)


@dataclass(frozen=True, slots=True)
class UnitizingRow:
    """One code with those under it, or all of them where `branch` is None."""

    branch: Branch | None
    alpha_u: Unitized
    binary: Alpha
    cu: Alpha = NOT_ASKED
    k: Alpha = NOT_ASKED
    intervals: Mapping[str, Interval] = field(default_factory=dict)

    def bound(self, coefficient: str, side: int) -> float | None:
        """The lower (0) or the upper (1) end of a coefficient's interval."""
        found = self.intervals.get(coefficient)
        return found[side] if found and self.value(coefficient) is not None else None

    def value(self, coefficient: str) -> float | None:
        """A coefficient by its key."""
        if coefficient == "alpha_u":
            return self.alpha_u.alpha
        found: Alpha = getattr(self, coefficient)
        return found.value

    def reason(self, coefficient: str) -> str:
        """Why it is undefined; empty where it is not, or where it is not asked."""
        found: Alpha | Unitized = getattr(self, coefficient)
        return found.reason


@dataclass(frozen=True)
class UnitizingTable(Result):
    """How far coders agree on where passages begin and end, and on what they are of."""

    compared: Compared
    rows: tuple[UnitizingRow, ...]  # all codes first
    form: Form = "finite"
    draws: int = 0  # behind the intervals; 0: there are none

    @property
    def note(self) -> str:
        """Who is compared on what, what a unit is, what was left out."""
        compared = self.compared
        note = t(
            "unitizing.note",
            coders=", ".join(compared.coders),
            documents=t("words.documents", n=compared.documents),
            characters=t("unitizing.characters", n=compared.characters),
            form=t(f"unitizing.form-{self.form}"),
            intervals=t("unitizing.intervals", n=self.draws)
            if self.draws
            else t("unitizing.intervals-none"),
        )
        return compared.noted(note, compared.unmarked, intervals=self.draws > 0)

    def table(self) -> Table:
        """Code, name, units, D_o, D_e, αU, |uα, cuα, (k)cuα, and why a figure is missing."""
        columns = (
            Column("code", t("columns.code")),
            Column("name", t("columns.name")),
            Column("units", t("unitizing.column-units"), "integer"),
            Column("observed", "D_o", "number", 8),
            Column("expected", "D_e", "number", 8),
            *(self._column(c, side) for c in COEFFICIENTS for side in self._sides(c)),
            Column("why", t("unitizing.column-why")),
        )
        rows: list[tuple[Value, ...]] = [
            (
                row.branch.path if row.branch else "",
                row.branch.name if row.branch else t("unitizing.all"),
                row.alpha_u.units, row.alpha_u.observed, row.alpha_u.expected,
                *(
                    row.value(c) if side is None else row.bound(c, side)
                    for c in COEFFICIENTS
                    for side in self._sides(c)
                ),
                self._why(row),
            )
            for row in self.rows
        ]  # fmt: skip
        return Table(columns, tuple(rows), t("unitizing.title"), self.note)

    def _sides(self, coefficient: str) -> tuple[int | None, ...]:
        return (None, 0, 1) if self.draws and coefficient in DRAWN else (None,)

    @staticmethod
    def _column(coefficient: str, side: int | None) -> Column:
        label = t(f"unitizing.column-{coefficient}")
        if side is None:
            return Column(coefficient, label, "number", 3)
        end = ("low", "high")[side]
        return Column(f"{coefficient}_{end}", f"{label}, {t(f'columns.{end}')}", "number", 3)

    def _why(self, row: UnitizingRow) -> str:
        said: dict[str, list[str]] = {}
        for coefficient in COEFFICIENTS:
            if reason := row.reason(coefficient):
                said.setdefault(reason, []).append(t(f"unitizing.column-{coefficient}"))
        return "; ".join(
            f"{', '.join(names)}: {t(f'unitizing.why-{reason}')}" for reason, names in said.items()
        )

    def methods(self) -> Sequence[Method]:
        """The four coefficients."""
        return (
            Method(
                "unitizing.method-alpha-u",
                "αU = 1 − D_o / D_e; D_o = 2 Σ_{i<j} Σ δ²(g, h) / (m (m − 1) L²);"
                " δ² = (b_g − b_h)² + (e_g − e_h)², l²",
                KRIPPENDORFF_2004,
            ),
            Method("unitizing.method-binary", "|uα = 1 − (ℓ_φ − ℓ_φφ) / (ε_φ − ε_φφ)",
                   KRIPPENDORFF_2016),
            Method("unitizing.method-cu", "cuα = 1 − (ℓ'.. − Σ ℓ'_cc) / (ℓ'.. − Σ ε'_cc)",
                   KRIPPENDORFF_2016),
            Method("unitizing.method-k",
                   "(k)cuα = 1 − (ε'_k / ℓ'_k) · (ℓ'_k − ℓ'_kk) / (ε'_k − ε'_kk)",
                   KRIPPENDORFF_2016),
        )  # fmt: skip

    def drawings(self) -> Sequence[Drawing]:
        """αU and |uα of each code as points."""
        marks = tuple(
            Mark(
                row.branch.name if row.branch else t("unitizing.all"),
                t(f"unitizing.column-{c}"), row.value(c), row.bound(c, 0), row.bound(c, 1),
                colour=row.branch.colour if row.branch else "",
            )
            for row in self.rows
            for c in DRAWN[:2]  # few codes have the others
            if row.value(c) is not None
        )  # fmt: skip
        if not marks:
            return ()
        return (
            Bars(
                t("unitizing.title"), self.table(), marks, t("unitizing.axis"),
                t("unitizing.series"), percent=False, areas=False,
            ),
        )  # fmt: skip

    def behind(self, row: int, column: str) -> Sequence[int]:
        """The codings of all compared coders with the code of the line."""
        del column
        return self.compared.ids(self.rows[row].branch)


def unitizing_table(
    compared: Compared, form: Form = "finite", draws: int = DRAWS
) -> UnitizingTable:
    """αU, |uα, cuα and (k)cuα for each code with those under it, and for all codes together.

    For all codes αU is over codes as they were given, each on its own; |uα asks whether a passage
    got any code at all; cuα which domains it got (Cu-α), where a passage of several domains counts
    as one of a kind of its own. Intervals hold the middle 95 % of `draws` samples of respondents,
    each with all their documents; a code that stands with fewer than five has none.
    """
    spans = compared.spans
    shared = spans.coded.sum(axis=1) >= 2
    counts = None
    if compared.respondents(shared.nonzero()[0].tolist()) >= FEWEST:
        counts = drawing_of(shared, draws, owners=compared.owners)
    domains: dict[str, tuple[Alpha, Interval]] = {}
    within: dict[str, Alpha] = {}
    for branch in compared.branches:
        if len(branch.parts) < 2:
            continue
        used = [(path, codes) for path, codes in branch.parts if spans.chosen(codes).any()]
        units = continua(spans, as_parts([codes for _, codes in used]))
        found = family(units, len(used))
        some = counts if _spread(compared, units) else None
        domains[branch.path] = found.cu, _cu_interval(found.cu, units, len(used), some)
        # What of its siblings a code is told from is the same wherever the table shows it.
        within |= {path: k for (path, _), k in zip(used, found.k, strict=True)
                   if path != branch.path}  # fmt: skip
    apart = _apart(compared, form, counts)
    rows = [_all(compared, form, counts, apart)]
    for branch in compared.branches:
        units = continua(spans, as_one(branch.codes))
        cu, interval = domains.get(branch.path, (NOT_ASKED, None))
        intervals = {"cu": interval}
        if counts is not None and _spread(compared, units):
            intervals |= {
                "alpha_u": _interval(*_drawn_u(branch, units, counts, form, apart)),
                "binary": _binary_interval(units, counts),
            }
        rows.append(
            UnitizingRow(
                branch, alpha_u(units, form), family(units, 1).binary, cu,
                within.get(branch.path, NOT_ASKED), intervals,
            )
        )  # fmt: skip
    return UnitizingTable(compared, tuple(rows), form, 0 if counts is None else len(counts))


def _apart(compared: Compared, form: Form, counts: Floats | None) -> dict[int, Drawn]:
    """D_o and D_e of each code on its own, for every draw."""
    if counts is None:
        return {}
    return {
        code: disagreements(continua(compared.spans, {code: 0}), counts, form)
        for code in compared.used
    }


def _drawn_u(
    branch: Branch, units: Sequence[Continuum], counts: Floats, form: Form,
    apart: Mapping[int, Drawn],
) -> Drawn:  # fmt: skip
    used = branch.codes & apart.keys()
    if len(used) == 1:  # nothing else is under it, so it was drawn already
        return apart[next(iter(used))]
    return disagreements(units, counts, form)


def _all(
    compared: Compared, form: Form, counts: Floats | None, apart: Mapping[int, Drawn]
) -> UnitizingRow:
    units = [continua(compared.spans, {code: 0}) for code in compared.used]
    domains, count = domains_of(compared)
    cu = cu_of_domains(compared)
    every = continua(compared.spans, as_one(compared.codes))
    if not _spread(compared, every):
        counts = None
    intervals = {"cu": _cu_interval(cu, domains, count, counts)}
    if counts is not None:
        observed, expected = (sum(column) for column in zip(*apart.values(), strict=True))
        intervals |= {
            "alpha_u": _interval(observed, expected),
            "binary": _binary_interval(every, counts),
        }
    alpha = all_categories([alpha_u(of, form) for of in units])
    return UnitizingRow(None, alpha, binary_of_all(compared), cu, NOT_ASKED, intervals)


def _spread(compared: Compared, units: Sequence[Continuum]) -> bool:
    """Whether so many respondents have passages that drawing them again tells something."""
    documents = {int(d) for c in units for u in c.units for d in c.at(u.start)}
    return compared.respondents(documents) >= FEWEST


def _interval(observed: Floats, expected: Floats) -> Interval:
    return middle(drawn((observed, expected), 0 * expected))


def _binary_interval(units: Sequence[Continuum], counts: Floats) -> Interval:
    found = coefficients(tally(units, 1, counts.shape[1]).drawn(counts))
    return middle(drawn(found.binary, found.base))


def _cu_interval(
    cu: Alpha, units: Sequence[Continuum], values: int, counts: Floats | None
) -> Interval:
    if cu.value is None or counts is None or counts.shape[1] * (values + 1) ** 2 > MOST:
        return None
    found = coefficients(tally(units, values, counts.shape[1]).drawn(counts))
    return middle(drawn(found.cu, found.base_cu))


def binary_of_all(compared: Compared) -> Alpha:
    """|uα of any code at all against none (ATLAS.ti: c-Alpha binary)."""
    return family(continua(compared.spans, as_one(compared.codes)), 1).binary


def domains_of(compared: Compared) -> tuple[list[Continuum], int]:
    """Passages with the domains that each is of, as one value; and how many values there are."""
    values = as_parts([domain.codes for domain in compared.domains])
    return crossed(continua(compared.spans, values))


def cu_of_domains(compared: Compared) -> Alpha:
    """cuα with domains as values: which of them a passage is of (ATLAS.ti: Cu-Alpha)."""
    if len(compared.domains) < 2:
        return NOT_ASKED
    sets, count = domains_of(compared)
    return family(sets, count).cu if count else Alpha(None, reason="none")
