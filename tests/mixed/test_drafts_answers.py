"""Drafts held against answers by respondent: weights, and questions with several answers."""

from __future__ import annotations

from pathlib import Path

import pytest

import etic
from etic.model import Answers, Bundle, Cell, ResponseSet, SurveyTable, Variable
from etic.project import Project

YES_NO = (("1", "да"), ("0", "нет"))


@pytest.fixture
def study(tmp_path: Path) -> Project:
    """Of 40 respondents 14 plan to go; those who do weigh three times as much."""
    project = etic.create(tmp_path / "s.etic", "S")
    people = tuple(
        (
            f"A{i:02}",
            {
                "plans": "да" if i < 14 else "нет",
                "home": "да" if i % 4 == 0 else "нет",
                "car": "да" if i % 2 == 0 else "нет",
                "w": "3" if i < 14 else "1",
            },
        )
        for i in range(40)
    )
    answers = Answers(
        (
            Variable("plans", "Планирует уехать", values=YES_NO),
            Variable("home", "Построил дом", values=YES_NO),
            Variable("car", "Купил машину", values=YES_NO),
            Variable("w", "Вес", "weight"),
        ),
        people, "s", weight="w",
        sets=(ResponseSet("$spent", "На что потратил заработанное", "dichotomy",
                          ("home", "car"), "да"),),
    )  # fmt: skip
    project.import_bundle(Bundle(answers=(answers,)))
    return project


@pytest.mark.parametrize(
    ("draft", "right"),
    [
        ("Планируют уехать 35,0 % опрошенных.", True),  # 14 of 40
        ("Планируют уехать 61,8 % опрошенных.", True),  # 42 of 68, by weight
        ("Планируют уехать 47,3 % опрошенных.", False),
        ("Дом построили 50,0 % тех, кто сказал, на что потратил заработанное.", True),  # 10 of 20
        ("Дом построили 44,4 % тех, кто сказал, на что потратил заработанное.", False),
    ],
)
def test_what_the_answers_give(study: Project, draft: str, right: bool) -> None:
    assert (not study.lint(draft + "\n", study="s").wrong) is right


def test_weights_are_no_answers(study: Project) -> None:
    from etic.actions.drafts import pool

    subjects = {figure.subject.key for figure in pool(study.store, "s").figures}
    assert "answers:s/plans" in subjects
    assert "answers:s/w" not in subjects


@pytest.mark.parametrize("heading", ["Difference", "Разница, п. п."])
def test_a_column_of_differences_is_in_points(study: Project, heading: str) -> None:
    from etic.actions.drafts import pool

    cells = (Cell("Trade", "Men", None, "20.0", ""), Cell("Trade", heading, None, "3.4", ""))
    study.import_bundle(Bundle(tables=(SurveyTable("7", "Sectors", "Where?", cells, study="s"),)))
    found = [f for f in pool(study.store, "s").figures if f.subject.number == "7"]
    assert 3.4 in [f.value for f in found if f.kind == "points" and f.group == heading]
