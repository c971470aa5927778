"""Saturation in a report: the object of the screen, and a plain word where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from etic.i18n import use_language
from etic.report import Note, Paragraph, Report, TableBlock, encode
from etic.report.saturation import saturation_blocks
from tests.ui.studies import russian


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_blocks(tmp_path: Path, lang: str) -> None:
    with use_language(lang), russian(tmp_path / "a.etic") as project:
        [study] = project.study_titles()
        blocks, results = saturation_blocks(project, study, 1)
        assert results == []
        assert any(isinstance(block, Note) for block in blocks)
        blocks, [found] = saturation_blocks(project, study, 1, origin="all")
        assert Paragraph(found.verdict) in blocks
        summary, meaning = [block for block in blocks if isinstance(block, TableBlock)]
        same = project.saturation(study=study, origin="all")
        assert summary.table == same.table()
        assert meaning.table == same.meaning().table()
        report = Report("T", language=lang, blocks=tuple(blocks))
        assert encode(report, ".html")
        assert encode(report, ".docx")
