"""The screen of the audit in its states."""

from __future__ import annotations

from pathlib import Path

import pytest

from etic.project import Project
from tests.ui.apptest import errors, link_targets, screen, texts

SURVEYS = Path(__file__).parents[2] / "surveys"


@pytest.fixture
def printed(study: Project) -> Project:
    """A project with the tables of one of the two studies."""
    study.load_survey(SURVEYS / "reintegration-2022.csv")
    return study


def test_without_tables_it_leads_to_the_survey(study: Project) -> None:
    app = screen("audit", study.path)
    assert errors(app) == []
    assert any("survey" in target for target in link_targets(app))


@pytest.mark.parametrize(
    ("lang", "said"),
    [("ru", "Заявленная база невозможна"), ("en", "The declared base is impossible")],
)
def test_findings_stand_under_their_tables(printed: Project, lang: str, said: str) -> None:
    app = screen("audit", printed.path, lang=lang)
    assert errors(app) == []
    assert said in texts(app)
    assert "501 = 300 + 201" in texts(app)


def test_a_table_in_which_all_adds_up(printed: Project) -> None:
    app = screen("audit", printed.path)
    app.selectbox(key="audit-table").set_value("8").run()
    assert errors(app) == []
    assert "возражений нет" in texts(app)
    assert "невозможна" not in texts(app)


def test_only_what_is_certain(printed: Project) -> None:
    app = screen("audit", printed.path, state={"audit-at-least": "certain"})
    assert errors(app) == []
    assert "Заявленная база невозможна" in texts(app)
    assert "Подытог сложен" not in texts(app)
