"""Pairs that stand together: layouts counted by hand, and what holds of any layout."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etic.analysis import together as module
from etic.analysis.coded import covered, in_turns, in_words, words_of
from etic.analysis.together import Events, Together, together

Row = tuple[int, int, int, int]  # code, low, high, line
CODES = 4

rows = st.lists(
    st.tuples(
        st.integers(0, CODES - 1), st.integers(0, 40), st.integers(0, 12), st.integers(0, 2)
    ).map(lambda r: (r[0], r[1], r[1] + r[2], r[3])),
    max_size=25,
)


def events(found: Sequence[Row], document: bool = False) -> Events:
    """Events whose line is a document of its own, and a respondent's for each two documents."""
    code, low, high, line = (np.array([row[i] for row in found], dtype=np.int64) for i in range(4))
    nothing = np.zeros_like(low)
    return Events(code, nothing if document else low, nothing if document else high, line, line,
                  line // 2)  # fmt: skip


def count(found: Sequence[Row], reach: int = 0) -> Together:
    return together(events(found), CODES, reach)


def test_a_layout_counted_by_hand() -> None:
    # a: 0–9, 20–29; b: 5–6, 8–22; c: 30–35; and in another document a beside b.
    found = count([(0, 0, 9, 0), (0, 20, 29, 0), (1, 5, 6, 0), (1, 8, 22, 0), (2, 30, 35, 0),
                   (0, 0, 1, 2), (1, 1, 3, 2)])  # fmt: skip
    assert found.pairs[0, 1] == 4  # (0–9, 5–6), (0–9, 8–22), (20–29, 8–22), and one elsewhere
    assert found.documents[0, 1] == 2
    assert found.cases[0, 1] == 2
    assert found.share_of[0, 1] == found.share_of[1, 0] == 3
    assert (found.both[0, 1], found.either[0, 1]) == (2, 2)
    assert found.pairs[0, 2] == found.both[0, 2] == 0
    assert found.either[0, 2] == 4
    assert np.diag(found.pairs).tolist() == [3, 3, 1, 0]


def test_spans_that_only_touch_share_no_character() -> None:
    assert count([(0, 0, 4, 0), (1, 5, 9, 0)]).pairs[0, 1] == 0
    assert count([(0, 0, 5, 0), (1, 5, 9, 0)]).pairs[0, 1] == 1


def test_what_stands_in_different_lines_is_never_together() -> None:
    assert count([(0, 0, 9, 0), (1, 0, 9, 1)], reach=1000).pairs[0, 1] == 0


def test_codes_that_are_kept_apart_are_no_pair() -> None:
    apart = np.zeros((CODES, CODES), dtype=bool)
    apart[0, 1] = apart[1, 0] = True
    found = together(events([(0, 0, 9, 0), (1, 0, 9, 0), (2, 3, 4, 0)]), CODES, 0, apart)
    assert found.pairs[0, 1] == 0
    assert found.pairs[0, 2] == found.pairs[1, 2] == 1


def test_words_of_two_respondents_are_a_pair_of_both() -> None:
    row = np.array([0, 0])
    found = together(Events(np.array([0, 1]), row, row, row, row, np.array([7, 9])), 2)
    assert found.cases[0, 1] == 2
    nobody = together(Events(np.array([0, 1]), row, row, row, row, np.array([-1, -1])), 2)
    assert nobody.cases[0, 1] == 0
    assert nobody.pairs[0, 1] == 1


def test_nothing_is_no_pair() -> None:
    found = count([])
    assert not found.pairs.any()
    assert not found.either.any()


@settings(max_examples=150)
@given(rows, st.integers(0, 5))
def test_the_sweep_finds_what_comparing_all_with_all_finds(found: list[Row], reach: int) -> None:
    pairs = np.zeros((CODES, CODES), dtype=int)
    places: dict[tuple[int, int], set[int]] = {}
    for one, other in combinations(found, 2):
        if one[0] == other[0] or one[3] != other[3]:
            continue
        if max(one[1], other[1]) - min(one[2], other[2]) <= reach:
            pairs[one[0], other[0]] += 1
            pairs[other[0], one[0]] += 1
            places.setdefault((min(one[0], other[0]), max(one[0], other[0])), set()).add(one[3])
    for code, *_ in found:
        pairs[code, code] += 1
    swept = count(found, reach)
    assert swept.pairs.tolist() == pairs.tolist()
    for i, j in combinations(range(CODES), 2):
        assert swept.documents[i, j] == len(places.get((i, j), ()))


@settings(max_examples=100)
@given(rows, st.integers(0, 5), st.randoms())
def test_order_changes_nothing_and_the_matrix_is_symmetric(
    found: list[Row], reach: int, chance: object
) -> None:
    mixed = list(found)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = count(found, reach), count(mixed, reach)
    for name in ("pairs", "documents", "cases", "share_of", "both", "either"):
        assert getattr(one, name).tolist() == getattr(other, name).tolist()
    for name in ("pairs", "documents", "cases", "both", "either"):
        assert (getattr(one, name) == getattr(one, name).T).all()


@settings(max_examples=100)
@given(rows, st.integers(0, 5))
def test_further_reach_never_loses_a_pair(found: list[Row], reach: int) -> None:
    near, far = count(found, reach), count(found, reach + 3)
    whole = together(events(found, document=True), CODES)
    for name in ("pairs", "documents", "cases", "share_of"):
        assert (getattr(near, name) <= getattr(far, name)).all()
        assert (getattr(far, name) <= getattr(whole, name)).all()


@settings(max_examples=100)
@given(rows, st.integers(0, 5))
def test_counts_stay_within_each_other(found: list[Row], reach: int) -> None:
    t = count(found, reach)
    assert (t.both <= t.either).all()
    off = ~np.eye(CODES, dtype=bool)
    assert ((t.pairs > 0) == (t.both > 0)).all()
    assert (t.share_of <= t.events[:, None]).all()
    assert ((t.cases <= t.documents) & (t.documents <= t.pairs))[off].all()
    assert (t.pairs[off] <= np.multiply.outer(t.events, t.events)[off]).all()
    assert t.carries.shape == (len(found), CODES)


def test_many_pairs_are_counted_a_part_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(i % CODES, i, i + 30, 0) for i in range(60)]
    whole = count(found)
    monkeypatch.setattr(module, "AT_ONCE", 7)
    parts = count(found)
    assert parts.pairs.tolist() == whole.pairs.tolist()
    assert parts.documents.tolist() == whole.documents.tolist()


# -- places in words and in turns ------------------------------------------------------------------


def test_words_have_hyphens_marks_and_letters_of_any_script() -> None:
    text = "Р: кое-кто — «үйгө» 😀 за́мок, д'Артаньян 24/7 -"
    begin, end = words_of(text, [(3, len(text))])
    words = [text[b:e] for b, e in zip(begin.tolist(), end.tolist(), strict=True)]
    assert words == ["кое-кто", "үйгө", "за́мок", "д'Артаньян", "24", "7"]


def test_no_text_has_no_words() -> None:
    for text in ("", "!", "—— …"):
        assert len(words_of(text)[0]) == 0


def test_a_span_between_two_words_stands_between_them() -> None:
    text = "один, два три"
    begin, end = words_of(text)
    starts, ends = np.array([4, 0, 2]), np.array([6, 13, 8])
    first, last = in_words(begin, end, starts, ends)
    assert list(zip(first.tolist(), last.tolist(), strict=True)) == [(1, 0), (0, 2), (0, 1)]


def test_turns_of_spans() -> None:
    first, last = in_turns(np.array([0, 10, 20]), np.array([0, 9, 25]), np.array([10, 11, 30]))
    assert list(zip(first.tolist(), last.tolist(), strict=True)) == [(0, 0), (0, 1), (2, 2)]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(-1, 30)), max_size=8))
def test_places_covered_are_counted_once(stretches: list[tuple[int, int]]) -> None:
    assert covered(stretches) == len({p for low, high in stretches for p in range(low, high + 1)})
