"""Words of quantity in sentences without a figure: doubted only where no reading bears them out."""

from __future__ import annotations

import pytest

from etic.project import Project

STUDY = "reintegration-2022"
HOME = "human-resources-2020"


@pytest.fixture(scope="module")
def doubted(demonstration: Project) -> dict[str, bool]:
    """Every sentence → whether its quantity is doubted, linted in one draft."""
    said = [*BORNE_OUT, *NOT]
    found = demonstration.lint("\n\n".join(said) + "\n", study=STUDY)
    lines = {f.paragraph for f in found.findings if f.rule == "quantifier"}
    return {sentence: i in lines for i, sentence in enumerate(said)}


NOT = [
    "Большинство респондентов собираются уехать снова.",
    "Большинство опрошенных планируют уехать в Россию в ближайшие три месяца.",
    "Половина женщин собирается снова уехать в Россию.",
    "The majority of respondents intend to leave again.",
    "Almost nobody has housing of their own.",
    "Большинство опрошенных столкнулись с трудностями при поиске работы.",
    "Почти все довольны работой.",
    "Nearly all are satisfied with their work.",
    "Nearly all men plan to go back to Russia within three months.",  # its own words narrow nothing
    "Почти все женщины планируют повторную миграцию в Россию.",
    "Половина интервьюируемых жалуется на долги.",
    "The majority of interviewees named debt as a push to leave again.",  # a code, not its theme
]
BORNE_OUT = [
    "Большинство респондентов довольны работой.",
    "Most of the interviewed are satisfied with their work.",
    "Большинство не собирается снова уезжать в Россию.",
    "The majority do not intend to leave again.",
    "Каждый пятый собирается снова уехать в Россию.",
    "Почти у всех есть жильё.",
    "Nearly all of them have housing.",
    "Почти никто не испытывал трудностей при поиске работы.",
    "Полностью обеспечивает себя и семью около трети.",  # the indicator says so
    "Почти все говорят о планах на ближайшие месяцы.",
    "Большинство вернувшихся любят плов и футбол.",  # nothing of the project
    "Nearly three quarters of respondents rate relations in the family as good.",  # the survey
    "Nearly everyone has a job after return.",  # not «Нет работы»
]


@pytest.mark.parametrize("sentence", NOT)
def test_what_no_reading_bears_out_is_doubted(doubted: dict[str, bool], sentence: str) -> None:
    assert doubted[sentence]


@pytest.mark.parametrize("sentence", BORNE_OUT)
def test_what_one_reading_bears_out_is_not(doubted: dict[str, bool], sentence: str) -> None:
    assert not doubted[sentence]


AT_HOME = {
    "Most respondents named low pay as a reason to leave.": "",
    "The vast majority of respondents named the pull of the big city as a reason to leave.": (
        "Pull of the big city"  # and not “Study”, whose name tells nothing
    ),
    "Nearly two thirds of the migrants reported deskilling.": "Deskilling",
    "Большинство репатриантов вложили деньги в свадьбу.": "Инвестиции: свадьба",
    # “New skills: not sure” is meant, not “New skills: yes”, which is named as well.
    "A fifth of the returnees were not sure whether they had gained new skills.": "",
}


def test_what_is_doubted_is_named(demonstration: Project) -> None:
    report = demonstration.lint("\n\n".join(AT_HOME) + "\n", study=HOME)
    found = {f.paragraph: f for f in report.wrong if f.rule == "quantifier"}
    for i, name in enumerate(AT_HOME.values()):
        names = found[i].figures[0].subject.names if i in found else ("",)
        assert name in names, report.draft.paragraphs[i].text
