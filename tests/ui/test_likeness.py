"""Passages like another one, on the search screen: what is asked, what is shown, what is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from etic.language import embedding
from etic.project import Project
from etic.ui import background
from tests.meaning import Topics
from tests.ui.apptest import errors, link_targets, screen, texts


@pytest.fixture(autouse=True)
def model(monkeypatch: pytest.MonkeyPatch) -> Topics:
    made = Topics()
    monkeypatch.setattr(embedding, "sentence_embedder", lambda: made)
    return made


def opened(project: Project, **query: Any) -> AppTest:
    app = screen("search", project.path, coder="анна", **query)
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    return texts(app).replace("\\", "").replace("**", "")


def buttons(app: AppTest, label: str) -> list[Any]:
    return [button for button in app.button if button.label == label]


def test_a_link_names_a_place_and_each_result_leads_to_its_own(study: Project) -> None:
    study.prepare_vectors()
    start = study.text("R02").index("Семья")
    app = opened(study, like=f"study/R02:{start}-{start + 11}")
    assert "Похожие на отрывок" in said(app)
    assert "Семья здесь" in said(app)
    mother = "Работы не было 😀. Безработица там, я и еду домой. Мама болела, ёлки."
    assert mother in said(app)
    place = study.text("R01").index(mother)
    targets = [link for link in link_targets(app) if "R01" in link]
    assert any(f"start={place}&end={place + len(mother)}" in link for link in targets)
    assert "Мотивы возвращения › Семья" in said(app)  # what it is coded with
    assert any(word in said(app) for word in ("очень похоже · 0,", "похоже · 0,"))
    assert "указатель ещё готовится" not in said(app)
    assert app.query_params["like"] == f"study/R02:{start}-{start + 11}"
    assert errors(app) == []


def test_a_text_of_ones_own_stands_in_the_address(study: Project) -> None:
    app = opened(study)
    app.segmented_control(key="search-mode").set_value("like").run()
    assert "Впишите мысль" in said(app)
    app.text_area(key="search-like-text").input("родные ждали").run()
    assert "Семья здесь, вот и вернулся." not in said(app)  # no word, and no vectors yet
    study.prepare_vectors()
    app.run()
    assert "Семья здесь, вот и вернулся." in said(app)
    assert app.query_params["text"] == "родные ждали"
    again = opened(study, text="родные ждали")
    assert again.text_area(key="search-like-text").value == "родные ждали"
    assert "Семья здесь, вот и вернулся." in said(again)
    again.segmented_control(key="search-mode").set_value("words").run()
    assert "text" not in again.query_params


def test_from_a_hit_to_the_passage_around_it_and_on(study: Project) -> None:
    app = opened(study, q="мама")
    (more,) = buttons(app, "Похожие")
    more.click().run()
    text = study.text("R01")
    start, end = text.index("Работы не было"), text.index("ёлки.") + len("ёлки.")
    assert app.query_params["like"] == f"study/R01:{start}-{end}"
    assert "q" not in app.query_params
    study.prepare_vectors()
    app.run()
    buttons(app, "Похожие")[0].click().run()
    assert app.query_params["like"] != f"study/R01:{start}-{end}"
    buttons(app, "Искать похожее на другой текст")[0].click().run()
    assert "like" not in app.query_params
    assert app.text_area(key="search-like-text").value in ("", None)
    assert errors(app) == []


def test_every_quote_leads_to_what_resembles_it(study: Project) -> None:
    app = screen("quotes", study.path, coder="анна")
    places = [link for link in link_targets(app) if "like=" in link]
    assert len(places) == len(study.quote_list())
    quote = study.quote_list()[0]
    assert any(f"{quote.start}-{quote.end}" in link for link in places)


def test_it_says_how_far_meaning_goes(study: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "0 из 3 отрывков" in said(opened(study, text="мама"))
    monkeypatch.setattr(embedding, "sentence_embedder", lambda: None)
    assert "semantic не установлено" in said(opened(study, text="мама"))


@pytest.mark.parametrize(
    ("place", "words"),
    [("nonsense", "nonsense"), ("study/R99:1-5", "R99"), ("study/R01:5-999999", "R01")],
)
def test_a_broken_link_is_explained(study: Project, place: str, words: str) -> None:
    app = opened(study, like=place)
    (line,) = errors(app)
    assert words in line.replace("\\", "")
    assert app.text_area(key="search-like-text")


def test_nothing_alike_says_what_next(study: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "sentence_embedder", lambda: None)
    assert "Похожих отрывков нет" in said(opened(study, text="123"))


def test_the_overview_says_how_far_the_index_is(
    study: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "указатель" not in said(screen("overview", study.path))
    making = {study.path.resolve(): (1240, 25_000), Path(study.path): (1240, 25_000)}
    monkeypatch.setattr(background, "progress", making.get)
    line = said(screen("overview", study.path)).replace("\u00a0", " ")
    assert "Смысловой указатель: 1240 из 25 000 отрывков" in line
    with_english = said(screen("overview", study.path, lang="en"))
    assert "Index by meaning: 1,240 of 25,000 passages" in with_english
