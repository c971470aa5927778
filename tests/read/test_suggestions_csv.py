"""Suggestions as a table: read as they were written, refused where they are broken."""

from __future__ import annotations

import pytest

from etic.errors import EticError
from etic.read import codings_csv, read_source
from etic.read.source import Source
from etic.read.suggestions_csv import read
from tests.read.samples import check_message

HEAD = "document,start,end,code,quote,score,why,source,created,outcome,coder,coding,uid\n"
ROW = "s/R1,3,8,a/b,Семья,0.5,«похоже»,words,2026-11-27T10:00:00Z,accepted,anna,u2,u1\n"
WHOLE = HEAD + ROW


def test_a_row_is_a_suggestion_with_its_outcome() -> None:
    bundle = read_source(Source("suggestions.csv", WHOLE.encode()))
    (one,) = bundle.suggestions
    assert not bundle.codings
    assert not bundle.cases
    assert (one.document, one.start, one.end, one.code, one.quote) == ("s/R1", 3, 8, "a/b", "Семья")
    assert (one.score, one.why, one.source) == (0.5, "«похоже»", "words")
    assert (one.outcome, one.coder, one.coding_uid, one.uid) == ("accepted", "anna", "u2", "u1")
    assert (one.where, one.file) == ("row 2", "suggestions.csv")


def test_suggestions_are_no_codings_and_codings_no_suggestions() -> None:
    assert codings_csv.read(Source("suggestions.csv", WHOLE.encode())) is None
    assert read(Source("codings.csv", b"document,start,end,code,quote\nR1,0,1,a,x\n")) is None


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("accepted", "perhaps", "suggestion-outcome"),
        ("0.5", "1.5", "suggestion-score"),
        ("0.5", "nan", "suggestion-score"),
        ("0.5", "sure", "suggestion-score"),
        (",3,", ",-3,", "cell-number"),
        (",3,", ",9,", "coding-backwards"),
        ("words", "", "cell-empty"),
        ("s/R1", "", "cell-empty"),
    ],
)
def test_what_is_broken_is_refused_with_its_row(old: str, new: str, key: str) -> None:
    with pytest.raises(EticError) as error:
        read(Source("suggestions.csv", WHOLE.replace(old, new, 1).encode()))
    assert error.value.key == key
    check_message(error.value)


def test_a_suggestion_may_have_no_score() -> None:
    bundle = read(Source("suggestions.csv", WHOLE.replace("0.5", "").encode()))
    assert bundle is not None
    assert bundle.suggestions[0].score is None
