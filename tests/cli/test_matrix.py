"""`etic matrix`: shapes of its files, one document as JSON, and what it refuses."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from etic.project import Project
from tests.cli.conftest import Etic


@pytest.fixture
def coded(study: Path) -> Path:
    with Project.open(study) as p:
        for document, quote, code in (
            ("R01", "Мама болела", "return/family"), ("R01", "болела, ёлки", "skills"),
            ("R02", "Семья здесь", "return/family"),
        ):  # fmt: skip
            at = p.text(document).index(quote)
            p.code(document, at, at + len(quote), code, coder="anna")
    return study


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_wide_form_has_code_name_and_a_column_each(
    etic: Etic, coded: Path, tmp_path: Path
) -> None:
    done = etic("matrix", coded, "--kind", "document", "-o", tmp_path / "m.csv")
    assert done.code == 0, done.err
    rows = read(tmp_path / "m.csv")
    assert list(rows[0]) == ["code", "name", "R01", "R02", "total"]
    assert rows[1] == {
        "code": "return/family", "name": "Family", "R01": "1", "R02": "1", "total": "2"
    }  # fmt: skip
    assert (rows[2]["code"], rows[2]["total"]) == ("returned", "0")


def test_codes_together_are_square_and_pairs_are_long(
    etic: Etic, coded: Path, tmp_path: Path
) -> None:
    file = tmp_path / "m.csv"
    done = etic("matrix", coded, "--kind", "cooccurrence", "--codes", "return", "skills",
                "--figure", "jaccard", "-o", file)  # fmt: skip
    assert done.code == 0, done.err
    assert [list(row.values())[2:] for row in read(file)] == [["1.0", "0.5"], ["0.5", "1.0"]]
    found = etic("matrix", coded, "--kind", "cooccurrence", "--pairs", "--json").json
    assert set(found) == {"rows", "note", "methods"}
    assert (found["rows"][0]["n"], found["rows"][0]["cases"], found["rows"][0]["c"]) == (1, 1, 0.5)
    assert {m["name"] for m in found["methods"]} == {
        "c coefficient of ATLAS.ti", "Jaccard's coefficient",
    }  # fmt: skip


@pytest.mark.parametrize(
    "asked",
    [
        ["case", "--measure", "presence"], ["cooccurrence", "--within", "words", "--distance", "3"],
        ["sequence", "--within", "document", "--figure", "residual"],
        ["timeline", "--document", "R01"],
    ],
)  # fmt: skip
def test_every_kind_gives_xlsx_and_a_picture(
    etic: Etic, coded: Path, tmp_path: Path, asked: list[str]
) -> None:
    for name in ("m.xlsx", "m.svg"):
        done = etic("matrix", coded, "--kind", *asked, "-o", tmp_path / name)
        assert done.code == 0, done.err
    assert (tmp_path / "m.svg").read_text(encoding="utf-8").startswith("<svg")


def test_an_empty_project_gives_an_empty_list(etic: Etic, tmp_path: Path) -> None:
    etic("new", tmp_path / "e.etic")
    done = etic("matrix", tmp_path / "e.etic", "--kind", "cooccurrence", "--json")
    assert (done.code, done.json["rows"]) == (0, [])


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--kind", "cloud"], "--kind"),
        (["--kind", "document", "--within", "overlap"], "within"),
        (["--kind", "cooccurrence", "--distance", "2"], "distance"),
        (["--kind", "timeline"], "--document"),
        (["--kind", "case", "--codes", "nothing"], "nothing"),
        ([], "--kind"),
    ],
)
def test_bad_input_is_one_line(etic: Etic, coded: Path, asked: list[str], said: str) -> None:
    done = etic("matrix", coded, *asked)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert len(done.err.strip().splitlines()) == 1
