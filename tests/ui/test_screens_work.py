"""What a person does on the screens, and what the project holds after it."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import etic
from etic.errors import EticError
from etic.project import Project
from etic.ui.documents import list_key
from etic.ui.respondents import editor_key
from tests.studies import small_bundle
from tests.ui.apptest import errors, link_targets, screen, texts

TRANSCRIPT = "И: Почему вернулись?\n\nР: Соскучился по дому.\n".encode()


def opened(screen_id: str, study: Project, **more: object) -> AppTest:
    return screen(screen_id, study.path, **{"coder": "анна", **more})  # type: ignore[arg-type]


# -- beginning ------------------------------------------------------------------------------------


def test_a_new_project(study: Project, tmp_path: Path) -> None:
    app = screen("overview", None)
    app.text_input(key="start-title").input("Возвращение: 2023/24")
    app.button(key="start-make").click().run()
    assert errors(app) == []
    assert app.title[0].value == "Возвращение\\: 2023/24"
    made = tmp_path / "Возвращение 2023 24.etic"
    with etic.open(made) as project:
        assert project.title == "Возвращение: 2023/24"


def test_a_new_project_needs_a_title(study: Project, tmp_path: Path) -> None:
    app = screen("overview", None)
    app.button(key="start-make").click().run()
    assert errors(app) == ["Название пустое\\. Введите его\\."]
    assert [p.name for p in tmp_path.glob("*.etic")] == ["study.etic"]


def test_open_a_project_at_hand(study: Project) -> None:
    app = screen("overview", None)
    app.button(key="start-open").click().run()
    assert errors(app) == []
    assert app.title[0].value == "Малое исследование"


def test_a_path_that_is_no_project(study: Project, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Привет")
    app = screen("overview", None)
    for path, said in (("letter.txt", "это не проект Etic"), ("nothing.etic", "нет")):
        app.text_input(key="start-path").input(str(tmp_path / path)).run()
        assert said in errors(app)[0]
        assert app.title[0].value == "С чего начать"


def test_the_demonstration(study: Project, tmp_path: Path) -> None:
    app = screen("overview", None)
    app.button(key="start-demo").click().run()
    assert errors(app) == []
    assert "вернувшиеся" in app.title[0].value
    assert (tmp_path / "demo.etic").exists()


# -- the frame ------------------------------------------------------------------------------------


def type_coder(app: AppTest, where: str, name: str) -> None:
    """Type a name that is not among the known ones, which the testing kit does not foresee."""
    box = app.selectbox(key=f"coder-{where}")
    assert box.proto.accept_new_options
    box.options.append(name)
    box.set_value(name).run()


def test_a_new_coder_names_themselves(study: Project) -> None:
    app = screen("code", study.path)
    assert "Кто кодирует?" in texts(app)
    assert not app.get("bidi_component")
    type_coder(app, "code", "  Вера   К.  ")
    assert errors(app) == []
    assert app.selectbox(key="coder-sidebar").value == "Вера К."
    assert app.query_params["coder"] == "Вера К."
    assert app.get("bidi_component")


def test_the_first_coder_types_a_name(tmp_path: Path, study: Project) -> None:
    with etic.create(tmp_path / "new.etic", "Новое") as project:
        project.import_bundle(small_bundle())
    app = screen("code", tmp_path / "new.etic")
    assert not [box for box in app.selectbox if str(box.key).startswith("coder-")]
    app.text_input(key="coder-name-code").input("  Айгу\u0438\u0306   \u202f К.").run()
    assert errors(app) == []
    assert app.selectbox(key="coder-sidebar").value == "Айгуй К."
    assert app.get("bidi_component")


def test_a_long_name_is_cut_and_an_empty_one_is_nobody(study: Project) -> None:
    app = opened("overview", study)
    type_coder(app, "sidebar", "я" * 90)
    assert app.query_params["coder"] in ("я" * 60, ["я" * 60])
    app.selectbox(key="coder-sidebar").set_value(None).run()
    assert errors(app) == []
    assert "coder" not in app.query_params
    assert app.selectbox(key="coder-sidebar").value is None


def test_the_coder_and_language_of_a_link(study: Project) -> None:
    app = AppTest.from_file(str(Path(etic.__file__).parent / "ui" / "main.py"), default_timeout=60)
    import os

    os.environ["ETIC_PROJECT"] = str(study.path)
    app.query_params["coder"] = "борис"
    app.query_params["lang"] = "en"
    app.run()
    assert app.selectbox(key="coder-sidebar").value == "борис"
    assert "Progress of the coding" in texts(app)


def test_the_language_changes_at_once(study: Project) -> None:
    app = opened("overview", study)
    app.segmented_control(key="language-choice").set_value("en").run()
    assert "Last changes" in texts(app)
    assert "Последние изменения" not in texts(app)


def test_undo_and_redo_in_the_sidebar(study: Project) -> None:
    app = opened("overview", study)
    assert "связано с опросом" in app.button(key="button-undo").help.replace("\\", "")
    app.button(key="button-undo").click().run()
    assert study.link_list() == []
    app.button(key="button-undo").click().run()
    assert [q.code for q in study.quote_list(coder="анна")] == ["return/family"]
    app.button(key="button-redo").click().run()
    assert len(study.quote_list(coder="анна")) == 2
    assert errors(app) == []


def test_nothing_to_undo_is_said(study: Project) -> None:
    app = opened("overview", study, coder="новенькая")
    app.button(key="button-undo").click().run()
    assert errors(app) == ["Отменять нечего\\."]


def test_what_others_built_on_is_not_undone(study: Project) -> None:
    mine = study.quote_list(coder="борис")[0]
    study.set_memo(mine.id, "заметка", coder="анна")
    app = opened("overview", study, coder="борис")
    app.button(key="button-undo").click().run()
    assert "анна" in errors(app)[0]
    assert study.quote(mine.id).memo == "заметка"


# -- transcripts ----------------------------------------------------------------------------------


def upload(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    uploader = next(f for f in app.file_uploader if str(f.key).startswith("upload-"))
    uploader.set_value([(name, data, "application/octet-stream") for name, data in files])
    return app.run()


def test_files_are_shown_before_they_are_stored(study: Project) -> None:
    before = study.store.journal.revision()
    app = upload(
        opened("transcripts", study),
        ("R03.txt", TRANSCRIPT),
        ("photo.jpg", b"\xff\xd8\xff\xe0JFIF"),
    )
    assert len(errors(app)) == 1
    assert "photo" in errors(app)[0]
    shown = texts(app)
    assert "R03\\.txt — 1 документ" in shown
    assert "Соскучился по дому." in shown
    assert "2 реплики" in shown
    assert study.store.journal.revision() == before
    app.button(key="import-transcripts").click().run()
    assert errors(app) == []
    assert "Добавлено" in texts(app)
    assert [d.name for d in study.document_list()] == ["R01", "R02", "R03"]
    assert study.events(limit=1)[0].who == "анна"


def test_a_codebook_and_codings_come_in_together(study: Project) -> None:
    book = "codes:\n  - code: plans\n    name: {ru: Планы, en: Plans}\n".encode()
    codings = "document,start,end,code,coder,quote\nR02,3,8,plans,вера,Семья\n".encode()
    app = upload(opened("transcripts", study), ("book.yaml", book), ("codings.csv", codings))
    app.button(key="import-transcripts").click().run()
    assert errors(app) == []
    assert [q.quote for q in study.quote_list(code="plans")] == ["Семья"]


def test_an_import_that_cannot_be_adds_nothing(study: Project) -> None:
    app = upload(
        opened("transcripts", study),
        ("R03.txt", TRANSCRIPT),
        ("R01.txt", "И: Где?\n\nР: Совсем другой разговор о другом.\n".encode()),
    )
    app.button(key="import-transcripts").click().run()
    assert "Исправленные транскрипты" in errors(app)[0]
    assert len(study.document_list()) == 2
    app.checkbox(key="import-revise-transcripts").check().run()
    app.button(key="import-transcripts").click().run()
    assert errors(app) == []
    assert study.document("R01").revision == 2
    assert len(study.document_list()) == 3


def test_attributes_are_edited_in_the_table(study: Project) -> None:
    key = editor_key(study.case_list(), list(study.attributes()))
    edits = {"edited_rows": {"0": {"attribute age": 35}, "1": {"attribute gender": ""}},
             "added_rows": [], "deleted_rows": []}  # fmt: skip
    app = opened("transcripts", study, state={key: edits})
    button = app.button(key="save-attributes")
    assert button.label == "Сохранить 2 изменения"
    button.click().run()
    assert errors(app) == []
    assert [dict(c.attributes) for c in study.case_list()] == [
        {"gender": "женщина", "age": 35}, {"age": 51},
    ]  # fmt: skip
    assert study.events(limit=1)[0].action == "attributes"
    study.undo(coder="анна")
    assert study.case_list()[1].attributes["gender"] == "мужчина"


def test_a_new_attribute(study: Project) -> None:
    app = opened("transcripts", study)
    app.text_input(key="new-attribute").input("город")
    app.button(key="add-attribute").click().run()
    assert errors(app) == []
    key = editor_key(study.case_list(), [*study.attributes(), "город"])
    app.session_state[key] = {
        "edited_rows": {"0": {"attribute город": "Ош"}}, "added_rows": [], "deleted_rows": [],
    }  # fmt: skip
    app.run()
    app.button(key="save-attributes").click().run()
    assert study.case_list()[0].attributes["город"] == "Ош"
    app.text_input(key="new-attribute").input("город")
    app.button(key="add-attribute").click().run()
    assert "уже есть" in errors(app)[0]


def test_documents_are_deleted_and_come_back(study: Project) -> None:
    key = list_key(d.id for d in study.document_list())
    app = opened("transcripts", study, state={key: {"selection": {"rows": [0]}}})
    assert any("document=study%2FR01" in link for link in link_targets(app))
    app.button(key="delete-documents").click().run()
    assert [d.name for d in study.document_list()] == ["R02"]
    app.button(key="button-undo").click().run()
    assert [d.name for d in study.document_list()] == ["R01", "R02"]
    assert len(study.quote_list()) == 3


# -- coding ---------------------------------------------------------------------------------------


def test_a_link_opens_its_place(study: Project) -> None:
    app = opened("code", study, document="study/R02", start="3", end="14")
    assert errors(app) == []
    assert app.selectbox(key="code-document").value == study.document("R02").id


@pytest.mark.parametrize(
    ("start", "end"), [("900", "1"), ("0", "99999"), ("x", "5"), ("-1", "3"), ("5", "5")]
)
def test_a_place_that_is_not_there(study: Project, start: str, end: str) -> None:
    app = opened("code", study, document="study/R02", start=start, end=end)
    assert "места" in errors(app)[0]
    assert app.get("bidi_component")


def test_a_document_that_is_not_there(study: Project) -> None:
    app = opened("code", study, document="study/R99")
    assert "R99" in errors(app)[0]
    assert app.get("bidi_component")


def test_another_document_is_chosen(study: Project) -> None:
    app = opened("code", study, document="study/R01", start="3", end="14")
    app.selectbox(key="code-document").set_value(study.document("R02").id).run()
    assert errors(app) == []
    assert app.query_params["document"] == "study/R02"
    assert "start" not in app.query_params
    assert "51" in texts(app)


def test_a_code_is_added(study: Project) -> None:
    app = opened("codebook", study)
    app.text_input(key="new-code-name-codebook").input("Тоска по дому")
    app.selectbox(key="new-code-parent-codebook").set_value("return")
    app.button(key="new-code-add-codebook").click().run()
    assert errors(app) == []
    node = study.codebook().find("return/toska-po-domu")
    assert (node.name, node.code.origin) == ("Тоска по дому", "inductive")
    app.text_input(key="new-code-name-codebook").input("Тоска по дому")
    app.selectbox(key="new-code-parent-codebook").set_value("return")
    app.button(key="new-code-add-codebook").click().run()
    assert "уже есть" in errors(app)[0]


def test_what_is_written_in_a_transcript_is_not_run(study: Project) -> None:
    text = "Р: <img src=x onerror=alert(1)> [ссылка](javascript:alert(1)) **жирно**"
    app = upload(opened("transcripts", study), ("R09.txt", text.encode()))
    app.button(key="import-transcripts").click().run()
    place = study.text("R09").index("<img")
    study.code("R09", place, place + 30, "skills", coder="<b>злой</b>")
    shown = texts(opened("quotes", study))
    assert "&lt;img" in shown
    assert "<img" not in shown
    assert "<b>злой" not in shown


# -- quotes and search ----------------------------------------------------------------------------


def test_quotes_by_theme(study: Project) -> None:
    app = opened("quotes", study)
    assert "3 цитаты · 2 респондента · 2 документа" in texts(app)
    app.selectbox(key="quotes-code").set_value("return").run()
    assert "2 цитаты" in texts(app)
    app.selectbox(key="quotes-coder").set_value("борис").run()
    shown = texts(app)
    assert "Семья здесь" in shown
    assert "Мама болела" not in shown
    app.selectbox(key="quotes-attribute").set_value("gender").run()
    app.selectbox(key="quotes-value").set_value("женщина").run()
    assert "Таких цитат нет" in texts(app)
    assert errors(app) == []


def test_a_link_to_the_quotes_of_a_code(study: Project) -> None:
    app = opened("quotes", study, code="skills")
    assert app.selectbox(key="quotes-code").value == "skills"
    assert "ремесло" in texts(app)
    app.selectbox(key="quotes-code").set_value("").run()  # one's own choice counts from now on
    assert "3 цитаты" in texts(app)


def test_quotes_as_a_table(study: Project) -> None:
    app = opened("quotes", study, state={"quotes-view": "table"})
    shown = texts(app)
    assert "<table" in shown
    assert "ремесло" in shown


# -- results --------------------------------------------------------------------------------------


def test_a_code_is_linked_to_an_answer(study: Project) -> None:
    app = opened("survey", study)
    table_id = study.survey_tables()[0][0]
    app.selectbox(key=f"link-code-{table_id}").set_value("skills")
    app.selectbox(key=f"link-answer-{table_id}").set_value("Работа")
    app.radio(key=f"link-direction-{table_id}").set_value("opposite")
    app.text_area(key=f"link-note-{table_id}").input("иначе спрошено")
    app.button(key=f"link-{table_id}").click().run()
    assert errors(app) == []
    link_id, link = study.link_list()[-1]
    assert (link.code, link.answer, link.group) == ("skills", "Работа", "Всего")
    assert (link.direction, link.note) == ("opposite", "иначе спрошено")
    app.button(key=f"unlink-{link_id}").click().run()
    assert len(study.link_list()) == 1


def test_survey_tables_as_printed(study: Project) -> None:
    shown = texts(opened("survey", study))
    assert "22,1 %" in shown
    assert "103" in shown
    assert "515" in shown


def test_the_report_is_shown(study: Project) -> None:
    app = opened("report", study)
    assert errors(app) == []
    (frame,) = app.get("iframe")
    assert "Малое исследование" in frame.proto.srcdoc


# -- settings -------------------------------------------------------------------------------------


def test_the_project_is_renamed(study: Project) -> None:
    app = opened("settings", study)
    app.text_input(key=f"title-{study.store.journal.revision()}").input("Другое имя").run()
    assert errors(app) == []
    assert study.title == "Другое имя"


def test_the_project_is_verified(study: Project) -> None:
    app = opened("settings", study)
    app.button(key="verify").click().run()
    assert "Всё выполняется" in app.success[0].value


def test_the_journal_is_filtered(study: Project) -> None:
    app = opened("settings", study)
    app.selectbox(key="journal-who").set_value("борис").run()
    shown = texts(app)
    assert "закодировано" in shown
    assert "связано с опросом" not in shown
    app.text_input(key="journal-words").input("небывалое").run()
    assert "Таких записей нет" in texts(app)


# -- what goes wrong ------------------------------------------------------------------------------


@pytest.mark.parametrize("screen_id", ["overview", "transcripts", "code", "tables", "settings"])
def test_a_file_that_went_away(study: Project, screen_id: str, tmp_path: Path) -> None:
    app = opened(screen_id, study)
    away = tmp_path / "elsewhere"
    for path in tmp_path.glob("study.etic*"):
        path.rename(away.with_name(f"{path.name}.away"))
    app.run()
    assert "такого проекта нет" in errors(app)[0]
    for path in tmp_path.glob("*.away"):
        path.rename(path.with_suffix(""))
    app.run()
    assert errors(app) == []


def test_an_error_of_the_system_is_one_line(
    study: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "/x/y")

    monkeypatch.setattr(Project, "study_progress", fail)
    study.rename("Ещё", coder="анна")  # what was read before is not read again
    app = opened("overview", study)
    (said,) = errors(app)
    assert "Permission denied" in said


def test_errors_are_explained_in_the_session_s_language(study: Project) -> None:
    app = opened("search", study, lang="en", q="(family")
    assert "bracket" in errors(app)[0]


def test_every_error_that_names_a_command_has_words_for_the_screens() -> None:
    from etic.i18n import use_language
    from etic.ui.guard import told

    with use_language("ru"):
        for key in ("project-missing", "not-a-project", "document-differs", "database-failed"):
            details = dict.fromkeys(("file", "document", "why"), "x")
            assert "--" not in told(EticError(key, **details))
            assert " etic " not in told(EticError(key, **details))
