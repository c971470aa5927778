"""The screen of auto-coding: a rule, what it would code, and then the coding of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import etic
from etic.actions import autocoding
from etic.language.patterns import Budget
from etic.model import Bundle, Document, Rule
from etic.project import Project
from tests.studies import turns
from tests.ui.apptest import errors, link_targets, screen, texts


def opened(study: Project, *, coder: str = "анна", **fields: str) -> AppTest:
    """The screen with a rule in its form."""
    said = {"code": "returned", "pattern": "мама ИЛИ семья", **fields}
    state = {f"autocoding-{name}": value for name, value in said.items()}
    app = screen("autocoding", study.path, coder=coder, state=state)
    assert errors(app) == []
    return app


def shown(app: AppTest) -> str:
    return texts(app).replace("\\", "")


def boxes(app: AppTest) -> list[bool]:
    return [box.value for box in app.checkbox]


def test_without_texts_or_codes_it_says_what_to_do(tmp_path: Path) -> None:
    etic.create(tmp_path / "empty.etic").close()
    app = screen("autocoding", tmp_path / "empty.etic")
    assert errors(app) == []
    assert "Пока нет ни одного транскрипта" in shown(app)
    with etic.open(tmp_path / "empty.etic") as project:
        text = "Р: Да."
        project.import_bundle(Bundle(documents=(Document("R01", text, turns(text)),)))
    assert "Пока нет ни одного кода" in shown(screen("autocoding", tmp_path / "empty.etic"))


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_before_anything_is_typed(study: Project, lang: str) -> None:
    app = screen("autocoding", study.path, lang=lang, coder="анна")
    assert errors(app) == []
    assert ("Выберите код" if lang == "ru" else "Choose a code") in shown(app)
    assert not app.checkbox


def test_what_a_rule_would_code_is_seen_first(study: Project) -> None:
    before = study.store.journal.revision()
    app = opened(study, unit="sentence")
    said = shown(app)
    assert "2 места в 2 интервью у 2 респондентов" in said
    assert "находит слова, а не смысл" in said
    assert "<strong>Мама</strong> болела, ёлки." in said
    assert "Закодировать 2 места" in said
    assert boxes(app) == [True, True]
    at = study.text("R01").index("Мама")
    assert any(f"start={at}" in target for target in link_targets(app))
    assert study.store.journal.revision() == before


def test_places_are_unticked_the_rest_is_coded_and_undone(study: Project) -> None:
    app = opened(study)
    app.checkbox[0].uncheck().run()
    assert "Закодировать 1 место" in shown(app)
    app.button(key="autocoding-apply").click().run()
    assert errors(app) == []
    (made,) = study.quote_list(code="returned")
    assert (made.quote, made.coder, made.origin) == ("Семья", "анна", "rule")
    said = shown(app)
    assert "1 место закодировано: Уже вернулся." in said
    assert "2 места в 2 интервью у 2 респондентов; 1 уже закодировано" in said
    assert "Сохранённые правила: 1" in said
    assert boxes(app) == [False]  # the one left out is still left out
    app.button(key="autocoding-undo").click().run()
    assert study.quote_list(code="returned") == []
    assert "Сохранённые правила" not in shown(app)
    assert boxes(app) == [False, True]


def test_all_at_once(study: Project) -> None:
    app = opened(study)
    app.button(key="autocoding-untick-all").click().run()
    assert boxes(app) == [False, False]
    assert app.button(key="autocoding-apply").disabled
    app.button(key="autocoding-tick-all").click().run()
    assert boxes(app) == [True, True]


def test_proposed_for_review(study: Project) -> None:
    app = opened(study)
    app.button(key="autocoding-propose").click().run()
    assert "2 места предложены для проверки" in shown(app)
    assert list(study.suggestions()["quote"]) == ["Мама", "Семья"]
    assert study.quote_list(code="returned") == []


def test_every_place_with_what_became_of_it(study: Project) -> None:
    app = opened(study, code="return/family", unit="sentence")
    assert "2 места в 2 интервью у 2 респондентов; 1 уже закодировано" in shown(app)
    assert boxes(app) == [True]
    app.segmented_control(key="autocoding-view").set_value("every").run()
    assert errors(app) == []
    assert boxes(app) == [True]
    assert "уже закодировано" in "\n".join(c.value for c in app.caption)


def test_nobody_codes_without_a_name(study: Project) -> None:
    app = opened(study, coder="")
    assert not [b for b in app.button if b.key == "autocoding-apply"]
    assert "На имени держатся" in shown(app)


@pytest.mark.parametrize(
    ("kind", "pattern", "said"),
    [
        ("regex", "(да", "не закрыта скобка, знак 3"),
        ("regex", "а*", "подходит и к пустому месту"),
        ("regex", "(?R)", "здесь не применяется"),
        ("regex", "(?:а{1000}){1000}", "слишком велик"),
        ("words", "NEAR(", "NEAR нужны"),
    ],
)
def test_a_bad_pattern_is_said_in_its_place(
    study: Project, kind: str, pattern: str, said: str
) -> None:
    state = {"autocoding-code": "returned", "autocoding-kind": kind, "autocoding-pattern": pattern}
    app = screen("autocoding", study.path, coder="анна", state=state)
    (line,) = errors(app)
    assert said in line.replace("\\", "")
    assert not [b for b in app.button if b.key == "autocoding-apply"]
    assert app.text_input(key="autocoding-pattern").value == pattern


def test_a_pattern_that_goes_on_is_stopped_once(
    study: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autocoding, "Budget", partial(Budget, each=0.3))
    text = "Р: " + "а" * 90 + "б"
    study.import_bundle(Bundle(documents=(Document("R09", text, turns(text)),)))
    state = {"autocoding-code": "returned", "autocoding-kind": "regex",
             "autocoding-pattern": "(?:а|аа)+$"}  # fmt: skip
    app = screen("autocoding", study.path, coder="анна", state=state)
    assert "остановлен на документе R09" in errors(app)[0].replace("\\", "")


def test_nothing_found_says_what_to_try(study: Project) -> None:
    app = opened(study, pattern="самолёт")
    assert "Ничего не найдено" in shown(app)
    app.button(key="autocoding-keep").click().run()
    assert [row.rule.pattern for row in study.rule_list()] == ["самолёт"]


def test_a_kept_rule_is_run_again_changed_and_deleted(study: Project) -> None:
    rule = Rule("returned", "words", "мама ИЛИ семья", "sentence", document="study/R02")
    study.apply_rules(study.preview_rule(rule, coder="анна"))
    number = study.rule_list()[0].id
    app = screen("autocoding", study.path, coder="анна")
    assert "1 кодирование сделано" in shown(app)
    app.button(key=f"autocoding-open-{number}").click().run()
    assert errors(app) == []
    assert app.text_input(key="autocoding-pattern").value == rule.pattern
    said = shown(app)
    assert f"Правило {number}" in said
    assert "Нового ничего нет" in said
    app.text_input(key="autocoding-pattern").set_value("вернуться").run()
    app.button(key="autocoding-keep").click().run()
    assert errors(app) == []
    (row,) = study.rule_list()
    assert (row.id, row.rule.pattern, row.rule.document) == (number, "вернуться", "study/R02")
    app.button(key="autocoding-another").click().run()
    assert app.text_input(key="autocoding-pattern").value == ""
    app.button(key=f"autocoding-delete-{number}").click().run()
    assert study.rule_list() == []
    assert len(study.quote_list(code="returned")) == 1


def test_the_journal_says_it_in_words(study: Project) -> None:
    study.apply_rules(study.preview_rule(Rule("returned", "words", "мама"), coder="анна"))
    for lang, said in (("ru", "закодировано по правилу: Уже вернулся, мама, 1 кодирование"),
                       ("en", "coded by rule: Returned, мама, 1 coding")):  # fmt: skip
        app = screen("overview", study.path, lang=lang, coder="анна")
        helps = [b.help.replace("\\", "") for b in app.button if b.key == "button-undo"]
        assert said in helps[0]
