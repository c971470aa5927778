"""The screen of drafts: what was found stands marked in the text, and beside it."""

from __future__ import annotations

from pathlib import Path

import etic
from etic.project import Project
from tests.ui.apptest import errors, screen, texts


def checked(study: Project, text: str, lang: str = "ru") -> str:
    app = screen("draft", study.path, lang=lang)
    assert errors(app) == []
    app.text_area(key="draft-text").set_value(text)
    next(b for b in app.button if b.label in ("Сверить", "Check")).click().run()
    assert errors(app) == []
    return texts(app)


def test_without_a_draft_it_says_what_to_do(tmp_path: Path, study: Project) -> None:
    assert "Загрузите файл или вставьте текст" in texts(screen("draft", study.path))
    with etic.create(tmp_path / "empty.etic", "") as empty:
        app = screen("draft", empty.path)
    assert errors(app) == []
    assert "Сверять черновик пока не с чем" in texts(app)


def test_findings_are_marked_and_told(study: Project) -> None:
    shown = checked(study, "Сказали <b>семья</b>: N = 777.")
    assert '<mark class="etic-draft-sure">N = 777</mark><sup>' in shown
    assert "✕" in shown, "not by colour alone"
    assert "Такой базы в проекте нет" in shown
    assert "&lt;b&gt;семья&lt;/b&gt;" in shown, "a draft is text, and no markup of ours"


def test_a_draft_that_holds_is_said_to(study: Project) -> None:
    assert "проект подтверждает" in checked(study, "Мы говорили с людьми.")
    assert "bears out" in checked(study, "We talked to people.", lang="en")


def test_a_base_that_the_project_has_is_not_said_to_be_missing(study: Project) -> None:
    n = len(study.case_list())
    shown = checked(study, f"Об этом сказали {n} из {n} респондентов: летают в космос.")
    assert "Такой базы в проекте нет" not in shown


def test_a_file_goes_before_what_was_pasted_and_is_said_to(study: Project) -> None:
    app = screen("draft", study.path)
    app.text_area(key="draft-text").set_value("N = 777.")
    next(b for b in app.button if b.label == "Сверить").click().run()
    assert not app.info
    app.file_uploader(key="draft-file").set_value(("a.md", b"N = 888.", "text/markdown")).run()
    assert errors(app) == []
    assert "уберите файл" in app.info[0].value
    assert "N = 888" in texts(app)


def test_a_file_that_is_no_word_document_is_refused_and_not_praised(study: Project) -> None:
    app = screen("draft", study.path)
    app.file_uploader(key="draft-file").set_value(("a.md", b"N = 888.", "text/markdown")).run()
    junk = ("b.docx", b"this is no docx at all", "application/x")
    app.file_uploader(key="draft-file").set_value(junk).run()
    assert "по имени это docx, а по содержанию нет" in " ".join(errors(app))
    assert not app.success
    assert "N = 888" not in texts(app)
