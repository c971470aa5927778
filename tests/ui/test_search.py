"""The search screen: what a person sees of what was found, and what an address brings back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from etic.model import Bundle, Document, Hit
from etic.project import Project
from etic.store import search
from etic.ui import search_filters
from tests.studies import turns
from tests.ui.apptest import errors, link_targets, screen, texts


def opened(project: Project, **query: Any) -> AppTest:
    app = screen("search", project.path, coder="анна", **query)
    assert not app.exception
    return app


def lines(app: AppTest) -> list[tuple[str, str, str]]:
    """What stands before, what was found, what stands after."""
    found = re.findall(
        r'etic-before"><span>(.*?)</span></span><span class="etic-after"><mark>(.*?)</mark>(.*?)<',
        texts(app),
    )
    return [(before, hit, after) for before, hit, after in found]


def hits(app: AppTest) -> list[str]:
    return [hit for _, hit, _ in lines(app)]


def said(app: AppTest) -> str:
    return texts(app).replace("\\", "").replace("**", "")


def test_words_are_found_in_all_their_forms_each_with_a_link(study: Project) -> None:
    app = opened(study, q="семьи")
    assert lines(app) == [("", "Семья", " здесь, вот и вернулся.")]
    start = study.text("R02").index("Семья")
    (link,) = [link for link in link_targets(app) if "start=" in link]
    assert f"start={start}" in link
    assert "document=study%2FR02" in link
    app.text_input(key="search-query").input("мама ИЛИ плитка").run()
    assert hits(app) == ["Мама", "Плитку"]
    assert "2 места · интервью: 1 из 2 · сказали сами: 1 из 2 респондентов" in said(app)


def test_the_respondents_who_said_it_themselves_are_counted(study: Project) -> None:
    app = opened(study, q="вернуться")
    assert hits(app) == ["вернулись", "вернулся"]  # in one interview only the interviewer says it
    assert "2 места · интервью: 2 из 2 · сказали сами: 1 из 2 респондентов" in said(app)


def test_filters_and_their_bases(study: Project) -> None:
    app = opened(study, q="мама OR вернуться OR плитка")
    assert hits(app) == ["вернулись", "Мама", "Плитку", "вернулся"]
    app.selectbox(key="search-code").set_value("return").run()
    assert hits(app) == ["Мама"]  # the code under it too
    app.selectbox(key="search-by").set_value("борис").run()
    assert hits(app) == []
    assert "Снимите один из фильтров" in said(app)
    app.selectbox(key="search-code").set_value("").run()
    app.selectbox(key="search-by").set_value(search_filters.UNCODED).run()
    assert hits(app) == ["вернулись", "вернулся"]
    app.selectbox(key="search-who").set_value("role:interviewer").run()
    assert hits(app) == ["вернулись"]
    app.selectbox(key="search-who").set_value("speaker:Р").run()
    assert hits(app) == ["вернулся"]
    app.selectbox(key="search-by").set_value("").run()
    app.multiselect(key="search-where").set_value(["gender=женщина"]).run()
    assert hits(app) == ["Мама", "Плитку"]
    assert "интервью: 1 из 1 · сказали сами: 1 из 1 респондентов" in said(app)
    app.multiselect(key="search-where").set_value(["gender=женщина", "gender=мужчина"]).run()
    assert app.multiselect(key="search-where").value == ["gender=мужчина"]  # nobody is both
    assert hits(app) == ["вернулся"]
    document = study.document("R01").id
    app.multiselect(key="search-where").set_value([]).run()
    app.selectbox(key="search-document").set_value(document).run()
    assert hits(app) == ["Мама", "Плитку"]
    assert errors(app) == []


def test_in_either_order(study: Project) -> None:
    app = opened(study, q="вернулся")
    assert hits(app) == ["вернулись", "вернулся"]
    assert "R01 · 1 место" in said(app)
    app.segmented_control(key="search-order").set_value("rank").run()
    assert hits(app) == ["вернулся", "вернулись"]  # as it was typed
    assert "R01 · 1 место" not in said(app)


def test_a_search_can_be_sent(study: Project) -> None:
    """What the address says after a search brings the same search back elsewhere."""
    app = opened(study)
    app.text_input(key="search-query").input("мама OR вернуться OR плитка").run()
    app.selectbox(key="search-code").set_value("return").run()
    app.selectbox(key="search-by").set_value("анна").run()
    app.selectbox(key="search-who").set_value("role:respondent").run()
    app.multiselect(key="search-where").set_value(["gender=женщина"]).run()
    app.selectbox(key="search-document").set_value(study.document("R01").id).run()
    app.segmented_control(key="search-order").set_value("rank").run()
    assert hits(app) == ["Мама"]
    address = dict(app.query_params)
    assert address["q"] in ("мама OR вернуться OR плитка", ["мама OR вернуться OR плитка"])
    other = opened(study, **address)
    assert hits(other) == ["Мама"]
    assert other.selectbox(key="search-by").value == "анна"
    assert other.multiselect(key="search-where").value == ["gender=женщина"]
    assert other.segmented_control(key="search-order").value == "rank"
    other.selectbox(key="search-code").set_value("").run()  # one's own choice counts from now on
    assert hits(other) == ["Мама", "Плитку"]
    assert "code" not in other.query_params


@pytest.mark.parametrize(
    "wrong",
    [{"code": "nothing"}, {"by": "nobody"}, {"who": "role:boss"}, {"who": "x"}, {"said": "de"},
     {"where": "colour=red"}, {"document": "study/R99"}, {"order": "best"}, {"study": "x"}],
)  # fmt: skip
def test_an_address_that_names_nothing_is_no_filter(study: Project, wrong: dict[str, str]) -> None:
    app = opened(study, q="мама", **wrong)
    assert errors(app) == []
    assert hits(app) == ["Мама"]


def test_a_query_that_cannot_be_read_is_explained_in_its_place(study: Project) -> None:
    app = opened(study, q="(семья")
    (line,) = errors(app)
    assert "скобка" in line
    assert app.text_input(key="search-query").value == "(семья"
    assert app.selectbox(key="search-code")  # and everything else is there
    app.text_input(key="search-query").input("небывалое").run()
    assert errors(app) == []
    assert "Ничего не найдено" in said(app)
    assert "Проверьте написание" in said(app)


def test_an_example_is_searched_for_by_a_click(study: Project) -> None:
    app = opened(study)
    assert "попробуйте пример" in said(app)
    app.button(key="try-search-query-word").click().run()
    assert app.text_input(key="search-query").value == "вернуться"
    assert hits(app) == ["вернулись", "вернулся"]
    app.button(key="help-search-query-or").click().run()
    assert app.text_input(key="search-query").value == "Москва ИЛИ Россия"
    assert errors(app) == []


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_example_is_a_query(study: Project, lang: str) -> None:
    from etic.i18n import t, use_language
    from etic.ui.querybox import EXAMPLES

    with use_language(lang):
        for name in EXAMPLES:
            study.search_hits(t(f"ui.query-{name}-example"))  # none is refused


def test_pages_and_no_search_where_nothing_changed(
    study: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n\n".join(f"Р: Это место {n}." for n in range(60))
    study.import_bundle(Bundle(documents=(Document("L", text, turns(text), language="ru"),)))
    calls: list[int] = []
    real = search.search

    def counted(*given: Any, **named: Any) -> list[Hit]:
        calls.append(named["limit"])
        return real(*given, **named)

    monkeypatch.setattr(search, "search", counted)
    app = opened(study, q="место")
    assert [after for _, _, after in lines(app)] == [f" {n}." for n in range(25)]
    app.session_state["page-search"] = 3
    app.run()
    assert [after for _, _, after in lines(app)] == [f" {n}." for n in range(50, 60)]
    app.run()
    assert calls == [25, 75]
    app.text_input(key="search-query").input("это").run()
    assert lines(app)[0][2] == " место 0."


def test_texts_are_shown_letter_by_letter(study: Project) -> None:
    text = "Р: Тогда <b>бум</b> & *всё*."
    study.import_bundle(Bundle(documents=(Document("X_1", text, turns(text), language="ru"),)))
    app = opened(study, q="бум")
    assert lines(app) == [("Тогда &lt;b&gt;", "бум", "&lt;/b&gt; &amp; *всё*.")]
    assert "**X\\_1**" in texts(app)
