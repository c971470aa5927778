"""Profiles: what sets a group apart, and what must hold of it whatever the data are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etic.analysis.profiles import Trait, traits

CODES = ["a", "b", "c"]
UNITS = range(8)
# Code → who carries it; code → who was asked; who → group.
Study = tuple[dict[str, frozenset[int]], dict[str, frozenset[int]], dict[int, str]]
some = st.frozensets(st.sampled_from(UNITS))


@st.composite
def studies(draw: st.DrawFn) -> Study:
    coded = {code: draw(some) for code in CODES}
    asked = {code: draw(some) for code in CODES}
    return coded, asked, draw(st.dictionaries(st.sampled_from(UNITS), st.sampled_from("xyz")))


def profile(study: Study) -> list[Trait]:
    coded, asked, groups = study
    return traits(CODES, coded, asked, groups, sorted(set(groups.values())))


@given(studies())
def test_group_and_others_make_up_all_who_were_asked(study: Study) -> None:
    coded, asked, groups = study
    for trait in profile(study):
        having = coded[trait.code] & groups.keys()
        assert trait.here.n + trait.others.n == len(having) > 0
        base = (asked[trait.code] & groups.keys()) | having
        assert trait.here.base + trait.others.base == len(base)
        assert {g for unit, g in groups.items() if unit in trait.units} <= {trait.group}
        assert trait.group not in {g for u, g in groups.items() if u in trait.other_units}
        assert (len(trait.units), len(trait.other_units)) == (trait.here.n, trait.others.n)


@given(studies())
def test_undefined_has_a_reason_and_defined_has_bounds(study: Study) -> None:
    for trait in profile(study):
        apart = trait.difference
        defined = trait.here.base > 0 and trait.others.base > 0
        assert (apart.difference is not None) is defined is (trait.lift is not None)
        if apart.difference is None:
            assert apart.reason == "no-base"
        else:
            assert apart.low is not None
            assert apart.high is not None
            assert trait.lift is not None
            near = 1e-12
            assert -1 - near <= apart.low <= apart.difference + near
            assert apart.difference - near <= apart.high <= 1 + near
            if abs(apart.difference) > near:  # so it is with all where it is with the others
                assert (trait.lift > 1) is (apart.difference > 0)


@given(studies())
def test_the_most_distinct_come_first_in_every_group(study: Study) -> None:
    found = profile(study)
    for group in {trait.group for trait in found}:
        apart = [t.difference.difference for t in found if t.group == group]
        sizes = [-1.0 if d is None else abs(d) for d in apart]
        assert sizes == sorted(sizes, reverse=True)


@given(studies())
def test_two_groups_mirror_each_other(study: Study) -> None:
    coded, asked, groups = study
    two = {unit: "x" if group == "x" else "y" for unit, group in groups.items()}
    found = {(t.group, t.code): t for t in profile((coded, asked, two))}
    for (group, code), trait in found.items():
        other = found.get(("y" if group == "x" else "x", code))
        if other is None:
            assert trait.others.base == 0 or len(set(two.values())) == 1
        else:
            assert (trait.here, trait.others) == (other.others, other.here)
            apart = trait.difference.difference, other.difference.difference
            if apart[0] is not None and apart[1] is not None:
                assert apart[0] == pytest.approx(-apart[1])


def test_nobody_and_nothing() -> None:
    assert traits([], {}, {}, {}, []) == []
    assert traits(["a"], {}, {"a": {1}}, {1: "x"}, ["x"]) == []
    (only,) = traits(["a"], {"a": {1}}, {}, {1: "x"}, ["x"])
    assert (only.others.share, only.difference.reason, only.lift) == (None, "no-base", None)
