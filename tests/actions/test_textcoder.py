"""The server's half of the text coder: each operation at most once, refusals with a reason."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from etic.project import Project
from tests.studies import TEXT, small_project

QUOTE = "Мама болела"
START = TEXT.index(QUOTE)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_project(tmp_path / "p.etic")


def add(project: Project, op: str = "op1", uid: str = "u1", **more: Any) -> dict[str, Any]:
    node = project.codebook().find("return/family")
    place = {"s": START, "e": START + len(QUOTE), "q": QUOTE, "code": node.id}
    return {"op": op, "t": "add", "id": uid, **place, **more}


def test_sent_twice_is_done_once(project: Project) -> None:
    document = project.document("R01")
    for _ in range(3):
        outcome = project.apply(document.id, "anna", [add(project)])
        assert (outcome.acked, outcome.rejected) == (["op1"], [])
    assert [q.uid for q in project.quote_list()] == ["u1"]


@pytest.mark.parametrize(
    "more",
    [
        {"q": "другое"},  # an offset counted in UTF-16 would end here, with the emoji before it
        {"s": START + 1, "e": START + 1 + len(QUOTE)},
        {"e": 10_000},
        {"s": -1},
        {"s": "1"},
        {"s": True},
        {"code": 999},
        {"code": None},
        {"t": "nothing"},
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(project: Project, more: dict[str, Any]) -> None:
    document = project.document("R01")
    outcome = project.apply(document.id, "anna", [add(project, **more)])
    ((name, reason),) = outcome.rejected
    assert name == "op1"
    assert reason
    assert "\n" not in reason
    assert project.quote_list() == []
    assert project.verify() == []


def test_the_same_code_on_the_same_span_is_refused_the_second_time(project: Project) -> None:
    document = project.document("R01")
    project.apply(document.id, "anna", [add(project)])
    outcome = project.apply(document.id, "anna", [add(project, "op2", "u2")])
    assert outcome.rejected[0][0] == "op2"
    assert project.apply(document.id, "boris", [add(project, "op3", "u3")]).acked == ["op3"]


def test_memo_delete_undo_redo(project: Project) -> None:
    document = project.document("R01")

    def send(*operations: dict[str, Any]) -> None:
        outcome = project.apply(document.id, "anna", operations)
        assert outcome.rejected == []

    send(add(project))
    send({"op": "op2", "t": "upd", "id": "u1", "memo": "важно 😀"})
    assert project.quote_list()[0].memo == "важно 😀"
    send({"op": "op3", "t": "del", "id": "u1"})
    assert project.quote_list() == []
    send({"op": "op4", "t": "undo"}, {"op": "op5", "t": "undo"})
    assert project.quote_list()[0].memo == ""
    send({"op": "op6", "t": "redo"})
    assert project.quote_list()[0].memo == "важно 😀"
    send({"op": "op6", "t": "redo"})  # the same again: it was done
    assert project.quote_list()[0].memo == "важно 😀"
    assert project.verify() == []


def test_a_change_upon_an_old_version_is_refused_and_its_text_kept(project: Project) -> None:
    document = project.document("R01")
    project.apply(document.id, "anna", [add(project)])
    version = project.snapshot(document)[0].version
    project.apply(
        document.id, "boris",
        [{"op": "b1", "t": "upd", "id": "u1", "memo": "Бориса", "base": version}],
    )  # fmt: skip
    outcome = project.apply(
        document.id, "anna",
        [{"op": "a1", "t": "upd", "id": "u1", "memo": "Анны", "base": version}],
    )  # fmt: skip
    assert "Анны" in outcome.rejected[0][1]
    assert project.quote_list()[0].memo == "Бориса"


def test_changes_since_are_all_and_only_those_of_the_document(project: Project) -> None:
    document, other = project.document("R01"), project.document("R02")
    since = project.store.journal.revision()
    project.apply(document.id, "anna", [add(project)])
    project.code("R02", 3, 9, "skills", coder="anna")
    (wire,) = project.deltas(document, since)
    assert (wire.uid, wire.start, wire.deleted) == ("u1", START, 0)
    assert len(project.deltas(other, since)) == 1
    assert project.snapshot(document) == [wire]
    since = project.store.journal.revision()
    project.apply(document.id, "anna", [{"op": "op9", "t": "del", "id": "u1"}])
    (wire,) = project.deltas(document, since)
    assert (wire.uid, wire.deleted) == ("u1", 1)
    assert project.deltas(document, project.store.journal.revision()) == []


def test_many_at_once_lose_nothing(project: Project) -> None:
    """Eight threads write to one file at the same time; every operation is taken once."""
    document = project.document("R01")
    code = project.codebook().find("skills").id
    places = [(s, s + 1) for s in range(len(TEXT) - 1) if not TEXT[s].isspace()][:40]

    def work(coder: str) -> None:
        for n, (start, end) in enumerate(places):
            operation = {"op": f"{coder}-{n}", "t": "add", "id": f"{coder}-{n}", "s": start,
                         "e": end, "q": TEXT[start:end], "code": code}  # fmt: skip
            outcome = project.apply(document.id, coder, [operation])
            assert outcome.acked == [f"{coder}-{n}"], outcome.rejected

    threads = [threading.Thread(target=work, args=(f"coder{i}",)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(project.quote_list()) == 8 * len(places)
    assert project.verify() == []
