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


def test_findings_are_marked_and_told(study: Project) -> None:
    shown = checked(study, "Сказали <b>семья</b>: N = 777.")
    assert '<mark class="etic-draft-sure">N = 777</mark><sup>' in shown
    assert "✕" in shown, "not by colour alone"
    assert "Такой базы в проекте нет" in shown
    assert "&lt;b&gt;семья&lt;/b&gt;" in shown, "a draft is text, and no markup of ours"


def test_a_draft_that_holds_is_said_to(study: Project) -> None:
    assert "проект подтверждает" in checked(study, "Мы говорили с людьми.")
    assert "bears out" in checked(study, "We talked to people.", lang="en")
