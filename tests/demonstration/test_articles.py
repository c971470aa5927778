"""The demonstration's articles: all tables, dimensions and propositions, in either language."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from etic.i18n import use_language
from etic.project import Project
from etic.report import Heading, TableBlock
from etic.report.blocks import Block, Note
from etic.report.composing import composed
from etic.report.joint import joint

NAMES = ("reintegration-2022", "human-resources-2020")


# In English both, for what must not be Russian there; in Russian one of them every day.
ARTICLES = [
    (NAMES[0], "ru"),
    pytest.param((NAMES[1], "ru"), marks=pytest.mark.slow),
    *((name, "en") for name in NAMES),
]


@pytest.fixture(scope="module", params=ARTICLES)
def article(request: pytest.FixtureRequest, project: Project) -> tuple[str, str, list[Block]]:
    name, lang = request.param
    return name, lang, list(composed(project, name, lang=lang).blocks)


def tables(blocks: list[Block]) -> Iterator[TableBlock]:
    return (block for block in blocks if isinstance(block, TableBlock))


def test_every_published_table_stands_in_it_once(
    article: tuple[str, str, list[Block]], project: Project
) -> None:
    name, _, blocks = article
    printed = re.compile(r"Таблица (\d+) так, как|Table (\d+) as it was published")
    found = [next(filter(None, m.groups())) for b in tables(blocks)
             if (m := printed.search(b.table.note))]  # fmt: skip
    numbers = {t.number for _, t in project.survey_tables() if t.study == name}
    assert sorted(found) == sorted(numbers)


def test_joint_displays_have_every_link(
    article: tuple[str, str, list[Block]], project: Project
) -> None:
    name, _, blocks = article
    joint = [b for b in tables(blocks) if b.id.startswith("joint")]
    assert sum(len(b.table.rows) for b in joint) == len(project.joint(study=name).rows)


def test_dimensions_or_propositions_are_there(
    article: tuple[str, str, list[Block]], project: Project
) -> None:
    name, _, blocks = article
    headings = [b.text for b in blocks if isinstance(b, Heading)]
    if name == "human-resources-2020":
        assert [h[:2] for h in headings if re.match(r"\d\. ", h)] == [f"{n}." for n in range(1, 7)]
    else:
        dimensions = [b for b in tables(blocks) if b.id.startswith("dimensions")]
        assert [len(b.table.rows) for b in dimensions] == [8]


@pytest.mark.parametrize("article", [(n, "en") for n in NAMES], indirect=True, scope="module")
def test_an_english_article_has_russian_words_only_where_people_said_them(
    article: tuple[str, str, list[Block]],
) -> None:
    _, _, blocks = article
    # Definitions of codes and reasons of judgements are kept in the language they were written in.
    own = {"quotes", "typical", "definition", "include", "exclude", "example", "reason", "said"}
    left = {
        str(cell)
        for block in tables(blocks)
        for row in block.table.rows
        for column, cell in zip(block.table.columns, row, strict=True)
        if column.key not in own and re.search("[а-яё]", str(cell), re.I)
    }
    assert left == set()


def test_the_report_says_that_these_are_two_samples(project: Project) -> None:
    with use_language("ru"):
        said = [b.text for b in joint(project, "reintegration-2022", 1) if isinstance(b, Note)]
        assert ["две выборки из одной совокупности" in text for text in said] == [True]
        # Where only published tables are there, nobody can say whose they are.
        alone = joint(project, "human-resources-2020", 1)
        assert not [b for b in alone if isinstance(b, Note)]
