"""Guides of a project: every change can be undone, nothing is set behind anybody's back."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import etic
from etic import EticError
from etic.guide import Guide, Question
from etic.model import Bundle, Document
from etic.project import Project
from tests.studies import TEXT, refused, small_project, tables, turns

GUIDE = Guide(
    "study",
    (
        Question("1", "Почему вы вернулись?", "Why did you return?", codes=("return",)),
        Question("2", "Чему вы научились?", wordings=("Какие навыки?",), codes=("skills",)),
        Question("3", "Хотите ли вы уехать снова?", codes=("returned",)),
    ),
    title_ru="Интервью",
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with small_project(tmp_path / "p.etic") as made:
        text = "И: Что вы умеете, каким навыкам научились?\n\nР: Ничему."
        document = Document("R03", text, turns(text), "R03", "study", attributes={"gender": "ж"})
        made.import_bundle(Bundle(documents=(document,)))
        yield made
        assert made.verify() == []


def guide_files(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as packed:
        found = {n: packed.read(n) for n in packed.namelist() if n.startswith("guides/")}
    assert found.keys() == {"guides/study.yaml", "guides/study.women.yaml"}
    return found


def states(project: Project) -> dict[str, dict[str, str]]:
    return {
        row.case.name: {n: str(s) for n, s in row.states().items()}
        for found in project.asking()
        for row in found.rows
    }


# -- guides ---------------------------------------------------------------------------------------


def test_without_a_guide_there_is_nothing(project: Project) -> None:
    assert project.guides() == []
    assert project.asking() == []
    assert project.asked().empty
    assert project.not_asked_proposals() == []
    refused("guide-none-for", project, project.set_question, "R01", 0, ["1"])


def test_a_guide_is_kept_and_undone(project: Project) -> None:
    before = tables(project)
    project.save_guide(GUIDE, coder="анна")
    assert project.guides() == [GUIDE]
    assert project.undo().action == "guide"
    assert tables(project) == before
    project.redo()
    assert project.guides() == [GUIDE]


def test_a_guide_becomes_what_it_is_told(project: Project) -> None:
    project.save_guide(GUIDE)
    first = {row["number"]: row["id"] for row in _rows(project, "guide_questions")}
    other = replace(GUIDE, questions=(
        replace(GUIDE.questions[1], codes=("skills", "return/family")), GUIDE.questions[0],
    ))  # fmt: skip
    project.save_guide(other)
    assert project.guides() == [other]
    now = {row["number"]: row["id"] for row in _rows(project, "guide_questions")}
    assert now == {number: first[number] for number in ("1", "2")}  # they stay the same ones
    revision = project.store.journal.revision()
    project.save_guide(other)
    assert project.store.journal.revision() == revision  # which changes nothing


@pytest.mark.parametrize(
    ("guide", "key"),
    [
        (replace(GUIDE, questions=()), "guide-empty"),
        (replace(GUIDE, questions=(*GUIDE.questions, GUIDE.questions[0])), "guide-twice"),
        (replace(GUIDE, questions=(Question("1", " "),)), "guide-question"),
        (replace(GUIDE, questions=(Question(" ", "Где?"),)), "guide-question"),
        (replace(GUIDE, questions=(Question("1", "Где?", codes=("skils",)),)), "guide-code"),
        (replace(GUIDE, study="nowhere"), "study-unknown"),
    ],
)
def test_a_guide_that_is_none_is_refused(project: Project, guide: Guide, key: str) -> None:
    project.save_guide(GUIDE)
    error = refused(key, project, project.save_guide, guide)
    if key == "guide-code":
        assert "skills" in str(error)  # what is near


def test_a_guide_is_deleted_with_what_hangs_on_it(project: Project) -> None:
    project.save_guide(GUIDE)
    project.set_question("R03", 0, ["1"])
    before = tables(project)
    project.delete_guide("study")
    for relation in ("guides", "guide_questions", "question_codes", "question_turns"):
        assert _rows(project, relation) == []
    project.undo()
    assert tables(project) == before
    refused("guide-unknown", project, project.delete_guide, "study", "other")


def test_a_file_of_questions_comes_in(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "guide.txt"
    path.write_text("1. Почему вы вернулись?\n2. Чему научились?", encoding="utf-8")
    report = project.load_guide(path)
    assert (report.guides, report.documents) == (1, 0)
    assert [q.number for q in project.guides("study")[0].questions] == ["1", "2"]


def test_out_and_in_again(project: Project, tmp_path: Path) -> None:
    project.save_guide(GUIDE)
    project.save_guide(replace(GUIDE, name="women", who={"gender": "ж"}, title_ru=""))
    project.set_question("R03", 0, ["1", "3"])
    project.set_question("R01", TEXT.index("И: 2"), [])
    project.export(tmp_path / "a.zip")
    with etic.create(tmp_path / "q.etic") as again:
        assert again.import_files([tmp_path / "a.zip"]).guides == 2
        assert again.guides() == project.guides()
        assert states(again) == states(project)
        assert again.verify() == []
        again.export(tmp_path / "b.zip")
    assert guide_files(tmp_path / "a.zip") == guide_files(tmp_path / "b.zip")


# -- what was asked -------------------------------------------------------------------------------


def test_what_each_was_asked(project: Project) -> None:
    project.save_guide(GUIDE)
    assert states(project) == {
        "R01": {"1": "asked", "2": "asked", "3": "not-asked"},
        "R02": {"1": "unsure", "2": "unsure", "3": "unsure"},  # nobody asks in it
        "R03": {"1": "not-asked", "2": "asked", "3": "not-asked"},
    }
    frame = project.asked("study")
    assert list(frame.columns) == ["study", "guide", "case", "1", "2", "3"]
    assert frame.set_index("case").loc["R03", "1"] == "not asked"


def test_each_by_the_guide_that_is_for_them(project: Project) -> None:
    project.save_guide(replace(GUIDE, name="women", who={"gender": "ж"}))
    project.save_guide(replace(GUIDE, name="men", who={"gender": "мужчина"}))
    found = {f.guide.name: [row.case.name for row in f.rows] for f in project.asking()}
    assert found == {"women": ["R03"], "men": ["R02"]}


def test_the_guide_that_says_most_of_whom_it_is_for_goes_first(project: Project) -> None:
    project.save_guide(GUIDE)
    project.save_guide(replace(GUIDE, name="women", who={"gender": "ж"}))
    found = {f.guide.name: [row.case.name for row in f.rows] for f in project.asking()}
    assert found == {"": ["R01", "R02"], "women": ["R03"]}


def test_looking_changes_nothing(project: Project) -> None:
    project.save_guide(GUIDE)
    before = tables(project)
    project.asking()
    project.not_asked_proposals()
    assert tables(project) == before


def test_a_person_says_what_was_not_asked_and_the_base_follows(project: Project) -> None:
    project.save_guide(GUIDE)
    proposals = project.not_asked_proposals()
    assert [(p.case.name, p.code, p.questions) for p in proposals] == [
        ("R01", "returned", ("3",)), ("R03", "return", ("1",)), ("R03", "returned", ("3",)),
    ]  # fmt: skip
    assert base(project) == 3
    before = tables(project)
    done = project.apply_not_asked([(p.case.id, p.code) for p in proposals], coder="анна")
    assert done == 3
    assert base(project) == 2
    assert project.not_asked_proposals() == []
    assert ("study", "R03", "return") in project.not_asked()
    assert project.undo(coder="анна").action == "not-asked"
    assert tables(project) == before
    assert base(project) == 3


def test_one_who_speaks_of_a_topic_is_not_proposed(project: Project) -> None:
    project.save_guide(GUIDE)
    text = project.text("R03")
    project.code("R03", text.index("Ничему"), len(text), "return/family")
    assert "return" not in {p.code for p in project.not_asked_proposals() if p.case.name == "R03"}


def test_a_note_against_a_question_that_was_asked(project: Project) -> None:
    project.save_guide(GUIDE)
    project.apply_not_asked([("R03", "skills")])
    (found,) = project.not_asked_disagreements()
    assert (found.case.name, found.code, found.question, found.partly) == (
        "R03", "skills", "2", False,
    )  # fmt: skip
    assert found.place.words.startswith("Что вы умеете")
    assert project.withdraw_not_asked([("R03", "skills")]) == 1
    assert project.not_asked_disagreements() == []
    assert project.undo().action == "asked"
    refused("code-unknown", project, project.apply_not_asked, [("R03", "nowhere")])
    refused("case-missing", project, project.apply_not_asked, [("R77", "skills")])


# -- by hand --------------------------------------------------------------------------------------


def test_by_hand_holds_and_is_undone(project: Project) -> None:
    project.save_guide(GUIDE)
    before = tables(project)
    assert project.set_question("R03", 0, ["1", "3"], coder="анна")
    assert states(project)["R03"] == {"1": "asked", "2": "not-asked", "3": "asked"}
    assert not project.set_question("R03", 0, ["1", "3"])  # which is known
    assert project.set_question("R03", 0, [])
    assert set(states(project)["R03"].values()) == {"not-asked"}
    assert project.set_question("R03", 0, None)
    assert states(project)["R03"]["2"] == "asked"
    for _ in range(3):
        project.undo()
    assert tables(project) == before


def test_by_hand_only_what_is_there(project: Project) -> None:
    project.save_guide(GUIDE)
    refused("question-unknown", project, project.set_question, "R03", 0, ["9"])
    refused("turn-unknown", project, project.set_question, "R03", 50, ["1"])
    refused("turn-unknown", project, project.set_question, "R02", 0, ["1"])
    refused("document-unknown", project, project.set_question, "R77", 0, ["1"])


def test_by_hand_survives_a_corrected_transcript(project: Project) -> None:
    project.save_guide(GUIDE)
    place = TEXT.index("И: 2")
    project.set_question("R01", place, ["3"])
    text = TEXT.replace("Работы не было", "Работы там совсем не было")
    project.import_bundle(
        Bundle(documents=(Document("R01", text, turns(text), "R01", "study"),)), revise=True
    )
    assert states(project)["R01"] == {"1": "asked", "2": "not-asked", "3": "asked"}
    (correction,) = project.guides()[0].corrections
    assert text[correction.start :].startswith("И: 2")


def test_a_deleted_transcript_comes_back_with_what_was_said_of_it(project: Project) -> None:
    project.save_guide(GUIDE)
    project.set_question("R03", 0, ["1"])
    before = tables(project)
    project.delete_document("R03")
    assert _rows(project, "question_turns") == []
    project.undo()
    assert tables(project) == before


# -- the codebook moves on ------------------------------------------------------------------------


def test_questions_follow_codes(project: Project) -> None:
    project.save_guide(GUIDE)
    project.merge_codes("returned", "return")
    assert [q.codes for q in project.guides()[0].questions] == [("return",), ("skills",),
                                                                ("return",)]  # fmt: skip
    project.delete_code("skills")
    assert [q.codes for q in project.guides()[0].questions][1] == ()


def test_whoever_asks_about_a_code_asks_about_its_half(project: Project) -> None:
    project.save_guide(GUIDE)
    text = project.text("R01")
    place = text.index("Плитку")
    made = project.code("R01", place, place + 6, "skills")
    from etic.model import Code

    project.split_code("skills", Code("tiling", name_ru="Плитка"), codings=[made.id])
    assert project.guides()[0].questions[1].codes == ("skills", "tiling")


# -- drafts ---------------------------------------------------------------------------------------


def test_a_draft_needs_numbers(project: Project) -> None:
    refused("guide-no-numbers", project, project.draft_guide, "study")
    text = TEXT.replace("Почему вы вернулись?", "Почему вернулись?")
    document = Document("R04", text, turns(text), "R04", "study")
    project.import_bundle(Bundle(documents=(document,)))
    before = tables(project)
    draft = project.draft_guide("study")
    assert [(q.number, q.text_ru) for q in draft.questions] == [
        ("1", "Почему вы вернулись?"), ("2", "Чему научились?"),
    ]  # fmt: skip
    assert tables(project) == before  # nothing is stored
    project.save_guide(draft)
    assert project.guides() == [draft]


# -- any steps ------------------------------------------------------------------------------------

numbers = st.lists(st.sampled_from("123"), min_size=1, max_size=3, unique=True)
codes = st.sampled_from(["return", "return/family", "skills", "returned"])
steps = st.one_of(
    st.tuples(st.just("save"), numbers, st.lists(codes, max_size=2, unique=True)),
    st.tuples(st.just("hand"), st.none() | st.lists(st.sampled_from("123"), max_size=2)),
    st.tuples(st.just("not"), codes),
    st.tuples(st.just("asked"), codes),
    st.tuples(st.just("delete")),
)


def step(project: Project, what: tuple[Any, ...]) -> None:
    if what[0] == "save":
        questions = tuple(Question(n, f"Вопрос {n}?", codes=tuple(what[2])) for n in what[1])
        project.save_guide(Guide("study", questions))
    elif what[0] == "hand":
        project.set_question("R01", 0, what[1])
    elif what[0] == "not":
        project.apply_not_asked([("R01", what[1])])
    elif what[0] == "asked":
        project.withdraw_not_asked([("R01", what[1])])
    else:
        project.delete_guide("study")


@given(st.lists(steps, max_size=8))
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
def test_whatever_is_done_undo_brings_back_all(done: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder, small_project(Path(folder) / "p.etic") as made:
        seen = [tables(made)]
        for each in done:
            revision = made.store.journal.revision()
            try:
                step(made, each)
            except EticError:
                assert tables(made) == seen[-1]
            if made.store.journal.revision() > revision:
                seen.append(tables(made))
        assert made.verify() == []
        for before in reversed(seen[:-1]):
            made.undo()
            assert tables(made) == before
        assert made.verify() == []


def _rows(project: Project, relation: str) -> list[dict[str, Any]]:
    return [dict(r) for r in project.store.connection.execute(f"SELECT * FROM {relation}")]


def base(project: Project) -> int:
    """How many respondents a share of `return` is taken of."""
    frame = project.table("return").frame()
    return int(frame["base"].iloc[0])
