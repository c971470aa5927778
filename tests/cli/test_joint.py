"""Commands of the joint display."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Etic
from tests.cli.test_commands import code


@pytest.fixture
def linked(etic: Etic, study: Path) -> Path:
    code(etic, study)
    etic("link", study, "--code", "return/family", "--table", "1", "--answer", "Семья")
    return study


def test_a_verdict_is_decided_and_opened_again(etic: Etic, linked: Path) -> None:
    (row,) = etic("join", linked, "--json").json
    assert row["verdict"] == ""
    refused = etic("verdict", linked, row["link"], "partial")
    assert (refused.code, len(refused.err.splitlines())) == (2, 1)
    assert etic("verdict", linked, row["link"], "partial", "--reason", "Сроки").code == 0
    (row,) = etic("join", linked, "--json").json
    assert row["reason"] == "Сроки"
    assert etic("verdict", linked, row["link"], "open").code == 0
    assert etic("join", linked, "--json").json[0]["verdict"] == ""


@pytest.mark.parametrize("kind", ["statistics", "cases", "case-agreement", "pillars"])
def test_every_display(etic: Etic, linked: Path, tmp_path: Path, kind: str) -> None:
    etic("pillar", linked, "Семья", "--links", "1", "--statement", "Тянет домой")
    found = etic("join", linked, "--kind", kind, "--json")
    assert found.code == 0, found.err
    assert etic("join", linked, "--kind", kind, "-o", tmp_path / "a.docx").code == 0


def test_quotes_by_an_attribute(etic: Etic, linked: Path) -> None:
    assert etic("join", linked, "--kind", "quotes").code == 2
    found = etic("join", linked, "--kind", "quotes", "--by", "gender", "--json")
    assert found.code == 0, found.err
    assert "1 " in found.json[0]["женщина"]


def test_a_link_names_one_side_of_the_survey(etic: Etic, study: Path) -> None:
    assert etic("link", study, "--code", "return/family", "--answer", "Семья").code == 2


def test_a_pillar_goes_again(etic: Etic, linked: Path) -> None:
    assert etic("pillar", linked, "Семья", "--links", "1").code == 0
    assert etic("pillar", linked, "Семья", "--remove").code == 0
    assert etic("pillar", linked, "Семья", "--remove").code == 2


def test_a_pipe_has_points_under_a_heading_of_points(etic: Etic, linked: Path) -> None:
    head, line = (row.split("\t") for row in etic("join", linked).out.splitlines()[:2])
    at = next(i for i, label in enumerate(head) if "points" in label or "п. п." in label)
    (row,) = etic("join", linked, "--json").json
    assert float(line[at]) == pytest.approx(100 * row["difference"])
