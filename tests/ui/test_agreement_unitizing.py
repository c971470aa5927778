"""Free unitising, the overlap curve and other programs, in a page of their own."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from etic.project import Project
from tests.ui.apptest import errors, texts


def in_a_page(path: str, coders: list[str], documents: list[int] | None) -> None:
    import etic
    from etic.ui import agreement_unitizing

    agreement_unitizing.show(etic.open(path), coders, documents)


@pytest.fixture
def coded(study: Project) -> Project:
    text = study.text("R01")
    for coder, code, words in (
        ("борис", "return/family", "Мама болела, ёлки"),
        ("борис", "skills", "Плитку класть"),
        ("вера", "skills", "Плитку"),
    ):
        at = text.index(words)
        study.code("R01", at, at + len(words), code, coder=coder)
    return study


def page(project: Project, *coders: str, documents: list[int] | None = None) -> AppTest:
    arguments = (str(project.path), list(coders), documents)
    return AppTest.from_function(in_a_page, args=arguments, default_timeout=60).run()


def test_three_views_of_the_same_codings(coded: Project) -> None:
    app = page(coded, "анна", "борис")
    assert errors(app) == []
    table = app.dataframe[0].value
    assert table["name"].iloc[0] == "Все коды"
    assert "alpha_u" in table.columns
    assert "observed" not in table.columns
    assert "наименьшая часть текста — знак" in texts(app)
    app = app.button_group(key="unitizing-part").set_value("curve").run()
    assert errors(app) == []
    assert "90 %" in texts(app).replace("\u202f", " ").replace("\xa0", " ")
    app = app.button_group(key="unitizing-part").set_value("programs").run()
    assert errors(app) == []
    assert "qualcoder_kappa" in app.dataframe[0].value.columns
    assert "а вероятности случайного согласия перемножены" in texts(app)


def test_of_several_coders_two_are_chosen_where_two_are_needed(coded: Project) -> None:
    app = page(coded, "анна", "борис", "вера", documents=[coded.document("R01").id])
    assert errors(app) == []
    assert not app.selectbox
    app = app.button_group(key="unitizing-part").set_value("programs").run()
    assert [box.label for box in app.selectbox] == ["Кодировщик", "Другой кодировщик"]
    app = app.selectbox(key="unitizing-one").set_value("вера").run()
    assert errors(app) == []
    other = app.selectbox(key="unitizing-other").value
    assert other in ("анна", "борис")
    assert f"Сравниваются вера и {other}" in texts(app)
    app.number_input(key="unitizing-threshold").set_value(40).run()
    assert errors(app) == []


def test_a_curve_of_a_code_of_its_own(coded: Project) -> None:
    app = page(coded, "анна", "борис")
    app = app.button_group(key="unitizing-part").set_value("curve").run()
    app = app.multiselect(key="unitizing-curve-codes").set_value(["skills"]).run()
    assert errors(app) == []
    names = set(app.dataframe[0].value["name"])
    assert names == {"Все коды", "Навыки"}
