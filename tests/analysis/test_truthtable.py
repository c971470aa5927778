"""Truth tables against published ones: Lipset's conditions of democracy between the wars, crisp and
fuzzy, in Ragin (2009) and as R's package QCA 3 prints them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etic.analysis.minimise import covers, minimal
from etic.analysis.sets import calibrated, evaluated, fit
from etic.analysis.truthtable import Condition, TruthTable, short_names, truth_table
from etic.errors import EticError

NAMES = ("DEV", "URB", "LIT", "IND", "STB", "SURV")
CRISP = """\
AU 1 0 1 1 0 0
BE 1 1 1 1 1 1
CZ 1 1 1 1 1 1
EE 0 0 1 0 1 0
FI 1 0 1 0 1 1
FR 1 0 1 1 1 1
DE 1 1 1 1 0 0
GR 0 0 0 0 0 0
HU 0 0 1 0 0 0
IE 1 0 1 0 1 1
IT 0 0 0 0 1 0
NL 1 1 1 1 1 1
PL 0 0 1 0 0 0
PT 0 0 0 0 0 0
RO 0 0 0 0 1 0
ES 0 0 0 0 0 0
SE 1 0 1 1 1 1
UK 1 1 1 1 1 1"""
FUZZY = """\
AU .81 .12 .99 .73 .43 .05
BE .99 .89 .98 1 .98 .95
CZ .58 .98 .98 .90 .91 .89
EE .16 .07 .98 .01 .91 .12
FI .58 .03 .99 .08 .58 .77
FR .98 .03 .99 .81 .95 .95
DE .89 .79 .99 .96 .31 .05
GR .04 .09 .13 .36 .43 .06
HU .07 .16 .88 .07 .13 .42
IE .72 .05 .98 .01 .95 .92
IT .34 .10 .41 .47 .58 .05
NL .98 1 .99 .94 .99 .95
PL .02 .17 .59 .00 .00 .12
PT .01 .02 .01 .11 .01 .05
RO .01 .03 .17 .00 .84 .21
ES .03 .30 .09 .21 .20 .06
SE .95 .13 .99 .67 .91 .95
UK .98 .99 .99 1 .98 .95"""


def lipset(data: str, *, outcome: str = "SURV", cut: float = 0.8, frequency: int = 1) -> TruthTable:
    rows = [line.split() for line in data.splitlines()]
    columns = {name: [float(row[i]) for row in rows] for i, name in enumerate(NAMES, 1)}
    y = columns["SURV"] if outcome == "SURV" else [1 - v for v in columns["SURV"]]
    return truth_table(
        [row[0] for row in rows], (Condition(outcome, outcome, outcome), y),
        [(Condition(name, name, name), columns[name]) for name in NAMES[:5]],
        cut=cut, frequency=frequency,
    )  # fmt: skip


def printed(table: TruthTable) -> list[tuple[str, str, int, float, float]]:
    return [
        ("".join(map(str, r.bits)), r.out, len(r.cases), round(r.fit.consistency or 0, 3),
         round(r.fit.pri or 0, 3))
        for r in table.rows
    ]  # fmt: skip


def test_lipset_crisp() -> None:
    found = lipset(CRISP)
    assert printed(found) == [
        ("11111", "1", 4, 1.0, 1.0), ("10111", "1", 2, 1.0, 1.0), ("10101", "1", 2, 1.0, 1.0),
        ("11110", "0", 1, 0.0, 0.0), ("10110", "0", 1, 0.0, 0.0), ("00101", "0", 1, 0.0, 0.0),
        ("00100", "0", 2, 0.0, 0.0), ("00001", "0", 2, 0.0, 0.0), ("00000", "0", 3, 0.0, 0.0),
    ]  # fmt: skip
    assert (found.remainders, found.fuzzy, found.left_out) == (23, False, ())
    solved = found.solution("complex")
    assert solved.formulas == ("DEV*~URB*LIT*STB + DEV*LIT*IND*STB → SURV",)
    figures = [(r[1], r[2], r[4], r[5]) for r in solved.table().rows[:2]]
    assert figures == [
        ("DEV*~URB*LIT*STB", 1.0, 0.5, 0.25), ("DEV*LIT*IND*STB", 1.0, 0.75, 0.5),
    ]  # fmt: skip
    assert solved.table().rows[0][6] == "FI, FR, IE, SE"
    assert found.solution("parsimonious").formulas == ("DEV*STB → SURV",)


def test_lipset_crisp_for_the_absence_of_the_outcome() -> None:
    found = lipset(CRISP, outcome="~SURV")
    assert found.solution("complex").formulas == ("~DEV*~URB*~IND + DEV*LIT*IND*~STB → ~SURV",)
    pars = found.solution("parsimonious")
    assert pars.formulas == ("~DEV + ~STB → ~SURV",)
    cover = {row[1]: (round(float(str(row[4])), 3), round(float(str(row[5])), 3))
             for row in pars.table().rows[:2]}  # fmt: skip
    assert cover == {"~DEV": (0.8, 0.3), "~STB": (0.7, 0.2)}
    assert [row[-1] for row in found.data().rows] == [row[-1] for row in lipset(CRISP).data().rows]


def test_lipset_fuzzy() -> None:
    found = lipset(FUZZY)
    assert printed(found) == [
        ("11111", "1", 4, 0.904, 0.886), ("10101", "1", 2, 0.804, 0.719),
        ("10111", "0", 2, 0.709, 0.634), ("00101", "0", 1, 0.529, 0.228),
        ("00100", "0", 2, 0.521, 0.113), ("11110", "0", 1, 0.445, 0.050),
        ("10110", "0", 1, 0.378, 0.040), ("00001", "0", 2, 0.278, 0.000),
        ("00000", "0", 3, 0.216, 0.000),
    ]  # fmt: skip
    solved = lipset(FUZZY, cut=0.7).solution("complex")
    rows = [tuple(v if isinstance(v, str | None) else round(float(v), 3) for v in row[1:6])
            for row in solved.table().rows]  # fmt: skip
    assert rows[:2] == [
        ("DEV*~URB*LIT*STB", 0.809, 0.761, 0.433, 0.196),
        ("DEV*LIT*IND*STB", 0.843, 0.821, 0.622, 0.385),
    ]
    assert rows[2][1:4] == (0.871, 0.851, 0.818)
    parsimonious = lipset(FUZZY, cut=0.7).solution("parsimonious").table().rows[0]
    assert [round(float(str(v)), 3) for v in parsimonious[2:5]] == [0.869, 0.848, 0.824]


def test_rows_with_few_cases_are_remainders() -> None:
    found = lipset(CRISP, frequency=2)
    assert {r.out for r in found.rows if len(r.cases) == 1} == {"?"}
    assert found.remainders == 26


def test_a_fuzzy_set_by_hand() -> None:
    # min: .8 .4 .2; Σ min 1.4, Σ x 1.6, Σ y 1.9; min(x, y, 1 − y): .1 .4 .2, Σ .7
    found = fit([0.8, 0.6, 0.2], [0.9, 0.4, 0.6])
    assert found.consistency == pytest.approx(1.4 / 1.6)
    assert found.coverage == pytest.approx(1.4 / 1.9)
    assert found.pri == pytest.approx((1.4 - 0.7) / (1.6 - 0.7))
    assert found.relevance == pytest.approx(1.4 / 1.6)
    nothing = fit([0.0, 0.0], [1.0, 0.0])
    assert (nothing.consistency, nothing.pri, nothing.coverage) == (None, None, 0.0)


def test_calibration_as_published() -> None:
    # Ragin (2008), table 5.2: national income, anchors 2,500, 5,000 and 20,000 dollars
    income = {40110: 1.0, 25200: 0.98, 20060: 0.95, 17090: 0.92, 15320: 0.89, 9800: 0.72,
              4670: 0.40, 4100: 0.25, 3740: 0.18, 2980: 0.08, 110: 0.0}  # fmt: skip
    assert {v: round(calibrated(v, 2500, 5000, 20000), 2) for v in income} == income
    assert calibrated(25, 60, 40, 25) == pytest.approx(calibrated(60, 25, 45, 60))
    with pytest.raises(ValueError, match="between"):
        calibrated(1, 5, 3, 4)


A, B = Condition("return/a", "a", "A"), Condition("b", "b", "B")
Y = Condition("y", "y", "Y")


def test_who_was_not_asked_or_is_neither_in_nor_out_is_listed() -> None:
    found = truth_table(
        ["R1", "R2", "R3", "R4", "R5"], (Y, [1, 0, 1, 1, 0]),
        [(A, [1, 1, None, 0.5, 0]), (B, [1, 1, 0, 1, None])],
        asked={(2, "return/a"): False}, quotes={(0, "return/a"): (7,), (1, "y"): (8,)},
    )  # fmt: skip
    assert [(o.case, o.condition, o.why) for o in found.left_out] == [
        ("R3", "a", "not-asked"), ("R4", "a", "half"), ("R5", "b", "unknown"),
    ]  # fmt: skip
    [row] = found.rows
    assert (row.contradictory, row.cases, found.cases) == (True, (0, 1), ("R1", "R2"))
    assert found.table().rows[0][-1] == "R2"
    assert found.behind(0, "A") == (7,)
    assert found.behind(0, "out") == (8,)
    assert found.behind(0, "n") == (7, 8)
    assert found.left_table().rows[0][0] == "R3"


def test_exactly_between_counts_in_fuzzy_sums_and_in_no_row() -> None:
    found = truth_table(["R1", "R2"], (Y, [0.9, 0.2]), [(A, [0.8, 0.5])])
    assert [(o.case, o.why) for o in found.left_out] == [("R2", "half")]
    assert found.cases == ("R1", "R2")
    assert found.rows[0].fit.consistency == pytest.approx((0.8 + 0.2) / 1.3)


@pytest.mark.parametrize("expression", ["", "A*", "A B*", "(A", "A)", "~", "A++B", "*"])
def test_what_is_no_expression_is_told(expression: str) -> None:
    with pytest.raises(EticError) as error:
        evaluated(expression, {"A": [1.0], "B": [0.0]})
    assert error.value.key in ("expression-form", "expression-name")


def test_expressions() -> None:
    sets: dict[str, Sequence[float]] = {"A": [1, 0.7, 0], "B": [0, 0.6, 1], "return/family": [0.2]}
    assert evaluated("~(A + B)", {k: sets[k] for k in "AB"}) == pytest.approx([0, 0.3, 0])
    assert evaluated("~~a*~b", {k: sets[k] for k in "AB"}) == pytest.approx([1, 0.4, 0])
    assert evaluated("return/family", sets) == [0.2]
    fits = lipset(CRISP).fits(["DEV*STB", "~dev + ~stb"])
    assert [row[1] for row in fits.table().rows[-2:]] == [1.0, 0.0]
    necessity = {row[0]: row[4] for row in fits.table().rows}
    assert necessity["LIT"] == necessity["STB"] == necessity["DEV"] == 1.0


@pytest.mark.parametrize(
    ("more", "key"),
    [({"frequency": 0}, "truthtable-cuts"), ({"cut": 1.2}, "truthtable-cuts"),
     ({"pri": -0.1}, "truthtable-cuts")],
)  # fmt: skip
def test_thresholds_that_cannot_be(more: dict[str, float], key: str) -> None:
    with pytest.raises(EticError) as error:
        truth_table(["R1"], (Y, [1]), [(A, [1])], **more)  # type: ignore[arg-type]
    assert error.value.key == key


def test_too_many_and_no_conditions() -> None:
    many = [(Condition(str(i), str(i), f"C{i}"), [1.0]) for i in range(11)]
    for conditions, key in ((many, "truthtable-many"), ([], "truthtable-conditions")):
        with pytest.raises(EticError) as error:
            truth_table(["R1"], (Y, [1]), conditions)
        assert error.value.key == key


def test_names_for_formulas() -> None:
    assert short_names(["a/семья-дом", "age:1,2,3", "x=1", "группа=1"]) == [
        "СЕМЬЯ_ДОМ", "AGE", "X1", "X1_2",
    ]  # fmt: skip


@given(st.integers(1, 5).flatmap(
    lambda k: st.tuples(st.just(k), st.lists(st.sampled_from("10?"), min_size=2**k, max_size=2**k))
))  # fmt: skip
def test_a_minimised_table_says_the_same(given_: tuple[int, list[str]]) -> None:
    width, outs = given_
    positive = {i for i, out in enumerate(outs) if out == "1"}
    free = {i for i, out in enumerate(outs) if out == "?"}
    for remainders in (set[int](), free):
        for model in minimal(positive, width, remainders):
            covered = {i for i in range(2**width) if any(covers(term, i) for term in model)}
            assert positive <= covered <= positive | remainders
    complex_, short = minimal(positive, width), minimal(positive, width, free)
    if positive:
        assert len(short[0]) <= len(complex_[0])
