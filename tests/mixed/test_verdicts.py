"""The rule that proposes a verdict: its parts, in their order, and what always holds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etic.analysis.intervals import newcombe
from etic.mixed.verdicts import propose


@pytest.mark.parametrize(
    ("n", "base", "survey_n", "survey_base", "denied", "verdict", "rule"),
    [
        (0, 0, 114, 515, 0, "silence-interviews", "nobody-asked"),
        (0, 37, 114, 515, 0, "silence-interviews", "nobody-speaks"),
        (0, 37, 114, 515, 5, "dissonance", "dissonance"),  # who denies is not silent
        (0, 37, 10, 515, 0, "agreement", "agreement-shown"),  # nothing to be silent of
        (12, 37, 0, 515, 0, "silence-survey", "nobody-answers"),
        (30, 37, 180, 515, 0, "dissonance", "dissonance"),
        (1, 37, 400, 515, 0, "dissonance", "dissonance"),
        (9, 37, 114, 515, 0, "agreement", "agreement-open"),
        (2000, 5000, 2000, 5000, 0, "agreement", "agreement-shown"),
        (22, 37, 251, 515, 0, "partial", "partial"),
        (2400, 5000, 2000, 5000, 0, "agreement", "agreement-shown"),  # differ, within the margin
    ],
)
def test_each_part_of_the_rule(
    n: int, base: int, survey_n: int, survey_base: int, denied: int, verdict: str, rule: str
) -> None:
    survey = survey_n / survey_base
    found = propose(n, base, survey_n, survey_base, survey=survey, denied=denied)
    assert (found.verdict, found.rule) == (verdict, rule)


def test_without_share_or_base_nothing_is_proposed() -> None:
    assert propose(5, 37, None, None, survey=None).rule == "no-share"
    none = propose(5, 37, None, None, survey=0.3)
    assert (none.verdict, none.rule, none.difference) == (None, "no-base", None)
    assert propose(5, 37, 60, 50, survey=0.3).rule == "no-base"


@settings(max_examples=40)
@given(st.integers(1, 80), st.integers(1, 600), st.data())
def test_a_wider_margin_never_makes_a_dissonance(
    base: int, there: int, data: st.DataObject
) -> None:
    n = data.draw(st.integers(0, base))
    m = data.draw(st.integers(0, there))
    narrow, wide = (
        propose(n, base, m, there, survey=m / there, denied=1, margin=margin)
        for margin in (0.05, 0.3)
    )
    assert not (wide.verdict == "dissonance" and narrow.verdict in ("agreement", "partial"))
    if narrow.difference is not None:
        assert (narrow.low, narrow.high) == newcombe(n, base, m, there)


@settings(max_examples=40)
@given(st.integers(1, 80), st.integers(1, 600), st.data())
def test_code_and_answer_turned_round_give_the_same_verdict(
    base: int, there: int, data: st.DataObject
) -> None:
    n = data.draw(st.integers(1, base - 1 if base > 1 else 1))
    m = data.draw(st.integers(1, there - 1 if there > 1 else 1))
    if n == base or m == there:
        return
    one = propose(n, base, m, there, survey=m / there)
    other = propose(base - n, base, there - m, there, survey=1 - m / there)
    assert one.verdict == other.verdict
    assert one.difference == pytest.approx(-(other.difference or 0))


def test_what_is_no_count_is_refused() -> None:
    with pytest.raises(ValueError, match="n=5"):
        propose(5, 4, 1, 2, survey=0.5)
    with pytest.raises(ValueError, match="margin"):
        propose(1, 4, 1, 2, survey=0.5, margin=0)
