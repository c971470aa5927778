"""Saturation on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from etic.project import Project
from tests.cli.conftest import Etic


@pytest.fixture
def coded(study: Path) -> Path:
    """Two interviews; each brings a code."""
    with Project.open(study) as project:
        project.code("R01", code="skills", quote="Плитку класть", coder="anna")
        project.code("R02", code="return/family", quote="Семья здесь", coder="anna")
    return study


def test_without_inductive_codes_it_says_what_to_do(etic: Etic, coded: Path) -> None:
    found = etic("saturation", coded)
    assert found.code == 2
    assert "inductive" in found.err
    assert found.out == ""


def test_report_and_its_tables(etic: Etic, coded: Path, tmp_path: Path) -> None:
    how = ("--origin", "all", "--base", 1, "--run", 1, "--threshold", 0.5, "--draws", 20)
    found = etic("saturation", coded, *how, "--json")
    assert found.code == 0
    assert set(found.json) == {"rows", "note", "methods"}
    [row] = found.json["rows"]
    assert (row["interviews"], row["codes"], row["sliding"]) == (2, 3, "not reached")
    plain = etic("saturation", coded, *how)
    assert "Saturation is not reached" in plain.err
    orders = etic("saturation", coded, *how, "--order", "R02", "R01", "--table", "curve", "--json")
    assert [(r["interview"], r["new"]) for r in orders.json["rows"]] == [("R02", 2), ("R01", 1)]
    assert orders.json["rows"][0]["codes"] == "Return motives; Family"
    runs = etic("saturation", coded, *how, "--table", "runs", "--json").json["rows"]
    assert [r["window"] for r in runs] == ["sliding", "fixed"]
    meaning = etic("saturation", coded, *how, "--table", "meaning", "--codes", "return", "skills",
                   "--json").json["rows"]  # fmt: skip
    assert [r["code"] for r in meaning] == ["return", "return/family", "skills"]
    for name in ("s.svg", "s.xlsx"):
        assert etic("saturation", coded, *how, "-o", tmp_path / name).code == 0
        assert (tmp_path / name).stat().st_size > 1000


def test_a_threshold_in_percent_is_refused(etic: Etic, coded: Path) -> None:
    found = etic("saturation", coded, "--origin", "all", "--threshold", 5)
    assert found.code == 2
    assert "0.05" in found.err
