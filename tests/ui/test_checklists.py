"""The screen of checklists, and the formats and checklists on the screen of the report."""

from __future__ import annotations

from pathlib import Path

import etic
from etic.project import Project
from etic.report import pdf
from tests.ui.apptest import errors, link_targets, screen, texts


def test_an_answer_is_saved_as_it_is_typed_and_counts(study: Project) -> None:
    app = screen("checklists", study.path, coder="anna")
    assert errors(app) == []
    said = texts(app).replace("\\", "")
    assert "не хватает" in said
    assert "Сколько отказалось или выбыло и почему" in said
    missing = study.checklist("coreq").counts["missing"]
    field = app.text_area(key="checklist-coreq-study-13")
    assert field.value == ""
    field.set_value("Отказались двое.").run()
    assert errors(app) == []
    assert study.checklist("coreq").points[12].answer == "Отказались двое."
    assert study.checklist("coreq").points[12].coder == "anna"
    assert study.checklist("coreq").counts["missing"] == missing - 1
    assert "Пункт 13 записан" in texts(app)
    app.text_area(key="checklist-coreq-study-13").set_value("").run()
    assert study.checklist("coreq").points[12].answer == ""


def test_the_choice_keeps_to_what_is_missing(study: Project) -> None:
    app = screen("checklists", study.path)
    assert len(app.text_area) == 32
    app.segmented_control(key="checklists-show").set_value("missing").run()
    assert len(app.text_area) == study.checklist("coreq").counts["missing"]
    app.segmented_control(key="checklists-name").set_value("gramms").run()
    assert errors(app) == []
    left = study.checklist("gramms").counts["missing"]
    assert len(app.text_area) == left > 0


def test_a_text_in_the_other_language_is_shown_and_not_written_over(study: Project) -> None:
    study.answer_checklist("gramms", "1", "Зачем <b>оба</b>.", lang="ru")
    app = screen("checklists", study.path, lang="en", state={"checklists-name": "gramms"})
    assert errors(app) == []
    assert app.text_area(key="checklist-gramms-study-1").value == ""
    assert "In the other language: Зачем" in texts(app).replace("\\", "")


def test_without_a_study_there_is_a_next_step(tmp_path: Path) -> None:
    etic.create(tmp_path / "empty.etic").close()
    app = screen("checklists", tmp_path / "empty.etic")
    assert errors(app) == []
    assert any("transcripts" in target for target in link_targets(app))


def test_the_report_comes_in_every_format_that_can_be_made(study: Project, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(pdf, "printers", lambda: iter(()))
    app = screen("report", study.path)
    assert errors(app) == []
    said = texts(app).replace("\\", "")
    for name in ("HTML", "DOCX", "XLSX", "MD"):
        assert f"{name}" in said
    assert "нечем печатать" in said
