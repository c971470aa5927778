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
