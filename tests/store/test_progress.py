"""How far the coding has come: the same as counting every sentence against every coding."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import etic
from etic.model import Bundle, Document
from etic.store.progress import touched
from tests.studies import BOOK, TEXT, turns

places = st.integers(0, 60)


@given(st.sets(places), st.lists(st.tuples(places, places)))
def test_touched_is_what_overlaps(cuts: set[int], given_spans: list[tuple[int, int]]) -> None:
    edges = sorted(cuts)
    sentences = list(zip(edges[::2], edges[1::2], strict=False))
    spans = sorted((a, b) for a, b in given_spans if a < b)
    slow = sum(any(a < end and b > start for a, b in spans) for start, end in sentences)
    assert touched(sentences, spans) == slow


def test_progress_follows_coding_undo_and_import(tmp_path: Path) -> None:
    document = Document(name="R01", text=TEXT, turns=turns(TEXT), language="ru", study="s")
    with etic.create(tmp_path / "study.etic") as project:
        project.import_bundle(Bundle(documents=(document,), codebooks=(BOOK,)), who="import")
        row = project.document("R01")
        ((sentences, coded),) = project.progress().values()
        assert sentences > 2
        assert coded == 0
        at = TEXT.index("Мама")
        project.code("R01", at, at + 4, "return", coder="anna")
        assert project.progress() == {row.id: (sentences, 1)}
        project.undo(coder="anna", who="anna")
        assert project.progress() == {row.id: (sentences, 0)}
        project.delete_document("R01", coder="anna")
        assert project.progress() == {}
        project.undo(coder="anna", who="anna")
        assert project.progress() == {row.id: (sentences, 0)}
