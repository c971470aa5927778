"""Memos on the screens: written where one thinks of them, found again, nothing typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from etic.project import Project
from tests.ui.apptest import errors, link_targets, screen, texts


def opened(screen_id: str, study: Project, **more: object) -> AppTest:
    return screen(screen_id, study.path, **{"coder": "анна", **more})  # type: ignore[arg-type]


def said(project: Project, kind: str = "") -> list[tuple[str, str]]:
    return [(memo.coder, memo.text) for memo in project.memo_list(kind)]


# -- beside what they are about -------------------------------------------------------------------


def test_a_memo_on_the_project_is_written_changed_deleted_and_brought_back(study: Project) -> None:
    app = opened("overview", study)
    app.text_area(key="memo-text-project-new").input("Женщин мало <b>")
    app.button(key="memo-add-project").click().run()
    assert errors(app) == []
    [memo] = study.memo_list("project")
    assert (memo.coder, memo.text) == ("анна", "Женщин мало <b>")
    assert "Женщин мало &lt;b&gt;" in texts(app)
    assert app.text_area(key="memo-text-project-new").value == ""

    app.button(key=f"memo-edit-project-{memo.id}").click().run()
    field = app.text_area(key=f"memo-text-project-{memo.id}")
    assert field.value == "Женщин мало <b>"
    field.input("Женщин треть")
    app.button(key=f"memo-save-project-{memo.id}").click().run()
    assert said(study, "project") == [("анна", "Женщин треть")]
    assert "изменено" in texts(app)

    app.button(key=f"memo-delete-project-{memo.id}").click().run()
    assert said(study, "project") == []
    assert "Отмена вернёт" in texts(app)
    app.button(key="button-undo").click().run()
    assert said(study, "project") == [("анна", "Женщин треть")]
    assert "Женщин треть" in texts(app)


def test_an_empty_memo_is_refused_in_words(study: Project) -> None:
    app = opened("overview", study)
    app.text_area(key="memo-text-project-new").input("  ")
    app.button(key="memo-add-project").click().run()
    assert "нет ни слова" in errors(app)[0]


def test_left_as_it_is(study: Project) -> None:
    memo = study.write_memo("project", "", "Первое", coder="анна")
    revision = study.store.journal.revision()
    app = opened("overview", study)
    app.button(key=f"memo-edit-project-{memo}").click().run()
    app.text_area(key=f"memo-text-project-{memo}").input("Не то")
    app.button(key=f"memo-cancel-project-{memo}").click().run()
    assert study.store.journal.revision() == revision
    assert "Первое" in texts(app)
    app.button(key=f"memo-edit-project-{memo}").click().run()
    assert app.text_area(key=f"memo-text-project-{memo}").value == "Первое"


def test_of_two_who_change_one_memo_both_texts_are_shown(study: Project) -> None:
    memo = study.write_memo("project", "", "Первое", coder="анна")
    app = opened("overview", study)
    app.button(key=f"memo-edit-project-{memo}").click().run()
    study.edit_memo(memo, "Текст Бориса", coder="борис")
    app.text_area(key=f"memo-text-project-{memo}").input("Текст Анны")
    app.button(key=f"memo-save-project-{memo}").click().run()
    assert "Ничего не пропало" in errors(app)[0]
    assert said(study, "project") == [("анна", "Текст Бориса")]
    assert "Текст Бориса" in texts(app)
    assert app.text_area(key=f"memo-text-project-{memo}").value == "Текст Анны"
    app.text_area(key=f"memo-text-project-{memo}").input("Оба текста")
    app.button(key=f"memo-save-project-{memo}").click().run()
    assert errors(app) == []
    assert said(study, "project") == [("анна", "Оба текста")]


def test_what_was_typed_in_a_memo_that_is_gone_becomes_a_new_one(study: Project) -> None:
    memo = study.write_memo("project", "", "Первое", coder="анна")
    app = opened("overview", study)
    app.button(key=f"memo-edit-project-{memo}").click().run()
    study.delete_memo(memo, coder="борис")
    app.text_area(key=f"memo-text-project-{memo}").input("Долго писала")
    app.button(key=f"memo-save-project-{memo}").click().run()
    assert "Долго писала" in errors(app)[0].replace("\\", "")
    assert app.text_area(key="memo-text-project-new").value == "Долго писала"
    assert "удалили" in app.warning[0].value
    app.button(key="memo-add-project").click().run()
    assert said(study, "project") == [("анна", "Долго писала")]
    assert not app.warning


def test_a_memo_on_a_code_in_the_codebook(study: Project) -> None:
    node = study.codebook().find("return/family")
    app = opened("codebook", study, code="return/family")
    key = f"code-{node.id}-code-return/family"
    app.text_area(key=f"memo-text-{key}-new").input("Слишком широк")
    app.button(key=f"memo-add-{key}").click().run()
    assert errors(app) == []
    [memo] = study.memo_list("code")
    assert (memo.target, memo.text) == ("return/family", "Слишком широк")
    assert "Заметки (1)" in popovers(app)


def popovers(app: AppTest) -> list[str]:
    """The labels of the popovers of a screen."""
    found: list[str] = []

    def descend(block: Any) -> None:
        for child in getattr(block, "children", {}).values():
            proto: Any = getattr(child, "proto", None)
            if type(proto).__name__ == "Block" and proto.HasField("popover"):
                found.append(proto.popover.label.replace("\\", ""))
            descend(child)

    descend(app._tree)
    return found


# -- of documents and their respondents, in one popover -------------------------------------------


def in_a_page(path: str) -> None:
    import etic
    from etic.ui.memos import memo_popover
    from etic.ui.session import apply_language

    apply_language()
    project = etic.open(path)
    memo_popover(project, *project.document_list(), key="x")


def test_a_document_and_its_respondent_have_their_memos_in_one_place(study: Project) -> None:
    document = study.document("R01")
    study.write_memo("document", document.id, "Шумно", coder="борис")
    app = AppTest.from_function(in_a_page, args=(str(study.path),), default_timeout=60)
    app.session_state["etic-language"] = "ru"
    app.session_state["etic-coder"] = "анна"
    app.run()
    assert not app.exception
    assert popovers(app) == ["Заметки (1)"]
    labels = [area.label for area in app.text_area]
    assert len(set(labels)) == len(labels) == 4, "each field says what its memo is about"
    key = f"x-case-{document.case_id}"
    app.text_area(key=f"memo-text-{key}-new").input("Младшая в семье")
    app.button(key=f"memo-add-{key}").click().run()
    assert said(study, "case") == [("анна", "Младшая в семье")]
    assert popovers(app) == ["Заметки (2)"]


# -- finding them ---------------------------------------------------------------------------------


def searched(study: Project, **more: object) -> AppTest:
    return opened("quotes", study, state={"quotes-mode": "memos"}, **more)


def test_every_memo_leads_to_what_it_is_about(study: Project) -> None:
    study.write_memo("document", "R01", "о документе")
    study.write_memo("case", "R02", "о респонденте")
    study.write_memo("code", "skills", "о коде")
    study.write_memo("project", "", "о проекте")
    app = searched(study)
    assert errors(app) == []
    for word in ("о документе", "о респонденте", "о коде", "о проекте", "ремесло"):
        assert word in texts(app)
    links = link_targets(app)
    [place] = [link for link in links if "start=" in link]
    coding = study.memo_list("coding")[0]
    assert f"start={coding.start}&end={coding.end}" in place
    assert any("codebook?" in link and "code=skills" in link for link in links)
    opening = [link for link in links if "document=" in link and "start=" not in link]
    assert sorted(link.partition("document=")[2].partition("&")[0] for link in opening) == [
        "study%2FR01", "study%2FR02",
    ]  # fmt: skip


def test_memos_are_found_by_any_form_of_a_word_and_marked(study: Project) -> None:
    study.write_memo("project", "", "О матерях <i>")
    study.write_memo("project", "", "О деньгах")
    app = searched(study)
    app.text_input(key="memos-query").input("мать").run()
    assert errors(app) == []
    assert "О <mark>матерях</mark> &lt;i&gt;" in texts(app)
    assert "О деньгах" not in texts(app)
    app.text_input(key="memos-query").input("отец").run()
    assert "Таких заметок нет" in texts(app)
    app.text_input(key="memos-query").input("(мать").run()
    assert "скобка" in errors(app)[0]


def test_memos_are_kept_to_a_kind_and_a_coder(study: Project) -> None:
    study.write_memo("document", "R01", "о документе", coder="борис")
    app = searched(study)
    app.selectbox(key="memos-kind").set_value("coding").run()
    assert "ремесло" in texts(app)
    assert "о документе" not in texts(app)
    app.selectbox(key="memos-kind").set_value("").run()
    app.selectbox(key="memos-coder").set_value("борис").run()
    assert "ремесло" not in texts(app)
    assert "о документе" in texts(app)
    assert {b.key for b in app.get("download_button")} >= {"download-memos-xlsx"}


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_without_memos_it_says_where_they_are_written(study: Project, lang: str) -> None:
    study.set_memo(study.memo_list("coding")[0].id, "")
    app = searched(study, lang=lang)
    assert ("Заметок пока нет" if lang == "ru" else "No memos yet") in texts(app)


def test_a_quote_shows_its_memo(study: Project) -> None:
    assert "ремесло" in texts(opened("quotes", study, code="skills"))


# -- the report -----------------------------------------------------------------------------------


def test_the_report_has_memos_only_where_asked_for(study: Project) -> None:
    study.write_memo("document", "R01", "Шумно, плохо слышно")

    def shown(app: AppTest) -> str:
        assert errors(app) == []
        return "".join(frame.proto.srcdoc for frame in app.get("iframe"))

    app = opened("report", study)
    assert "Плитку класть" in shown(app)
    for memo in ("Шумно", "ремесло"):
        assert memo not in shown(app)
    app.toggle(key="report-memos").set_value(True).run()
    for memo in ("Шумно", "ремесло"):
        assert memo in shown(app)
