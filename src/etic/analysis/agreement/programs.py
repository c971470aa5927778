"""What the same codings give in NVivo, MAXQDA, ATLAS.ti and QualCoder, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from etic.analysis.agreement.branches import Branch, Compared, as_one, as_parts
from etic.analysis.agreement.characters import (
    Characters,
    holsti,
    joined,
    mean,
    nvivo_kappa,
    percent,
    qualcoder_kappa,
)
from etic.analysis.agreement.continuum import continua
from etic.analysis.agreement.cu import Alpha, family
from etic.analysis.agreement.overlap import MAXQDA, met, overlaps
from etic.analysis.agreement.overlap_curve import (
    BRENNAN,
    MAXQDA_MANUAL,
    OverlapCurve,
    overlap_curve,
)
from etic.analysis.agreement.unitizing_table import (
    KRIPPENDORFF_2016,
    NOT_ASKED,
    binary_of_all,
    cu_of_domains,
)
from etic.analysis.result import Method, Result
from etic.i18n import percent as as_percent
from etic.i18n import t
from etic.model import Column, Table, Value

SHARES = (
    "nvivo_percent", "nvivo_percent_weighted", "maxqda_percent", "atlas_percent",
    "qualcoder_percent",
)  # fmt: skip
COLUMNS = (
    "nvivo_percent", "nvivo_kappa", "nvivo_percent_weighted", "nvivo_kappa_weighted",
    "maxqda_percent", "maxqda_kappa",
    "atlas_percent", "atlas_holsti", "atlas_binary", "atlas_cu",
    "qualcoder_percent", "qualcoder_kappa",
)  # fmt: skip

NVIVO_HELP = "QSR International (2018). NVivo 12 Help: Coding comparison query."
ATLAS_MANUAL = "ATLAS.ti 9 User Manual: Inter-coder agreement, methods for testing."
QUALCODER_SOURCE = (
    "Curtain, C. QualCoder 3, source code: report_compare_coder_file.py, agreement_text_file."
)
HOLSTI = "Holsti, O. R. (1969). Content Analysis for the Social Sciences and Humanities, 140."


@dataclass(frozen=True, slots=True)
class Programs:
    """What each program would print for one code, or for all of them where `branch` is None."""

    branch: Branch | None
    one: int  # codings of the first coder
    other: int
    figures: dict[str, float | None]
    reasons: dict[str, str]  # column → why there is no figure, a message of `unitizing`


@dataclass(frozen=True)
class ProgramsTable(Result):
    """The figures of four programs for the same codings, for reviewers who know one of them."""

    compared: Compared
    rows: tuple[Programs, ...]  # all codes first
    curve: OverlapCurve
    threshold: float = MAXQDA

    @property
    def note(self) -> str:
        """Whose figures they are, by what rule, of what version."""
        compared = self.compared
        one, other = compared.coders
        parts = [
            t(
                "unitizing.programs-note", one=one, other=other,
                documents=t("words.documents", n=compared.documents),
                characters=t("unitizing.characters", n=compared.characters),
            ),
            t("unitizing.programs-nvivo"),
            t(
                "unitizing.programs-maxqda", threshold=as_percent(self.threshold, 0),
                rule=t(f"unitizing.rule-{self.curve.rule}"),
            ),
            t("unitizing.programs-atlas"),
            t("unitizing.programs-qualcoder"),
        ]  # fmt: skip
        return compared.noted(*parts, compared.unmarked)

    def table(self) -> Table:
        """Code, name, codings of either coder, the figures of each program, why one is missing."""
        one, other = self.compared.coders
        columns = (
            Column("code", t("columns.code")),
            Column("name", t("columns.name")),
            Column("codings_one", t("unitizing.column-codings-of", coder=one), "integer"),
            Column("codings_other", t("unitizing.column-codings-of", coder=other), "integer"),
            *(
                Column(key, t(f"unitizing.column-{key}"), "percent")
                if key in SHARES
                else Column(key, t(f"unitizing.column-{key}"), "number", 3)
                for key in COLUMNS
            ),
            Column("why", t("unitizing.column-why")),
        )
        rows: list[tuple[Value, ...]] = [
            (
                row.branch.path if row.branch else "",
                row.branch.name if row.branch else t("unitizing.all"),
                row.one, row.other, *(row.figures.get(key) for key in COLUMNS), self._why(row),
            )
            for row in self.rows
        ]  # fmt: skip
        return Table(columns, tuple(rows), t("unitizing.programs"), self.note)

    @staticmethod
    def _why(row: Programs) -> str:
        return "; ".join(
            f"{t(f'unitizing.column-{key}')}: {t(f'unitizing.why-{reason}')}"
            for key, reason in row.reasons.items()
        )

    def methods(self) -> Sequence[Method]:
        """Each program's formulas, with where they are described."""
        rule = "1 / n" if self.curve.rule == "single" else "n / (n + 1)²"
        return (
            Method("unitizing.method-nvivo",
                   "P_o = (a + d) / n; κ = (a + d − ΣEF) / (n − ΣEF),"
                   " ΣEF = [(a + b)(a + c) + (c + d)(b + d)] / n", NVIVO_HELP),
            Method("unitizing.method-maxqda",
                   f"r ≥ x; κ = (P_o − P_c) / (1 − P_c), P_c = {rule}",
                   f"{MAXQDA_MANUAL} {BRENNAN}"),
            Method("unitizing.method-atlas", "P_o = (a + d) / n; 2a / (N₁ + N₂)",
                   f"{ATLAS_MANUAL} {HOLSTI}"),
            Method("unitizing.method-atlas-alpha",
                   "|uα = 1 − (ℓ_φ − ℓ_φφ) / (ε_φ − ε_φφ);"
                   " cuα = 1 − (ℓ'.. − Σ ℓ'_cc) / (ℓ'.. − Σ ε'_cc)",
                   f"{ATLAS_MANUAL} {KRIPPENDORFF_2016}"),
            Method("unitizing.method-qualcoder",
                   "κ = (a/u − P_e) / (1 − P_e), u = a + b + c,"
                   " P_e = (a + b)(a + c)(u − a − b)(u − a − c) / u⁴", QUALCODER_SOURCE),
        )  # fmt: skip

    def behind(self, row: int, column: str) -> Sequence[int]:
        """The codings of both coders with the code of the line, or of the one that is counted."""
        spans = self.compared.spans
        branch = self.rows[row].branch
        chosen = spans.chosen(self.compared.codes if branch is None else branch.codes)
        for coder, key in enumerate(("codings_one", "codings_other")):
            if column == key:
                chosen = chosen & (spans.coder == coder)
        return [int(i) for i in spans.id[chosen]]


def programs_table(compared: Compared, threshold: float = MAXQDA) -> ProgramsTable:
    """What two coders' codings give in four programs, by code with those under it, and in all.

    In all: over codes as they were given, each on its own. NVivo's figures are averaged over codes
    and documents, percentages and Holsti's index are over all characters of all codes, MAXQDA's
    over all segments; QualCoder gives none.
    """
    if len(compared.coders) != 2:
        raise ValueError("programs compare two coders")
    curve = overlap_curve(compared, threshold=threshold)
    rows = [_row(compared, branch, threshold) for branch in compared.branches]
    return ProgramsTable(compared, (_all(compared, curve), *rows), curve, threshold)


def _characters(compared: Compared, values: dict[int, int]) -> Characters:
    return joined([Characters.of(c) for c in continua(compared.spans, values)])


def _counts(compared: Compared, codes: frozenset[int]) -> tuple[int, int]:
    chosen = compared.spans.coder[compared.spans.chosen(codes)]
    return int((chosen == 0).sum()), int((chosen == 1).sum())


def _row(compared: Compared, branch: Branch, threshold: float) -> Programs:
    import numpy as np

    values = as_one(branch.codes)
    found = continua(compared.spans, values)
    of = joined([Characters.of(c) for c in found])
    ratio = np.concatenate([np.concatenate(overlaps(*c.units)) for c in found])
    binary = family(found, 1).binary
    cu = _domain(compared, branch)
    figures = {
        **_nvivo([of]),
        "maxqda_percent": met(ratio, threshold) / len(ratio) if len(ratio) else None,
        "atlas_percent": float(percent(of.total())[0]),
        "atlas_holsti": holsti(of),
        "atlas_binary": binary.value,
        "atlas_cu": cu.value,
        "qualcoder_percent": float(percent(of.total())[0]),
        "qualcoder_kappa": qualcoder_kappa(of),
    }
    reasons = {"atlas_binary": binary.reason, "atlas_cu": cu.reason}
    if not len(ratio):
        reasons |= {"maxqda_percent": "none", "atlas_holsti": "none", "qualcoder_kappa": "none"}
    return Programs(
        branch, *_counts(compared, branch.codes), figures, {k: v for k, v in reasons.items() if v}
    )


def _domain(compared: Compared, branch: Branch) -> Alpha:
    """cuα of the codes under a code: how coders tell them apart."""
    used = [codes for _, codes in branch.parts if compared.spans.chosen(codes).any()]
    if len(branch.parts) < 2:
        return NOT_ASKED
    return family(continua(compared.spans, as_parts(used)), len(used)).cu


def _nvivo(each: Sequence[Characters]) -> dict[str, float | None]:
    """NVivo's figures, averaged over codes and documents."""

    def over(found: list[float | None]) -> float | None:
        known = [x for x in found if x is not None]
        return fmean(known) if known else None

    return {
        "nvivo_percent": over([mean(percent(of)) for of in each]),
        "nvivo_kappa": over([mean(nvivo_kappa(of)) for of in each]),
        "nvivo_percent_weighted": over([mean(percent(of), of.size) for of in each]),
        "nvivo_kappa_weighted": over([mean(nvivo_kappa(of), of.size) for of in each]),
    }


def _all(compared: Compared, curve: OverlapCurve) -> Programs:
    each = [_characters(compared, {code: 0}) for code in compared.used]
    every = joined(each)
    segments = curve.lines[0]
    kappa = curve.kappa(curve.threshold)
    binary, cu = binary_of_all(compared), cu_of_domains(compared)
    n = met(segments.ratio, curve.threshold)
    figures = {
        **_nvivo(each),
        "maxqda_percent": n / len(segments) if len(segments) else None,
        "maxqda_kappa": kappa.value,
        "atlas_percent": float(percent(every.total())[0]) if each else None,
        "atlas_holsti": holsti(every),
        "atlas_binary": binary.value,
        "atlas_cu": cu.value,
    }
    reasons = {
        "maxqda_kappa": kappa.reason, "atlas_binary": binary.reason, "atlas_cu": cu.reason
    }  # fmt: skip
    return Programs(
        None, *_counts(compared, compared.codes), figures, {k: v for k, v in reasons.items() if v}
    )
