"""`etic lint`: exit 1 where something is to be put right, the same findings for machines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from etic.cli import run
from tests.studies import small_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    with small_project(tmp_path / "p.etic") as made:
        return made.path


def draft(tmp_path: Path, text: str) -> str:
    path = tmp_path / "draft.md"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_draft_that_holds(
    tmp_path: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Ради семьи вернулись 22,1 % (табл. 1).\n"
    assert run(["lint", str(project), draft(tmp_path, text)]) == 0
    assert capsys.readouterr().out.strip()


def test_a_draft_that_does_not(
    tmp_path: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = draft(tmp_path, "Ради семьи вернулись 33,3 % (табл. 1).\n")
    assert run(["lint", str(project), wrong, "--json"]) == 1
    given = json.loads(capsys.readouterr().out)
    assert given["wrong"] == 1
    (row,) = given["rows"]
    assert (row["rule"], row["sure"], row["words"]) == ("reference", "sure", "33,3 %")
    table = tmp_path / "found.csv"
    assert run(["lint", str(project), wrong, "-o", str(table)]) == 1
    assert "33,3" in table.read_text(encoding="utf-8-sig")


def test_no_such_draft(tmp_path: Path, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lint", str(project), str(tmp_path / "none.md")]) == 2
    assert "none.md" in capsys.readouterr().err
