"""Types by rule, and clusters by likeness."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etic.indicated import CaseType, Condition
from etic.mixed.typology import classify, cluster, gower, medoid, silhouettes

ROWS = st.lists(
    st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=4, max_size=4), min_size=4, max_size=12
)

# Dissimilarities of twelve countries as students of political science rated them: Kaufman, L. &
# Rousseeuw, P. J. (1990). Finding Groups in Data. Wiley, chapter 2.
COUNTRIES = ["BEL", "BRA", "CHI", "CUB", "EGY", "FRA", "IND", "ISR", "USA", "USS", "YUG", "ZAI"]
RATED = """5.58
7.00 6.50
7.08 7.00 3.83
4.83 5.08 8.17 5.83
2.17 5.75 6.67 6.92 4.92
6.42 5.00 5.58 6.00 4.67 6.42
3.42 5.50 6.42 6.42 5.00 3.92 6.17
2.50 4.92 6.25 7.33 4.50 2.25 6.33 2.75
6.08 6.67 4.25 2.67 6.00 6.17 6.17 6.92 6.17
5.25 6.83 4.50 3.75 5.75 5.42 6.08 5.83 6.67 3.67
4.75 3.00 6.08 6.67 5.00 5.58 4.83 6.17 5.67 6.50 6.92"""


def countries() -> np.ndarray:
    square = np.zeros((12, 12))
    for i, line in enumerate(RATED.splitlines(), 1):
        for j, value in enumerate(map(float, line.split())):
            square[i, j] = square[j, i] = value
    return square


def test_silhouettes_of_the_countries_are_those_published() -> None:
    """Rousseeuw (1987), figures 2 and 3: mean widths of two and of three clusters."""
    west = {"BEL", "EGY", "FRA", "ISR", "USA"}
    east = {"CHI", "CUB", "USS", "YUG"}
    three = [0 if c in west else 1 if c in east else 2 for c in COUNTRIES]
    assert round(float(silhouettes(countries(), three).mean()), 2) == 0.33
    two = [c in east | {"IND"} for c in COUNTRIES]
    assert round(float(silhouettes(countries(), two).mean()), 2) == 0.28


@given(ROWS)
def test_distances_are_distances(rows: list[list[float]]) -> None:
    found = gower(rows)
    assert np.array_equal(found, found.T)
    assert not found.diagonal().any()
    assert found.max() <= 1


def test_what_is_missing_is_left_out() -> None:
    found = gower([[1, None], [0, 1], [None, 1]])
    assert found[0, 1] == 1
    assert found[1, 2] == 0
    assert np.isnan(found[0, 2])


def test_two_camps_are_found_and_nothing_is_random() -> None:
    rows = [[1, 1, 1, 1]] * 3 + [[1, 1, 1, 0.5]] + [[0, 0, 0, 0]] * 2 + [[0, 0, 0.5, 0]]
    one, two = cluster(gower(rows)), cluster(gower(rows))
    assert one == two
    assert one is not None
    assert one.labels == (1, 1, 1, 1, 2, 2, 2)  # the larger one first


@given(ROWS)
def test_the_best_number_of_clusters_is_taken(rows: list[list[float]]) -> None:
    found = cluster(gower(rows))
    if found is None:
        assert len(rows) < 4 or all(row == rows[0] for row in rows)
        return
    assert found.mean == pytest.approx(max(mean for _, mean in found.by_k))
    assert set(found.labels) == set(range(1, found.k + 1))
    sizes = [found.labels.count(i) for i in range(1, found.k + 1)]
    assert sizes == sorted(sizes, reverse=True)


def test_few_cases_and_equal_ones_have_no_clusters() -> None:
    assert cluster(gower([[1], [0], [1]])) is None
    assert cluster(gower([[1]] * 5)) is None


def test_the_first_type_that_fits_is_taken() -> None:
    types = [
        CaseType("leaving", conditions=(Condition("stay", states=("unmet", "mixed")),)),
        CaseType("good", conditions=(Condition("work", least=2 / 3),)),
        CaseType("poor", conditions=(Condition("work", below=2 / 3),)),
    ]
    assert classify(types, {"work": (2.0, 3)}, {"stay": "unmet"}) == "leaving"
    assert classify(types, {"work": (2.0, 3)}, {"stay": "met"}) == "good"
    assert classify(types, {"work": (1.5, 3)}, {"stay": "unasked"}) == "poor"
    assert classify(types, {"work": (0.0, 0)}, {"stay": "met"}) == ""


def test_the_middle_case_is_the_same_whatever_the_order() -> None:
    rows = [[1, 1], [1, 1], [0, 0]]
    assert medoid(gower(rows), [0, 1, 2], ["R2", "R10", "R3"]) == 0
    assert medoid(gower(rows), [0, 1, 2], ["R20", "R10", "R3"]) == 1
    assert medoid(gower(rows), [], []) is None
