"""Every example of the language's description is worked out on the demonstration."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from etic.project import Project
from etic.report.filling import FUNCTIONS
from etic.report.filling.insertions import BLOCKS
from etic.report.filling.words import FIGURE_FILTERS
from tests.documents import ROOT, blocks

FILES = {"ru": ROOT / "docs" / "templates.ru.md", "en": ROOT / "docs" / "templates.md"}
STUDY = "reintegration-2022"


@pytest.fixture(scope="module")
def project(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    path = tmp_path_factory.mktemp("documented") / "demo.etic"
    with Project.open(shutil.copy(demo, path)) as project:
        yield project


@pytest.mark.parametrize("lang", FILES)
def test_the_examples_work(project: Project, lang: str) -> None:
    text = FILES[lang].read_text(encoding="utf-8")
    examples = [block.text for block in blocks(text) if block.kind == "md"]
    assert len(examples) > 6
    filled = [project.fill_template(example, study=STUDY, lang=lang) for example in examples]
    assert "—" not in [claim.text for each in filled for claim in each.claims]


@pytest.mark.parametrize("lang", FILES)
def test_every_function_and_filter_is_told_of(lang: str) -> None:
    text = FILES[lang].read_text(encoding="utf-8")
    for name in (*FUNCTIONS, *BLOCKS):
        assert f"{name}(" in text, name
    for name in FIGURE_FILTERS:
        assert name == "abs" or f"|{name}" in text, name


@pytest.mark.parametrize("lang", FILES)
def test_the_demonstration_has_a_report_of_its_own(project: Project, lang: str) -> None:
    claims = project.claims(STUDY, study=STUDY, lang=lang)
    assert len(claims) > 15
    assert all(claim.note for claim in claims)


def test_both_languages_show_the_same_examples() -> None:
    functions = {
        lang: sorted(f for f in (*FUNCTIONS, *BLOCKS) if f"{{{{ {f}(" in path.read_text("utf-8"))
        for lang, path in FILES.items()
    }
    assert functions["ru"] == functions["en"]
