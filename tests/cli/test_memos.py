"""Memos from the command line: written on one thing, listed, searched, given out."""

from __future__ import annotations

from pathlib import Path

import pytest

from etic.project import Project
from tests.cli.conftest import Etic


@pytest.fixture
def noted(etic: Etic, study: Path) -> Path:
    for about, text in (
        (("--document", "R01"), "О матерях и долге"),
        (("--case", "R02"), "Вернулся один"),
        (("--code", "return/family"), "Слишком широк"),
        ((), "Женщин мало"),
    ):
        made = etic("memo", study, *about, "--text", text, "--coder", "anna")
        assert made.code == 0, made.err
        assert text in made.out
    return study


def test_each_memo_is_on_what_was_named(etic: Etic, noted: Path) -> None:
    found = etic("memos", noted, "--json").json
    assert [(m["kind"], m["target"], m["coder"]) for m in found] == [
        ("document", "study/R01", "anna"),
        ("case", "study/R02", "anna"),
        ("code", "return/family", "anna"),
        ("project", "", "anna"),
    ]
    with Project.open(noted) as project:
        assert project.verify() == []


def test_memos_are_searched_and_kept_to_a_kind(etic: Etic, noted: Path) -> None:
    assert [m["kind"] for m in etic("memos", noted, "мать", "--json").json] == ["document"]
    assert etic("memos", noted, "мать NOT долг", "--json").json == []
    assert [m["text"] for m in etic("memos", noted, "--kind", "case", "--json").json] == [
        "Вернулся один"
    ]
    assert etic("memos", noted, "--coder", "anna", "--study", "study").out.count("\n") == 5


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "docx", "html", "md", "json", "parquet"])
def test_memos_go_into_every_format(etic: Etic, noted: Path, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"memos.{suffix}"
    assert etic("memos", noted, "-o", path).code == 0
    assert path.stat().st_size
    if suffix == "csv":
        assert "О матерях и долге" in path.read_text(encoding="utf-8-sig")


def test_a_memo_just_written_as_json(etic: Etic, study: Path) -> None:
    made = etic("memo", study, "--document", "R01", "--text", "Да", "--json").json
    assert (made["kind"], made["label"], made["text"]) == ("document", "R01", "Да")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("memo", "--document", "R01", "--case", "R01", "--text", "Да"), "--document, --case"),
        (("memo", "--document", "R9", "--text", "Да"), "R9"),
        (("memo", "--case", "R9", "--text", "Да"), "R9"),
        (("memo", "--code", "nowhere", "--text", "Да"), "nowhere"),
        (("memo", "--text", " "), "no word"),
        (("memo",), "--text"),
        (("memos", "(мать"), "bracket"),
        (("memos", "--kind", "opinion"), "coding"),
        (("memos", "--coder", "nobody"), "nobody"),
    ],
)
def test_bad_input_is_one_line(
    etic: Etic, study: Path, arguments: tuple[str, ...], word: str
) -> None:
    name, *rest = arguments
    result = etic(name, study, *rest)
    assert result.code == 2
    assert word in result.err
    assert result.err.count("\n") == 1
    with Project.open(study) as project:
        assert project.memo_list() == []


def test_bytes_that_are_no_text_are_no_traceback(etic: Etic, study: Path) -> None:
    assert etic("memo", study, "--text", "да \udcff").code == 0
    assert etic("verify", study).code == 0


def test_the_report_has_memos_only_with_its_switch(etic: Etic, noted: Path, tmp_path: Path) -> None:
    for switch, there in (((), False), (("--memos",), True)):
        path = tmp_path / "report.html"
        assert etic("report", noted, "-o", path, "--lang", "ru", *switch).code == 0
        page = path.read_text(encoding="utf-8")
        for memo in ("О матерях и долге", "Вернулся один", "Слишком широк"):
            assert (memo in page) == there
        assert "Женщин мало" in page, "memos on the project open the report"
        path.unlink()
