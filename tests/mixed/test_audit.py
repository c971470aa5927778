"""The audit: honest tables are left alone, seeded faults are found, the two studies' are named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etic.mixed.audit import Audited, audited
from etic.mixed.audit.printed import printed
from etic.model import Cell, SurveyTable
from etic.read import read_path

SURVEYS = Path(__file__).parents[2] / "surveys"


def rounded(share: Fraction, how: str = ROUND_HALF_UP) -> str:
    exact = Decimal(share.numerator) * 100 / Decimal(share.denominator)
    return str(exact.quantize(Decimal("0.1"), rounding=how))


def table(
    counts: Sequence[Sequence[int]], base: str = "", how: str = ROUND_HALF_UP, number: str = "1"
) -> SurveyTable:
    """A table of everybody and two groups, printed from counts by group."""
    groups = {"All": [sum(row) for row in zip(*counts, strict=True)]}
    groups |= {name: list(column) for name, column in zip(("Men", "Women"), counts, strict=True)}
    declared = base or str(sum(groups["All"]))
    cells = [
        Cell(
            f"Answer {i}", g, percent=rounded(Fraction(n, sum(column)), how), declared_base=declared
        )
        for i in range(len(counts[0]))
        for g, column in groups.items()
        for n in [column[i]]
    ]
    for g, column in groups.items():  # the first two answers together, from the counts
        share = Fraction(column[0] + column[1], sum(column))
        cells.append(Cell("Answer 0 + Answer 1", g, percent=rounded(share, how),
                          declared_base=declared, subtotal=True))  # fmt: skip
    return SurveyTable(number, "", "How is it?", tuple(cells), "s")


def rules(found: Audited, *certainties: str) -> set[str]:
    sure = certainties or ("certain", "likely", "hint")
    return {f.rule for f in found.findings if f.certainty in sure}


counts = st.lists(
    st.tuples(st.integers(0, 120), st.integers(0, 120)), min_size=3, max_size=6
).filter(lambda rows: all(sum(column) > 0 for column in zip(*rows, strict=True)))


@settings(max_examples=60)
@given(counts, st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]))
def test_an_honest_table_is_left_alone(rows: list[tuple[int, int]], how: str) -> None:
    made = table(list(zip(*rows, strict=True)), how=how)
    found = audited([made])
    assert rules(found, "certain", "likely") == set()
    sizes = tuple(sum(column) for column in zip(*rows, strict=True))
    recovered = found.recoveries[0]
    assert recovered.possible
    assert sizes in {s.groups for s in recovered.solutions if s.base == sum(sizes)}


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(1, 25), st.integers(1, 25)), min_size=3, max_size=6))
def test_recovered_counts_print_every_percent(rows: list[tuple[int, int]]) -> None:
    made = table(list(zip(*rows, strict=True)))
    recovered = audited([made]).recoveries[0]
    percents = recovered.grid.percents
    for s in recovered.solutions:
        assert s.base == sum(s.groups)
        if s.counts:
            for group, size, column in zip(("Men", "Women"), s.groups, s.counts, strict=True):
                assert sum(column) == size
                for i, n in enumerate(column):
                    p = percents[f"Answer {i}", group]
                    assert p.low <= Fraction(100 * n, size) <= p.high
            for i, both in enumerate(map(sum, zip(*s.counts, strict=True))):
                p = percents[f"Answer {i}", "All"]
                assert p.low <= Fraction(100 * both, s.base) <= p.high


@given(st.integers(1, 400), st.data())
def test_counts_of_a_percent_are_those_that_print_it(base: int, data: st.DataObject) -> None:
    n = data.draw(st.integers(0, base))
    for how in (ROUND_HALF_UP, ROUND_HALF_EVEN):
        p = printed(rounded(Fraction(n, base), how))
        assert p is not None
        assert n in p.counts(base)
        assert all(p.low <= Fraction(100 * c, base) <= p.high for c in p.counts(base))


HONEST = ((120, 60, 40, 85), (50, 70, 55, 35))


def changed(made: SurveyTable, answer: str, group: str, percent: str) -> SurveyTable:
    cells = tuple(
        Cell(c.answer, c.group, c.n, percent, c.declared_base, c.subtotal)
        if (c.answer, c.group) == (answer, group) else c
        for c in made.cells
    )  # fmt: skip
    return SurveyTable(made.number, made.title, made.question, cells, made.study)


def test_a_changed_figure_is_found_and_mended() -> None:
    honest = table(HONEST)
    right = next(c.percent for c in honest.cells if (c.answer, c.group) == ("Answer 2", "Men"))
    assert right == "13.1"
    found = audited([changed(honest, "Answer 2", "Men", "31.1")])
    assert {"column-sum", "typing"} <= rules(found)
    mended = next(f for f in found.findings if f.rule == "typing")
    assert (mended.answer, mended.group, mended.details["instead"]) == ("Answer 2", "Men", "13.1")


def test_a_base_that_is_not_the_declared_one_is_recovered() -> None:
    found = audited([table(HONEST, base="560")])
    assert "base-impossible" in rules(found, "certain")
    best = found.recoveries[0].best
    assert best is not None
    assert (best.base, best.groups) == (515, (305, 210))
    assert best.counts == HONEST


def test_groups_that_changed_places_are_seen_in_the_total() -> None:
    made = table(HONEST, base="515 (305+210)")
    cells = tuple(
        Cell(c.answer, {"Men": "Women", "Women": "Men"}.get(c.group, c.group)
             if c.answer == "Answer 0" else c.group, c.n, c.percent, c.declared_base, c.subtotal)
        for c in made.cells
    )  # fmt: skip
    found = audited([SurveyTable("1", "", "How is it?", cells, "s")])
    assert {"weight-row", "weights"} & rules(found, "certain")


@pytest.mark.parametrize(("printed_", "rule"), [("99.9", "outside"), ("34.9", "subtotal")])
def test_totals_and_subtotals(printed_: str, rule: str) -> None:
    place = ("Answer 3", "All") if rule == "outside" else ("Answer 0 + Answer 1", "Women")
    assert rule in rules(audited([changed(table(HONEST), *place, printed_)]), "certain")


def test_every_seeded_digit_but_few_is_found() -> None:
    """Each figure of an honest table with its first digit raised by one."""
    honest = table(HONEST)
    missed = []
    for cell in honest.cells:
        first = "1" if cell.percent[0] == "9" else str(int(cell.percent[0]) + 1)
        wrong = changed(honest, cell.answer, cell.group, first + cell.percent[1:])
        if not rules(audited([wrong]), "certain", "likely"):
            missed.append((cell.answer, cell.group))
    assert missed == []


def long(question: str, rows: Mapping[str, Sequence[str]], groups: Sequence[str], base: str,
         number: str = "1") -> SurveyTable:  # fmt: skip
    cells = tuple(
        Cell(answer, group, percent=p, declared_base=base)
        for answer, row in rows.items()
        for group, p in zip(groups, row, strict=True)
    )
    return SurveyTable(number, "", question, cells, "s")


def test_differences_and_their_signs() -> None:
    rows = {"Trade": ("20.0", "25.0", "5.0"), "Farm": ("50.0", "40.0", "10.0"),
            "School": ("5.0", "10.0", "5.0"), "Sewing": ("5.0", "5.0", "0.0"),
            "None": ("20.0", "20.0", "0.5")}  # fmt: skip
    found = audited([long("Sector", rows, ("There", "Here", "Difference"), "")])
    where = {(f.rule, f.answer) for f in found.findings if f.certainty == "certain"}
    assert ("sign", "Farm") in where
    assert ("difference", "None") in where
    assert not any(answer == "Trade" for _, answer in where)


def test_several_answers_a_person_are_no_mistake() -> None:
    rows = {"Food": ("80.0",), "House": ("60.0",), "School": ("40.0",)}
    assert rules(audited([long("Spent on what?", rows, ("All",), "50")])) == {"several-answers"}


def test_more_people_answer_about_a_job_than_have_one() -> None:
    sector = long("Sector", {"Trade": ("60.0",), "Not working": ("40.0",)}, ("All",), "200", "1")
    match = long(
        "Does your job suit you?", {"Yes": ("70.0",), "No": ("30.0",)}, ("All",), "200", "2"
    )
    other = long("Are you well?", {"Yes": ("70.0",), "No": ("30.0",)}, ("All",), "200", "3")
    found = [f for f in audited([sector, match, other]).findings if f.rule == "more-than-have"]
    assert [f.table for f in found] == ["2"]
    assert (found[0].details["have"], found[0].details["answered"]) == (120, 200)


def test_counts_beside_percents_tell_the_base() -> None:
    cells = tuple(
        Cell(f"Answer {i}", "All", n, rounded(Fraction(n, 40)), "60")
        for i, n in enumerate((7, 13, 20))
    )
    found = audited([SurveyTable("1", "", "What?", cells, "s")])
    other = next(f for f in found.findings if f.rule == "other-base")
    assert other.details["found"] == "40"


def test_percents_of_all_in_one_table_hide_nothing_in_the_next() -> None:
    halves = {"Yes": ("40.0", "10.0", "30.0"), "No": ("60.0", "40.0", "20.0")}
    of_all = long("First?", halves, ("All", "Men", "Women"), "50 (25+25)", "1")
    assert "percent-of-all" in rules(audited([of_all]))
    wrong = table(HONEST, base="560", number="2")
    found = audited([of_all, wrong])
    assert ("2", "base-impossible") in {(f.table, f.rule) for f in found.findings}


def test_the_studies() -> None:
    """What is wrong with the two published studies is found, and nothing certain beside it."""
    tables = [
        x for name in ("human-resources-2020", "reintegration-2022")
        for x in read_path(SURVEYS / f"{name}.csv").tables
    ]  # fmt: skip
    found = audited(tables)
    sure = {(f.study, f.table, f.rule) for f in found.findings if f.certainty != "hint"}
    hr, re = "human-resources-2020", "reintegration-2022"
    assert sure == {
        (hr, "3", "base-missing"),
        (hr, "6", "percent-of-all"), (hr, "6", "two-conventions"),
        *((re, number, rule) for number in "237" for rule in ("base-impossible", "more-than-have")),
        (re, "2", "base-found"), (re, "3", "base-found"),
        (re, "3", "grim"), (re, "7", "grim"),
    }  # fmt: skip
    best = [
        (r.best.base, r.best.groups) for r in found.recoveries
        if r.possible is False and r.best and r.grid.table.study == re
    ]  # fmt: skip
    assert best == [
        (501, (300, 201)), (502, (299, 203)), (494, (293, 201)), (496, (293, 203)),
    ]  # fmt: skip
    men = {s.groups for r in found.recoveries if r.possible and len(r.columns) == 3
           for s in r.solutions if s.base == 515}  # fmt: skip
    assert men == {(305, 210)}
