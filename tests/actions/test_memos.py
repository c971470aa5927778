"""Memos: written, changed, deleted, undone, searched; nothing of what somebody wrote is lost."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

import etic
from etic import EticError
from etic.i18n import use_language
from etic.project import Project
from etic.store.memos import MemoRow
from tests.studies import TEXT, small_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_project(tmp_path / "p.etic")


def texts(found: list[MemoRow]) -> list[str]:
    return [memo.text for memo in found]


def coded(project: Project, memo: str, coder: str = "анна") -> int:
    at = TEXT.index("Мама болела")
    return project.code("R01", at, at + 11, "return/family", coder=coder, memo=memo).id


# -- writing --------------------------------------------------------------------------------------


def test_a_memo_on_each_thing_knows_what_it_is_about(project: Project) -> None:
    project.write_memo("document", "R01", "Говорит неохотно.", coder="анна")
    project.write_memo("case", "R02", "Вернулся в 2021.", coder="анна")
    project.write_memo("code", "return/family", "Слишком широк.", coder="борис")
    project.write_memo("project", "", "Женщин мало.", coder="борис")
    coding = coded(project, "о долге?")
    with use_language("ru"):
        found = project.memo_list()
    study = project.document("R01").study
    assert [(m.kind, m.target, m.label, m.coder) for m in found] == [
        ("document", f"{study}/R01", "R01", "анна"),
        ("case", f"{study}/R02", "R02", "анна"),
        ("code", "return/family", "Мотивы возвращения › Семья", "борис"),
        ("project", "", "Малое исследование", "борис"),
        ("coding", f"{study}/R01", "Мотивы возвращения › Семья", "анна"),
    ]
    last = found[-1]
    assert last.id == coding
    assert last.start is not None
    assert project.text("R01")[last.start : last.end] == last.quote == "Мама болела"
    assert last.code == "return/family"
    assert project.verify() == []


def test_what_a_memo_is_on_is_named_by_id_or_name(project: Project) -> None:
    document = project.document("R01")
    case = next(c for c in project.case_list() if c.name == "R01")
    code = project.codebook().find("skills")
    for kind, ways in {
        "document": (document.id, "R01", f"{document.study}/R01"),
        "case": (case.id, "R01", f"{case.study}/R01"),
        "code": (code.id, "skills", "Навыки"),
    }.items():
        for way in ways:
            project.write_memo(kind, way, f"{kind} {way}")
        for way in ways:
            assert len(project.memo_list(kind, way)) == len(ways)
    assert project.memo_list("document", "R02") == []


def test_a_case_of_two_studies_is_asked_for(project: Project) -> None:
    from etic.model import Bundle, Case

    project.import_bundle(Bundle(cases=(Case("R01", "other", {}),)))
    with pytest.raises(EticError) as refused:
        project.write_memo("case", "R01", "который?")
    assert refused.value.key == "case-ambiguous"
    project.write_memo("case", "other/R01", "этот")
    assert texts(project.memo_list("case", "other/R01")) == ["этот"]


@pytest.mark.parametrize(
    ("kind", "target", "key"),
    [
        ("document", "R9", "document-unknown"),
        ("document", 999, "document-unknown"),
        ("case", "R9", "case-missing"),
        ("case", 999, "case-missing"),
        ("code", "nowhere", "code-unknown"),
        ("code", 999, "code-unknown"),
        ("project", "R01", "memo-project-target"),
        ("coding", "R01", "choice-unknown"),
        ("study", "x", "choice-unknown"),
    ],
)
def test_a_memo_on_nothing_is_refused(
    project: Project, kind: str, target: str | int, key: str
) -> None:
    with pytest.raises(EticError) as refused:
        project.write_memo(kind, target, "Слово")
    assert refused.value.key == key
    assert project.memo_list() == []


@pytest.mark.parametrize("empty", ["", " \n\t", "\ufeff"])
def test_an_empty_memo_is_refused(project: Project, empty: str) -> None:
    revision = project.store.journal.revision()
    with pytest.raises(EticError) as refused:
        project.write_memo("project", "", empty)
    assert refused.value.key == "memo-empty"
    memo = project.write_memo("project", "", "Слово")
    with pytest.raises(EticError) as refused:
        project.edit_memo(memo, empty)
    assert refused.value.key == "memo-empty"
    assert texts(project.memo_list()) == ["Слово"]
    assert project.store.journal.revision() == revision + 1


def test_a_memo_is_kept_in_canonical_form(project: Project) -> None:
    memo = project.write_memo("project", "", "  Йод\r\nиой\ud800 ")
    text = project.memo(memo).text
    assert text.startswith("Йод\nиой")
    assert unicodedata.is_normalized("NFC", text)
    assert text.encode()  # halves of a pair are no characters


# -- changing -------------------------------------------------------------------------------------


def test_a_changed_memo_keeps_its_author_and_says_who_changed_it(project: Project) -> None:
    memo = project.write_memo("document", "R01", "Первое", coder="анна")
    before = project.memo(memo)
    assert (before.changed, before.changed_by) == ("", "")
    assert project.edit_memo(memo, "Второе", before.version, coder="борис")
    after = project.memo(memo)
    assert (after.text, after.coder, after.created) == ("Второе", "анна", before.created)
    assert after.changed_by == "борис"
    assert after.changed >= before.created
    assert not project.edit_memo(memo, "Второе", after.version)
    assert project.verify() == []


def test_somebody_elses_change_is_not_overwritten(project: Project) -> None:
    memo = project.write_memo("code", "skills", "Первое", coder="анна")
    base = project.memo(memo).version
    project.edit_memo(memo, "Текст Бориса", base, coder="борис")
    with pytest.raises(EticError) as refused:
        project.edit_memo(memo, "Текст Анны", base, coder="анна")
    assert refused.value.key == "memo-conflict"
    assert "Текст Бориса" in str(refused.value)
    assert "Текст Анны" in str(refused.value)
    assert project.memo(memo).text == "Текст Бориса"
    project.edit_memo(memo, "Оба", project.memo(memo).version, coder="анна")
    assert project.memo(memo).text == "Оба"


def test_a_change_of_a_memo_that_was_deleted_is_not_lost(project: Project) -> None:
    memo = project.write_memo("project", "", "Первое")
    project.delete_memo(memo)
    with pytest.raises(EticError, match="Долгий текст") as refused:
        project.edit_memo(memo, "Долгий текст")
    assert refused.value.key == "memo-gone-edit"
    with pytest.raises(EticError) as gone:
        project.delete_memo(memo)
    assert gone.value.key == "memo-gone"


def test_each_step_is_undone_and_named_in_both_languages(project: Project) -> None:
    memo = project.write_memo("case", "R01", "Первое", coder="анна")
    project.edit_memo(memo, "Второе", coder="анна")
    project.delete_memo(memo, coder="анна")
    steps = [event.action for event in project.events(limit=3)]
    assert steps == ["memo-delete", "memo-edit", "memo-add"]
    for lang in ("ru", "en"):
        with use_language(lang):
            assert all(etic.i18n.t(f"actions.{step}") for step in steps)
    assert project.memo_list() == []
    project.undo(coder="анна")
    assert texts(project.memo_list()) == ["Второе"]
    project.undo(coder="анна")
    assert texts(project.memo_list()) == ["Первое"]
    project.undo(coder="анна")
    assert project.memo_list() == []
    project.redo(coder="анна")
    assert texts(project.memo_list()) == ["Первое"]
    assert project.verify() == []


def test_memos_go_with_what_they_are_on_and_come_back_with_it(project: Project) -> None:
    project.write_memo("document", "R01", "о документе")
    project.write_memo("code", "return/family", "о коде")
    coded(project, "о месте")
    project.delete_document("R01")
    assert texts(project.memo_list()) == ["о коде"]
    project.delete_code("return")
    assert project.memo_list() == []
    project.undo()
    project.undo()
    assert sorted(texts(project.memo_list())) == ["о документе", "о коде", "о месте"]
    assert project.verify() == []


def test_the_memo_of_a_coding_says_when_it_was_written(project: Project) -> None:
    coding = coded(project, "")
    assert project.memo_list() == []
    project.set_memo(coding, "позже", coder="борис")
    [memo] = project.memo_list("coding", "R01")
    assert (memo.coder, memo.changed_by) == ("анна", "борис")
    assert memo.changed
    assert project.memo_list("coding", "R02") == []


# -- finding --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("забота", {"a"}),
        ("мать", {"a", "b"}),
        ("мама", set()),
        ("ёлка", {"c"}),
        ("елка", {"c"}),
        ("забот*", {"a"}),
        ("мать деньги", {"b"}),
        ("мать AND деньги", {"b"}),
        ("мать НЕ деньги", {"a"}),
        ("забота ИЛИ ёлка", {"a", "c"}),
        ("«о деньгах»", {"b"}),
        ('"деньги о"', set()),
        ("NEAR(мать деньги, 3)", {"b"}),
        ("NEAR(мать деньги, 1)", set()),
        ("debts", {"d"}),
    ],
)
def test_words_are_found_as_in_transcripts(project: Project, query: str, wanted: set[str]) -> None:
    said = {
        "a": "Говорит заботливо, но о заботе матери молчит.",
        "b": "Для матери всё, речь о деньгах.",
        "c": "Про ёлки — шутка.",
        "d": "Speaks of a debt.",
    }
    for kind, text in said.items():
        project.write_memo("project", "", text, coder=kind)
    assert {memo.coder for memo in project.memo_list(q=query)} == wanted


def test_what_was_found_is_shown_in_its_place(project: Project) -> None:
    project.write_memo("project", "", "О матери и о матерях.")
    [memo] = project.memo_list(q="мать")
    assert [memo.text[start:end] for start, end in memo.found] == ["матери", "матерях"]


def test_memos_meet_a_query_as_turns_do(project: Project) -> None:
    """The same text as a turn and as a memo is found by the same queries."""
    turns = [said for turn in TEXT.split("\n\n") if (said := turn[3:])]
    for turn in turns:
        project.write_memo("project", "", turn)
    for query in (
        "безработица", "ехать", "еда", "ёлка", "работа NOT безработица", "мама OR плитка",
        "«мама болела»", "возвра*", "NEAR(работа быть, 2)", "(мама ИЛИ плитка) класть",
    ):  # fmt: skip
        in_turns = {
            next(t for t in turns if hit.text in t and hit.document == "R01")
            for hit in project.search_hits(query, document="R01")
        }
        assert set(texts(project.memo_list(q=query))) == in_turns, query


def test_a_broken_query_is_explained(project: Project) -> None:
    project.write_memo("project", "", "Слово")
    with pytest.raises(EticError) as refused:
        project.memo_list(q="(слово")
    assert refused.value.key == "query-bracket"


def test_filters(project: Project) -> None:
    project.write_memo("document", "R01", "раз", coder="анна")
    project.write_memo("code", "skills", "два", coder="борис")
    coded(project, "три", coder="борис")
    assert texts(project.memo_list(coder="борис")) == ["два", "три"]
    assert texts(project.memo_list("coding")) == ["три"]
    study = project.document("R01").study
    assert texts(project.memo_list(study=study)) == ["раз", "два", "три"]
    for bad, key in (
        ({"kind": "opinion"}, "choice-unknown"),
        ({"target": "R01"}, "memo-kind-missing"),
        ({"coder": "вера"}, "coder-unknown"),
        ({"study": "нет"}, "study-unknown"),
    ):
        with pytest.raises(EticError) as refused:
            project.memo_list(**bad)
        assert refused.value.key == key


def test_the_frame_and_the_table_say_the_same(project: Project) -> None:
    assert list(project.memos().columns)[:5] == ["id", "kind", "target", "label", "text"]
    project.write_memo("document", "R01", "раз")
    coded(project, "два")
    frame = project.memos()
    assert list(frame["kind"]) == ["document", "coding"]
    assert frame["start"].isna().tolist() == [True, False]
    table = project.memo_table(project.memo_list())
    assert table.frame()["memo"].tolist() == frame["text"].tolist() == ["раз", "два"]
    assert [row[-3] for row in table.rows] == [None, "Мама болела"]


# -- out and in -----------------------------------------------------------------------------------


def everything(project: Project) -> list[tuple[object, ...]]:
    """All that an export holds of memos; those of one millisecond are in no order."""
    return sorted(
        (m.created, m.kind, m.target, m.text, m.coder, m.code, m.start or 0, m.end or 0, m.quote)
        for m in project.memo_list()
    )


def test_memos_go_out_and_come_back(project: Project, tmp_path: Path) -> None:
    for kind, target in (
        ("document", "R01"), ("case", "R02"), ("code", "return/family"), ("project", ""),
    ):  # fmt: skip
        project.write_memo(kind, target, f"О «{kind}»: да\n\n— строка", coder="анна")
        project.write_memo(kind, target, "# не заголовок: и не ключ", coder="борис")
    coded(project, "о месте")
    project.export(tmp_path / "p.zip")
    again = etic.create(tmp_path / "again.etic", "Малое исследование")
    again.import_files([tmp_path / "p.zip"])
    assert everything(again) == everything(project)
    again.import_files([tmp_path / "p.zip"])
    assert everything(again) == everything(project)
    assert again.verify() == []


@settings(max_examples=25)
@given(st.text(max_size=60))
@example("\x850")
@example("\u2028x\u2029\x9f\uffff")
def test_whatever_is_written_is_kept_and_goes_out(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.mktemp("memos")
    with etic.create(folder / "p.etic", "П") as project:
        memo = project.write_memo("project", "", "а" + text, coder="анна")
        kept = project.memo(memo).text
        assert project.verify() == []
        project.export(folder / "p.zip")
        with etic.create(folder / "q.etic", "П") as again:
            again.import_files([folder / "p.zip"])
            assert texts(again.memo_list()) == [kept]


# -- all of it, in any order ----------------------------------------------------------------------

WORDS = st.sampled_from(["раз", "два", "три\nстроки", "ёлка 😀"])
CODERS = st.sampled_from(["анна", "борис"])
ABOUT = st.sampled_from([("document", "R01"), ("case", "R02"), ("code", "skills"), ("project", "")])


class Notes(RuleBasedStateMachine):
    """Memos against a plain list of them; undo takes back the last step, whoever took it."""

    @initialize(factory=st.just(None))
    def begin(self, factory: None) -> None:
        import tempfile

        self.folder = tempfile.TemporaryDirectory()
        self.project = small_project(Path(self.folder.name, "p.etic"))
        self.now: dict[int, tuple[str, str, str]] = {}
        self.before: list[dict[int, tuple[str, str, str]]] = []

    def _step(self) -> None:
        self.before.append(dict(self.now))

    @rule(about=ABOUT, text=WORDS, coder=CODERS)
    def write(self, about: tuple[str, str], text: str, coder: str) -> None:
        memo = self.project.write_memo(*about, text, coder=coder)
        self._step()
        self.now[memo] = (about[0], text, coder)

    @rule(pick=st.integers(0, 9), text=WORDS, coder=CODERS)
    def edit(self, pick: int, text: str, coder: str) -> None:
        if self.now:
            memo = sorted(self.now)[pick % len(self.now)]
            kind, said, author = self.now[memo]
            changed = self.project.edit_memo(
                memo, text, self.project.memo(memo).version, coder=coder
            )
            assert changed == (said != text)
            if changed:
                self._step()
                self.now[memo] = (kind, text, author)

    @rule(pick=st.integers(0, 9), coder=CODERS)
    def delete(self, pick: int, coder: str) -> None:
        if self.now:
            memo = sorted(self.now)[pick % len(self.now)]
            self.project.delete_memo(memo, coder=coder)
            self._step()
            del self.now[memo]

    @rule()
    def undo(self) -> None:
        if self.before:
            self.project.undo()
            self.now = self.before.pop()

    @invariant()
    def as_in_the_list(self) -> None:
        if not hasattr(self, "project"):
            return
        found = {m.id: (m.kind, m.text, m.coder) for m in self.project.memo_list()}
        assert found == self.now

    def teardown(self) -> None:
        if hasattr(self, "project"):
            assert self.project.verify() == []
            self.project.close()
            self.folder.cleanup()


TestNotes = Notes.TestCase
TestNotes.settings = settings(max_examples=12, stateful_step_count=12)
