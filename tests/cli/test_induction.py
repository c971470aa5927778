"""Propositions and truth tables from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from etic.project import Project
from tests.cli.conftest import Etic


@pytest.fixture
def proposed(etic: Etic, study: Path) -> Path:
    """A proposition tied to two codes, one quote on either side."""
    made = etic(
        "propositions", study, "--add", "Возвращаются ради семьи", "--supports", "return",
        "--contradicts", "skills", "--coder", "anna",
    )  # fmt: skip
    assert made.code == 0, made.err
    assert "1" in made.out
    with Project.open(study) as p:
        for document, quote, code in (("R01", "Плитку", "skills"), ("R02", "Семья", "return")):
            at = p.text(document).index(quote)
            p.code(document, at, at + len(quote), code, coder="anna")
    return study


def test_a_case_is_judged_with_reason_and_quote_and_is_in_the_board(
    etic: Etic, proposed: Path
) -> None:
    waiting = etic("propositions", proposed, "--number", "1", "--queue", "--json").json
    assert [(c["case"], c["verdict"]) for c in waiting] == [
        ("R01", "contradicts"), ("R02", "supports"),
    ]  # fmt: skip
    quote = waiting[0]["against"][0]["coding"]
    judged = etic(
        "judge", proposed, "--proposition", "1", "--case", "R01", "--verdict", "contradicts",
        "--reason", "Ради плитки", "--quote", quote, "--coder", "anna",
    )  # fmt: skip
    assert (judged.code, judged.out) == (0, "R01: against (proposition 1).\n")
    [found] = etic("propositions", proposed, "--json").json["propositions"]
    assert [(c["case"], c["reason"]) for c in found["against"]] == [("R01", "Ради плитки")]
    assert found["against"][0]["quotes"][0]["quote"] == "Плитку"
    assert [c["case"] for c in found["not_judged"]] == ["R02"]
    assert found["for"] == found["silent"] == found["not_asked"] == []
    assert found["tally"][0]["informative"] == 1
    out = etic("propositions", proposed, "--number", "1").out
    assert "Against: R01" in out
    assert "Not judged: R02" in out


def test_a_verdict_is_withdrawn(etic: Etic, proposed: Path) -> None:
    where = ("--proposition", "1", "--case", "R01")
    assert etic("judge", proposed, *where, "--verdict", "silent").code == 0
    assert etic("judge", proposed, *where, "--withdraw", "--json").json["withdrawn"]
    assert etic("judge", proposed, *where, "--withdraw").code == 2
    assert "--withdraw" in etic("judge", proposed, *where).err


def test_a_revision_is_a_new_version(etic: Etic, proposed: Path) -> None:
    judge = ("judge", proposed, "--proposition", "1", "--verdict")
    etic(*judge, "contradicts", "--case", "R01")
    etic(*judge, "supports", "--case", "R02")
    made = etic(
        "revise", proposed, "--proposition", "1", "--text", "Ради семьи или плитки",
        "--reason", "R01", "--keep", "supports", "--json",
    )  # fmt: skip
    assert made.json == {"proposition": 1, "version": 2, "waiting": ["R01"]}
    bad = etic("revise", proposed, "--proposition", "1", "--text", "Х", "--reason", "R01",
               "--keep", "contradicts")  # fmt: skip
    assert (bad.code, bad.err.count("\n")) == (2, 1)
    rows = etic("propositions", proposed, "--versions", "-o", proposed.parent / "b.json")
    assert rows.code == 0
    again = etic("revise", proposed, "--proposition", "1", "--phenomenon", "Насовсем",
                 "--reason", "R01 не насовсем")  # fmt: skip
    assert (again.code, "version 3" in again.out) == (0, True)
    [found] = etic("propositions", proposed, "--json").json["propositions"]
    assert [v["kind"] for v in found["versions"]] == ["first", "revised", "redefined"]
    assert found["phenomenon"] == "Насовсем"


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "docx", "html", "md", "json", "svg", "png"])
def test_the_board_goes_into_every_format(
    etic: Etic, proposed: Path, tmp_path: Path, suffix: str
) -> None:
    etic("judge", proposed, "--proposition", "1", "--case", "R01", "--verdict", "supports")
    path = tmp_path / f"board.{suffix}"
    made = etic("propositions", proposed, "-o", path)
    assert (made.code, path.stat().st_size > 0) == (0, True), made.err


def test_without_propositions_it_says_what_to_do(etic: Etic, study: Path) -> None:
    assert "--add" in etic("propositions", study).out
    assert etic("propositions", study, "--json").json["propositions"] == []
    assert etic("propositions", study, "--number", "3").code == 2
    assert etic("propositions", study, "--queue").code == 2
    assert etic("propositions", study, "--supports", "return").code == 2


def test_a_truth_table_of_codes_and_attributes(etic: Etic, proposed: Path, tmp_path: Path) -> None:
    asked = ("truthtable", proposed, "--outcome", "return", "--conditions")
    found = etic(*asked, "skills", "gender=женщина", "age:30,40,50", "--json").json
    assert [(r["SKILLS"], r["AGE"], r["out"], r["cases"]) for r in found["rows"]] == [
        (0, 1, "1", "R02"), (1, 0, "0", "R01"),
    ]  # fmt: skip
    assert "→ RETURN" in etic(*asked, "skills", "--solution", "parsimonious").out
    fits = etic(*asked, "skills", "--expression", "~SKILLS", "--json").json["rows"]
    assert fits[-1]["consistency"] == 1.0
    data = tmp_path / "qca.csv"
    assert etic(*asked, "skills", "age:30,40,50", "--fuzzy", "--data", "-o", data).code == 0
    assert data.read_text("utf-8-sig").splitlines()[0] == "case,SKILLS,AGE,RETURN"


def test_memberships_come_from_a_file(etic: Etic, proposed: Path, tmp_path: Path) -> None:
    sets = tmp_path / "sets.csv"
    sets.write_text("case;settled\nR01;0,2\nR02;0,9\n", encoding="utf-8")
    asked = ("truthtable", proposed, "--outcome", "return", "--conditions", "settled")
    rows = etic(*asked, "--memberships", sets, "--fuzzy", "--json").json["rows"]
    assert [(r["SETTLED"], r["cases"]) for r in rows] == [(1, "R02"), (0, "R01")]
    sets.write_text("case,settled\nR01,2\n", encoding="utf-8")
    assert etic(*asked, "--memberships", sets).code == 2
    sets.write_text("case\nR01\n", encoding="utf-8")
    assert etic(*asked, "--memberships", sets).code == 2


@pytest.mark.parametrize(
    "conditions",
    [["nothing"], ["gender=нет"], ["age:1,1,2"], ["age:a,b,c"], ["age"], ["gender:1,2,3"],
     ["return"], ["skills", "skills"]],
)  # fmt: skip
def test_conditions_that_cannot_be_are_told_in_one_line(
    etic: Etic, proposed: Path, conditions: list[str]
) -> None:
    made = etic("truthtable", proposed, "--outcome", "return", "--conditions", *conditions)
    assert (made.code, made.err.count("\n")) == (2, 1), made.err
