"""The screen of transcripts: found among many, deleted ones brought back, attributes typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import etic
from etic.model import Bundle, Case, Document
from etic.project import Project
from etic.ui.documents import list_key
from etic.ui.respondents import editor_key
from tests.studies import turns
from tests.ui.apptest import errors, link_targets, screen, texts

MANY = 20


@pytest.fixture
def many(study: Project) -> Project:
    """Two studies, more documents than are found by looking."""
    text = "Р: Ещё один разговор."
    study.import_bundle(
        Bundle(
            documents=tuple(
                Document(f"Q{n:02}", text, turns(text), study="other", case=f"Q{n:02}",
                         attributes={"city": "Ош" if n == 7 else "Нарын"})
                for n in range(1, MANY + 1)
            )
        )
    )  # fmt: skip
    return study


def shown_documents(project: Project) -> list[str]:
    return [d.name for d in project.document_list()]


def opened(project: Project, **state: object) -> object:
    return screen("transcripts", project.path, coder="анна", state=state)


def keys(app: object) -> set[str]:
    return {str(frame.key) for frame in app.get("arrow_data_frame")}  # type: ignore[attr-defined]


def table(app: object) -> list[str]:
    """The names in the list of documents."""
    return list(app.dataframe[0].value["name"])  # type: ignore[attr-defined]


def test_few_documents_need_no_filter(study: Project) -> None:
    app = screen("transcripts", study.path)
    assert errors(app) == []
    assert not [box for box in app.text_input if box.key == "documents-words"]
    frame = app.dataframe[0].value
    assert list(frame["name"]) == ["R01", "R02"]
    assert list(frame["coders"]) == ["анна", "борис"]
    assert list(frame["sentences"]) == ["2 из 4", "1 из 1"]


def test_documents_are_found_by_name_attribute_study_and_coder(many: Project) -> None:
    app = screen("transcripts", many.path)
    assert len(table(app)) == MANY + 2
    app.text_input(key="documents-words").input("ош").run()
    assert table(app) == ["Q07"]
    app.text_input(key="documents-words").input("q0 нарын").run()
    assert len(table(app)) == 8
    app.text_input(key="documents-words").input("").run()
    app.selectbox(key="documents-study").set_value("study").run()
    assert table(app) == ["R01", "R02"]
    app.selectbox(key="documents-coder").set_value("борис").run()
    assert table(app) == ["R02"]
    app.selectbox(key="documents-coder").set_value("\0nobody").run()
    assert "Таких документов нет" in texts(app)
    app.selectbox(key="documents-study").set_value("").run()
    assert len(table(app)) == MANY
    assert errors(app) == []


def test_what_was_marked_in_another_list_is_not_deleted(many: Project) -> None:
    """A mark is a row's number: under a filter it would be another document's."""
    key = list_key(d.id for d in many.document_list())
    app = screen("transcripts", many.path, state={key: {"selection": {"rows": [0]}}})
    assert any("document=other%2FQ01" in link for link in link_targets(app))
    app.text_input(key="documents-words").input("r0").run()
    assert not [b for b in app.button if b.key == "delete-documents"]


def test_a_deleted_document_is_restored(study: Project) -> None:
    study.delete_document("R01", coder="борис")
    study.rename("Потом было ещё что-то", coder="борис")
    app = screen("transcripts", study.path, coder="анна")
    shown = texts(app).replace("\\", "")
    assert "1 удалённый транскрипт" in shown
    assert "Кто удалил: борис" in shown
    assert "2 кодирования" in shown
    event = study.deleted_documents()[0].event
    app.button(key=f"restore-{event}").click().run()
    assert errors(app) == []
    assert "R01" in table(app)
    assert len(study.quote_list(document="R01")) == 2
    assert study.events(limit=1)[0].who == "анна"
    assert "удалённый транскрипт" not in texts(app)


def test_all_of_them_deleted_can_still_be_restored(study: Project) -> None:
    for name in ("R01", "R02"):
        study.delete_document(name)
    app = screen("transcripts", study.path)
    assert errors(app) == []
    shown = texts(app)
    assert "в поле выше" in shown
    assert "2 удалённых транскрипта" in shown


def test_a_name_that_is_taken_is_said(study: Project) -> None:
    study.delete_document("R01")
    study.import_bundle(Bundle(documents=(Document("R01", "Р: Я.", turns("Р: Я.")),)))
    app = screen("transcripts", study.path)
    app.button(key=f"restore-{study.deleted_documents()[0].event}").click().run()
    assert "другой документ с этим именем" in errors(app)[0]
    assert study.text("R01") == "Р: Я."


def edited(column: str, value: object) -> dict[str, object]:
    return {"edited_rows": {"0": {f"attribute {column}": value}}, "added_rows": [],
            "deleted_rows": []}  # fmt: skip


def test_values_of_every_kind_are_typed(study: Project) -> None:
    study.set_attributes([Case("R02", "study", {"returned": True})])
    for column, value in (("gender", "мужчина"), ("age", 36.5), ("returned", False)):
        app = screen("transcripts", study.path, coder="анна")
        app.session_state[editor_key(study.case_list(), list(study.attributes()))] = edited(
            column, value
        )
        app.run()
        app.button(key="save-attributes").click().run()
        assert errors(app) == []
    assert dict(study.case_list()[0].attributes) == {
        "gender": "мужчина", "age": 36.5, "returned": False,
    }  # fmt: skip


def test_a_colleague_s_coding_does_not_throw_away_what_is_typed(study: Project) -> None:
    key = editor_key(study.case_list(), list(study.attributes()))
    app = screen("transcripts", study.path, coder="анна", state={key: edited("gender", "другое")})
    study.code("R02", quote="вернулся", code="returned", coder="борис")
    app.run()
    assert app.button(key="save-attributes").label == "Сохранить 1 изменение"


def test_filters_rest_while_something_is_not_saved(many: Project) -> None:
    names = list(many.attributes())
    key = editor_key(many.case_list(), names)
    app = screen("transcripts", many.path, coder="анна", state={key: edited("city", "Талас")})
    app.run()
    assert app.text_input(key="cases-words").disabled
    assert app.selectbox(key="cases-study").disabled
    app.button(key="discard-attributes").click().run()
    assert not app.text_input(key="cases-words").disabled
    assert app.button(key="save-attributes").disabled
    app.text_input(key="cases-words").input("ош").run()
    found = [c for c in many.case_list() if c.name == "Q07"]
    app.session_state[editor_key(found, names, 1)] = edited("city", "Талас")
    app.run()
    app.button(key="save-attributes").click().run()
    assert errors(app) == []
    changed = [c.name for c in many.case_list() if c.attributes.get("city") == "Талас"]
    assert changed == ["Q07"]


def test_a_list_of_respondents_comes_in_and_its_popover_goes(study: Project) -> None:
    app = screen("transcripts", study.path, coder="анна")
    app.file_uploader(key="case-list-file-0").set_value(
        [("cases.csv", "case,city\nR01,Ош\n".encode(), "text/csv")]
    )
    app.run()
    app.button(key="case-list-import").click().run()
    assert errors(app) == []
    assert study.case_list()[0].attributes["city"] == "Ош"
    assert [f.key for f in app.file_uploader if str(f.key).startswith("case-list")] == [
        "case-list-file-1"
    ]


def test_a_broken_list_of_respondents_is_one_line(study: Project) -> None:
    app = screen("transcripts", study.path, coder="анна")
    app.file_uploader(key="case-list-file-0").set_value(
        [("cases.csv", "name,city\nR01,Ош\n".encode(), "text/csv")]
    )
    app.run()
    app.button(key="case-list-import").click().run()
    assert len(errors(app)) == 1
    assert "case" in errors(app)[0]
    assert "city" not in study.attributes()
    assert len(app.dataframe) >= 1  # the screen around it stands


def test_an_empty_project_says_where_to_drop(tmp_path: Path, study: Project) -> None:
    with etic.create(tmp_path / "empty.etic", "0") as project:
        shown = texts(screen("transcripts", project.path, lang="en"))
    assert "Drop interview files into the field above" in shown
    assert "on the screen" not in shown


def dropped(app: object, *files: tuple[str, str]) -> object:
    """The screen after files were dropped."""
    uploader = next(f for f in app.file_uploader if str(f.key).startswith("upload-"))  # type: ignore[attr-defined]
    return uploader.set_value([(name, text.encode(), "text/plain") for name, text in files]).run()


def taken(app: object) -> object:
    """The screen after what was dropped was taken in."""
    return app.button(key="import-transcripts").click().run()  # type: ignore[attr-defined]


INDICATORS = """
dimensions:
- dimension: social
  name: {ru: Социальное}
indicators:
- indicator: home
  name: {ru: Имеет жильё}
  dimensions: [social]
  codes: [{code: return/family}]
"""
PROPOSITIONS = """
propositions:
- number: 1
  text: {ru: "Кто болел, тот вернулся"}
"""
CODERS = "second_coders: [борис]\n"


@pytest.mark.parametrize(
    ("text", "said", "came"),
    [
        (INDICATORS, "1 показатель", lambda p: [x.name for x in p.indicator_list()] == ["home"]),
        (PROPOSITIONS, "1 утверждение", lambda p: len(p.propositions()) == 1),
        (CODERS, "", lambda p: p.second_coders() == ["борис"]),
    ],
)
def test_whatever_a_file_brings_can_be_taken_in(
    study: Project, text: str, said: str, came: Callable[[Project], bool]
) -> None:
    app = dropped(screen("transcripts", study.path), ("file.yaml", text))
    assert said in texts(app)  # type: ignore[arg-type]
    assert "ничего для проекта" not in texts(app)  # type: ignore[arg-type]
    app = taken(app)
    assert errors(app) == []  # type: ignore[arg-type]
    assert came(study)
    assert "Нового ничего не было" not in texts(app)  # type: ignore[arg-type]


def test_what_came_into_one_project_is_not_told_in_another(study: Project, tmp_path: Path) -> None:
    app = taken(dropped(screen("transcripts", study.path), ("a.yaml", INDICATORS)))
    assert "Добавлено" in texts(app)  # type: ignore[arg-type]
    with etic.create(tmp_path / "empty.etic", "0") as other:
        app.session_state["etic-project"] = str(other.path)  # type: ignore[attr-defined]
        assert "Добавлено" not in texts(app.run())  # type: ignore[attr-defined]
