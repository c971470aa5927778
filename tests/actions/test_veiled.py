"""In an open round a coder sees nothing of the others' work in its documents, whatever is asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from etic.errors import EticError
from etic.project import Project
from tests.rounds import ONE, OTHER, put, twice_coded
from tests.studies import tables

SECRET = "тайна Бориса"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    found = twice_coded(tmp_path / "p.etic")
    put(found, "вера", "R02", "вернулся", "returned", memo="тайна Бориса")
    found.summarise("R02", "returned", f"Вернулся: {SECRET}.", coder=OTHER)
    number = found.add_proposition("Возвращаются к семье.", study="study", coder="вера")
    found.judge(number, "R02", "supports", SECRET, study="study", coder=OTHER)
    return found


def everything(project: Project) -> str:
    """What the methods of reading say, as one text."""
    documents = project.document_list()
    said: list[Any] = [
        project.quote_list(), project.quote_list(counted=True), project.coder_counts(),
        project.coders_by_document(), project.table(["return", "returned"]).table().rows,
        project.progress(), project.code_counts(), project.memo_list(),
        project.search_hits("кеттим", code="returned"), [d.codings for d in documents],
        project.bundle().codings, project.framework("returned").table().rows,
        project.propositions(), project.judged_cases(1, study="study"),
    ]  # fmt: skip
    for d in documents:
        said += [project.snapshot(d), project.deltas(d, 0), project.waiting(d)]
    said += [(e.action, e.who, e.details) for e in project.events()]
    said += list(project.passages(e.id for e in project.events()).values())
    return "\n".join(map(repr, said))


def test_nothing_of_the_others_is_to_be_read(project: Project) -> None:
    seen = project.seen_by(ONE)
    assert seen is project  # no round, nothing hidden
    assert SECRET in everything(seen)
    project.open_round("первый", [ONE, OTHER], coder="вера")
    seen = project.seen_by(ONE)
    assert seen.veiled
    said = everything(seen)
    assert SECRET not in said
    assert "үйгө" not in "".join(repr(q) for q in seen.quote_list())
    assert {q.coder for q in seen.quote_list()} == {ONE}
    assert seen.search_hits("кеттим", code="returned") == []
    assert seen.coder_counts()[OTHER] == 0
    assert {e.who for e in seen.events() if e.action == "code"} == {ONE}
    for d in seen.document_list():
        assert {w.coder for w in seen.snapshot(d)} <= {ONE}
        assert d.codings == len(seen.snapshot(d))


def test_who_is_not_of_the_round_sees_all_and_nobody_sees_nothing(project: Project) -> None:
    project.open_round("первый", [ONE, OTHER])
    assert project.seen_by("вера") is project
    assert project.seen_by("чужой") is project
    assert project.seen_by("").quote_list() == []


def test_documents_out_of_the_round_are_seen(project: Project) -> None:
    project.open_round("первый", [ONE, OTHER], documents=["R01"])
    seen = project.seen_by(ONE)
    assert {(q.document, q.coder) for q in seen.quote_list()} == {
        ("R01", ONE), ("R02", ONE), ("R02", OTHER), ("R02", "вера"),
    }  # fmt: skip


def test_what_others_change_meanwhile_does_not_come_through(project: Project) -> None:
    project.open_round("первый", [ONE, OTHER])
    seen = project.seen_by(ONE)
    row = seen.document("R01")
    since = project.store.journal.revision()
    theirs = project.quote_list(coder=OTHER, document="R01")
    project.set_memo(theirs[0].id, SECRET, coder=OTHER)
    project.uncode(theirs[1].id, coder=OTHER)
    put(project, OTHER, "R01", "ёлки", "skills")
    project.undo(coder=OTHER)
    project.redo(coder=OTHER)
    assert seen.deltas(row, since) == []
    assert len(project.deltas(row, since)) == 3
    assert since == max(e.id for e in seen.events())
    put(seen, ONE, "R01", "ёлки", "skills")
    assert [w.coder for w in seen.deltas(row, since)] == [ONE]
    with pytest.raises(EticError):
        seen.coding_history(theirs[0].uid)


def test_it_ends_with_the_round_and_with_its_undoing(project: Project) -> None:
    project.open_round("первый", [ONE, OTHER], coder="вера")
    project.undo(coder="вера")
    assert project.seen_by(ONE) is project
    project.redo(coder="вера")
    seen = project.seen_by(ONE)
    assert SECRET not in everything(seen)
    project.close_round("первый")
    assert seen.seen_by(ONE) is project
    assert SECRET in everything(project.seen_by(ONE))


def test_a_blind_coder_codes_takes_back_and_nothing_else_changes(project: Project) -> None:
    project.open_round("первый", [ONE, OTHER])
    before = tables(project)
    seen = project.seen_by(ONE)
    place = seen.text("R01").index("ёлки")
    operation = {"op": "o1", "t": "add", "id": "u1", "code": "skills", "s": place, "e": place + 4,
                 "q": "ёлки"}  # fmt: skip
    operation["code"] = seen.codebook().find("skills").id
    row = seen.document("R01")
    assert seen.apply(row.id, ONE, [operation]).acked == ["o1"]
    assert seen.apply(row.id, ONE, [operation]).acked == ["o1"]  # once only
    assert "ёлки" in {q.quote for q in project.quote_list(coder=ONE, code="skills")}
    assert seen.apply(row.id, ONE, [{"op": "o2", "t": "undo"}]).acked == ["o2"]
    assert tables(project) == before
    assert project.verify() == seen.verify() == []


def test_memos_on_the_documents_and_their_respondents_are_hidden(project: Project) -> None:
    project.write_memo("document", "R01", SECRET, coder=OTHER)
    project.write_memo("case", "R01", SECRET, coder=OTHER)
    project.write_memo("code", "skills", "о коде", coder=OTHER)
    project.write_memo("project", "", "о целом", coder=OTHER)
    project.open_round("первый", [ONE, OTHER])
    said = everything(project.seen_by(ONE))
    assert SECRET not in said
    assert "о коде" in said
    assert "о целом" in said


def test_a_part_that_looks_like_the_whole_is_not_given_out(
    project: Project, tmp_path: Path
) -> None:
    project.open_round("первый", [ONE, OTHER])
    with pytest.raises(EticError) as error:
        project.seen_by(ONE).export(tmp_path / "p.zip")
    assert error.value.key == "round-export"
    project.seen_by("вера").export(tmp_path / "p.zip")


def test_decisions_are_hidden_too(project: Project) -> None:
    place = project.disagreements(ONE, OTHER).places[0]
    project.decide(place, "other", adjudicator="судья", reason=SECRET)
    project.open_round("первый", [ONE, OTHER])
    seen = project.seen_by(ONE)
    assert SECRET not in everything(seen)
    assert json.dumps([e.details for e in project.events()]).count("reason") == 1


def test_many_steps_of_others_are_quickly_passed_over(project: Project) -> None:
    """The newest step that may be seen is found among many that may not."""
    project.open_round("первый", [ONE, OTHER])
    for _ in range(30):
        put(project, OTHER, "R01", "ёлки", "skills")
        project.undo(coder=OTHER)
    seen = project.seen_by(ONE)
    assert seen.next_step("undo", coder=ONE).action == "code"  # type: ignore[union-attr]
    assert [e.action for e in seen.events(limit=1)] == ["round-open"]
