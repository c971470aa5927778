"""Published worked examples come out to the printed digit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from etic.analysis.agreement.coefficients import (
    Coefficient,
    alpha,
    brennan_prediger,
    cohen,
    conger,
    fleiss,
    fleiss_by_category,
    gwet,
    kappa_max,
    percent,
    scott,
)
from etic.analysis.agreement.ratings import Ratings, from_table, ratings
from etic.analysis.agreement.units import Blocks, coded_ratings

Reference = dict[str, Any]


@pytest.fixture
def references(shared: Path) -> Reference:
    found: Reference = json.loads(
        (shared / "data" / "agreement" / "references.json").read_text(encoding="utf-8")
    )
    return found


def rated(reference: Reference) -> Ratings:
    if "table" in reference:
        return from_table(reference["table"])
    if "items" in reference:
        return ratings(reference["items"])
    return ratings(list(zip(*reference["raters_by_units"], strict=True)))


def printed(found: Coefficient | float | None, as_printed: float) -> None:
    """A figure is what was printed, rounded as far as that was."""
    value = found.value if isinstance(found, Coefficient) else found
    assert value is not None
    digits = len(str(as_printed).partition(".")[2])
    assert round(value, digits) == pytest.approx(as_printed, abs=1e-9)


COMPUTED = {
    "po": lambda r: percent(r).value,
    "percent_agreement": lambda r: percent(r).value,
    "cohen_kappa": lambda r: cohen(r).value,
    "kappa_max": lambda r: kappa_max(r).value,
    "scott_pi": lambda r: scott(r).value,
    "fleiss_kappa": lambda r: fleiss(r).value,
    "conger_kappa": lambda r: conger(r).value,
    "brennan_prediger": lambda r: brennan_prediger(r).value,
    "gwet_ac1": lambda r: gwet(r).value,
    "pe_ac1": lambda r: gwet(r).expected,
    "krippendorff_alpha": lambda r: alpha(r).value,
    "nominal": lambda r: alpha(r, "nominal").value,
    "ordinal": lambda r: alpha(r, "ordinal").value,
    "interval": lambda r: alpha(r, "interval").value,
    "ratio": lambda r: alpha(r, "ratio").value,
    "do": lambda r: alpha(r).observed,
    "de": lambda r: alpha(r).expected,
}
ELSEWHERE = {"per_category", "pe"}  # below


@pytest.mark.parametrize(
    "name",
    ["cohen1960_p45", "cohen1960_p37", "fleiss1971", "krippendorff2011_C",
     "krippendorff2004_dichotomy", "krippendorff2004_nominal2", "hayes_krippendorff2007",
     "gwet_raw4raters", "hand_ac1_paradox", "wikipedia_alpha"],
)  # fmt: skip
def test_published(references: Reference, name: str) -> None:
    reference = references[name]
    found = rated(reference)
    asked = set(reference["expected"]) - ELSEWHERE
    assert asked
    for what in asked:
        printed(COMPUTED[what](found), reference["expected"][what])


@pytest.mark.parametrize("name", ["cohen1960_p45", "cohen1960_p37"])
def test_expected_agreement_of_cohen(references: Reference, name: str) -> None:
    printed(cohen(rated(references[name])).expected, references[name]["expected"]["pe"])


def test_units_and_values_of_krippendorff(references: Reference) -> None:
    """The twelfth unit has one value only and drops out: 40 pairable values."""
    assert rated(references["krippendorff2011_C"]).totals().coincidences.sum() == pytest.approx(40)


def test_fleiss_by_category_was_rounded_at_each_step(references: Reference) -> None:
    """Fleiss (1971) computed p_e and κ by category with shares rounded to three digits.

    The exact values differ in the third digit; rounding as he did gives what he printed.
    """
    reference = references["fleiss1971"]
    found = rated(reference)
    exact = fleiss_by_category(found)
    assert {k: round(c.value or 0, 3) for k, c in exact.items()} == {
        1: 0.245, 2: 0.245, 3: 0.52, 4: 0.471, 5: 0.566,
    }  # fmt: skip
    assert fleiss(found).expected == pytest.approx(0.21994, abs=1e-5)

    items = [np.array(item) for item in reference["items"]]
    n, many = len(items[0]), len(items)
    rounded = {}
    shares = {}
    for k in range(1, 6):
        counts = [int((item == k).sum()) for item in items]
        share = shares[k] = round(sum(counts) / (many * n), 3)
        within = (sum(c * c for c in counts) - many * n * share) / (many * n * (n - 1) * share)
        rounded[str(k)] = round((round(within, 3) - share) / (1 - share), 3)
    assert rounded == reference["expected"]["per_category"]
    printed(sum(share**2 for share in shares.values()), reference["expected"]["pe"])


def digitised(reference: Reference, which: str) -> Ratings:
    """Two coders' stretches of a continuum, unit by unit as coded or not."""
    begin, length = reference["continuum"]
    start, long, coder = np.array(reference["units"][which]).T
    blocks = Blocks(np.array([length]), np.array([0]), np.ones((1, 2), dtype=bool))
    start = start - begin
    return coded_ratings(blocks, coder * 0, coder, start, start + long, np.ones((1, 1), bool))[0]


@pytest.mark.parametrize("which", ["A", "B", "C"])
def test_digitised_continua_of_krippendorff(references: Reference, which: str) -> None:
    reference = references["ualpha_krippendorff1995_p57"]
    found = digitised(reference, which)
    compute = {"cohen_kappa": cohen, "scott_pi": scott, "alpha_nominal": alpha}
    for what, value in reference["expected"]["digitised"][which].items():
        printed(compute[what](found), value)


def test_a_continuum_in_one_category_is_undefined(references: Reference) -> None:
    found = digitised(references["ualpha_krippendorff1995_p57"], "D")
    for coefficient in (cohen(found), scott(found), fleiss(found), alpha(found)):
        assert coefficient.value is None
        assert coefficient.reason == "why-one-category"
    assert percent(found).value == 1


def test_byrt_bishop_and_carlin_relate_kappa_to_its_indices() -> None:
    """κ = (PABAK − PI² + BI²) / (1 − PI² + BI²): Byrt, Bishop & Carlin (1993), formula 6."""
    from etic.analysis.agreement.indices import bias, prevalence

    found = from_table([[40, 9], [6, 45]])
    of = found.totals()
    index, shift = float(prevalence(of)), float(bias(of))
    pabak = brennan_prediger(found).value or 0
    assert index == pytest.approx(0.05)
    assert shift == pytest.approx(0.03)
    assert cohen(found).value == pytest.approx(
        (pabak - index**2 + shift**2) / (1 - index**2 + shift**2)
    )
