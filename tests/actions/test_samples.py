"""A sample is no probability sample unless its study says so, and every note follows."""

from __future__ import annotations

from pathlib import Path

import pytest

import etic
from etic.actions.samples import sample_note
from etic.i18n import use_language
from etic.model import Answers, Bundle, Codebook, Link, Variable
from etic.project import Project
from tests.studies import refused, small_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    found = small_project(tmp_path / "p.etic")
    found.import_bundle(Bundle(codebooks=(Codebook((), study="other", title_en="The other one"),)))
    return found


def note(project: Project, *studies: str) -> str:
    with use_language("en"):
        return sample_note(project.store.connection, studies)


def test_no_study_is_one_until_it_says_so(project: Project) -> None:
    assert note(project) == note(project, "study") == note(project, "study", "other")
    assert note(project).startswith("Not a probability sample")
    project.set_probability_sample("study", coder="anna")
    assert project.probability_samples() == ["study"]
    assert note(project, "study").startswith("A probability sample;")
    assert note(project, "other").startswith("Not a probability sample")
    project.set_probability_sample("other")
    assert note(project) == note(project, "study")
    assert project.verify() == []


def test_of_several_studies_each_is_named_on_its_side(project: Project) -> None:
    project.set_probability_sample("other")
    said = note(project)
    assert said.index("The other one") < said.index("Not a probability sample: study")
    assert note(project, "other", "study") == said


def test_a_project_without_studies(tmp_path: Path) -> None:
    with etic.create(tmp_path / "empty.etic") as empty:
        assert empty.probability_samples() == []
        assert note(empty).startswith("Not a probability sample")


def test_it_is_one_undoable_step_and_goes_out_and_in(project: Project, tmp_path: Path) -> None:
    project.set_probability_sample("study", coder="anna")
    before = project.store.journal.revision()
    project.set_probability_sample("study", coder="anna")
    assert project.store.journal.revision() == before, "nothing new was said"
    project.export(tmp_path / "p.zip")
    with etic.create(tmp_path / "again.etic") as again:
        again.import_files([tmp_path / "p.zip"])
        assert again.probability_samples() == ["study"]
        assert again.verify() == []
    project.undo(coder="anna")
    assert project.probability_samples() == []
    project.redo(coder="anna")
    project.set_probability_sample("study", False)
    assert project.probability_samples() == []
    assert project.verify() == []


def test_a_study_that_is_not_there(project: Project) -> None:
    refused("study-unknown", project, project.set_probability_sample, "third")


def test_the_notes_under_every_table_follow(project: Project) -> None:
    yes_no = Variable("q", "Why?", "nominal", (("1", "Work"),))
    project.import_bundle(Bundle(answers=(Answers((yes_no,), (("A1", {"q": "Work"}),), "study"),)))
    project.link(Link("return/family", "1", "Семья", "Всего", study="study"))

    def notes() -> list[str]:
        with use_language("en"):
            answers = project.answer_table("q", study="study").note
            return [project.table(["return"], study="study").note, answers, project.joint().note]

    assert all("Not a probability sample" in said for said in notes())
    project.set_probability_sample("study")
    assert all("A probability sample;" in said for said in notes())


def test_under_every_count_it_says_what_sample_it_is(project: Project) -> None:
    """Where there are neither intervals nor p, nothing is said of them."""
    project.code("R02", 3, 9, "return", coder="анна")
    project.code("R02", 3, 9, "return", coder="борис")
    with use_language("en"):
        for result in (
            project.code_matrix(), project.cooccurrence(), project.sequences(),
            project.concentration(), project.response_states(), project.response_groups(),
            project.truth_table("return", ["skills"]),
        ):  # fmt: skip
            assert "Not a probability sample." in result.note, type(result)
            assert "intervals and p" not in result.note, type(result)
        assert "Not a probability sample: intervals" in project.agreement(draws=9).note
        project.set_probability_sample("study")
        for said in (project.code_matrix().note, project.agreement(draws=9).note):
            assert "A probability sample" in said
