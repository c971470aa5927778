"""Pearson's test against published tables, and where exact tests take its place."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from etic.analysis.association import cramers_v
from etic.analysis.chisquare import adjusted_residuals, chi_square, independence

TABLES = st.integers(2, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(1, 40), min_size=width, max_size=width), min_size=2, max_size=4
    )
)


def test_a_published_two_by_two() -> None:
    """Agresti (2007), table 2.3: aspirin and heart attacks, χ² = 25.0 on one degree of freedom."""
    found = chi_square([[189, 10845], [104, 10933]])
    assert found.statistic == pytest.approx(25.01, abs=0.01)
    assert found.df == 1
    assert found.p == pytest.approx(5.7e-7, rel=0.01)


@given(TABLES)
def test_as_scipy_has_it(table: list[list[int]]) -> None:
    found = chi_square(table)
    statistic, p, df, expected = chi2_contingency(np.array(table), correction=False)
    assert found.statistic == pytest.approx(statistic, abs=1e-9)
    assert found.df == df
    assert found.p == pytest.approx(p, abs=1e-12)
    small = (expected < 5).sum()
    fits = expected.min() >= 1 and small <= (0 if expected.size == 4 else 0.2 * expected.size)
    assert (independence(table).kind == "chi-square") == fits


@given(TABLES)
def test_residuals_of_a_row_tell_of_its_own_test(table: list[list[int]]) -> None:
    """Of 2×2, the square of any residual is χ²; transposed, residuals are the same."""
    two = [row[:2] for row in table[:2]]
    for row in adjusted_residuals(two):
        for d in row:
            assert d is not None
            assert d * d == pytest.approx(chi_square(two).statistic, abs=1e-9)
    turned = adjusted_residuals(list(zip(*table, strict=True)))
    for one, other in zip(adjusted_residuals(table), zip(*turned, strict=True), strict=True):
        assert one == pytest.approx(other)


def test_empty_rows_and_columns_are_left_out() -> None:
    assert chi_square([[3, 0, 1], [0, 0, 0], [1, 0, 3]]).df == 1
    assert chi_square([[3, 1], [0, 0]]).reason == "test-one-row"
    assert independence([[3, 0], [1, 0]]).reason == "test-one-column"
    assert adjusted_residuals([[3, 0], [1, 0]]) == [[None, None], [None, None]]


@pytest.mark.parametrize("table", [[[1, 2], [3]], [[1, -2], [3, 4]]])
def test_what_is_no_table_of_counts_is_a_mistake(table: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="needs rows"):
        chi_square(table)


@given(TABLES, st.sampled_from([0.25, 0.5, 2.0]))
def test_v_is_of_counts_that_are_not_whole_too(table: list[list[int]], scale: float) -> None:
    scaled = [[n * scale for n in row] for row in table]
    assert cramers_v(scaled).v == pytest.approx(cramers_v(table).v)
