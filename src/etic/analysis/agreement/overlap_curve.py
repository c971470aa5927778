"""How the share of segments that two coders both marked hangs on the overlap asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from etic.analysis.agreement.branches import Branch, Compared, as_one
from etic.analysis.agreement.continuum import Continuum, continua
from etic.analysis.agreement.overlap import (
    MAXQDA,
    Chance,
    Kappa,
    chance_rule,
    met,
    overlaps,
    reaching,
    segment_kappa,
)
from etic.analysis.drawing import Curve, Curves, Drawing, Point, Threshold
from etic.analysis.result import Method, Result
from etic.i18n import number, percent, t
from etic.model import Column, Table, Value

if TYPE_CHECKING:
    from etic.analysis.agreement.continuum import Floats, Ints

STEPS = tuple(step / 20 for step in range(21))

MAXQDA_MANUAL = (
    "VERBI Software (2022). MAXQDA 2022 Manual: Intercoder Agreement, agreement at the level of"
    " segments."
)
BRENNAN = (
    "Brennan, R. L. & Prediger, D. J. (1981). Coefficient kappa: some uses, misuses, and"
    " alternatives. Educational and Psychological Measurement 41, 687–699."
)


@dataclass(frozen=True, slots=True, eq=False)
class Segments:
    """Segments of both coders with their best overlap; for all codes where `branch` is None.

    `ratio` has one figure a segment; `ids` and `of` are the codings and the segment of each.
    """

    branch: Branch | None
    ratio: Floats
    ids: Ints
    of: Ints

    def __len__(self) -> int:
        return len(self.ratio)

    def codings(self, threshold: float, *, reached: bool) -> list[int]:
        """The codings of segments that do overlap enough, or of those that do not."""
        enough = reaching(self.ratio, threshold)[self.of]
        return [int(i) for i in self.ids[enough if reached else ~enough]]


@dataclass(frozen=True)
class OverlapCurve(Result):
    """The share of segments met, for each threshold from a single character to the whole."""

    compared: Compared
    lines: tuple[Segments, ...]  # all codes first
    codes: int  # how many were used
    rule: Chance
    threshold: float = MAXQDA

    @property
    def steps(self) -> list[float]:
        """Thresholds that the table has a line for."""
        return sorted({*STEPS, self.threshold})

    def kappa(self, threshold: float) -> Kappa:
        """MAXQDA's κ over all codes."""
        every = self.lines[0]
        return segment_kappa(met(every.ratio, threshold), len(every), self.codes, self.rule)

    @property
    def note(self) -> str:
        """What a segment is, when it is met, on what κ reckons chance."""
        compared = self.compared
        one, other = compared.coders
        chance = self.kappa(self.threshold).chance
        return t(
            "unitizing.curve-note", one=one, other=other,
            documents=t("words.documents", n=compared.documents),
            threshold=percent(self.threshold, 0), codes=t("unitizing.codes", n=self.codes),
            rule=t(f"unitizing.rule-{self.rule}"),
            chance="—" if chance is None else number(chance, 3),
        )  # fmt: skip

    def table(self) -> Table:
        """Code, name, threshold, segments met and not met, all of them, share, κ."""
        columns = (
            Column("code", t("columns.code")),
            Column("name", t("columns.name")),
            Column("threshold", t("unitizing.column-threshold"), "percent", 0),
            Column("met", t("unitizing.column-met"), "integer"),
            Column("unmet", t("unitizing.column-unmet"), "integer"),
            Column("segments", t("unitizing.column-segments"), "integer"),
            Column("share", t("columns.share"), "percent"),
            Column("kappa", t("unitizing.column-segment-kappa"), "number", 3),
        )
        rows: list[tuple[Value, ...]] = []
        for line, step in self._places():
            n = met(line.ratio, step)
            rows.append(
                (
                    line.branch.path if line.branch else "", self._named(line), step,
                    n, len(line) - n, len(line), n / len(line) if len(line) else None,
                    None if line.branch else self.kappa(step).value,
                )
            )  # fmt: skip
        return Table(columns, tuple(rows), t("unitizing.curve"), self.note)

    def _places(self) -> list[tuple[Segments, float]]:
        return [(line, step) for line in self.lines for step in self.steps]

    @staticmethod
    def _named(line: Segments) -> str:
        return line.branch.name if line.branch else t("unitizing.all")

    def methods(self) -> Sequence[Method]:
        """When segments meet, and MAXQDA's κ."""
        return (
            Method("unitizing.method-overlap", "r = |g ∩ h| / |g ∪ h| ≥ x", MAXQDA_MANUAL),
            Method(
                "unitizing.method-segment-kappa",
                "κ = (P_o − P_c) / (1 − P_c); P_c = "
                + ("1 / n" if self.rule == "single" else "n / (n + 1)²"),
                f"{MAXQDA_MANUAL} {BRENNAN}",
            ),
        )

    def drawings(self) -> Sequence[Drawing]:
        """A curve for all codes and for each code asked about, MAXQDA's threshold across."""
        curves = tuple(
            Curve(
                self._named(line),
                tuple(Point(100 * x, met(line.ratio, x) / len(line)) for x in self.steps),
                colour=line.branch.colour if line.branch else "",
            )
            for line in self.lines
            if len(line)
        )
        if not curves:
            return ()
        across = Threshold(
            t("unitizing.curve-maxqda", threshold=percent(self.threshold, 0)),
            x=100 * self.threshold,
        )
        return (
            Curves(
                t("unitizing.curve"), self.table(), curves, t("unitizing.column-threshold-axis"),
                t("unitizing.curve-axis"), t("columns.code"), (across,), percent=True,
            ),
        )  # fmt: skip

    def behind(self, row: int, column: str) -> Sequence[int]:
        """The codings that are met, or not, at the threshold of the line; else all of them."""
        line, step = self._places()[row]
        if column in ("met", "unmet"):
            return line.codings(step, reached=column == "met")
        return [int(i) for i in line.ids]


def overlap_curve(
    compared: Compared, *, each: bool = False, threshold: float = MAXQDA
) -> OverlapCurve:
    """The curve of two coders over all codes as they were given, each on its own.

    With `each`, also for every code asked about, with those under it.
    """
    if len(compared.coders) != 2:
        raise ValueError("segments are compared between two coders")
    used = compared.used
    own = {code: number for number, code in enumerate(used)}
    found = continua(compared.spans, own)
    lines = [_segments(compared, None, own, found)]
    if each:
        lines += [_segments(compared, branch, as_one(branch.codes)) for branch in compared.branches]
    return OverlapCurve(compared, tuple(lines), len(used), chance_rule(found), threshold)


def _segments(
    compared: Compared, branch: Branch | None, values: dict[int, int],
    found: list[Continuum] | None = None,
) -> Segments:  # fmt: skip
    import numpy as np

    spans = compared.spans
    found = continua(spans, values) if found is None else found
    kept = np.flatnonzero(spans.chosen(values))
    # Two coders and only documents of both: one continuum, with its documents in order.
    if not found:
        return Segments(branch, np.zeros(0), spans.id[kept][:0], kept[:0])
    one, other = found[0].units
    ratio = np.concatenate(overlaps(one, other))
    order = np.concatenate([kept[spans.coder[kept] == coder] for coder in (0, 1)])
    return Segments(branch, ratio, spans.id[order], np.concatenate([one.of, other.of + len(one)]))
