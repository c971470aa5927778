"""Whether a case meets an indicator, and what the figures propose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etic.indicated import SIDES, Side
from etic.mixed.indicators import WORTH, proposed, speaks, state, total

WORTHS = st.lists(st.sampled_from([None, 0.0, 0.5, 1.0]), max_size=8)


@pytest.mark.parametrize("side", SIDES)
def test_what_is_silent_says_nothing(side: Side) -> None:
    assert speaks(side, yes=False, no=False) is None


def test_no_speaks_for_the_other_side() -> None:
    for yes, no in ((True, False), (False, True)):
        one, other = speaks("supports", yes=yes, no=no), speaks("undermines", yes=yes, no=no)
        assert one is not None
        assert other == 1 - one


@given(WORTHS)
def test_the_plain_rule_is_any_for_and_none_against(said: list[float | None]) -> None:
    known = {worth for worth in said if worth is not None}
    found = state(said)
    assert (found == "met") == (known == {1.0})
    assert (found == "unmet") == (known == {0.0})
    assert (found == "unmentioned") == (not known)


@given(WORTHS, st.floats(0.5, 1), st.floats(0, 0.49))
def test_more_in_favour_never_makes_it_worse(
    said: list[float | None], met: float, unmet: float
) -> None:
    before, after = (state(x, met=met, unmet=unmet) for x in (said, [*said, 1.0]))
    if before in WORTH:
        assert WORTH[after] >= WORTH[before]


def test_who_was_not_asked_and_yet_speaks_counts() -> None:
    assert state([None], asked=False) == "unasked"
    assert state([1.0], asked=False) == "met"
    assert state([1.0], asked=True, least=2) == "unmentioned"


@pytest.mark.parametrize(("met", "unmet", "least"), [(0.5, 0.5, 1), (1.1, 0, 1), (1, -0.1, 1),
                                                     (1, 0, 0)])  # fmt: skip
def test_a_rule_that_cannot_be_followed_is_refused(met: float, unmet: float, least: int) -> None:
    with pytest.raises(ValueError, match="rule"):
        state([1.0], met=met, unmet=unmet, least=least)


def test_a_sum_is_out_of_what_is_known() -> None:
    assert total([]) == (0, 0)
    assert total(["met", "unasked", "mixed"]) == (1.5, 2)


def test_proposals_of_several_items() -> None:
    assert proposed(["dissonance", "dissonance"], items=2) == "dissonance"
    assert proposed([None, None], items=2) is None
    assert proposed(["agreement", "silence-survey"], items=2) == "partial"
