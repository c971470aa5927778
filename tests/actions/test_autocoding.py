"""Coding by rule: what was seen is what is coded, once, and one undo takes all of it back."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import etic
from etic import EticError
from etic.actions import autocoding
from etic.language.patterns import Budget
from etic.model import Bundle, Code, Document, Rule
from etic.project import Project
from tests.studies import TEXT, refused, small_bundle, small_project, tables, turns

FAMILY = Rule("return/family", "words", "мама ИЛИ семья", unit="sentence")
WORK = Rule("skills", "regex", r"\bработ\w+|безработ\w+")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with small_project(tmp_path / "p.etic") as made:
        yield made
        assert made.verify() == []


def coded(project: Project, **filters: Any) -> list[tuple[str, str, str, str]]:
    return [(q.document, q.code, q.quote, q.coder) for q in project.quote_list(**filters)]


# -- seeing and doing -----------------------------------------------------------------------------


def test_a_preview_changes_nothing_and_says_all(project: Project) -> None:
    before = tables(project), project.store.journal.revision()
    seen = project.preview_rule(FAMILY, coder="anna")
    assert (tables(project), project.store.journal.revision()) == before
    assert [(f.hit.document, f.hit.case, f.hit.speaker, f.hit.text, f.standing) for f in seen.found
            ] == [("R01", "R01", "Р", "Мама болела, ёлки.", "new"),
                  ("R02", "R02", "Р", "Семья здесь, вот и вернулся.", "new")]  # fmt: skip
    assert (len(seen.new), seen.documents, seen.cases) == (2, 2, 2)
    frame = seen.frame()
    assert list(frame["text"]) == ["Мама болела, ёлки.", "Семья здесь, вот и вернулся."]
    assert frame["before"][0].endswith("еду домой. ")


def test_what_was_seen_is_coded_in_one_step(project: Project) -> None:
    before = tables(project)
    seen = project.preview_rule(FAMILY, coder="anna")
    done = project.apply_rules(seen)
    assert (done.codings, done.left) == (2, 0)
    quotes = project.quote_list(code="return/family")
    assert [(q.quote, q.coder, q.origin, q.state) for q in quotes] == [
        (f.hit.text, "anna", "rule", "yes") for f in seen.found
    ]
    assert all(project.text(q.document)[q.start : q.end] == q.quote for q in quotes)
    event = project.events(limit=1)[0]
    assert (event.action, event.who) == ("autocode", "anna")
    assert event.details == {"code": "return/family", "rule": FAMILY.pattern, "codings": 2}
    project.undo(coder="anna")
    assert tables(project) == before
    project.redo(coder="anna")
    assert len(project.quote_list()) == 2


def test_twice_is_once(project: Project) -> None:
    seen = project.preview_rule(FAMILY, coder="anna")
    project.apply_rules(seen)
    after = tables(project)
    again = project.preview_rule(FAMILY, coder="anna")
    assert [found.standing for found in again.found] == ["coded", "coded"]
    revision = project.store.journal.revision()
    assert project.apply_rules(again).codings == 0
    assert project.store.journal.revision() == revision  # nothing to undo
    done = project.apply_rules(seen)  # of a window that was left open
    assert (done.codings, done.left) == (0, 2)
    assert tables(project) == after


def test_a_coding_is_traced_to_its_rule(project: Project) -> None:
    project.apply_rules(project.preview_rule(FAMILY, coder="anna"))
    by_hand = project.code("R01", 28, 34, "skills", coder="anna")
    (row,) = project.rule_list()
    assert (row.rule, row.codings) == (FAMILY, 2)
    made = project.quote_list(code="return/family")
    assert [project.rule_of_coding(q.uid) for q in made] == [row.id, row.id]
    assert project.rule_of_coding(by_hand.uid) is None


def test_only_what_is_new_after_new_interviews(project: Project) -> None:
    project.apply_rules(project.preview_rule(FAMILY, coder="anna"))
    text = "Р: Мама звала.\n\nР: Работа была."
    project.import_bundle(Bundle(documents=(Document("R03", text, turns(text), language="ru"),)))
    seen = project.preview_rule(project.rule_list()[0].id, coder="anna")
    assert [found.hit.text for found in seen.new] == ["Мама звала."]
    assert project.apply_rules(seen).codings == 1
    assert project.rule_list()[0].codings == 3


def test_a_coders_own_coding_stays_as_it_is(project: Project) -> None:
    at = TEXT.index("Мама болела")
    project.code("R01", at, at + 11, "return/family", coder="anna", state="no")
    seen = project.preview_rule(FAMILY, coder="anna")
    assert [found.standing for found in seen.found] == ["coded", "new"]
    project.apply_rules(seen)
    assert [(q.quote, q.state) for q in project.quote_list(document="R01")] == [
        ("Мама болела", "no")
    ]


def test_another_coder_has_codings_of_their_own(project: Project) -> None:
    project.apply_rules(project.preview_rule(FAMILY, coder="anna"))
    project.set_second_coder("anna")
    seen = project.preview_rule(FAMILY, coder="boris")
    assert len(seen.new) == 2
    project.apply_rules(seen)
    assert project.coder_counts() == {"anna": 2, "boris": 2}
    assert len(project.quote_list(counted=True)) == 2
    assert project.rule_list()[0].codings == 4
    project.undo(coder="boris")
    assert project.coder_counts() == {"anna": 2}


def test_what_a_person_takes_off_is_not_coded_again(project: Project) -> None:
    project.apply_rules(project.preview_rule(FAMILY, coder="anna"))
    project.uncode(project.quote_list(document="R01")[0].id, coder="anna")
    seen = project.preview_rule(FAMILY, coder="anna")
    assert [found.standing for found in seen.found] == ["taken-off", "coded"]
    assert project.apply_rules(seen).codings == 0
    assert len(project.preview_rule(FAMILY, coder="boris").new) == 2
    wider = project.preview_rule(replace(FAMILY, unit="turn"), coder="anna")
    assert [found.standing for found in wider.found] == ["new", "coded"]  # it is another rule


def test_some_places_may_be_left_out(project: Project) -> None:
    seen = project.preview_rule(FAMILY, coder="anna")
    project.apply_rules(seen.only(lambda found: found.hit.document == "R02"))
    assert [q.document for q in project.quote_list()] == ["R02"]


def test_several_rules_are_one_step(project: Project) -> None:
    before = tables(project)
    seen = [project.preview_rule(rule, coder="anna") for rule in (FAMILY, WORK)]
    assert project.apply_rules(seen).codings == 4
    event = project.events(limit=1)[0]
    assert event.details["code"] == "return/family, skills"
    project.undo(coder="anna")
    assert tables(project) == before


def test_two_rules_of_one_code_code_a_passage_once(project: Project) -> None:
    other = Rule("return/family", "exact", "Мама")
    done = project.apply_rules(
        [project.preview_rule(rule, coder="anna") for rule in (FAMILY, other)]
    )
    assert (done.codings, done.left) == (2, 1)


def test_a_text_that_has_changed_is_not_coded(project: Project) -> None:
    seen = project.preview_rule(FAMILY, coder="anna")
    text = TEXT.replace("Мама болела", "Моя мама тогда болела")
    project.import_bundle(
        Bundle(documents=(Document("R01", text, turns(text), language="ru"),)), revise=True
    )
    refused("rule-changed", project, project.apply_rules, seen)
    refused("rule-changed", project, project.propose_rule, seen)
    project.apply_rules(project.preview_rule(FAMILY, coder="anna"))
    assert coded(project, document="R01")[0][2] == "Моя мама тогда болела, ёлки."


def test_a_document_that_is_gone_is_not_coded(project: Project) -> None:
    seen = project.preview_rule(FAMILY, coder="anna")
    project.delete_document("R02")
    refused("rule-changed", project, project.apply_rules, seen)


def test_proposed_one_by_one(project: Project) -> None:
    seen = project.preview_rule(FAMILY, coder="anna")
    assert project.propose_rule(seen) == 2
    assert project.quote_list() == []
    frame = project.suggestions()
    assert list(frame["source"]) == ["rule", "rule"]
    assert list(frame["quote"]) == [found.hit.text for found in seen.found]
    assert "мама ИЛИ семья" in frame["why"][0]
    assert frame["why"][0].endswith("Мама")
    assert project.propose_rule(seen) == 0
    project.undo(coder="anna")
    assert len(project.suggestions()) == 0


def test_what_was_proposed_and_is_coded_after_all_waits_no_longer(project: Project) -> None:
    seen = project.preview_rule(FAMILY, coder="anna")
    project.propose_rule(seen)
    project.apply_rules(seen)
    frame = project.suggestions()
    assert list(frame["outcome"]) == ["accepted", "accepted"]
    assert list(frame["coding_uid"]) == [q.uid for q in project.quote_list()]
    project.undo(coder="anna")
    assert list(project.suggestions()["outcome"]) == ["", ""]


def test_a_suggestion_turned_down_is_not_coded(project: Project) -> None:
    project.propose_rule(project.preview_rule(FAMILY, coder="anna"))
    row = project.document("R01")
    uid = project.waiting(row)[0].uid
    project.apply(row.id, "anna", [{"op": "op-1", "t": "dismiss", "suggestion": uid}])
    assert list(project.suggestions()["outcome"]) == ["dismissed", ""]
    seen = project.preview_rule(FAMILY, coder="boris")
    assert [found.standing for found in seen.found] == ["dismissed", "new"]


# -- where a rule looks ---------------------------------------------------------------------------


def test_a_rule_keeps_to_its_document_and_study(project: Project) -> None:
    for rule in (replace(FAMILY, document="R02"), replace(FAMILY, document="study/R02")):
        seen = project.preview_rule(rule, coder="anna")
        assert [found.hit.document for found in seen.found] == ["R02"]
        assert seen.rule.document == "study/R02"
    assert len(project.preview_rule(replace(FAMILY, study="study")).found) == 2
    refused("study-unknown", project, project.preview_rule, replace(FAMILY, study="other"))
    refused("document-unknown", project, project.preview_rule, replace(FAMILY, document="R09"))
    refused("code-unknown", project, project.preview_rule, replace(FAMILY, code="nothing"))


def test_a_code_of_one_study_is_not_put_on_another(project: Project) -> None:
    other = small_bundle().documents[1]
    project.import_bundle(Bundle(documents=(replace(other, study="second", name="S1"),)))
    assert len(project.preview_rule(FAMILY, coder="anna").found) == 3
    project.edit_code("return", studies=["study"])
    assert len(project.preview_rule(FAMILY, coder="anna").found) == 2


def test_letters_and_offsets(project: Project) -> None:
    text = "Р: 😀👨‍👩‍👧 Үйгө кеттим, ҮЙГӨ! Ёлка, ра\u00adбота."
    project.import_bundle(Bundle(documents=(Document("K1", text, turns(text), language="ky"),)))
    for rule, expected in (
        (Rule("skills", "exact", "үйгө", document="K1"), ["Үйгө", "ҮЙГӨ"]),
        (Rule("skills", "words", "ҮЙГӨ", document="K1"), ["Үйгө", "ҮЙГӨ"]),
        (Rule("skills", "exact", "елка", document="K1"), ["Ёлка"]),
        (Rule("skills", "exact", "работа", document="K1"), ["ра\u00adбота"]),
    ):
        seen = project.preview_rule(rule, coder="anna")
        assert [found.hit.text for found in seen.found] == expected
        project.apply_rules(seen)
    assert project.verify() == []


@pytest.mark.parametrize("pattern", [r"(?:а|аа)+$", "(", "а*", "(?R)", "а{1000}{1000}", ""])
def test_a_bad_pattern_changes_nothing(
    project: Project, pattern: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autocoding, "Budget", partial(Budget, each=0.3))
    text = "Р: " + "а" * 90 + "б"
    project.import_bundle(Bundle(documents=(Document("R09", text, turns(text)),)))
    before = tables(project)
    with pytest.raises(EticError) as error:
        project.preview_rule(Rule("skills", "regex", pattern), coder="anna")
    assert error.value.key.startswith("rule-")
    assert "\n" not in str(error.value)
    assert tables(project) == before


def test_a_rule_that_finds_everything_is_refused(project: Project) -> None:
    text = "Р: " + "да " * (autocoding.MOST + 1)
    project.import_bundle(Bundle(documents=(Document("R09", text, turns(text)),)))
    refused("rule-many", project, project.preview_rule, Rule("skills", "regex", r"\w"))


# -- rules that are kept --------------------------------------------------------------------------


def test_rules_are_kept_changed_and_deleted(project: Project) -> None:
    number = project.add_rule(FAMILY, coder="anna")
    assert project.add_rule(replace(FAMILY, code="Семья"), coder="anna") == number
    assert project.add_rule(replace(FAMILY, note="прошлый год"), coder="anna") == number
    assert project.rule(number).rule.note == "прошлый год"
    project.apply_rules(project.preview_rule(number, coder="anna"))
    assert project.change_rule(number, replace(FAMILY, pattern="семья", yo=True), coder="anna")
    assert project.rule(number).rule == replace(FAMILY, pattern="семья", yo=True)
    assert list(project.rules()["codings"]) == [2]
    project.delete_rule(number, coder="anna")
    assert project.rule_list() == []
    assert len(project.quote_list()) == 2  # what it coded stays
    refused("rule-unknown", project, project.delete_rule, number)
    refused("rule-pattern", project, project.add_rule, Rule("skills", "regex", "["))
    for _ in range(5):
        project.undo(coder="anna")
    assert (project.rule_list(), project.quote_list()) == ([], [])
    actions = [event.action for event in project.events() if event.kind == "do"]
    assert actions[:5] == ["rule-delete", "rule-edit", "autocode", "rule-add", "rule-add"]


def test_a_rule_goes_along_when_its_code_moves_and_merges(project: Project) -> None:
    before = tables(project)
    number = project.add_rule(FAMILY, coder="anna")
    project.apply_rules(project.preview_rule(number, coder="anna"))
    project.move_code("return/family", "skills", coder="anna")
    assert project.rule(number).rule.code == "skills/family"
    project.merge_codes("skills/family", "returned", coder="anna")
    row = project.rule(number)
    assert (row.rule.code, row.codings) == ("returned", 2)
    assert [f.standing for f in project.preview_rule(number, coder="anna").found] == ["coded"] * 2
    for _ in range(4):
        project.undo(coder="anna")
    assert tables(project) == before


def test_a_rule_goes_with_its_code_and_comes_back(project: Project) -> None:
    number = project.add_rule(FAMILY, coder="anna")
    project.apply_rules(project.preview_rule(number, coder="anna"))
    before = tables(project)
    project.delete_code("return", coder="anna")
    assert project.rule_list() == []
    project.undo(coder="anna")
    assert tables(project) == before


def test_a_document_with_codings_of_a_rule_goes_and_comes_back(project: Project) -> None:
    number = project.add_rule(replace(FAMILY, document="R02"), coder="anna")
    project.apply_rules([project.preview_rule(r, coder="anna") for r in (number, FAMILY)])
    before = tables(project)
    project.delete_document("R02", coder="anna")
    assert [row.rule.document for row in project.rule_list()] == [""]
    project.undo(coder="anna")
    assert tables(project) == before
    other = next(row.id for row in project.rule_list() if row.id != number)
    project.delete_document("R02", coder="anna")
    project.delete_rule(other, coder="anna")
    project.restore_document(project.deleted_documents()[0].event, coder="anna")
    assert coded(project, document="R02")


def test_rules_go_out_and_come_back_whole(project: Project, tmp_path: Path) -> None:
    rules = [
        FAMILY, WORK,
        Rule("return", "exact", "«Да: нет»", "turn", "any", "no", "study", "study/R01", True, True,
             "две\nстроки"),
    ]  # fmt: skip
    for rule in rules:
        project.add_rule(rule)
    project.export(tmp_path / "out.zip")
    with etic.create(tmp_path / "again.etic") as again:
        report = again.import_files([tmp_path / "out.zip"])
        assert report.warnings == []
        assert {row.rule for row in again.rule_list()} == set(rules)
        again.import_files([tmp_path / "out.zip"])
        assert len(again.rule_list()) == 3
        assert again.verify() == []


def test_a_file_with_a_bad_rule_brings_nothing(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text("rules:\n- {code: skills, words: плитка}\n- {code: skills, regex: '('}\n")
    before = tables(project)
    with pytest.raises(EticError) as error:
        project.import_files([path])
    assert "rules.yaml" in str(error.value)
    assert "3" in str(error.value)
    assert tables(project) == before


# -- whatever the rules ---------------------------------------------------------------------------

PATTERNS = st.sampled_from(
    [("words", "мама ИЛИ семья"), ("words", "работ*"), ("words", "вот НЕ мама"), ("exact", "ла"),
     ("exact", "ЕЛКИ"), ("regex", r"\w{6,}"), ("regex", r"[өүһ]\w*"), ("regex", r"\W+\w"),
     ("regex", "😀")]
)  # fmt: skip
RULES = st.builds(
    lambda code, kind, unit, speakers, state: Rule(
        code, kind[0], kind[1], unit, speakers, state
    ),
    st.sampled_from(["return", "return/family", "skills"]), PATTERNS,
    st.sampled_from(["hit", "sentence", "turn"]),
    st.sampled_from(["respondent", "interviewer", "any"]), st.sampled_from(["yes", "no"]),
)  # fmt: skip


@settings(max_examples=25)
@given(rules=st.lists(RULES, min_size=1, max_size=3))
def test_applied_and_undone_is_as_before(rules: list[Rule]) -> None:
    with tempfile.TemporaryDirectory() as folder, small_project(Path(folder, "p.etic")) as project:
        project.add_code(Code("own", name_ru="Своё"))
        before = tables(project)
        for rule in rules:
            project.apply_rules(project.preview_rule(rule, coder="anna"))
        assert project.verify() == []
        after = tables(project)
        for rule in rules:  # once more makes nothing
            seen = project.preview_rule(rule, coder="anna")
            assert seen.new == ()
            assert all(f.hit.text == project.text(f.hit.document)[f.hit.start : f.hit.end]
                       for f in seen.found)  # fmt: skip
            project.apply_rules(seen)
        assert tables(project) == after
        while project.next_step("undo", coder="anna"):
            project.undo(coder="anna")
        assert tables(project) == before
        assert project.verify() == []
