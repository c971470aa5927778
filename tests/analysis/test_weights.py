"""Weighted shares and numbers: what weights change, and what they must not."""

from __future__ import annotations

import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etic.analysis.describing import describe
from etic.analysis.intervals import share
from etic.analysis.weights import kish, weighted_share

WEIGHTS = st.lists(st.integers(1, 9), min_size=1, max_size=30)
NUMBERS = st.lists(st.integers(-50, 50), min_size=1, max_size=30)


@given(WEIGHTS)
def test_the_effective_number_is_at_most_the_real_one(weights: list[int]) -> None:
    n = len(weights)
    assert 1 <= kish(weights) <= n + 1e-9
    assert kish([3 * w for w in weights]) == pytest.approx(kish(weights))
    assert (kish(weights) == pytest.approx(n)) == (len(set(weights)) == 1)


def test_weights_of_zero_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="above zero"):
        kish([1, 0])


@given(st.integers(0, 20), st.integers(0, 20), st.sampled_from([0.5, 1.0, 3.0]))
def test_equal_weights_are_none(n: int, others: int, weight: float) -> None:
    found, plain = weighted_share([weight] * n, [weight] * (n + others)), share(n, n + others)
    assert (found.n, found.base, found.reason) == (plain.n, plain.base, plain.reason)
    for key in ("share", "low", "high"):
        assert getattr(found, key) == pytest.approx(getattr(plain, key))


@given(WEIGHTS, st.data())
def test_whole_weights_are_rows_repeated(weights: list[int], data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(weights)))
    found = weighted_share(weights[:n], weights)
    assert found.share == pytest.approx(sum(weights[:n]) / sum(weights))
    assert (found.weighted_n, found.weighted_base) == (sum(weights[:n]), sum(weights))
    assert found.low is not None
    assert found.share is not None
    assert found.high is not None
    assert 0 <= found.low <= found.share <= found.high <= 1 + 1e-12


@given(NUMBERS, st.data())
def test_numbers_with_whole_weights_are_rows_repeated(
    values: list[int], data: st.DataObject
) -> None:
    n = len(values)
    weights = data.draw(st.lists(st.integers(1, 5), min_size=n, max_size=n))
    repeated = [v for v, w in zip(values, weights, strict=True) for _ in range(w)]
    found, plain = describe(values, weights), describe(repeated)
    assert found.mean == pytest.approx(plain.mean)
    for key in ("minimum", "q1", "median", "q3", "maximum"):
        assert getattr(found, key) == getattr(plain, key)
    assert plain.median == statistics.median(repeated)
    for p, key in ((25, "q1"), (75, "q3")):
        expected = np.percentile(repeated, p, method="averaged_inverted_cdf")
        assert getattr(plain, key) == expected


@given(st.lists(st.integers(-50, 50), min_size=2, max_size=30))
def test_the_deviation_without_weights(values: list[int]) -> None:
    assert describe(values).sd == pytest.approx(statistics.stdev(values))


def test_of_one_number_there_is_no_deviation_and_of_none_nothing() -> None:
    assert describe([4]).sd is None
    assert describe([]).mean is None
