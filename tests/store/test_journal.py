"""What the journal promises: all or nothing, undo and redo, replay; nobody's work is lost."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

import etic
from etic import EticError
from etic.project import Project
from etic.store.steps import next_step
from tests.studies import TEXT, small_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_project(tmp_path / "p.etic")


def test_a_step_that_fails_leaves_nothing(project: Project) -> None:
    before = project.counts(), project.store.journal.revision()

    def broken() -> None:
        with project.store.journal.change("code", "anna") as tx:
            tx.insert("coders", {"name": "boris"})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken()
    assert (project.counts(), project.store.journal.revision()) == before
    assert project.verify() == []


def test_the_journal_cannot_be_rewritten(project: Project) -> None:
    for sql in (
        "UPDATE events SET who = 'x'",
        "DELETE FROM events",
        "UPDATE changes SET after = NULL",
        "DELETE FROM changes",
        "UPDATE texts SET text = 'x'",
        "DELETE FROM texts",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            project.store.connection.execute(sql)


def test_undo_takes_back_only_ones_own_last_step(project: Project) -> None:
    project.code("R01", 28, 44, "return", coder="anna")
    project.code("R01", 28, 44, "skills", coder="boris")
    project.undo(coder="anna")
    assert [q.coder for q in project.quote_list()] == ["boris"]
    project.redo(coder="anna")
    assert {q.coder for q in project.quote_list()} == {"anna", "boris"}
    with pytest.raises(EticError, match="nothing"):
        project.redo(coder="anna")
    assert project.verify() == []


def test_a_new_step_forgets_what_could_be_redone(project: Project) -> None:
    project.code("R01", 28, 44, "return", coder="anna")
    project.undo(coder="anna")
    project.code("R01", 28, 44, "skills", coder="anna")
    with pytest.raises(EticError):
        project.redo(coder="anna")


def test_undo_refuses_what_somebody_has_changed_since(project: Project) -> None:
    made = project.code("R01", 28, 44, "return", coder="anna")
    project.set_memo(made.id, "a note", coder="boris")
    with pytest.raises(EticError) as refused:
        project.undo(coder="anna")
    assert refused.value.key == "changed-since"
    assert "boris" in str(refused.value)
    project.undo(coder="boris")
    project.undo(coder="anna")
    assert project.quote_list() == []


def test_undo_refuses_what_later_work_rests_on(project: Project) -> None:
    from etic.model import Code

    project.add_code(Code("return/war", name_ru="Война"), coder="anna")
    project.code("R01", 28, 44, "return/war", coder="boris")
    with pytest.raises(EticError) as refused:
        project.undo(coder="anna")
    assert refused.value.key == "step-depended-on"
    assert len(project.quote_list()) == 1
    assert project.verify() == []


def test_an_import_is_one_step(project: Project) -> None:
    counts = project.counts()
    words = project.search_hits("безработица")
    project.undo()
    assert project.counts()["documents"] == 0
    assert project.search_hits("безработица") == []
    assert project.verify() == []
    project.redo()
    assert project.counts() == counts
    assert project.search_hits("безработица") == words
    assert project.verify() == []


def test_the_founding_cannot_be_undone(tmp_path: Path) -> None:
    with (
        etic.create(tmp_path / "p.etic") as project,
        pytest.raises(EticError, match=r"nothing|неч"),
    ):
        project.undo()


def test_history_of_one_row_tells_who_and_when(project: Project) -> None:
    made = project.code("R01", 28, 44, "return", coder="anna")
    project.set_memo(made.id, "why", coder="boris")
    told = project.store.journal.history("codings", made.id)
    assert [(event.who, event.action) for event, _, _ in told] == [
        ("anna", "code"),
        ("boris", "recode"),
    ]
    assert told[1][1:] == ({"memo": ""}, {"memo": "why"})


@pytest.mark.parametrize(
    ("damage", "check"),
    [
        ("UPDATE codings SET quote = 'x'", "quote"),
        ("UPDATE codings SET memo = 'x'", "journal"),
        ("DELETE FROM codings", "journal"),
        ("INSERT INTO coders (name) VALUES ('ghost')", "journal"),
        ("DELETE FROM segments", "segments"),
        ("DELETE FROM turn_words WHERE rowid = (SELECT min(rowid) FROM turn_words)", "index"),
        ("UPDATE documents SET revision = 7", "document-text"),
        ('UPDATE turns SET "end" = 100000', "turn-place"),
        ("DROP TRIGGER texts_fixed; UPDATE texts SET text = text || '!'", "text-hash"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM coders", "reference"),
    ],
)
def test_verify_finds_every_kind_of_damage(project: Project, damage: str, check: str) -> None:
    project.code("R01", 28, 44, "return", coder="anna")
    project.store.connection.executescript(damage)
    assert check in {problem.check for problem in project.verify()}


@given(st.lists(st.tuples(st.sampled_from(["do", "undo", "redo"]), st.sampled_from("ab"))))
def test_steps_are_those_of_an_editor(commands: list[tuple[str, str]]) -> None:
    """Against the plainest model there is: two lists for each of two people."""
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    connection.execute(
        "CREATE TABLE events (id INTEGER PRIMARY KEY, at, who, action, details, kind, target)"
    )
    done: dict[str, list[int]] = {"a": [], "b": []}
    undone: dict[str, list[int]] = {"a": [], "b": []}
    for command, who in commands:
        target = None
        if command == "undo":
            if not done[who]:
                continue
            target = done[who].pop()
            undone[who].append(target)
        elif command == "redo":
            if not undone[who]:
                continue
            target = undone[who].pop()
            done[who].append(target)
        row = connection.execute(
            "INSERT INTO events (at, who, action, details, kind, target)"
            " VALUES ('', ?, 'code', '{}', ?, ?)",
            (who, command, target),
        )
        if command == "do":
            done[who].append(row.lastrowid or 0)
            undone[who].clear()
    for who in "ab":
        for kind, stack in (("undo", done[who]), ("redo", undone[who])):
            step = next_step(connection, kind, who)  # type: ignore[arg-type]
            assert (step.id if step else None) == (stack[-1] if stack else None)
    connection.close()


class Coding(RuleBasedStateMachine):
    """Any course of work, by two coders, leaves a project of which all holds."""

    @initialize()
    def begin(self) -> None:
        import tempfile

        self.folder = tempfile.TemporaryDirectory()
        self.project = small_project(Path(self.folder.name) / "p.etic")

    @rule(
        coder=st.sampled_from(["anna", "boris"]),
        code=st.sampled_from(["return", "return/family", "skills"]),
        place=st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))),
    )
    def code(self, coder: str, code: str, place: tuple[int, int]) -> None:
        start, end = sorted(place)
        if TEXT[start:end].strip():
            made = self.project.code("R01", start, end, code, coder=coder)
            assert made.quote == TEXT[start:end]

    @precondition(lambda self: self.project.quote_list())
    @rule(data=st.data(), coder=st.sampled_from(["anna", "boris"]))
    def uncode(self, data: st.DataObject, coder: str) -> None:
        chosen = data.draw(st.sampled_from(self.project.quote_list()))
        self.project.uncode(chosen.id, coder=coder)

    @precondition(lambda self: self.project.quote_list())
    @rule(data=st.data(), memo=st.text(max_size=5), coder=st.sampled_from(["anna", "boris"]))
    def memo(self, data: st.DataObject, memo: str, coder: str) -> None:
        chosen = data.draw(st.sampled_from(self.project.quote_list()))
        self.project.set_memo(chosen.id, memo.replace("\x00", ""), coder=coder)

    @rule(coder=st.sampled_from(["anna", "boris"]), back=st.booleans())
    def turn_back(self, coder: str, back: bool) -> None:
        before = self.project.quote_list()
        try:
            if back:
                self.project.undo(coder=coder)
            else:
                self.project.redo(coder=coder)
        except EticError:
            assert self.project.quote_list() == before

    def teardown(self) -> None:
        if hasattr(self, "project"):
            assert self.project.verify() == []
            self.project.close()
            self.folder.cleanup()


TestCoding = Coding.TestCase
TestCoding.settings = settings(max_examples=12, stateful_step_count=20)


def test_the_codebook_is_read_anew_after_each_step_and_never_from_one_taken_back(
    project: Project,
) -> None:
    store = project.store
    before = store.tree()
    assert store.tree() is before, "not read twice"

    def broken() -> None:
        with store.journal.change("code-new", "anna") as tx:
            tx.insert("codes", {"segment": "new", "uid": "u"})
            assert "new" in store.tree().by_path
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken()
    assert "new" not in store.tree().by_path
    with etic.open(store.path) as other, other.store.journal.change("code-new", "anna") as tx:
        tx.insert("codes", {"segment": "new", "uid": "u"})
    assert "new" in store.tree().by_path, "what others wrote is seen"
    project.undo(coder="anna")
    assert "new" not in store.tree().by_path
