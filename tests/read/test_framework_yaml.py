"""Summaries of a framework matrix as a file that people may write by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etic.actions.memos import tidy
from etic.errors import EticError
from etic.model import Summary
from etic.read.framework_yaml import read
from etic.read.source import Source
from etic.write.framework import framework_yaml

BY_HAND = """
study: returnees
summaries:
  - {case: R01, code: return/family, text: Came back for her mother.}
  - case: R02
    code: return/family
    text: |
      No family left there.
      Says so twice.
    coder: anna
    mood: calm
"""


def source(text: str) -> Source:
    return Source("framework.yaml", text.encode())


def test_a_file_by_hand_needs_case_code_and_text() -> None:
    bundle = read(source(BY_HAND))
    assert bundle is not None
    first, second = bundle.summaries
    assert (first.study, first.case, first.code) == ("returnees", "R01", "return/family")
    assert (first.codings, first.seen) == ((), None)
    assert (second.text, second.coder) == ("No family left there.\nSays so twice.", "anna")
    assert [notice.details["field"] for notice in bundle.warnings] == ["mood"]


def test_what_is_written_is_read() -> None:
    made = Summary(
        "R01", "a/b", "«Үй»: да\n\n- 1: нет", ("x-1", "12345678"), "анна",
        "2026-01-01T00:00:00.000Z", "2026-01-02T00:00:00.000Z", {"x-1": "00000001"}, "s",
    )  # fmt: skip
    bundle = read(source(framework_yaml("s", [made])))
    assert bundle is not None
    (back,) = bundle.summaries
    assert {key: getattr(back, key) for key in ("case", "code", "text", "codings", "coder")} == {
        "case": "R01", "code": "a/b", "text": made.text, "codings": made.codings, "coder": "анна",
    }  # fmt: skip
    assert (back.seen, back.changed, back.study) == (made.seen, made.changed, "s")


LETTERS = st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from(
    "\n\t:#-'\"[]{}ӨөҮүё&*!%"
)
texts = st.text(LETTERS, min_size=1, max_size=80).map(tidy).filter(bool)


@given(text=texts, case=texts, uids=st.lists(st.uuids().map(str), max_size=3, unique=True))
def test_any_text_is_read_as_it_was_written(text: str, case: str, uids: list[str]) -> None:
    made = Summary(case, "a", text, tuple(uids), seen=dict.fromkeys(uids, "0e123456"), study="s")
    bundle = read(source(framework_yaml("s", [made])))
    assert bundle is not None
    (back,) = bundle.summaries
    assert (back.case, back.text, back.codings, back.seen) == (
        case, text, made.codings, made.seen,
    )  # fmt: skip


def test_other_files_are_left_to_others() -> None:
    assert read(source("rules: []")) is None
    assert read(source("summaries: none")) is None
    assert read(Source("R01.txt", b"summaries are what we talk about")) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("summaries: [{case: R1, code: a}]", "yaml-needed"),
        ("summaries: [just text]", "yaml-mapping"),
        ("summaries: [{case: R1, code: a, text: x, seen: [1]}]", "yaml-mapping"),
        ("summaries: [{case: R1, code: a, text: x}, {case: R1, code: a, text: y}]",
         "summary-twice"),
    ],
)  # fmt: skip
def test_broken_files_are_refused_with_their_place(text: str, key: str) -> None:
    with pytest.raises(EticError) as error:
        read(source(text))
    assert error.value.key == key
    assert "framework.yaml" in str(error.value)
