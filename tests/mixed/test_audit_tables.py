"""The audit on the kinds of tables that journals print: honest ones are left alone, in faulty ones
the fault is found where it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from etic.actions.auditing import arithmetic
from etic.i18n import use_language
from etic.mixed.audit import Finding, Grid, audited, usual
from etic.mixed.audit.grid import adds_up
from etic.mixed.audit.recovery import recoveries
from etic.mixed.audit.search import SHOWN
from etic.mixed.joint import survey_share
from etic.model import Cell, SurveyTable

TWO = {"Мужчины": (120, 60, 40, 85), "Женщины": (50, 70, 55, 35)}
THREE = {"Москва": (52, 80, 40, 25), "Бишкек": (33, 61, 55, 18), "Ош": (20, 31, 12, 40)}
ONE = {"": (101, 87, 99, 60)}
ANSWERS = ("Да", "Скорее да", "Скорее нет", "Нет")
Figures = dict[str, dict[str, tuple[int | None, str]]]  # answer → group → count, percent


def percent(n: int, base: int, decimals: int = 1, how: str = ROUND_HALF_UP) -> str:
    exact = Decimal(n) * 100 / Decimal(base)
    return str(exact.quantize(Decimal(1).scaleb(-decimals), rounding=how))


def figures(
    groups: Mapping[str, Sequence[int]], *, decimals: int = 1, how: str = ROUND_HALF_UP,
    counts: bool = False, missing: Sequence[int] = (0, 0, 0, 0),
) -> Figures:  # fmt: skip
    """A printed table of groups and of everybody, `missing` of them in no group."""
    columns = dict(groups)
    if len(groups) > 1:
        rows = zip(*groups.values(), missing[: len(next(iter(groups.values())))], strict=True)
        columns = {"Всего": [sum(row) for row in rows], **columns}
    return {
        ANSWERS[i]: {
            g: (column[i] if counts else None,
                percent(column[i], sum(column), decimals, how))
            for g, column in columns.items()
        }
        for i in range(len(next(iter(groups.values()))))
    }  # fmt: skip


def made(
    rows: Figures, base: str | Mapping[str, str] = "", *, title: str = "", question: str = "Как?",
    subtotals: Sequence[str] = (),
) -> SurveyTable:  # fmt: skip
    cells = tuple(
        Cell(a, g, n, p, base if isinstance(base, str) else base[g], a in subtotals)
        for a, row in rows.items()
        for g, (n, p) in row.items()
    )
    return SurveyTable("1", title, question, cells, "s")


def sure(*tables: SurveyTable) -> list[Finding]:
    return [f for f in audited(tables).findings if f.certainty != "hint"]


def places(*tables: SurveyTable) -> set[tuple[str, str, str]]:
    return {(f.rule, f.answer, f.group) for f in sure(*tables)}


def put(rows: Figures, answer: str, group: str, percent_: str, n: int | None = None) -> Figures:
    return {a: {g: (n, percent_) if (a, g) == (answer, group) else cell for g, cell in row.items()}
            for a, row in rows.items()}  # fmt: skip


def heads(rows: Figures, **names: str) -> Figures:
    return {a: {names.get(g, g): cell for g, cell in row.items()} for a, row in rows.items()}


def added(rows: Figures, label: str, figures_: Mapping[str, str]) -> Figures:
    return {**rows, label: {g: (None, text) for g, text in figures_.items()}}


HEADS = {"Всего": "Всего (n=515)", "Мужчины": "Мужчины (n = 305)", "Женщины": "Женщины, N=210"}
SIZES = {"Всего": "515", "Мужчины": "305", "Женщины": "210"}
ACROSS: Figures = {
    a: {"Мужчины": (None, m), "Женщины": (None, w), "Всего": (None, "100.0")}
    for a, m, w in (("Среднее", "56.1", "43.9"), ("Училище", "35.1", "64.9"),
                    ("Высшее", "51.0", "49.0"))
}  # fmt: skip
WEIGHTED: Figures = {
    "Да": {"Всего": (None, "33.7"), "Мужчины": (None, "35.1"), "Женщины": (None, "32.4")},
    "Нет": {"Всего": (None, "66.3"), "Мужчины": (None, "64.9"), "Женщины": (None, "67.6")},
}
SEVERAL: Figures = {"Работа": {"": (None, "56.0")}, "Язык": {"": (None, "40.0")},
                    "Жильё": {"": (None, "12.0")}}  # fmt: skip
MEANS: Figures = {"Жильё": {"": (None, "3.48")}, "Еда": {"": (None, "4.12")}}
CROSSED = {**TWO, "До 30": (70, 50, 40, 20), "30 и старше": (100, 80, 55, 100)}


def crossed() -> Figures:
    rows, others = figures(TWO), figures({g: CROSSED[g] for g in ("До 30", "30 и старше")})
    return {a: {**row, **{g: c for g, c in others[a].items() if g != "Всего"}}
            for a, row in rows.items()}  # fmt: skip


HONEST: dict[str, SurveyTable] = {
    "three groups": made(figures(THREE), "467 (197+167+103)"),
    "three groups of untold size": made(figures(THREE), "467"),
    "no decimals": made(figures({"М": (20, 11, 7), "Ж": (13, 19, 13)}, decimals=0), "83"),
    "two decimals": made(figures(ONE, decimals=2), "347"),
    "counts and percents without a base": made(figures(TWO, counts=True)),
    "several answers, said so": made(SEVERAL, "50", question="Что мешало? (несколько ответов)"),
    "some answers only": made({a: SEVERAL[a] for a in ("Язык", "Жильё")}, "50"),
    "percents of rows": made(ACROSS, "365"),
    "weighted": made(WEIGHTED, "97", title="Отношение (данные взвешены)"),
    "less than": made(put(figures({"": (1200, 600, 1, 850)}), "Скорее нет", "", "<0.1"), "2651"),
    "means below": made(added(figures(ONE), "Средний балл (1–4)", {"": "2.34"}), "347"),
    "a table of means": made(MEANS, "25", question="Оценка от 1 до 5, средний балл"),
    "bases in heads": made(heads(figures(TWO), **HEADS)),
    "base in the title": made(figures(TWO), title="Рис. 3. Как дела (n = 515)"),
    "ages beside the base": made(figures(TWO), "Респонденты 18–65 лет, n=515"),
    "bases below": made(added(figures(TWO), "База", SIZES)),
    "cut decimals": made(figures(ONE, how=ROUND_DOWN), "347"),
    "sex not told by some": made(figures(TWO, missing=(4, 3, 1, 2)), "525"),
    "a town not told by some": made(figures(THREE, missing=(4, 3, 1, 2)), "477"),
    "groups that cross": made(crossed(), "515"),
    "groups without everybody": made({a: {g: c for g, c in row.items() if g != "Всего"}
                                      for a, row in figures(TWO).items()}, "515"),
    "everybody and one group": made({a: {g: c for g, c in row.items() if g != "Женщины"}
                                     for a, row in figures(TWO).items()}, "515"),
    "three large groups": made(figures({g: tuple(3 * n + 1 for n in c) for g, c in THREE.items()}),
                               "1413"),
}  # fmt: skip


@pytest.mark.parametrize("name", HONEST)
def test_honest_tables_are_left_alone(name: str) -> None:
    assert sure(HONEST[name]) == []


FAULTY: dict[str, tuple[SurveyTable, tuple[str, str, str]]] = {
    "mistyped": (made(put(figures(TWO), "Скорее нет", "Женщины", "62.2"), "515"),
                 ("column-sum", "", "Женщины")),
    "mistyped, with the base of its group": (
        made(put(figures(THREE), "Скорее да", "Бишкек", "63.5"), "467 (197+167+103)"),
        ("typing", "Скорее да", "Бишкек")),
    "count of another base": (
        made(put(figures(TWO, counts=True), "Скорее да", "Мужчины", "19.7", 66), "515 (305+210)"),
        ("count-percent", "Скорее да", "Мужчины")),
    "counts of groups": (
        made(put(figures(TWO, counts=True), "Скорее да", "Женщины", "33.3", 80), "515 (305+210)"),
        ("row-counts", "Скорее да", "Всего")),
    "row that does not give 100": (made(put(ACROSS, "Училище", "Женщины", "69.4"), "365"),
                                   ("row-sum", "Училище", "")),
    "of all, groups of untold size": (
        made({a: {g: (None, percent(n, 515)) for g, n in
                  (("Всего", m + w), ("Мужчины", m), ("Женщины", w))}
              for a, m, w in zip(ANSWERS, *TWO.values(), strict=True)}, "515"),
        ("percent-of-all", "", "Женщины")),
    "base in the head": (made(heads(put(put(figures(TWO), "Да", "Мужчины", "39.2"), "Скорее да",
                                        "Мужчины", "19.8"), **HEADS)),
                         ("grim", "Да", "Мужчины (n = 305)")),
    "mean no sum gives": (made(put(MEANS, "Еда", "", "4.13"), "25",
                               question="Оценка от 1 до 5, средний балл"),
                          ("mean-grim", "Еда", "")),
    "mean outside its scale": (made(put(MEANS, "Еда", "", "5.12"), "25",
                                    question="Оценка от 1 до 5, средний балл"),
                               ("mean-outside", "Еда", "")),
    "more than everybody": (made(put(SEVERAL, "Язык", "", "140.0"), "50"),
                            ("over-hundred", "Язык", "")),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTY)
def test_faults_are_found_where_they_are(name: str) -> None:
    faulty, place = FAULTY[name]
    assert place in places(faulty)


def test_what_kind_of_percents_is_said() -> None:
    said = {name: {f.rule for f in audited([HONEST[name]]).findings} for name in HONEST}
    assert "row-percents" in said["percents of rows"]
    assert "weighted" in said["weighted"]
    assert "cut" in said["cut decimals"]
    assert "ungrouped" in said["sex not told by some"]


def test_groups_that_other_tables_show_to_be_everybody_leave_no_excuse() -> None:
    alone = made(figures(TWO, missing=(4, 3, 1, 2)), "525")
    other = figures({"Мужчины": (220, 71, 20), "Женщины": (94, 87, 33)})
    shown = SurveyTable("2", "", "А так?", made(other, "525").cells, "s")
    assert sure(alone) == []
    assert places(alone, shown) == {("weight-row", "Нет", "Всего")}


def by_hand(table: SurveyTable, most: int) -> set[tuple[int, tuple[int, int]]]:
    """The bases of everybody and two groups that print all percents, each way of counting tried."""
    grid, found = Grid(table, usual()), set()
    for base in range(2, most + 1):
        for one in range(1, base):
            sums = {(0, 0)}
            for a in grid.answers:
                p, q, r = (grid.percents[a, g] for g in ("Всего", "М", "Ж"))
                rows = [(i, j) for i in q.counts(one) for j in r.counts(base - one)
                        if i + j in p.counts(base)]  # fmt: skip
                sums = {(s + i, t + j) for s, t in sums for i, j in rows}
            if (one, base - one) in sums:
                found.add((base, (one, base - one)))
    return found


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=4),
       st.integers(0, 1))  # fmt: skip
def test_all_bases_are_found_that_trying_by_hand_finds(
    rows: list[tuple[int, int]], decimals: int
) -> None:
    men, women = zip(*rows, strict=True)
    assume(sum(men) and sum(women))
    table = made(figures({"М": men, "Ж": women}, decimals=decimals), str(sum(men) + sum(women)))
    [found] = recoveries(Grid(table, usual()))
    assert found.complete is all(adds_up(found.grid.column(g) or ()) for g in found.columns)
    assume(found.complete)
    wanted = by_hand(table, sum(men) + sum(women))
    assert found.number == len(wanted)
    if len(wanted) <= SHOWN:
        assert {(s.base, s.groups) for s in found.solutions} == wanted


def test_of_very_many_bases_the_number_is_told_and_not_the_counts() -> None:
    rows = figures({"М": (320, 260, 140, 85), "Ж": (150, 270, 155, 135)}, decimals=0)
    [found] = recoveries(Grid(made(rows, "600"), usual()))
    assert found.number is not None
    assert found.number > SHOWN
    assert found.possible
    assert {s.ways for s in found.solutions} == {None}


def test_bases_too_many_to_try_are_not_called_impossible() -> None:
    found: list[Any] = list(recoveries(Grid(HONEST["three large groups"], usual())))
    assert [(r.number, r.possible) for r in found] == [(None, None)]


@pytest.mark.parametrize(("lang", "said"), [
    ("ru", "22,5 − 37,5 = −15,0, напечатано 15,0."), ("en", "22.5 − 37.5 = −15.0, printed 15.0."),
])  # fmt: skip
def test_what_is_less_than_nothing_has_a_sign(lang: str, said: str) -> None:
    rows = {"Торговля": ("24.5", "30.0", "5.5"), "Стройка": ("37.5", "22.5", "15.0"),
            "Школа": ("13.0", "17.5", "4.5")}  # fmt: skip
    years = ("2019", "2022", "Разница")
    cells: Figures = {
        a: {g: (None, p) for g, p in zip(years, row, strict=True)} for a, row in rows.items()
    }
    wrong = next(f for f in sure(made(cells, "400")) if f.rule == "sign")
    with use_language(lang):
        assert arithmetic(wrong) == said


def test_an_interval_is_of_the_base_in_the_head_of_a_column() -> None:
    rows = heads(figures(TWO), **HEADS)
    assert survey_share(made(rows), "Да", HEADS["Мужчины"]).base == 305
    less = survey_share(HONEST["less than"], "Скорее нет", "")
    assert (less.percent, less.share, less.reason) == ("<0.1", None, "no-share")
