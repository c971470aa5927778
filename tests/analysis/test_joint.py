"""What a published table says of an answer, and what it does not say."""

from __future__ import annotations

import pytest

from etic.mixed.joint import base_of, survey_share, total_group
from etic.model import Cell, SurveyTable
from tests.studies import TABLE


def test_printed_percent_with_its_base() -> None:
    total = survey_share(TABLE, "Семья", "Всего")
    assert (total.percent, total.base) == ("22.1", 515)
    assert total.share == pytest.approx(0.221)
    assert total.low is not None
    assert total.high is not None
    assert total.low < 0.221 < total.high


def test_the_declared_base_of_all_is_not_that_of_a_column() -> None:
    men = survey_share(TABLE, "Семья", "Мужчины")
    assert (men.share, men.base, men.low, men.reason) == (0.2, None, None, "no-declared-base")


def test_a_count_becomes_a_share_where_the_base_is_known() -> None:
    work = survey_share(TABLE, "Работа", "Всего")
    assert work.share == pytest.approx(103 / 515)


def test_no_figure_is_no_share() -> None:
    table = SurveyTable("3", "", "", (Cell("a", "x", 10, "", ""),))
    found = survey_share(table, "a", "x")
    assert (found.share, found.n, found.reason) == (None, 10, "no-share")


def test_a_count_over_the_base_is_said() -> None:
    table = SurveyTable("3", "", "", (Cell("a", "x", 60, "", "50"),))
    assert survey_share(table, "a", "x").reason == "count-over-base"


@pytest.mark.parametrize(
    ("groups", "total"),
    [
        (["Мужчины", "Женщины", "Всего"], "Всего"),
        (["Все опрошенные", "Мужчины"], "Все опрошенные"),
        (["Total", "Men"], "Total"),
        (["x"], "x"),
        (["В России", "В Кыргызстане", "Разница"], None),
    ],
)
def test_the_column_of_all(groups: list[str], total: str | None) -> None:
    assert total_group(groups) == total


@pytest.mark.parametrize(
    ("declared", "base"), [("515", 515), ("50 (25+25)", 50), ("", None), ("?", None)]
)
def test_the_number_of_a_declared_base(declared: str, base: int | None) -> None:
    assert base_of(declared) == base
