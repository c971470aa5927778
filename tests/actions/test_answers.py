"""Answers by respondent: in, counted on a base that is said, out again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import etic
from etic import EticError
from etic.actions.answer_counting import count_answers
from etic.analysis.counts import ALL
from etic.model import Answers, Bundle, Cell, SurveyTable, Variable
from etic.project import Project
from tests.studies import small_project

ANSWERS = Answers(
    (
        Variable("sex", "Ваш пол", values=(("1", "муж"), ("2", "жен"))),
        Variable("happy", "Довольны?", "ordinal", (("1", "Да"), ("2", "Нет"), ("9", "Отказ")),
                 ("Отказ",)),
        Variable("age", kind="number"),
    ),
    (
        ("A1", {"sex": "муж", "happy": "Да", "age": "34"}),
        ("A2", {"sex": "муж", "happy": "Нет", "age": "51,5"}),
        ("A3", {"sex": "жен", "happy": "Отказ"}),
        ("A4", {"happy": "Да"}),
        ("R01", {"sex": "жен", "happy": "Да"}),
    ),
    "study", "Смоделировано", "Simulated", "a.sav",
)  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Project:
    found = small_project(tmp_path / "p.etic")
    found.import_bundle(Bundle(answers=(ANSWERS,)))
    return found


def shares(project: Project, **how: str) -> dict[tuple[str, str], tuple[int, int]]:
    table = project.answer_table("happy", **how)  # type: ignore[arg-type]
    return {(row.code, row.group): (row.share.n, row.share.base) for row in table.rows}


def test_the_base_is_those_who_answered(project: Project) -> None:
    assert shares(project) == {("Да", ALL): (3, 4), ("Нет", ALL): (1, 4)}


def test_by_another_question(project: Project) -> None:
    found = shares(project, by="sex")
    assert found["Да", "муж"] == (1, 2)
    assert found["Да", "жен"] == (1, 1)
    assert found["Да", "?"] == (1, 1)
    assert list(dict.fromkeys(group for _, group in found)) == ["муж", "жен", "?", ALL]


def test_other_bases(project: Project) -> None:
    assert shares(project, base="group")["Да", ALL] == (3, 5)
    assert shares(project, by="sex", base="all")["Да", "муж"] == (1, 5)


def test_the_note_says_who_did_not_answer(project: Project) -> None:
    note = project.answer_table("Довольны?").note
    assert "5" in note
    assert "1" in note


def test_respondents_stand_behind_every_figure(project: Project) -> None:
    assert project.answer_table("happy", by="sex").respondents("Да", "жен") == ["R01"]


def test_the_frame(project: Project) -> None:
    frame = project.answers()
    assert list(frame.index) == ["A1", "A2", "A3", "A4", "R01"]
    assert frame.loc["A2", "age"] == 51.5
    assert frame["sex"].isna().sum() == 1


def test_a_respondent_who_was_interviewed_is_that_case(project: Project) -> None:
    connection = project.store.connection
    rows = connection.execute("SELECT name FROM survey_respondents WHERE case_id IS NOT NULL")
    assert [row[0] for row in rows] == ["R01"]


def test_the_same_again_changes_nothing(project: Project) -> None:
    before = project.store.journal.revision()
    report = project.import_bundle(Bundle(answers=(ANSWERS,)))
    assert (report.respondents, report.changed) == (0, False)
    assert project.store.journal.revision() == before


def loaded(project: Project, tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "a.csv"
    path.write_text(text)
    return [notice.key for notice in project.load_survey(path, study="study").warnings]


def test_a_corrected_file_takes_back_what_it_no_longer_says(tmp_path: Path) -> None:
    project = small_project(tmp_path / "p.etic")
    head = "Анкета;Пол;Доход;Что\n"
    loaded(project, tmp_path, head + '1;М;10;"дом;сад"\n2;Ж;20;"дом;сад;лес"\n3;Ж;30;лес\n')
    told = loaded(project, tmp_path, head + '1;М;10;"дом;сад"\n2;Ж;;"сад;дом"\n')
    assert told[-1] == "answers-gone"
    said = dict(project.answer_set().respondents)
    assert "Доход" not in said["2"]
    assert said["3"]["Доход"] == "30"  # not in the corrected file
    counts = {row.code: row.share.n for row in project.answer_table("Что").rows}
    assert counts == {"дом": 2, "сад": 2, "лес": 1}
    assert project.verify() == []
    project.undo()
    assert dict(project.answer_set().respondents)["2"]["Доход"] == "20"
    assert project.verify() == []


def test_a_question_that_was_a_set_may_be_a_column_now(tmp_path: Path) -> None:
    project = small_project(tmp_path / "p.etic")
    loaded(project, tmp_path, 'Анкета;Что\n1;"дом;сад"\n2;"дом;сад"\n')
    loaded(project, tmp_path, "Анкета;Что\n1;дом\n2;сад\n")
    assert project.answer_set().sets == ()
    counts = {row.code: row.share.n for row in project.answer_table("Что").rows}
    assert counts == {"дом": 1, "сад": 1}


def test_a_table_of_the_same_number_with_another_question_is_told(project: Project) -> None:
    table = SurveyTable("4", "T", "Едете?", (Cell("Да", "", 3),))
    first = project.import_bundle(Bundle(tables=(table,)), study="study")
    other = replace(table, question="Едете снова?")
    second = project.import_bundle(Bundle(tables=(other,)), study="study")
    told = [[notice.key for notice in report.warnings] for report in (first, second)]
    assert told == [[], ["survey-other-question"]]


def test_undo_takes_all_of_it_back(project: Project) -> None:
    project.undo()
    assert project.answer_sets() == []
    assert project.verify() == []
    project.redo()
    assert project.answer_set().respondents == ANSWERS.respondents
    assert project.verify() == []


def test_given_out_and_read_back_whole(project: Project, tmp_path: Path) -> None:
    project.export(tmp_path / "p.zip")
    again = etic.create(tmp_path / "again.etic", "")
    again.import_files([tmp_path / "p.zip"])
    (first,), (second,) = project.answer_sets(), again.answer_sets()
    assert second.respondents == first.respondents
    assert second.variables == first.variables
    assert (second.study, second.note_ru, second.note_en) == (
        first.study,
        "Смоделировано",
        "Simulated",
    )
    assert again.verify() == []


@pytest.mark.parametrize(
    ("call", "key"),
    [
        (lambda p: p.answer_table("hapy"), "variable-unknown"),
        (lambda p: p.answer_table("happy", by="no"), "variable-unknown"),
        (lambda p: p.answer_table("happy", base="half"), "choice-unknown"),
        (lambda p: p.answer_table("happy", study="no"), "study-unknown"),
        (lambda p: p.answer_table("happy").respondents("Может"), "choice-unknown"),
    ],
)
def test_what_names_nothing_is_refused(project: Project, call, key: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(EticError) as error:
        call(project)
    assert error.value.key == key


def test_a_project_without_answers_says_so(tmp_path: Path) -> None:
    with pytest.raises(EticError) as error:
        small_project(tmp_path / "q.etic").answers()
    assert error.value.key == "answers-none"


@given(
    st.dictionaries(
        st.text("abc", min_size=1, max_size=3),
        st.fixed_dictionaries(
            {}, optional={"q": st.sampled_from("xyz"), "g": st.sampled_from("mf")}
        ),
        max_size=30,
    )
)
def test_counts_add_up(people: dict[str, dict[str, str]]) -> None:
    answers = Answers(
        (Variable("q", values=(("x", "x"), ("y", "y"), ("z", "z")), missing=("z",)), Variable("g")),
        tuple(people.items()),
    )
    table = count_answers(answers, "q", "g", "asked")
    total = [row for row in table.rows if row.group == ALL]
    answered = sum(said.get("q") in ("x", "y") for said in people.values())
    assert sum(row.share.n for row in total) == answered == table.asked - table.silent
    for answer in ("x", "y"):
        rows = [row for row in table.rows if row.code == answer]
        assert sum(r.share.n for r in rows if r.group != ALL) == rows[-1].share.n
        assert sum(r.share.base for r in rows if r.group != ALL) == rows[-1].share.base
