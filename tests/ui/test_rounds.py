"""Double coding in the browser: what a blind coder is sent, and deciding where two differ."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import etic
from etic.project import Project
from etic.ui.sitemap import SCREENS
from etic.ui.textcoder import payload
from etic.ui.textcoder.looking import Looking
from etic.ui.textcoder.session import Session
from tests.rounds import ONE, OTHER, put, twice_coded
from tests.ui.apptest import errors, link_targets, screen, texts
from tests.ui.studies import copy

SECRET = "тайна Бориса"
MORE = "секрет Бориса"


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("twice") / "study.etic"
    project = twice_coded(path)
    project.write_memo("document", "R01", MORE, coder=OTHER)
    project.close()
    return path


@pytest.fixture
def project(twice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.setenv("ETIC_PROJECT", "")
    monkeypatch.setenv("ETIC_LANG", "ru")
    monkeypatch.chdir(tmp_path)
    with etic.open(copy(twice, tmp_path / "study.etic")) as found:
        yield found
        assert found.verify() == []


def sent(app: AppTest) -> str:
    """All that the server has sent for a screen: elements as they go over the wire."""
    parts = []

    def walk(node: Any) -> None:
        proto = getattr(node, "proto", None)
        if proto is not None:
            parts.append(proto.SerializeToString().decode("utf-8", "replace"))
        for child in getattr(node, "children", {}).values():
            walk(child)

    walk(app._tree)
    return "\n".join(parts)


# -- blindness ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [s.id for s in SCREENS])
def test_no_screen_sends_a_blind_coder_what_others_wrote(project: Project, name: str) -> None:
    project.open_round("первый", [ONE, OTHER])
    app = screen(name, project.path, coder=ONE)
    assert errors(app) == []
    said = sent(app)
    assert SECRET not in said
    assert MORE not in said
    assert "Слепое кодирование" in texts(app).replace("\\", "")


def test_the_same_screens_would_send_it_otherwise(project: Project) -> None:
    assert SECRET in sent(screen("quotes", project.path, coder=ONE))
    assert SECRET in sent(screen("code", project.path, coder=ONE, document="R01"))


def test_the_bytes_of_the_reader_hold_a_coder_s_own_alone(project: Project) -> None:
    project.open_round("первый", [ONE, OTHER])
    seen = project.seen_by(ONE)
    row = seen.document("R01")
    theirs = {q.uid for q in project.quote_list(coder=OTHER)}
    snapshot = payload.snapshot(seen, row, ONE, None)
    said = snapshot.data.decode()
    assert OTHER not in said
    assert SECRET not in said
    assert not any(uid in said for uid in theirs)
    assert {coding[4] for coding in json.loads(said)["codings"]} == {ONE}


def test_the_feed_says_nothing_of_what_others_do(project: Project) -> None:
    project.open_round("первый", [ONE, OTHER])
    seen = project.seen_by(ONE)
    row = seen.document("R01")
    session = Session(row, ONE, None, payload.snapshot(seen, row, ONE, None), "m")
    session.exchange(seen, {"since": 0, "ops": []})
    theirs = put(project, OTHER, "R01", "ёлки", "skills", memo=SECRET)
    uid = project.quote(theirs).uid
    asked = {"since": session.snapshot.revision, "ops": [], "ask": ["history", uid]}
    answer = payload.encode(session.exchange(seen, asked)).decode()
    project.uncode(theirs, coder=OTHER)
    again = payload.encode(session.exchange(seen, {"since": 0, "ops": []})).decode()
    for said in (answer, again):
        assert OTHER not in said
        assert SECRET not in said
    assert uid not in again


def test_two_asked_for_side_by_side_are_not_there(project: Project) -> None:
    project.open_round("первый", [ONE, OTHER])
    app = screen("code", project.path, coder=ONE, document="R01", compare=f"{ONE},{OTHER}")
    reader = json.loads(app.get("bidi_component")[0].proto.bytes)
    assert {coding[4] for coding in reader["codings"]} == {ONE}


def test_a_page_that_was_open_is_made_anew(project: Project) -> None:
    app = screen("code", project.path, coder=ONE, document="R01")
    before = json.loads(app.get("bidi_component")[0].proto.bytes)
    assert {coding[4] for coding in before["codings"]} == {ONE, OTHER}
    project.open_round("первый", [ONE, OTHER])
    app.run()
    after = json.loads(app.get("bidi_component")[0].proto.bytes)
    assert after["mount"] != before["mount"]
    assert {coding[4] for coding in after["codings"]} == {ONE}
    project.close_round("первый")
    app.run()
    again = json.loads(app.get("bidi_component")[0].proto.bytes)
    assert {coding[4] for coding in again["codings"]} == {ONE, OTHER}


def test_suggestions_are_learnt_from_what_may_be_seen(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.open_round("первый", [ONE, OTHER])
    learnt: list[set[str]] = []

    def prepare(self: Project, **_: object) -> Any:
        learnt.append({q.coder for q in self.quote_list()})
        raise etic.EticError("suggest-no-codes")

    monkeypatch.setattr(Project, "prepare_suggestions", prepare)
    looking = Looking(project.path, project.document("R01"), ONE, "ru", "o1")
    looking.run()
    assert learnt == [{ONE}]


def test_nobody_by_name_sees_nobody_s(project: Project) -> None:
    project.open_round("первый", [ONE, OTHER])
    app = screen("quotes", project.path)
    assert SECRET not in sent(app)
    assert "Пока вы не назвали себя" in texts(app).replace("\\", "")


def test_agreement_says_why_there_is_nothing(project: Project) -> None:
    project.open_round("первый", [ONE, OTHER])
    app = screen("agreement", project.path, coder=ONE)
    assert "чужая работа скрыта" in str(app.info[0].value).replace("\\", "")


def test_a_third_sees_all(project: Project) -> None:
    project.open_round("первый", [ONE, OTHER])
    assert SECRET in sent(screen("quotes", project.path, coder="вера"))


# -- rounds ---------------------------------------------------------------------------------------


def test_without_rounds_it_says_what_one_is(project: Project) -> None:
    app = screen("rounds", project.path)
    assert errors(app) == []
    assert "Раундов ещё не было" in texts(app)


def test_without_documents(tmp_path: Path) -> None:
    path = tmp_path / "e.etic"
    etic.create(path, "Пусто").close()
    app = screen("rounds", path)
    assert errors(app) == []
    assert "Кодировать пока нечего" in texts(app)


def test_a_round_is_opened_done_and_closed(project: Project) -> None:
    app = screen("rounds", project.path, coder=ONE)
    app.button(key="round-open-0").click().run()
    assert errors(app) == ["Назовите раунд\\."]
    app.text_input(key="round-name-0").set_value("первый")
    app.multiselect(key="round-coders-0").set_value([ONE, OTHER])
    app.segmented_control(key="round-which-0").set_value("drawn").run()
    app.number_input(key="round-share-0").set_value(50)
    app.number_input(key="round-seed-0").set_value(3).run()
    app.button(key="round-open-0").click().run()
    assert errors(app) == []
    found = project.round("первый")
    assert (found.state, found.drawn_of, found.seed, len(found.documents)) == ("open", 2, 3, 1)
    shown = texts(app).replace("\\", "")
    assert "1 документ, выбраны случайно из 2 (зерно 3)" in shown
    assert f"{OTHER}: начато 1 из 1" in shown
    assert SECRET not in sent(app)
    app.button(key=f"round-done-{found.id}").click().run()
    assert project.round("первый").done == (ONE,)
    app.button(key=f"round-close-{found.id}").click().run()
    assert project.round("первый").state == "closed"
    assert errors(app) == []


# -- deciding -------------------------------------------------------------------------------------


@pytest.fixture
def closed(project: Project) -> Project:
    project.open_round("первый", [ONE, OTHER])
    project.close_round("первый")
    return project


def press(app: AppTest, key: str) -> AppTest:
    """Press the button that stands for a key."""
    button = next(b for b in app.button if (b.key or "").startswith(f"review-{key}-"))
    return button.click().run()


def test_places_are_decided_one_after_the_other(closed: Project) -> None:
    app = screen("rounds", closed.path, coder="вера")
    assert errors(app) == []
    shown = texts(app).replace("\\", "")
    assert "Ждут 4 отрывка" in shown
    assert "«үйгө кеттим»" in shown  # the dearest first
    assert "здесь ничего" in shown
    assert any("compare=" in link for link in link_targets(app))
    reason = next(f for f in app.text_input if (f.key or "").startswith("decide-reason"))
    reason.set_value("так в определении")
    app = press(app, "Digit2")
    assert errors(app) == []
    (decided,) = closed.round_disagreements("первый").decided
    assert decided.decision is not None
    assert (decided.decision.outcome, decided.decision.reason) == ("other", "так в определении")
    assert [q.quote for q in closed.quote_list(coder="вера")] == ["«үйгө кеттим»"]
    assert "Семья здесь" in texts(app)
    app = press(app, "KeyS")
    assert "отложено: 1" in texts(app)
    app = press(app, "KeyX")
    app = press(app, "KeyU")
    assert len(closed.round_disagreements("первый").decided) == 1
    for key in ("KeyX", "Digit3"):
        app = press(app, key)
    assert "Осталось только отложенное" in texts(app)
    app = press(app, "Enter")
    app = press(app, "Digit1")
    assert "Всё решено" in texts(app)
    assert errors(app) == []


def test_a_coder_of_the_round_decides_under_another_name(closed: Project) -> None:
    app = screen("rounds", closed.path, coder=ONE)
    app = press(app, "Digit2")
    assert errors(app) == []
    assert {q.coder for q in closed.quote_list()} == {ONE, OTHER, "согласовано"}
    assert closed.events(limit=1)[0].who == ONE


def test_one_of_ones_own(closed: Project) -> None:
    app = press(screen("rounds", closed.path, coder="вера"), "KeyC")
    fields = {str(f.key).rpartition("-")[2]: f for f in [*app.selectbox, *app.text_area]}
    own = next(b for b in app.button if (b.key or "").startswith("decide-own"))
    app = own.click().run()
    assert any("Выберите код" in line for line in errors(app))
    fields = {str(f.key).rpartition("-")[2]: f for f in [*app.selectbox, *app.text_area]}
    fields["code"].set_value("skills")
    fields["text"].set_value("кыргызча: «үйгө")
    app = next(b for b in app.button if (b.key or "").startswith("decide-own")).click().run()
    assert errors(app) == []
    (made,) = closed.quote_list(coder="вера")
    assert (made.quote, made.code, made.origin) == ("кыргызча: «үйгө", "skills", "adjudicated")


def test_a_decision_is_looked_at_again(closed: Project) -> None:
    app = press(screen("rounds", closed.path, coder="вера"), "Digit2")
    place = closed.round_disagreements("первый").decided[0]
    app.button(key=f"again-{place.id}").click().run()
    app = press(app, "KeyX")
    (decided,) = closed.round_disagreements("первый").decided
    assert decided.decision is not None
    assert decided.decision.outcome == "neither"
    assert closed.quote_list(coder="вера") == []


def test_a_round_is_settled(closed: Project) -> None:
    found = closed.round("первый")
    app = screen("rounds", closed.path, coder="вера")
    app.toggle(key=f"settle-show-{found.id}").set_value(True).run()
    shown = texts(app).replace("\\", "")
    assert "Совпали точно: 1" in shown
    assert "Не решено мест: 3" in shown
    assert app.button(key=f"settle-it-{found.id}").disabled
    app.checkbox(key=f"settle-drop-{found.id}").check().run()
    app.button(key=f"settle-it-{found.id}").click().run()
    assert errors(app) == []
    assert closed.round("первый").adjudicator == "вера"
    assert "В таблицах: вера" in texts(app)
    app.button(key=f"round-delete-{found.id}").click().run()
    assert closed.rounds() == []


def test_any_two_who_share_a_document(project: Project) -> None:
    app = screen("rounds", project.path, coder="вера")
    app.selectbox(key="decide-round").set_value(0).run()
    assert errors(app) == []
    assert "Ждут 4 отрывка" in texts(app)


def test_two_who_agree(project: Project) -> None:
    for quote in project.quote_list():
        if quote.quote != "Мама болела":
            project.uncode(quote.id)
    project.open_round("первый", [ONE, OTHER])
    project.close_round("первый")
    app = screen("rounds", project.path)
    assert errors(app) == []
    assert "Расхождений нет" in texts(app)


def test_in_english(closed: Project) -> None:
    app = screen("rounds", closed.path, lang="en", coder="вера")
    assert errors(app) == []
    assert "Only one coded".lower() in texts(app).lower()
