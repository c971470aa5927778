"""What was printed on free unitising comes out, and where it cannot, it is known why.

The figures are also in the material beside the repository; the tests need nothing but themselves,
and one of them sees to it that both are the same.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from etic.analysis.agreement.characters import Characters, nvivo_kappa
from etic.analysis.agreement.continuum import Continuum, Span, Spans, continua
from etic.analysis.agreement.unitizing import all_categories, alpha_u, alpha_units, distance

# Krippendorff (1995), p. 57: (begin, length, coder) on a continuum of 24.
P57 = {
    "A": [(2, 8, 0), (14, 6, 0), (4, 4, 1), (15, 2, 1)],
    "B": [(0, 18, 0), (0, 2, 1), (2, 1, 1), (3, 1, 1), (4, 1, 1), (5, 1, 1), (6, 3, 1), (9, 1, 1)],
    "C": [(2, 6, 0), (10, 2, 0), (14, 4, 0), (20, 2, 0),
          (0, 2, 1), (4, 4, 1), (10, 4, 1), (16, 2, 1), (20, 2, 1)],
    "D": [(0, 2, 0), (2, 8, 0), (10, 4, 0), (14, 6, 0), (20, 4, 0),
          (0, 4, 1), (4, 4, 1), (8, 7, 1), (15, 2, 1), (17, 7, 1)],
}  # fmt: skip

# Krippendorff (2004), p. 254: (coder, begin, length, category) on a continuum of 150–450.
P254 = [
    (0, 225, 70, "c"), (0, 370, 30, "c"), (1, 220, 80, "c"), (1, 355, 20, "c"), (1, 400, 20, "c"),
    (0, 180, 60, "k"), (0, 300, 50, "k"), (1, 180, 60, "k"), (1, 300, 50, "k"),
]  # fmt: skip


def p57(example: str) -> list[Continuum]:
    units = [Span(0, coder, 1, begin, begin + length) for begin, length, coder in P57[example]]
    return continua(Spans.of([24], [[True, True]], units), {1: 0})


def p254(category: str) -> list[Continuum]:
    units = [Span(0, who, 1, b - 150, b - 150 + n) for who, b, n, c in P254 if c == category]
    return continua(Spans.of([300], [[True, True]], units), {1: 0})


@pytest.mark.parametrize(
    ("example", "observed"), [("A", 0.03125), ("B", 2.26736), ("C", 0.02777), ("D", 0.38715)]
)
def test_observed_disagreement_of_1995(example: str, observed: float) -> None:
    found = alpha_u(p57(example), "continuous")
    # The paper cuts figures off where it does not round them: 0.027777… is printed 0.02777.
    assert found.observed == pytest.approx(observed, abs=1e-5)


@pytest.mark.parametrize(
    ("example", "expected", "alpha"), [("A", 0.0699, 0.553), ("D", 0.41445, 0.066)]
)
def test_expected_disagreement_of_1995(example: str, expected: float, alpha: float) -> None:
    found = alpha_u(p57(example), "continuous")
    assert found.expected is not None
    assert found.alpha is not None
    assert round(found.expected, 5) == expected
    assert round(found.alpha, 3) == alpha


def test_where_1995_is_wrong_its_slips_are_known() -> None:
    """Two of its expected disagreements do not follow from its formula, which was mended in 2004.

    For B (1.17731 printed) the +1 of the finite form was kept in the gaps when all else went to
    the limit. For C (0.08642 printed) the units' Σ l² was left out of the denominator; the same
    example at half the length, 0.05494, comes out.
    """
    right = {example: alpha_u(p57(example), "continuous") for example in "BC"}
    assert right["B"].expected == pytest.approx(1.17578, abs=5e-6)
    assert right["B"].alpha == pytest.approx(-0.928, abs=5e-4)
    assert right["C"].expected == pytest.approx(0.09051, abs=6e-6)
    assert right["C"].alpha == pytest.approx(0.693, abs=5e-4)

    squares = {e: sum(n * n for _, n, _ in P57[e]) for e in "BC"}
    whole = (2 * 24) ** 2
    assert right["B"].expected is not None
    assert right["C"].expected is not None
    # Both gaps of B, 6 and 14 long, hold each of Jill's units: twice the sum of their squares.
    kept = 2 * (squares["B"] - 18**2)
    slip = right["B"].expected + 2 / 24 * kept / (whole - squares["B"])
    assert round(slip, 5) == 1.17731
    assert round(1 - 2.26736 / slip, 3) == -0.926
    slip = right["C"].expected * (whole - squares["C"]) / whole
    assert round(slip, 5) == 0.08642
    assert round(1 - 0.02777 / slip, 3) == 0.679

    half = [Span(0, who, 1, b // 2, (b + n) // 2) for b, n, who in P57["C"]]
    finite = alpha_u(continua(Spans.of([12], [[True, True]], half), {1: 0}))
    assert finite.expected == pytest.approx(0.05494, abs=5e-6)
    assert finite.alpha == pytest.approx(0.494, abs=5e-4)


def test_the_limit_is_what_ever_longer_texts_come_to() -> None:
    for example in P57:
        limit = alpha_u(p57(example), "continuous")
        longer = [Span(0, who, 1, 10**4 * b, 10**4 * (b + n)) for b, n, who in P57[example]]
        long = alpha_u(continua(Spans.of([24 * 10**4], [[True, True]], longer), {1: 0}))
        assert long.expected == pytest.approx(limit.expected, rel=1e-4)
        assert long.observed == pytest.approx(limit.observed)


def test_alpha_of_2004() -> None:
    c, k = alpha_u(p254("c")), alpha_u(p254("k"))
    assert c.expected is not None
    assert k.expected is not None
    assert c.observed is not None
    assert (round(c.observed, 4), round(c.expected, 4)) == (0.0144, 0.0532)
    assert (k.observed, round(k.expected, 4)) == (0, 0.049)
    assert c.alpha is not None
    assert round(c.alpha, 4) == 0.7286
    assert k.alpha == 1
    # The book goes on with its rounded figures: 1 − 0.0144 / (0.0532 + 0.0490).
    rounded = 1 - round(c.observed, 4) / (round(c.expected, 4) + round(k.expected, 4))
    assert round(rounded, 4) == 0.8591
    assert all_categories([c, k]).alpha == pytest.approx(rounded, abs=5e-4)


def test_distances_of_2004() -> None:
    assert distance((225, 295), (220, 300)) == 50
    assert distance((370, 400), (355, 375)) == 850
    with pytest.raises(ValueError, match="nothing in common"):
        distance((0, 5), (5, 9))
    # 400, 20 in a gap of 50: the unit's length squared.
    alone = alpha_u(continua(Spans.of([50], [[True, True]], [Span(0, 1, 1, 0, 20)]), {1: 0}))
    assert alone.observed is not None
    assert alone.observed * 50**2 == pytest.approx(400)


def test_disagreement_of_2013() -> None:
    i = [(0, 15, 1), (20, 38, 1), (60, 65, 2), (70, 75, 1)]
    j = [(0, 15, 1), (33, 43, 3), (50, 53, 4), (60, 65, 2), (70, 80, 5)]
    units = [Span(0, who, c, b, e) for who, every in enumerate((i, j)) for b, e, c in every]
    found = alpha_units(continua(Spans.of([80], [[True, True]], units), {n: n for n in range(6)}))
    assert found.observed == pytest.approx(7.8)
    assert found.units == 9


@pytest.mark.parametrize(("example", "kappa"), [("A", 0.385), ("B", 0.385), ("C", 0.314)])
def test_kappa_of_1995_by_character(example: str, kappa: float) -> None:
    assert round(float(nvivo_kappa(Characters.of(p57(example)[0]))[0]), 3) == kappa


def test_expected_disagreement_of_2013_is_what_random_places_give() -> None:
    """The book's figure prints no expected disagreement: this is the formula from first principles.

    Two units that meet at any of the distances at which they overlap, all of them equally likely.
    """
    lengths = [(0, 4, 1), (5, 8, 2), (9, 15, 1)]
    found = alpha_units(
        continua(Spans.of([20], [[True, True]], [Span(0, n % 2, c, b, e)
                                                 for n, (b, e, c) in enumerate(lengths)]),
                 {1: 1, 2: 2})
    )  # fmt: skip
    cost, ways = 0.0, 0.0
    step = 0.01
    for x, (b, e, c) in enumerate(lengths):
        for y, (f, g, k) in enumerate(lengths):
            if x == y:
                continue
            one, other = e - b, g - f
            at = np.arange(-other + step / 2, one, step)
            shared = np.minimum(one, at + other) - np.maximum(0, at)
            union = one + other - shared
            cost += float((union - shared * (c == k)).sum()) * step
            ways += one + other
    assert found.expected == pytest.approx(cost / ways, rel=1e-4)


def test_these_are_the_examples_of_the_material(shared: Path) -> None:
    given = json.loads((shared / "data" / "agreement" / "references.json").read_text("utf-8"))
    units = given["ualpha_krippendorff1995_p57"]["units"]
    assert {k: sorted(map(tuple, v)) for k, v in units.items()} == {
        k: sorted(v) for k, v in P57.items()
    }
    book = given["ualpha_krippendorff2004_p254"]
    assert {("ij".index(w), b, n, c) for w, b, n, c in book["units"]} == set(P254)
    assert book["expected"] == {
        "alpha_c": 0.7286, "alpha_k": 1.0, "alpha_all": 0.8591,
        "Do_c": 0.0144, "De_c": 0.0532, "De_k": 0.049,
    }  # fmt: skip
