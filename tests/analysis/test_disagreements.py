"""Places where two coders differ: what hangs together, what it costs; sides do not matter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from etic.analysis.disagreements import Mark, agreed, apart, distance, merged, places, reconciled

CODES = ("push", "push/debts", "push/work", "skills")


def marks(first: int) -> st.SearchStrategy[list[Mark]]:
    spans = st.tuples(st.integers(0, 25), st.integers(1, 12))
    one = st.tuples(st.sampled_from(("R01", "R02")), st.sampled_from(CODES), spans)
    return st.lists(one, max_size=7, unique=True).map(
        lambda found: [
            Mark(first + i, text, code, start, start + length)
            for i, (text, code, (start, length)) in enumerate(found)
        ]
    )


def by_hand(one: list[Mark], other: list[Mark]) -> float:
    """The cost of all, character by character."""
    total = 0.0
    for text in ("R01", "R02"):
        for x in range(40):
            sets = [{m.code for m in side if m.text == text and m.start <= x < m.end}
                    for side in (one, other)]  # fmt: skip
            total += apart(sets[0], sets[1], distance)
    return total


@given(marks(0), marks(100))
def test_the_order_of_the_coders_does_not_matter(one: list[Mark], other: list[Mark]) -> None:
    there = [(p.text, p.start, p.end, p.kind, p.cost, set(p.one), set(p.other))
             for p in places(one, other)]  # fmt: skip
    back = [(p.text, p.start, p.end, p.kind, p.cost, set(p.other), set(p.one))
            for p in places(other, one)]  # fmt: skip
    assert sorted(map(repr, there)) == sorted(map(repr, back))


@given(marks(0), marks(100))
def test_the_costs_add_up_to_what_every_character_costs(one: list[Mark], other: list[Mark]) -> None:
    assert abs(sum(p.cost for p in places(one, other)) - by_hand(one, other)) < 1e-9


@given(marks(0), marks(100))
def test_places_share_nothing_and_come_dearest_first(one: list[Mark], other: list[Mark]) -> None:
    found = places(one, other)
    assert [p.cost for p in found] == sorted((p.cost for p in found), reverse=True)
    ids = [i for p in found for i in (*p.one, *p.other)]
    assert len(ids) == len(set(ids))
    for a in found:
        for b in found:
            assert a is b or a.text != b.text or a.end <= b.start or b.end <= a.start


@given(marks(0))
def test_two_who_code_alike_do_not_differ(one: list[Mark]) -> None:
    other = [Mark(m.id + 100, m.text, m.code, m.start, m.end) for m in one]
    assert places(one, other) == []
    assert len(agreed(one, other, (), "union")) == len(
        {(m.text, m.code, m.start, m.end) for m in one}
    )


@given(marks(0), marks(100))
def test_agreed_characters_are_coded_by_both(one: list[Mark], other: list[Mark]) -> None:
    def characters(side: list[Mark], text: object, code: object) -> set[int]:
        return {x for m in side if (m.text, m.code) == (text, code) for x in range(m.start, m.end)}

    for text, code, (start, end) in agreed(one, other, (), "intersection"):
        own = characters(one, text, code), characters(other, text, code)
        assert set(range(start, end)) <= own[0] & own[1]
    for text, code, (start, end) in agreed(one, other, (), "union"):
        own = characters(one, text, code), characters(other, text, code)
        assert set(range(start, end)) <= own[0] | own[1]
        assert set(range(start, end)) & own[0] & own[1]


def test_a_border_costs_its_characters_and_a_sibling_half() -> None:
    found = places([Mark(1, "t", "push/debts", 0, 10)], [Mark(2, "t", "push/debts", 3, 10)])
    assert [(p.kind, p.cost) for p in found] == [("extent", 3.0)]
    found = places([Mark(1, "t", "push/debts", 0, 10)], [Mark(2, "t", "push/work", 0, 10)])
    assert [(p.kind, p.cost) for p in found] == [("code", 5.0)]
    found = places([Mark(1, "t", "push/debts", 0, 10)], [])
    assert [(p.kind, p.cost) for p in found] == [("missing", 10.0)]


def test_what_only_touches_is_two_places() -> None:
    found = places([Mark(1, "t", "a", 0, 5), Mark(2, "t", "b", 5, 9)], [])
    assert [(p.start, p.end) for p in found] == [(0, 5), (5, 9)]


def test_an_agreed_turn_does_not_join_what_lies_in_it() -> None:
    one = [Mark(1, "t", "a", 0, 100), Mark(2, "t", "b", 10, 20)]
    other = [Mark(3, "t", "a", 0, 100), Mark(4, "t", "c", 50, 60)]
    assert [(p.start, p.end) for p in places(one, other)] == [(10, 20), (50, 60)]


def test_long_and_short_ones_over_the_same_characters_are_no_dispute() -> None:
    one = [Mark(1, "t", "a", 0, 10)]
    other = [Mark(2, "t", "a", 0, 5), Mark(3, "t", "a", 5, 10)]
    assert places(one, other) == []
    assert agreed(one, other, (), "union") == [("t", "a", (0, 10))]


def test_spans_of_nobody() -> None:
    assert merged([]) == []
    assert reconciled([], [(0, 5)], "union") == []
    assert places([], []) == []
