"""Answers by respondent on the survey screen, and second coders in the settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import etic
from etic.model import Answers, Bundle, Memo, Variable
from etic.project import Project
from tests.ui.apptest import errors, screen, texts

ANSWERS = Answers(
    (
        Variable("sex", "Ваш пол", values=(("1", "муж"), ("2", "жен"))),
        Variable("happy", "Вы довольны?", values=(("1", "Да"), ("2", "Нет"))),
        Variable("age", "Возраст", "number"),
    ),
    (
        ("A1", {"sex": "муж", "happy": "Да", "age": "34"}),
        ("A2", {"sex": "жен", "happy": "Нет"}),
        ("A3", {"sex": "жен"}),
    ),
    "study", "Смоделировано для пробы", "Simulated for a try",
)  # fmt: skip


def opened(study: Project, screen_id: str = "survey", **more: object) -> AppTest:
    app = screen(screen_id, study.path, **{"coder": "анна", **more})  # type: ignore[arg-type]
    assert errors(app) == []
    return app


def test_without_answers_there_is_no_choice(study: Project) -> None:
    keys = [control.key for control in opened(study).get("segmented_control")]
    assert "survey-part" not in keys


def test_a_question_is_counted_by_another(study: Project) -> None:
    study.import_bundle(Bundle(answers=(ANSWERS,)))
    app = opened(study, state={"survey-part": "answers"})
    assert "Смоделировано для пробы" in texts(app)
    questions = app.multiselect(key="answers-questions")
    assert list(questions.options) == ["Ваш пол", "Вы довольны?"]  # age has no answers to count
    questions.set_value(["happy"]).run()
    app.selectbox(key="answers-by").select("sex").run()
    assert errors(app) == []
    frame = app.dataframe[0].value
    assert list(frame.columns[:4]) == ["answer", "group.муж", "group.жен", "everybody"]
    assert "1 из 1" in frame["group.муж"][0]
    assert "1 из 2" in frame["everybody"][0]
    assert "не ответили 1" in texts(app).replace("\\", "")


def test_several_questions_are_one_table(study: Project) -> None:
    study.import_bundle(Bundle(answers=(ANSWERS,)))
    app = opened(study, state={"survey-part": "answers"})
    app.multiselect(key="answers-questions").set_value(["sex", "happy"]).run()
    assert errors(app) == []
    assert list(app.dataframe[0].value["question"]) == ["Ваш пол", "", "Вы довольны?", ""]


def test_only_those_who_gave_an_answer(study: Project) -> None:
    study.import_bundle(Bundle(answers=(ANSWERS,)))
    app = opened(study, state={"survey-part": "answers"})
    app.multiselect(key="answers-questions").set_value(["happy"]).run()
    app.selectbox(key="answers-where").select("sex").run()
    app.multiselect(key="answers-where-sex").set_value(["жен"]).run()
    assert errors(app) == []
    assert "0 из 1" in app.dataframe[0].value["everybody"][0]
    assert "Ваш пол: жен" in texts(app).replace("\\", "")


def test_a_figure_opens_into_its_respondents(
    study: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A click cannot be played here: the table answers as if that cell were chosen."""
    from streamlit import dataframe

    def clicked(*args: Any, **more: Any) -> Any:
        dataframe(*args, **more)
        return {"selection": {"cells": [(1, "everybody")], "rows": [], "columns": []}}

    study.import_bundle(Bundle(answers=(ANSWERS,)))
    monkeypatch.setattr("etic.ui.results.st.dataframe", clicked)
    shown = texts(opened(study, state={"survey-part": "answers"}))
    assert "A2, A3" in shown
    assert "A1" not in shown


def test_numbers_have_means(study: Project) -> None:
    study.import_bundle(Bundle(answers=(ANSWERS,)))
    app = opened(study, state={"survey-part": "answers", "answers-figures": "numbers"})
    assert errors(app) == []
    assert "34" in app.dataframe[0].value["mean"][0]


def test_in_english(study: Project) -> None:
    study.import_bundle(Bundle(answers=(ANSWERS,)))
    app = opened(study, lang="en", state={"survey-part": "answers"})
    assert "Simulated for a try" in texts(app)


def test_only_free_texts(study: Project) -> None:
    words = Variable("why", "Почему?", "text")
    study.import_bundle(Bundle(answers=(Answers((words,), (("A1", {}),), "study"),)))
    assert "нет вопроса" in texts(opened(study, state={"survey-part": "answers"}))


def test_a_second_coder_is_named_in_the_settings(study: Project) -> None:
    app = opened(study, "settings")
    (chosen,) = [m for m in app.multiselect if "second-coders" in (m.key or "")]
    chosen.select("борис").run()
    assert errors(app) == []
    assert study.second_coders() == ["борис"]
    assert "не считаются" in texts(opened(study, "overview"))
    (chosen,) = [m for m in app.multiselect if "second-coders" in (m.key or "")]
    chosen.unselect("борис").run()
    assert study.second_coders() == []


def test_notes_on_the_project_stand_in_the_overview(study: Project) -> None:
    study.import_bundle(Bundle(memos=(Memo("project", "", "Интервью вымышлены"),)))
    assert "Интервью вымышлены" in texts(opened(study, "overview"))


def test_the_note_of_a_transcript_stands_above_its_text(study: Project, tmp_path: Path) -> None:
    path = tmp_path / "R09.txt"
    path.write_text("---\nnote: Вымышлено\n---\nИ: Где?\n\nР: Там.\n", encoding="utf-8")
    study.import_files([path])
    assert "Вымышлено" in texts(opened(study, "code", document="R09"))


def test_a_survey_of_answers_is_loaded_like_tables(study: Project, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("анкета,Пол\n1,муж\n2,жен\n", encoding="utf-8")
    with etic.open(study.path) as project:
        assert project.load_survey(path).respondents == 2
    app = opened(study, state={"survey-part": "answers"})
    assert list(app.multiselect(key="answers-questions").options) == ["Пол"]
