"""Effective numbers as printed in textbooks, and what holds of them always."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etic.analysis.concentration import concentration, words_covered

amounts = st.dictionaries(
    st.integers(0, 40), st.floats(0, 1e6, allow_subnormal=False), max_size=20
).map(lambda found: {unit: x for unit, x in found.items() if x == 0 or x > 1e-6})


@pytest.mark.parametrize(
    ("shares", "effective"),
    [
        # The constellations by which Golosov, G. V. (2010), Party Politics 16, 171–192, compares
        # Laakso and Taagepera's index with his own, in percent.
        ([75, 25], 1.60),
        ([75, 10, *[1] * 15], 1.74),
        ([55, 45], 1.98),
        ([55, 10, 10, 10, *[1] * 15], 2.99),
        ([35, 35, 30], 2.99),
        ([35, *[10] * 5, *[1] * 15], 5.75),
        ([15, 15, 15, 15, 15, 15, 10], 6.90),
        ([15, *[10] * 7, *[1] * 15], 10.64),
    ],
)
def test_effective_number(shares: list[float], effective: float) -> None:
    found = concentration(dict(enumerate(shares)))
    assert found.effective == pytest.approx(effective, abs=5e-3)


def test_order_one_is_the_exponential_of_entropy() -> None:
    """Halves and quarters: entropy 1.5 bits, so 2 ** 1.5 units."""
    found = concentration({"a": 2, "b": 1, "c": 1})
    assert found.entropy_number == pytest.approx(2**1.5)


@pytest.mark.parametrize(
    ("values", "gini"), [([1, 1, 1, 1], 0.0), ([1, 3], 0.25), ([1, 2, 3, 4, 5], 4 / 15)]
)
def test_gini(values: list[float], gini: float) -> None:
    assert concentration(dict(enumerate(values))).gini == pytest.approx(gini)


@given(amounts)
def test_what_always_holds(said: dict[int, float]) -> None:
    found = concentration(said)
    carriers = [unit for unit, amount in said.items() if amount > 0]
    assert found.units == len(carriers)
    if not carriers:
        assert (found.effective, found.top_share, found.gini) == (None, None, None)
        assert found.reason
        return
    assert found.effective is not None
    assert found.entropy_number is not None
    assert found.gini is not None
    assert found.top_share is not None
    # Hill's numbers fall with their order: all ≥ exp(entropy) ≥ inverse Simpson ≥ 1 / top share.
    assert found.units >= found.entropy_number >= found.effective >= 1
    assert found.effective >= (1 - 1e-9) / found.top_share >= 1 - 1e-9
    assert found.effective <= (1 + 1e-9) / found.top_share**2
    assert 0 <= found.gini <= 1 - 1 / found.units + 1e-9
    assert set(found.top) == {u for u, amount in said.items() if amount == max(said.values())}


@given(st.integers(1, 30), st.floats(1e-3, 1e6))
def test_equal_amounts_are_as_many_as_they_are(n: int, amount: float) -> None:
    found = concentration(dict.fromkeys(range(n), amount))
    assert found.effective == pytest.approx(n)
    assert found.entropy_number == pytest.approx(n)
    assert found.gini == pytest.approx(0, abs=1e-9)
    assert len(found.top) == n
    assert found.warned == ("one" if n == 1 else "")


@given(amounts, st.floats(1e-2, 1e3))
def test_the_unit_of_measure_does_not_matter(said: dict[int, float], factor: float) -> None:
    one, other = concentration(said), concentration({u: x * factor for u, x in said.items()})
    if one.effective is None:
        assert other == one
        return
    assert other.effective == pytest.approx(one.effective, rel=1e-6)
    assert other.gini == pytest.approx(one.gini, abs=1e-6)


@pytest.mark.parametrize(
    ("values", "warned"),
    [
        ([5], "one"),
        ([5, 5], ""),  # half is not more than half
        ([6, 5], "half"),
        ([10, *[2] * 7], ""),  # 10 of 24; 4.5 in effect, of 8
        ([10, *[1] * 10], "uneven"),  # just half; 3.6 in effect, of 11
        ([11, *[1] * 10], "half"),
        ([], ""),
    ],
)
def test_warnings(values: list[float], warned: str) -> None:
    assert concentration(dict(enumerate(values))).warned == warned


@pytest.mark.parametrize("bad", [-1.0, math.nan, math.inf])
def test_amounts_that_are_none(bad: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        concentration({1: bad})


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6))
def test_words_covered_are_the_words_of_the_union(ends: list[tuple[int, int]]) -> None:
    """Words of one letter apart: each place that is covered is one word."""
    text = "я " * 25
    spans = [(min(pair), max(pair)) for pair in ends]
    covered = {i for start, end in spans for i in range(start, end) if text[i] == "я"}
    assert words_covered([(start, end, text[start:end]) for start, end in spans]) == len(covered)
