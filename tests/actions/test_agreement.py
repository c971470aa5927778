"""Agreement of a project's coders: who has read what, which text counts, what is undefined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import etic
from etic.analysis.agreement import coefficients as c
from etic.analysis.agreement.ratings import ratings
from etic.analysis.agreement.units import Unit
from etic.errors import EticError
from etic.i18n import use_language
from etic.model import Bundle, Code, Codebook, Document
from etic.project import Project
from tests.studies import refused, small_project, turns

UNITS: tuple[Unit, ...] = ("character", "sentence", "turn", "document", "case")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with use_language("en"), small_project(tmp_path / "study.etic") as made:
        yield made


def code(project: Project, document: str, quote: str, path: str, coder: str, **more: str) -> None:
    at = project.text(document).index(quote)
    project.code(document, at, at + len(quote), path, coder=coder, **more)  # type: ignore[arg-type]


def both(project: Project) -> None:
    """Two coders in both documents."""
    code(project, "R01", "Мама болела", "return/family", "anna")
    code(project, "R01", "болела, ёлки", "return/family", "boris")
    code(project, "R01", "Плитку класть", "skills", "anna")
    code(project, "R01", "Плитку класть", "skills", "boris")
    code(project, "R02", "Семья здесь", "return/family", "anna")
    code(project, "R02", "вернулся", "returned", "boris")


def test_by_character_it_is_what_one_counts_by_hand(project: Project) -> None:
    both(project)
    found = project.agreement(["anna", "boris"], codes="return/family", documents=["R01"])
    text = project.text("R01")
    said = [
        i for turn in turns(text) if turn.role != "interviewer" for i in range(turn.body, turn.end)
    ]
    one = range(text.index("Мама болела"), text.index("Мама болела") + len("Мама болела"))
    other = range(text.index("болела, ёлки"), text.index("болела, ёлки") + len("болела, ёлки"))
    by_hand = ratings([(i in one, i in other) for i in said])
    row = found.rows[0]
    figures = dict(zip(found.coefficients, row.figures, strict=True))
    assert row.units == len(said)
    assert row.coded == len({*one, *other})
    assert figures["cohen"].value == pytest.approx(c.cohen(by_hand).value)
    assert figures["alpha"].value == pytest.approx(c.alpha(by_hand).value)
    assert figures["gwet"].value == pytest.approx(c.gwet(by_hand).value)
    assert figures["percent"].value == pytest.approx(c.percent(by_hand).value)
    assert figures["alpha"].no_interval == "why-one-interview"


def test_units_are_those_of_the_respondents(project: Project) -> None:
    both(project)
    units = {unit: project.agreement(unit=unit, codes="skills").rows[0] for unit in UNITS}
    # «Работы не было.» «Безработица там, …» «Мама болела, ёлки.» «Плитку класть, …» «Семья здесь…»
    assert units["sentence"].units == 5
    assert [units[u].units for u in ("turn", "document", "case")] == [3, 2, 2]
    assert [units[u].coded for u in ("turn", "document", "case")] == [1, 1, 1]
    every = project.agreement(unit="turn", codes="skills", speakers="any")
    assert every.rows[0].units == 5
    assert "interviewers' too" in every.note


def test_a_code_includes_those_under_it_and_all_together_count_none_twice(
    project: Project,
) -> None:
    both(project)
    found = project.agreement(unit="document")
    assert [row.code for row in found.rows] == ["", "return", "return/family", "returned", "skills"]
    family, parent = found.rows[2], found.rows[1]
    assert replace(parent, code="", name="", colour="") == replace(
        family, code="", name="", colour=""
    )
    # three codes with codings of their own, two documents
    assert found.rows[0].units == 6
    assert len(found.rows[0].codings) == 6
    alone = project.agreement(unit="document", codes="skills")
    assert [row.code for row in alone.rows] == ["skills"]


def test_every_figure_opens_into_the_codings_of_its_code(project: Project) -> None:
    both(project)
    found = project.agreement()
    quotes = project.quote_list(ids=found.behind(1, "alpha"))
    assert {(q.code, q.coder) for q in quotes} == {
        ("return/family", "anna"), ("return/family", "boris"),
    }  # fmt: skip
    long = project.agreement(long=True)
    rows = long.table().rows
    assert len(rows) == len(found.rows) * len(found.coefficients)
    assert long.behind(len(long.coefficients), "value") == found.behind(1, "alpha")


def test_no_is_not_coded_and_the_interviewer_is_left_out(project: Project) -> None:
    both(project)
    before = project.agreement(codes="skills").rows
    code(project, "R01", "Чему научились", "skills", "anna")
    code(project, "R01", "Безработица", "skills", "boris", state="no")
    found = project.agreement(codes="skills")
    assert found.rows == before
    assert "in what interviewers say: 1 coding" in found.note
    assert "since they say “no”: 1 coding" in found.note


def test_a_third_coder_who_read_one_document_is_missing_in_the_other(project: Project) -> None:
    both(project)
    code(project, "R01", "Плитку класть", "skills", "vera")
    found = project.agreement(unit="document", codes="skills", coefficients=["fleiss", "cohen"])
    assert found.coders == ("anna", "boris", "vera")
    assert "Not all coders have read 1 document" in found.note
    row = found.rows[0]
    assert row.figures[0].value == pytest.approx(c.fleiss(ratings([(1, 1, 1), (0, 0, None)])).value)
    assert (row.figures[1].value, row.figures[1].reason) == (None, "why-not-pair")
    everyone = project.agreement(unit="document", codes="return/family", everyone=True)
    assert everyone.rows[0].figures[0].value == pytest.approx((1 / 3 + 1 / 3) / 2)


def test_unnamed_are_those_who_share_one_of_the_documents_asked_for(project: Project) -> None:
    both(project)
    code(project, "R02", "Семья здесь", "return/family", "vera")
    assert project.agreement().coders == ("anna", "boris", "vera")
    of_one = project.agreement(documents=["R01"], coefficients=["cohen"], draws=9)
    assert of_one.coders == ("anna", "boris")
    assert of_one.rows[0].figures[0].value is not None
    for coding in project.quote_list(document="R01", coder="boris"):
        project.uncode(coding.id)
    read = project.agreement(documents=["R01"], everyone=True, draws=9)
    assert read.coders == ("anna", "boris", "vera"), "they share another document"


def test_what_was_not_asked_is_out_unless_somebody_coded_it(project: Project) -> None:
    both(project)
    project.apply_not_asked([("R02", "skills"), ("R01", "skills")])
    found = project.agreement(unit="document", codes="skills")
    assert found.rows[0].units == 1
    assert "not asked" in found.note


def test_a_code_of_one_study_is_not_rated_in_another(tmp_path: Path) -> None:
    text = "Плитку класть."
    with etic.create(tmp_path / "two.etic") as project:
        for study in ("one", "two"):
            project.import_bundle(
                Bundle(documents=(Document("R01", text, (), study=study),),
                       codebooks=(Codebook((Code(f"of-{study}"),), study=study),))
            )  # fmt: skip
        for coder in ("anna", "boris"):
            for study in ("one", "two"):
                project.code(f"{study}/R01", 0, 6, f"of-{study}", coder=coder)
        found = project.agreement()
        assert [(row.code, row.units) for row in found.rows] == [
            ("", 2 * len(text)), ("of-one", len(text)), ("of-two", len(text)),
        ]  # fmt: skip
        assert found.interviews == 2
        assert [d.study for d in project.agreement(study="two").documents] == ["two"]


def test_undefined_says_why(project: Project) -> None:
    for document in ("R01", "R02"):
        text = project.text(document)
        for coder in ("anna", "boris"):
            project.code(document, 0, len(text), "skills", coder=coder)
    found = project.agreement(["anna", "boris"])
    row = found.rows[0]
    figures = dict(zip(found.coefficients, row.figures, strict=True))
    assert figures["percent"].value == 1
    for name in ("cohen", "alpha"):
        assert figures[name].value is None
        assert figures[name].reason == "why-one-category"
    table = found.table()
    reason = table.rows[0][[column.key for column in table.columns].index("reason")]
    assert reason == (
        "Cohen's κ, α: all units are in one category, so there was nothing to disagree on"
    )


def test_a_code_in_one_interview_has_no_interval(project: Project) -> None:
    both(project)
    row = project.agreement(codes="skills").rows[0]
    assert row.interviews == 1
    assert {figure.no_interval for figure in row.figures} == {"why-one-coded"}
    assert {figure.low for figure in row.figures} == {None}


def test_a_code_that_nobody_used_is_shown_when_it_is_named(project: Project) -> None:
    both(project)
    code(project, "R02", "здесь", "return", "anna")
    row = project.agreement(["anna", "boris"], codes=["returned"], documents=["R01"]).rows[0]
    assert (row.coded, row.codings) == (0, ())
    assert row.figures[-1].reason == "why-one-category"


def test_deleted_documents_and_corrected_texts(project: Project) -> None:
    both(project)
    before = project.agreement(unit="turn").rows[0].units
    project.delete_document("R02")
    found = project.agreement(unit="turn")
    assert [d.name for d in found.documents] == ["R01"]
    assert found.rows[0].units < before


def test_the_picture_has_a_point_a_code(project: Project) -> None:
    both(project)
    found = project.agreement()
    drawing = found.drawings()[0]
    assert [mark.line for mark in drawing.marks] == [row.name for row in found.rows]
    assert drawing.axis == "Cohen's κ"
    assert not drawing.percent
    assert found.drawing("percent").percent


def test_codes_of_one_name_are_told_apart(tmp_path: Path) -> None:
    book = Codebook((Code("a", name_en="Work"), Code("b", name_en="Work"), Code("c")))
    document = Document("R01", "Work and work.", ())
    with use_language("en"), etic.create(tmp_path / "one.etic") as project:
        project.import_bundle(Bundle(documents=(document,), codebooks=(book,)))
        for coder in ("anna", "boris"):
            for path in "abc":
                project.code("R01", 0, 4, path, coder=coder)
        names = [row.name for row in project.agreement().rows]
    assert names == ["All codes together", "Work · a", "Work · b", "c"]


def test_methods_name_what_was_computed(project: Project) -> None:
    both(project)
    text = str(project.agreement(coefficients=["scott"]))
    assert "Scott, W. A. (1955)" in text
    assert "Krippendorff" not in text
    assert "Byrt" in text


def test_what_cannot_be_compared(project: Project) -> None:
    refused("agreement-nobody", project, project.agreement)
    code(project, "R01", "Плитку класть", "skills", "anna")
    refused("agreement-nobody", project, project.agreement)
    code(project, "R02", "Семья", "skills", "boris")
    refused("agreement-nobody", project, project.agreement)
    refused("agreement-apart", project, project.agreement, ["anna", "boris"])
    refused("agreement-one-coder", project, project.agreement, ["anna", "anna"])
    refused("agreement-one-coder", project, project.agreement, ["anna"])
    refused("coder-unknown", project, project.agreement, ["anna", "nobody"])
    both(project)
    refused("code-unknown", project, project.agreement, codes=["nothing"])
    refused("document-unknown", project, project.agreement, documents=["R77"])
    refused("choice-unknown", project, project.agreement, unit="word")
    refused("choice-unknown", project, project.agreement, coefficients=["kappa"])
    refused("level-unusable", project, project.agreement, level=95)
    refused("draws-unusable", project, project.agreement, draws=0)


def test_two_who_have_only_said_no(project: Project) -> None:
    for coder in ("anna", "boris"):
        code(project, "R01", "Плитку класть", "skills", coder, state="no")
    found = project.agreement()
    assert found.rows == ()
    assert found.table().rows == ()
    assert found.frame().empty


def test_an_empty_project(tmp_path: Path) -> None:
    with etic.create(tmp_path / "empty.etic") as project, pytest.raises(EticError) as error:
        project.agreement()
    assert error.value.key == "agreement-nobody"
