"""Weights and questions with several answers: said, taken back, given out and read again."""

from __future__ import annotations

from pathlib import Path

import pytest

import etic
from etic.i18n import use_language
from etic.model import Answers, Bundle, Case, ResponseSet, Variable
from etic.project import Project
from etic.read.survey_wide import WideColumn, WideProposal, WideRow
from tests.studies import refused

YES_NO = (("1", "Да"), ("0", "Нет"))
ANSWERS = Answers(
    (
        Variable("семья", "Семья помогла", values=YES_NO),
        Variable("друзья", "Друзья помогли", values=YES_NO),
        Variable("вес", kind="number"),
        Variable("возраст", kind="number"),
    ),
    (
        ("A1", {"семья": "Да", "друзья": "Нет", "вес": "1,5", "возраст": "30"}),
        ("A2", {"семья": "Да", "друзья": "Да", "вес": "0.5", "возраст": "нет ответа"}),
    ),
    "опрос",
)
HELP = ResponseSet("помощь", "Кто помог?", "dichotomy", ("семья", "друзья"), "Да")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = etic.create(tmp_path / "a.etic")
    made.import_bundle(Bundle(answers=(ANSWERS,)))
    return made


def put_together(project: Project) -> None:
    project.set_response_set("помощь", HELP.variables, label=HELP.label)
    project.set_weight("вес")


def test_a_set_finds_what_means_yes_and_counts(project: Project) -> None:
    put_together(project)
    assert project.answer_set().sets == (HELP,)
    table = project.answer_table("помощь", weighted=False).table()
    n = [column.key for column in table.columns].index("n")
    assert [row[n] for row in table.rows] == [2, 1]


def test_both_are_undone_taken_back_and_verified(project: Project) -> None:
    put_together(project)
    project.undo()
    assert project.answer_set().weight == ""
    project.redo()
    assert project.answer_set().weight == "вес"
    project.set_weight(None)
    project.set_response_set("помощь", None)
    found = project.answer_set()
    assert (found.weight, found.sets) == ("", ())
    assert project.verify() == []


def test_saying_the_same_again_is_no_step(project: Project) -> None:
    put_together(project)
    before = project.store.journal.revision()
    put_together(project)
    assert project.store.journal.revision() == before


def test_both_go_out_and_come_back(project: Project, tmp_path: Path) -> None:
    put_together(project)
    project.export(tmp_path / "out.zip")
    again = etic.create(tmp_path / "b.etic")
    again.import_files([tmp_path / "out.zip"])
    assert again.answer_set().sets == (HELP,)
    assert again.answer_set().weight == "вес"


@pytest.mark.parametrize(
    ("key", "name", "variables", "more"),
    [
        ("set-name", "семья", ["друзья"], {}),
        ("set-name", " ", ["друзья"], {}),
        ("variable-unknown", "x", ["соседи"], {}),
        ("set-variables", "x", [], {}),
        ("set-variables", "x", ["семья", "семья"], {}),
        ("set-counted", "x", ["возраст"], {}),
        ("set-counted", "x", ["семья"], {"counted": "Может быть"}),
        ("set-unknown", "x", None, {}),
    ],
)
def test_a_set_that_cannot_be_is_refused(
    project: Project, key: str, name: str, variables: list[str] | None, more: dict[str, str]
) -> None:
    refused(key, project, project.set_response_set, name, variables, **more)


def test_a_weight_must_be_numbers(project: Project) -> None:
    assert "A2" in str(refused("weight-number", project, project.set_weight, "возраст"))
    refused("variable-unknown", project, project.set_weight, "масса")


# -- the same people --


@pytest.fixture
def interviewed(project: Project) -> Project:
    cases = tuple(Case(name, "опрос") for name in ("A1", "а-02", "A3"))
    project.import_bundle(Bundle(cases=cases))
    return project


def test_equal_names_are_linked_and_near_ones_are_proposed(interviewed: Project) -> None:
    found = interviewed.linked_respondents()
    assert (found.linked, found.near) == ((("A1", "A1"),), (("A2", "а-02"),))
    assert (found.respondents, found.cases) == (2, 3)
    with use_language("ru"):
        assert "1 из 3" in found.note


def test_what_a_person_confirms_is_linked_undone_and_goes_out(
    interviewed: Project, tmp_path: Path
) -> None:
    interviewed.link_respondents(dict(interviewed.linked_respondents().near))
    assert interviewed.linked_respondents().linked == (("A1", "A1"), ("A2", "а-02"))
    interviewed.export(tmp_path / "out.zip")
    again = etic.create(tmp_path / "b.etic")
    again.import_files([tmp_path / "out.zip"])
    assert again.linked_respondents() == interviewed.linked_respondents()
    interviewed.undo()
    assert len(interviewed.linked_respondents().linked) == 1
    assert interviewed.verify() == []
    refused("people-unknown", interviewed, interviewed.link_respondents, {"A2": "Б9"})
    refused("people-unknown", interviewed, interviewed.link_respondents, {"Б9": "A1"})


def test_loading_says_how_many_are_linked(interviewed: Project) -> None:
    report = interviewed.import_bundle(Bundle(answers=(ANSWERS,)))
    assert [(n.key, n.details.get("linked")) for n in report.warnings] == [
        ("linked-cases", 1), ("linked-near", None),
    ]  # fmt: skip


def test_two_samples_are_called_so(project: Project) -> None:
    assert project.linked_respondents().note == ""  # nobody was interviewed
    project.import_bundle(Bundle(cases=(Case("Б1", "опрос"),)))
    with use_language("en"):
        assert "two samples of one population" in project.linked_respondents().note


def test_printed_tables_name_their_study_where_there_are_several(interviewed: Project) -> None:
    row = WideRow(("Да", "5"), "Да")
    columns = (WideColumn("", "", "answer"), WideColumn("чел.", "Все", "n"))
    table = WideProposal("1", "8", "Название", "Вопрос", columns, (row,))
    interviewed.import_bundle(Bundle(cases=(Case("М1", "другое"),)))
    refused("study-which", interviewed, interviewed.load_tables, [table])
    interviewed.load_tables([table], study="другое")
    ((_, loaded),) = interviewed.survey_tables()
    assert (loaded.study, loaded.cells[0].n) == ("другое", 5)
    assert interviewed.verify() == []


@pytest.mark.parametrize(
    ("weight", "key"),
    [("-1", "weight-number"), ("много", "weight-number"), (None, "variable-unknown")],
)
def test_a_file_whose_weights_are_none_is_refused(
    project: Project, weight: str | None, key: str
) -> None:
    said = {} if weight is None else {"w": weight}
    asked = () if weight is None else (Variable("w", "Вес", "weight"),)
    bad = Answers(asked, (("A1", said),), "опрос", weight="w")
    refused(key, project, project.import_bundle, Bundle(answers=(bad,)))
    put_together(project)
    later = Answers((Variable("вес", kind="number"),), (("A1", {"вес": weight or "нет"}),), "опрос")
    refused("weight-number", project, project.import_bundle, Bundle(answers=(later,)))


def test_numbers_are_read_however_they_are_written(project: Project) -> None:
    asked = (Variable("рост", kind="number"), Variable("w", kind="number", missing=("-1",)))
    said = (
        ("A1", {"рост": "−4,5", "w": "0.30000000000000004"}),
        ("A2", {"рост": "1 200", "w": "1e-05"}),
        ("A3", {"рост": "3", "w": "-1"}),
    )
    project.import_bundle(Bundle(answers=(Answers(asked, said, "опрос"),)))
    row = project.answer_numbers("рост", weighted=False).rows[-1]
    assert (row.found.n, row.found.minimum, row.found.maximum, row.unread) == (3, -4.5, 1200, 0)
    assert project.answers()["рост"].tolist() == [-4.5, 1200, 3]
    project.set_weight("w")  # an answer that is declared missing is no weight
    assert project.answer_numbers("рост").weightless == 1
