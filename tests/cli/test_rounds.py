"""Double coding at the command line: rounds, disagreements, decide."""

from __future__ import annotations

from pathlib import Path

import pytest

from etic.project import Project
from tests.cli.conftest import Etic
from tests.rounds import ONE, OTHER, twice_coded


@pytest.fixture
def twice(tmp_path: Path) -> Path:
    path = tmp_path / "twice.etic"
    twice_coded(path).close()
    return path


def test_a_round_from_opening_to_settling(etic: Etic, twice: Path) -> None:
    assert "There are no rounds" in etic("rounds", twice).out
    opened = etic("rounds", twice, "pilot", "--open", "--coders", ONE, OTHER, "--json").json
    assert opened[0]["coders"] == [ONE, OTHER]
    assert etic("rounds", twice, "pilot", "--done", ONE).code == 0
    assert etic("rounds", twice, "pilot", "--settle", "--adjudicator", "vera").code == 2
    assert "closed" in etic("rounds", twice, "pilot", "--close").out
    found = etic("disagreements", twice, "--round", "pilot", "--json").json
    assert [row["cost"] for row in found["rows"]] == [13.0, 11.0, 7.5, 5.0]
    for row in found["rows"][:3]:
        done = etic("decide", twice, row["id"], "--round", "pilot", "--outcome", "other",
                    "--adjudicator", "vera", "--reason", "why", "--json")  # fmt: skip
        assert (done.code, len(done.json["codings"])) == (0, 1)
    plan = etic("rounds", twice, "pilot", "--preview", "--adjudicator", "vera", "--json").json
    assert (plan["exact"], plan["overlapping"], plan["undecided"]) == (1, 1, 0)
    settled = etic("rounds", twice, "pilot", "--settle", "--adjudicator", "vera")
    assert settled.code == 0
    assert "settled. Coders" in etic("rounds", twice).out
    assert etic("verify", twice).code == 0
    assert etic("rounds", twice, "pilot", "--delete").code == 0
    with Project.open(twice) as project:
        assert project.rounds() == []


def test_disagreements_of_two_and_one_of_ones_own(etic: Etic, twice: Path, tmp_path: Path) -> None:
    shown = etic("disagreements", twice, "--coders", ONE, OTHER)
    assert shown.code == 0
    assert "Places: 4, decided: 0" in shown.out
    name = shown.out.split()[0]
    own = etic("decide", twice, name, "--coders", ONE, OTHER, "--outcome", "new", "--own", "skills",
               "--adjudicator", "vera")  # fmt: skip
    assert (own.code, "codings: 1" in own.out) == (0, True)
    file = tmp_path / "d.csv"
    assert etic("disagreements", twice, "--coders", ONE, OTHER, "-o", file).code == 0
    assert file.read_text(encoding="utf-8-sig").startswith("id,study,document")


def test_bad_input_is_one_line(etic: Etic, twice: Path) -> None:
    for arguments in (
        ("rounds", twice, "--open"), ("rounds", twice, "x", "--open", "--close"),
        ("rounds", twice, "x", "--close"), ("rounds", twice, "x", "--open"),
        ("disagreements", twice), ("disagreements", twice, "--coders", ONE, ONE),
        ("decide", twice, "nowhere", "--coders", ONE, OTHER, "--outcome", "one",
         "--adjudicator", "vera"),
    ):  # fmt: skip
        result = etic(*arguments)
        assert (result.code, result.out) == (2, "")
        assert len(result.err.strip().splitlines()) == 1
