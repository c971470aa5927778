"""Rounds of double coding: opened, closed, what counts meanwhile and afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

import etic
from etic.analysis.counts import ALL
from etic.project import Project
from tests.rounds import ONE, OTHER, put, twice_coded
from tests.studies import refused, small_project, tables


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return twice_coded(tmp_path / "p.etic")


def n(project: Project, code: str, **how: str) -> int:
    table = project.table([code], **how)  # type: ignore[arg-type]
    return next(row.share.n for row in table.rows if row.group == ALL)


def closed(project: Project, name: str = "первый", **how: object) -> None:
    project.open_round(name, [ONE, OTHER], **how)  # type: ignore[arg-type]
    project.close_round(name)


def test_a_round_is_made_closed_and_each_step_undone(project: Project) -> None:
    before = tables(project)
    opened = project.open_round(
        "  первый  круг ", [ONE, OTHER, ONE], codes=["return"], coder="вера"
    )
    assert (opened.name, opened.state, opened.coders) == ("первый круг", "open", (ONE, OTHER))
    assert (opened.codes, opened.all_codes, opened.counted) == (("return",), False, ONE)
    assert len(opened.documents) == 2
    shut = project.close_round("первый круг", coder="вера")
    assert shut.state == "closed"
    assert shut.closed
    assert project.verify() == []
    project.undo(coder="вера")
    assert project.round("первый круг").state == "open"
    project.undo(coder="вера")
    assert project.rounds() == []
    # the coders' names are known; nothing else is other than it was
    assert tables(project) == before
    project.redo(coder="вера")
    assert project.round("первый круг").coders == (ONE, OTHER)
    assert project.verify() == []


def test_what_a_round_cannot_be(project: Project) -> None:
    project.open_round("первый", [ONE, OTHER])
    refused("round-unnamed", project, project.open_round, "  ", [ONE, OTHER])
    refused("round-there", project, project.open_round, "первый", [ONE, OTHER])
    refused("round-coders", project, project.open_round, "второй", [ONE, ONE])
    refused("round-coders", project, project.open_round, "второй", [ONE, " "])
    refused("round-documents", project, project.open_round, "второй", [ONE, OTHER], documents=[])
    refused("document-unknown", project, project.open_round, "в", [ONE, OTHER], documents=["нет"])
    refused("round-share", project, project.open_round, "второй", [ONE, OTHER], share=0.0)
    refused("coder-unknown", project, project.open_round, "второй", [ONE, OTHER], counted="нет")
    refused("round-unknown", project, project.close_round, "нет")
    refused("round-is-open", project, project.delete_round, "первый")
    refused("round-is-open", project, project.settle_round, "первый", "судья")
    project.close_round("первый")
    refused("round-is-closed", project, project.close_round, "первый")
    project.delete_round("первый")
    assert project.rounds() == []


def test_an_empty_project_has_no_documents_for_a_round(tmp_path: Path) -> None:
    project = etic.create(tmp_path / "e.etic")
    refused("round-documents", project, project.open_round, "первый", ["а", "б"])


def test_a_draw_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    project = small_project(tmp_path / "p.etic")
    first = project.open_round("а", ["x", "y"], share=0.5, seed=7)
    second = project.open_round("б", ["x", "y"], share=0.5, seed=7)
    assert first.documents == second.documents
    assert (len(first.documents), first.drawn_of, first.seed) == (1, 2, 7)
    drawn = {project.open_round(str(s), ["x", "y"], share=0.1, seed=s).documents for s in range(9)}
    assert len(drawn) == 2  # either of the two documents comes out, one at a time


def test_only_the_counting_coder_counts_until_it_is_settled(project: Project) -> None:
    assert n(project, "return/family", unit="coding") == 4
    project.open_round("первый", [ONE, OTHER])
    assert n(project, "return/family", unit="coding") == 2
    assert {q.coder for q in project.quote_list(counted=True)} == {ONE}
    assert {q.coder for q in project.quote_list()} == {ONE, OTHER}
    assert n(project, "return/family", coder=OTHER) == 1  # asked for by name
    project.close_round("первый")
    assert {q.coder for q in project.quote_list(counted=True)} == {ONE}


def test_documents_and_codes_out_of_the_round_count_as_ever(project: Project) -> None:
    project.open_round("первый", [ONE, OTHER], documents=["R01"], codes=["skills"], counted=ONE)
    left = {(q.document, q.code, q.coder) for q in project.quote_list()} - {
        (q.document, q.code, q.coder) for q in project.quote_list(counted=True)
    }
    assert left == {("R01", "skills", OTHER)}


def test_where_a_third_has_coded_nobody_of_the_round_counts(project: Project) -> None:
    put(project, "вера", "R01", "ёлки", "skills")
    assert project.open_round("первый", [ONE, OTHER]).counted == ""
    assert {q.coder for q in project.quote_list(counted=True)} == {"вера"}


def test_a_second_coder_does_not_count_for_being_named_first(project: Project) -> None:
    project.set_second_coder(ONE)
    assert project.open_round("первый", [ONE, OTHER]).counted == OTHER


def test_each_coder_says_when_they_are_through(project: Project) -> None:
    project.open_round("первый", [ONE, OTHER])
    assert project.round_progress("первый") == {ONE: 2, OTHER: 2}
    project.finish_round("первый", ONE)
    assert project.round("первый").done == (ONE,)
    project.finish_round("первый", ONE, False)
    assert project.round("первый").done == ()
    refused("round-not-coder", project, project.finish_round, "первый", "вера")


def test_a_round_is_settled_in_one_step(project: Project) -> None:
    closed(project)
    refused("round-undecided", project, project.settle_round, "первый", "судья")
    refused("adjudicator-codes", project, project.settle_round, "первый", ONE)
    found = project.round_disagreements("первый")
    for place in found.open:
        if place.kind != "extent":
            project.decide(place, "one", adjudicator="судья", reason="по определению")
    assert {q.coder for q in project.quote_list(counted=True)} == {ONE}  # not before it is settled
    before = tables(project)
    plan = project.foresee_settlement("первый", "судья", extent="intersection")
    assert (plan.exact, plan.overlapping, plan.decided, plan.undecided) == (1, 1, 3, 0)
    assert project.settle_round("первый", "судья", extent="intersection") == plan
    assert project.round("первый").adjudicator == "судья"
    counted = project.quote_list(counted=True)
    assert {(q.coder, q.origin) for q in counted} == {("судья", "adjudicated")}
    assert {(q.quote, q.code) for q in counted} == {
        ("Мама болела", "return/family"), ("Плитку класть", "skills"),
        ("Безработица там", "return"), ("Семья здесь", "return/family"),
    }  # fmt: skip
    assert next(q for q in counted if q.quote == "Мама болела").memo == "мать"
    assert n(project, "returned") == 0  # what was rejected does not count
    assert project.verify() == []
    project.undo(coder="судья")
    assert tables(project) == before
    project.redo(coder="судья")
    assert project.verify() == []


def test_what_was_decided_under_another_name_counts_as_well(project: Project) -> None:
    closed(project)
    for place, judge in zip(
        project.round_disagreements("первый").open,
        ("первый судья", "второй судья") * 2,
        strict=True,
    ):
        project.decide(place, "other", adjudicator=judge)
    project.settle_round("первый", "второй судья")
    counted = project.quote_list(counted=True)
    assert {q.coder for q in counted} == {"второй судья"}
    assert {q.quote for q in counted} == {
        "Мама болела", "«үйгө кеттим»", "Безработица там", "Семья здесь", "Плитку класть, һәм",
    }  # fmt: skip
    assert project.verify() == []


def test_a_union_takes_the_characters_of_either(project: Project) -> None:
    closed(project)
    project.settle_round("первый", "судья", drop_undecided=True)
    quotes = {q.quote for q in project.quote_list(counted=True)}
    assert quotes == {"Мама болела", "Плитку класть, һәм"}


def test_what_is_coded_after_it_was_settled_counts(project: Project) -> None:
    closed(project)
    project.settle_round("первый", "судья", drop_undecided=True)
    put(project, OTHER, "R02", "вернулся", "returned")
    assert n(project, "returned") == 1


def test_a_round_of_three_is_compared_by_pairs_and_not_settled(project: Project) -> None:
    project.open_round("первый", [ONE, OTHER, "вера"])
    project.close_round("первый")
    refused("round-two-coders", project, project.round_disagreements, "первый")
    assert project.round_disagreements("первый", (ONE, OTHER)).places
    refused("round-two-coders", project, project.foresee_settlement, "первый", "судья")


def test_a_document_in_which_one_found_nothing_is_compared_in_a_round(project: Project) -> None:
    for quote in project.quote_list(document="R02", coder=OTHER):
        project.uncode(quote.id)
    closed(project)
    kinds = {p.document: p.kind for p in project.round_disagreements("первый").places}
    assert kinds["R02"] == "missing"


def test_documents_and_codes_of_a_round_may_go_and_come_back(project: Project) -> None:
    closed(project, codes=["return", "skills"])
    place = next(p for p in project.round_disagreements("первый").open if p.document == "R02")
    project.decide(place, "other", adjudicator="судья")
    before = tables(project)
    project.delete_document("R02")
    assert len(project.round("первый").documents) == 1
    assert project.verify() == []
    project.undo()
    assert tables(project) == before
    project.merge_codes("skills", "returned")
    assert set(project.round("первый").codes) == {"return", "returned"}
    project.undo()
    project.delete_code("skills")
    assert project.round("первый").codes == ("return",)
    assert not project.round("первый").all_codes
    assert project.verify() == []


def test_a_second_round_over_settled_documents_goes_on_counting_what_was_settled(
    project: Project,
) -> None:
    closed(project)
    project.settle_round("первый", "судья", drop_undecided=True)
    assert project.open_round("второй", [ONE, OTHER]).counted == "судья"
    assert {q.coder for q in project.quote_list(counted=True)} == {"судья"}
