"""The screen of matrices: what it shows of each kind, and what it says where there is nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import etic
from etic.project import Project
from tests.ui.apptest import errors, link_targets, screen, texts


def frame(app: AppTest) -> Any:
    return app.dataframe[0].value


def mark(project: Project, quote: str, code: str, coder: str = "анна") -> None:
    at = project.text("R01").index(quote)
    project.code("R01", at, at + len(quote), code, coder=coder)


@pytest.fixture
def together(study: Project) -> Project:
    mark(study, "болела, ёлки", "skills")
    return study


def test_nothing_coded_says_what_to_do(tmp_path: Path, study: Project) -> None:
    with etic.create(tmp_path / "empty.etic", "") as empty:
        app = screen("matrices", empty.path)
    assert "Пока нечего сопоставлять" in texts(app)
    assert {target.split("?")[0] for target in link_targets(app)} >= {"transcripts"}
    for quote in study.quote_list():
        study.uncode(quote.id)
    app = screen("matrices", study.path)
    assert errors(app) == []
    assert "Пока нечего сопоставлять" in texts(app)


def test_codes_that_never_meet_are_a_finding(study: Project) -> None:
    app = screen("matrices", study.path)
    assert errors(app) == []
    assert "Вместе эти коды не встречаются ни разу" in texts(app).replace("\\", "")
    assert frame(app)["skills"].tolist() == ["0", "0", "1"]


def test_closeness_and_figure(together: Project) -> None:
    app = screen("matrices", together.path)
    assert frame(app)["skills"].tolist() == ["1", "0", "2"]
    app.selectbox(key="matrices-figure").set_value("jaccard").run()
    assert frame(app)["skills"].tolist()[0] == "0,333"
    app.selectbox(key="matrices-within").set_value("words").run()
    app.number_input(key="matrices-distance-words").set_value(0).run()
    assert errors(app) == []
    assert "между ними не больше слов" in texts(app)
    app.selectbox(key="matrices-within").set_value("document").run()
    assert errors(app) == []


def test_every_view_of_codes_together(together: Project) -> None:
    app = screen("matrices", together.path)
    for view in ("matrix", "pairs", "map", "network"):
        app.session_state["matrices-view"] = view
        app.run()
        assert errors(app) == []
        assert "Вместе — значит" in texts(app).replace("\\", "")
        assert bool(app.dataframe) == (view in ("matrix", "pairs"))


def test_a_network_of_nothing_says_so(together: Project) -> None:
    state = {"matrices-view": "network", "matrices-least": 5}
    app = screen("matrices", together.path, state=state)
    assert "Столько раз вместе не стоят никакие два кода" in texts(app)


def test_codes_chosen_by_hand(together: Project) -> None:
    app = screen("matrices", together.path, state={"matrices-scope": "//own"})
    app.multiselect(key="matrices-codes").set_value(["skills"]).run()
    assert "Нужно хотя бы два кода" in texts(app)
    app.multiselect(key="matrices-codes").set_value(["skills", "return/family"]).run()
    assert errors(app) == []
    assert list(frame(app).columns) == ["name", "skills", "return/family"]


def test_all_codes_each_by_itself(together: Project) -> None:
    app = screen("matrices", together.path, state={"matrices-scope": "//all"})
    assert list(frame(app).columns) == ["name", "return/family", "skills"]


def test_different_coders_are_compared_on_demand(study: Project) -> None:
    mark(study, "Мама", "skills", coder="борис")
    app = screen("matrices", study.path)
    assert frame(app)["skills"].tolist()[0] == "0"
    app.checkbox(key="matrices-any").check().run()
    assert frame(app)["skills"].tolist()[0] == "1"


def test_warnings_are_told_in_words(study: Project) -> None:
    for quote in ("Работы", "не", "было", "Безработица", "там", "еду"):
        mark(study, quote, "skills")
    mark(study, "Работы не было", "returned")
    app = screen("matrices", study.path, state={"matrices-figure": "c"})
    assert errors(app) == []
    assert "встречается в 7,0 раза чаще" in texts(app).replace("\\", "")


def test_other_kinds(together: Project) -> None:
    app = screen("matrices", together.path)
    for kind in ("sequence", "document", "case"):
        for view in ("matrix", "map"):
            app.session_state["matrices-kind"] = kind
            app.session_state["matrices-view"] = view
            app.run()
            assert errors(app) == []
            assert "Скачать" in texts(app)


def test_a_cell_opens_into_quotes(together: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A click cannot be played here: the table answers as if the second cell were chosen."""
    from streamlit import dataframe

    def clicked(*args: Any, **more: Any) -> Any:
        dataframe(*args, **more)
        return {"selection": {"cells": [(0, "skills")], "rows": [], "columns": []}}

    monkeypatch.setattr("etic.ui.results.st.dataframe", clicked)
    app = screen("matrices", together.path)
    assert errors(app) == []
    shown = texts(app).replace("\\", "")
    assert "Что стоит за цифрой: Мотивы возвращения · Навыки" in shown
    assert "<blockquote>Мама болела</blockquote>" in shown
    assert "<blockquote>болела, ёлки</blockquote>" in shown
    assert "Плитку класть" not in shown


def test_along_an_interview(together: Project) -> None:
    app = screen("matrices", together.path, state={"matrices-kind": "timeline"})
    assert errors(app) == []
    assert frame(app)["quote"].tolist() == ["Мама болела", "болела, ёлки", "Плитку класть"]
    for quote in together.quote_list(document="R02"):
        together.uncode(quote.id)
    app = screen("matrices", together.path, state={"matrices-kind": "timeline"})
    app.selectbox(key="matrices-document").set_value(together.document("R02").id).run()
    assert "В этом документе ничего не закодировано" in texts(app)


def test_in_english(together: Project) -> None:
    shown = texts(screen("matrices", together.path, lang="en"))
    assert "Where codes stand" in shown
    assert "Together means" in shown
