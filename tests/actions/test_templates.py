"""Templates kept in a project: journaled, given out as files and read back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import etic
from etic.i18n import use_language
from etic.project import Project
from tests.studies import refused, small_project, tables

TEXT = "---\ntitle: Свой\n---\nВсего {{ base() }}.\n"


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Project]:
    with small_project(tmp_path / "study.etic") as project:
        yield project


def test_a_template_is_kept_and_taken_back(study: Project) -> None:
    before = tables(study)
    assert study.save_template("article", TEXT, lang="ru", coder="anna")
    assert not study.save_template("article", TEXT, lang="ru")  # nothing changed, no step
    found = study.template("article")
    assert (found.name, found.language, found.coder) == ("article", "ru", "anna")
    assert found.text.endswith("title: Свой\n---\nВсего {{ base() }}.\n")
    study.delete_template("article")
    assert study.templates() == []
    study.undo()
    assert study.template("article").text == found.text
    study.undo(coder="anna")
    assert tables(study)["report_templates"] == before["report_templates"] == []
    assert study.verify() == []


def test_a_template_goes_out_and_comes_back(study: Project, tmp_path: Path) -> None:
    study.save_template("a/b", TEXT, lang="ru")
    study.save_template("a/b", "Of {{ base() }}.", lang="en")
    study.export(tmp_path / "out.zip")
    with etic.create(tmp_path / "again.etic") as again:
        again.import_files([tmp_path / "out.zip"])
        kept = [(t.name, t.study, t.language, t.text) for t in again.templates()]
        assert kept == [(t.name, t.study, t.language, t.text) for t in study.templates()]
        assert again.verify() == []


def test_the_report_of_a_study_is_written_by_its_template(study: Project, tmp_path: Path) -> None:
    name = next(iter(study.study_titles()))
    study.save_template("article", TEXT, lang="ru")
    for given, told in (
        ({"study": name, "lang": "ru"}, "Откуда числа"),
        ({"study": name, "lang": "en"}, "How it was coded"),  # no template in English
        ({"study": name, "lang": "ru", "automatic": True}, "Как кодировали"),
        ({"template": "article", "lang": "ru"}, "Откуда числа"),
    ):
        path = tmp_path / "report.html"
        study.report(path, **given)
        assert told in path.read_text(encoding="utf-8")


def test_a_report_by_a_file_gives_the_same_bytes(study: Project, tmp_path: Path) -> None:
    file = tmp_path / "article.md"
    file.write_text(TEXT, encoding="utf-8")
    made = []
    for n in (1, 2):
        study.report(tmp_path / f"{n}.docx", template=str(file), lang="ru")
        made.append((tmp_path / f"{n}.docx").read_bytes())
    assert made[0] == made[1]


def test_nothing_is_written_where_a_template_has_a_fault(study: Project, tmp_path: Path) -> None:
    study.save_template("article", "{{ share('nobody') }}", lang="ru")  # it may be kept so
    refused("template-at", study, study.report, tmp_path / "r.html", template="article", lang="ru")
    assert not (tmp_path / "r.html").exists()


def test_what_is_not_there_is_named(study: Project) -> None:
    refused("template-unknown", study, study.template, "article")
    refused("template-name-empty", study, study.save_template, " ", "x")
    refused("choice-unknown", study, study.save_template, "a", "x", lang="fr")
    refused("file-missing", study, study.load_template, "nowhere.md")


def test_a_file_says_what_it_is_itself(study: Project, tmp_path: Path) -> None:
    file = tmp_path / "text.md"
    file.write_text("---\nreport: article\nlang: en\n---\nWords.\n", encoding="utf-8")
    with use_language("ru"):
        assert study.load_template(file).name == "article"
        assert study.template_of(next(iter(study.study_titles())), "en") is not None
