"""Answers counted against a naive recount: sets, weights, filters, missing answers, tests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etic.actions.answer_counting import count_answers, question_table
from etic.actions.answer_numbers import number_table
from etic.analysis.association import holm
from etic.analysis.counts import ALL
from etic.analysis.drawing import Bars
from etic.analysis.weights import WeightedShare
from etic.errors import EticError
from etic.i18n import use_language
from etic.model import Answers, ResponseSet, Variable

SEX = Variable("sex", "Sex", values=(("1", "m"), ("2", "f")))
HAPPY = Variable("happy", "Happy?", values=(("1", "yes"), ("2", "no"), ("9", "refused")),
                 missing=("refused",))  # fmt: skip
TICKS = tuple(
    Variable(f"tick_{k}", words, values=(("1", "chosen"), ("0", "not chosen")))
    for k, words in enumerate(("home", "work", "friends"))
)
FIRST, SECOND = (
    Variable(name, values=(("1", "tea"), ("2", "milk"))) for name in ("drink_1", "drink_2")
)
AGE = Variable("age", "Age", "number", missing=("99",))
WEIGHT = Variable("w", "Weight", "weight")
WHY = ResponseSet("$why", "Why here?", "dichotomy", tuple(v.name for v in TICKS), "1")
DRINKS = ResponseSet("drinks", "Drinks", "category", ("drink_1", "drink_2"))
VARIABLES = (SEX, HAPPY, *TICKS, FIRST, SECOND, AGE, WEIGHT)


def answers(people: Mapping[str, Mapping[str, str]], weight: str = "") -> Answers:
    return Answers(VARIABLES, tuple(people.items()), sets=(WHY, DRINKS), weight=weight)


SAID = st.fixed_dictionaries(
    {"w": st.sampled_from("1234")},
    optional={
        "sex": st.sampled_from("mf"),
        "happy": st.sampled_from(["yes", "no", "refused"]),
        **{v.name: st.sampled_from(["chosen", "not chosen"]) for v in TICKS},
        "drink_1": st.sampled_from(["tea", "milk"]),
        "drink_2": st.sampled_from(["tea", "milk"]),
    },
)
PEOPLE = st.lists(SAID, max_size=25).map(lambda found: {str(i): p for i, p in enumerate(found)})


def repeated(people: Mapping[str, Mapping[str, str]]) -> dict[str, Mapping[str, str]]:
    """Every respondent as often as the weight says."""
    return {f"{name}.{k}": p for name, p in people.items() for k in range(int(p["w"]))}


def cells(table: Any) -> dict[tuple[str, str], Any]:
    return {(row.code, row.group): row.share for row in table.rows}


@settings(max_examples=40)
@given(PEOPLE, st.sampled_from(["asked", "group", "all"]))
def test_whole_weights_are_rows_repeated(people: dict[str, dict[str, str]], base: Any) -> None:
    for question in ("happy", "why", "drinks"):
        weighted = cells(count_answers(answers(people, "w"), question, "sex", base))
        plain = cells(count_answers(answers(repeated(people)), question, "sex", base))
        assert weighted.keys() == plain.keys()
        for key, share in weighted.items():
            assert isinstance(share, WeightedShare)
            assert share.weighted_n == plain[key].n
            assert share.weighted_base == plain[key].base
            assert share.share == (
                None if plain[key].share is None else pytest.approx(plain[key].share)
            )
            assert share.n <= share.base


@settings(max_examples=40)
@given(PEOPLE)
def test_a_set_of_ticks_against_a_recount(people: dict[str, dict[str, str]]) -> None:
    table = count_answers(answers(people), "Why here?", "sex")
    ticked = {n: [v.label for v in TICKS if p.get(v.name) == "chosen"] for n, p in people.items()}
    for answer in ("home", "work", "friends"):
        for group in {p.get("sex", "?") for p in people.values()} | {ALL}:
            members = [n for n, p in people.items() if group in (ALL, p.get("sex", "?"))]
            share = cells(table)[answer, group]
            assert share.n == sum(answer in ticked[n] for n in members)
            assert share.base == sum(bool(ticked[n]) for n in members)
    given_ = sum(map(len, ticked.values()))
    if given_:
        of = [table.first.percent(a, ALL, "column") for a in table.first.codes]
        assert sum(share or 0 for share, _ in of) == pytest.approx(1)
        assert {whole for _, whole in of} == {given_}


@settings(max_examples=40)
@given(PEOPLE)
def test_several_answers_in_columns_count_a_respondent_once(
    people: dict[str, dict[str, str]],
) -> None:
    found = cells(count_answers(answers(people), "drinks"))
    for answer in ("tea", "milk"):
        both = [{p.get("drink_1"), p.get("drink_2")} for p in people.values()]
        assert found[answer, ALL].n == sum(answer in drunk for drunk in both)


@settings(max_examples=40)
@given(PEOPLE)
def test_with_missing_answers_everybody_is_somewhere(people: dict[str, dict[str, str]]) -> None:
    table = count_answers(answers(people), "happy", "sex", missing=True)
    rows = [row for row in table.table().rows if row[1] == table.table().rows[-1][1]]
    assert sum(row[2] for row in rows) == len(people)  # type: ignore[misc]
    keys = [column.key for column in table.table().columns]
    of_all = [row[keys.index("of_all")] for row in rows]
    if people:
        assert sum(of_all) == pytest.approx(1)  # type: ignore[arg-type]
    absent = [row for row in table.table().rows if row[0] in ("refused", table.table().rows[-1][0])]
    assert all(row[4] is None for row in absent)  # of no base


@settings(max_examples=30)
@given(PEOPLE)
def test_a_filter_is_the_same_as_fewer_people(people: dict[str, dict[str, str]]) -> None:
    everybody = {"x": {"sex": "f", "w": "1"}, **people}
    some = {n: p for n, p in everybody.items() if p.get("sex") == "f"}
    for wanted in ("f", "2", ["f"]):
        table = count_answers(answers(everybody), "happy", where={"sex": wanted})
        assert cells(table) == cells(count_answers(answers(some), "happy"))
        assert table.asked == len(some)


TWO = {
    **{f"a{i}": {"sex": "m", "happy": "yes" if i < 30 else "no", "w": "1"} for i in range(70)},
    **{f"b{i}": {"sex": "f", "happy": "yes" if i < 50 else "no", "w": "1"} for i in range(70)},
    "c": {"happy": "yes", "w": "1"},
}


def test_a_question_is_tested_as_a_whole() -> None:
    table = count_answers(answers(TWO), "happy", "sex")
    (found,) = table.tests.values()
    # χ² = 140·(30·20 − 40·50)² / (80·60·70·70); who said no sex is out of it
    assert found.test.kind == "chi-square"
    assert found.test.statistic == pytest.approx(140 * 1400**2 / (80 * 60 * 70 * 70))
    assert (found.test.df, found.holm) == (1, found.test.p)
    long = table.frame()
    everybody = long[(long["answer"] == "yes") & (long["group"] == "")].iloc[0]
    assert everybody["difference"] == pytest.approx(-20 / 70)
    assert everybody["chi2"] == found.test.statistic
    residual = long[(long["answer"] == "yes") & (long["group"] == "m")].iloc[0]["residual"]
    assert residual**2 == pytest.approx(found.test.statistic)


def test_equal_weights_change_no_test() -> None:
    same = {n: {**p, "w": "2,5"} for n, p in TWO.items()}
    plain = count_answers(answers(TWO), "happy", "sex")
    weighted = count_answers(answers(same, "w"), "happy", "sex")
    (one,), (other,) = plain.tests.values(), weighted.tests.values()
    assert other.test.statistic == pytest.approx(one.test.statistic)
    assert other.association.corrected == pytest.approx(one.association.corrected)


def test_unequal_weights_make_a_test_weaker() -> None:
    uneven = {n: {**p, "w": "1" if i % 2 else "5"} for i, (n, p) in enumerate(TWO.items())}
    plain = count_answers(answers(TWO), "happy", "sex")
    weighted = count_answers(answers(uneven, "w"), "happy", "sex")
    share = cells(weighted)["yes", ALL]
    assert share.effective < share.base == 141
    (one,), (other,) = plain.tests.values(), weighted.tests.values()
    assert other.test.p is not None
    assert one.test.p is not None
    assert other.test.p > one.test.p
    with use_language("en"):
        assert "Rao and Scott" in weighted.note
        assert "effective base" in weighted.note
        assert [m.name for m in weighted.methods()].count("Rao and Scott's correction") == 1
    unweighted = count_answers(answers(uneven, "w"), "happy", "sex", weighted=False)
    assert cells(unweighted) == cells(plain)


def test_a_question_is_not_compared_with_itself() -> None:
    table = count_answers(answers(TWO), ["sex", "happy"], "sex")
    assert [key for key, _ in table.tests] == ["happy"]
    frame = table.frame()
    assert frame[frame["variable"] == "sex"][["residual", "difference", "p"]].isna().all().all()


def test_small_counts_are_tested_exactly() -> None:
    few = {n: p for n, p in TWO.items() if n in ("a1", "a2", "a31", "b1", "b2", "b61")}
    (found,) = count_answers(answers(few), "happy", "sex").tests.values()
    assert found.test.kind == "fisher"


def test_answers_of_a_set_are_tested_one_by_one() -> None:
    people = {n: {**p, "tick_0": "chosen", "tick_1": "chosen" if p["happy"] == "yes" else ""}
              for n, p in TWO.items()}  # fmt: skip
    table = count_answers(answers(people), "why", "sex")
    tests = {answer: each for (_, answer), each in table.tests.items()}
    assert tests["home"].test.reason == "answer-everybody"
    assert tests["friends"].test.reason == "answer-nobody"
    assert tests["work"].test.p is not None
    with use_language("en"):
        assert "add up to 157%" in table.note  # 141 at home, 81 at work, of 141
        wide = table.wide()
    assert [column.key for column in wide.columns][:4] == [
        "answer", "group.m", "group.f", "group.?"
    ]  # fmt: skip


def test_several_questions_are_one_table_with_p_adjusted_over_them() -> None:
    people = {n: {**p, "drink_1": "tea" if p["happy"] == "yes" else "milk", "drink_2": "tea"}
              for n, p in TWO.items()}  # fmt: skip
    table = count_answers(answers(people), ["happy", "drink_1", "drink_2"], "sex")
    found = list(table.tests.values())
    assert [each.holm for each in found] == holm([each.test.p for each in found])
    assert found[2].test.p is None  # everybody drinks tea
    keys = [column.key for column in table.table().columns]
    assert keys[:9] == [
        "variable", "question", "answer", "group", "n", "base", "share", "low", "high"
    ]  # fmt: skip
    drawings = table.drawings()
    assert [type(d) for d in drawings] == [Bars] * 3
    assert drawings[0].title == "Happy?"


def test_the_plain_table_keeps_its_columns() -> None:
    keys = [column.key for column in count_answers(answers(TWO), "happy").table().columns]
    assert keys == ["answer", "group", "n", "base", "share", "low", "high"]


@settings(max_examples=30)
@given(PEOPLE, st.sampled_from(["long", "wide"]))
def test_behind_every_cell_are_its_respondents(
    people: dict[str, dict[str, str]], form: str
) -> None:
    table = count_answers(answers(people), ["happy", "why"], "sex", missing=True)
    if form == "long":
        for i, row in enumerate(table.table().rows):
            assert len(table.people(i, "n")) == row[4]
        return
    wide = table.widened()
    for i, row in enumerate(wide.table().rows):
        n = len(wide.people(i, "everybody"))
        shown = dict(zip([c.key for c in wide.table().columns], row, strict=True))["everybody"]
        assert str(n) in str(shown) or not people
        groups = wide.first.groups
        assert sum(len(wide.people(i, f"group.{g}")) for g in groups) == n


def test_who_has_no_weight_is_left_out_and_that_is_said() -> None:
    people = {"1": {"happy": "yes", "w": "0"}, "2": {"happy": "no", "w": "2"}, "3": {"happy": "no"}}
    table = count_answers(answers(people, "w"), "happy")
    assert cells(table)["no", ALL].base == 1
    assert table.weightless == 2
    with use_language("en"):
        assert "left out: 2" in table.note


@pytest.mark.parametrize("bad", ["-1", "much", "nan", "inf"])
def test_a_weight_that_is_none_is_refused(bad: str) -> None:
    with pytest.raises(EticError) as error:
        count_answers(answers({"1": {"happy": "yes", "w": bad}}, "w"), "happy")
    assert error.value.key == "answers-weight-bad"
    assert "1" in str(error.value)


@pytest.mark.parametrize(
    ("how", "key"),
    [
        ({"wanted": []}, "answers-no-question"),
        ({"wanted": "happy", "where": {"sex": "x"}}, "choice-unknown"),
        ({"wanted": "happy", "where": {"nothing": "x"}}, "variable-unknown"),
        ({"wanted": ["happy", "nothing"]}, "variable-unknown"),
    ],
)
def test_what_names_nothing_is_refused(how: dict[str, Any], key: str) -> None:
    with pytest.raises(EticError) as error:
        count_answers(answers(TWO), **how)
    assert error.value.key == key


def test_without_a_declared_weight_it_must_be_asked_for() -> None:
    assert not count_answers(answers(TWO), "happy").weight
    assert count_answers(answers(TWO), "happy", weighted=True).weight == "Weight"
    with pytest.raises(EticError) as error:
        count_answers(Answers((HAPPY,), (("1", {"happy": "yes"}),)), "happy", weighted=True)
    assert error.value.key == "answers-no-weight"


def test_numbers_by_group() -> None:
    ages = {
        "1": ("m", "20"),
        "2": ("m", "30,5"),
        "3": ("f", "40"),
        "4": ("f", "99"),
        "5": ("f", "?"),
    }
    people = {n: {"sex": sex, "age": age, "w": "1"} for n, (sex, age) in ages.items()}
    people["6"] = {"sex": "m", "w": "1"}
    table = number_table(answers(people), ["age"], "sex")
    rows = {row.group: row for row in table.rows}
    assert rows["m"].found.mean == pytest.approx(25.25)
    assert (rows["m"].silent, rows["f"].missing, rows["f"].unread) == (1, 1, 1)
    assert (rows[ALL].found.n, rows[ALL].found.median) == (3, 30.5)
    assert table.people(0, "mean") == ("1", "2")
    with use_language("en"):
        assert "cannot be read as numbers are left out: 1" in table.note
        assert table.drawings()[0].title == "Age"
    weighted = number_table(
        answers({n: {**p, "w": "3" if n == "1" else "1"} for n, p in people.items()}, "w"), ["age"]
    )
    assert weighted.rows[0].found.mean == pytest.approx((3 * 20 + 30.5 + 40) / 5)


def test_sets_stand_in_the_list_of_questions() -> None:
    people = {"1": {"tick_0": "chosen"}, "2": {"tick_0": "not chosen"}}
    rows = {row[0]: row[2] for row in question_table(answers(people)).rows}
    assert (rows["tick_0"], rows["$why"], rows["happy"]) == (2, 1, 0)


def test_numbers_stand_by_their_size() -> None:
    age = Variable("age", kind="number")
    people = tuple((str(i), {"age": a}) for i, a in enumerate(["10", "9", "-1", "2,5", "100"]))
    table = count_answers(Answers((age,), people), "age")
    assert list(table.first.codes) == ["-1", "2,5", "9", "10", "100"]
