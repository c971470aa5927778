"""The screen of indicators: cards, profiles, types, and what is changed there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from etic.i18n import t, use_language
from etic.indicated import Evidence, Item
from etic.model import Column, Table, Value
from etic.project import Project
from etic.ui.indicator_items import narrow
from tests.actions.test_indicators import FRAME
from tests.ui.apptest import errors, screen, texts


@pytest.fixture
def framed(study: Project) -> Project:
    name = study.case_list()[0].study
    table = study.survey_tables()[0][1]
    cell = table.cells[0]
    item = Item(cell.answer, table.number, table.question, group=cell.group)
    first = replace(FRAME.indicators[0], items=(item,))
    second = replace(FRAME.indicators[1], items=())
    study.set_indicators(replace(FRAME, study=name, indicators=(first, second)))
    return study


def button(app: AppTest, label: str, n: int = 0) -> AppTest:
    return [b for b in app.button if b.label == label][n].click().run()


def test_without_indicators_it_says_what_to_do(study: Project) -> None:
    app = screen("indicators", study.path)
    assert errors(app) == []
    assert "Показателей пока нет" in texts(app)


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("view", ["indicators", "cases", "typology", "items", "matrix"])
def test_every_view_opens(framed: Project, view: str, lang: str) -> None:
    app = screen("indicators", framed.path, lang=lang, state={"indicators-view": view})
    assert errors(app) == []
    assert not app.exception


def test_a_verdict_needs_a_reason_and_is_kept(framed: Project) -> None:
    app = screen("indicators", framed.path, coder="анна")
    app.radio[0].set_value("partial")
    button(app, "Сохранить вывод")
    assert "нет обоснования" in " ".join(errors(app))
    app = screen("indicators", framed.path, coder="анна")
    app.radio[0].set_value("partial")
    next(a for a in app.text_area if a.label == "Обоснование").input("Сроки разные")
    button(app, "Сохранить вывод")
    assert errors(app) == []
    decision = framed.indicator_list()[0].decision
    assert decision is not None
    assert (decision.verdict, decision.reason_ru, decision.coder) == (
        "partial", "Сроки разные", "анна",
    )  # fmt: skip
    button(app, "Снять вывод")
    assert framed.indicator_list()[0].decision is None


def test_the_rule_the_codes_and_the_conclusion_are_changed(framed: Project) -> None:
    app = screen("indicators", framed.path, coder="анна")
    next(n for n in app.number_input if n.label.startswith("Выполнен")).set_value(60)
    button(app, "Сохранить правило")
    assert framed.indicator_list()[0].met == 0.6
    button(app, "Убрать")
    assert framed.indicator_list()[0].codes == ()
    next(s for s in app.selectbox if s.key == "ic-code-family").set_value("return/family").run()
    button(app, "Добавить код")
    assert framed.indicator_list()[0].codes == (Evidence("return/family"),)
    button(app, "Убрать", 1)
    assert framed.indicator_list()[0].items == ()
    next(a for a in app.text_area if a.label.startswith("Измерение")).input("Дом есть")
    button(app, "Сохранить заключение")
    assert errors(app) == []
    assert framed.indicator_frame().dimensions[0].conclusion_ru == "Дом есть"


def test_a_survey_answer_is_added(framed: Project) -> None:
    app = screen("indicators", framed.path, coder="анна")
    button(app, "Добавить ответ опроса")
    assert any("хотя бы один ответ" in i.value for i in app.info)
    chosen = next(m for m in app.multiselect if str(m.key).startswith("ii-answers-family"))
    before = framed.indicator_list()[0].items
    chosen.set_value([chosen.options[-1]]).run()
    button(app, "Добавить ответ опроса")
    assert errors(app) == []
    assert framed.indicator_list()[0].items[: len(before)] == before
    assert len(framed.indicator_list()[0].items) == len(before) + 1


def test_the_count_of_a_state_opens_to_its_cases_and_quotes(framed: Project) -> None:
    app = screen("indicators", framed.path)
    opening = app.button_group(key="indicator-open-family")
    row = framed.indicators().rows[0]
    state = next(name for name in ("met", "unmet", "mixed") if row.counts[name])
    ids = framed.indicators().behind(0, state)
    assert ids
    quotes = framed.quote_list(ids=ids)
    before = texts(app).count(quotes[0].quote)
    opening.set_value(state).run()
    assert errors(app) == []
    assert quotes[0].quote in texts(app)
    assert texts(app).count(quotes[0].quote) > before


def test_types_by_clusters_and_members_lead_to_codings(framed: Project) -> None:
    found = framed.typology()
    table = found.crosstab.table()
    clusters = [c.key for c in table.columns if c.key == "none" or c.key.startswith("cluster_")]
    for i in range(len(table.rows)):
        apart = [set(found.crosstab.behind(i, key)) for key in clusters]
        assert set().union(*apart) == set(found.crosstab.behind(i, "n"))
        assert sum(map(len, apart)) == len(set().union(*apart)), "a case is in one cluster"
    every = {c for i in range(len(found.cases)) for c in found.members.behind(i, "case")}
    assert every == {c for i in range(len(table.rows)) for c in found.crosstab.behind(i, "n")}
    assert every


def test_what_the_row_above_says_is_not_said_again() -> None:
    keys = (
        "indicator", "table", "question", "answer", "direction", "group", "share", "low", "high",
        "base",
    )  # fmt: skip
    columns = tuple(
        Column(key, key, "percent" if key in ("share", "low", "high") else "text") for key in keys
    )
    with use_language("ru"):
        same, turned = (t(f"tables.direction-{name}") for name in ("same", "opposite"))
        rows: tuple[tuple[Value, ...], ...] = (
            ("a", "4", "q", "yes", same, "all", 0.441, 0.398, 0.484, 515),
            ("a", "4", "q", "yes", same, "men", 0.466, None, None, None),
            ("b", "4", "q", "yes", turned, "all", None, None, None, None),
        )
        shown = narrow(Table(columns, rows, "", ""))
    assert [c.key for c in shown.columns] == ["indicator", "question", "answer", "group", "share"]
    first, second, third = shown.rows
    assert first[:4] == ("a", "4. q", "yes", "all")
    assert str(first[4]).startswith("44,1\u202f% [39,8–48,4]")
    assert "515" in str(first[4])
    assert second == (None, None, None, "men", "46,6\u202f%")
    assert third == ("b", "4. q", f"yes\n({turned})", "all", None)


def test_without_survey_answers_the_view_of_them_says_what_to_do(framed: Project) -> None:
    for item in framed.indicator_list()[0].items:
        framed.remove_indicator_item("family", item)
    app = screen("indicators", framed.path, state={"indicators-view": "items"})
    assert errors(app) == []
    assert "Ответов опроса у показателей нет" in texts(app)
