"""The screen of saturation: a verdict in words, and what to do where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

import etic
from etic.model import Bundle, Code, Codebook
from etic.project import Project
from tests.ui.apptest import errors, link_targets, screen, texts


def shown(project: Project, **more: object) -> str:
    app = screen("saturation", project.path, **more)  # type: ignore[arg-type]
    assert errors(app) == []
    return texts(app).replace("\\", "")


@pytest.fixture
def emergent(study: Project) -> Project:
    """Two of the codes emerged."""
    codes = (
        Code("return", name_ru="Мотивы возвращения"),
        Code("return/family", name_ru="Семья", origin="inductive"),
        Code("skills", name_ru="Навыки", origin="inductive"),
    )
    study.import_bundle(Bundle(codebooks=(Codebook(codes),)))
    return study


def test_without_inductive_codes(study: Project) -> None:
    app = screen("saturation", study.path)
    assert errors(app) == []
    assert "нет индуктивных" in texts(app).replace("\\", "")
    assert any("codebook" in target for target in link_targets(app))
    app.selectbox(key="saturation-origin").set_value("all").run()
    assert errors(app) == []
    assert "закодировано интервью: 2, нужно не меньше 6" in texts(app).replace("\\", "")


def test_the_verdict_follows_base_run_and_threshold(emergent: Project) -> None:
    app = screen("saturation", emergent.path)
    assert "О насыщении пока ничего сказать нельзя" in texts(app).replace("\\", "")
    app.number_input(key="saturation-base").set_value(1)
    app.number_input(key="saturation-run").set_value(1).run()
    assert errors(app) == []
    said = texts(app).replace("\\", "")
    assert "Насыщение достигнуто на интервью 1 (1+1)" in said
    assert "порог 5" in said
    summary, runs, steps, meaning = [f.value.to_numpy().tolist() for f in app.dataframe]
    assert summary[0][:3] == ["Все", "2", "2"]
    assert runs[0][:4] == ["скользящие", "2", "R02", "0"]
    assert [row[1:4] for row in steps] == [["R01", "", "2"], ["R02", "", "0"]]
    assert [row[0] for row in meaning] == ["Мотивы возвращения", "Семья", "Навыки"]


def test_by_group_and_of_one_coder(emergent: Project) -> None:
    app = screen("saturation", emergent.path)
    app.selectbox(key="saturation-by").set_value("gender").run()
    assert errors(app) == []
    assert [row[0] for row in app.dataframe[0].value.to_numpy().tolist()] == [
        "женщина", "мужчина", "Все",
    ]  # fmt: skip
    app.selectbox(key="saturation-coder").set_value("борис").run()
    assert errors(app) == []
    assert app.dataframe[0].value.to_numpy().tolist()[-1][:3] == ["Все", "1", "1"]


def test_in_english(emergent: Project) -> None:
    assert "Nothing can be said of saturation yet" in shown(emergent, lang="en")


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_an_empty_project_says_what_to_do(tmp_path: Path, lang: str) -> None:
    with etic.create(tmp_path / "e.etic", "Empty") as project:
        said = shown(project, lang=lang)
        assert ("Загрузите транскрипты" if lang == "ru" else "Import transcripts") in said


def test_nothing_coded_yet(study: Project) -> None:
    for quote in study.quote_list():
        study.uncode(quote.id, coder=quote.coder)
    app = screen("saturation", study.path, state={"saturation-origin": "all"})
    assert errors(app) == []
    assert "Закодируйте хотя бы одно" in texts(app).replace("\\", "")
