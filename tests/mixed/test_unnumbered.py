"""Words of quantity in sentences without a figure: doubted only where no reading bears them out."""

from __future__ import annotations

import pytest

from etic.project import Project

STUDY = "reintegration-2022"


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
]


@pytest.mark.parametrize("sentence", NOT)
def test_what_no_reading_bears_out_is_doubted(doubted: dict[str, bool], sentence: str) -> None:
    assert doubted[sentence]


@pytest.mark.parametrize("sentence", BORNE_OUT)
def test_what_one_reading_bears_out_is_not(doubted: dict[str, bool], sentence: str) -> None:
    assert not doubted[sentence]
