"""Codings of two coders meet by definition: exactly, overlapping, another code, nothing."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from etic.analysis.meeting import Coded, Meeting, meet

SPANS = st.lists(
    st.tuples(
        st.sampled_from(["R01", "R02"]), st.sampled_from("abc"),
        st.integers(0, 12), st.integers(1, 6),
    ),
    max_size=12, unique=True,
)  # fmt: skip


def coded(spans: list[tuple[str, str, int, int]], first: int = 0) -> list[Coded]:
    return [
        Coded(first + n, text, code, start, start + length)
        for n, (text, code, start, length) in enumerate(spans)
    ]


def how(one: Coded, *others: Coded) -> Meeting:
    return meet([one], others)[0].how


def test_each_way_of_meeting() -> None:
    one = Coded(1, "R01", "a", 10, 20)
    assert how(one) == "alone"
    assert how(one, Coded(2, "R01", "a", 10, 20)) == "exact"
    assert how(one, Coded(2, "R01", "a", 19, 30)) == "overlap"
    assert how(one, Coded(2, "R01", "b", 10, 20)) == "other"
    assert how(one, Coded(2, "R01", "b", 10, 20), Coded(3, "R01", "a", 1, 11)) == "overlap"
    assert how(one, Coded(2, "R01", "a", 9, 20), Coded(3, "R01", "a", 10, 20)) == "exact"


def test_spans_that_only_touch_do_not_meet() -> None:
    one = Coded(1, "R01", "a", 10, 20)
    assert how(one, Coded(2, "R01", "a", 20, 25), Coded(3, "R01", "a", 5, 10)) == "alone"


def test_another_text_is_another_place() -> None:
    assert how(Coded(1, "R01", "a", 10, 20), Coded(2, "R02", "a", 10, 20)) == "alone"


@given(SPANS, SPANS)
def test_meetings_by_the_letter_of_the_definition(
    one: list[tuple[str, str, int, int]], other: list[tuple[str, str, int, int]]
) -> None:
    a, b = coded(one), coded(other, 100)
    there = meet(a, b)
    assert [met.id for met in there] == [c.id for c in a]
    for met, mine in zip(there, a, strict=True):
        beside = [
            c
            for c in b
            if c.text == mine.text and set(range(c.start, c.end)) & set(range(mine.start, mine.end))
        ]
        assert set(met.beside) == {c.id for c in beside}
        same = [c for c in beside if c.code == mine.code]
        exact = [c for c in same if (c.start, c.end) == (mine.start, mine.end)]
        assert met.how == (
            "exact" if exact else "overlap" if same else "other" if beside else "alone"
        )


@given(SPANS, SPANS)
def test_exact_meetings_are_the_same_from_both_sides(
    one: list[tuple[str, str, int, int]], other: list[tuple[str, str, int, int]]
) -> None:
    a, b = coded(one), coded(other, 100)
    assert (
        Counter(m.how for m in meet(a, b))["exact"] == Counter(m.how for m in meet(b, a))["exact"]
    )
    assert {i for m in meet(a, b) for i in m.beside} == {m.id for m in meet(b, a) if m.beside}
