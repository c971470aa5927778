"""Quotes that are drawn are spread over those who say them."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etic.analysis.spreading import draw

quotes = st.lists(st.integers(0, 5), max_size=30).map(lambda owners: list(enumerate(owners)))


@given(quotes, st.integers(0, 35))
def test_nobody_is_drawn_twice_while_another_waits(said: list[tuple[int, int]], most: int) -> None:
    drawn = draw(said, most, lambda quote: quote[1])
    assert len(drawn) == min(most, len(said))
    assert drawn == sorted(drawn)  # in their order
    has, gets = (Counter(owner for _, owner in items) for items in (said, drawn))
    for one in has:
        for other in has:
            if gets[one] > gets[other] + 1:
                assert gets[other] == has[other]  # who gets less has no more to give
    for owner in has:  # of each the first
        assert [q for q in drawn if q[1] == owner] == [q for q in said if q[1] == owner][
            : gets[owner]
        ]


@given(quotes, st.integers(0, 35))
def test_told_otherwise_they_are_the_first(said: list[tuple[int, int]], most: int) -> None:
    assert draw(said, most, lambda quote: quote[1], spread=False) == said[:most]


def test_fewer_than_none_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="negative"):
        draw(["a"], -1, len)
