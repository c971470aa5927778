"""Runs with weights are what one gets character by character, unit by unit."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from etic.analysis.agreement.ratings import Ratings
from etic.analysis.agreement.units import Blocks, Pieces, coded_ratings, pooled

CODES, CODERS = 2, 3
Row = tuple[int, ...]
# A busy machine is no fault: neither a time limit nor a check of how fast examples are made.
some = settings(max_examples=60)


@dataclass(frozen=True)
class Layout:
    """Texts with pieces in question, who has read them, and codings."""

    lengths: list[int]
    pieces: list[tuple[int, int, int]]  # text, start, end
    read: list[list[bool]]
    codings: list[tuple[int, int, int, int, int]]  # text, code, coder, start, end


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    lengths = draw(st.lists(st.integers(0, 14), min_size=1, max_size=3))
    pieces, codings = [], []
    for text, length in enumerate(lengths):
        borders = sorted(draw(st.sets(st.integers(0, length), max_size=6)))
        pieces += [(text, a, b) for a, b in pairwise(borders) if draw(st.booleans())]
        for _ in range(draw(st.integers(0, 5)) if length else 0):
            a = draw(st.integers(0, length - 1))
            codings.append((text, draw(st.integers(0, CODES - 1)), draw(st.integers(0, CODERS - 1)),
                            a, draw(st.integers(a + 1, length))))  # fmt: skip
    read = [[draw(st.booleans()) for _ in range(CODERS)] for _ in lengths]
    for text, _, coder, _, _ in codings:
        read[text][coder] = True
    return Layout(lengths, pieces, read, codings)


def arrays(layout: Layout) -> tuple[Pieces, np.ndarray]:
    table = np.array(layout.pieces, dtype=np.int64).reshape(-1, 3)
    codings = np.array(layout.codings, dtype=np.int64).reshape(-1, 5)
    return Pieces(*table.T), codings


def counted(found: Ratings) -> dict[Row, float]:
    """Row → its weight, over all clusters."""
    weights = found.weights.sum(axis=0)
    return {
        tuple(row): float(weight)
        for row, weight in zip(found.patterns.tolist(), weights, strict=True)
        if weight
    }


def one_by_one(layout: Layout, code: int, units: list[tuple[int, int, int]]) -> dict[Row, float]:
    """The same by going through every unit (text, start, end)."""
    found: dict[Row, float] = {}
    for text, start, end in units:
        if sum(layout.read[text]) < 2:
            continue
        row = tuple(
            (
                int(any((t, c, r) == (text, code, coder) and a < end and start < b
                        for t, c, r, a, b in layout.codings))
                if layout.read[text][coder] else -1
            )
            for coder in range(CODERS)
        )  # fmt: skip
        found[row] = found.get(row, 0) + 1
    return found


def run(layout: Layout, sizes: np.ndarray, start: np.ndarray, end: np.ndarray) -> list[Ratings]:
    _, codings = arrays(layout)
    blocks = Blocks(sizes, np.arange(len(sizes)), np.array(layout.read))
    return coded_ratings(
        blocks, codings[:, 1], codings[:, 2], start, end,
        np.ones((CODES, len(sizes)), dtype=bool),
    )  # fmt: skip


@some
@given(layouts())
def test_characters(layout: Layout) -> None:
    pieces, codings = arrays(layout)
    text = codings[:, 0]
    found = run(
        layout, pieces.per_text(len(layout.lengths), "character"),
        pieces.characters(text, codings[:, 3]), pieces.characters(text, codings[:, 4]),
    )  # fmt: skip
    units = [(t, i, i + 1) for t, a, b in layout.pieces for i in range(a, b)]
    for code, ratings in enumerate(found):
        assert counted(ratings) == one_by_one(layout, code, units)


@some
@given(layouts())
def test_sentences_or_turns(layout: Layout) -> None:
    pieces, codings = arrays(layout)
    start, end = pieces.touched(codings[:, 0], codings[:, 3], codings[:, 4])
    found = run(layout, pieces.per_text(len(layout.lengths), "piece"), start, end)
    for code, ratings in enumerate(found):
        assert counted(ratings) == one_by_one(layout, code, layout.pieces)


@some
@given(layouts())
def test_documents(layout: Layout) -> None:
    text = arrays(layout)[1][:, 0]
    found = run(layout, np.ones(len(layout.lengths), dtype=np.int64), text, text + 1)
    units = [(t, 0, length + 1) for t, length in enumerate(layout.lengths)]
    for code, ratings in enumerate(found):
        assert counted(ratings) == one_by_one(layout, code, units)


@some
@given(layouts())
def test_pooled_is_code_after_code(layout: Layout) -> None:
    text = arrays(layout)[1][:, 0]
    found = run(layout, np.ones(len(layout.lengths), dtype=np.int64), text, text + 1)
    together: dict[Row, float] = {}
    for one in found:
        for row, weight in counted(one).items():
            together[row] = together.get(row, 0) + weight
    every = pooled(found)
    assert counted(every) == together
    assert (
        every.weights.sum(axis=1).tolist() == sum(one.weights.sum(axis=1) for one in found).tolist()
    )


def test_a_code_is_rated_only_where_it_applies() -> None:
    blocks = Blocks(np.array([4, 6]), np.array([0, 1]), np.ones((2, 2), dtype=bool))
    zero = np.array([0])
    found = coded_ratings(blocks, zero, zero, np.array([4]), np.array([6]),
                          np.array([[False, True]]))[0]  # fmt: skip
    assert counted(found) == {(1, 0): 2, (0, 0): 4}
    assert found.weights.sum(axis=1).tolist() == [0, 6]


def test_many_coders_are_told_apart() -> None:
    """Rows of more coders than fit a whole number as digits."""
    coders = 60
    blocks = Blocks(np.array([coders]), np.array([0]), np.ones((1, coders), dtype=bool))
    coder = np.arange(coders)
    found = coded_ratings(blocks, coder * 0, coder, coder, coder + 1, np.ones((1, 1), bool))[0]
    assert counted(found) == {tuple(int(i == j) for i in range(coders)): 1.0 for j in range(coders)}
