"""The screen of tables: every figure opens, every choice is obeyed, notes follow the settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import etic
from etic.model import Bundle
from etic.project import Project
from tests.counted import BOOK, PEOPLE
from tests.counted import study as counted
from tests.ui.apptest import errors, screen, texts


def opened(study: Project, state: dict[str, object] | None = None) -> AppTest:
    return screen("tables", study.path, coder="анна", state=state)


def test_a_figure_opens_into_its_quotes(study: Project) -> None:
    cell = {"selection": {"cells": [[0, "group.женщина"]]}}
    app = opened(study, {"result-table-wide": cell, "tables-by": ["gender"]})
    assert errors(app) == []
    frame = app.dataframe[0].value
    assert frame["group.женщина"][0] == "100,0\u202f% · 1 из 1 [21–100]"
    assert frame["everybody"][0].startswith("100,0\u202f% · 2 из 2")
    shown = texts(app)
    assert "Мама болела" in shown
    assert "Семья здесь" not in shown
    assert "Единица счёта\\: респонденты" in shown


def test_units_bases_and_percentages(study: Project) -> None:
    app = opened(study, {"tables-by": ["gender"]})
    for unit in ("document", "segment", "coding"):
        app.selectbox(key="tables-unit").set_value(unit).run()
        for base in ("group", "all", "asked"):
            app.selectbox(key="tables-base").set_value(base).run()
            assert errors(app) == []
    assert "не независимы" in texts(app)
    app.selectbox(key="tables-unit").set_value("case").run()
    for percents in ("row", "column", "total"):
        app.selectbox(key="tables-percents").set_value(percents).run()
        assert errors(app) == []
    assert "от всех упоминаний" in texts(app)
    app.multiselect(key="tables-codes").set_value([]).run()
    assert "Коды не выбраны" in texts(app)


def test_sub_codes_stand_under_their_subtotal(study: Project) -> None:
    app = opened(study, {"tables-codes": ["return"]})
    assert list(app.dataframe[0].value["name"]) == ["Мотивы возвращения"]
    app.toggle(key="tables-subcodes").set_value(True).run()
    assert errors(app) == []
    assert list(app.dataframe[0].value["name"]) == ["Мотивы возвращения", "\u2003Семья"]


def test_long_is_what_files_for_scripts_have(study: Project) -> None:
    app = opened(study, {"tables-form": "long", "tables-by": ["gender"]})
    assert errors(app) == []
    assert list(app.dataframe[0].value.columns)[:5] == ["code", "name", "group", "n", "base"]


def test_two_attributes_are_crossed(tmp_path: Path, study: Project) -> None:
    with counted(tmp_path / "more.etic", PEOPLE) as more:
        app = opened(more, {"tables-by": ["gender", "married"]})
        assert errors(app) == []
        assert {"group.f · true", "group.?"} <= set(app.dataframe[0].value.columns)


def test_an_attribute_that_is_gone_is_forgotten(study: Project) -> None:
    app = opened(study, {"tables-by": ["shoe", "gender"]})
    assert errors(app) == []
    assert app.multiselect(key="tables-by").value == ["gender"]


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_study_without_attributes_and_without_codings(tmp_path: Path, lang: str) -> None:
    with etic.create(tmp_path / "bare.etic") as bare:
        bare.import_bundle(Bundle(codebooks=(BOOK,)))
        bare.import_files([_text(tmp_path)])
        app = screen("tables", bare.path, lang=lang, coder="a")
        assert errors(app) == []
        assert len(app.dataframe[0].value) == 2


def _text(folder: Path) -> Path:
    path = folder / "R1.txt"
    path.write_text("И: Почему?\n\nР: Так.\n", encoding="utf-8")
    return path


def test_a_probability_sample_is_said_in_the_settings_and_in_the_notes(study: Project) -> None:
    assert "Выборка не вероятностная" in texts(opened(study))
    app = screen("settings", study.path, coder="анна")
    (samples,) = [m for m in app.multiselect if "probability-samples" in (m.key or "")]
    samples.select("study").run()
    assert errors(app) == []
    assert study.probability_samples() == ["study"]
    assert "Выборка вероятностная" in texts(opened(study))
    (samples,) = [m for m in app.multiselect if "probability-samples" in (m.key or "")]
    samples.unselect("study").run()
    assert study.probability_samples() == []
