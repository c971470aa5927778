"""Where two coders differ, and decisions: what they make, that the coders' work stays as it is, and
that taking one back leaves nothing of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etic.actions.adjudicating import Disagreement, Disagreements
from etic.project import Project
from tests.rounds import ONE, OTHER, put, twice_coded
from tests.studies import refused, tables

JUDGE = "судья"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return twice_coded(tmp_path / "p.etic")


def at(found: Disagreements, quote: str) -> Disagreement:
    return next(p for p in found.places if quote in p.quote)


def made(project: Project) -> set[tuple[str, str, str]]:
    return {(q.quote, q.code, q.state) for q in project.quote_list(coder=JUDGE)}


def test_places_come_dearest_first_with_what_each_has(project: Project) -> None:
    found = project.disagreements(ONE, OTHER)
    assert [(p.quote, p.kind, p.cost) for p in found.places] == [
        ("«үйгө кеттим»", "missing", 13.0),
        ("Семья здесь", "code", 11.0),  # yes against no
        ("Безработица там", "code", 7.5),  # one code right above the other
        ("Плитку класть, һәм", "extent", 5.0),
    ]
    place = found.places[0]
    assert (place.document, place.speaker, place.one) == ("R01", "Р", ())
    assert place.quote == project.text("R01")[place.start : place.end]


def test_the_table_prints_and_opens_into_its_codings(project: Project) -> None:
    found = project.disagreements(ONE, OTHER)
    table = found.table()
    assert len(table.rows) == 4
    assert {ONE, OTHER} <= {c.label for c in table.columns}
    assert "36,5" in found.note or "36.5" in found.note
    assert list(found.behind(0, "one")) == []
    behind = project.quote_list(ids=found.behind(2, "cost"))
    assert {q.coder for q in behind} == {ONE, OTHER}
    assert str(found)


def test_filters_of_places(project: Project) -> None:
    assert len(project.disagreements(ONE, OTHER, documents=["R02"]).places) == 1
    assert len(project.disagreements(ONE, OTHER, study="study").places) == 4
    assert [p.kind for p in project.disagreements(ONE, OTHER, codes="skills").places] == ["extent"]
    refused("coder-with-self", project, project.disagreements, ONE, ONE)
    refused("coder-unknown", project, project.disagreements, ONE, "нет")
    refused("coders-apart", project, project.disagreements, ONE, OTHER, [])


def test_the_other_way_round_it_is_the_same(project: Project) -> None:
    there, back = project.disagreements(ONE, OTHER), project.disagreements(OTHER, ONE)
    assert [(p.id, p.cost, p.kind) for p in there.places] == [
        (p.id, p.cost, p.kind) for p in back.places
    ]
    assert [p.one for p in there.places] == [p.other for p in back.places]


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ("one", {("Безработица там", "return", "yes")}),
        ("other", {("Безработица там", "return/family", "yes")}),
        (
            "both",
            {("Безработица там", "return", "yes"), ("Безработица там", "return/family", "yes")},
        ),
        ("neither", set()),
    ],
)  # fmt: skip
def test_what_an_outcome_makes(project: Project, outcome: Any, expected: set[Any]) -> None:
    before = tables(project)
    place = at(project.disagreements(ONE, OTHER), "Безработица")
    done = project.decide(place, outcome, adjudicator=JUDGE, reason=" узко ", coder="вера")
    assert made(project) == expected
    assert {q.origin for q in project.quote_list(ids=done.codings)} <= {"adjudicated"}
    decided = at(project.disagreements(ONE, OTHER), "Безработица")
    assert decided.decision is not None
    assert (decided.decision.outcome, decided.decision.reason) == (outcome, "узко")
    assert (decided.decision.coder, project.events(limit=1)[0].who) == (JUDGE, "вера")
    after = tables(project)
    assert set(before["codings"]) <= set(after["codings"])  # the coders' own are untouched
    assert project.verify() == []
    project.undo(coder="вера")
    assert tables(project) == before
    project.redo(coder="вера")
    assert project.verify() == []


def test_both_of_one_code_on_two_extents_is_one_coding(project: Project) -> None:
    place = at(project.disagreements(ONE, OTHER), "Плитку")
    project.decide(place, "both", adjudicator=JUDGE)
    assert made(project) == {("Плитку класть, һәм", "skills", "yes")}


def test_a_decision_of_ones_own(project: Project) -> None:
    place = at(project.disagreements(ONE, OTHER), "үйгө")
    own = [("returned", place.start + 1, place.end - 1, "no"), ("skills", place.start, place.end)]
    project.decide(place, "new", adjudicator=JUDGE, codings=own)  # type: ignore[arg-type]
    assert made(project) == {("үйгө кеттим", "returned", "no"), ("«үйгө кеттим»", "skills", "yes")}


def test_what_cannot_be_decided(project: Project) -> None:
    found = project.disagreements(ONE, OTHER)
    place = at(found, "үйгө")
    decide = project.decide
    refused("outcome-unknown", project, decide, place, "maybe", adjudicator=JUDGE)
    refused("decision-own-missing", project, decide, place, "new", adjudicator=JUDGE)
    own = [("skills", 0, 5)]
    refused("decision-own", project, decide, place, "one", adjudicator=JUDGE, codings=own)
    refused("adjudicator-codes", project, decide, place, "one", adjudicator=OTHER)
    refused("coder-empty", project, decide, place, "one", adjudicator=" ")
    far = [("skills", 0, 99_999)]
    refused("span-outside", project, decide, place, "new", adjudicator=JUDGE, codings=far)
    project.set_memo(place.other[0].id, "другая заметка")  # a memo changes nothing in dispute
    decide(place, "other", adjudicator=JUDGE)
    project.uncode(place.other[0].id)
    refused("disagreement-gone", project, decide, place, "other", adjudicator=JUDGE)


def test_deciding_again_replaces_what_was_decided(project: Project) -> None:
    place = at(project.disagreements(ONE, OTHER), "Безработица")
    project.decide(place, "one", adjudicator=JUDGE)
    before = tables(project)
    project.decide(place, "other", adjudicator="другой судья", reason="передумали")
    assert made(project) == set()
    assert {q.code for q in project.quote_list(coder="другой судья")} == {"return/family"}
    assert len(project.disagreements(ONE, OTHER).decided) == 1
    project.undo(coder="другой судья")
    assert tables(project) == before
    assert made(project) == {("Безработица там", "return", "yes")}


def test_a_place_that_changes_is_open_again(project: Project) -> None:
    place = at(project.disagreements(ONE, OTHER), "Безработица")
    project.decide(place, "one", adjudicator=JUDGE)
    put(project, ONE, "R01", "Безработица", "skills")
    assert at(project.disagreements(ONE, OTHER), "Безработица").decision is None


def test_a_decision_outlives_a_correction_elsewhere_in_the_text(project: Project) -> None:
    place = at(project.disagreements(ONE, OTHER), "үйгө")
    project.decide(place, "one", adjudicator=JUDGE)
    from etic.model import Bundle, Document
    from tests.studies import TEXT, turns

    text = TEXT.replace("Мама болела", "Моя мама долго болела")
    project.import_bundle(
        Bundle(documents=(Document("R01", text, turns(text), language="ru"),)), revise=True
    )
    found = at(project.disagreements(ONE, OTHER), "үйгө")
    assert found.start != place.start
    assert found.decision is not None
    assert project.verify() == []


@settings(max_examples=15)
@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(("one", "other", "both", "neither"))),
                min_size=1, max_size=5))  # fmt: skip
def test_deciding_and_taking_back_gives_the_same_project(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, Any]]
) -> None:
    project = twice_coded(tmp_path_factory.mktemp("p") / "p.etic")
    states = []
    for which, outcome in steps:
        states.append(tables(project))
        place = project.disagreements(ONE, OTHER).places[which]
        project.decide(place, outcome, adjudicator=JUDGE)
    assert project.verify() == []
    last = tables(project)
    for state in reversed(states):
        project.undo(coder=JUDGE)
        assert tables(project) == state
    for _ in steps:
        project.redo(coder=JUDGE)
    assert tables(project) == last
    project.close()
