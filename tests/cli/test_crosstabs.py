"""The command `table`: long as scripts know it, wide as people read it, drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from etic.project import Project
from tests.cli.conftest import Etic
from tests.studies import TEXT


@pytest.fixture
def coded(study: Path) -> Path:
    at = TEXT.index("Мама")
    with Project.open(study) as project:
        project.code("R01", at, at + 4, "return/family", coder="anna")
    return study


def test_rows_begin_as_they_always_did_and_the_object_tells_its_formulas(
    etic: Etic, coded: Path
) -> None:
    done = etic("table", coded, "--codes", "return", "skills", "--by", "gender", "--json")
    assert done.code == 0, done.err
    rows = done.json["rows"]
    assert [(r["code"], r["group"], r["n"], r["base"]) for r in rows[:3]] == [
        ("return", "женщина", 1, 1), ("return", "мужчина", 0, 1), ("return", "All", 1, 2)
    ]  # fmt: skip
    assert rows[2]["p"] == 1
    assert rows[5]["test"] == "nobody has the code"
    assert "Not a probability sample" in done.json["note"]
    assert {m["name"] for m in done.json["methods"]} >= {"Fisher's exact test, two-sided"}


def test_wide_with_subcodes_by_two_attributes(etic: Etic, coded: Path) -> None:
    done = etic(
        "table", coded, "--codes", "return", "--subcodes", "--by", "gender", "--by", "age",
        "--percents", "column", "--wide", "--json",
    )  # fmt: skip
    assert done.code == 0, done.err
    first, second = done.json["rows"]
    assert first["group.женщина · 34"] == "100.0% · 1 of 1"
    assert second["name"] == "\u2003Family"
    assert second["group.мужчина · 51"] == "base 0"


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "docx", "html", "md", "json", "svg", "png"])
def test_it_is_written_in_every_format(
    etic: Etic, coded: Path, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"table.{suffix}"
    for wide in ([], ["--wide"]):
        done = etic("table", coded, "--codes", "return", "--by", "gender", *wide, "-o", out)
        assert done.code == 0, done.err
        assert out.stat().st_size > 100


def test_what_is_not_there_is_one_line(etic: Etic, coded: Path) -> None:
    for wrong in (["--by", "shoe"], ["--percents", "none"], ["--study", "third"]):
        done = etic("table", coded, "--codes", "return", *wrong)
        assert done.code != 0
        assert done.err.count("\n") == 1
