"""The command `checklist`, and reports into folders."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from etic.project import Project
from tests.cli.conftest import Etic


def test_a_checklist_says_item_by_item_how_it_stands(etic: Etic, study: Path) -> None:
    found = etic("checklist", study, "COREQ", "--json")
    assert found.code == 0
    made = found.json
    assert (made["checklist"], made["all"], made["done"]) == ("coreq", 32, 5)
    row = made["rows"][11]
    assert (row["item"], row["state"]) == ("12", "filled")
    assert row["said"] == "2 respondents, 2 documents."
    assert {row["state"] for row in made["rows"]} == {"filled", "missing"}
    assert "Tong" in made["note"]
    assert "5 of 32 are there" in etic("checklist", study, "coreq").out


def test_answers_are_written_all_or_none(etic: Etic, study: Path, tmp_path: Path) -> None:
    refused = etic("checklist", study, "gramms", "--answer", "1=Why.", "--answer", "9=x")
    assert refused.code == 2
    assert "GRAMMS has no item" in refused.err
    assert etic("checklist", study, "gramms", "--answer", "why").code == 2
    assert etic("checklist", study, "gramms", "--json").json["answered"] == 0
    how = ("--answer", "1=Why = because.", "--answer", "2=How.", "--coder", "anna")
    rows = etic("checklist", study, "gramms", *how, "--json").json["rows"]
    assert [(r["said"], r["state"], r["coder"]) for r in rows[:2]] == [
        ("Why = because.", "answered", "anna"), ("How.", "answered", "anna"),
    ]  # fmt: skip
    assert etic("checklist", study, "gramms", "-o", tmp_path / "gramms.xlsx").code == 0
    sheet = openpyxl.load_workbook(tmp_path / "gramms.xlsx").worksheets[0]
    assert sheet["E2"].value == "Why = because."
    assert etic("verify", study).code == 0


def test_bad_input(etic: Etic, study: Path) -> None:
    for arguments in (("prisma",), ("coreq", "--study", "x"), ("coreq", "--lang", "fr")):
        found = etic("checklist", study, *arguments)
        assert found.code == 2
        assert len(found.err.strip().splitlines()) == 1


@pytest.fixture
def coded(study: Path) -> Path:
    with Project.open(study) as project:
        project.code("R01", code="skills", quote="Плитку класть", coder="anna")
    return study


def test_a_folder_gets_every_study_language_and_format(
    etic: Etic, coded: Path, tmp_path: Path
) -> None:
    out = tmp_path / "reports"
    found = etic("report", coded, "-o", f"{out}/", "--formats", "md", "xlsx", "--json")
    assert found.code == 0, found.err
    names = ["study.ru.md", "study.ru.xlsx", "study.en.md", "study.en.xlsx"]
    assert [Path(file).name for file in found.json["files"]] == names
    assert sorted(p.name for p in out.iterdir()) == sorted(names)
    assert "## Кого опросили" in (out / "study.ru.md").read_text("utf-8")
    one = etic(
        "report", coded, "-o", out, "--lang", "en", "--formats", "md", "--checklist", "gramms"
    )
    assert one.code == 0
    text = (out / "study.en.md").read_text("utf-8")
    assert "## Reporting checklists" in text
    assert "GRAMMS: reports of mixed-methods studies" in text


def test_what_a_folder_cannot_get_is_said_before_anything_is_written(
    etic: Etic, coded: Path, study: Path, tmp_path: Path
) -> None:
    out = tmp_path / "reports"
    for arguments, said in (
        (("-o", f"{out}/", "--formats", "odt"), ".docx, .html, .md, .pdf, .xlsx"),
        (("-o", f"{out}/", "--study", "x"), "x"),
        (("-o", f"{coded}/", "--formats", "md"), "folder is wanted"),
        (("-o", out / "deeper" / "still/", "--formats", "md"), "no such folder"),
        (("-o", tmp_path / "report.odt"), ".docx, .html, .md, .pdf, .xlsx"),
    ):
        found = etic("report", coded, *arguments)
        assert found.code == 2
        assert said in found.err
    assert not out.exists()


def test_the_codebook_as_a_file(etic: Etic, study: Path, tmp_path: Path) -> None:
    found = etic("codebook", study, "-o", tmp_path / "book.xlsx")
    assert found.code == 0
    sheet = openpyxl.load_workbook(tmp_path / "book.xlsx").worksheets[0]
    assert [cell.value for cell in sheet["F"]][1:] == [
        "return", "return/family", "returned", "skills",
    ]  # fmt: skip
    assert sheet["A3"].value == "\u2003Family"
    both = etic(
        "codebook", study, "-o", tmp_path / "b.docx", "--move", "skills", "--under", "return"
    )
    assert both.code == 2
    assert not (tmp_path / "b.docx").exists()
