"""Bringing a survey in from the command line: printed tables, weights, sets, the same people."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from etic.project import Project
from tests.cli.conftest import Etic
from tests.read.test_survey_wide import SOURCES

TABLE = "id;q1;q2;вес\nR01;Да;Нет;1,5\nr-2;Да;Да;0,5\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / SOURCES["docx"].name
    path.write_bytes(SOURCES["docx"].data)
    return path


def numbers(study: Path) -> list[str]:
    with Project.open(study) as project:
        return [table.number for _, table in project.survey_tables()]


def test_printed_tables_are_shown_and_loaded_only_when_confirmed(
    etic: Etic, study: Path, report: Path
) -> None:
    before = numbers(study)
    shown = etic("survey", study, report, "--json")
    assert {(row["table"], row["group"]) for row in shown.json} == {
        ("8", "Мужчины"),
        ("8", "Всего"),
    }
    assert numbers(study) == before
    loaded = etic("survey", study, report, "--yes", "--json")
    assert loaded.json["tables"] == 1
    assert numbers(study) == [*before, "8"]


def test_a_mapping_is_written_corrected_and_followed(
    etic: Etic, study: Path, report: Path, tmp_path: Path
) -> None:
    mapping = tmp_path / "m.yaml"
    before = numbers(study)
    etic("survey", study, report, "--mapping", mapping)
    content = yaml.safe_load(mapping.read_text(encoding="utf-8"))
    assert numbers(study) == before
    content["tables"][0]["number"] = "99"
    mapping.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    etic("survey", study, report, "--mapping", mapping)
    assert numbers(study) == [*before, "99"]
    content["tables"][0]["rows"].pop()
    mapping.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    failed = etic("survey", study, report, "--mapping", mapping)
    assert (failed.code, "m.yaml" in failed.err) == (2, True)


def test_weight_sets_and_people(etic: Etic, study: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(TABLE.encode("cp1251"))
    etic("survey", study, path)
    said = etic(
        "survey", study, "--weight", "вес", "--set", "помощь", "--of", "q1", "--of", "q2", "--json"
    ).json
    assert (said["weight"], said["sets"]) == ("вес", {"помощь": ["q1", "q2"]})
    back = etic("survey", study, "--no-weight", "--no-set", "помощь", "--json").json
    assert (back["weight"], back["sets"]) == ("", {})
