"""The screen of the framework matrix: cells are read and written; profiles open into quotes."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextArea

import etic
from etic.model import Bundle, Code, Document
from etic.project import Project
from etic.ui.framework_cell import CHOSEN
from tests.studies import turns
from tests.ui.apptest import errors, link_targets, screen, texts


def said(app: AppTest) -> str:
    return texts(app).replace("\\", "")


def opened(project: Project, case: str = "R01", code: str = "return", **more: str) -> AppTest:
    """The screen with one cell open."""
    case_id = next(c.id for c in project.case_list() if c.name == case)
    app = screen("framework", project.path, coder="анна", state={CHOSEN: (case_id, code)}, **more)
    assert errors(app) == []
    return app


def field(app: AppTest) -> TextArea:
    (only,) = app.text_area
    return only


def press(app: AppTest, key: str) -> AppTest:
    next(b for b in app.button if str(b.key).startswith(key)).click().run()
    return app


def test_without_interviews_and_without_codes(tmp_path: Path, study: Project) -> None:
    with etic.create(tmp_path / "empty.etic") as empty:
        assert "Добавьте интервью" in said(screen("framework", empty.path))
        empty.import_bundle(Bundle(documents=(Document("R1", "Р: Да.", turns("Р: Да.")),)))
        assert "Загрузите кодовую книгу" in said(screen("framework", empty.path))


def test_it_says_how_much_is_written_and_opens_the_first_cell_that_waits(study: Project) -> None:
    study.summarise("R01", "return", "Из-за матери.", coder="анна")
    app = screen("framework", study.path, coder="анна")
    assert errors(app) == []
    shown = said(app)
    assert "Цитаты: R01 · Навыки" in shown
    assert "Плитку класть" in shown
    assert any("code?" in link and "start=" in link for link in link_targets(app))
    (bar,) = app.get("progress")
    assert "Написано 1 из 3 ячеек" in bar.proto.text.replace("\\", "")


def test_a_cell_is_written_with_its_quotes_in_one_step(study: Project) -> None:
    app = opened(study)
    assert "Мама болела" in said(app)
    field(app).set_value("Вернулась из-за матери.")
    app.checkbox[0].check().run()
    assert "Не записано" in said(app)
    before = study.store.journal.revision()
    press(app, "framework-save-")
    assert errors(app) == []
    cell = study.framework_cell("R01", "return")
    assert (cell.text, len(cell.linked), cell.coder) == ("Вернулась из-за матери.", 1, "анна")
    assert study.store.journal.revision() == before + 1
    assert "Не записано" not in said(app)
    assert "анна ·" in said(app)
    study.undo(coder="анна")
    app = opened(study)
    assert field(app).value == ""
    assert not app.checkbox[0].value


def test_saving_goes_on_to_the_next_cell_that_waits(study: Project) -> None:
    app = opened(study)
    field(app).set_value("Из-за матери.")
    press(app, "framework-save-next-")
    assert study.framework_cell("R01", "return").text == "Из-за матери."
    assert "Цитаты: R01 · Навыки" in said(app)
    assert field(app).value == ""


def test_steps_and_choices_lead_from_cell_to_cell(study: Project) -> None:
    app = opened(study)
    assert next(b for b in app.button if b.key == "framework-previous").disabled
    press(app, "framework-next")
    assert "Цитаты: R01 · Уже вернулся" in said(app)
    assert "Здесь нет цитат" in said(app)
    r02 = study.framework_cell("R02", "return").case.id
    app.selectbox(key="framework-case").set_value(r02).run()
    app.selectbox(key="framework-theme").set_value("return").run()
    assert "Цитаты: R02 · Мотивы возвращения" in said(app)
    assert errors(app) == []


def test_what_is_being_written_waits_while_another_cell_is_read(study: Project) -> None:
    app = opened(study)
    field(app).set_value("Начато").run()
    press(app, "framework-next")
    press(app, "framework-previous")
    assert field(app).value == "Начато"
    assert "Не записано" in said(app)


@pytest.mark.parametrize("choice", ["framework-save-", "framework-theirs-"])
def test_two_write_at_once_and_nothing_is_lost(study: Project, choice: str) -> None:
    app = opened(study)
    field(app).set_value("Моё.").run()
    study.summarise("R01", "return", "Чужое.", coder="борис")
    press(app, "framework-save-")
    assert study.framework_cell("R01", "return").text == "Чужое."
    shown = said(app)
    assert "Пока вы писали" in shown
    assert "Чужое." in shown
    assert field(app).value == "Моё."
    press(app, choice)
    kept = "Моё." if choice == "framework-save-" else "Чужое."
    assert study.framework_cell("R01", "return").text == kept
    assert field(app).value == kept
    assert errors(app) == []


def test_an_untouched_field_follows_what_others_write(study: Project) -> None:
    app = opened(study)
    study.summarise("R01", "return", "Чужое.", coder="борис")
    app.run()
    assert field(app).value == "Чужое."
    assert "Не записано" not in said(app)


def test_a_stale_summary_asks_to_be_read_again_and_saved_as_it_is(study: Project) -> None:
    study.summarise("R01", "return", "Из-за матери.", coder="анна")
    study.code("R01", code="return", quote="Безработица", coder="анна")
    app = opened(study)
    assert "После записи цитаты изменились: 1 новая" in said(app)
    press(app, "framework-save-")
    assert not study.framework_cell("R01", "return").stale
    assert "Перечитайте" not in said(app)


def test_an_emptied_field_empties_the_cell(study: Project) -> None:
    study.summarise("R02", "return", "Семья.", coder="анна")
    app = opened(study, "R02")
    field(app).set_value(" ")
    press(app, "framework-save-")
    assert study.framework_cell("R02", "return").text == ""
    assert errors(app) == []


def test_themes_order_and_a_value_are_chosen(study: Project) -> None:
    app = screen("framework", study.path, coder="анна")
    app.multiselect(key="framework-themes").set_value(["return/family"]).run()
    app.selectbox(key="framework-by").set_value("gender").run()
    app.selectbox(key="framework-only").set_value("мужчина").run()
    assert errors(app) == []
    assert "Цитаты: R02 · Семья" in said(app)
    assert app.selectbox(key="framework-case").options == ["R02"]
    app.multiselect(key="framework-themes").set_value([]).run()
    assert "Тем не выбрано" in said(app)


def test_what_is_gone_is_forgotten(study: Project) -> None:
    app = opened(study)
    study.delete_document("R01")
    app.run()
    assert errors(app) == []
    assert "Цитаты: R02" in said(app)


def test_a_coder_without_a_name_may_write(study: Project) -> None:
    app = screen("framework", study.path)
    field(app).set_value("Так.")
    press(app, "framework-save-")
    assert errors(app) == []


# -- profiles -------------------------------------------------------------------------------------


def test_the_profile_of_a_group(study: Project) -> None:
    app = screen("framework", study.path, state={"framework-view": "profiles"})
    assert errors(app) == []
    shown = said(app)
    assert "интервалы Ньюкома" in shown
    assert app.get("vega_lite_chart")
    assert app.selectbox(key="profile-by").options == ["gender", "age"]


def test_the_profile_of_one_respondent(study: Project) -> None:
    state = {"framework-view": "profiles", "profile-whose": "case"}
    app = screen("framework", study.path, state=state)
    assert errors(app) == []
    assert "У одного человека интервала нет" in said(app)
    app.multiselect(key="profile-codes").set_value(["returned"]).run()
    assert "Сравнивать нечего" in said(app)


def test_without_attributes_there_are_no_groups(tmp_path: Path) -> None:
    with etic.create(tmp_path / "a.etic") as project:
        bundle = Bundle(documents=(Document("R1", "Р: Да.", turns("Р: Да.")),))
        project.import_bundle(bundle)
        project.add_code(Code("yes"))
        app = screen("framework", project.path, state={"framework-view": "profiles"})
        assert errors(app) == []
        assert "Групп нет" in said(app)


def test_in_english(study: Project) -> None:
    app = screen("framework", study.path, lang="en")
    assert errors(app) == []
    assert "The summary rests on this quote" in said(app)
