"""Answers, states and concentration on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from etic.project import Project
from tests.cli.conftest import Etic


@pytest.fixture
def coded(study: Path) -> Path:
    """Two respondents; both speak of family, one of them of two skills."""
    with Project.open(study) as project:
        for document, quote, code in (
            ("R01", "Мама болела", "return/family"), ("R01", "Плитку класть", "skills"),
            ("R02", "Семья здесь", "return/family"),
        ):  # fmt: skip
            project.code(document, code=code, quote=quote, coder="anna")
    return study


def test_the_answers_under_a_theme(etic: Etic, coded: Path) -> None:
    found = etic("responses", coded, "return", "--by", "gender", "--json")
    assert found.code == 0
    assert set(found.json) == {"rows", "note", "methods"}
    rows = [r for r in found.json["rows"] if r["kind"] == "answer"]
    assert [(r["group"], r["n"], r["base"], r["share"]) for r in rows] == [
        ("женщина", 1, 1, 1.0), ("мужчина", 1, 1, 1.0), ("All", 2, 2, 1.0),
    ]  # fmt: skip
    assert "taken as several" in found.json["note"]
    assert "Wilson" in found.json["methods"][0]["reference"]


def test_a_code_of_one_answer_tells_who_gives_several(etic: Etic, coded: Path) -> None:
    book = coded.with_name("book.csv")
    book.write_text(
        "path,name_en,response,required\nreturn,Return,single,yes\nreturn/work,Work,,\n", "utf-8"
    )
    assert etic("codebook", coded, book).code == 0
    etic("code", coded, "--document", "R01", "--start", 35, "--end", 40, "--code", "return/work",
         "--coder", "anna")  # fmt: skip
    found = etic("responses", coded, "return", "--json")
    kinds = {r["kind"]: r["n"] for r in found.json["rows"]}
    assert (kinds["several"], kinds["none"], kinds["asked"]) == (1, 0, 2)
    assert "1 respondent" in found.err
    listed = etic("responses", coded, "return", "--listed", "--json").json["rows"]
    assert [(r["case"], r["answers"], r["quotes"]) for r in listed] == [("R01", "Family; Work", 2)]
    (group,) = etic("responses", coded, "--json").json["rows"]
    assert (group["code"], group["several"], group["wrong"]) == ("return", 1, 1)


def test_states(etic: Etic, coded: Path) -> None:
    rows = etic("responses", coded, "--states", "return", "skills", "--json").json["rows"]
    states = ("yes", "no", "not_mentioned", "not_asked", "total")
    assert [[row[s] for s in states] for row in rows] == [[2, 0, 0, 0, 2], [1, 0, 1, 0, 2]]
    assert len(etic("responses", coded, "--states", "--json").json["rows"]) == 4


def test_concentration(etic: Etic, coded: Path, tmp_path: Path) -> None:
    rows = etic("concentration", coded, "--codes", "return", "skills", "--json").json["rows"]
    assert [(r["respondents"], r["effective"], r["top_case"]) for r in rows] == [
        (2, 2.0, "R01 and 1 more"), (1, 1.0, "R01"),
    ]  # fmt: skip
    assert rows[1]["warning"] == "one respondent alone"
    target = tmp_path / "c.svg"
    assert etic("concentration", coded, "-o", target).code == 0
    assert target.stat().st_size > 500


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["skills"], "no codes under it"),
        (["--by", "gender"], "Say which theme"),
        (["return", "skills"], "one theme at a time"),
        (["return", "--states", "--listed"], "do not go together"),
        (["return", "--by", "income"], "income"),
        (["return", "--coder", "nobody"], "nobody"),
    ],
)
def test_misuse_is_one_line(etic: Etic, coded: Path, arguments: list[str], said: str) -> None:
    found = etic("responses", coded, *arguments)
    assert found.code == 2
    assert found.err.count("\n") == 1
    assert said in found.err


def test_quotes_are_spread_over_respondents(etic: Etic, coded: Path) -> None:
    def cases(*options: object) -> list[str]:
        return [q["case"] for q in etic("quotes", coded, *options, "--json").json]

    assert cases("--most", 2) == ["R01", "R02"]
    assert cases("--most", 2, "--no-spread") == ["R01", "R01"]
    assert cases() == ["R01", "R01", "R02"]
    assert etic("quotes", coded, "--most", 0).code == 2
