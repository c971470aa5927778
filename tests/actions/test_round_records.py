"""Rounds and decisions in files: a project exported and imported counts as it did."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import etic
from etic.actions.round_records import in_order
from etic.doubling import RoundRecord
from etic.errors import EticError
from etic.model import Bundle, Coding
from etic.project import Project
from etic.read.rounds_yaml import read
from etic.read.source import Source
from etic.write.rounds import rounds_yaml
from tests.rounds import ONE, OTHER, put, twice_coded
from tests.studies import tables


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A settled round, of which something was coded later, and a closed one over it with a
    decision of its own."""
    made = twice_coded(tmp_path / "p.etic")
    made.open_round("первый", [ONE, OTHER], documents=["R01"], share=1.0, seed=5)
    made.finish_round("первый", OTHER)
    made.close_round("первый")
    for place in made.round_disagreements("первый").open:
        if place.kind != "extent":
            made.decide(place, "one", adjudicator="судья", reason="по определению")
    made.settle_round("первый", "судья")
    put(made, "вера", "R01", "ёлки", "skills")  # later, so it counts
    made.open_round("второй", [ONE, OTHER], codes=["return"])
    made.close_round("второй")
    place = made.round_disagreements("второй").open[0]
    made.decide(place, "both", adjudicator="вера")
    return made


def again(project: Project, tmp_path: Path, name: str = "q") -> Project:
    project.export(tmp_path / f"{name}.zip")
    made = etic.create(tmp_path / f"{name}.etic")
    report = made.import_files([tmp_path / f"{name}.zip"])
    assert report.warnings == []
    return made


def counted(project: Project) -> set[tuple[object, ...]]:
    return {
        (q.document, q.code, q.coder, q.start, q.end, q.state)
        for q in project.quote_list(counted=True)
    }


def test_the_same_codings_count_after_a_round_trip(project: Project, tmp_path: Path) -> None:
    assert len(counted(project)) < len(project.quote_list())
    second = again(project, tmp_path)
    assert counted(second) == counted(project)
    assert second.verify() == []
    codes = ["return", "return/family", "skills"]
    assert second.table(codes).table() == project.table(codes).table()


def test_rounds_and_decisions_are_what_they_were(project: Project, tmp_path: Path) -> None:
    second = again(project, tmp_path)
    for former, found in zip(project.rounds(), second.rounds(), strict=True):
        plain = {"id": 0, "documents": ()}
        assert replace(found, **plain) == replace(former, **plain)  # type: ignore[arg-type]
        names = [[p.document(i).name for i in r.documents]
                 for p, r in ((project, former), (second, found))]  # fmt: skip
        assert names[0] == names[1]
    told = [
        [(p.document, p.start, p.decision and (p.decision.outcome, p.decision.reason))
         for p in at.round_disagreements("первый").places]
        for at in (project, second)
    ]  # fmt: skip
    assert told[0] == told[1]
    assert any(entry[2] for entry in told[1])


def test_a_further_round_trip_gives_the_same_file(project: Project, tmp_path: Path) -> None:
    second = again(project, tmp_path)
    again(second, tmp_path, "r")
    assert (tmp_path / "q.zip").read_bytes() == (tmp_path / "r.zip").read_bytes()


def test_work_goes_on_after_a_round_trip(project: Project, tmp_path: Path) -> None:
    second = again(project, tmp_path)
    before = tables(second)
    put(second, "вера", "R01", "Мама", "skills")
    assert ("R01", "skills", "вера") in {(q[0], q[1], q[2]) for q in counted(second)}
    second.undo(coder="вера")
    assert tables(second) == before
    second.settle_round("второй", "судья", drop_undecided=True)
    assert second.verify() == []


def test_a_round_of_that_name_stays_as_it_is(project: Project, tmp_path: Path) -> None:
    project.export(tmp_path / "q.zip")
    before = tables(project)
    report = project.import_files([tmp_path / "q.zip"])
    assert [w.key for w in report.warnings if w.key.startswith("round")] == ["round-kept"] * 2
    for table, rows in tables(project).items():
        assert table == "survey_tables" or rows == before[table]  # which notes its file


def test_later_codings_come_after_the_others() -> None:
    def coding(uid: str) -> Coding:
        return Coding("s/d", "a", "q", 0, 1, "x", uid=uid)

    rounds = [
        RoundRecord("б", ("x", "y"), (), "settled", settled="2", opened="0", later=("b",)),
        RoundRecord("а", ("x", "y"), (), "closed", opened="1", settled="", later=("b", "a")),
    ]
    found = in_order([coding(uid) for uid in "bcad"], rounds)
    assert [c.uid for c in found] == ["c", "d", "a", "b"]


def test_what_is_unknown_is_said_with_its_place(project: Project) -> None:
    for record, what in (
        (RoundRecord("н", ("а", "б"), ("нет",), where="line 3", file="r.yaml"), "нет"),
        (RoundRecord("н", ("а", "б"), ("R01",), codes=("нет",), where="line 3", file="r.yaml"),
         "нет"),
    ):  # fmt: skip
        with pytest.raises(EticError) as caught:
            project.import_bundle(Bundle(rounds=(record,)))
        assert "r.yaml" in str(caught.value)
        assert what in str(caught.value)


def test_a_file_by_hand(project: Project) -> None:
    text = "rounds:\n- {round: pilot, coders: [anna, boris], documents: [R01]}\n"
    bundle = read(Source("rounds.yaml", text.encode()))
    assert bundle is not None
    assert (bundle.rounds[0].state, bundle.rounds[0].codes) == ("open", None)
    project.import_bundle(bundle)
    assert project.round("pilot").all_codes
    assert read(Source("x.yaml", rounds_yaml(bundle.rounds, ()).encode())) is not None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("rounds: [{round: a, coders: [x], documents: [d]}]", "round-coders-file"),
        ("rounds: [{round: a, coders: [x, y], state: settled}]", "yaml-needed"),
        ("rounds: [{round: a, coders: [x, y], state: lost}]", "yaml-choice"),
        ("rounds: [{coders: [x, y]}]", "yaml-needed"),
        ("rounds: []\ndecisions: [{document: d, start: 1, end: 2, coders: [x, x]}]",
         "round-coders-file"),
        ("rounds: []\ndecisions: [{document: d, start: 1, end: 2, coders: [x, y]}]",
         "yaml-choice"),
        ("rounds: []\ndecisions: [{document: d, start: one, coders: [x, y]}]", "yaml-number"),
    ],
)  # fmt: skip
def test_what_a_file_must_say(text: str, key: str) -> None:
    with pytest.raises(EticError) as caught:
        read(Source("rounds.yaml", text.encode()))
    assert caught.value.key == key
