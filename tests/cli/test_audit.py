"""The command `audit`, on a file and on a project."""

from __future__ import annotations

from pathlib import Path

import pytest

from etic.project import Project
from tests.cli.conftest import Etic

SURVEYS = Path(__file__).parents[2] / "surveys"
KEYS = ("study", "table", "question", "answer", "group", "rule", "certainty", "arithmetic")


def test_a_file(etic: Etic) -> None:
    done = etic("audit", SURVEYS / "reintegration-2022.csv", "--json")
    assert done.code == 1
    findings = done.json["findings"]
    assert {f["rule"] for f in findings} >= {"base-impossible", "more-than-have"}
    assert all(f.keys() >= set(KEYS) for f in findings)
    found = [b for b in done.json["bases"] if b["table"] == "2"]
    assert [s["base"] for s in found[0]["solutions"]] == [501]


def test_what_holds_ends_with_zero(etic: Etic) -> None:
    done = etic("audit", SURVEYS / "reintegration-2022.csv", "--table", 8)
    assert done.code == 0
    assert "Everything adds up" in done.err


def test_a_project_is_audited_as_its_files_are(etic: Etic, study: Path) -> None:
    file = SURVEYS / "reintegration-2022.csv"
    with Project.open(study) as project:
        project.load_survey(file)
    here = etic("audit", study, "--study", "reintegration-2022", "--json")
    assert here.json["findings"] == etic("audit", file, "--json").json["findings"]


def test_bases_to_a_file(etic: Etic, tmp_path: Path) -> None:
    file = tmp_path / "bases.csv"
    done = etic("audit", SURVEYS / "reintegration-2022.csv", "--bases", "-o", file)
    assert done.code == 1
    assert "501 = 300 + 201" in file.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("words", ["total: [", "total: [all]\n"])
def test_word_lists_that_are_none(etic: Etic, tmp_path: Path, words: str) -> None:
    lists = tmp_path / "words.yaml"
    lists.write_text(words, encoding="utf-8")
    done = etic("audit", SURVEYS / "reintegration-2022.csv", "--words", lists)
    assert done.code == 2
    assert "words.yaml" in done.err
    assert "Traceback" not in done.err


def test_a_file_without_tables(etic: Etic, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("anketa,work,trade\n1,yes,no\n2,no,no\n", encoding="utf-8")
    done = etic("audit", file)
    assert done.code == 2
    assert "no published tables" in done.err
    assert etic("audit", tmp_path / "none.csv").code == 2
