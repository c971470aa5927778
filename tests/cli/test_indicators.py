"""The command of the indicators."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Etic
from tests.cli.test_commands import code

FILE = """\
dimensions: [{dimension: home, name: {ru: Дом, en: Home}}]
indicators:
  - indicator: family
    name: {ru: Семья, en: Family}
    dimensions: [home]
    codes: [return/family]
    items: [{table: 1, answer: Семья}]
types: [{type: all, name: {ru: Все, en: All}}]
"""


@pytest.fixture
def framed(etic: Etic, study: Path, tmp_path: Path) -> Path:
    code(etic, study)
    file = tmp_path / "indicators.yaml"
    file.write_text(FILE, encoding="utf-8")
    assert etic("import", study, file).code == 0
    return study


def test_one_row_an_indicator(etic: Etic, framed: Path) -> None:
    found = etic("indicators", framed, "--json").json
    (row,) = found["rows"]
    assert (row["name"], row["met"], row["base"]) == ("family", 1, 2)
    assert found["note"]
    assert [method["reference"] for method in found["methods"]]


def test_one_row_a_case(etic: Etic, framed: Path) -> None:
    rows = etic("indicators", framed, "--cases", "--attributes", "gender", "--json").json["rows"]
    assert [row["case"] for row in rows] == ["R01", "R02"]
    assert rows[0]["family"].startswith("✓")
    assert "attribute_gender" in rows[0]


@pytest.mark.parametrize(
    "kind", ["items", "matrix", "dimensions", "typology", "clusters", "members"]
)
def test_every_kind_has_rows(etic: Etic, framed: Path, kind: str) -> None:
    assert etic("indicators", framed, "--kind", kind, "--json").json["rows"]


def test_files_for_people_have_columns_that_fit_a_page(
    etic: Etic, framed: Path, tmp_path: Path
) -> None:
    for suffix, columns in ((".md", 5), (".csv", 25)):
        file = tmp_path / f"a{suffix}"
        assert etic("indicators", framed, "-o", file).code == 0
        lines = file.read_text(encoding="utf-8-sig").splitlines()
        head = next(line for line in lines if line.count("|" if suffix == ".md" else ",") > 2)
        cells = head.strip("|").split("|") if suffix == ".md" else head.split(",")
        assert len(cells) == columns
    assert etic("indicators", framed, "--cases", "-o", tmp_path / "a.svg").code == 0


def test_attributes_stand_beside_profiles_only(etic: Etic, framed: Path) -> None:
    refused = etic("indicators", framed, "--attributes", "gender")
    assert (refused.code, len(refused.err.splitlines())) == (2, 1)


def test_a_project_without_indicators_says_what_to_do(etic: Etic, study: Path) -> None:
    refused = etic("indicators", study)
    assert refused.code == 2
    assert "etic import" in refused.err
