"""Suggestions on their way out and back: all rows with what became of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

import etic
from etic.errors import EticError
from etic.model import Bundle, Code, Codebook, Document, Suggestion
from etic.project import Project
from tests.studies import small_project, turns
from tests.suggested import propose, threshold, uid

__all__ = ["threshold"]

pytestmark = pytest.mark.usefixtures("threshold")


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Project]:
    """Suggestions of which one is accepted, one changed, one turned down, two wait."""
    with small_project(tmp_path / "study.etic") as project:
        propose(project)
        project.review([uid(project, "Мама", "return/family")], coder="анна")
        project.review([], [uid(project, "Семья", "returned")], ["skills"], coder="борис")
        project.review([], [uid(project, "Безработица", "return")], coder="анна")
        yield project
        assert project.verify() == []


def imported(path: Path, archive: Path) -> Project:
    project = etic.create(path)
    project.import_files([archive])
    return project


def test_an_export_brings_every_suggestion_back(study: Project, tmp_path: Path) -> None:
    study.export(tmp_path / "one.zip")
    with imported(tmp_path / "again.etic", tmp_path / "one.zip") as again:
        pd.testing.assert_frame_equal(again.suggestions(), study.suggestions())
        assert again.verify() == []
        assert [r.quote for r in again.review_queue()] == [r.quote for r in study.review_queue()]
        again.export(tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_outcomes_that_came_in_lie_in_the_time_of_their_coding(
    study: Project, tmp_path: Path
) -> None:
    study.export(tmp_path / "one.zip")
    with imported(tmp_path / "again.etic", tmp_path / "one.zip") as again:
        for by in ("code", "month"):
            pd.testing.assert_frame_equal(
                again.suggestion_outcomes(by),
                study.suggestion_outcomes(by),
            )


def test_the_same_again_adds_nothing_and_decides_nothing(study: Project, tmp_path: Path) -> None:
    study.export(tmp_path / "one.zip")
    study.dismiss_batch(study.batch().uids, coder="анна")
    before = study.suggestions()
    study.import_files([tmp_path / "one.zip"])
    pd.testing.assert_frame_equal(study.suggestions(), before)


def test_a_suggestion_in_a_wrong_place_is_refused_with_its_place(study: Project) -> None:
    wrong = Suggestion(0, 5, "skills", quote="Мама", document="study/R01", source="x",
                       where="row 2", file="suggestions.csv")  # fmt: skip
    with pytest.raises(EticError, match=r"suggestions\.csv"):
        study.import_bundle(Bundle(suggestions=(wrong,)))


def test_what_was_turned_down_stays_turned_down_in_a_corrected_text(
    study: Project, tmp_path: Path
) -> None:
    text = study.text("R01")
    (tmp_path / "R01.txt").write_text(text.replace("ёлки", "вот"), encoding="utf-8")
    study.import_files([tmp_path / "R01.txt"], study="study", revise=True)
    at = study.text("R01").index("Безработица")
    end = at + len("Безработица там, я и еду домой.")
    assert study.propose("R01", [Suggestion(at, end, "return")], source="x") == 0


def test_two_studies_may_share_the_name_of_a_document(tmp_path: Path) -> None:
    texts = {"s1": "Р: Один два три.", "s2": "Р: Четыре пять."}
    with etic.create(tmp_path / "two.etic") as project:
        project.import_bundle(
            Bundle(
                documents=tuple(
                    Document("R1", text, turns(text), study=study) for study, text in texts.items()
                ),
                codebooks=(Codebook((Code("k"),)),),
            )
        )
        for study, text in texts.items():
            project.code(f"{study}/R1", 3, 7, "k", coder="анна")
            project.propose(f"{study}/R1", [Suggestion(3, len(text), "k")], source="x")
        project.export(tmp_path / "two.zip")
        with imported(tmp_path / "again.etic", tmp_path / "two.zip") as again:
            assert [(q.study, q.quote) for q in again.quote_list()] == [
                (q.study, q.quote) for q in project.quote_list()
            ]
            pd.testing.assert_frame_equal(again.suggestions(), project.suggestions())
