"""Propositions in a report: figures open into quotes, contradicting cases stand with reasons."""

from __future__ import annotations

from pathlib import Path

import pytest

from etic.i18n import use_language
from etic.model import Quote
from etic.report import QuoteBlock, QuoteItem, Report, TableBlock, encode
from etic.report.induction import proposition_blocks
from tests.ui.studies import russian


def item(quote: Quote) -> QuoteItem:
    return QuoteItem(quote.quote, quote.case)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_blocks(tmp_path: Path, lang: str) -> None:
    with use_language(lang), russian(tmp_path / "a.etic") as project:
        [study] = project.study_titles()
        documents = {d.id for d in project.document_list()}
        assert proposition_blocks(project, study, 1, allowed=documents, item=item) == []
        project.add_proposition("Ради семьи.", supports=["return"], contradicts=["skills"])
        project.judge(1, "R01", "contradicts", "Ради ремесла")
        project.judge(1, "R02", "supports")
        project.revise_proposition(
            1, reason="R01", said={"text_ru": "Ради семьи или ремесла."}, keep=["supports"]
        )
        project.judge(1, "R01", "contradicts", "Снова ради ремесла")
        blocks = proposition_blocks(project, study, 1, allowed=documents, item=item)
        report = Report("T", language=lang, blocks=tuple(blocks))
        assert encode(report, ".html")
        assert encode(report, ".docx")
        board = next(b for b in blocks if isinstance(b, TableBlock))
        assert f"proposition-{study}-1-contradicts" in board.links.values()
        reasons = [b for b in blocks if isinstance(b, TableBlock)][1]
        assert reasons.table.rows == (("R01", "Снова ради ремесла"),)
        quotes = [q.text for b in blocks if isinstance(b, QuoteBlock) for q in b.quotes]
        assert quotes == ["Плитку класть", "Семья здесь"]
        withheld = proposition_blocks(project, study, 1, allowed=set(), item=item)
        assert not [b for b in withheld if isinstance(b, QuoteBlock)]
        assert Report("T", language=lang, blocks=tuple(withheld))
