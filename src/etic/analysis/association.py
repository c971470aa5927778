"""How strongly two attributes go together, and p values of many tests at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Association:
    """Cramér's V as it is and corrected for its bias; None, with a reason, where undefined."""

    v: float | None
    corrected: float | None
    reason: str = ""  # message in the catalogue `reasons`


def cramers_v(table: Sequence[Sequence[float]]) -> Association:
    r"""Cramér's V of an r×c table of counts, with Bergsma's correction of its bias.

    With χ² Pearson's statistic of n units in r rows and c columns that are not empty, φ² = χ²/n,

        V  = √(φ² / min(r − 1, c − 1))
        Ṽ = √(φ̃² / min(r̃ − 1, c̃ − 1)),  φ̃² = max(0, φ² − (r − 1)(c − 1)/(n − 1)),
             r̃ = r − (r − 1)²/(n − 1),  c̃ = c − (c − 1)²/(n − 1)

    Both lie between 0 (independent) and 1. V of few units is well above 0 even where nothing goes
    together; Ṽ is not. Where r = c = n, as with two units, Ṽ is undefined. Counts need not be
    whole: those of weighted units add up to their effective number.

    Reference: Bergsma, W. (2013). A bias-correction for Cramér's V and Tschuprow's T. *Journal of
    the Korean Statistical Society* 42, 323–328.

    >>> found = cramers_v([[9, 1], [3, 7]])
    >>> round(found.v, 4), round(found.corrected, 4)
    (0.6124, 0.5833)
    """
    rows = [[Fraction(cell) for cell in row] for row in table if sum(row)]
    columns = [column for column in zip(*rows, strict=True) if sum(column)]
    if len(rows) < 2 or len(columns) < 2:
        return Association(None, None, "test-one-row" if len(rows) < 2 else "test-one-column")
    r, c, n = len(rows), len(columns), sum(map(sum, columns))
    sums = [sum(row) for row in rows]
    # χ²/n as a fraction: rounded, it would leave a trace where the correction takes off all of it,
    # and the root of a trace is none.
    phi2 = sum(
        cell * cell / (row_sum * sum(column))
        for column in columns
        for cell, row_sum in zip(column, sums, strict=True)
    ) - Fraction(1)
    v = float(phi2 / min(r - 1, c - 1)) ** 0.5
    if n <= 1:
        return Association(v, None, "too-few-units")
    room = min(r - Fraction((r - 1) ** 2, n - 1), c - Fraction((c - 1) ** 2, n - 1)) - 1
    if room <= 0:
        return Association(v, None, "too-few-units")
    left = max(Fraction(0), phi2 - Fraction((r - 1) * (c - 1), n - 1))
    return Association(v, min(1.0, float(left / room) ** 0.5))


def holm(p: Sequence[float | None]) -> list[float | None]:
    r"""Holm's adjusted p values: the chance of even one false finding stays within the level.

    With p₍₁₎ ≤ … ≤ p₍ₘ₎ the m values that are there,

        p̃₍ᵢ₎ = max over j ≤ i of min(1, (m − j + 1) p₍ⱼ₎)

    whatever hangs together among the tests. None, where nothing was tested, stays None.

    Reference: Holm, S. (1979). A simple sequentially rejective multiple test procedure.
    *Scandinavian Journal of Statistics* 6, 65–70.

    >>> holm([0.01, 0.04, None, 0.03, 0.005])
    [0.03, 0.06, None, 0.06, 0.02]
    """
    tested = sorted((value, at) for at, value in enumerate(p) if value is not None)
    adjusted: list[float | None] = [None] * len(p)
    highest = 0.0
    for rank, (value, at) in enumerate(tested):
        highest = max(highest, min(1.0, (len(tested) - rank) * value))
        adjusted[at] = highest
    return adjusted


def benjamini_hochberg(p: Sequence[float | None]) -> list[float | None]:
    r"""Benjamini and Hochberg's adjusted p values: the share of false findings among all findings.

    With p₍₁₎ ≤ … ≤ p₍ₘ₎ the m values that are there,

        p̃₍ᵢ₎ = min over j ≥ i of min(1, m p₍ⱼ₎ / j)

    for tests that are independent or go together positively. None stays None.

    Reference: Benjamini, Y. & Hochberg, Y. (1995). Controlling the false discovery rate. *Journal
    of the Royal Statistical Society B* 57, 289–300.

    >>> benjamini_hochberg([0.01, 0.04, None, 0.03, 0.005])
    [0.02, 0.04, None, 0.04, 0.02]
    """
    tested = sorted(((value, at) for at, value in enumerate(p) if value is not None), reverse=True)
    adjusted: list[float | None] = [None] * len(p)
    lowest = 1.0
    for after, (value, at) in enumerate(tested):
        lowest = min(lowest, value * len(tested) / (len(tested) - after))
        adjusted[at] = lowest
    return adjusted
