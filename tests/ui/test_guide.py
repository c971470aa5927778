"""The screen of the guide: begun from the interviews, looked at, decided upon by a person."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import etic
from etic.guide import Guide, Question
from etic.model import Bundle, Document
from etic.project import Project
from tests.studies import TEXT, turns
from tests.ui.apptest import errors, link_targets, screen, texts

GUIDE = Guide(
    "study",
    (
        Question("1", "Почему вы вернулись?", "Why did you return?", codes=("return",)),
        Question("2", "Чему вы научились?", "What did you learn?", codes=("skills",)),
        Question("3", "Хотите ли вы уехать снова?", "Would you go again?", codes=("returned",)),
    ),
    title_ru="Беседа",
    title_en="The talk",
)


def more(project: Project) -> None:
    """A third interview, in which the first question is left out and the third is doubtful."""
    text = "И: 2. Чему научились?\n\nР: Ничему.\n\nИ: Про то, чтобы уехать, пропустим.\n\nР: Да."
    project.import_bundle(Bundle(documents=(Document("R03", text, turns(text), "R03", "study"),)))


@pytest.fixture
def guided(study: Project) -> Project:
    more(study)
    study.save_guide(GUIDE)
    return study


def part(project: Project, name: str, **more: str) -> AppTest:
    app = screen("guide", project.path, state={"guide-part": name}, **more)
    assert errors(app) == []
    return app


def test_without_interviews_the_way_leads_to_them(tmp_path: Path) -> None:
    with etic.create(tmp_path / "empty.etic", "Пусто") as project:
        app = screen("guide", project.path)
        assert errors(app) == []
        assert "Интервью пока нет" in texts(app)
        assert {target.split("?")[0] for target in link_targets(app)} >= {"transcripts"}


def test_a_draft_is_made_looked_at_and_saved(study: Project) -> None:
    more(study)
    app = screen("guide", study.path, coder="анна")
    assert errors(app) == []
    assert "Путеводителя пока нет" in texts(app)
    app.button(key="guide-draft").click().run()
    assert errors(app) == []
    assert study.guides() == []  # nothing is stored before a person says so
    assert "Чему научились" in str(app.text_area(key="guide-text").value)
    app.button(key="guide-save").click().run()
    assert errors(app) == []
    assert [q.number for q in study.guides()[0].questions] == ["2"]
    assert study.events(limit=1)[0].who == "анна"
    assert "Чему научились" in texts(app)


def test_a_draft_without_numbers_says_what_to_do(study: Project) -> None:
    app = screen("guide", study.path)
    app.button(key="guide-draft").click().run()
    assert "нет пронумерованных вопросов" in errors(app)[0]


def test_a_broken_text_is_not_saved(guided: Project) -> None:
    app = part(guided, "edit")
    app.text_area(key="guide-text").set_value("questions: [")
    app.button(key="guide-save").click().run()
    assert "YAML" in errors(app)[0]
    assert guided.guides() == [GUIDE]


def test_what_is_edited_stays_until_it_is_saved(guided: Project) -> None:
    app = part(guided, "edit")
    app.text_area(key="guide-text").set_value("study: study\nquestions: []").run()
    guided.set_question("R03", 0, ["1"])
    app.run()
    assert app.text_area(key="guide-text").value == "study: study\nquestions: []"


def test_what_is_edited_is_given_up(guided: Project) -> None:
    app = part(guided, "edit")
    assert not [b for b in app.button if b.key == "guide-discard"]
    app.text_area(key="guide-text").set_value("questions: []").run()
    app.button(key="guide-discard").click().run()
    assert errors(app) == []
    assert "Хотите ли вы уехать снова?" in str(app.text_area(key="guide-text").value)


def test_a_file_comes_into_the_editor(guided: Project) -> None:
    app = part(guided, "edit")
    uploader = app.file_uploader(key="guide-upload-0")
    uploader.set_value(("list.txt", "1. Где вы жили?\n2. Кем?".encode(), "text/plain")).run()
    assert errors(app) == []
    assert "Где вы жили?" in str(app.text_area(key="guide-text").value)
    assert guided.guides() == [GUIDE]
    app.button(key="guide-save").click().run()
    assert [q.text_ru for q in guided.guides()[0].questions] == ["Где вы жили?", "Кем?"]


def test_what_is_not_edited_follows_what_is_stored(guided: Project) -> None:
    app = part(guided, "edit")
    guided.save_guide(replace(GUIDE, title_ru="Разговор"))
    guided.set_question("R03", 0, ["1"])
    app.run()
    text = str(app.text_area(key="guide-text").value)
    assert "Разговор" in text
    assert "corrections" not in text
    app.button(key="guide-save").click().run()
    assert errors(app) == []
    assert len(guided.guides()[0].corrections) == 1  # saving takes none of it back


def test_the_questions_with_their_counts(guided: Project) -> None:
    shown = texts(part(guided, "questions"))
    assert "Беседа" not in shown  # there is only one
    assert "3 респондента" in shown
    assert "Хотите ли вы уехать снова?" in shown
    assert "Мотивы возвращения" in shown


def test_the_matrix_has_words_beside_its_signs(guided: Project) -> None:
    shown = texts(part(guided, "matrix"))
    assert '<span aria-hidden="true">✓</span> да' in shown
    assert '<span aria-hidden="true">—</span> нет' in shown
    assert '<span aria-hidden="true">?</span> неясно' in shown


def test_a_doubtful_place_is_decided(guided: Project) -> None:
    app = part(guided, "look", coder="анна")
    assert "Про то, чтобы уехать, пропустим." in texts(app)
    assert any("R03" in target and "start" in target for target in link_targets(app))
    place = guided.text("R03").index("И: Про")
    document = guided.document("R03").id
    app.button(key=f"guide-no-{document}-{place}-3").click().run()
    assert errors(app) == []
    assert "Сомнительных мест нет" in texts(app)
    row = next(r for f in guided.asking() for r in f.rows if r.case.name == "R03")
    assert row.states()["3"] == "not-asked"
    guided.undo(coder="анна")
    app.run()
    assert "Про то, чтобы уехать, пропустим." in texts(app)


def test_what_was_not_asked_is_confirmed_by_a_person(guided: Project) -> None:
    app = part(guided, "unasked")
    assert guided.not_asked() == []
    assert "вопрос 3 не найден" in texts(app)
    boxes = {box.key: box for box in app.multiselect}
    key = next(key for key in boxes if str(key).startswith("guide-unasked-study--return-"))
    boxes[key].set_value([]).run()
    app.button(key="guide-apply").click().run()
    assert errors(app) == []
    assert {path for _, _, path in guided.not_asked()} == {"returned"}


def test_a_note_that_is_not_so_is_taken_back(guided: Project) -> None:
    guided.apply_not_asked([("R01", "return")])
    app = part(guided, "unasked")
    assert "R01: Мотивы возвращения" in texts(app).replace("\\", "")
    case = next(c for c in guided.case_list() if c.name == "R01")
    app.button(key=f"guide-withdraw-{case.id}-return").click().run()
    assert errors(app) == []
    assert guided.not_asked() == []


def test_a_turn_is_put_right_by_hand(guided: Project) -> None:
    app = part(guided, "turns")
    assert "1, по номеру" in texts(app)
    app.selectbox(key="guide-turn").set_value(TEXT.index("И: 2")).run()
    box = next(b for b in app.multiselect if str(b.key).startswith("guide-numbers-"))
    assert box.value == ["2"]
    box.set_value(["3"]).run()
    app.button(key="guide-correct").click().run()
    assert errors(app) == []
    assert "3, вручную" in texts(app)
    app.button(key="guide-recognise").click().run()
    assert "3, вручную" not in texts(app)


def test_a_guide_is_deleted_and_comes_back(guided: Project) -> None:
    app = part(guided, "edit")
    app.button(key="guide-delete").click().run()
    assert errors(app) == []
    assert "Путеводителя пока нет" in texts(app)
    guided.undo()
    app.run()
    assert errors(app) == []
    assert "Хотите ли вы уехать снова?" in str(app.text_area(key="guide-text").value)


@pytest.mark.parametrize("name", ["questions", "matrix", "look", "unasked", "turns", "edit"])
def test_in_english_too(guided: Project, name: str) -> None:
    assert "Guide" in texts(part(guided, name, lang="en"))
