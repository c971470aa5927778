"""`etic clean`: a preview unless asked to do it."""

from __future__ import annotations

from pathlib import Path

import pytest

from etic.project import Project
from tests.cli.conftest import Etic

BROKEN = "И: Где?\nР: Мы пере-\nезжали  в Ош. Я хотел-\nно нет."


@pytest.fixture
def broken(study: Path, tmp_path: Path) -> Path:
    (tmp_path / "B1.txt").write_text(BROKEN, encoding="utf-8")
    with Project.open(study) as project:
        project.import_files([tmp_path / "B1.txt"], study="study")
    return study


def test_without_apply_it_only_shows(etic: Etic, broken: Path) -> None:
    shown = etic("clean", broken)
    assert shown.code == 0
    assert "пере[-↵]езжали" in shown.out
    assert "--apply" in shown.err
    assert "(break-unsure): 1 — not chosen" in shown.err
    with Project.open(broken) as project:
        assert project.text("B1") == BROKEN


def test_json_is_one_document_with_places(etic: Etic, broken: Path) -> None:
    found = etic("clean", broken, "--json").json
    assert found["applied"] is False
    assert found["counts"] == {"break": 1, "double": 1}
    edit = found["edits"][0]
    assert (edit["document"], edit["start"], edit["old"], edit["new"]) == ("B1", 18, "-\n", "")


def test_apply_does_what_was_shown_and_can_be_undone(etic: Etic, broken: Path) -> None:
    done = etic("clean", broken, "--kinds", "break,break-unsure", "--apply", "--coder", "anna")
    assert done.code == 0, done.err
    assert "2 edits done, 1 document" in done.out
    with Project.open(broken) as project:
        assert project.text("B1") == "И: Где?\nР: Мы переезжали  в Ош. Я хотел-но нет."
        assert project.events()[0].who == "anna"
        assert project.verify() == []
    assert etic("undo", broken).code == 0
    with Project.open(broken) as project:
        assert project.text("B1") == BROKEN


def test_one_document_with_nothing_to_clean(etic: Etic, broken: Path) -> None:
    shown = etic("clean", broken, "--document", "R01", "--apply")
    assert (shown.code, shown.out.strip()) == (0, "There is nothing to clean.")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("--kinds", "breaks"), "break-unsure"), (("--document", "Q9"), "Q9")],
)
def test_bad_input_is_one_line(
    etic: Etic, broken: Path, arguments: tuple[str, ...], said: str
) -> None:
    refused = etic("clean", broken, *arguments)
    assert refused.code == 2
    assert said in refused.err
    assert len(refused.err.strip().splitlines()) == 1
