"""The command `study`: which studies there are, what samples they have."""

from __future__ import annotations

from pathlib import Path

from etic.project import Project
from tests.cli.conftest import Etic


def test_the_studies_are_listed(etic: Etic, study: Path) -> None:
    assert etic("study", study, "--json").json == [
        {"study": "study", "title": "study", "respondents": 2, "documents": 2,
         "probability_sample": False}
    ]  # fmt: skip


def test_a_study_says_that_its_sample_was_drawn(etic: Etic, study: Path) -> None:
    said = etic("study", study, "study", "--probability-sample")
    assert (said.code, said.out) == (0, "study: a probability sample.\n")
    assert etic("study", study, "--json").json[0]["probability_sample"] is True
    back = etic("study", study, "--no-probability-sample", "--json")
    assert back.json == {"study": "study", "probability_sample": False}
    with Project.open(study) as project:
        assert project.verify() == []


def test_which_study_is_not_guessed(etic: Etic, study: Path, tmp_path: Path) -> None:
    assert "There are: study" in etic("study", study, "third").err
    etic("new", tmp_path / "empty.etic")
    none = etic("study", tmp_path / "empty.etic", "--probability-sample")
    assert none.code != 0
    assert none.err.count("\n") == 1
