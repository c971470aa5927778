"""Two coders compared: only what both have coded, each coding once, in words and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from etic import EticError
from etic.i18n import use_language
from etic.project import Project
from tests.studies import TEXT, small_project


def put(project: Project, quote: str, code: str, coder: str, **more: str) -> None:
    at = TEXT.index(quote)
    project.code("R01", at, at + len(quote), code, coder=coder, **more)  # type: ignore[arg-type]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with small_project(tmp_path / "p.etic") as found:
        put(found, "Мама болела", "return/family", "анна")
        put(found, "Безработица там", "return", "анна")
        put(found, "Плитку класть", "skills", "анна")
        put(found, "Мама болела", "return/family", "борис")
        put(found, "Безработица", "return", "борис")
        put(found, "класть", "returned", "борис")
        found.code("R02", quote="Семья здесь", code="return/family", coder="анна")
        yield found


def test_what_only_one_has_coded_is_left_out(project: Project) -> None:
    compared = project.coder_comparison("анна", "борис")
    assert [d.name for d in compared.documents] == ["R01"]
    assert {found.quote.document for found in compared.codings} == {"R01"}


def test_every_coding_once_with_how_it_is_met(project: Project) -> None:
    compared = project.coder_comparison("анна", "борис")
    assert [(c.quote.coder, c.quote.quote, c.how) for c in compared.codings] == [
        ("борис", "Безработица", "overlap"),
        ("анна", "Безработица там", "overlap"),
        ("анна", "Мама болела", "exact"),
        ("борис", "Мама болела", "exact"),
        ("анна", "Плитку класть", "other"),
        ("борис", "класть", "other"),
    ]
    assert [c.quote.quote for c in compared.differing] == ["Плитку класть", "класть"]
    assert [q.quote for q in compared.differing[0].beside] == ["класть"]


def test_as_a_table_two_rows_a_code(project: Project) -> None:
    with use_language("en"):
        frame = project.coder_comparison("анна", "борис").frame()
    assert list(frame.columns) == [
        "code", "name", "coder", "codings", "exact", "overlapping", "unmet",
    ]  # fmt: skip
    assert [tuple(row) for row in frame.drop(columns="name").itertuples(index=False)] == [
        ("return", "анна", 1, 0, 1, 0), ("return", "борис", 1, 0, 1, 0),
        ("return/family", "анна", 1, 1, 0, 0), ("return/family", "борис", 1, 1, 0, 0),
        ("returned", "анна", 0, 0, 0, 0), ("returned", "борис", 1, 0, 0, 1),
        ("skills", "анна", 1, 0, 0, 1), ("skills", "борис", 0, 0, 0, 0),
    ]  # fmt: skip
    assert (frame["codings"] == frame["exact"] + frame["overlapping"] + frame["unmet"]).all()
    assert frame["name"][2] == "Return motives › Family"


def test_yes_and_no_do_not_say_the_same(project: Project) -> None:
    put(project, "ёлки", "skills", "анна")
    put(project, "ёлки", "skills", "борис", state="no")
    by_quote = {
        (c.quote.coder, c.quote.quote): c.how
        for c in project.coder_comparison("анна", "борис").codings
    }
    assert by_quote["анна", "ёлки"] == by_quote["борис", "ёлки"] == "other"


def test_the_note_says_what_the_counts_are_not(project: Project) -> None:
    with use_language("en"):
        note = project.coder_comparison("анна", "борис").note
    assert "not a measure of agreement" in note
    assert "1 document" in note


@pytest.mark.parametrize(
    ("one", "other", "more", "key"),
    [
        ("анна", "анна", {}, "coder-with-self"),
        ("анна", "вера", {}, "coder-unknown"),
        ("вера", "анна", {}, "coder-unknown"),
        ("анна", "борис", {"documents": ["R02"]}, "coders-apart"),
        ("анна", "борис", {"documents": []}, "coders-apart"),
        ("анна", "борис", {"documents": ["R99"]}, "document-unknown"),
        ("анна", "борис", {"study": "nowhere"}, "study-unknown"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    project: Project, one: str, other: str, more: dict[str, object], key: str
) -> None:
    with pytest.raises(EticError) as found:
        project.coder_comparison(one, other, **more)  # type: ignore[arg-type]
    assert found.value.key == key


def test_codings_by_document_and_coder(project: Project) -> None:
    ids = {d.name: d.id for d in project.document_list()}
    assert project.coders_by_document() == {
        ids["R01"]: {"анна": 3, "борис": 3}, ids["R02"]: {"анна": 1},
    }  # fmt: skip
