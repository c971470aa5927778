"""A crosstab: what adds up, what is tested, what is said."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etic.analysis.counts import ALL, Base, count
from etic.analysis.crosstab import Crosstab
from etic.analysis.drawing import Bars, HeatMap
from etic.analysis.intervals import difference
from etic.i18n import use_language

Sets = dict[str, set[Hashable]]


def tab(
    groups: Mapping[Hashable, str], coded: Sets, asked: Sets, base: Base = "asked", **more: Any
) -> Crosstab:
    """A crosstab of respondents in groups, who carry codes and were asked about them."""
    everybody: Sets = {code: set(groups) for code in coded}
    order = [*sorted(set(groups.values()) - {"?"}), "?"]
    rows = count(list(coded), coded, everybody, asked, groups, base, order)
    own = count(list(coded), coded, everybody, asked, groups, "group", order)
    given_ = {
        "names": {code: code.title() for code in coded}, "by": "gender", "unit": "case",
        "quotes": {(code, u): (int(u) + 100,) for code, units in coded.items() for u in units},  # type: ignore[call-overload]
        "own": {(r.code, r.group): r.share for r in own} if base == "all" else {},
    }  # fmt: skip
    return Crosstab(rows=tuple(rows), base=base, **{**given_, **more})


PEOPLE = st.dictionaries(st.integers(0, 25), st.sampled_from(["f", "m", "x", "?"]), min_size=1)
SOME = st.sets(st.integers(0, 25))


@given(PEOPLE, SOME, SOME, SOME, SOME)
@settings(max_examples=60)
def test_what_adds_up(
    groups: dict[Hashable, str], a: set[Hashable], b: set[Hashable], x: set[Hashable],
    y: set[Hashable],
) -> None:  # fmt: skip
    known = set(groups)
    coded = {"a": a & known, "b": b & known}
    asked = {"a": x & known, "b": y & known}
    for base in ("asked", "group", "all"):
        found = tab(groups, coded, asked, base)
        for code in coded:
            whole = found.cell(code).share
            parts = [found.cell(code, g).share for g in found.groups]
            assert sum(part.n for part in parts) == whole.n
            if base == "all" and whole.share is not None:
                assert sum(p.share or 0 for p in parts) == pytest.approx(whole.share)
            row = [found.percent(code, g, "row")[0] for g in found.groups]
            assert whole.n == 0 or sum(p or 0 for p in row) == pytest.approx(1)
        for group in [*found.groups, ALL]:
            column = [found.percent(code, group, "column")[0] for code in coded]
            assert None in column or sum(p or 0 for p in column) == pytest.approx(1)
        total = [found.percent(c, g, "total")[0] for c in coded for g in found.groups]
        assert None in total or sum(p or 0 for p in total) == pytest.approx(1)


@given(PEOPLE, SOME, st.permutations(["f", "m", "x"]))
@settings(max_examples=60)
def test_the_names_of_groups_and_so_their_order_change_no_p(
    groups: dict[Hashable, str], a: set[Hashable], order: list[str]
) -> None:
    coded: Sets = {"a": a & set(groups)}
    renamed = {**dict(zip("fmx", order, strict=True)), "?": "?"}
    one = tab(groups, coded, coded, "group").comparisons["a"]
    other = tab({u: renamed[g] for u, g in groups.items()}, coded, coded, "group")
    assert other.comparisons["a"].test == one.test
    v = other.comparisons["a"].association.corrected
    assert v == pytest.approx(one.association.corrected) if v is not None else True


@given(PEOPLE, SOME, SOME)
@settings(max_examples=60)
def test_of_the_base_of_all_the_groups_own_bases_are_compared(
    groups: dict[Hashable, str], a: set[Hashable], asked: set[Hashable]
) -> None:
    coded: Sets = {"a": a & set(groups)}
    asked_ = {"a": asked & set(groups)}
    of_all = tab(groups, coded, asked_, "all").comparisons
    assert of_all == tab(groups, coded, asked_, "group").comparisons


GROUPS: dict[Hashable, str] = {n: "f" if n < 10 else "m" if n < 20 else "?" for n in range(22)}
TWO: Sets = {
    "rare": {0, 20},
    "split": set(range(9)) | {10, 21},
    "none": set(),
    "every": set(GROUPS),
}


def test_two_groups_have_their_difference_and_fisher() -> None:
    found = tab(GROUPS, TWO, TWO, "group").comparisons
    split = found["split"]
    assert split.test.kind == "fisher"
    assert split.test.p == pytest.approx(0.001093, rel=1e-3)  # [[9, 1], [1, 9]], without the "?"
    assert split.difference == difference(9, 10, 1, 10)
    assert (found["none"].test.reason, found["every"].test.reason) == (
        "test-nobody",
        "test-everybody",
    )
    assert found["none"].difference == difference(0, 10, 0, 10), "it can be estimated all the same"


def test_p_are_adjusted_over_the_rows_that_are_tested() -> None:
    found = tab(GROUPS, TWO, TWO, "group").comparisons
    tested = [c for c in found.values() if c.test.p is not None]
    assert [c.code for c in tested] == ["rare", "split"]
    assert found["split"].holm == pytest.approx(2 * (found["split"].test.p or 0))
    assert found["split"].bh == pytest.approx(2 * (found["split"].test.p or 0))
    assert (found["none"].holm, found["none"].bh) == (None, None)


def test_three_groups_have_freeman_and_halton_and_no_difference() -> None:
    three = {**GROUPS, 20: "x", 21: "x"}
    found = tab(three, TWO, TWO, "group")
    assert found.comparisons["split"].test.kind == "freeman-halton"
    assert found.comparisons["split"].difference is None
    assert "difference" not in {c.key for c in found.wide().columns}


def test_one_group_cannot_be_compared() -> None:
    found = tab(dict.fromkeys(GROUPS, "f"), TWO, TWO, "group")
    assert {c.test.reason for c in found.comparisons.values()} == {"test-one-group"}
    with use_language("en"):
        assert "nothing to compare" in found.note


def test_without_groups_nothing_is_compared() -> None:
    found = tab(dict.fromkeys(GROUPS, ALL), TWO, TWO, "group", by="")
    assert found.comparisons == {}
    assert [row[3] for row in found.table().rows] == [2, 11, 0, 22]
    assert [c.key for c in found.wide().columns] == ["code", "name", "everybody"]
    assert [m.key for m in found.methods()] == ["crosstab.method-wilson"]
    assert [type(d) for d in found.drawings()] == [Bars]


def test_units_that_are_not_independent_are_not_tested() -> None:
    found = tab(GROUPS, TWO, TWO, "group", untested="units-of-one", unit="segment")
    assert {c.test.reason for c in found.comparisons.values()} == {"units-of-one"}
    assert all(c.difference is None for c in found.comparisons.values())
    assert [c.key for c in found.wide().columns][-1] == "everybody"
    with use_language("en"):
        assert "not independent" in found.note


def test_the_long_table_begins_as_scripts_know_it() -> None:
    with use_language("en"):
        found = tab(GROUPS, TWO, TWO, "group")
        frame = found.frame()
    keys = ["code", "name", "group", "n", "base", "share", "low", "high"]
    assert list(frame.columns)[:8] == keys
    assert list(frame.group[:4]) == ["f", "m", "?", ""]
    of_all = frame[frame.group == ""].set_index("code")
    assert of_all.p["split"] == found.comparisons["split"].test.p
    assert of_all.test["none"] == "nobody has the code"
    assert frame[frame.group != ""].p.isna().all(), "a test is of the whole row"


def test_every_figure_opens_in_either_form() -> None:
    found = tab(GROUPS, TWO, TWO, "group")
    long = found.table()
    for n, row in enumerate(long.rows):
        assert len(found.behind(n, "n")) == row[3], row
    wide = found.widened()
    keys = [c.key for c in wide.table().columns]
    assert list(wide.behind(1, "group.f")) == [100 + n for n in range(9)]
    assert len(wide.behind(1, "group.?")) == 1
    assert len(wide.behind(1, "everybody")) == len(wide.behind(1, "p")) == 11
    assert {"group.f", "group.m", "group.?", "everybody", "difference", "p_holm"} <= set(keys)


def test_a_small_p_is_never_printed_as_zero() -> None:
    apart: Sets = {"a": set(range(10))}
    with use_language("ru"):
        table = tab(GROUPS, apart, apart, "group").wide()
    cells = dict(zip((c.key for c in table.columns), table.rows[0], strict=True))
    assert cells["p"] == "< 0,001"
    assert cells["group.f"] == "100,0\u202f% · 10 из 10 [72–100]"
    assert cells["difference"] == "+100,0 [60,8; 100,0]"


def test_a_code_under_another_is_no_further_mention() -> None:
    coded: Sets = {"a": {1, 2, 3}, "a/b": {1, 2}, "a/c": {2, 3}, "d": {4}}
    found = tab(GROUPS, coded, coded, "group", levels={"a/b": 1, "a/c": 1})
    assert found.percent("a", ALL, "total") == (3 / 4, 4)
    assert found.percent("a/c", ALL, "total") == (2 / 4, 4)
    assert "\u2003A/B" in [row[1] for row in found.wide().rows]


def test_what_is_drawn_are_the_figures_of_the_table() -> None:
    found = tab(GROUPS, TWO, TWO, "group", percents="row", colours={"rare": "#112233"})
    bars, heat = found.drawings()
    assert isinstance(bars, Bars)
    assert isinstance(heat, HeatMap)
    assert [m.value for m in bars.marks[:3]] == [0.5, 0, 0.5]
    assert bars.marks[0].low is None, "of those who carry a code there is no interval"
    assert bars.marks[0].colour == "#112233"
    assert len(heat.cells) == len(TWO) * 4
    assert bars.table.rows == heat.table.rows == found.wide().rows


def test_no_codes_are_an_empty_table() -> None:
    found = tab(GROUPS, {}, {})
    assert (found.table().rows, found.wide().rows, found.drawings()) == ((), (), ())


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_note_says_what_was_done_and_no_more(lang: str) -> None:
    with use_language(lang):
        plain = tab(GROUPS, TWO, TWO, "group", sample="S.").note
        by_column = tab(GROUPS, TWO, TWO, "all", sample="S.", percents="column").note
        twice = tab(GROUPS, TWO, TWO, doubles={"rare": ("R2", "R10")}).note
    assert plain.endswith("S.")
    assert len(by_column) > len(plain)
    assert "R2, R10" in twice
    assert "Monte" not in plain
    assert "Монте" not in plain
