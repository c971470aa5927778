"""The command `agreement`, and options that take several values after one name."""

from __future__ import annotations

from pathlib import Path

import pytest

from etic.cli.root import _named_each
from etic.project import Project
from tests.cli.conftest import Etic


@pytest.fixture
def coded(study: Path) -> Path:
    with Project.open(study) as project:
        text = project.text("R01")
        for coder, quote in (("anna", "Мама болела"), ("boris", "болела"), ("vera", "болела")):
            at = text.index(quote)
            project.code("R01", at, at + len(quote), "return/family", coder=coder)
    return study


def test_several_values_after_one_name(coded: Path, etic: Etic) -> None:
    result = etic("agreement", coded, "--coders", "anna", "boris", "--unit", "turn",
                  "--codes", "return", "skills", "--coefficients", "alpha", "percent",
                  "--json")  # fmt: skip
    assert result.code == 0, result.err
    found = result.json
    assert [row["code"] for row in found["rows"]] == [None, "return", "return/family", "skills"]
    assert found["rows"][1]["percent"] == 1
    assert found["rows"][1]["alpha"] == 1
    assert found["rows"][3]["alpha"] is None
    assert "α: all units are in one category" in found["rows"][3]["reason"]
    assert "anna, boris" in found["note"]
    assert found["methods"][0]["formula"].startswith("α = 1 − D_o / D_e")


def test_the_option_may_also_be_repeated(coded: Path, etic: Etic) -> None:
    plain = etic("agreement", coded, "--coders", "anna", "vera", "--json")
    again = etic("agreement", "--coders", "anna", "--coders=vera", coded, "--json")
    assert again.code == 2  # the project comes before values that go on
    again = etic("agreement", coded, "--coders=anna", "--coders", "vera", "--json")
    assert again.json == plain.json


def test_files_and_a_long_table(coded: Path, etic: Etic, tmp_path: Path) -> None:
    for name in ("agreement.csv", "agreement.xlsx", "agreement.docx", "agreement.svg"):
        result = etic("agreement", coded, "-o", tmp_path / name)
        assert result.code == 0, result.err
        assert (tmp_path / name).stat().st_size > 100
    rows = etic("agreement", coded, "--long", "--json").json["rows"]
    assert {row["coefficient"] for row in rows} == {"percent", "fleiss", "gwet", "alpha"}


def test_bad_input_is_one_line(coded: Path, etic: Etic) -> None:
    for arguments in (
        ["--coders", "anna"], ["--coders", "anna", "nobody"], ["--codes", "nothing"],
        ["--documents", "R77"], ["--unit", "word"], ["--draws", "0"], ["--level", "95"],
        ["--coefficients", "kappa"], ["--study", "none"],
    ):  # fmt: skip
        result = etic("agreement", coded, *arguments)
        assert (result.code, result.out) == (2, ""), arguments
        assert len(result.err.strip().splitlines()) == 1, arguments


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("p --codes a b --by c", "p --codes a --codes b --by c"),
        ("p --codes=a b -o f", "p --codes=a --codes b -o f"),
        ("p --by c d --codes a", "p --by c d --codes a"),
        ("p --codes a b -- c d", "p --codes a --codes b -- c d"),
        ("p --codes --by c", "p --codes --by c"),
        ("p --codes a - b", "p --codes a --codes - --codes b"),
        ("p", "p"),
    ],
)
def test_how_values_go_on(given: str, meant: str) -> None:
    assert _named_each(given.split(), {"--codes"}) == meant.split()
