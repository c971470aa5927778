"""The framework matrix and profiles from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from etic.project import Project
from tests.cli.conftest import Etic


def coded(study: Path) -> int:
    """One quote of R01, by its number."""
    with Project.open(study) as project:
        return project.code("R01", code="return/family", quote="Мама болела", coder="anna").id


def test_a_cell_is_shown_written_and_replaced(etic: Etic, study: Path) -> None:
    number = coded(study)
    cell = ("summarise", study, "--case", "R01", "--code", "return")
    shown = etic(*cell)
    assert shown.code == 0, shown.err
    assert f"  {number}\tМама болела" in shown.out
    written = etic(*cell, "--text", "Из-за матери.", "--coding", number, "--coder", "anna")
    assert written.code == 0, written.err
    assert "R01, return" in written.out
    assert f"* {number}\tМама болела" in etic(*cell).out
    refused = etic(*cell, "--text", "Другое.")
    assert refused.code != 0
    assert "Из-за матери." in refused.err
    assert "--replace" in refused.err
    made = etic(*cell, "--text", "Другое.", "--replace", "--json").json
    assert (made["text"], made["linked"], made["quotes"]) == ("Другое.", [], [number])
    assert etic(*cell, "--text", "", "--replace").code == 0
    with Project.open(study) as project:
        assert project.framework_cell("R01", "return").text == ""
        assert project.verify() == []


def test_the_matrix_as_json_has_its_note_and_reference(etic: Etic, study: Path) -> None:
    coded(study)
    made = etic("framework", study, "--themes", "return", "skills", "--by", "gender", "--json").json
    assert [set(row) for row in made["rows"]] == [{"case", "group", "return", "skills"}] * 2
    assert "Ritchie" in made["methods"][0]["reference"]
    assert made["note"]
    only = etic("framework", study, "--where", "gender=мужчина", "--json").json["rows"]
    assert [row["case"] for row in only] == ["R02"]


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "docx", "html", "md", "json", "parquet"])
def test_the_matrix_goes_into_every_format(
    etic: Etic, study: Path, tmp_path: Path, suffix: str
) -> None:
    etic("summarise", study, "--case", "R01", "--code", "return", "--text", "Из-за матери.")
    path = tmp_path / f"matrix.{suffix}"
    assert etic("framework", study, "-o", path).code == 0
    assert path.stat().st_size
    if suffix in ("csv", "md", "html", "json"):
        assert "Из-за матери." in path.read_text(encoding="utf-8-sig")


def test_profiles_of_groups_and_of_one(etic: Etic, study: Path, tmp_path: Path) -> None:
    coded(study)
    rows = etic("profile", study, "--by", "gender", "--value", "женщина", "--json").json["rows"]
    assert {(row["code"], row["n"], row["others_n"]) for row in rows} == {
        ("return", 1, 0), ("return/family", 1, 0),
    }  # fmt: skip
    assert etic("profile", study, "--case", "R01", "--json").json["rows"][0]["low"] is None
    assert etic("profile", study, "--by", "gender", "-o", tmp_path / "p.svg").code == 0
    for wrong in (("--by", "gender", "--value", "x"), ("--by", "рост"), (), ("--case", "R99")):
        bad = etic("profile", study, *wrong)
        assert bad.code != 0
        assert len(bad.err.strip().splitlines()) == 1
