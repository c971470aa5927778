"""What a survey says of one answer or of several, and how the same people agree."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from etic.actions.answer_counting import answer_share
from etic.mixed.cases import mcnemar, paired
from etic.mixed.central import central
from etic.mixed.joint import PLUS, parts, survey_share
from etic.model import Answers, Cell, SurveyTable, Variable

TABLE = SurveyTable(
    "2", "", "Q",
    tuple(
        Cell(answer, group, None, percent, "515")
        for group, percents in (("Все", ("28,3", "35,9", "35,8")), ("Мужчины", ("30", "37", "")))
        for answer, percent in zip(("Да", "В основном да", "Нет"), percents, strict=True)
    ),
)  # fmt: skip


def test_several_answers_are_added_as_they_are_printed() -> None:
    found = survey_share(TABLE, "Да + В основном да", "Все")
    assert (found.percent, found.base) == ("64,2", 515)
    assert found.share == pytest.approx(0.642)
    assert survey_share(TABLE, "Да + Нет", "Мужчины").reason == "no-share"  # one is not printed


@settings(max_examples=40)
@given(st.lists(st.text("аб +", min_size=1, max_size=6), min_size=1, max_size=5, unique=True))
def test_answers_joined_come_apart_again_as_answers(answers: list[str]) -> None:
    found = parts(PLUS.join(answers), answers)
    assert PLUS.join(found) == PLUS.join(answers)
    assert set(found) <= set(answers)


def answers() -> Answers:
    values = (("1", "да"), ("2", "нет"), ("9", "не знаю"))
    said = [("A1", "да", "ж"), ("A2", "да", "м"), ("A3", "нет", "ж"), ("A4", "не знаю", "ж")]
    return Answers(
        (Variable("q", "Q", values=values, missing=("не знаю",)), Variable("sex")),
        (*((name, {"q": q, "sex": sex}) for name, q, sex in said), ("A5", {"sex": "ж"})),
    )


def test_the_base_is_who_answered_in_the_group() -> None:
    found = answer_share(answers(), "q", "да")
    assert (found.n, found.base, found.declared_base) == (2, 3, "3")
    women = answer_share(answers(), "q", "да", "sex=ж")
    assert (women.n, women.base) == (1, 2)
    both = answer_share(answers(), "q", "да + нет")
    assert (both.n, both.base) == (3, 3)
    assert answer_share(answers(), "q", "да", "sex=?").reason == "no-answers"


def test_weights_count_where_the_answers_declare_them() -> None:
    weighted = replace(
        answers(),
        variables=(*answers().variables, Variable("w", "Weight", "weight")),
        respondents=tuple(
            (name, {**said, "w": weight})
            for (name, said), weight in zip(
                answers().respondents, ("3", "1", "2", "1", "1"), strict=True
            )
        ),
        weight="w",
    )
    found = answer_share(weighted, "q", "да")
    assert (found.n, found.base) == (2, 3)  # respondents themselves
    assert found.share == pytest.approx(4 / 6)
    assert found.effective == pytest.approx(36 / 14)
    assert found.tested == pytest.approx((4 / 6 * 36 / 14, 36 / 14))
    turned = found.turned()
    assert turned.share == pytest.approx(2 / 6)
    assert turned.tested == pytest.approx((2 / 6 * 36 / 14, 36 / 14))
    nobody = replace(weighted, respondents=(("A1", {"q": "да", "w": "0"}),))
    assert answer_share(nobody, "q", "да").reason == "no-weights"


@settings(max_examples=40)
@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=40))
def test_mcnemar_is_the_binomial_test_of_those_who_differ(pairs: list[tuple[bool, bool]]) -> None:
    found = paired(pairs)
    b, c = found.code_only, found.answer_only
    assert found.base == len(pairs)
    if b + c:
        assert mcnemar(b, c) == pytest.approx(binomtest(b, b + c).pvalue)
    if found.kappa is not None:
        assert -1 <= found.kappa <= 1


def test_nobody_and_everybody_alike_have_no_kappa() -> None:
    assert paired([]).reason == "no-pairs"
    assert (paired([(True, True)] * 3).kappa, paired([(True, True)] * 3).percent) == (None, 1)


def test_what_nobody_else_says_is_far_from_the_middle() -> None:
    near = central([{"работа", "дом"}, {"работа", "деньги"}, {"море"}, set()])
    assert near[2] == near[3] == 0
    assert near[0] > 0
    assert central([{"один"}]) == [0.0]


@given(st.lists(st.lists(st.sampled_from("абвгдежз"), min_size=1, unique=True), max_size=7))
def test_nearness_does_not_depend_on_the_order_of_words(passages: list[list[str]]) -> None:
    assert central(passages) == central([words[::-1] for words in passages])
