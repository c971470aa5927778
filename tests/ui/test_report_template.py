"""The report by a template, on its screen."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from etic.project import Project
from tests.ui.apptest import errors, screen, texts


def test_a_template_is_written_seen_and_kept(study: Project) -> None:
    app = screen("report", study.path, coder="anna")
    app.segmented_control(key="report-by").set_value("template").run()
    assert errors(app) == []
    assert "Напишите текст отчёта" in texts(app)
    app.text_area(key="template-text").set_value("Всего {{ base() }}, {{ shar(1) }}").run()
    (told,) = errors(app)
    assert "строка 1" in told.replace("\\", "")
    assert study.templates() == []
    app.text_area(key="template-text").set_value("Всего {{ base() }}.").run()
    assert errors(app) == []
    app.text_input(key="template-name").set_value("Статья").run()
    app.button(key="template-save").click().run()
    assert errors(app) == []
    (kept,) = study.templates()
    assert (kept.name, kept.language, kept.coder) == ("Статья", "ru", "anna")
    assert app.selectbox(key="template-chosen").value == "Статья"
    assert "Всего {{ base() }}." in str(app.text_area(key="template-text").value)
    app.button(key="template-delete").click().run()
    assert errors(app) == []
    assert study.templates() == []


def test_the_stored_template_is_the_one_shown(study: Project) -> None:
    study.save_template("a", "По-русски.", lang="ru")
    study.save_template("b", "In English.", lang="en")
    app = screen("report", study.path)
    app.segmented_control(key="report-by").set_value("template").run()
    assert "По-русски." in str(app.text_area(key="template-text").value)
    app.segmented_control(key="report-language").set_value("en").run()
    assert errors(app) == []
    assert app.selectbox(key="template-chosen").value == "b"
    assert "In English." in str(app.text_area(key="template-text").value)


def test_a_figure_of_the_text_opens_to_its_quotes(study: Project) -> None:
    app = screen("report", study.path)
    app.segmented_control(key="report-by").set_value("template").run()
    app.text_area(key="template-text").set_value("Обычный текст.").run()
    assert "нет чисел из проекта" in texts(app)
    text = 'Всего {{ base() }}. Семья: {{ n("return/family") }}.'
    app.text_area(key="template-text").set_value(text).run()
    assert errors(app) == []
    (quote, *_) = study.quote_list(code="return/family")
    for row, told in ((0, "нет цитат"), (1, quote.quote)):
        assert told not in texts(app)
        picked = {"selection": {"rows": [], "columns": [], "cells": [[row, "x"]]}}
        app.session_state["template-figures"] = picked
        app.run()
        assert errors(app) == []
        assert told in texts(app)


def written(app: AppTest) -> str:
    return str(app.text_area(key="template-text").value)


def test_what_is_not_saved_waits_where_it_was_written(study: Project) -> None:
    study.save_template("a", "По-русски.", lang="ru")
    study.save_template("b", "In English.", lang="en")
    app = screen("report", study.path, coder="anna")
    app.segmented_control(key="report-by").set_value("template").run()
    assert "Ещё не сохранено" not in texts(app)
    # The language changes in the very pass in which the text leaves its field.
    app.text_area(key="template-text").set_value("Моё.")
    app.segmented_control(key="report-language").set_value("en").run()
    assert errors(app) == []
    assert "In English." in written(app)
    assert "Ещё не сохранено" not in texts(app)
    assert f"Не сохранено и здесь: a ({next(iter(study.study_titles()))}, Русский)" in plain(app)
    app.segmented_control(key="report-by").set_value("etic").run()
    app.segmented_control(key="report-by").set_value("template").run()
    app.segmented_control(key="report-language").set_value("ru").run()
    assert written(app) == "Моё."
    assert "Ещё не сохранено" in texts(app)
    app.button(key="template-drop").click().run()
    assert "По-русски." in written(app)
    assert "не сохранено" not in texts(app).casefold()
    app.text_area(key="template-text").set_value("Другое.").run()
    app.button(key="template-save").click().run()
    assert errors(app) == []
    assert "не сохранено" not in texts(app).casefold()
    assert "Другое." in study.template("a", lang="ru").text
    app.button(key="button-undo").click().run()
    assert errors(app) == []
    assert "По-русски." in written(app)


def plain(app: AppTest) -> str:
    return texts(app).replace("\\", "")
