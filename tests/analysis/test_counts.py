"""Shares with their bases and intervals."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etic.analysis.counts import ALL, count
from etic.analysis.intervals import difference, newcombe, share, wilson


@pytest.mark.parametrize(
    ("n", "base", "low", "high"),
    [
        # Newcombe, R. G. (1998), Statistics in Medicine 17, 857–872, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_as_published(n: int, base: int, low: float, high: float) -> None:
    assert [round(bound, 4) for bound in wilson(n, base)] == [low, high]


@given(st.integers(1, 2000).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))))
def test_wilson_solves_the_score_equation(pair: tuple[int, int]) -> None:
    """Each bound p satisfies |n/base − p| = z √(p(1 − p)/base), from which it is derived."""
    n, base = pair
    low, high = wilson(n, base)
    assert 0 <= low <= n / base <= high <= 1
    for bound in (low, high):
        if 0 < bound < 1:
            distance = abs(n / base - bound)
            assert math.isclose(
                distance, 1.959963984540054 * math.sqrt(bound * (1 - bound) / base), rel_tol=1e-6
            )


@given(st.integers(1, 500).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))))
def test_wilson_is_symmetric(pair: tuple[int, int]) -> None:
    n, base = pair
    low, high = wilson(n, base)
    other_low, other_high = wilson(base - n, base)
    assert math.isclose(low, 1 - other_high, abs_tol=1e-12)
    assert math.isclose(high, 1 - other_low, abs_tol=1e-12)


def test_nobody_asked_is_undefined_with_a_reason() -> None:
    nothing = share(0, 0)
    assert (nothing.share, nothing.low, nothing.high, nothing.reason) == (
        None,
        None,
        None,
        "no-base",
    )


@pytest.mark.parametrize(("n", "base"), [(-1, 5), (6, 5), (1, 0)])
def test_wilson_refuses_nonsense(n: int, base: int) -> None:
    with pytest.raises(ValueError, match="wilson"):
        wilson(n, base)


GROUPS = {1: "m", 2: "m", 3: "m", 4: "f", 5: "f"}
EVERYBODY = {"a": {1, 2, 3, 4, 5}}


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("asked", {"m": (1, 2), "f": (1, 2), ALL: (2, 4)}),  # respondent 3 was not asked
        ("group", {"m": (1, 3), "f": (1, 2), ALL: (2, 5)}),
        ("all", {"m": (1, 5), "f": (1, 5), ALL: (2, 5)}),
    ],
)
def test_each_base_is_what_it_says(base: str, expected: dict[str, tuple[int, int]]) -> None:
    rows = count(["a"], {"a": {1, 4}}, EVERYBODY, {"a": {1, 2, 4, 5}}, GROUPS, base)  # type: ignore[arg-type]
    assert {row.group: (row.share.n, row.share.base) for row in rows} == expected


def test_who_carries_a_code_was_asked() -> None:
    rows = count(["a"], {"a": {3}}, EVERYBODY, {"a": {1}}, GROUPS)
    assert {r.group: (r.share.n, r.share.base) for r in rows}["m"] == (1, 2)


@given(
    st.dictionaries(st.integers(0, 30), st.sampled_from("xyz"), min_size=1),
    st.sets(st.integers(0, 30)),
    st.sets(st.integers(0, 30)),
    st.sampled_from(["asked", "group", "all"]),
)
def test_groups_add_up_to_all(
    groups: dict[int, str], having: set[int], asked: set[int], base: str
) -> None:
    rows = count(["a"], {"a": having}, {"a": set(groups)}, {"a": asked}, groups, base)  # type: ignore[arg-type]
    parts = [r.share for r in rows if r.group != ALL]
    (everybody,) = [r.share for r in rows if r.group == ALL]
    assert sum(p.n for p in parts) == everybody.n
    if base != "all":
        assert sum(p.base for p in parts) == everybody.base
    assert all(p.n <= p.base for p in [*parts, everybody])


# -- differences of two shares ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pair", "low", "high"),
    [
        # Newcombe, R. G. (1998), Statistics in Medicine 17, 873–890, table II, method 10.
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0000),
        ((10, 10, 0, 10), 0.6075, 1.0000),
    ],
)
def test_newcombe_as_published(pair: tuple[int, int, int, int], low: float, high: float) -> None:
    assert [round(bound, 4) for bound in newcombe(*pair)] == [low, high]


PAIRS = st.integers(1, 300).flatmap(lambda b: st.tuples(st.integers(0, b), st.just(b)))


@given(PAIRS, PAIRS)
def test_a_difference_lies_in_its_interval_and_turns_round(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    there, back = difference(*one, *other), difference(*other, *one)
    assert there.difference is not None
    assert there.low is not None
    assert there.high is not None
    assert back.high is not None
    assert -1 - 1e-12 <= there.low <= there.difference <= there.high <= 1 + 1e-12
    assert math.isclose(there.low, -back.high, abs_tol=1e-12)


def test_without_a_base_there_is_no_difference() -> None:
    nothing = difference(1, 2, 0, 0)
    assert (nothing.difference, nothing.low, nothing.reason) == (None, None, "no-base")
