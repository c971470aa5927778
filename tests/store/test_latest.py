"""Where somebody stopped, and where steps of the journal took place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import etic
from etic.actions.standing import StudyProgress
from etic.i18n import use_language
from etic.model import Bundle, Coding, Document
from etic.project import Project
from tests.studies import TEXT, small_project, turns


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with small_project(tmp_path / "p.etic") as found:
        yield found


def code(project: Project, quote: str, coder: str = "анна") -> int:
    at = TEXT.index(quote)
    return project.code("R01", at, at + len(quote), "skills", coder=coder).id


def stopped(project: Project, coder: str = "анна") -> str | None:
    last = project.last_coding(coder)
    if last is None:
        return None
    assert project.text(last.passage.document)[last.passage.start : last.passage.end] == last.quote
    return last.quote


def test_the_last_coding_of_each(project: Project) -> None:
    assert stopped(project) is None
    code(project, "Мама болела")
    code(project, "Плитку класть")
    code(project, "ёлки", "борис")
    assert (stopped(project), stopped(project, "борис")) == ("Плитку класть", "ёлки")


def test_a_coding_that_was_changed_is_where_one_stopped(project: Project) -> None:
    first = code(project, "Мама болела")
    code(project, "Плитку класть")
    project.set_memo(first, "важно", coder="анна")
    assert stopped(project) == "Мама болела"


def test_a_coding_that_was_taken_away_leaves_its_place(project: Project) -> None:
    project.uncode(code(project, "Мама болела"), coder="анна")
    assert stopped(project) == "Мама болела"


def test_a_text_that_is_gone_is_no_place_to_go_on(project: Project) -> None:
    code(project, "Мама болела")
    project.code("R02", quote="Семья здесь", code="return", coder="анна")
    project.delete_document("R02", coder="анна")
    assert stopped(project) == "Мама болела"
    project.delete_document("R01", coder="анна")
    assert stopped(project) is None


def test_in_a_new_revision_it_is_where_it_was_carried(project: Project) -> None:
    code(project, "Плитку класть")
    text = TEXT.replace("Мама болела", "Мама долго болела")
    project.import_bundle(Bundle(documents=(Document("R01", text, turns(text)),)), revise=True)
    assert stopped(project) == "Плитку класть"


def test_steps_with_their_places(project: Project) -> None:
    steps = {}
    coding = code(project, "Мама болела")
    steps["code"] = project.store.journal.revision()
    project.set_memo(coding, "важно")
    steps["recode"] = project.store.journal.revision()
    project.uncode(coding)
    steps["uncode"] = project.store.journal.revision()
    project.undo()
    steps["undo"] = project.store.journal.revision()
    project.rename("Другое")
    found = project.passages(event.id for event in project.events())
    assert set(found) == set(steps.values())
    at = TEXT.index("Мама болела")
    for passage in found.values():
        assert (passage.document, passage.start, passage.end) == ("R01", at, at + 11)
    project.delete_document("R01")
    assert project.passages(event.id for event in project.events()) == {}


def test_an_import_is_no_place(project: Project) -> None:
    coding = Coding("R01", "skills", "Мама болела")
    project.import_bundle(Bundle(codings=(coding,)), who="анна")
    assert project.passages(event.id for event in project.events()) == {}
    assert project.last_coding("анна") is None


def test_when_each_was_last_here(project: Project) -> None:
    code(project, "Мама болела")
    code(project, "Плитку класть", "борис")
    active = project.last_active()
    for event in reversed(project.events()):
        assert active[event.who] >= event.at
    assert active["борис"] == project.events(limit=1)[0].at


def test_progress_of_the_studies(project: Project) -> None:
    code(project, "Мама болела")
    text = "Р: Да. Нет."
    project.import_bundle(Bundle(documents=(Document("Q1", text, turns(text), study="other"),)))
    with use_language("en"):
        first, second = project.study_progress()
    assert (first.study, first.respondents, first.documents, first.begun) == ("study", 2, 2, 1)
    assert first.coded == 1
    assert first.sentences == sum(of for of, _ in project.progress().values()) - 2
    assert second == StudyProgress("other", "other", 1, 1, 0, 2, 0)


def test_an_empty_project_has_no_progress(tmp_path: Path) -> None:
    with etic.create(tmp_path / "e.etic") as empty:
        assert empty.study_progress() == []
        assert empty.last_coding("анна") is None
        assert set(empty.last_active()) == {empty.events()[0].who}
