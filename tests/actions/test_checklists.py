"""Checklists of reporting: what the project knows, what a person answers, what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import etic
from etic.actions.checklist_facts import _FACTS
from etic.i18n import use_language
from etic.mixed.checklist import NAMES, form
from etic.model import Bundle, ChecklistAnswer
from etic.project import Project
from tests.studies import refused, small_project, tables


@pytest.fixture
def study(tmp_path: Path) -> Project:
    return small_project(tmp_path / "study.etic")


def states(project: Project, name: str = "coreq") -> dict[str, str]:
    return {point.item.number: point.state for point in project.checklist(name).points}


@pytest.mark.parametrize(("name", "items"), [("coreq", 32), ("srqr", 21), ("gramms", 6)])
def test_a_checklist_has_its_items_in_both_languages(name: str, items: int) -> None:
    found = form(name)
    assert [item.number for item in found.items] == [str(n) for n in range(1, items + 1)]
    for item in found.items:
        assert all((*item.text, *item.domain))
        assert item.text[0] != item.text[1]
        assert set(item.facts) <= set(_FACTS), item.number
    assert len({item.text for item in found.items}) == items


def test_every_fact_is_asked_for() -> None:
    assert {key for name in NAMES for item in form(name).items for key in item.facts} == set(_FACTS)


def test_the_project_fills_what_it_knows_and_no_more(study: Project) -> None:
    found = states(study)
    assert {n for n, state in found.items() if state == "filled"} == {"12", "16", "18", "25", "26"}
    assert "answered" not in found.values()
    study.code("R01", 29, 35, "return", coder="anna")
    assert {n for n, s in states(study).items() if s == "filled"} == {
        "12", "16", "18", "24", "25", "26", "27", "29", "30", "31",
    }  # fmt: skip


def test_what_is_said_follows_the_language(study: Project) -> None:
    with use_language("ru"):
        assert study.checklist("coreq").points[11].said == "2 респондента, 2 документа."
    with use_language("en"):
        made = study.checklist("coreq")
    assert made.points[11].said == "2 respondents, 2 documents."
    assert dict(made.progress) == {"all": 32, "done": 5, "filled": 5, "answered": 0, "missing": 27}


def test_an_answer_goes_before_what_the_project_knows_and_can_be_undone(study: Project) -> None:
    before = tables(study)
    assert study.answer_checklist("COREQ", "12", "  Двое. ", coder="anna")
    point = study.checklist("coreq").points[11]
    assert (point.state, point.answer, point.coder) == ("answered", "Двое.", "anna")
    assert point.said.startswith("Двое. 2 ")
    assert not study.answer_checklist("coreq", "12", "Двое.")  # nothing changed, no step
    assert study.verify() == []
    study.undo(coder="anna")
    after = tables(study)
    assert after["checklist_answers"] == before["checklist_answers"] == []
    study.redo(coder="anna")
    assert states(study)["12"] == "answered"
    assert study.verify() == []


def test_an_empty_answer_is_taken_back(study: Project) -> None:
    study.answer_checklist("srqr", "20", "Нет.")
    assert study.answer_checklist("srqr", "20", " ")
    assert states(study, "srqr")["20"] == "missing"
    assert not study.answer_checklist("srqr", "20", "")
    assert study.verify() == []


def test_the_two_languages_are_answered_apart(study: Project) -> None:
    study.answer_checklist("gramms", "1", "Зачем.", lang="ru")
    with use_language("en"):
        assert study.checklist("gramms").points[0].answer == "Зачем."  # better than nothing
        assert study.checklist_answer("gramms", "1") == ""
        study.answer_checklist("gramms", "1", "Why.")
        assert study.checklist("gramms").points[0].answer == "Why."
    with use_language("ru"):
        assert study.checklist("gramms").points[0].answer == "Зачем."
        study.answer_checklist("gramms", "1", "")
        assert study.checklist("gramms").points[0].answer == "Why."


def test_what_is_refused(study: Project) -> None:
    refused("checklist-unknown", study, study.checklist, "prisma")
    refused("checklist-item", study, study.answer_checklist, "gramms", "7", "x")
    refused("study-unknown", study, study.answer_checklist, "gramms", "1", "x", study="y")
    refused("choice-unknown", study, study.answer_checklist, "gramms", "1", "x", lang="fr")
    study.import_bundle(Bundle(checklist_answers=(ChecklistAnswer("srqr", "1", "да", study="b"),)))
    refused("checklist-study", study, study.checklist, "coreq")
    assert study.checklist("srqr", "b").points[0].answer == "да"


def test_answers_go_out_and_come_back(study: Project, tmp_path: Path) -> None:
    study.answer_checklist("coreq", "13", "Отказались двое: «нет».", lang="ru", coder="anna")
    study.answer_checklist("coreq", "13", "Two refused.", lang="en", coder="anna")
    study.answer_checklist("gramms", "2", "yes", lang="en", coder="борис")
    study.export(tmp_path / "out.zip")
    with etic.create(tmp_path / "again.etic") as again:
        again.import_files([tmp_path / "out.zip"])
        assert again.bundle().checklist_answers == study.bundle().checklist_answers
        assert again.verify() == []
        revision = again.store.journal.revision()
        again.import_files([tmp_path / "out.zip"])  # a second time adds nothing
        assert again.bundle().checklist_answers == study.bundle().checklist_answers
        assert again.store.journal.revision() == revision


def test_a_file_does_not_write_over_what_is_answered(study: Project) -> None:
    study.answer_checklist("coreq", "13", "наш", lang="ru", coder="anna")
    given = ChecklistAnswer("coreq", "13", "чужой", "theirs", "ben")
    study.import_bundle(Bundle(checklist_answers=(given,)))
    (found,) = study.bundle().checklist_answers
    assert (found.text_ru, found.text_en) == ("наш", "theirs")


@pytest.mark.parametrize(
    ("answers", "key"),
    [
        ([{"checklist": "coreq", "item": "1"}, {"checklist": "COREQ", "item": "1"}],
         "checklist-twice"),
        ([{"checklist": "coreq", "item": "33", "text_ru": "x"}], "coding-at"),
        ([{"checklist": "prisma", "item": "1", "text_ru": "x"}], "coding-at"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_meant(
    study: Project, tmp_path: Path, answers: list[dict[str, str]], key: str
) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(yaml.safe_dump({"checklist_answers": answers}), encoding="utf-8")
    assert "answers.yaml" in str(refused(key, study, study.import_files, [path]))
