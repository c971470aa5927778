"""A figure in a notebook, on a screen and in Word is the same object."""

from __future__ import annotations

from pathlib import Path

import pytest

from etic.i18n import use_language
from etic.project import Project
from etic.report.blocks import Heading, TableBlock
from etic.report.study import compose
from etic.write.cells import shown
from tests.counted import PEOPLE, study
from tests.ui.apptest import errors, screen

SHOWN = ("name", "group.f", "group.m", "group.?", "difference", "p", "p_holm")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("ETIC_PROJECT", "")
    monkeypatch.chdir(tmp_path)
    return study(tmp_path / "p.etic", PEOPLE, not_asked={"R5": ("return",)})


def cells(project: Project) -> list[list[str]]:
    """What a notebook has."""
    with use_language("en"):
        table = project.table([n.path for n in project.codebook()], by="gender").wide()
        at = [i for key in SHOWN for i, c in enumerate(table.columns) if c.key == key]
        return [[shown(row[i], table.columns[i]) for i in at] for row in table.rows]


def test_a_report_has_the_figures_of_a_notebook(project: Project) -> None:
    with use_language("en"):
        blocks = compose(project).blocks
    (block,) = [b for b in blocks if isinstance(b, TableBlock) and b.id.startswith("groups-")]
    assert tuple(c.key for c in block.table.columns) == SHOWN
    rows = [list(map(str, row)) for row in block.table.rows]
    assert rows == cells(project)
    with use_language("en"):
        paths = [node.path for node in project.codebook()]
        assert block.table.note == project.table(paths, by="gender").note
    assert [b.text for b in blocks if isinstance(b, Heading)][-1] == "Formulas and references"


def test_a_figure_of_a_group_opens_into_quotes_where_there_are_any(project: Project) -> None:
    with use_language("en"):
        blocks = compose(project).blocks
        counted = project.table([n.path for n in project.codebook()], by="gender")
    (block,) = [b for b in blocks if isinstance(b, TableBlock) and b.id.startswith("groups-")]
    keys = [column.key for column in block.table.columns]
    linked = {(row, keys[column]) for row, column in block.links}
    assert linked == {
        (row, f"group.{group}")
        for row, code in enumerate(counted.codes)
        for group in ("f", "m", "?")
        if counted.codings(code, group)
    }
    assert linked


def test_word_has_them(project: Project, tmp_path: Path) -> None:
    import docx

    project.report(tmp_path / "r.docx", lang="en")
    tables = docx.Document(str(tmp_path / "r.docx")).tables
    (found,) = [t for t in tables if t.rows[0].cells[1].text.strip() == "f"]
    rows = [[c.text.strip().replace("\n", " ") for c in row.cells] for row in found.rows[1:]]
    assert rows == [[cell.strip() for cell in row] for row in cells(project)]


def test_a_workbook_has_numbers_to_count_on(project: Project, tmp_path: Path) -> None:
    import openpyxl

    project.report(tmp_path / "r.xlsx", lang="en")
    (tmp_path / "own.md").write_text(
        '{{ table(["return"], by="gender", title="Why back") }}\n', encoding="utf-8"
    )
    project.report(tmp_path / "own.xlsx", template=tmp_path / "own.md", lang="en")
    with use_language("en"):
        counted = project.table([n.path for n in project.codebook()], by="gender").table()
    for path, title in (
        (tmp_path / "r.xlsx", "Table 3. Codes by groups: Gender"),
        (tmp_path / "own.xlsx", "Table 1. Why back"),
    ):
        sheets = openpyxl.load_workbook(path).worksheets
        (sheet,) = [s for s in sheets if s["A1"].value == title]
        rows = list(sheet.iter_rows(min_row=3, values_only=True))
        assert rows[0][3:8] == tuple(c.label for c in counted.columns)[3:8]
        wanted = [row[3:6] for row in counted.rows if row[0] == "return"]
        assert [row[3:6] for row in rows[1:] if row[0] == "return"] == wanted
        assert all(isinstance(cell, int | float) for row in wanted for cell in row)
        assert any(cell.hyperlink for row in sheet.iter_rows(min_row=4) for cell in row)


def test_a_screen_has_them(project: Project) -> None:
    app = screen(
        "tables", project.path, lang="en", coder="anna",
        state={"tables-by": ["gender"], "tables-codes": [n.path for n in project.codebook()]},
    )  # fmt: skip
    assert errors(app) == []
    frame = app.dataframe[0].value
    assert [[str(row[key]) for key in SHOWN] for _, row in frame.iterrows()] == cells(project)


def test_without_groups_there_is_one_table(tmp_path: Path) -> None:
    with study(tmp_path / "p.etic", {"R1": ({}, ["return"]), "R2": ({}, [])}) as bare:
        ids = [b.id for b in compose(bare).blocks if isinstance(b, TableBlock)]
    assert not [id for id in ids if id.startswith("groups-")]
    assert [id for id in ids if id.startswith("counts-")]
