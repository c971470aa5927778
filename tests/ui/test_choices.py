"""What was chosen and typed stays when the language changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from etic.i18n import set_language, use_language
from etic.model import Bundle
from etic.project import Project
from tests.ui.apptest import errors, screen
from tests.ui.test_survey_in import ANSWERS


@pytest.fixture(autouse=True)
def russian() -> Iterator[None]:
    with use_language("ru"):
        yield


def english(app: AppTest) -> None:
    """Change the language, here too: a list's options are found by their words."""
    app.segmented_control(key="language-choice").set_value("en").run()
    set_language("en")
    assert errors(app) == []


def told(widget: Any) -> str:
    """What the browser is told to show as chosen: it knows options by their words only."""
    proto = widget.proto
    said = proto.raw_value if proto.set_value else ""
    return str(said) if said in proto.options else ""


def test_the_direction_of_a_link_is_the_one_that_was_chosen(study: Project) -> None:
    before = [link_id for link_id, _ in study.link_list()]
    app = screen("survey", study.path, coder="анна")
    (direction,) = [r for r in app.radio if str(r.key).startswith("link-direction-")]
    direction.set_value("opposite").run()
    english(app)
    (direction,) = [r for r in app.radio if str(r.key).startswith("link-direction-")]
    assert (direction.value, told(direction)) == ("opposite", "the opposite")
    next(b for b in app.button if b.label == "Link").click().run()
    assert errors(app) == []
    added = [link for link_id, link in study.link_list() if link_id not in before]
    assert [link.direction for link in added] == ["opposite"]


def test_a_verdict_that_was_chosen_is_the_one_that_is_kept(study: Project) -> None:
    app = screen("joint", study.path, coder="анна")
    app.radio[0].set_value("dissonance").run()
    english(app)
    assert (app.radio[0].value, told(app.radio[0])) == ("dissonance", "dissonance")
    app.text_area[0].input("Different horizons")
    next(b for b in app.button if b.label == "Save verdict").click().run()
    assert errors(app) == []
    decision = study.joint().rows[0].link.decision
    assert decision is not None
    assert decision.verdict == "dissonance"


def test_lists_keep_what_was_chosen_in_them(study: Project) -> None:
    app = screen("tables", study.path)
    app.selectbox(key="tables-base").set_value("group").run()
    english(app)
    base = app.selectbox(key="tables-base")
    assert (base.value, told(base)) == ("group", base.options[1])


@pytest.mark.parametrize(
    ("name", "state"),
    [("survey", {"survey-part": "answers"}), ("joint", {"joint-view": "pillars"}), ("joint", {})],
)
def test_no_list_stands_in_a_form(study: Project, name: str, state: dict[str, object]) -> None:
    """There the browser shows it as empty in the other language, and yet sends what was chosen."""
    study.import_bundle(Bundle(answers=(ANSWERS,)))
    app = screen(name, study.path, state=state)
    assert errors(app) == []
    lists = [*app.selectbox, *app.multiselect, *app.radio, *app.segmented_control]
    assert any(each.type == "multiselect" for each in lists)
    assert [each.key for each in lists if each.proto.form_id] == []
