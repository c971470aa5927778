"""Which code follows which: counted by hand, and the sums that must hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etic.analysis.coded import CodeLine
from etic.analysis.sequences import (
    Event,
    Sequences,
    adjusted_residual,
    expected,
    transitions,
)
from etic.i18n import use_language

LINES = tuple(CodeLine(name, name.upper(), name.upper()) for name in "abc")


def line(codes: str, number: int = 1, case: int = 1) -> list[Event]:
    """`"ab c"`: a and b begin at one place, c after them."""
    return [
        Event(100 * number + 10 * moment + at, "abc".index(code), (number,), moment, case)
        for moment, group in enumerate(codes.split())
        for at, code in enumerate(group)
    ]


def counted(events: list[Event], lag: int = 1) -> dict[str, int]:
    return {
        "abc"[i] + "abc"[j]: step.n for (i, j), step in sorted(transitions(events, lag).items())
    }


def test_what_follows_what_in_one_answer() -> None:
    assert counted(line("a b a c")) == {"ab": 1, "ac": 1, "ba": 1}
    assert counted(line("a b a c"), lag=2) == {"aa": 1, "bc": 1}
    assert counted(line("a b a c"), lag=4) == {}


def test_nothing_follows_across_answers() -> None:
    assert counted([*line("a b", 1), *line("c a", 2)]) == {"ab": 1, "ca": 1}


def test_codes_that_begin_at_one_place_are_one_step() -> None:
    assert counted(line("ab c")) == {"ac": 1, "bc": 1}
    assert counted(line("aa c")) == {"ac": 1}  # one code twice there counts once
    assert counted(line("ab ac")) == {"aa": 1, "ac": 1, "ba": 1, "bc": 1}


def test_a_lag_below_one_is_a_fault() -> None:
    with pytest.raises(ValueError, match="lag"):
        transitions([], 0)


def test_respondents_are_counted_once() -> None:
    events = [*line("a b a b", 1, case=1), *line("a b", 2, case=1), *line("a b", 3, case=2)]
    step = transitions(events)[0, 1]
    assert (step.n, step.cases) == (4, 2)
    assert len(step.codings) == 8


def test_residuals_by_hand() -> None:
    # 2 × 2: 30 10 / 10 50. e = 40·40/100 = 16; z = 14 / √(16·0.6·0.6) = 14 / 2.4.
    assert expected(40, 40, 100) == 16
    assert adjusted_residual(30, 40, 40, 100) == pytest.approx(14 / 2.4)
    assert adjusted_residual(10, 40, 60, 100) == pytest.approx(-14 / 2.4)


def test_a_residual_is_undefined_where_nothing_could_be_otherwise() -> None:
    assert adjusted_residual(0, 0, 5, 10) is None
    assert adjusted_residual(5, 10, 5, 10) is None
    with pytest.raises(ValueError, match="no table"):
        adjusted_residual(6, 5, 9, 10)


def result(events: list[Event], **more: object) -> Sequences:
    return Sequences(LINES, transitions(events), "answer", **more)  # type: ignore[arg-type]


def test_the_matrix_has_its_base_and_opens_into_codings() -> None:
    found = result(line("a b a c a b"))
    table = found.table()
    assert [column.key for column in table.columns] == ["code", "name", "a", "b", "c", "base"]
    assert [row[2:] for row in table.rows] == [(0, 2, 1, 3), (1, 0, 0, 1), (1, 0, 0, 1)]
    assert found.behind(0, "b") == (100, 110, 140, 150)
    assert found.behind(0, "a") == ()
    assert set(found.behind(0, "base")) == {100, 110, 120, 130, 140, 150}


def test_shares_are_of_what_follows_the_row() -> None:
    rows = result(line("a b a c a b"), figure="share").table().rows
    assert [row[2:5] for row in rows] == [(0.0, 2 / 3, 1 / 3), (1.0, 0.0, 0.0), (1.0, 0.0, 0.0)]


def test_pairs_say_what_a_residual_may_claim() -> None:
    with use_language("en"):
        found = result(line("a b a c a b"), form="pairs")
        row = dict(zip([c.key for c in found.table().columns], found.table().rows[0], strict=True))
        assert (row["from"], row["to"], row["n"], row["base"], row["cases"]) == ("a", "b", 2, 3, 1)
        assert "unreliable" in str(row["remark"])
        assert found.behind(0, "n") == (100, 110, 140, 150)
        assert "independent" in found.note


def test_nothing_coded_is_an_empty_table_with_a_note() -> None:
    found = Sequences((), {}, "answer")
    assert found.table().rows == ()
    assert found.drawings() == ()
    assert found.note


@settings(max_examples=80)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(0, 9)), max_size=20))
def test_sums_hold_whatever_the_order(raw: list[tuple[int, int, int]]) -> None:
    events = [Event(i, code, (where,), at, where) for i, (code, where, at) in enumerate(raw)]
    steps = transitions(events)
    assert {k: s.n for k, s in steps.items()} == {
        k: s.n for k, s in transitions(events[::-1]).items()
    }
    found = Sequences(LINES, steps, "answer")
    frame = found.frame()
    assert (frame[["a", "b", "c"]].sum(axis=1) == frame["base"]).all()
    assert frame["base"].sum() == found.total
    if found.total:
        by_chance = Sequences(LINES, steps, "answer", figure="expected").frame()
        assert by_chance[["a", "b", "c"]].to_numpy().sum() == pytest.approx(found.total)
