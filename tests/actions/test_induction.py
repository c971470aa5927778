"""Propositions: made, judged, revised; every case in one place; old versions keep their tally."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import etic
from etic.actions.exporting import archive
from etic.analysis.induction import PLACES, VERDICTS
from etic.i18n import use_language
from etic.model import Bundle, Case, Document
from etic.project import Project
from tests.studies import refused, small_bundle, tables, turns


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Five respondents; one of them was not asked, one has said nothing, one both ways."""
    made = etic.create(tmp_path / "a.etic", "Малое")
    text = "И: Почему?\n\nР: Семья здесь. Плитку класть. Үйгө кеттим."
    more = tuple(
        Document(name, text, turns(text), language="ru",
                 attributes={"gender": "женщина" if name == "R03" else "мужчина"},
                 not_asked=("return", "skills") if name == "R05" else ())
        for name in ("R03", "R04", "R05")
    )  # fmt: skip
    made.import_bundle(small_bundle() + Bundle(documents=more), who="import")
    for document, quote, code in (
        ("R01", "Мама болела", "return/family"),
        ("R02", "Семья здесь", "return/family"),
        ("R03", "Семья здесь", "return/family"),
        ("R03", "Плитку класть", "skills"),
        ("R04", "Плитку класть", "skills"),
    ):
        at = made.text(document).index(quote)
        made.code(document, at, at + len(quote), code, coder="анна")
    made.add_proposition(
        "Возвращаются ради семьи.", "For the family.", supports=["return"],
        contradicts=["skills"], coder="анна",
    )  # fmt: skip
    yield made
    assert made.verify() == []
    made.close()


def counts(project: Project, **more: object) -> dict[str, int]:
    line = project.board(1, **more).lines[-1]  # type: ignore[arg-type]
    return {place: n for place, n in line.tally.n.items() if n}


def test_the_queue_has_contradicting_cases_first_with_their_quotes(project: Project) -> None:
    found = project.judging_queue(1)
    assert [(c.case.name, c.reading, c.verdict) for c in found] == [
        ("R04", "against", "contradicts"),
        ("R03", "mixed", None),
        ("R01", "for", "supports"),
        ("R02", "for", "supports"),
        ("R05", "unasked", "not_asked"),
    ]
    assert [q.quote for q in found[0].against] == ["Плитку класть"]
    assert [q.quote for q in found[1].supporting] == ["Семья здесь"]


def test_a_proposition_without_codes_proposes_nothing(project: Project) -> None:
    made = project.add_proposition(text_en="All is well.")
    assert {c.verdict for c in project.judging_queue(made)} == {None}
    assert project.proposition(made).text == "All is well."


def test_a_nearer_tie_holds_over_a_farther_one(project: Project) -> None:
    project.tie_codes(1, {"return": "supports", "return/family": "contradicts"})
    assert [c.reading for c in project.judging_queue(1)].count("against") == 3


def test_what_was_judged_counts_and_is_undone(project: Project) -> None:
    before = tables(project)
    quote = project.judging_queue(1)[0].against[0]
    made = project.judge(1, "R04", "contradicts", " Ради плитки ", quotes=[quote.id], coder="анна")
    assert (made.reason, made.codings, made.coder) == ("Ради плитки", (quote.id,), "анна")
    assert counts(project) == {"contradicts": 1, "not_judged": 4}
    board = project.board(1)
    assert board.behind(0, "contradicts") == (quote.id,)
    assert board.behind(0, "supports") == ()
    project.undo()
    assert {**tables(project), "coders": before["coders"]} == before
    project.redo()
    assert counts(project) == {"contradicts": 1, "not_judged": 4}
    assert "R04" not in [c.case.name for c in project.judging_queue(1)]


def test_without_quotes_of_its_own_a_verdict_opens_into_those_of_its_codes(
    project: Project,
) -> None:
    project.judge(1, "R03", "supports")
    behind = project.board(1).behind(0, "supports")
    assert [project.quote(i).quote for i in behind] == ["Семья здесь"]


def test_judging_again_changes_and_leaves_the_quotes(project: Project) -> None:
    quote = project.judging_queue(1)[0].against[0]
    first = project.judge(1, "R04", "contradicts", quotes=[quote.id], coder="анна")
    again = project.judge(1, "R04", "silent", "Передумала", coder="анна")
    assert (again.id, again.verdict, again.codings) == (first.id, "silent", (quote.id,))
    steps = project.judgement_history(first.id)
    assert [after and after.get("verdict") for _, _, after in steps] == ["contradicts", "silent"]


def test_coders_who_differ_count_neither_for_nor_against(project: Project) -> None:
    project.judge(1, "R01", "supports", coder="анна")
    project.judge(1, "R01", "contradicts", coder="борис")
    assert counts(project) == {"disputed": 1, "not_judged": 4}
    assert counts(project, coder="борис") == {"contradicts": 1, "not_judged": 4}
    project.withdraw_judgement(1, "R01", of="борис")
    assert counts(project) == {"supports": 1, "not_judged": 4}


def test_second_coders_count_only_where_they_are_asked_for(project: Project) -> None:
    project.judge(1, "R01", "supports", coder="анна")
    project.judge(1, "R01", "contradicts", coder="второй")
    project.set_second_coder("второй")
    board = project.board(1)
    assert board.lines[0].tally.n["supports"] == 1
    with use_language("ru"):
        assert "второй" in board.note
    assert counts(project, coder="второй") == {"contradicts": 1, "not_judged": 4}
    assert "R01" not in [c.case.name for c in project.judging_queue(1, coder="второй")]
    assert "R02" in [c.case.name for c in project.judging_queue(1, coder="второй")]


def test_by_group(project: Project) -> None:
    project.judge(1, "R03", "contradicts")
    project.judge(1, "R02", "supports")
    lines = project.board(1, by="gender").lines
    assert [(line.group, line.tally.informative) for line in lines] == [
        ("женщина", 1), ("мужчина", 1), ("", 2),
    ]  # fmt: skip


def test_what_cannot_be_is_refused(project: Project) -> None:
    other = project.quote_list(code="skills")[0]
    refused("judgement-reason", project, project.judge, 1, "R01", "out_of_scope")
    refused("judgement-quote", project, project.judge, 1, "R01", "supports", quotes=[other.id])
    refused("choice-unknown", project, project.judge, 1, "R01", "perhaps")
    refused("case-missing", project, project.judge, 1, "R99", "supports")
    refused("proposition-unknown", project, project.judge, 7, "R01", "supports")
    refused("judgement-none", project, project.withdraw_judgement, 1, "R01")
    refused("proposition-empty", project, project.add_proposition, "  ")
    refused("proposition-there", project, project.add_proposition, "Ещё", number=1)
    refused("proposition-both", project, project.add_proposition, "Ещё",
            supports=["skills"], contradicts=["skills"])  # fmt: skip
    refused("code-unknown", project, project.tie_code, 1, "нет такого", "supports")
    project.import_bundle(Bundle(cases=(Case("X1", "другое"),)), who="import")
    refused("judgement-study", project, project.judge, 1, "другое/X1", "supports")
    refused("proposition-study", project, project.add_proposition, "Чьё?")


def test_a_revision_keeps_the_old_version_and_asks_for_all_again(project: Project) -> None:
    project.judge(1, "R04", "contradicts", "Ради плитки")
    project.judge(1, "R01", "supports", "Мама")
    project.judge(1, "R05", "not_asked")
    said = {"text_ru": "Ради семьи или работы.", "text_en": "For family or work."}
    refused("proposition-reason", project, project.revise_proposition, 1, reason=" ", said=said)
    refused("proposition-keep", project, project.revise_proposition, 1, reason="R04", said=said,
            keep=["contradicts"])  # fmt: skip
    refused("proposition-same-revised", project, project.revise_proposition, 1, reason="R04",
            said={"text_ru": "Возвращаются ради семьи. "})  # fmt: skip
    refused("proposition-same-redefined", project, project.revise_proposition, 1, reason="R04",
            said=said, kind="redefined")  # fmt: skip
    version = project.revise_proposition(1, reason="R04", said=said, keep=["not_asked"])
    assert version == 2
    old, new = project.board(1).lines
    assert {p: n for p, n in old.tally.n.items() if n} == {
        "contradicts": 1, "supports": 1, "not_asked": 1, "not_judged": 2,
    }  # fmt: skip
    assert {p: n for p, n in new.tally.n.items() if n} == {"not_asked": 1, "not_judged": 4}
    assert (old.text, new.text, old.newest, new.carried) != (new.text, old.text, True, 0)
    first = project.judging_queue(1)[0]
    assert (first.case.name, first.was_against) == ("R04", True)
    assert project.judge(1, "R05", "not_asked").carried is False
    assert project.board(1).lines[-1].carried == 0


def test_a_redefined_phenomenon_puts_cases_out_of_scope(project: Project) -> None:
    project.judge(1, "R04", "contradicts")
    project.revise_proposition(
        1, reason="R04 не возвращался", kind="redefined",
        said={"phenomenon_ru": "Возвращение насовсем"},
    )  # fmt: skip
    row = project.proposition(1)
    assert (row.newest.kind, row.newest.phenomenon) == ("redefined", "Возвращение насовсем")
    assert row.text == row.versions[0].text
    project.judge(1, "R04", "out_of_scope", "Не насовсем")
    assert project.board(1).lines[-1].tally.informative == 0


def test_a_deleted_proposition_comes_back_whole(project: Project) -> None:
    project.judge(1, "R01", "supports", quotes=[project.judging_queue(1)[2].supporting[0].id])
    project.revise_proposition(1, reason="x", said={"text_ru": "Иначе"}, keep=["supports"])
    before = tables(project)
    project.delete_proposition(1)
    assert project.propositions() == []
    project.undo()
    assert tables(project) == before


def test_deleting_a_transcript_leaves_the_judgement_and_undo_its_quotes(project: Project) -> None:
    quote = project.judging_queue(1)[0].against[0]
    project.judge(1, "R04", "contradicts", "Плитка", quotes=[quote.id])
    project.delete_document("R04")
    assert counts(project) == {"contradicts": 1, "not_judged": 4}
    assert project.proposition(1).newest.judgements[0].codings == ()
    project.undo()
    assert project.proposition(1).newest.judgements[0].codings == (quote.id,)


def test_versions_reasons_and_quotes_go_out_and_come_back(project: Project, tmp_path: Path) -> None:
    quote = project.judging_queue(1)[0].against[0]
    project.judge(1, "R04", "contradicts", "Плитка: «үй»", quotes=[quote.id], coder="анна")
    project.judge(1, "R01", "supports", coder="борис")
    project.judge(1, "R01", "silent", coder="анна")
    project.revise_proposition(
        1, reason="R04", kind="redefined",
        said={"phenomenon_ru": "Насовсем"}, keep=["supports"], coder="анна",
    )  # fmt: skip
    out = tmp_path / "all.zip"
    project.export(out)
    with etic.create(tmp_path / "b.etic", "b") as back:
        back.import_files([out])
        assert back.bundle().propositions == project.bundle().propositions
        assert archive(back.bundle()) == archive(project.bundle())
        assert back.import_files([out]).changed is False
        assert back.verify() == []


def test_an_empty_project_has_an_empty_board(tmp_path: Path) -> None:
    with etic.create(tmp_path / "c.etic", "c") as empty:
        assert empty.board().lines == ()
        assert empty.board().table().rows == ()
        assert empty.board().drawings() == ()
        refused("proposition-study", empty, empty.add_proposition, "Все")


CASES = ("R01", "R02", "R03", "R04", "R05")
steps = st.lists(
    st.one_of(
        st.tuples(st.just("judge"), st.sampled_from(CASES), st.sampled_from(VERDICTS),
                  st.sampled_from(["анна", "борис"])),
        st.tuples(st.just("revise"), st.sets(st.sampled_from(VERDICTS[1:])), st.none(), st.none()),
        st.tuples(st.just("undo"), st.none(), st.none(), st.none()),
    ),
    max_size=8,
)  # fmt: skip


@settings(max_examples=8)
@given(steps)
def test_every_case_stands_in_one_place_and_old_versions_stay(
    project: Project, made: list[tuple[str, object, object, object]]
) -> None:
    for kind, one, other, who in made:
        before = [line.cases for line in project.board(1).lines]
        if kind == "judge":
            project.judge(1, one, other, "потому что", coder=who)  # type: ignore[arg-type]
        elif kind == "revise":
            text = f"Версия {project.store.journal.revision()}"
            project.revise_proposition(1, reason="x", said={"text_ru": text}, keep=one)  # type: ignore[arg-type]
        elif next_step(project) in ("judge", "proposition-revise"):
            project.undo()
        after = [line.cases for line in project.board(1).lines]
        if kind == "revise":
            assert after[:-1] == before
            assert not after[-1].get("contradicts")
    for line in project.board(1).lines:
        stand = [case for place in PLACES for case in line.cases.get(place, ())]
        assert len(stand) == len(set(stand)) == len(CASES)
    assert project.verify() == []


def next_step(project: Project) -> str:
    step = project.next_step("undo")
    return step.action if step else ""


@pytest.mark.parametrize("drawn", [False, True])
def test_the_notes_say_what_kind_of_sample_it_is(project: Project, drawn: bool) -> None:
    [study] = project.study_titles()
    project.set_probability_sample(study, drawn)
    with use_language("ru"):
        for result in (project.board(1), project.truth_table("return", ["skills"])):
            assert ("не вероятностная" in result.note) is not drawn
