"""Pearson's test of a table of counts, and which of its cells stand out."""

from __future__ import annotations

from collections.abc import Sequence

from etic.analysis.exact import ExactTest, exact_test

ENOUGH = 5.0  # an expected count that the approximation by χ² can rely on
FEW = 0.2  # of the cells of a larger table may expect less, though none less than one


def chi_square(table: Sequence[Sequence[float]]) -> ExactTest:
    r"""Test by Pearson's χ² whether rows and columns of a table of counts are independent.

    With Oᵢⱼ the counts, Rᵢ and Cⱼ their sums by row and column, N their sum, r and c the numbers
    of rows and columns that are not empty,

        χ² = Σᵢⱼ (Oᵢⱼ − Eᵢⱼ)² / Eᵢⱼ,  Eᵢⱼ = Rᵢ Cⱼ / N,  df = (r − 1)(c − 1)

    without a correction for continuity. Counts of weighted units need not be whole: they are then
    effective ones (`weights.kish`). Where there is nothing to test, p is None with a reason.

    Parameters: `table`, rows of counts ≥ 0 of independent units, all of one length.

    Reference: Pearson, K. (1900). On the criterion that a given system of deviations … *Philosophical
    Magazine* 50, 157–175. The example: Agresti, A. (2007). *An Introduction to Categorical Data
    Analysis*, 2nd ed., table 2.5 (gender by party), χ² = 30.1, df = 2.

    >>> found = chi_square([[762, 327, 468], [484, 239, 477]])
    >>> round(found.statistic, 2), found.df, found.p < 0.0001
    (30.07, 2, True)
    """  # noqa: E501
    filled, reason = _filled(table)
    if reason:
        return ExactTest(None, reason=reason)
    from scipy.special import chdtrc

    expected = _expected(filled)
    statistic = sum(
        (o - e) ** 2 / e
        for row, row_expected in zip(filled, expected, strict=True)
        for o, e in zip(row, row_expected, strict=True)
    )
    df = (len(filled) - 1) * (len(filled[0]) - 1)
    return ExactTest(float(chdtrc(df, statistic)), "chi-square", statistic=statistic, df=df)


def independence(table: Sequence[Sequence[int]]) -> ExactTest:
    """Test whether rows and columns are independent: by χ² where its approximation holds, and by
    the exact tests of Fisher or of Freeman and Halton where expected counts are small.

    It holds by Cochran's rule: no expected count is below 1, and at most a fifth are below 5; of a
    table of 2×2, none is.

    Reference: Cochran, W. G. (1954). Some methods for strengthening the common χ² tests.
    *Biometrics* 10, 417–451.

    >>> independence([[3, 1], [1, 3]]).kind, independence([[30, 10], [10, 30]]).kind
    ('fisher', 'chi-square')
    """
    filled, reason = _filled(table)
    if reason or not _approximate(_expected(filled)):
        return exact_test(table)
    return chi_square(table)


def adjusted_residuals(table: Sequence[Sequence[float]]) -> list[list[float | None]]:
    r"""How far each count is from independence, in standard errors.

        dᵢⱼ = (Oᵢⱼ − Eᵢⱼ) / √(Eᵢⱼ (1 − Rᵢ/N)(1 − Cⱼ/N))

    with the symbols of `chi_square`. Beyond ±1.96, a cell alone would be called different at 5 %.
    None in an empty row or column, and where one row or column holds everything.

    Reference: Haberman, S. J. (1973). The analysis of residuals in cross-classified tables.
    *Biometrics* 29, 205–220. The example is the table of `chi_square`: Agresti (2007), table 2.8.

    >>> [[round(d, 2) for d in row] for row in adjusted_residuals([[762, 327, 468], [484, 239, 477]])]
    [[4.5, 0.7, -5.32], [-4.5, -0.7, 5.32]]
    """  # noqa: E501
    rows = [sum(row) for row in table]
    columns = [sum(column) for column in zip(*table, strict=True)]
    n = sum(rows)

    def residual(count: float, row: float, column: float) -> float | None:
        if not (0 < row < n and 0 < column < n):
            return None
        expected = row * column / n
        return float((count - expected) / (expected * (1 - row / n) * (1 - column / n)) ** 0.5)

    return [
        [residual(o, row, column) for o, column in zip(counts, columns, strict=True)]
        for counts, row in zip(table, rows, strict=True)
    ]


def _filled(table: Sequence[Sequence[float]]) -> tuple[list[list[float]], str]:
    """A table without its empty rows and columns, or why there is nothing to test in it."""
    if any(len(row) != len(table[0]) for row in table) or any(n < 0 for row in table for n in row):
        raise ValueError(f"a test needs rows of one length and counts >= 0, not {table}")
    rows = [row for row in table if sum(row)]
    columns = [column for column in zip(*rows, strict=True) if sum(column)]
    if len(rows) < 2:
        return [], "test-one-row"
    if len(columns) < 2:
        return [], "test-one-column"
    return [list(row) for row in zip(*columns, strict=True)], ""


def _expected(table: Sequence[Sequence[float]]) -> list[list[float]]:
    columns = [sum(column) for column in zip(*table, strict=True)]
    n = sum(columns)
    return [[sum(row) * column / n for column in columns] for row in table]


def _approximate(expected: Sequence[Sequence[float]]) -> bool:
    every = [e for row in expected for e in row]
    small = sum(e < ENOUGH for e in every)
    return min(every) >= 1 and small <= (0 if len(every) == 4 else FEW * len(every))
