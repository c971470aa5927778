"""The page a team opens every morning."""

from __future__ import annotations

from etic.model import Bundle, Document
from etic.project import Project
from tests.studies import turns
from tests.ui.apptest import errors, link_targets, screen, texts


def places(app: object) -> list[str]:
    return [link for link in link_targets(app) if "start=" in link]  # type: ignore[arg-type]


def test_one_goes_on_where_one_stopped(study: Project) -> None:
    app = screen("overview", study.path, coder="анна")
    assert errors(app) == []
    shown = texts(app).replace("\\", "")
    assert "Плитку класть" in shown
    at = study.text("R01").index("Плитку класть")
    assert f"start={at}" in places(app)[0]
    assert "document=study%2FR01" in places(app)[0]
    assert "Вы ещё не кодировали: R02" in shown


def test_without_a_name_it_says_what_to_do(study: Project) -> None:
    shown = texts(screen("overview", study.path))
    assert "Назовите себя слева" in shown


def test_who_has_not_coded_yet_is_offered_a_document(study: Project) -> None:
    study.import_bundle(Bundle(documents=(Document("R03", "Р: Я.", turns("Р: Я.")),)))
    app = screen("overview", study.path, coder="вера")
    shown = texts(app).replace("\\", "")
    assert "вера пока не кодирует" in shown
    assert "Ещё не начат: R03" in shown
    assert any("document=study%2FR03" in link for link in link_targets(app))


def test_progress_by_study_in_numbers(study: Project) -> None:
    study.import_bundle(Bundle(documents=(Document("Q1", "Р: Я.", turns("Р: Я."), study="other"),)))
    shown = texts(screen("overview", study.path, coder="анна"))
    assert "2 из 2 документов начаты · 100" in shown
    assert "3 из 5 предложений закодированы · 60" in shown
    assert "0 из 1 документов начаты · 0" in shown
    assert shown.count('role="progressbar"') == 4 + 3  # two a study, one a document


def test_coders_with_their_documents_and_last_day(study: Project) -> None:
    study.set_second_coder("борис", coder="анна")
    shown = texts(screen("overview", study.path))
    assert "2 кодирования · 1 документ · последний раз" in shown
    assert "второй кодировщик" in shown


def test_changes_lead_to_their_places(study: Project) -> None:
    app = screen("overview", study.path)  # without a name only the changes have places
    assert len(places(app)) == 3
    study.uncode(study.quote_list(document="R02")[0].id)
    assert len(places(screen("overview", study.path))) == 4
    study.delete_document("R02")
    assert len(places(screen("overview", study.path))) == 2


def test_what_is_written_in_a_transcript_is_not_run_here(study: Project) -> None:
    text = "Р: <img src=x onerror=alert(1)> и всё"
    study.import_bundle(Bundle(documents=(Document("<b>R9", text, turns(text)),)))
    study.code("<b>R9", 3, 31, "skills", coder="<i>зло</i>")
    app = screen("overview", study.path, coder="<i>зло</i>")
    written = "".join(str(element.proto.body) for element in app.get("html"))
    assert "&lt;img" in written
    for tag in ("<img", "<b>R9", "<i>зло"):
        assert tag not in written
