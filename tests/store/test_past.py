"""The codebook as it was is what it was, read from the journal alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from etic import EticError
from etic.model import Code
from etic.project import Project
from tests.studies import small_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with small_project(tmp_path / "p.etic") as made:
        yield made


def work(project: Project) -> Iterator[None]:
    """A day's work on the codebook, step by step."""
    steps: list[tuple[Any, tuple[Any, ...], dict[str, Any]]] = [
        (project.add_code, (Code("skills/tiles", name_ru="Плитка"),), {}),
        (project.edit_code, ("return",), {"definition": "Почему вернулись"}),
        (project.edit_code, ("return/family",), {"segment": "kin"}),
        (project.move_code, ("return/kin", "skills"), {}),
        (project.merge_codes, ("skills/tiles", "skills/kin"), {}),
        (project.undo, (), {}),
        (project.redo, (), {}),
        (project.move_code, ("skills",), {"before": "return"}),
        (project.delete_code, ("returned",), {}),
    ]
    for step, arguments, more in steps:
        step(*arguments, **more, coder="anna")
        yield


def test_every_state_of_the_codebook_can_be_had_again(project: Project) -> None:
    states = {project.store.journal.revision(): (project.codebook().nodes, project.codebooks())}
    for _ in work(project):
        made = project.code("R01", 28, 44, "skills", coder="boris")  # a step not of the codebook
        project.uncode(made.id, coder="boris")
        at = project.store.journal.revision()
        states[at] = project.codebook().nodes, project.codebooks()
    for event_id, (nodes, books) in states.items():
        assert project.codebook_at(event_id).nodes == nodes
        assert project.codebooks_at(event_id) == books
    assert project.verify() == []


def test_versions_are_the_steps_that_changed_a_code(project: Project) -> None:
    for _ in work(project):
        project.rename(f"{project.title}!", coder="boris")
    versions = project.codebook_versions()
    assert [(event.action, event.kind) for event in reversed(versions)] == [
        ("import", "do"), ("code-add", "do"), ("code-edit", "do"), ("code-edit", "do"),
        ("code-move", "do"), ("code-merge", "do"), ("code-merge", "undo"), ("code-merge", "redo"),
        ("code-move", "do"), ("code-delete", "do"),
    ]  # fmt: skip
    assert [event.id for event in versions] == sorted((e.id for e in versions), reverse=True)


def test_differences_between_then_and_now(project: Project) -> None:
    start = project.store.journal.revision()
    for _ in work(project):
        pass
    found = [
        (d.kind, d.code.path, d.field, d.old, d.new) for d in project.codebook_differences(start)
    ]
    assert found == [
        ("deleted", "returned", "", "", ""),
        ("moved", "skills/kin", "", "return/family", "skills/kin"),
        ("changed", "skills/kin", "segment", "family", "kin"),
        ("order", "return", "", "skills", ""),
        ("changed", "return", "definition", "", "Почему вернулись"),
    ]


def test_differences_between_two_points(project: Project) -> None:
    for _ in work(project):
        pass
    ids = {(e.action, e.kind): e.id for e in project.codebook_versions()}
    assert project.codebook_differences(ids["code-merge", "do"], ids["code-merge", "redo"]) == []
    (merged,) = project.codebook_differences(ids["code-merge", "undo"], ids["code-merge", "redo"])
    assert (merged.kind, merged.code.path, merged.new) == ("merged", "skills/tiles", "skills/kin")
    (back,) = project.codebook_differences(ids["code-merge", "do"], ids["code-merge", "undo"])
    assert (back.kind, back.code.path) == ("added", "skills/tiles")


def test_a_step_that_never_was_is_refused(project: Project) -> None:
    for event_id in (0, 999):
        with pytest.raises(EticError) as error:
            project.codebook_at(event_id)
        assert error.value.key == "event-unknown"
