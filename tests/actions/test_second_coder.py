"""A second coder's codings are compared, and no count takes them."""

from __future__ import annotations

from pathlib import Path

import pytest

import etic
from etic import EticError
from etic.analysis.counts import ALL
from etic.i18n import use_language
from etic.project import Project
from tests.studies import TEXT, small_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    found = small_project(tmp_path / "p.etic")
    at = TEXT.index("Плитку класть")
    found.code("R01", at, at + 13, "skills", coder="анна")
    found.code("R01", at, at + 13, "return/family", coder="борис")
    return found


def n(project: Project, code: str, **how: str) -> int:
    table = project.table([code], **how)  # type: ignore[arg-type]
    return next(row.share.n for row in table.rows if row.group == ALL)


def test_everybody_counts_until_a_coder_is_called_second(project: Project) -> None:
    assert (n(project, "skills"), n(project, "return")) == (1, 1)
    project.set_second_coder("борис")
    assert project.second_coders() == ["борис"]
    assert (n(project, "skills"), n(project, "return")) == (1, 0)
    assert n(project, "return", unit="coding") == 0
    assert "борис" in project.table(["return"]).note
    project.set_second_coder("борис", False)
    assert n(project, "return") == 1
    assert "борис" not in project.table(["return"]).note
    assert project.verify() == []


def test_asked_for_by_name_a_second_coder_is_counted(project: Project) -> None:
    project.set_second_coder("борис")
    assert n(project, "return", coder="борис") == 1


def test_quotes_show_all_and_counted_quotes_do_not(project: Project) -> None:
    project.set_second_coder("борис")
    assert {q.coder for q in project.quote_list()} == {"анна", "борис"}
    assert {q.coder for q in project.quote_list(counted=True)} == {"анна"}


def test_the_codebook_counts_without_them(project: Project) -> None:
    project.set_second_coder("борис")
    node = project.codebook().find("return/family")
    assert project.code_counts()[node.id].codings == 0


def test_it_is_one_undoable_step_and_goes_out_and_in(project: Project, tmp_path: Path) -> None:
    project.set_second_coder("борис")
    project.export(tmp_path / "p.zip")
    again = etic.create(tmp_path / "again.etic", "")
    again.import_files([tmp_path / "p.zip"])
    assert again.second_coders() == ["борис"]
    project.undo()
    assert project.second_coders() == []
    assert project.verify() == []


def test_nobody_of_that_name(project: Project) -> None:
    with pytest.raises(EticError) as error:
        project.set_second_coder("вера")
    assert error.value.key == "coder-unknown"


def test_a_note_says_when_one_coder_alone_is_counted(project: Project) -> None:
    with use_language("en"):
        for found in (
            project.crosstab("return", coder="борис"),
            project.response_states("return", coder="борис"),
            project.responses("return", coder="борис"),
            project.concentration("return", coder="борис"),
            project.code_matrix("return", coder="борис"),
            project.cooccurrence(coder="борис"),
            project.sequences(coder="борис"),
        ):
            assert found.note.count("Codings of борис only.") == 1, type(found)
        assert "борис" not in project.crosstab("return").note
