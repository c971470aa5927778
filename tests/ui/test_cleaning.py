"""The cleaning step on the screen: looked at, ticked, done, taken back; told of at the import."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from etic.project import Project
from etic.ui.cleaning import OPEN
from tests.ui.apptest import errors, screen, texts

BROKEN = (
    "И: Как вы пере-\nехали?\nР: Работы  не было. Мы пере-\nезжали в Poссию, а я хотел-\nно нет."
)


@pytest.fixture
def broken(study: Project, tmp_path: Path) -> Project:
    for name in ("B1", "B2"):
        (tmp_path / f"{name}.txt").write_text(BROKEN.replace("вы", name), encoding="utf-8")
    study.import_files([tmp_path / "B1.txt", tmp_path / "B2.txt"], study="study")
    text = study.text("B1")
    start = text.index("Мы пере")
    study.code("B1", start, text.index("Poссию") + 6, "return", coder="анна")
    return study


def opened(project: Project, *names: str, lang: str = "ru") -> AppTest:
    ids = [project.document(name).id for name in names]
    return screen("transcripts", project.path, coder="анна", lang=lang, state={OPEN: ids})


def said(app: AppTest) -> str:
    """All that is written, as a person reads it."""
    return texts(app).replace("\\", "")


def boxes(app: AppTest, prefix: str) -> list[str]:
    """Keys of the ticks that begin so."""
    return [str(box.key) for box in app.checkbox if str(box.key).startswith(prefix)]


def ticks(app: AppTest) -> dict[str, bool]:
    return {box.label.replace("\\", ""): box.value for box in app.checkbox}


def test_all_documents_are_looked_through_at_a_button(broken: Project) -> None:
    app = screen("transcripts", broken.path, coder="анна")
    app.button(key="clean-all").click().run()
    assert errors(app) == []
    assert "Чистка: 4 документа" in said(app)
    assert broken.text("B1") == BROKEN.replace("вы", "B1")


def test_sure_kinds_are_ticked_unsure_ones_are_not(broken: Project) -> None:
    app = opened(broken, "B1")
    found = ticks(app)
    assert found["Слова, разорванные концом строки: 2"]
    assert found["Лишние пробелы: 1"]
    assert not found["Разорванные слова, неясно как писать: 1"]
    assert "<del>-↵</del>" in texts(app)
    assert "1 кодирование останется на своём месте" in said(app)
    assert app.button(key="cleaning-do").label == "Исправить 4 места"


def test_what_is_ticked_is_done_and_taken_back(broken: Project) -> None:
    before = broken.text("B1")
    app = opened(broken, "B1")
    app.checkbox(key="cleaning-kind-double").uncheck().run()
    app.checkbox(key=boxes(app, "cleaning-edit-")[0]).uncheck().run()
    assert app.button(key="cleaning-do").label == "Исправить 2 места"
    app.button(key="cleaning-do").click().run()
    assert errors(app) == []
    text = broken.text("B1")
    assert "пере-\nехали" in text
    assert "Работы  не было. Мы переезжали в Россию" in text
    assert [q.quote for q in broken.quote_list(document="B1")] == ["Мы переезжали в Россию"]
    assert "Исправлены 2 места" in texts(app)
    app.button(key="cleaning-undo").click().run()
    assert errors(app) == []
    assert broken.text("B1") == before


def test_several_documents_are_one_step(broken: Project) -> None:
    app = opened(broken, "B1", "B2", "R01")
    assert list(app.dataframe[0].value["Документ"]) == ["B1", "B2"]
    app.selectbox(key="cleaning-document").set_value(broken.document("B2").id).run()
    app.selectbox(key="cleaning-kind").set_value("break").run()
    app.button(key="cleaning-none").click().run()
    app.button(key="cleaning-do").click().run()
    assert errors(app) == []
    assert "переехали" in broken.text("B1")
    assert "пере-\nехали" in broken.text("B2")
    assert "Россию" in broken.text("B2")
    assert broken.events()[0].action == "clean"
    app.button(key="cleaning-done-close").click().run()
    assert app.dataframe[0].value["name"].size == 4


def test_a_clean_text_says_so_and_nothing_chosen_asks_for_a_kind(broken: Project) -> None:
    app = opened(broken, "R01")
    assert "Чистить нечего" in texts(app)
    app.button(key="cleaning-close").click().run()
    assert app.dataframe[0].value["name"].size == 4
    app = opened(broken, "B1")
    for key in boxes(app, "cleaning-kind-"):
        app.checkbox(key=key).uncheck()
    app.run()
    assert "Отметьте хотя бы один вид" in texts(app)


def test_thousands_of_places_are_shown_a_page_at_a_time(broken: Project, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("Р: слово  и дело.\n" * 3_000, encoding="utf-8")
    broken.import_files([tmp_path / "long.txt"], study="study")
    app = opened(broken, "long")
    assert app.button(key="cleaning-do").label == "Исправить 3000 мест"
    assert len(boxes(app, "cleaning-edit-")) == 20
    app.button(key="cleaning-next").click().run()
    assert "21–40 из 3000" in said(app)
    assert errors(app) == []


def test_a_text_that_somebody_changed_since_is_not_overwritten(broken: Project) -> None:
    app = opened(broken, "B1")
    broken.clean("B1", kinds=["double"], coder="борис")
    app.button(key="cleaning-do").click().run()
    assert any("текст изменился" in error for error in errors(app))


def test_broken_texts_are_told_of_before_and_after_the_import(study: Project) -> None:
    app = screen("transcripts", study.path, coder="анна")
    app.file_uploader[0].set_value([("B1.txt", BROKEN.encode(), "text/plain")]).run()
    assert errors(app) == []
    assert "4 места в тексте похожи на испорченные" in said(app)
    assert "B1" not in [d.name for d in study.document_list()]
    app.button(key="import-transcripts").click().run()
    assert study.text("B1") == BROKEN
    app.button(key="import-report-clean").click().run()
    assert errors(app) == []
    assert "Чистка: B1" in said(app)


def test_in_english(broken: Project) -> None:
    app = opened(broken, "B1", lang="en")
    assert "Words broken at line ends: 2" in ticks(app)
    assert app.button(key="cleaning-do").label == "Clean 4 places"
