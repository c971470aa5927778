"""Runs after a base, the curve over random orders, and what is unseen."""

from __future__ import annotations

import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etic.analysis.saturation import (
    Window,
    accumulations,
    expected_codes,
    new_codes,
    random_orders,
    saturation_runs,
)
from etic.analysis.unseen import unseen

CODES = st.frozensets(st.sampled_from("abcdefgh"), max_size=5)
SETS = st.lists(CODES, min_size=1, max_size=12)


# -- runs -----------------------------------------------------------------------------------------


def test_the_published_example() -> None:
    """Guest, Namey and Chen 2020: 37 themes in the base of four; 4/37 is 11 %, 1/37 is 3 %: 6+2.

    Of an interview by itself the article's text does not tell; here the sums are as printed.
    """
    found = saturation_runs([20, 9, 5, 3, 4, 3, 1, 0])
    assert found.base_codes == 37
    assert [f"{run.ratio:.0%}" for run in found.runs[1:]] == ["11%", "3%"]
    assert (found.reached, found.decisive.last if found.decisive else None) == (6, 8)


def test_runs_overlap_as_published_since_a_base_of_five_gives_6_and_2_too() -> None:
    """The article reports 6+2 for a run of two "across base sizes" of 4, 5 and 6."""
    new = [20, 9, 5, 3, 4, 3, 1, 0, 0]
    assert [saturation_runs(new, base=base).reached for base in (4, 5, 6)] == [6, 6, 6]
    # Runs one after another cannot begin at interview 7 after a base of five.
    assert saturation_runs(new, base=5, window="fixed").reached == 7


@pytest.mark.parametrize(
    ("window", "spans", "reached"),
    [
        ("sliding", [(3, 4), (4, 5), (5, 6), (6, 7)], 4),
        ("fixed", [(3, 4), (5, 6)], 4),  # interview 7 is left over
    ],
)
def test_which_interviews_a_run_has(
    window: Window, spans: list[tuple[int, int]], reached: int
) -> None:
    found = saturation_runs([6, 4, 1, 1, 0, 0, 3], base=2, run=2, threshold=0, window=window)
    assert [(run.first, run.last) for run in found.runs] == spans
    assert found.reached == reached


def test_a_ratio_at_the_threshold_is_enough_and_later_runs_are_watched() -> None:
    found = saturation_runs([20, 0, 1, 0, 5, 5], base=2, run=2, threshold=0.05)
    assert (found.reached, found.exceeding) == (2, 2)
    assert saturation_runs([20, 0, 1, 0], base=2, run=2, threshold=0.049).reason == "not-reached"


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        ([], "few-interviews"),
        ([3, 1], "few-interviews"),
        ([5, 1, 0, 0, 0], "few-interviews"),
        ([0, 0, 0, 0, 0, 0], "base-empty"),
        ([0, 0, 0, 0, 4, 2], "base-empty"),
        ([5, 1, 0, 0, 2, 2], "not-reached"),
    ],
)
def test_where_nothing_was_reached_it_says_why(new: list[int], reason: str) -> None:
    for window in ("sliding", "fixed"):
        found = saturation_runs(new, window=window)
        assert (found.reached, found.reason) == (None, reason)


@pytest.mark.parametrize("wrong", [{"base": 0}, {"run": 0}, {"threshold": 1.1}, {"threshold": -1}])
def test_parameters_outside_their_bounds_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="from"):
        saturation_runs([1, 1], **wrong)  # type: ignore[arg-type]


@given(st.lists(st.integers(0, 9), max_size=20), st.integers(1, 5), st.integers(1, 4))
def test_fixed_runs_are_among_the_sliding_ones(new: list[int], base: int, run: int) -> None:
    sliding = saturation_runs(new, base=base, run=run)
    fixed = saturation_runs(new, base=base, run=run, window="fixed")
    assert set(fixed.runs) <= set(sliding.runs)
    if fixed.reached is not None:
        assert sliding.reached is not None
        assert sliding.reached <= fixed.reached


# -- the curve ------------------------------------------------------------------------------------


@given(SETS)
def test_new_codes_are_each_new_once(sets: list[frozenset[str]]) -> None:
    new = new_codes(sets)
    assert sum(map(len, new)) == len(frozenset().union(*sets))
    assert new == new_codes([sorted(codes, reverse=True) for codes in sets])


@given(SETS)
def test_curves_rise_and_end_alike_in_every_order(sets: list[frozenset[str]]) -> None:
    curves = accumulations(sets, draws=30)
    total = len(frozenset().union(*sets))
    assert (np.diff(curves, axis=1) >= 0).all()
    assert (curves[:, -1] == total).all()
    assert set(curves[:, 0].tolist()) <= {len(codes) for codes in sets}
    expected = expected_codes(sets)
    assert expected[-1] == pytest.approx(total)
    assert curves.min() <= expected[0] <= max(len(codes) for codes in sets) + 1e-9


@given(st.lists(CODES, min_size=1, max_size=5))
def test_the_mean_over_all_orders_is_mao_tau(sets: list[frozenset[str]]) -> None:
    every = [
        np.cumsum([len(new) for new in new_codes(order)]) for order in permutations(sets)
    ]  # fmt: skip
    assert np.mean(every, axis=0) == pytest.approx(expected_codes(sets))


def test_many_random_orders_come_near_what_is_expected() -> None:
    rng = np.random.default_rng(7)
    sets = [frozenset(np.flatnonzero(rng.random(40) < 0.15).tolist()) for _ in range(25)]
    curves = accumulations(sets, draws=4000)
    assert np.abs(curves.mean(axis=0) - expected_codes(sets)).max() < 0.15
    assert (accumulations(sets, draws=4000) == curves).all()  # the same orders every time


def test_random_orders_agree_with_runs_counted_one_by_one() -> None:
    sets = [frozenset("abc"), frozenset("a"), frozenset("bd"), frozenset("a"), frozenset("e")]
    found = random_orders(sets, draws=50, base=2, run=2, threshold=0.3)
    rng = np.random.default_rng(20200505)
    reached = []
    for places in np.argsort(rng.random((50, 5)), axis=1):
        order: list[frozenset[str]] = [frozenset()] * 5
        for interview, place in enumerate(places):
            order[place] = sets[interview]
        runs = saturation_runs(
            [len(n) for n in new_codes(order)], base=2, run=2, threshold=0.3
        )  # fmt: skip
        reached.append(runs.reached)
    at = [n for n in reached if n is not None]
    assert found.reached_share == len(at) / 50
    assert 0 < len(at) < 50
    assert found.reached_median == np.median(at)


def test_no_interviews_and_no_draws() -> None:
    assert random_orders([]).median == ()
    assert random_orders([frozenset(), frozenset()], draws=3).median == (0, 0)
    with pytest.raises(ValueError, match="order"):
        random_orders([frozenset("a")], draws=0)


# -- what is unseen -------------------------------------------------------------------------------


def test_unseen_by_hand() -> None:
    """T, S, f₁ and f₂ of the ants at 2000 m of Longino and Colwell (2011); Chao2 takes no more.

    What stands in more than fifteen plots is made up.
    """
    found = unseen([1, 2, 2, 3, 4, 8, 8, 13, 15, 20, 25, 30, 40, 50], 200)
    assert (found.codes, found.once, found.twice) == (14, 1, 2)
    assert found.richness == pytest.approx(14 + 199 / 200 / 4)
    assert found.mass == pytest.approx(1 / 221)
    assert found.coverage == pytest.approx(1 - 1 / 221 * 199 / (199 + 4))


def test_without_codes_seen_twice() -> None:
    """T = 5, three codes once: S′ = 4 + 4/5 · 3; the variance by hand."""
    found = unseen([1, 1, 1, 5], 5)
    assert found.richness == pytest.approx(4 + 0.8 * 3)
    assert found.coverage == pytest.approx(1 - 3 / 8 * (4 * 2 / (4 * 2 + 2)))
    variance = 0.8 * 3 + 0.64 * 3 * 25 / 4 - 0.64 * 81 / (4 * 6.4)
    k = math.exp(1.959964 * math.sqrt(math.log(1 + variance / 2.4**2)))
    assert (found.low, found.high) == pytest.approx((4 + 2.4 / k, 4 + 2.4 * k), rel=1e-5)


def test_undefined_ones_say_why() -> None:
    assert unseen([], 5).reason == unseen([0, 0], 5).reason == "no-codes"
    assert unseen([1, 1], 1).reason == "one-interview"
    nothing = unseen([3, 3], 4)
    assert (nothing.mass, nothing.coverage, nothing.richness, nothing.low) == (0, 1, 2, None)
    assert nothing.interval_reason == "nothing-more"
    with pytest.raises(ValueError, match="more interviews"):
        unseen([3], 2)


@given(st.integers(2, 40), st.lists(st.integers(0, 40), max_size=30))
def test_estimates_keep_within_their_bounds(interviews: int, frequencies: list[int]) -> None:
    found = unseen([min(k, interviews) for k in frequencies], interviews)
    if found.mass is None or found.coverage is None or found.richness is None:
        assert found.reason
        return
    assert 0 <= found.mass <= 1
    assert 0 <= 1 - found.coverage <= found.mass + 1e-12
    assert found.richness >= found.codes
    if found.low is not None and found.high is not None:
        assert found.codes <= found.low <= found.richness <= found.high
    else:
        assert found.interval_reason == "nothing-more"
