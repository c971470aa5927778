"""Agreement on free unitising as a table: αU and the uα family, by code and for all codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from etic.analysis.agreement.branches import Branch, Compared, as_one, as_parts
from etic.analysis.agreement.continuum import continua, crossed
from etic.analysis.agreement.cu import Alpha, Family, family
from etic.analysis.agreement.unitizing import Form, Unitized, all_categories, alpha_u
from etic.analysis.drawing import Bars, Drawing, Mark
from etic.analysis.result import Method, Result
from etic.i18n import number, t
from etic.model import Column, Table, Value

NOT_ASKED = Alpha(None)  # where a coefficient says nothing: a code with none under it, say
COEFFICIENTS = ("alpha_u", "binary", "cu", "k")

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

    @property
    def note(self) -> str:
        """Who is compared on what, what a unit is, what was left out."""
        compared = self.compared
        return t(
            "unitizing.note",
            coders=", ".join(compared.coders),
            documents=t("words.documents", n=compared.documents),
            characters=number(compared.characters),
            form=t(f"unitizing.form-{self.form}"),
        )

    def table(self) -> Table:
        """Code, name, units, D_o, D_e, αU, |uα, cuα, (k)cuα, and why a figure is missing."""
        columns = (
            Column("code", t("columns.code")),
            Column("name", t("columns.name")),
            Column("units", t("unitizing.column-units"), "integer"),
            Column("observed", "D_o", "number", 8),
            Column("expected", "D_e", "number", 8),
            *(Column(c, t(f"unitizing.column-{c}"), "number", 3) for c in COEFFICIENTS),
            Column("why", t("unitizing.column-why")),
        )
        rows: list[tuple[Value, ...]] = [
            (
                row.branch.path if row.branch else "",
                row.branch.name if row.branch else t("unitizing.all"),
                row.alpha_u.units, row.alpha_u.observed, row.alpha_u.expected,
                *(row.value(c) for c in COEFFICIENTS),
                self._why(row),
            )
            for row in self.rows
        ]  # fmt: skip
        return Table(columns, tuple(rows), t("unitizing.title"), self.note)

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
        """The coefficients of each code as points."""
        marks = tuple(
            Mark(
                row.branch.name if row.branch else t("unitizing.all"),
                t(f"unitizing.column-{c}"), row.value(c),
                colour=row.branch.colour if row.branch else "",
            )
            for row in self.rows
            for c in COEFFICIENTS
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


def unitizing_table(compared: Compared, form: Form = "finite") -> UnitizingTable:
    """αU, |uα, cuα and (k)cuα for each code with those under it, and for all codes together.

    For all codes αU is over codes as they were given, each on its own; |uα asks whether a passage
    got any code at all; cuα which domains it got (Cu-α), where a passage of several domains counts
    as one of a kind of its own.
    """
    spans = compared.spans
    domains: dict[str, Family] = {}
    within: dict[str, Alpha] = {}
    for branch in compared.branches:
        used = [(path, codes) for path, codes in branch.parts if spans.chosen(codes).any()]
        if len(branch.parts) < 2:
            continue
        found = family(continua(spans, as_parts([codes for _, codes in used])), len(used))
        domains[branch.path] = found
        # What of its siblings a code is told from is the same wherever the table shows it.
        within |= {path: k for (path, _), k in zip(used, found.k, strict=True)
                   if path != branch.path}  # fmt: skip
    rows = []
    for branch in compared.branches:
        units = continua(spans, as_one(branch.codes))
        domain = domains.get(branch.path)
        rows.append(
            UnitizingRow(
                branch, alpha_u(units, form), family(units, 1).binary,
                domain.cu if domain else NOT_ASKED, within.get(branch.path, NOT_ASKED),
            )
        )  # fmt: skip
    return UnitizingTable(compared, (_all(compared, form), *rows), form)


def _all(compared: Compared, form: Form) -> UnitizingRow:
    spans = compared.spans
    each = [alpha_u(continua(spans, {code: 0}), form) for code in compared.used]
    return UnitizingRow(
        None, all_categories(each), binary_of_all(compared), cu_of_domains(compared)
    )


def binary_of_all(compared: Compared) -> Alpha:
    """|uα of any code at all against none (ATLAS.ti: c-Alpha binary)."""
    return family(continua(compared.spans, as_one(compared.codes)), 1).binary


def cu_of_domains(compared: Compared) -> Alpha:
    """cuα with domains as values: which of them a passage is of (ATLAS.ti: Cu-Alpha)."""
    if len(compared.domains) < 2:
        return NOT_ASKED
    values = as_parts([domain.codes for domain in compared.domains])
    sets, count = crossed(continua(compared.spans, values))
    return family(sets, count).cu if count else Alpha(None, reason="none")
