"""What holds of any coders: order, place and scale do not matter, and full agreement is 1."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from etic.analysis.agreement.continuum import Continuum, Span, Spans, continua, crossed
from etic.analysis.agreement.cu import Family, coefficients, drawn, family, tally
from etic.analysis.agreement.draws import counts, middle
from etic.analysis.agreement.overlap import met, overlaps, segment_kappa
from etic.analysis.agreement.unitizing import alpha_u, alpha_units, disagreements

Layout = list[list[tuple[int, int, int]]]  # of each coder: (begin, end, value), none overlapping
VALUES = 3

steady = settings(max_examples=40)


@st.composite
def layouts(draw: st.DrawFn, coders: int = 0, room: int = 24) -> tuple[int, Layout]:
    """A length, and the units of two or three coders within it."""
    made: Layout = []
    for _ in range(coders or draw(st.integers(2, 3))):
        at, units = 0, []
        for gap, length, value in draw(
            st.lists(st.tuples(st.integers(0, 4), st.integers(1, 6), st.integers(0, VALUES - 1)),
                     max_size=5)
        ):  # fmt: skip
            if at + gap + length > room:
                break
            units.append((at + gap, at + gap + length, value))
            at += gap + length
        made.append(units)
    return room, made


def given_by(
    length: int, coders: Layout, *, one_value: bool = False, shift: int = 0, times: int = 1
) -> list[Continuum]:
    spans = [
        Span(0, who, 0 if one_value else value, times * (b + shift), times * (e + shift))
        for who, units in enumerate(coders)
        for b, e, value in units
    ]
    lengths = [times * (length + shift)]
    return continua(Spans.of(lengths, [[True] * len(coders)], spans), {n: n for n in range(VALUES)})


def figures(found: Family) -> list[float | None]:
    return [a.value for a in (found.u, found.binary, found.cu, *found.k)]


def close(one: list[float | None], other: list[float | None]) -> None:
    for a, b in zip(one, other, strict=True):
        assert (a is None) == (b is None)
        assert a is None or a == pytest.approx(b, abs=1e-9)


@steady
@given(layouts())
def test_a_coder_agrees_with_a_copy(layout: tuple[int, Layout]) -> None:
    length, coders = layout
    twins = [coders[0], coders[0]]
    found = family(given_by(length, twins), VALUES)
    for value in figures(found):
        assert value is None or value == pytest.approx(1)
    alone = alpha_u(given_by(length, twins, one_value=True))
    assert alone.alpha == (1 if coders[0] else None)
    assert alone.reason == ("" if coders[0] else "none")
    if len(coders[0]) > 1:
        assert alpha_units(given_by(length, twins)).alpha == 1


@steady
@given(layouts())
def test_the_order_of_coders_does_not_matter(layout: tuple[int, Layout]) -> None:
    length, coders = layout
    back = coders[::-1]
    close(figures(family(given_by(length, coders), VALUES)),
          figures(family(given_by(length, back), VALUES)))  # fmt: skip
    for form in ("finite", "continuous"):
        one, other = (alpha_u(given_by(length, c, one_value=True), form) for c in (coders, back))
        assert one.reason == other.reason
        assert one.alpha == pytest.approx(other.alpha)
    assert alpha_units(given_by(length, coders)).alpha == pytest.approx(
        alpha_units(given_by(length, back)).alpha
    )


@steady
@given(layouts(), st.integers(2, 5))
def test_scale_does_not_matter_in_the_limit(layout: tuple[int, Layout], times: int) -> None:
    length, coders = layout
    one = alpha_u(given_by(length, coders, one_value=True), "continuous")
    other = alpha_u(given_by(length, coders, one_value=True, times=times), "continuous")
    assert one.alpha == pytest.approx(other.alpha)
    a, b = (alpha_units(given_by(length, coders, times=n)) for n in (1, times))
    assert a.alpha == pytest.approx(b.alpha)


@steady
@given(layouts(), st.integers(1, 9))
def test_place_does_not_matter_to_values(layout: tuple[int, Layout], shift: int) -> None:
    """cuα knows only what two marked: more text in front changes nothing."""
    length, coders = layout
    one = family(given_by(length, coders), VALUES)
    other = family(given_by(length, coders, shift=shift), VALUES)
    close([one.cu.value, *(a.value for a in one.k)], [other.cu.value, *(a.value for a in other.k)])
    assert alpha_units(given_by(length, coders)).alpha == pytest.approx(
        alpha_units(given_by(length, coders, shift=shift)).alpha
    )


@steady
@given(layouts(), st.lists(st.integers(1, 23), max_size=4))
def test_into_how_many_documents_a_text_is_split_does_not_matter(
    layout: tuple[int, Layout], cuts: list[int]
) -> None:
    """As long as no unit is cut: gaps are no units, and end anywhere."""
    length, coders = layout
    places = sorted({c for c in cuts if not any(b < c < e for us in coders for b, e, _ in us)})
    bounds = [0, *places, length]
    spans = [
        Span(n, who, value, b - start, e - start)
        for n, (start, end) in enumerate(pairwise(bounds))
        for who, units in enumerate(coders)
        for b, e, value in units
        if start <= b < end
    ]
    lengths = [e - b for b, e in pairwise(bounds)]
    split = Spans.of(lengths, [[True] * len(coders)] * len(lengths), spans)
    close(figures(family(given_by(length, coders), VALUES)),
          figures(family(continua(split, {n: n for n in range(VALUES)}), VALUES)))  # fmt: skip


@steady
@given(layouts())
def test_with_one_value_marked_or_not_is_all_there_is(layout: tuple[int, Layout]) -> None:
    length, coders = layout
    found = family(given_by(length, coders, one_value=True), 1)
    close([found.u.value], [found.binary.value])
    assert found.cu.value is None


def naive(length: int, coders: Layout) -> tuple[float | None, float | None, float | None]:
    """uα, |uα and cuα (of two coders) from a list a character: what they mean, spelled out.

    Expected are all ordered pairs of characters of all coders, but for pairs within one unit.
    """
    gap, m = VALUES, len(coders)
    said: list[list[tuple[int, object]]] = [
        [(gap, (i, "gap", x)) for x in range(length)] for i in range(m)
    ]
    for i, units in enumerate(coders):
        for n, (b, e, value) in enumerate(units):
            for x in range(b, e):
                said[i][x] = (value, (i, "unit", n))
    every = [c for row in said for c in row]

    def alpha(
        pairs: Sequence[tuple[int, int]],
        pool: Sequence[tuple[int, object]],
        differ: Callable[[int, int], bool],
    ) -> float | None:
        chance = [differ(a[0], b[0]) for a, b in product(pool, pool) if a[1] != b[1]]
        if not pairs or not sum(chance):
            return None
        observed = sum(differ(a, b) for a, b in pairs) / len(pairs)
        return 1 - observed / (sum(chance) / len(chance))

    def other_value(a: int, b: int) -> bool:
        return a != b

    def marked_or_not(a: int, b: int) -> bool:
        return (a == gap) != (b == gap)

    together = [
        (said[i][x][0], said[j][x][0])
        for x in range(length) for i in range(m) for j in range(m) if i != j
    ]  # fmt: skip
    any_unit = any(coders)
    u = alpha(together, every, other_value) if any_unit else None
    binary = alpha(together, every, marked_or_not) if any_unit else None
    cu = None
    if m == 2:
        both = [x for x in range(length) if said[0][x][0] != gap != said[1][x][0]]
        pool = [said[i][x] for i in range(2) for x in both]
        if len({value for value, _ in pool}) > 1:
            pairs = [(said[0][x][0], said[1][x][0]) for x in both]
            cu = alpha(pairs, pool, other_value)
    return u, binary, cu


@steady
@given(layouts(room=16))
def test_spans_give_what_characters_give(layout: tuple[int, Layout]) -> None:
    length, coders = layout
    found = family(given_by(length, coders), VALUES)
    u, binary, cu = naive(length, coders)
    close([found.u.value, found.binary.value], [u, binary])
    if len(coders) == 2:
        close([found.cu.value], [cu])


@steady
@given(layouts(coders=3), st.booleans())
def test_a_coder_who_has_not_coded_a_document_is_missing_there(
    layout: tuple[int, Layout], first: bool
) -> None:
    """Two documents, the third coder in one only: pairs are those of who has read."""
    length, coders = layout
    spans = [Span(d, who, v, b, e) for d in (0, 1) for who, us in enumerate(coders)
             for b, e, v in us if d == first or who < 2]  # fmt: skip
    coded = [[True, True, d == first] for d in (0, 1)]
    values = {n: n for n in range(VALUES)}
    found = continua(Spans.of([length, length], coded, spans), values)
    assert sorted(len(c.units) for c in found) == [2, 3]
    base = family(found, VALUES)
    assume(base.u.value is not None)
    assert base.u.base == pytest.approx(5 * length)
    assert base.u.observed == pytest.approx(
        _observed(length, coders) + _observed(length, coders[:2])
    )


def _observed(length: int, coders: Layout) -> float:
    found = family(given_by(length, coders), VALUES)
    return found.u.observed


def test_documents_of_a_single_coder_are_left_out() -> None:
    spans = Spans.of([10, 10], [[True, False], [True, True]], [Span(0, 0, 0, 0, 4)])
    found = continua(spans, {0: 0})
    assert [c.length for c in found] == [10]
    assert alpha_u(found).reason == "none"
    assert continua(Spans.of([10], [[True, False]], []), {0: 0}) == []


def test_codings_that_overlap_are_one_unit_and_those_that_touch_are_two() -> None:
    spans = [Span(0, 0, 7, 0, 5), Span(0, 0, 8, 3, 9), Span(0, 0, 7, 9, 12), Span(0, 1, 7, 0, 12)]
    one, other = continua(Spans.of([20], [[True, True]], spans), {7: 0, 8: 0})[0].units
    assert list(zip(one.start, one.end, strict=True)) == [(0, 9), (9, 12)]
    assert list(one.of) == [0, 0, 1]
    assert len(other) == 1


def test_why_a_figure_is_missing() -> None:
    def of(*coders: list[tuple[int, int, int]]) -> Family:
        return family(given_by(20, list(coders)), VALUES)

    assert {a.reason for a in (of([], []).u, of([], []).binary, of([], []).cu)} == {"none"}
    twice = of([(0, 6, 0), (3, 9, 1)], [(0, 6, 0)])
    assert {twice.u.reason, twice.cu.reason, *(k.reason for k in twice.k)} == {"overlapping"}
    assert of([(0, 20, 0)], [(0, 20, 0)]).binary.reason == "full"
    assert of([(0, 5, 0)], [(6, 9, 1)]).cu.reason == "apart"
    assert of([(0, 5, 0)], [(1, 9, 0)]).cu.reason == "constant"
    assert of([(0, 5, 0), (6, 9, 1)], [(1, 9, 0)]).k[2].reason == "apart"


def test_overlapping_values_become_sets() -> None:
    found = given_by(20, [[(0, 6, 0), (3, 9, 1)], [(0, 9, 0)]])
    sets, count = crossed(found)
    assert count == 3  # 0, 0 and 1, 1
    assert not any(c.overlap() for c in sets)
    units = sets[0].units[0]
    assert list(zip(units.start, units.end, strict=True)) == [(0, 3), (3, 6), (6, 9)]
    assert family(sets, count).cu.value is not None


@steady
@given(layouts(coders=2))
def test_overlap_is_seen_the_same_from_either_side(layout: tuple[int, Layout]) -> None:
    length, coders = layout
    continuum = given_by(length, coders)[0]
    one, other = overlaps(*continuum.units)
    back = overlaps(*continuum.units[::-1])
    assert (list(one), list(other)) == (list(back[1]), list(back[0]))
    for ratio, mine, theirs in ((one, 0, 1), (other, 1, 0)):
        for r, (b, e, v) in zip(ratio, coders[mine], strict=True):
            best = max(
                ((min(e, f) - max(b, a)) / (max(e, f) - min(b, a))
                 for a, f, k in coders[theirs] if k == v and min(e, f) > max(b, a)),
                default=0.0,
            )  # fmt: skip
            assert r == pytest.approx(best)
    steps = [met(one, x / 20) for x in range(21)]
    assert steps == sorted(steps, reverse=True)


def test_segment_kappa_has_its_bounds() -> None:
    assert segment_kappa(10, 10, 5, "several").value == 1
    assert segment_kappa(2, 10, 5, "single").value == pytest.approx(0)
    assert segment_kappa(0, 0, 5, "single").reason == "none"
    assert segment_kappa(3, 10, 1, "single").reason == "constant"
    with pytest.raises(ValueError, match="segments"):
        segment_kappa(11, 10, 5, "single")


@steady
@given(st.lists(layouts(coders=2), min_size=3, max_size=3), st.permutations([0, 1, 2]))
def test_a_draw_is_what_its_documents_give_on_their_own(
    documents: list[tuple[int, Layout]], times: list[int]
) -> None:
    """Drawn twice, a document counts as two."""

    def of(chosen: list[int]) -> list[Continuum]:
        spans = [
            Span(n, who, value, b, e)
            for n, document in enumerate(chosen)
            for who, units in enumerate(documents[document][1])
            for b, e, value in units
        ]
        lengths = [documents[d][0] for d in chosen]
        made = Spans.of(lengths, [[True, True]] * len(chosen), spans)
        return continua(made, {n: n for n in range(VALUES)})

    drawing = np.array([times], dtype=float)
    repeated = of([d for d, n in enumerate(times) for _ in range(n)])
    once = of([0, 1, 2])
    found = coefficients(tally(once, VALUES, 3).drawn(drawing))
    for ratio, base, alpha in (
        (found.u, found.base, family(repeated, VALUES).u),
        (found.binary, found.base, family(repeated, VALUES).binary),
        (found.cu, found.base_cu, family(repeated, VALUES).cu),
    ):
        value = float(drawn(ratio, base)[0])
        assert np.isnan(value) == (alpha.value is None)
        assert alpha.value is None or value == pytest.approx(alpha.value)

    def single(chosen: list[int]) -> list[Continuum]:
        spans = [
            Span(n, who, 0, b, e)
            for n, document in enumerate(chosen)
            for who, units in enumerate(documents[document][1])
            for b, e, _ in units
        ]
        lengths = [documents[d][0] for d in chosen]
        return continua(Spans.of(lengths, [[True, True]] * len(chosen), spans), {0: 0})

    direct = alpha_u(single([d for d, n in enumerate(times) for _ in range(n)]))
    if direct.units:
        observed, expected = disagreements(single([0, 1, 2]), drawing)
        assert observed[0] == pytest.approx(direct.observed)
        assert expected[0] == pytest.approx(direct.expected)


def test_draws_are_of_as_many_documents_as_there_are() -> None:
    there = np.array([True, False, True, True])
    drawing = counts(there, 200)
    assert drawing is not None
    assert set(drawing.sum(axis=1)) == {3}
    assert not drawing[:, 1].any()
    owned = counts(there, 200, owners=np.array([0, 0, 1, 1]))
    assert owned is not None
    assert (owned[:, 2] == owned[:, 3]).all(), "whose they are is drawn, with both"
    assert counts(there, 200, owners=np.zeros(4, dtype=np.int64)) is None
    assert counts(np.array([True, False])) is None
    assert counts(there, 0) is None
    assert middle(np.array([np.nan, np.nan, 1.0])) is None
    assert middle(np.array([np.nan, 1.0, 1.0])) == (1, 1)


def test_where_chance_has_no_room_complete_disagreement_is_no_agreement() -> None:
    """Of three coders two marked one passage, and called it differently: that is not α = 1."""
    coders: Layout = [[(1, 3, 0)], [(1, 5, 1)], [(8, 9, 0)]]
    found = family(given_by(24, coders), 2)
    assert (found.cu.value, found.cu.reason) == (None, "single")
    assert all(k.value is None for k in found.k)
    of = coefficients(tally(given_by(24, coders), 2).drawn(None))
    assert np.isnan(drawn(of.cu, of.base_cu)).all()
