"""Cleaning documents of a project: a new revision, codings at their places, one step to undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import etic
from etic.errors import EticError
from etic.model import Bundle, Code, Codebook, Suggestion
from etic.project import Project
from etic.store import queries

BROKEN = (
    "[00:01] И: 1. Почему вы пере-\nехали?\n"
    "[00:09] Р: Работы  не бы\u00adло 😀. Мы пере-\n12\nезжали в Poссию, кто-\nто помог."
)
WHOLE = (
    "[00:01] И: 1. Почему вы переехали?\n"
    "[00:09] Р: Работы не было 😀. Мы переезжали в Россию, кто-то помог."
)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Project]:
    for name in ("R1", "R2"):
        (tmp_path / f"{name}.txt").write_text(BROKEN, encoding="utf-8")
    with etic.create(tmp_path / "study.etic") as project:
        project.import_bundle(Bundle(codebooks=(Codebook((Code("move"), Code("help"))),)))
        project.import_files([tmp_path / "R1.txt", tmp_path / "R2.txt"], coder="anna")
        yield project
        assert project.verify() == []


def code(project: Project, first: str, last: str, path: str) -> None:
    text = project.text("R1")
    start = text.index(first)
    end = text.index(last, start) + len(last)
    project.code("R1", start, end, path, coder="anna", memo="заметка")


def test_looking_changes_nothing(study: Project) -> None:
    before = study.events()
    found = study.cleaning("R1")
    assert found.counts == {"break": 3, "letters": 1, "soft": 1, "double": 1}
    frame = found.frame()
    assert list(frame.columns) == [
        "document", "kind", "sure", "reason", "start", "end", "before", "old", "new", "after",
    ]  # fmt: skip
    assert frame["start"].is_monotonic_increasing
    assert study.events() == before
    assert study.text("R1") == BROKEN


def test_codings_and_suggestions_come_to_their_exact_places(study: Project) -> None:
    code(study, "Мы пере", "Poссию", "move")
    code(study, "не бы", "ло", "help")
    start = BROKEN.index("кто-")
    study.propose("R1", [Suggestion(start, start + 7, "help")], source="words")
    row = study.document("R1")
    done = study.clean("R1", coder="anna")
    assert (done.documents, done.edits, done.codings, done.warnings) == (1, 6, 2, [])
    assert study.text("R1") == WHOLE
    assert [(q.quote, q.code, q.memo) for q in study.quote_list()] == [
        ("не было", "help", "заметка"),
        ("Мы переезжали в Россию", "move", "заметка"),
    ]
    now = study.document("R1")
    assert (now.revision, now.source, now.source_sha256) == (2, row.source, row.source_sha256)
    (waiting,) = study.waiting(now)
    assert WHOLE[waiting.start : waiting.end] == "кто-то"
    assert study.cleaning("R1").edits == ()


def test_turns_keep_speakers_questions_and_times(study: Project) -> None:
    def turns() -> list[tuple[object, ...]]:
        row = study.document("R1")
        found = queries.turns(study.store.connection, row.revision_id)
        return [(t.speaker, t.role, t.question, t.time) for t in found]

    before = turns()
    assert before == [("И", "interviewer", "1", 1.0), ("Р", "respondent", "", 9.0)]
    study.clean("R1")
    assert turns() == before
    assert [hit.text for hit in study.search_hits("переезжать", document="R1")] == ["переезжали"]


def test_all_of_it_is_one_step_that_can_be_undone(study: Project) -> None:
    code(study, "Мы пере", "Poссию", "move")
    quotes = study.quote_list()
    looked = [study.cleaning(name) for name in ("R1", "R2")]
    done = study.clean_all([(c, c.of_kinds()) for c in looked], coder="anna")
    assert (done.documents, done.edits) == (2, 12)
    assert study.events()[0].id == done.event
    assert study.text("R2") == WHOLE
    study.undo(coder="anna")
    assert (study.text("R1"), study.text("R2")) == (BROKEN, BROKEN)
    assert study.quote_list() == quotes
    assert study.verify() == []
    study.redo(coder="anna")
    assert study.text("R1") == WHOLE


def test_only_what_was_chosen_is_done(study: Project) -> None:
    study.clean("R1", kinds=["soft", "double"])
    assert study.text("R1") == BROKEN.replace("\u00ad", "").replace("  ", " ")
    one = study.cleaning("R2").edits[0]
    study.clean("R2", [one])
    assert study.text("R2") == BROKEN.replace("пере-\nехали", "переехали")
    assert study.clean("R1", []).event == 0
    assert [event.action for event in study.events()[:3]] == ["clean", "clean", "import"]


def test_a_coding_of_nothing_but_a_page_number_stays_with_the_old_text(study: Project) -> None:
    code(study, "12", "12", "move")
    done = study.clean("R1")
    assert [(w.key, w.details["quote"]) for w in done.warnings] == [("coding-left", "12")]
    assert done.codings == 0


def test_what_was_not_proposed_or_is_out_of_date_is_refused(study: Project) -> None:
    looked = study.cleaning("R1")
    study.clean("R1", kinds=["soft"])
    for chosen in (looked.of_kinds(), looked.of_kinds(["double"])):
        with pytest.raises(EticError) as refused:
            study.clean_all([(looked, chosen)])
        assert refused.value.key == "cleaning-stale"
    with pytest.raises(EticError) as refused:
        study.clean("R2", looked.of_kinds(["break"])[:1] + study.cleaning("R1").of_kinds())
    assert refused.value.key == "cleaning-stale"
    with pytest.raises(EticError) as refused:
        study.clean("R2", kinds=["breaks"])
    assert refused.value.key == "cleaning-kind"
    assert study.text("R2") == BROKEN


def test_turns_are_read_anew_only_if_asked(study: Project, tmp_path: Path) -> None:
    text = "И: Где?\nР: Там, в сто-\nИ\u00ad: Когда?\nР: Зимой."
    (tmp_path / "R3.txt").write_text(text, encoding="utf-8")
    study.import_files([tmp_path / "R3.txt"])
    assert study.document("R3").turns == 3
    study.clean("R3", kinds=["soft"])
    assert study.document("R3").turns == 3
    study.undo()
    study.clean("R3", kinds=["soft"], reread=True)
    assert study.document("R3").turns == 4


def test_the_same_file_once_more_is_known_after_cleaning(study: Project, tmp_path: Path) -> None:
    study.clean("R1")
    report = study.import_files([tmp_path / "R1.txt"])
    assert [warning.key for warning in report.warnings] == ["document-known"]
    assert study.text("R1") == WHOLE
