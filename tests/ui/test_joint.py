"""The screen of joint displays: a verdict is proposed, decided with a reason, and taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from etic.i18n import t, use_language
from etic.model import Bundle
from etic.project import Project
from etic.ui.history import line
from tests.actions.test_joint import ANSWERS, with_sets
from tests.ui.apptest import errors, screen, texts


def button(app: AppTest, label: str) -> AppTest:
    return next(b for b in app.button if b.label == label).click().run()


def test_a_card_shows_both_sides_and_quotes(study: Project) -> None:
    app = screen("joint", study.path)
    assert errors(app) == []
    shown = texts(app).replace("\\", "")
    for said in ("22,1", "основание 515", "Сроки разные", "Мама болела", "Решено 0 из 1"):
        assert said in shown or said in str([p.proto for p in app.get("progress")])


def test_a_verdict_needs_a_reason_and_is_kept(study: Project) -> None:
    app = screen("joint", study.path, coder="анна")
    app.radio[0].set_value("partial")
    button(app, "Сохранить вывод")
    assert "нет обоснования" in " ".join(errors(app))
    app = screen("joint", study.path, coder="анна")
    app.radio[0].set_value("partial")
    app.text_area[0].input("Сроки разные")
    button(app, "Сохранить вывод")
    assert errors(app) == []
    (row,) = study.joint().rows
    assert row.link.decision is not None
    assert (row.link.decision.verdict, row.link.decision.coder) == ("partial", "анна")
    assert "Решено: частичное согласие · анна" in texts(app).replace("\\", "")
    app.toggle(key="joint-open").set_value(True).run()
    assert "Все связи решены" in texts(app)
    app.toggle(key="joint-open").set_value(False).run()
    button(app, "Снять вывод")
    assert study.joint().rows[0].link.decision is None


def test_changed_figures_are_said(study: Project) -> None:
    ((link_id, _),) = study.link_list()
    study.decide_verdict(link_id, "partial", "Сроки разные")
    for quote in study.quote_list(code="return/family", coder="борис"):
        study.uncode(quote.id)
    app = screen("joint", study.path)
    assert any("изменились" in w.value for w in app.warning)


@pytest.mark.parametrize("view", ["side-by-side", "statistics", "quotes", "cases", "pillars"])
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_view_opens(study: Project, view: str, lang: str) -> None:
    app = screen("joint", study.path, state={"joint-view": view}, lang=lang)
    assert errors(app) == []


def test_a_pillar_is_built(study: Project) -> None:
    app = screen("joint", study.path, state={"joint-view": "pillars"})
    app.text_input[0].input("Семья")
    app.multiselect[0].set_value([study.link_list()[0][0]])
    app.text_area[0].input("Тянет домой")
    button(app, "Сохранить опору")
    assert errors(app) == []
    (pillar,) = study.pillars()
    assert (pillar.name, pillar.statement) == ("Семья", "Тянет домой")
    assert "Тянет домой" in texts(app)


def test_a_code_is_linked_to_answers_by_respondent(study: Project) -> None:
    name = study.case_list()[0].study
    study.import_bundle(Bundle(answers=(replace(ANSWERS, study=name),)))
    app = screen("joint", study.path)
    app.selectbox(key="joint-new-code").set_value("skills").run()
    app.multiselect(key="joint-new-answers-happy").set_value(["Да", "Скорее да"]).run()
    app.button(key="joint-new-link").click().run()
    assert errors(app) == []
    link = study.link_list()[-1][1]
    assert (link.variable, link.answer) == ("happy", "Да + Скорее да")


def test_a_code_is_linked_to_a_question_with_several_answers(study: Project) -> None:
    with_sets(study)
    app = screen("joint", study.path)
    app.selectbox(key="joint-new-code").set_value("skills").run()
    app.selectbox(key="joint-new-variable").set_value("$why").run()
    app.multiselect(key="joint-new-answers-$why").set_value(["Семья"]).run()
    assert "2" in next(c.value for c in app.caption if "2" in c.value)
    app.button(key="joint-new-link").click().run()
    assert errors(app) == []
    link = study.link_list()[-1][1]
    assert (link.variable, link.answer) == ("$why", "Семья")


def test_a_link_is_edited_on_its_card(study: Project) -> None:
    ((link_id, _),) = study.link_list()
    app = screen("joint", study.path)
    app.text_input(key=f"joint-horizon-{link_id}").input("год")
    button(app, "Сохранить связь")
    assert errors(app) == []
    assert study.link_list()[0][1].horizon == "год"
    button(app, "Убрать связь")
    assert study.link_list() == []


def test_undo_brings_back_what_the_fields_show(study: Project) -> None:
    ((link_id, _),) = study.link_list()
    app = screen("joint", study.path, coder="анна")
    horizon = f"joint-horizon-{link_id}"
    before = app.text_input(key=horizon).value
    app.text_input(key=horizon).input("другой год")
    app.radio(key=f"joint-direction-{link_id}").set_value("opposite")
    button(app, "Сохранить связь")
    assert study.link_list()[0][1].direction == "opposite"
    step = study.next_step("undo", coder="анна")
    assert step is not None
    with use_language("ru"):
        assert t("ui.direction-opposite") in line(study, step)
    app.button(key="button-undo").click().run()
    assert errors(app) == []
    assert app.text_input(key=horizon).value == before
    assert app.radio(key=f"joint-direction-{link_id}").value == "same"


def test_undo_brings_back_what_a_pillar_says(study: Project) -> None:
    name = study.case_list()[0].study
    ((link_id, _),) = study.link_list()
    study.set_pillar("Семья", statement="Тянет домой", links=[link_id], study=name, coder="анна")
    app = screen("joint", study.path, coder="анна", state={"joint-view": "pillars"})
    app.selectbox(key="joint-pillar").set_value((name, "Семья")).run()
    (statement,) = app.text_area
    assert statement.value == "Тянет домой"
    statement.input("Держит")
    app.multiselect[0].set_value([])
    button(app, "Сохранить опору")
    assert study.pillars()[0].statement == "Держит"
    app.button(key="button-undo").click().run()
    assert errors(app) == []
    assert app.text_area[0].value == "Тянет домой"
    assert app.multiselect[0].value == [link_id]
