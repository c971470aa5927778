"""From which score on suggestions are shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from etic.suggest.threshold import DEFAULT, ENOUGH, LATEST, threshold

_decisions = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=80)


@given(_decisions)
def test_it_is_a_score_and_chances_grow_with_scores(decisions: list[tuple[float, bool]]) -> None:
    found = threshold(decisions)
    assert 0 < found.value < 1
    chances = [found.chance(score) for score in (0.05, 0.3, 0.6, 0.95)]
    assert chances == sorted(chances)
    assert (found.decided, found.accepted) == (len(decisions), sum(yes for _, yes in decisions))


def test_few_decisions_or_all_alike_say_nothing() -> None:
    assert not threshold([(0.5, True)] * (ENOUGH - 1)).calibrated
    assert threshold([(0.5, True)] * 100).value == DEFAULT
    assert threshold([]).value == DEFAULT


def test_people_who_turn_down_more_see_fewer() -> None:
    mixed = [(0.3, True), (0.3, False)] * 30
    strict = [(0.3, False)] * 55 + [(0.9, True)] * 5
    assert threshold(strict).value > threshold(mixed).value
    assert threshold(mixed).calibrated


def test_only_the_latest_count() -> None:
    old = [(0.3, True)] * 300
    new = [(0.3, False), (0.9, True)] * (LATEST // 2)
    assert threshold(old + new).decided == LATEST
    assert threshold(old + new) == threshold(new)
