"""States part the respondents; places of a single answer add up; mentions add up."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etic.analysis.responses import STATES, ResponseState, response_states, tally_answers

CASES = range(12)
ANSWERS = ("a", "b", "c")
some = st.frozensets(st.sampled_from(CASES))
of_answers = st.fixed_dictionaries(dict.fromkeys(ANSWERS, some))


@given(st.lists(st.sampled_from(CASES), unique=True), some, some, some)
def test_states_part_the_respondents(
    cases: list[int], yes: frozenset[int], no: frozenset[int], unasked: frozenset[int]
) -> None:
    found = response_states(cases, yes, no, unasked)
    assert list(found) == cases
    assert sum(list(found.values()).count(state) for state in STATES) == len(cases)
    for case, state in found.items():
        # What was said goes before the record of what was asked.
        assert (state == "yes") == (case in yes)
        assert state != "not_asked" or case not in yes | no
        assert state != "no" or case in no


Given = tuple[dict[int, ResponseState], dict[str, Mapping[int, ResponseState]]]


@st.composite
def groups(draw: st.DrawFn) -> Given:
    """A theme that holds at least what its answers hold, and was asked of some."""
    yes = draw(of_answers)
    no = draw(of_answers)
    unasked = draw(some)
    theme_yes = frozenset(draw(some)).union(*yes.values())
    theme = response_states(CASES, theme_yes, frozenset().union(*no.values()), unasked)
    answers = {a: response_states(CASES, yes[a], no[a], unasked | draw(some)) for a in ANSWERS}
    return theme, dict(answers)


@given(groups())
def test_one_place_for_each_respondent_of_a_single_answer(found: Given) -> None:
    theme, answers = found
    lines = tally_answers(ANSWERS, theme, answers, single=True)
    parts = [line for line in lines if line.kind in ("answer", "several", "theme", "none")]
    asked = next(line for line in lines if line.kind == "asked")
    unasked = next(line for line in lines if line.kind == "not_asked")
    placed = [case for line in parts for case in line.cases]
    assert sorted(map(str, placed)) == sorted(map(str, asked.cases))  # each exactly once
    assert sorted([*asked.cases, *unasked.cases], key=str) == sorted(CASES, key=str)
    if asked.cases:
        assert math.isclose(sum(line.share.share or 0 for line in parts if line.share), 1)
    else:
        assert all(line.share and line.share.share is None for line in parts)
    for line in parts:
        given_by = {
            c: [a for a in ANSWERS if dict(answers[a])[c] == "yes"]
            for c in CASES
            if c in line.cases
        }
        many = {"several": 2, "theme": 0, "none": 0, "answer": 1}[line.kind]
        assert all((len(g) >= 2) if many == 2 else len(g) == many for g in given_by.values())


@given(groups())
def test_mentions_of_several_answers_add_up(found: Given) -> None:
    theme, answers = found
    lines = tally_answers(ANSWERS, theme, answers, single=False)
    counted = [line for line in lines if line.kind == "answer"]
    mentions = sum(len(line.cases) for line in counted)
    if mentions:
        assert math.isclose(sum(line.mentions or 0 for line in counted), 1)
    else:
        assert [line.mentions for line in counted] == [None] * len(ANSWERS)
    for line in counted:
        assert line.share is not None
        asked = [case for case in CASES if answers[line.answer][case] != "not_asked"]
        assert (line.share.n, line.share.base) == (len(line.cases), len(asked))
    by_kind = {line.kind: set(line.cases) for line in lines if line.kind != "answer"}
    assert by_kind["any"] | by_kind["none"] == by_kind["asked"]
    assert not by_kind["any"] & by_kind["none"]
    assert "several" not in by_kind  # nothing contradicts several answers


def test_an_answer_outside_its_theme_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="not in the group"):
        tally_answers(["a"], {1: "not_mentioned"}, {"a": {1: "yes"}}, single=True)
