"""Suggestions looked for from the coding screen, while the text stays usable."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import etic
from etic.errors import EticError
from etic.i18n import use_language
from etic.language import embedding
from etic.model import Bundle, Code, Codebook, Document, Notice, Suggestion
from etic.project import Project
from etic.project.suggesting import Prepared
from etic.ui.textcoder import payload
from etic.ui.textcoder.looking import said
from etic.ui.textcoder.session import Session
from tests.studies import TEXT, turns

SECONDS = 60.0
BOOK = Codebook(
    codes=(
        Code("family", name_ru="Семья", definition="Мама, дети, родные; болеют и зовут домой."),
        Code("work", name_ru="Работа", definition="Безработица: работы не было."),
        Code("skills", name_ru="Навыки", definition="Чему научился: класть плитку."),
    )
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.setattr(embedding, "sentence_embedder", lambda: None)
    monkeypatch.setattr(embedding, "word_embedder", lambda: None)
    with etic.create(tmp_path / "study.etic") as made, use_language("ru"):
        document = Document("R01", TEXT, turns(TEXT), language="ru", study="s")
        made.import_bundle(Bundle(documents=(document,), codebooks=(BOOK,)), who="import")
        yield made
        assert made.verify() == []


@pytest.fixture
def session(project: Project) -> Session:
    row = project.document("R01")
    return Session(row, "anna", None, payload.snapshot(project, row, "anna", None), "m")


def sent(*operations: dict[str, Any]) -> dict[str, Any]:
    return {"since": 0, "ops": list(operations)}


def looked(project: Project, session: Session, op: str) -> dict[str, Any]:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        answer = session.exchange(project, {"since": 0})
        if answer.get("looked", ("",))[0] == op:
            return answer
        time.sleep(0.05)
    raise AssertionError("nothing was found, and nothing was said")


def test_it_is_acknowledged_at_once_and_the_signs_come_by_the_feed(
    project: Project, session: Session
) -> None:
    answer = session.exchange(project, sent({"op": "look", "t": "suggest"}))
    assert answer["acked"] == ["look"]
    answer = looked(project, session, "look")
    count = len(project.waiting(session.document))
    assert count > 0
    assert answer["looked"][1].startswith(f"{count} нов")
    assert "Дополнение semantic не установлено" in answer["looked"][1]
    shown = answer["suggestions"]
    assert {one.source for one in shown} == {"Etic"}
    session.exchange(project, sent({"op": "again", "t": "suggest"}))
    assert "Новых подсказок нет" in looked(project, session, "again")["looked"][1]
    assert len(project.waiting(session.document)) == count


def test_one_codes_meanwhile(
    project: Project, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()
    begun: list[str] = []

    def slow(self: Project, **more: Any) -> Prepared:
        begun.append(more["coder"])
        go.wait(SECONDS)
        return Prepared(0, 0, 1)

    monkeypatch.setattr(Project, "prepare_suggestions", slow)
    session.exchange(project, sent({"op": "one", "t": "suggest"}))
    session.exchange(project, sent({"op": "two", "t": "suggest"}))  # joins the first
    start = TEXT.index("Мама")
    code = project.codebook().find("family").id
    add = {
        "op": "add",
        "t": "add",
        "id": "x",
        "s": start,
        "e": start + 4,
        "code": code,
        "q": "Мама",
    }
    answer = session.exchange(project, sent(add))
    assert answer["acked"] == ["add"]
    assert "looked" not in answer
    go.set()
    assert "Предложить нечего" in looked(project, session, "two")["looked"][1]
    assert begun == ["anna"]


def test_what_cannot_be_done_is_said_in_one_line(
    project: Project, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Project, **_: Any) -> Prepared:
        raise EticError("suggest-no-codes")

    monkeypatch.setattr(Project, "prepare_suggestions", refuse)
    session.exchange(project, sent({"op": "look", "t": "suggest"}))
    assert "ни одного кода" in looked(project, session, "look")["looked"][1]


def test_the_step_can_be_taken_back_in_the_text(project: Project, session: Session) -> None:
    session.exchange(project, sent({"op": "look", "t": "suggest"}))
    looked(project, session, "look")
    answer = session.exchange(project, sent({"op": "back", "t": "undo"}))
    assert answer["rejected"] == []
    assert project.waiting(session.document) == []


def test_sources_have_names_where_they_are_known(project: Project, session: Session) -> None:
    for source, at in (("rule", 0), ("моя модель", 5)):
        project.propose("R01", [Suggestion(at, at + 2, "family", 0.5, "", "")], source=source)
    row = project.document("R01")
    assert [r.source for r in payload.suggestion_rows(project, row)] == ["правило", "моя модель"]
    with use_language("en"):
        assert payload.suggestion_rows(project, row)[0].source == "a rule"


def test_the_line_in_all_its_forms() -> None:
    need = Notice("", "", "suggest-need-words")
    with use_language("ru"):
        assert said(Prepared(1, 1, 0)) == "1 новая подсказка."
        assert said(Prepared(3, 2, 0)) == "3 новые подсказки." or "новых" in said(Prepared(3, 2, 0))
        assert said(Prepared(0, 2, 0, (need, need, need))).endswith("И ещё замечаний: 2.")
    with use_language("en"):
        assert said(Prepared(0, 0, 4)).startswith("Nothing to suggest")
