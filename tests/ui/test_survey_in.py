"""Printed tables confirmed on the survey screen; weight, sets and people said there."""

from __future__ import annotations

from dataclasses import replace

from streamlit.testing.v1 import AppTest

from etic.i18n import t
from etic.model import Answers, Bundle, Variable
from etic.project import Project
from etic.ui.look import escaped
from tests.read.test_survey_wide import SOURCES
from tests.ui.apptest import errors, screen, texts

YES_NO = (("1", "Да"), ("0", "Нет"))
ANSWERS = Answers(
    (
        Variable("q1", "Семья помогла", values=YES_NO),
        Variable("q2", "Друзья помогли", values=YES_NO),
        Variable("вес", kind="number"),
    ),
    (
        ("R01", {"q1": "Да", "q2": "Нет", "вес": "1.5"}),
        ("r-2", {"q1": "Да", "q2": "Да", "вес": "0.5"}),
    ),
    "study",
)


def opened(study: Project, **state: object) -> AppTest:
    app = screen("survey", study.path, coder="анна", state=state)
    assert errors(app) == []
    return app


def waiting(study: Project) -> AppTest:
    source = SOURCES["docx"]
    app = opened(study)
    app.file_uploader(key="survey-file-0").set_value((source.name, source.data, "application/x"))
    app.run()
    app.button(key="survey-import").click().run()
    assert errors(app) == []
    return app


def test_printed_tables_wait_for_a_person(study: Project) -> None:
    before = len(study.survey_tables())
    app = waiting(study)
    assert len(study.survey_tables()) == before
    assert app.text_input(key="wide-number-1-0").value == "8"
    app.text_input(key="wide-number-1-0").set_value("12").run()
    app.button(key="wide-load").click().run()
    assert errors(app) == []
    numbers = [table.number for _, table in study.survey_tables()]
    assert numbers == ["1", "12"]
    found = {table.number: table for _, table in study.survey_tables()}["12"]
    assert {c.percent for c in found.cells if c.answer == "Нет"} == {"67.2", "80.0", ""}
    study.undo(coder="анна")
    assert len(study.survey_tables()) == before


def taken(app: AppTest, turn: int, text: str) -> AppTest:
    file = ("a.csv", text.encode(), "text/csv")
    app.file_uploader(key=f"survey-file-{turn}").set_value(file).run()
    app.button(key="survey-import").click().run()
    assert errors(app) == []
    return app


def test_a_corrected_file_is_said_to_have_changed_what_was_there(study: Project) -> None:
    head = "Анкета;Пол;Что\n"
    app = taken(opened(study), 0, head + "1;М;дом\n2;Ж;сад\n")
    app = taken(app, 1, head + "1;М;\n2;Ж;сад\n")
    assert [toast.value for toast in app.toast] == [escaped(t("cli.changed"))]
    assert escaped(t("warnings.answers-gone", n=1)) in texts(app)
    app = taken(app, 2, head + "1;М;\n2;Ж;сад\n")
    assert [toast.value for toast in app.toast] == [escaped(t("ui.survey-loaded-nothing"))]


def test_a_printed_percent_has_the_mark_of_the_language(study: Project) -> None:
    app = waiting(study)
    app.button(key="wide-load").click().run()
    app.selectbox(key="survey-table").select_index(1).run()
    assert "67,2" in texts(app)
    assert "67.2" not in texts(app)


def test_a_table_that_is_not_wanted_stays_out(study: Project) -> None:
    app = waiting(study)
    app.checkbox(key="wide-wanted-1-0").uncheck().run()
    assert app.button(key="wide-load").disabled
    app.button(key="wide-let-go").click().run()
    assert errors(app) == []
    assert len(study.survey_tables()) == 1


def test_a_table_that_cannot_be_says_why_and_waits_on(study: Project) -> None:
    app = waiting(study)
    app.text_input(key="wide-number-1-0").set_value("").run()
    app.button(key="wide-load").click().run()
    assert any("номер" in told for told in errors(app))
    assert len(study.survey_tables()) == 1


def test_weight_and_sets_are_said_and_taken_back(study: Project) -> None:
    study.import_bundle(Bundle(answers=(ANSWERS,)))
    app = opened(study, **{"survey-part": "answers"})
    app.selectbox(key="setup-weight-study").select("вес").run()
    assert study.answer_set().weight == "вес"
    app.text_input(key="set-name").set_value("помощь")
    app.multiselect(key="set-variables").set_value(["q1", "q2"])
    app.button(key="set-make").click().run()
    assert errors(app) == []
    assert study.answer_set().sets[0].counted == "Да"
    app.button(key="set-undo-помощь").click().run()
    assert study.answer_set().sets == ()
    app.selectbox(key="setup-weight-study").select("").run()
    assert study.answer_set().weight == ""


def test_near_names_are_confirmed(study: Project) -> None:
    name = study.case_list()[0].study
    study.import_bundle(Bundle(answers=(replace(ANSWERS, study=name),)))
    app = opened(study, **{"survey-part": "answers"})
    assert "r-2" in texts(app).replace("\\", "")
    app.button(key="people-same").click().run()
    assert errors(app) == []
    assert dict(study.linked_respondents().linked) == {"R01": "R01", "r-2": "R02"}


def test_a_table_that_is_gone_is_not_shown_as_chosen(study: Project) -> None:
    app = waiting(study)
    app.button(key="wide-load").click().run()
    last = study.survey_tables()[-1][0]
    app.selectbox(key="survey-table").set_value(last).run()
    app.button(key="button-undo").click().run()
    assert errors(app) == []
    left = [table_id for table_id, _ in study.survey_tables()]
    assert last not in left
    shown = app.selectbox(key="survey-table")
    assert shown.value == left[0]
    # The browser keeps what it had unless it is told.
    assert shown.proto.set_value
    assert shown.proto.raw_value == shown.proto.options[0]
    assert not any(": ," in toast.value for toast in app.toast)


def test_kinds_of_rows_and_columns_do_not_depend_on_the_language(study: Project) -> None:
    app = waiting(study)
    before = [frame.proto for frame in app.dataframe]
    app.segmented_control(key="language-choice").set_value("en").run()
    assert errors(app) == []
    after = [frame.proto for frame in app.dataframe]
    assert len(before) == 2
    assert [each.id for each in after] == [each.id for each in before]
    for one, other in zip(before, after, strict=True):
        assert one.arrow_data.data == other.arrow_data.data
        assert one.columns != other.columns  # in words of its own


def test_undo_shows_the_weight_that_counts(study: Project) -> None:
    study.import_bundle(Bundle(answers=(ANSWERS,)))
    app = opened(study, **{"survey-part": "answers"})
    weight = f"setup-weight-{study.answer_set().study}"
    app.selectbox(key=weight).set_value("вес").run()
    assert study.answer_set().weight == "вес"
    app.button(key="button-undo").click().run()
    assert errors(app) == []
    assert study.answer_set().weight == ""
    assert app.selectbox(key=weight).value == ""
