"""Exact tests: published tables, brute force as an oracle, and what no order may change."""

from __future__ import annotations

import itertools
from math import factorial

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from etic.analysis.exact import drawn, exact_test, fisher, freeman_halton

# Agresti, A. (2002), Categorical Data Analysis, table 2.8: income by job satisfaction.
JOB = [[1, 3, 10, 6], [2, 3, 10, 7], [1, 6, 14, 12], [0, 1, 9, 11]]
# Mehta & Patel (1983), the sixth example.
MP6 = [
    [1, 2, 2, 1, 1, 0, 1],
    [2, 0, 0, 2, 3, 0, 0],
    [0, 1, 1, 1, 2, 7, 3],
    [1, 1, 2, 0, 0, 0, 1],
    [0, 1, 1, 1, 1, 0, 0],
]

Table = list[list[int]]
TABLES = st.tuples(st.integers(2, 3), st.integers(2, 4)).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, 4), min_size=size[1], max_size=size[1]),
        min_size=size[0], max_size=size[0],
    )
)  # fmt: skip


def by_hand(table: Table) -> float:
    """Every table with these margins, one after the other."""
    rows, columns = [sum(r) for r in table], [sum(c) for c in zip(*table, strict=True)]

    def weight(cells: Table) -> float:
        product = 1
        for n in itertools.chain(*cells):
            product *= factorial(n)
        return 1 / product

    def filled(left: list[int], sums: list[int]) -> list[Table]:
        if not sums:
            return [[]] if not any(left) else []
        found = []
        for row in itertools.product(*(range(min(n, sums[0]) + 1) for n in left)):
            if sum(row) == sums[0]:
                rest = [n - x for n, x in zip(left, row, strict=True)]
                found += [[list(row), *more] for more in filled(rest, sums[1:])]
        return found

    each = [weight(cells) for cells in filled(columns, rows)]
    mine = weight(table)
    return sum(w for w in each if w <= mine * (1 + 1e-9)) / sum(each)


@pytest.mark.parametrize(
    ("cells", "p"),
    [
        ((3, 1, 1, 3), 0.4857),  # the lady tasting tea
        ((2, 10, 15, 3), 0.0005367),  # Fisher: convictions of twins of criminals
    ],
)
def test_fisher_as_published(cells: tuple[int, int, int, int], p: float) -> None:
    assert fisher(*cells) == pytest.approx(p, rel=1e-3)


def test_freeman_halton_as_published() -> None:
    assert freeman_halton(MP6, limit=2_000_000) == pytest.approx(0.03929, abs=5e-6)


def test_a_large_published_table_is_drawn_and_says_how_well() -> None:
    found = exact_test(JOB)
    assert (found.kind, found.draws) == ("monte-carlo", 100_000)
    assert found.p is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.7827 < found.high
    assert found.error == pytest.approx((0.7827 * 0.2173 / 100_000) ** 0.5, rel=0.01)
    assert exact_test(JOB) == found, "the same figures give the same p"


@given(st.tuples(*[st.integers(0, 40)] * 4))
def test_fisher_is_scipy_s(cells: tuple[int, int, int, int]) -> None:
    from scipy.stats import fisher_exact

    a, b, c, d = cells
    assume(a + b and c + d and a + c and b + d)
    assert fisher(*cells) == pytest.approx(fisher_exact([[a, b], [c, d]]).pvalue, rel=1e-6)


@given(TABLES)
@settings(max_examples=60)
def test_freeman_halton_is_what_counting_by_hand_gives(table: Table) -> None:
    assume(sum(map(sum, table)) and sum(map(sum, table)) <= 16)
    assert freeman_halton(table) == pytest.approx(by_hand(table), rel=1e-9)


@given(st.tuples(*[st.integers(0, 30)] * 4))
def test_of_two_by_two_it_is_fisher(cells: tuple[int, int, int, int]) -> None:
    a, b, c, d = cells
    assume(sum(cells))
    assert freeman_halton([[a, b], [c, d]]) == pytest.approx(fisher(*cells), rel=1e-12)


@given(TABLES, st.randoms())
def test_the_order_of_groups_changes_nothing(table: Table, chance: object) -> None:
    columns = list(zip(*table, strict=True))
    chance.shuffle(columns)  # type: ignore[attr-defined]
    other = [list(row) for row in zip(*columns, strict=True)]
    chance.shuffle(other)  # type: ignore[attr-defined]
    turned = [list(row) for row in zip(*table, strict=True)]
    assert exact_test(table).p == exact_test(other).p == exact_test(turned).p


def test_drawn_tables_do_not_hang_on_the_order_of_groups() -> None:
    one = drawn([[5, 12, 3], [9, 2, 8]], draws=2000)
    other = drawn([[8, 9, 2], [3, 5, 12]], draws=2000)
    assert one == other


@pytest.mark.parametrize(
    "table",
    [[[5, 12, 3], [9, 2, 8]], [[1, 2, 3], [3, 2, 1]], [[20, 22, 18], [1, 0, 2]], [[9, 0], [1, 8]]],
)
def test_monte_carlo_lies_about_the_exact_p(table: Table) -> None:
    exact, found = freeman_halton(table), drawn(table, draws=40_000)
    assert exact is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low <= exact <= found.high


def test_monte_carlo_is_never_zero() -> None:
    assert drawn([[30, 0], [0, 30]], draws=1000).p == pytest.approx(1 / 1001)


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ([], "test-one-row"),
        ([[0, 0], [0, 0]], "test-one-row"),
        ([[4, 2], [0, 0]], "test-one-row"),
        ([[4, 0], [2, 0]], "test-one-column"),
        ([[4], [2]], "test-one-column"),
    ],
)
def test_nothing_to_test_is_none_with_a_reason(table: Table, reason: str) -> None:
    found = exact_test(table)
    assert (found.p, found.reason) == (None, reason)


def test_empty_groups_do_not_make_a_larger_table() -> None:
    assert exact_test([[3, 0, 1], [0, 0, 0], [1, 0, 3]]) == exact_test([[3, 1], [1, 3]])


@pytest.mark.parametrize("table", [[[1, 2], [3]], [[1, -1], [2, 3]]])
def test_nonsense_is_a_fault_of_the_program(table: Table) -> None:
    with pytest.raises(ValueError, match="exact_test"):
        exact_test(table)
