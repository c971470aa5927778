"""`etic guide`: a guide comes in, is shown, is recognised; nothing is set without --apply."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from etic.project import Project
from tests.cli.conftest import Etic
from tests.studies import TEXT

LIST = "1. Почему вы вернулись?\n2. Чему вы научились?\n3. Хотите ли вы уехать снова?\n"
GUIDE = """\
study: study
questions:
- number: 1
  text: Почему вы вернулись?
  codes: [return]
- number: 3
  text: Хотите ли вы уехать снова?
  codes: [returned]
"""


@pytest.fixture
def guided(etic: Etic, study: Path, tmp_path: Path) -> Path:
    path = tmp_path / "guide.yaml"
    path.write_text(GUIDE, encoding="utf-8")
    done = etic("guide", study, path)
    assert (done.code, done.out) == (0, "1 guide\n")
    return study


def test_there_is_none_yet(etic: Etic, study: Path) -> None:
    assert "--draft" in etic("guide", study).out
    assert etic("guide", study, "--json").json == []
    shown = etic("guide", study, "--not-asked")
    assert shown.code == 0
    assert "There is no guide yet" in shown.out


def test_a_list_comes_in(etic: Etic, study: Path, tmp_path: Path) -> None:
    path = tmp_path / "questions.txt"
    path.write_text(LIST, encoding="utf-8")
    assert etic("guide", study, path, "--json").json["guides"] == 1
    rows = etic("guide", study, "--json").json
    assert [(r["number"], r["asked"], r["not_asked"]) for r in rows] == [
        ("1", 1, 0), ("2", 1, 0), ("3", 0, 1),
    ]  # fmt: skip


def test_who_was_asked_what(etic: Etic, guided: Path, tmp_path: Path) -> None:
    rows = etic("guide", guided, "--asked", "--json").json
    assert {row["case"]: (row["1"], row["3"]) for row in rows} == {
        "R01": ("asked", "not asked"), "R02": ("unclear", "unclear"),
    }  # fmt: skip
    assert etic("guide", guided, "--asked", "-o", tmp_path / "a.csv").code == 0
    assert "R01" in (tmp_path / "a.csv").read_text(encoding="utf-8")


def test_without_apply_it_only_shows(etic: Etic, guided: Path) -> None:
    shown = etic("guide", guided, "--not-asked")
    assert "Already returned" not in shown.out
    assert "R01\treturned" in shown.out
    assert "--apply" in shown.err
    with Project.open(guided) as project:
        assert project.not_asked() == []


def test_with_apply_it_is_one_step(etic: Etic, guided: Path) -> None:
    assert etic("guide", guided, "--not-asked", "--apply").out.endswith(
        "1 note “not asked” added.\n"
    )
    found = etic("guide", guided, "--not-asked", "--json").json
    assert found == {"applied": False, "noted": 0, "topics": []}
    assert "Nothing to propose" in etic("guide", guided, "--not-asked").out
    assert etic("undo", guided).code == 0
    assert etic("guide", guided, "--not-asked", "--apply", "--json").json["noted"] == 1
    assert etic("verify", guided).code == 0


def test_by_hand(etic: Etic, guided: Path) -> None:
    place = TEXT.index("И: 2")
    at = ("guide", guided, "--document", "R01", "--start", place)
    assert etic(*at, "--question", "3", "--json").json == {"changed": True}
    rows = etic("guide", guided, "--asked", "--json").json
    assert rows[0]["3"] == "asked"
    assert etic(*at, "--question", "-").code == 0
    assert etic("guide", guided, "--asked", "--json").json[0]["3"] == "not asked"
    assert etic(*at, "--json").json == {"changed": True}
    assert etic(*at, "--json").json == {"changed": False}


def test_a_guide_goes_out(etic: Etic, guided: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.yaml"
    assert etic("guide", guided, "-o", out).code == 0
    assert "returned" in out.read_text(encoding="utf-8")
    assert "Nothing new" in etic("guide", guided, out).out


def test_a_draft(etic: Etic, study: Path, tmp_path: Path) -> None:
    refused = etic("guide", study, "--draft")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    again = tmp_path / "R03.txt"
    again.write_text("И: 1. Почему вы вернулись?\nР: Так.", encoding="utf-8")
    etic("import", study, again, "--study", "study")
    assert "Почему вы вернулись?" in etic("guide", study, "--draft").out
    assert json.loads(etic("guide", study, "--draft", "--json").out)["yaml"].startswith("study:")
    assert etic("guide", study, "--draft", "-o", tmp_path / "d.yaml").code == 0
    assert etic("guide", study, tmp_path / "d.yaml").code == 0


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("questions: []", "no question"),
        ("questions: [{number: 1, text: a}, {number: 1, text: b}]", "renumber"),
        ("questions: [{number: 1, text: a, codes: [retrun]}]", "return"),
        ("study: s\nquestions: [{number: 1}]", "text"),
        ("questions: [", "YAML"),
    ],
)
def test_bad_guides(etic: Etic, study: Path, tmp_path: Path, content: str, word: str) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(content, encoding="utf-8")
    result = etic("guide", study, path)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert word.casefold() in result.err.casefold()
    assert "bad.yaml" in result.err
    with Project.open(study) as project:
        assert project.guides() == []


@pytest.mark.parametrize(
    "options",
    [
        ("--asked", "--not-asked"), ("--apply",), ("--start", 3), ("--document", "R01"),
        ("--question", "1"), ("--study", "nowhere"), ("missing.yaml",),
        ("--document", "R01", "--start", "0", "--question", "77"),
    ],
)  # fmt: skip
def test_misuse(etic: Etic, guided: Path, options: tuple[object, ...]) -> None:
    result = etic("guide", guided, *options)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
