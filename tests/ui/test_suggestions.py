"""The screen of suggestions: what waits, what a decision does, batches, outcomes, empty places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import etic
from etic.errors import EticError
from etic.model import Bundle, Notice
from etic.project import Project
from etic.ui.review import preparing
from etic.ui.review.walk import WALK
from tests.studies import small_bundle
from tests.suggested import propose, threshold, uid
from tests.ui.apptest import errors, link_targets, screen, texts

__all__ = ["threshold"]

pytestmark = pytest.mark.usefixtures("threshold")


@pytest.fixture
def proposed(study: Project) -> Project:
    """The study with five suggestions for three passages."""
    for quote in study.quote_list():
        study.uncode(quote.id, coder=quote.coder)
    propose(study)
    return study


def opened(project: Project, **more: Any) -> AppTest:
    return screen("suggestions", project.path, coder="анна", **more)


def said(app: AppTest) -> str:
    """All that is written, as a person reads it."""
    return texts(app).replace("\\", "")


def press(app: AppTest, place: str) -> AppTest:
    """Press the button that a place on the keyboard presses."""
    button = next(b for b in app.button if str(b.key).startswith(f"review-{place}-"))
    return button.click().run()


def has(app: AppTest, place: str) -> bool:
    return any(str(b.key).startswith(f"review-{place}-") for b in app.button)


def codes(project: Project) -> list[tuple[str, str, str]]:
    return [(q.quote.split()[0], q.code, q.origin) for q in project.quote_list()]


# -- the queue ------------------------------------------------------------------------------------


def test_a_passage_is_shown_with_its_question_its_surroundings_and_the_reason(
    proposed: Project,
) -> None:
    app = opened(proposed)
    assert errors(app) == []
    shown = said(app)
    assert "Ждут 3 отрывка" in shown
    assert "с оценкой от 0,45: это общий порог" in shown
    assert "<mark>Безработица там, я и еду домой.</mark>" in shown
    assert "1. Почему вы вернулись?" in shown
    assert "Работы не было" in shown
    assert "<small>Пол:</small>" in shown or "gender" in shown
    assert "уверенность низкая, 0,48" in shown
    assert "похоже: return" in shown
    at = proposed.text("R01").index("Безработица")
    assert any(f"start={at}" in target for target in link_targets(app))


def test_accepting_codes_and_shows_the_next(proposed: Project) -> None:
    app = press(opened(proposed), "Enter")
    assert errors(app) == []
    assert codes(proposed) == [("Безработица", "return", "suggested")]
    assert "Ждут 2 отрывка · решён 1" in said(app)
    assert "<mark>Семья здесь" in said(app)


def test_ideas_are_ticked_by_their_numbers(proposed: Project) -> None:
    app = press(press(press(opened(proposed), "Enter"), "Digit2"), "Enter")
    assert codes(proposed)[1:] == [("Семья", "returned", "suggested")]
    outcomes = dict(proposed.suggestions().query("document == 'R02'")[["code", "outcome"]].values)
    assert outcomes == {"return/family": "dismissed", "returned": "accepted"}
    app = press(press(press(app, "Digit2"), "Digit1"), "Enter")  # both
    assert {code for _, code, _ in codes(proposed)[1:-1]} == {"return", "return/family"}
    assert "Все подсказки разобраны" in said(app)
    press(app, "KeyU")
    assert len(proposed.review_queue()) == 1


def test_none_of_them(proposed: Project) -> None:
    app = press(opened(proposed), "KeyX")
    assert codes(proposed) == []
    assert "решён 1" in said(app)
    assert proposed.suggestion_outcomes()["dismissed"].sum() == 1


def test_another_code_by_its_letters(proposed: Project) -> None:
    app = press(opened(proposed), "KeyC")
    assert not has(app, "Enter")  # nothing else is decided meanwhile
    (box,) = [b for b in app.selectbox if str(b.key).startswith("review-other-")]
    box.set_value("skills").run()
    assert errors(app) == []
    assert codes(proposed) == [("Безработица", "skills", "manual")]
    assert has(app, "Enter")


def test_another_code_may_be_left_again(proposed: Project) -> None:
    app = press(press(opened(proposed), "KeyC"), "Escape")
    assert has(app, "Enter")
    assert codes(proposed) == []


def test_what_is_put_off_comes_at_the_end(proposed: Project) -> None:
    app = opened(proposed)
    for key in ("KeyS", "Enter", "Enter"):
        app = press(app, key)
    assert "Остались только отложенные" in said(app)
    app = press(app, "Enter")
    assert "<mark>Безработица" in said(app)
    assert len(codes(proposed)) == 2


def test_undo_shows_the_passage_again(proposed: Project) -> None:
    app = press(press(opened(proposed), "Enter"), "KeyX")
    app = press(app, "KeyU")
    assert "<mark>Семья здесь" in said(app)
    app = press(app, "KeyU")
    assert "<mark>Безработица" in said(app)
    assert codes(proposed) == []
    app = press(app, "KeyU")
    assert "Отменять нечего" in said(app)


def test_what_was_taken_back_elsewhere_is_not_taken_back_again(proposed: Project) -> None:
    app = press(press(opened(proposed), "Enter"), "Enter")
    proposed.undo(coder="анна")
    app.run()
    assert "Ждут 2 отрывка · решён 1" in said(app)
    press(app, "KeyU")
    assert errors(app) == []
    assert codes(proposed) == []


def test_the_keys_are_told(proposed: Project) -> None:
    app = press(opened(proposed), "Help")
    assert "отложить до конца очереди" in said(app)
    assert "отложить до конца очереди" not in said(press(app, "Help"))


def test_a_press_that_comes_late_decides_nothing_about_the_next(proposed: Project) -> None:
    app = opened(proposed)
    late = next(b for b in app.button if str(b.key).startswith("review-Enter-"))
    press(app, "Enter")
    late.click()
    app.run()
    assert len(codes(proposed)) == 1


def test_what_others_decide_meanwhile_is_passed_by(proposed: Project) -> None:
    app = opened(proposed)
    proposed.review([uid(proposed, "Семья", "returned")], coder="борис")
    proposed.review([], [uid(proposed, "Мама", "return")], coder="борис")
    app = press(app, "Enter")
    assert "Семья здесь" in said(app)
    assert not has(app, "Digit2")  # only one idea is left there


def test_a_decision_upon_one_that_is_decided_says_who_was_quicker(proposed: Project) -> None:
    app = opened(proposed)
    proposed.review([], [uid(proposed, "Безработица", "return")], coder="борис")
    app = press(app, "Enter")
    assert any("борис" in error for error in errors(app))
    assert codes(proposed) == []
    assert "<mark>Семья здесь" in said(app)


def test_one_code_at_a_time_is_yes_or_no(proposed: Project) -> None:
    app = opened(proposed, state={"review-code": "return/family"})
    assert "Да (Enter)" in said(app)
    assert not has(app, "KeyC")
    app = press(app, "Enter")
    assert codes(proposed) == [("Семья", "return/family", "suggested")]
    assert uid(proposed, "Семья", "returned")  # what else is proposed there goes on waiting


def test_the_codes_say_how_many_wait(proposed: Project) -> None:
    app = opened(proposed)
    assert "Мотивы возвращения · ждут 2" in app.selectbox(key="review-code").options


def test_a_scope_without_anything_says_so(proposed: Project) -> None:
    app = opened(proposed, state={"review-code": "skills"})
    assert "Здесь ничего не ждёт решения" in said(app)


def test_who_codes_is_asked_first(proposed: Project) -> None:
    app = screen("suggestions", proposed.path)
    assert "Кто кодирует?" in said(app)
    assert not has(app, "Enter")


def test_a_definition_is_there_on_demand(proposed: Project) -> None:
    proposed.edit_code("return", definition="Почему уехал назад", coder="анна")
    assert "Определение: Почему уехал назад" in said(opened(proposed))


# -- batches --------------------------------------------------------------------------------------


def batched(project: Project, above: float = 0.6) -> AppTest:
    return opened(project, state={"review-mode": "batch", "batch-above": above})


def test_a_batch_shows_what_it_would_code(proposed: Project) -> None:
    app = batched(proposed)
    assert errors(app) == []
    shown = said(app)
    assert "Пока ничего не закодировано" in shown
    assert "пока неизвестно: 0 решений" in shown
    assert app.button(key="batch-accept").label == "Закодировать 2 отрывка"
    assert app.button(key="batch-dismiss").label == "Отклонить 3 подсказки"
    assert codes(proposed) == []


def test_what_is_unticked_is_not_coded_and_the_rest_is_one_step(proposed: Project) -> None:
    app = batched(proposed)
    app.checkbox(key=f"batch-{uid(proposed, 'Семья', 'returned')}").uncheck().run()
    assert "Снята 1 подсказка" in said(app)
    events = len(proposed.events())
    app.button(key="batch-accept").click().run()
    assert errors(app) == []
    assert {code for _, code, _ in codes(proposed)} == {"return/family"}
    assert len(proposed.events()) == events + 1
    assert "Закодированы 2 отрывка." in said(app)
    app.button(key="batch-undo").click().run()
    assert codes(proposed) == []
    assert "снова ждут решения" in said(app)


def test_many_are_turned_down(proposed: Project) -> None:
    app = batched(proposed, 0.0)
    app.multiselect(key="batch-codes").set_value(["return"]).run()
    app.button(key="batch-dismiss").click().run()
    assert proposed.review_queue(code="return") == []
    assert "Отклонены 2 подсказки." in said(app)


def test_a_batch_that_finds_nothing_says_what_to_do(proposed: Project) -> None:
    assert "Опустите границу" in said(batched(proposed, 0.99))


# -- outcomes -------------------------------------------------------------------------------------


def test_outcomes_have_their_bases_and_say_when_they_are_few(proposed: Project) -> None:
    proposed.accept_batch([uid(proposed, "Мама", "return/family")], coder="анна")
    app = opened(proposed, state={"review-mode": "outcomes"})
    assert errors(app) == []
    shown = said(app)
    assert "Решена только 1 подсказка" in shown
    assert "1 из 1" in shown
    assert "ещё не решали" in shown
    assert "Это не точность программы" in shown


@pytest.mark.parametrize("by", ["month", "week", "source", "score"])
def test_outcomes_over_time_and_by_source(proposed: Project, by: str) -> None:
    proposed.accept_batch([uid(proposed, "Мама", "return/family")], coder="анна")
    app = opened(proposed, state={"review-mode": "outcomes", "outcomes-by": by})
    assert errors(app) == []
    assert "из 1" in said(app)


def test_no_outcomes_yet(study: Project) -> None:
    assert "Подсказок ещё не было" in said(opened(study, state={"review-mode": "outcomes"}))


# -- empty places ---------------------------------------------------------------------------------


def test_nothing_was_ever_suggested(study: Project) -> None:
    app = opened(study)
    assert "Нажмите «Найти подсказки»" in said(app)


def test_everything_is_decided(proposed: Project) -> None:
    proposed.dismiss_batch(proposed.batch().uids, coder="борис")
    assert "Все подсказки разобраны" in said(opened(proposed))


def test_codes_that_say_nothing_and_no_codings(tmp_path: Path) -> None:
    with etic.create(tmp_path / "bare.etic") as project:
        project.import_bundle(small_bundle())
        app = opened(project)
    assert "Программе не на чем учиться" in said(app)
    assert any(target.startswith("codebook") for target in link_targets(app))


def test_no_codebook_and_no_interviews(tmp_path: Path) -> None:
    with etic.create(tmp_path / "empty.etic") as project:
        assert "интервью нет" in said(opened(project))
        project.import_bundle(Bundle(documents=small_bundle().documents))
        app = opened(project)
    assert "нет книги кодов" in said(app)
    assert any(target.startswith("codebook") for target in link_targets(app))


# -- looking for suggestions ----------------------------------------------------------------------


@dataclass
class Found:
    new: int = 5
    passages: int = 3
    below: int = 4
    needs: tuple[Notice, ...] = field(default=())


def looking(monkeypatch: pytest.MonkeyPatch, prepare: Callable[..., Any]) -> None:
    monkeypatch.setattr(Project, "prepare_suggestions", prepare)
    monkeypatch.setattr(preparing, "_jobs", {})


def wait(project: Project) -> None:
    job = preparing._jobs[str(project.path)]
    assert job.thread is not None
    job.thread.join(30)


def test_suggestions_are_looked_for_while_the_screen_stays_usable(
    study: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = Event()
    asked: dict[str, Any] = {}

    def prepare(project: Project, *, tell: Callable[[int, int], None], **scope: Any) -> Found:
        asked.update(scope)
        tell(1, 2)
        assert go.wait(30)
        propose(project)
        return Found()

    looking(monkeypatch, prepare)
    app = opened(study, state={"review-code": "return"})
    app.button(key="review-look").click().run()
    assert errors(app) == []
    assert asked == {"study": None, "document": None, "code": "return", "coder": "анна"}
    assert "Нажмите «Найти подсказки»" in said(app)  # the screen is there meanwhile
    assert not [b for b in app.button if b.key == "review-look"]
    go.set()
    wait(study)
    app.selectbox(key="review-code").set_value("").run()
    shown = said(app)
    assert "Найдено 5 новых подсказок" in shown
    assert "ниже порога осталось: 4" in shown
    assert "Ждут 2 отрывка" in shown
    app.button(key="review-prepared-close").click().run()
    assert "Найдено 5" not in said(app)


def test_what_goes_wrong_while_looking_is_one_line(
    study: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def prepare(project: Project, **scope: Any) -> Found:
        raise EticError("project-busy", file=project.path)

    looking(monkeypatch, prepare)
    app = opened(study)
    app.button(key="review-look").click().run()
    wait(study)
    app.run()
    assert len(errors(app)) == 1


def test_in_english(proposed: Project) -> None:
    shown = said(opened(proposed, lang="en"))
    assert "3 passages wait" in shown
    assert "low confidence, 0.48" in shown


def test_a_walk_is_kept_between_screens(proposed: Project) -> None:
    app = press(opened(proposed), "KeyS")
    app.run()
    assert "отложен 1" in said(app)
    assert app.session_state[WALK].later
