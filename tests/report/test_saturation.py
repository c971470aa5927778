"""Saturation in a report: the object of the screen, and nothing where it cannot be told."""

from __future__ import annotations

from pathlib import Path

import pytest

from etic.i18n import use_language
from etic.report import Paragraph, Report, TableBlock, encode
from etic.report.saturation import saturation_blocks
from tests.ui.studies import russian


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_blocks(tmp_path: Path, lang: str) -> None:
    with use_language(lang), russian(tmp_path / "a.etic") as project:
        [study] = project.study_titles()
        assert saturation_blocks(project, study, "s", 1) == ([], [])
        blocks, [found, meaning] = saturation_blocks(project, study, "s", 1, origin="all")
        same = project.saturation(study=study, origin="all")
        assert Paragraph(same.verdict) in blocks
        tables = [block.table for block in blocks if isinstance(block, TableBlock)]
        for table, result in zip(tables, (same, same.meaning()), strict=True):
            shown = [column.key for column in table.columns]
            assert 5 < len(shown) < 12  # what fits a page
            assert table.frame().equals(result.frame()[shown])
        assert (found.frame().shape, meaning.frame().shape) == ((1, 21), (4, 12))
        report = Report("T", language=lang, blocks=tuple(blocks))
        assert encode(report, ".html")
        assert encode(report, ".docx")
