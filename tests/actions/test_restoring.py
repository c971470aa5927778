"""A deleted document comes back as it was, however long after, or the reason is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from etic import EticError
from etic.model import Bundle, Document
from etic.project import Project
from tests.studies import TEXT, small_project, turns


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with small_project(tmp_path / "p.etic") as found:
        at = TEXT.index("Плитку класть")
        found.code("R01", at, at + 13, "skills", coder="анна", memo="ремесло")
        found.code("R02", quote="Семья здесь", code="return/family", coder="борис")
        yield found
        assert found.verify() == []


def put(project: Project, name: str, case: str = "") -> None:
    text = "Р: Совсем другой разговор."
    project.import_bundle(Bundle(documents=(Document(name, text, turns(text), case=case),)))


def test_what_was_deleted_is_listed_with_who_and_when(project: Project) -> None:
    assert project.deleted_documents() == []
    project.delete_document("R01", coder="анна")
    project.delete_document("R02", coder="борис")
    found = project.deleted_documents()
    assert [(d.name, d.study, d.who, d.codings) for d in found] == [
        ("R02", "study", "борис", 1), ("R01", "study", "анна", 1),
    ]  # fmt: skip
    assert found[0].at == project.events(limit=1)[0].at


def test_it_comes_back_long_after(project: Project) -> None:
    before = project.bundle()
    project.delete_document("R01", coder="анна")
    project.code("R02", quote="вернулся", code="returned", coder="анна")
    project.rename("Другое название")
    restored = project.restore_document(project.deleted_documents()[0].event, coder="борис")
    assert restored.name == "R01"
    assert project.text("R01") == TEXT
    assert [(q.code, q.memo) for q in project.quote_list(document="R01")] == [
        ("skills", "ремесло")
    ]  # fmt: skip
    assert project.bundle().cases == before.cases
    assert project.deleted_documents() == []
    event = project.events(limit=1)[0]
    assert (event.who, event.action, event.kind) == ("борис", "delete", "undo")
    assert project.search_hits("плитка")  # what is derived of the text is there again


def test_who_deleted_can_go_on_undoing_after_another_restored(project: Project) -> None:
    project.delete_document("R01", coder="анна")
    project.restore_document(project.deleted_documents()[0].event, coder="борис")
    step = project.next_step("undo", coder="анна")
    assert step is not None
    assert step.action == "code"
    project.undo(coder="анна")
    assert [q.coder for q in project.quote_list()] == ["борис"]
    mine = project.next_step("undo", coder="борис")
    assert mine is not None
    assert mine.action == "code"


def test_deleted_again_it_is_listed_once(project: Project) -> None:
    project.delete_document("R01")
    project.restore_document(project.deleted_documents()[0].event)
    project.delete_document("R01")
    assert [d.name for d in project.deleted_documents()] == ["R01"]
    project.undo()
    project.redo()
    project.restore_document(project.deleted_documents()[0].event)
    assert len(project.document_list()) == 2


def test_an_undone_import_is_not_a_deletion(project: Project) -> None:
    put(project, "R03")
    project.undo()
    assert project.deleted_documents() == []


def test_restored_and_its_import_undone_it_is_no_deletion_either(project: Project) -> None:
    put(project, "R03")
    project.delete_document("R03", coder="анна")
    project.restore_document(project.deleted_documents()[0].event, coder="анна")
    project.undo()  # of all: the last that stands is the import
    assert "R03" not in [d.name for d in project.document_list()]
    assert project.deleted_documents() == []


def refusal(project: Project) -> str:
    before = project.store.journal.revision()
    with pytest.raises(EticError) as found:
        project.restore_document(project.deleted_documents()[0].event)
    assert project.store.journal.revision() == before
    assert "R01" in str(found.value)
    return found.value.key


def test_a_name_that_is_taken_again_is_not_written_over(project: Project) -> None:
    project.delete_document("R01")
    put(project, "R01")
    assert refusal(project) == "restore-name-taken"
    assert project.text("R01").endswith("разговор.")
    project.delete_document("R01")
    assert [d.codings for d in project.deleted_documents()] == [0, 1]
    project.restore_document(project.deleted_documents()[1].event)
    assert project.text("R01") == TEXT


def test_a_respondent_who_is_there_again(project: Project) -> None:
    project.delete_document("R01")
    put(project, "second talk", case="R01")
    assert refusal(project) == "restore-case-taken"


def test_a_code_that_is_gone(project: Project) -> None:
    project.delete_document("R01")
    project.delete_code("skills")
    assert refusal(project) == "restore-code-gone"
    project.undo()
    project.restore_document(project.deleted_documents()[0].event)
    assert len(project.quote_list(document="R01")) == 1


def test_a_step_that_deleted_nothing_is_refused(project: Project) -> None:
    for step in (1, project.store.journal.revision(), 999):
        with pytest.raises(EticError) as found:
            project.restore_document(step)
        assert found.value.key == "restore-unknown"


def test_a_step_is_taken_back_once(project: Project) -> None:
    project.delete_document("R01")
    step = project.store.journal.revision()
    project.store.journal.undo_step(step, "анна")
    for number, key in (
        (step, "step-taken-back"),
        (step + 1, "step-unknown"),
        (99, "step-unknown"),
    ):
        with pytest.raises(EticError) as found:
            project.store.journal.undo_step(number, "анна")
        assert found.value.key == key
