"""The screen of answers: one place each, whom to look at, states, who carries a theme."""

from __future__ import annotations

from pathlib import Path

import pytest

import etic
from etic.model import Bundle, Code, Codebook
from etic.project import Project
from tests.ui.apptest import errors, screen, texts


@pytest.fixture
def single(study: Project) -> Project:
    """Of the motives of return one is foreseen; R01 has two."""
    study.import_bundle(
        Bundle(
            codebooks=(
                Codebook(
                    (
                        Code("return", name_ru="Мотивы возвращения", response="single"),
                        Code("return/work", name_ru="Работа"),
                    )
                ),
            )
        )
    )
    text = study.text("R01")
    at = text.index("Работы не было")
    study.code("R01", at, at + len("Работы не было"), "return/work", coder="анна")
    return study


def shown(project: Project, **more: object) -> str:
    app = screen("responses", project.path, **more)  # type: ignore[arg-type]
    assert errors(app) == []
    return texts(app).replace("\\", "")


def frames(project: Project) -> list[list[list[str]]]:
    app = screen("responses", project.path)
    assert errors(app) == []
    return [frame.value.to_numpy().tolist() for frame in app.dataframe]


def test_who_gives_two_answers_is_counted_once_and_listed(single: Project) -> None:
    answers, listed, states, concentration, check = frames(single)
    assert [row[:3] for row in answers] == [
        ["Семья", "1", "2"], ["Работа", "0", "2"], ["Несколько ответов", "1", "2"],
        ["Ни одного ответа", "0", "2"], ["Все, кого спрашивали", "2", "2"],
        ["Не спрашивали", "0", ""],
    ]  # fmt: skip
    assert listed == [["R01", "несколько ответов, а возможен один", "Семья; Работа", "2"]]
    assert states[0] == ["Мотивы возвращения", "2", "0", "0", "0", "2"]
    assert concentration[0][:5] == ["Мотивы возвращения", "2", "3", "1,8", "R01"]
    assert check[0][0] == "Мотивы возвращения"
    assert "Не по книге отвечают" not in shown(single)
    assert "Не по кодовой книге отвечают: 1 респондент" in shown(single)


def test_by_an_attribute_and_of_one_coder(single: Project) -> None:
    app = screen("responses", single.path)
    app.selectbox(key="responses-by").set_value("gender").run()
    assert errors(app) == []
    groups = {row[1] for row in app.dataframe[0].value.to_numpy().tolist()}
    assert groups == {"женщина", "мужчина", "Все"}
    app.selectbox(key="responses-coder").set_value("борис").run()
    assert errors(app) == []
    rows = app.dataframe[0].value.to_numpy().tolist()
    assert ["Семья", "Все", "1", "2"] in [row[:4] for row in rows]


def test_words_and_all_codes(single: Project) -> None:
    app = screen("responses", single.path)
    assert errors(app) == []
    app.toggle(key="responses-all-concentration").set_value(True).run()
    app.segmented_control(key="responses-measure").set_value("words").run()
    assert errors(app) == []
    found = next(f for f in app.dataframe if "effective" in f.value.columns).value
    assert len(found) == len(single.codebook())
    assert found["amount"].iloc[0] == "7"  # Мама болела, Семья здесь, Работы не было


def test_codes_without_codes_under_them(tmp_path: Path, study: Project) -> None:
    path = tmp_path / "flat.etic"
    with etic.create(path, "Плоско") as project:
        project.import_bundle(
            Bundle(study.bundle().documents, (Codebook((Code("skills"), Code("motives"))),))
        )
        assert "Ни под одним кодом нет других кодов" in shown(project)


def test_quotes_may_be_few_and_spread(study: Project) -> None:
    app = screen("quotes", study.path)
    assert not [toggle for toggle in app.toggle if toggle.key == "quotes-spread"]
    text = study.text("R01")
    for word in ("Безработица", "ёлки", "кыргызча"):
        at = text.index(word)
        study.code("R01", at, at + len(word), "skills", coder="анна")
    app.selectbox(key="quotes-most").set_value(3).run()
    assert errors(app) == []
    spread = texts(app).replace("\\", "")
    assert "Показано 3 из 6 цитат: 2 респондента" in spread
    assert "Семья здесь" in spread
    app.toggle(key="quotes-spread").set_value(False).run()
    assert errors(app) == []
    first = texts(app).replace("\\", "")
    assert "Показано 3 из 6 цитат: 1 респондент" in first
    assert "Семья здесь" not in first
