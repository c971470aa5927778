"""`etic suggest`: what machines are promised, what people read, bad input."""

from __future__ import annotations

from pathlib import Path

import pytest

import etic as library
from etic.project import Project
from tests.actions.test_proposing import bundle
from tests.cli.conftest import Etic


@pytest.fixture
def study(tmp_path: Path) -> Path:
    path = tmp_path / "study.etic"
    with library.create(path) as project:
        project.import_bundle(bundle())
    return path


def test_json_is_the_contract(etic: Etic, study: Path) -> None:
    found = etic("suggest", study, "--document", "R01", "--top", "2", "--json")
    assert found.code == 0
    assert found.json[0]["document"] == "R01"
    for one in found.json:
        assert one.keys() >= {"document", "start", "end", "quote", "suggestions"}
        assert 1 <= len(one["suggestions"]) <= 2
        for idea in one["suggestions"]:
            assert idea.keys() == {"code", "score", "why"}
    assert found.json[0]["suggestions"][0]["code"] == "return-family"


def test_a_table_to_a_file(etic: Etic, study: Path, tmp_path: Path) -> None:
    out = tmp_path / "s.csv"
    assert etic("suggest", study, "-o", out).code == 0
    assert out.read_text(encoding="utf-8-sig").splitlines()[0].startswith("study,document,case")


def test_proposed_ones_wait(etic: Etic, study: Path) -> None:
    made = etic("suggest", study, "--propose", "--coder", "anna", "--json").json
    assert made["new"] > 0
    with Project.open(study) as project:
        assert len(project.suggestions()) == made["new"]
        assert project.verify() == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("--start", "5"), ("--evaluate", "--propose"), ("--document", "R09"), ("--code", "нет"),
        ("--least", "2"), ("--top", "0"), ("--unit", "слово"), ("--evaluate",), ("--study", "нет"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line_and_changes_nothing(
    etic: Etic, study: Path, arguments: tuple[str, ...]
) -> None:
    found = etic("suggest", study, *arguments)
    assert found.code == 2
    assert len(found.err.strip().splitlines()) == 1
    with Project.open(study) as project:
        assert project.suggestions().empty
