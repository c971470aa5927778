"""`etic unitizing`: three results of the same codings."""

from __future__ import annotations

from pathlib import Path

import pytest

from etic.project import Project
from tests.cli.conftest import Etic
from tests.studies import TEXT


@pytest.fixture
def coded(study: Path) -> Path:
    with Project.open(study) as project:
        for coder, words in (("anna", "Мама болела"), ("boris", "Мама болела, ёлки")):
            at = TEXT.index(words)
            project.code("R01", at, at + len(words), "return/family", coder=coder)
    return study


def test_free_unitising_of_all_who_coded(etic: Etic, coded: Path) -> None:
    found = etic("unitizing", coded, "--json")
    assert found.code == 0, found.err
    rows = {row["code"]: row for row in found.json["rows"]}
    assert list(rows) == ["", "return", "return/family"]
    assert 0 < rows["return/family"]["alpha_u"] < 1
    assert any("αU" in m["formula"] for m in found.json["methods"])
    limit = etic("unitizing", coded, "--coders", "anna", "boris", "--continuous", "--json")
    assert limit.json["rows"][0]["alpha_u"] == pytest.approx(rows[""]["alpha_u"], abs=0.01)
    assert limit.json["rows"][0]["alpha_u"] != rows[""]["alpha_u"]
    assert "ever smaller" in limit.json["note"]


def test_curve_and_programs_of_two(etic: Etic, coded: Path, tmp_path: Path) -> None:
    both = ("unitizing", coded, "--coders", "anna", "boris")
    curve = etic(*both, "--curve", "--threshold", "0.5", "--json")
    half = next(row for row in curve.json["rows"] if row["threshold"] == 0.5)
    assert (half["met"], half["segments"], half["share"]) == (2, 2, 1)
    programs = etic("unitizing", coded, "--coders", "anna", "--coders", "boris", "--programs")
    assert programs.code == 0, programs.err
    assert "QualCoder, κ" in programs.out
    assert "NVivo prints κ = 1" in programs.err
    sheet = tmp_path / "programs.xlsx"
    assert etic(*both, "--programs", "-o", sheet).code == 0
    assert sheet.exists()
    picture = tmp_path / "curve.svg"
    assert etic("unitizing", coded, "--coders", "anna", "boris", "--curve", "-o", picture).code == 0
    assert "<svg" in picture.read_text(encoding="utf-8")


def test_bad_input_is_one_line(etic: Etic, coded: Path) -> None:
    for arguments, said in (
        (("--coders", "anna", "--curve"), "Name the two coders"),
        (("--coders", "anna", "boris", "--curve", "--programs"), "One thing at a time"),
        (("--coders", "anna", "boris", "--curve", "--threshold", "90"), "a share from 0 to 1"),
        (("--coders", "anna", "nobody"), "nobody"),
        (("--coders", "anna", "boris", "--codes", "nothing"), "nothing"),
        (("--coders", "anna"), "two coders or more"),
    ):
        found = etic("unitizing", coded, *arguments)
        assert found.code != 0
        assert said in found.err
        assert len(found.err.strip().splitlines()) == 1
