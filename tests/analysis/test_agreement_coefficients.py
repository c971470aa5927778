"""What must hold of every coefficient of agreement, on whatever ratings."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from etic.analysis.agreement import coefficients as c
from etic.analysis.agreement.bootstrap import intervals
from etic.analysis.agreement.indices import bias, prevalence, specific
from etic.analysis.agreement.measures import MEASURES
from etic.analysis.agreement.ratings import Ratings, from_table, ratings
from etic.analysis.agreement.scales import agreement_weights

Rows = list[tuple[Any, ...]]
# A busy machine is no fault: neither a time limit nor a check of how fast examples are made.
some = settings(max_examples=40)


@st.composite
def matrices(draw: st.DrawFn, missing: bool = True, coders: int | None = None) -> Rows:
    width = coders or draw(st.integers(2, 4))
    value = st.sampled_from([0, 1, 2, None] if missing else [0, 1, 2])
    return draw(st.lists(st.tuples(*[value] * width), min_size=2, max_size=12))


def values(found: Ratings) -> dict[str, float]:
    """Every coefficient that there is for so many coders; nan where undefined."""
    totals = found.totals()
    return {
        name: float(measure.parts(totals).value)
        for name, measure in MEASURES.items()
        if not measure.pair or found.coders == 2
    }


def close(one: dict[str, float], other: dict[str, float]) -> None:
    assert one.keys() == other.keys()
    for name, value in one.items():
        assert value == pytest.approx(other[name], abs=1e-9, nan_ok=True), name


@some
@given(matrices(), st.randoms())
def test_the_order_of_coders_does_not_matter(rows: Rows, random: Any) -> None:
    order = list(range(len(rows[0])))
    random.shuffle(order)
    turned = [tuple(row[i] for i in order) for row in rows]
    categories = [0, 1, 2]
    close(values(ratings(rows, categories=categories)),
          values(ratings(turned, categories=categories)))  # fmt: skip


@some
@given(matrices(), st.permutations([0, 1, 2]))
def test_names_of_nominal_categories_do_not_matter(rows: Rows, names: list[int]) -> None:
    named = [tuple(None if v is None else "xyz"[names[v]] for v in row) for row in rows]
    close(values(ratings(rows, categories=[0, 1, 2])), values(ratings(named, categories="xyz")))


@some
@given(matrices(), st.data())
def test_weights_are_so_many_units(rows: Rows, data: st.DataObject) -> None:
    weights = data.draw(st.lists(st.integers(1, 5), min_size=len(rows), max_size=len(rows)))
    spread = [row for row, weight in zip(rows, weights, strict=True) for _ in range(weight)]
    close(values(ratings(rows, weights=weights, categories=[0, 1, 2])),
          values(ratings(spread, categories=[0, 1, 2])))  # fmt: skip


@some
@given(st.lists(st.sampled_from("abc"), min_size=2), st.integers(2, 4))
def test_perfect_agreement_on_two_categories_is_one(said: list[str], coders: int) -> None:
    assume(len(set(said)) > 1)
    for name, value in values(ratings([(v,) * coders for v in said])).items():
        assert value == pytest.approx(1), name


@some
@given(matrices())
def test_nothing_is_more_than_one(rows: Rows) -> None:
    for name, value in values(ratings(rows, categories=[0, 1, 2])).items():
        assert not value > 1 + 1e-12, name


@some
@given(matrices(missing=False, coders=2))
def test_two_coders_make_the_general_coefficients_the_plain_ones(rows: Rows) -> None:
    found = values(ratings(rows, categories=[0, 1, 2]))
    assert found["conger"] == pytest.approx(found["cohen"], nan_ok=True)
    assert found["fleiss"] == pytest.approx(found["scott"], nan_ok=True)


@some
@given(matrices())
def test_alpha_is_what_its_definition_says(rows: Rows) -> None:
    """Over all pairs of values, one by one, without any matrix."""
    found = c.alpha(ratings(rows, categories=[0, 1, 2]), "interval")
    units = [kept for row in rows if len(kept := [v for v in row if v is not None]) > 1]
    flat = [v for unit in units for v in unit]
    n = len(flat)
    if n == 0:
        assert (found.value, found.reason) == (None, "why-no-pairs")
        return
    observed = (
        sum(sum((a - b) ** 2 for a in unit for b in unit) / (len(unit) - 1) for unit in units) / n
    )
    expected = sum((a - b) ** 2 for a in flat for b in flat) / (n * (n - 1))
    assert found.observed == pytest.approx(observed)
    assert found.expected == pytest.approx(expected)
    if expected == 0:
        assert (found.value, found.reason) == (None, "why-one-category")
    else:
        assert found.value == pytest.approx(1 - observed / expected)


@some
@given(matrices())
def test_observed_agreement_is_that_of_pairs(rows: Rows) -> None:
    shares = []
    for row in rows:
        kept = [v for v in row if v is not None]
        if len(kept) > 1:
            pairs = [(a, b) for i, a in enumerate(kept) for b in kept[:i]]
            shares.append(sum(a == b for a, b in pairs) / len(pairs))
    found = c.percent(ratings(rows, categories=[0, 1, 2])).value
    assert found == (pytest.approx(np.mean(shares)) if shares else None)


def test_linear_and_quadratic_kappa() -> None:
    """Quadratic κ of two coders with equal margins is the correlation of their ratings."""
    table = [[10, 4, 1], [4, 12, 3], [1, 3, 12]]
    pairs = [(a, b) for a, row in enumerate(table) for b, n in enumerate(row) for _ in range(n)]
    one, other = np.array(pairs).T
    found = from_table(table)
    assert c.cohen(found, "quadratic").value == pytest.approx(np.corrcoef(one, other)[0, 1])
    plain, linear = c.cohen(found).value, c.cohen(found, "linear").value
    assert plain is not None
    assert linear is not None
    assert plain < linear


@pytest.mark.parametrize("kind", ["identity", "linear", "quadratic", "ordinal"])
def test_weights_of_two_categories_are_all_the_same(kind: Any) -> None:
    assert agreement_weights("ab", kind).tolist() == [[1, 0], [0, 1]]


def test_gwet_with_ordinal_weights_by_hand() -> None:
    found = from_table([[2, 1, 0], [0, 1, 0], [1, 0, 1]])
    near = np.array([[1, 2 / 3, 0], [2 / 3, 1, 2 / 3], [0, 2 / 3, 1]])
    observed = (4 + 2 / 3) / 6
    used = np.array([6, 3, 3]) / 12
    expected = near.sum() / 6 * (used * (1 - used)).sum()
    value = c.gwet(found, "ordinal")
    assert value.observed == pytest.approx(observed)
    assert value.expected == pytest.approx(expected)
    assert value.value == pytest.approx((observed - expected) / (1 - expected))


# -- undefined ------------------------------------------------------------------------------------


def test_why_there_is_no_value() -> None:
    one = ratings([("a",), ("b",)])
    assert c.alpha(one) == c.Coefficient(None, None, None, "why-one-coder")
    apart = ratings([("a", None), (None, "b")])
    assert c.fleiss(apart).reason == "why-no-pairs"
    same = ratings([("a", "a")] * 3)
    assert c.cohen(same).reason == "why-one-category"
    assert c.gwet(same).value is None  # one category is known, so nothing else could be said
    known = ratings([("a", "a")] * 3, categories="ab")
    assert c.gwet(known).value == 1
    assert c.brennan_prediger(known).value == 1
    assert c.alpha(known).value is None


def test_no_unit_at_all() -> None:
    nothing = ratings([], categories="ab")
    assert c.percent(nothing).value is None
    assert c.alpha(nothing).reason == "why-no-pairs"


def test_what_is_of_two_is_not_computed_of_three() -> None:
    three = ratings([("a", "b", "a")])
    for compute in (c.cohen, c.scott, c.kappa_max):
        with pytest.raises(ValueError, match="two coders"):
            compute(three)


def test_metrics_need_numbers() -> None:
    words = from_table([[1, 1], [0, 1]], "ab")
    with pytest.raises(ValueError, match="numbers"):
        c.alpha(words, "interval")
    with pytest.raises(ValueError, match="from 0 up"):
        c.alpha(ratings([(-1, 1), (1, 1)]), "ratio")
    assert c.alpha(words, "ordinal").value == pytest.approx(c.alpha(words).value)


@pytest.mark.parametrize(
    ("rows", "more"),
    [([("a", "b"), ("a",)], {}), ([("a", "b")], {"weights": [1, 2]}),
     ([("a", "b")], {"weights": [-1]}), ([("a", "b")], {"weights": [float("nan")]}),
     ([("a", "b")], {"categories": "a"})],
)  # fmt: skip
def test_ratings_that_are_none(rows: Rows, more: dict[str, Any]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        ratings(rows, **more)


# -- what stands beside ---------------------------------------------------------------------------


def test_indices_of_a_table() -> None:
    totals = from_table([[70, 10], [5, 15]]).totals()
    assert prevalence(totals) == pytest.approx((15 - 70) / 100)
    assert bias(totals) == pytest.approx(5 / 100)
    assert specific(totals) == pytest.approx([140 / 155, 30 / 45])


def test_bias_compares_coders_on_what_both_have_rated() -> None:
    """The third has read other units; that these have more of a code is no bias of his."""
    rows = [(0, 0, None)] * 8 + [(1, None, 1)] * 4
    assert bias(ratings(rows).totals()) == 0
    assert np.isnan(bias(ratings([(0, None), (None, 1)]).totals()))


# -- intervals ------------------------------------------------------------------------------------


def two_coders(clusters: int) -> Ratings:
    rows = [(0, 0), (1, 1), (0, 1), (0, 0)] * clusters
    rows[0] = (1, 1)
    return ratings(rows, clusters=[i // 4 for i in range(len(rows))])


def test_intervals_are_those_of_drawing_interviews_one_by_one() -> None:
    found = two_coders(6)
    fast = intervals(found, [c.cohen_parts], draws=200, seed=7)[0]
    generator = np.random.default_rng(7)
    slow = []
    for counts in generator.multinomial(6, np.full(6, 1 / 6), size=200):
        weights = np.repeat(found.weights, counts, axis=0)
        slow.append(c.cohen(Ratings(found.patterns, weights, found.categories)).value)
    low, high = np.quantile([v for v in slow if v is not None], [0.025, 0.975])
    assert [fast.low, fast.high] == pytest.approx([low, high])


def test_the_same_seed_gives_the_same_interval_and_parts_do_not_matter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = intervals(two_coders(9), [c.alpha_parts])
    assert intervals(two_coders(9), [c.alpha_parts]) == first
    monkeypatch.setattr("etic.analysis.agreement.bootstrap.AT_ONCE", 40)
    assert intervals(two_coders(9), [c.alpha_parts]) == first


def test_draws_without_a_value_are_counted() -> None:
    rows = [(0, 0), (0, 0), (1, 1)]
    found = intervals(ratings(rows), [c.cohen_parts, c.percent_parts], draws=400)
    assert found[0].undefined == pytest.approx(400 * ((2 / 3) ** 3 + (1 / 3) ** 3), rel=0.25)
    assert (found[0].low, found[0].high) == (1, 1)
    assert found[1].undefined == 0


def test_one_interview_has_no_interval() -> None:
    one = ratings([(0, 0), (1, 1)], clusters="aa")
    assert intervals(one, [c.cohen_parts])[0].reason == "why-one-interview"
    same = ratings([(0, 0), (0, 0)])
    assert intervals(same, [c.cohen_parts], draws=10)[0].reason == "why-no-draw"


@pytest.mark.parametrize(("draws", "level"), [(0, 0.95), (10, 1.0), (10, 0.0)])
def test_intervals_that_are_none(draws: int, level: float) -> None:
    with pytest.raises(ValueError, match="draws"):
        intervals(two_coders(2), [c.cohen_parts], draws=draws, level=level)


@pytest.mark.parametrize("name", ["cohen", "scott", "kappa_max", "conger", "fleiss", "alpha"])
def test_where_nobody_rated_anything_there_is_no_figure(name: str) -> None:
    found = getattr(c, name)(ratings([(None, None), (None, None)]))
    assert (found.value, found.observed, found.reason) == (None, None, "why-no-pairs")
