"""Codes by groups, from a project: who is a unit, who was asked, who is counted once."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

import etic
from etic.analysis.counts import ALL
from etic.errors import EticError
from etic.i18n import use_language
from etic.model import Bundle, Code, Codebook, Document
from etic.project import Project
from tests.counted import BOOK, PEOPLE, study


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return study(tmp_path / "p.etic", PEOPLE, not_asked={"R5": ("return",)})


def figures(project: Project, code: str, **how: object) -> dict[str, tuple[int, int]]:
    found = project.crosstab([code], **how)  # type: ignore[arg-type]
    return {row.group: (row.share.n, row.share.base) for row in found.rows}


def test_groups_stand_in_order_those_not_known_last(project: Project) -> None:
    assert project.crosstab("return", by="gender").groups == ["f", "m", "?"]
    assert project.crosstab("return", by="age").groups == ["9", "10", "100", "?"]
    with use_language("en"):
        labels = [c.label for c in project.crosstab("return", by="married").wide().columns]
    assert labels[2:5] == ["no", "yes", "not known"]


def test_who_was_not_asked_is_out_of_the_base(project: Project) -> None:
    assert figures(project, "return", by="gender") == {
        "f": (3, 3), "m": (0, 1), "?": (1, 1), ALL: (4, 5)
    }  # fmt: skip
    assert figures(project, "return", by="gender", base="group")["m"] == (0, 2)
    assert figures(project, "return", by="gender", base="all")["m"] == (0, 6)


def test_a_respondent_with_two_sub_codes_is_one_in_the_subtotal(project: Project) -> None:
    found = project.crosstab("return", by="gender", subcodes=True)
    assert found.codes == ["return", "return/family", "return/work"]
    whole, *parts = (found.cell(code).share.n for code in found.codes)
    assert (whole, parts) == (4, [2, 2]), "R1 is in both, R3 in neither"
    for group in found.groups:
        assert found.cell("return", group).share.n <= sum(
            found.cell(code, group).share.n for code in found.codes
        )
    with use_language("en"):
        names = [row[1] for row in project.crosstab("return", subcodes=True).wide().rows]
    assert names == ["Return", "\u2003Family", "\u2003Work"]


def test_a_code_named_twice_is_one_row(project: Project) -> None:
    found = project.crosstab(["return/work", "return", "return"], subcodes=True)
    assert found.codes == ["return/work", "return", "return/family"]
    assert project.table(["plans", "plans"]).codes == ["plans"]
    assert project.table([]).table().rows == ()


def test_codes_of_one_name_are_told_apart(project: Project) -> None:
    found = project.crosstab(["return/family", "plans/leave"])
    assert len(set(found.labels.values())) == 2
    assert len({row[1] for row in found.wide().rows}) == 2


def test_two_answers_to_a_single_response_code_are_listed_and_counted_once(
    project: Project,
) -> None:
    found = project.crosstab("plans")
    assert found.cell("plans").share.n == 2
    assert found.doubles == {"plans": ("R4",)}
    assert "R4" in found.note
    assert project.crosstab("return").doubles == {}, "a multiple response"


def test_the_four_states_are_apart(project: Project) -> None:
    project.code("R2", 17, 21, "return/work", coder="anna", state="no")
    found = project.crosstab("return/work", by="gender")
    s = found.states["return/work", "f"]
    assert (found.cell("return/work", "f").share.n, s.no, s.silent, s.not_asked) == (1, 1, 1, 0)
    s = found.states["return/work", "m"]
    assert (s.no, s.silent, s.not_asked) == (0, 1, 1)
    for row in found.rows:
        states = found.states[row.code, row.group]
        assert row.share.base == row.share.n + states.no + states.silent


def test_attributes_are_crossed(project: Project) -> None:
    found = project.crosstab("return", by=["gender", "married"])
    assert found.groups == ["f · false", "f · true", "m · false", "m · true", "?"]
    assert found.by == "gender · married"
    assert len(found.codings("return", "f · true")) == 3
    assert project.crosstab("return", by=["gender", "gender", ""]).by == "gender"


def test_documents_of_one_respondent_are_not_independent(project: Project) -> None:
    apart = project.crosstab("return", by="gender", unit="document")
    assert apart.untested == ""
    project.import_bundle(Bundle(documents=(Document("R1b", "Ещё раз.", (), case="R1"),)))
    together = project.crosstab("return", by="gender", unit="document")
    assert together.untested == "documents-of-one"
    assert project.crosstab("return", by="gender").untested == ""
    for unit in ("segment", "coding"):
        assert project.crosstab("return", by="gender", unit=unit).untested == "units-of-one"


def test_several_documents_of_another_study_do_not_keep_from_a_test(tmp_path: Path) -> None:
    project = etic.create(tmp_path / "p.etic")
    people = (
        ("one", "A1", "A1", "f"), ("one", "A2", "A2", "m"),
        ("two", "B1", "B", "f"), ("two", "B2", "B", "f"),
    )  # fmt: skip
    project.import_bundle(
        Bundle(
            documents=tuple(
                Document(name, "Семья здесь.", (), case=case, study=study,
                         attributes={"gender": gender})
                for study, name, case, gender in people
            ),
            codebooks=(
                Codebook((Code("family"),), study="one"), Codebook((Code("family"),), study="two"),
            ),
        )
    )  # fmt: skip
    project.code("A1", 0, 5, "family", coder="anna")
    assert project.crosstab("family", by="gender", unit="document").untested
    found = project.crosstab("family", by="gender", unit="document", study="one")
    assert (found.untested, found.comparisons["family"].test.kind) == ("", "fisher")


def test_quotes_stand_behind_every_figure(project: Project) -> None:
    for unit in ("case", "document", "segment", "coding"):
        found = project.crosstab("return", by="gender", unit=unit, subcodes=True)
        for code in found.codes:
            behind = [found.codings(code, group) for group in found.groups]
            assert sorted(chain(*behind)) == sorted(found.codings(code))
            quotes = project.quote_list(ids=found.codings(code))
            assert {q.code for q in quotes} <= {c for c in found.codes if c.startswith(code)}


def test_a_deleted_document_is_out_of_the_base_and_back(project: Project) -> None:
    project.delete_document("R1", coder="anna")
    assert figures(project, "return")[ALL] == (3, 4)
    project.undo(coder="anna")
    assert figures(project, "return")[ALL] == (4, 5)


def test_a_second_coder_counts_when_named(project: Project) -> None:
    project.code("R4", 17, 21, "return", coder="boris")
    project.set_second_coder("boris")
    assert figures(project, "return")[ALL] == (4, 5)
    assert figures(project, "return", coder="boris")[ALL] == (1, 5)


def test_only_the_studies_of_the_codes_speak_of_their_samples(project: Project) -> None:
    book = Codebook((Code("other", name_en="Other"),), study="second", title_en="The second")
    project.import_bundle(Bundle(codebooks=(book,)))
    project.set_probability_sample("second")
    with use_language("en"):
        assert "Not a probability sample:" in project.crosstab("return", study="study").note
        assert "A probability sample;" in project.crosstab("other").note
        assert "Not a probability sample: study" in project.crosstab(["other", "return"]).note


def test_an_empty_project(tmp_path: Path) -> None:
    with etic.create(tmp_path / "empty.etic") as empty:
        assert empty.crosstab([]).table().rows == ()
        empty.import_bundle(Bundle(codebooks=(BOOK,)))
        found = empty.crosstab("return", subcodes=True)
        assert [row.share.share for row in found.rows] == [None] * 3
        assert found.wide().rows[0][-1] in ("base 0", "основание 0")


def test_no_attributes_are_no_comparison(tmp_path: Path) -> None:
    with study(tmp_path / "p.etic", {"R1": ({}, ["return"]), "R2": ({}, [])}) as bare:
        with pytest.raises(EticError) as error:
            bare.crosstab("return", by="gender2")
        assert error.value.key == "attribute-unknown"
        found = bare.crosstab("return", by="gender")
        assert found.groups == ["?"]
        assert found.comparisons["return"].test.reason == "test-one-group"


@pytest.mark.parametrize(
    ("key", "how"),
    [
        ("choice-unknown", {"percents": "diagonal"}),
        ("choice-unknown", {"unit": "word"}),
        ("attribute-unknown", {"by": ["gender", "shoe"]}),
        ("study-unknown", {"study": "none"}),
        ("coder-unknown", {"coder": "nobody"}),
    ],
)
def test_what_is_not_there_is_refused(project: Project, key: str, how: dict[str, object]) -> None:
    with pytest.raises(EticError) as error:
        project.crosstab("return", **how)  # type: ignore[arg-type]
    assert error.value.key == key


def test_counting_changes_nothing(project: Project) -> None:
    before = project.store.journal.revision()
    project.crosstab("return", by="gender", subcodes=True).table()
    assert project.store.journal.revision() == before
    assert project.verify() == []


def test_groups_of_another_study_are_no_columns(tmp_path: Path) -> None:
    """Else two groups would not be compared as two, for the sake of a third where nobody is."""
    project = etic.create(tmp_path / "p.etic")
    people = (("one", "A1", "f", "family"), ("one", "A2", "m", ""), ("two", "B1", "x", "family"))
    project.import_bundle(
        Bundle(
            documents=tuple(
                Document(name, "Семья здесь.", (), study=study, attributes={"gender": gender})
                for study, name, gender, _ in people
            ),
            codebooks=(
                Codebook((Code("family"), Code("own")), study="one"),
                Codebook((Code("family"),), study="two"),
            ),
        )
    )  # fmt: skip
    for _, name, _, code in people:
        if code:
            project.code(name, 0, 5, code, coder="anna")
    assert project.crosstab("family", by="gender").groups == ["f", "m", "x"]
    for found in (
        project.crosstab("family", by="gender", study="one"),
        project.crosstab("own", by="gender"),
    ):
        assert found.groups == ["f", "m"]
        (compared,) = found.comparisons.values()
        assert compared.difference is not None
