"""Cramér's V and p values of many tests at once."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etic.analysis.association import benjamini_hochberg, cramers_v, holm

# Benjamini & Hochberg (1995), the fifteen hypotheses of the example on page 295.
PUBLISHED = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
    0.6528, 0.7590, 1.0000,
]  # fmt: skip

P = st.lists(st.one_of(st.none(), st.floats(0, 1)), max_size=12)


def test_as_published_one_finds_three_and_the_other_four() -> None:
    def found(p: list[float | None]) -> int:
        return sum(value is not None and value <= 0.05 for value in p)

    assert found(holm(PUBLISHED)) == 3
    assert found(benjamini_hochberg(PUBLISHED)) == 4


@given(st.lists(st.floats(0, 1), min_size=1, max_size=15))
def test_benjamini_hochberg_is_scipy_s(p: list[float]) -> None:
    from scipy.stats import false_discovery_control

    assert benjamini_hochberg(p) == pytest.approx(list(false_discovery_control(p)))


@given(P)
def test_adjusted_p_are_no_smaller_and_keep_their_order(p: list[float | None]) -> None:
    for adjusted in (holm(p), benjamini_hochberg(p)):
        both = [(a, b) for a, b in zip(p, adjusted, strict=True) if a is not None and b is not None]
        assert [a is None for a in p] == [b is None for b in adjusted]
        assert all(a <= b + 1e-12 and b <= 1 for a, b in both)
        in_order = [b for _, b in sorted(both)]
        assert in_order == sorted(in_order)


@given(P)
def test_the_share_of_false_findings_is_a_weaker_demand(p: list[float | None]) -> None:
    for strict, mild in zip(holm(p), benjamini_hochberg(p), strict=True):
        assert strict is None or mild is None or mild <= strict + 1e-12


TABLES = st.integers(2, 4).flatmap(
    lambda wide: st.lists(
        st.lists(st.integers(0, 20), min_size=wide, max_size=wide), min_size=2, max_size=4
    )
)


@given(TABLES)
def test_v_is_scipy_s_and_corrected_it_is_smaller(table: list[list[int]]) -> None:
    from scipy.stats.contingency import association

    found = cramers_v(table)
    if found.v is None:
        assert found.reason.startswith("test-one-")
        return
    filled = [row for row in table if any(row)]
    columns = [column for column in zip(*filled, strict=True) if any(column)]
    assert found.v == pytest.approx(association(list(zip(*columns, strict=True))), abs=1e-9)
    if found.corrected is not None:
        assert -1e-9 <= found.corrected <= found.v + 1e-9


def test_corrected_by_hand() -> None:
    # χ² = 7.5 of 20 units: φ² = 3/8, less 1/19; r̃ − 1 = c̃ − 1 = 18/19. The root is 7/12.
    assert cramers_v([[9, 1], [3, 7]]).corrected == pytest.approx(7 / 12)


def test_perfect_and_no_association() -> None:
    assert cramers_v([[10, 0], [0, 10]]).corrected == pytest.approx(1)
    assert cramers_v([[5, 5], [5, 5]]).corrected == 0


def test_two_units_are_too_few_to_correct() -> None:
    found = cramers_v([[1, 0], [0, 1]])
    assert (found.v, found.corrected, found.reason) == (1, None, "too-few-units")


def test_what_the_correction_takes_off_wholly_leaves_nothing() -> None:
    """φ² = 1/4 = (r − 1)(c − 1)/(n − 1), in whatever order: rounding would give some 10⁻⁸."""
    for columns in permutations([(0, 4), (1, 2), (0, 2)]):
        table = [list(row) for row in zip(*columns, strict=True)]
        assert cramers_v(table).corrected == 0
        assert cramers_v(table).v == pytest.approx(0.5)
