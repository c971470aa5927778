"""The framework matrix: what is written in its cells, and what becomes of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import etic
from etic.actions.memos import tidy
from etic.errors import EticError
from etic.i18n import use_language
from etic.model import Bundle, Case, Code, Codebook, Document, Summary
from etic.project import Project
from tests.studies import refused, small_project, tables, turns

MOTHER, JOBLESS, HERE = "Мама болела", "Безработица", "Семья здесь"


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Project]:
    """R01 with two quotes of one family, R02 with one; whatever is done, it must be whole."""
    with use_language("ru"), small_project(tmp_path / "study.etic") as project:
        put(project, "R01", MOTHER, "return/family")
        put(project, "R01", JOBLESS, "return")
        put(project, "R02", HERE, "return/family")
        yield project
        assert project.verify() == []


def put(project: Project, document: str, quote: str, code: str, coder: str = "анна") -> int:
    at = project.text(document).index(quote)
    return project.code(document, at, at + len(quote), code, coder=coder).id


def ids(project: Project, *quotes: str) -> list[int]:
    found = {quote.quote: quote.id for quote in project.quote_list()}
    return [found[quote] for quote in quotes]


def mother(project: Project) -> None:
    project.summarise(
        "R01", "return", "Вернулась из-за матери.", ids(project, MOTHER), coder="анна"
    )


# -- the matrix -----------------------------------------------------------------------------------


def test_a_cell_says_what_was_written_or_how_many_quotes_wait(study: Project) -> None:
    mother(study)
    made = study.framework(["return", "skills"])
    assert [case.name for case in made.cases] == ["R01", "R02"]
    table = made.table()
    assert [column.key for column in table.columns] == ["case", "return", "skills"]
    assert table.rows == (
        ("R01", "Вернулась из-за матери.", None),
        ("R02", "[1 цитата ждёт сводки]", None),
    )
    assert "Сводок: 1" in made.note
    assert "Цитаты вторых кодировщиков не берутся" in str(made)


def test_a_cell_opens_into_what_it_rests_on_else_into_all_of_it(study: Project) -> None:
    mother(study)
    made = study.framework("return")
    assert list(made.behind(0, "return")) == ids(study, MOTHER)
    assert list(made.behind(1, "return")) == ids(study, HERE)
    assert list(made.behind(0, "case")) == []


def test_without_themes_the_families_are_the_themes(study: Project) -> None:
    assert [theme.path for theme in study.framework().themes] == ["return", "returned", "skills"]


def test_rows_are_grouped_by_an_attribute_and_kept_to_a_value(study: Project) -> None:
    made = study.framework("return", by="gender")
    assert [(case.name, case.group) for case in made.cases] == [
        ("R01", "женщина"), ("R02", "мужчина"),
    ]  # fmt: skip
    study.set_attributes([Case("R01", "study", {"gender": None})])
    assert [c.name for c in study.framework("return", by="gender").cases] == ["R02", "R01"]
    assert [c.name for c in study.framework("return", where={"age": "51"}).cases] == ["R02"]
    refused("attribute-unknown", study, study.framework, "return", by="рост")
    refused("code-unknown", study, study.framework, ["нет такого"])
    refused("study-unknown", study, study.framework, study="x")


def test_quotes_of_second_coders_wait_for_nobody(study: Project) -> None:
    put(study, "R02", "вернулся", "returned", coder="борис")
    study.set_second_coder("борис")
    cell = study.framework_cell("R02", "returned")
    assert (cell.quotes, cell.waiting) == ((), False)
    assert "борис" in study.framework("returned").note


def test_themes_of_one_name_are_told_apart_and_keys_never_clash(tmp_path: Path) -> None:
    codes = (Code("case", name_ru="Дом"), Code("push"), Code("push/home", name_ru="Дом"))
    with use_language("ru"), etic.create(tmp_path / "a.etic") as project:
        project.import_bundle(Bundle(codebooks=(Codebook(codes),), cases=(Case("R1", "s"),)))
        assert project.framework().table().rows == ()  # nobody was interviewed
        project.summarise("R1", "case", "Дом — у бабушки.")
        made = project.framework(["case", "push/home"])
        assert [(c.key, c.label) for c in made.columns()] == [
            ("case", "Респондент"), ("theme.case", "Дом"), ("push/home", "push › Дом"),
        ]  # fmt: skip
        assert made.table().rows == (("R1", "Дом — у бабушки.", None),)


def test_a_project_with_nothing_in_it_has_an_empty_matrix(tmp_path: Path) -> None:
    with etic.create(tmp_path / "a.etic") as project:
        made = project.framework()
        assert (made.table().rows, made.progress()["written"]) == ((), 0)
        assert made.behind(0, "return") == ()


def test_a_theme_of_another_study_is_for_none_of_its_cases(study: Project) -> None:
    other = Document("E01", "Р: Плитку.", turns("Р: Плитку."), study="новое")
    book = Codebook((Code("tiles", name_ru="Плитка"),), study="новое")
    study.import_bundle(Bundle(documents=(other,), codebooks=(book,)))
    made = study.framework("tiles")
    assert ([case.name for case in made.cases], made.out_of_scope) == (["E01"], 2)
    assert "2 респондента не показаны" in made.note
    refused("summary-scope", study, study.summarise, "R01", "tiles", "Кладёт плитку.")
    both = study.framework(["tiles", "return"])
    assert both.several_studies
    assert both.progress()["out"] == 2
    assert [c.key for c in both.columns()] == ["case", "study", "tiles", "return"]


def test_not_asked_is_said(study: Project) -> None:
    tx_case = study.case_list()[0].id
    with study.store.journal.change("not-asked", "анна") as tx:
        tx.insert("not_asked", {"case_id": tx_case, "code_id": study.codebook().find("skills").id})
    assert study.framework("skills").table().rows[0][1] == "[не спрашивали]"


# -- writing --------------------------------------------------------------------------------------


def test_writing_is_one_step_with_its_links(study: Project) -> None:
    before = tables(study)
    mother(study)
    cell = study.framework_cell("study/R01", "return")
    assert (cell.text, cell.coder, cell.linked) == (
        "Вернулась из-за матери.", "анна", tuple(ids(study, MOTHER)),
    )  # fmt: skip
    assert not cell.stale
    assert study.events(limit=1)[0].details == {
        "case": "R01", "code": "return", "text": "Вернулась из-за матери.",
    }  # fmt: skip
    after = tables(study)
    study.undo(coder="анна")
    assert tables(study) == before | {"coders": after["coders"]}
    study.redo(coder="анна")
    assert tables(study) == after


def test_the_same_again_changes_nothing(study: Project) -> None:
    mother(study)
    before = study.store.journal.revision()
    same = study.summarise(
        "R01", "return", " Вернулась из-за матери.\n", ids(study, MOTHER), coder="борис"
    )
    assert not same
    assert study.store.journal.revision() == before


def test_an_emptied_cell_can_be_written_again(study: Project) -> None:
    assert not study.summarise("R02", "return", "  ")
    mother(study)
    assert study.summarise("R01", "return", "", expected="Вернулась из-за матери.")
    cell = study.framework_cell("R01", "return")
    assert (cell.text, cell.linked, cell.waiting) == ("", (), True)
    assert study.bundle().summaries == ()
    mother(study)
    assert study.framework_cell("R01", "return").linked


def test_a_summary_rests_only_on_quotes_of_its_cell(study: Project) -> None:
    refused("summary-coding", study, study.summarise, "R01", "return", "…", ids(study, HERE))
    refused("summary-coding", study, study.summarise, "R01", "return/family", "…",
            ids(study, JOBLESS))  # fmt: skip
    refused("summary-coding", study, study.summarise, "R01", "return", "…", [10_000])
    refused("summary-empty", study, study.summarise, "R01", "return", " ", ids(study, MOTHER))
    refused("case-missing", study, study.summarise, "R99", "return", "…")
    refused("code-unknown", study, study.summarise, "R01", "нет", "…")


def test_whoever_writes_must_have_seen_what_is_there(study: Project) -> None:
    mother(study)
    error = refused("summary-conflict", study, study.summarise, "R01", "return", "Нет работы.",
                    coder="борис")  # fmt: skip
    for said in ("анна", "Вернулась из-за матери.", "Нет работы."):
        assert said in str(error)
    refused("summary-conflict", study, study.summarise, "R01", "return", "", expected="Другое.")
    study.summarise("R01", "return", "Мать, потом работа.", coder="борис",
                    expected="Вернулась из-за матери.")  # fmt: skip
    cell = study.framework_cell("R01", "return")
    assert (cell.text, cell.coder) == ("Мать, потом работа.", "борис")


def test_two_may_write_the_same(study: Project) -> None:
    mother(study)
    assert study.summarise("R01", "return", "Вернулась из-за матери.",
                           ids(study, MOTHER, JOBLESS), coder="борис")  # fmt: skip
    assert len(study.framework_cell("R01", "return").linked) == 2


def test_kyrgyz_and_control_characters(study: Project) -> None:
    study.summarise("R01", "return", "Апасы үчүн\u0000 кайтты\u2028өзү айтат 😀")
    assert study.framework_cell("R01", "return").text == "Апасы үчүн кайтты\nөзү айтат 😀"


# -- what changes under a summary -----------------------------------------------------------------


def test_a_summary_is_stale_until_somebody_has_looked_again(study: Project) -> None:
    mother(study)
    put(study, "R01", "ёлки", "return")
    cell = study.framework_cell("R01", "return")
    assert (cell.new, cell.gone, cell.altered) == (1, 0, 0)
    assert cell.shown() == ("Вернулась из-за матери.\n[после записи цитаты менялись: 1 новая]")
    assert study.framework("return").progress()["stale"] == 1
    assert study.summarise("R01", "return", cell.text, cell.linked, expected=cell.text)
    assert not study.framework_cell("R01", "return").stale


def test_what_was_coded_while_somebody_wrote_is_new_to_them(study: Project) -> None:
    seen = study.framework_cell("R01", "return")
    put(study, "R01", "ёлки", "return", coder="борис")
    study.summarise("R01", "return", "Из-за матери.", seen.quotes, seen=seen.coded)
    assert study.framework_cell("R01", "return").new == 1


def test_other_words_and_another_state_make_it_stale_and_undo_makes_it_fresh(
    study: Project,
) -> None:
    mother(study)
    study.code("R01", code="return/family", quote=MOTHER, state="no", coder="анна")
    assert study.framework_cell("R01", "return").altered == 1
    study.undo(coder="анна")
    assert not study.framework_cell("R01", "return").stale


def test_a_coding_that_goes_leaves_the_summary_and_takes_its_link(study: Project) -> None:
    mother(study)
    before = tables(study)
    study.uncode(ids(study, MOTHER)[0], coder="борис")
    cell = study.framework_cell("R01", "return")
    assert (cell.text, cell.linked, cell.gone) == ("Вернулась из-за матери.", (), 1)
    assert study.verify() == []
    study.undo(coder="борис")
    assert tables(study)["summary_codings"] == before["summary_codings"]
    assert not study.framework_cell("R01", "return").stale


def test_a_coding_comes_back_though_its_summary_was_emptied(study: Project) -> None:
    mother(study)
    study.uncode(ids(study, MOTHER)[0], coder="борис")
    study.summarise("R01", "return", "", expected="Вернулась из-за матери.", coder="анна")
    study.undo(coder="борис")
    assert ids(study, MOTHER)


def test_a_deleted_transcript_leaves_what_was_written_of_its_respondent(study: Project) -> None:
    mother(study)
    before = tables(study)
    study.delete_document("R01", coder="анна")
    assert study.verify() == []
    made = study.framework("return")
    assert [case.name for case in made.cases] == ["R01", "R02"]
    assert made.cell(0, "return").gone == 2
    study.restore_document(study.deleted_documents()[0].event)
    assert {name: rows for name, rows in tables(study).items() if rows != before[name]} == {}


def test_an_emptied_summary_keeps_no_respondent(study: Project) -> None:
    mother(study)
    study.summarise("R01", "return", "", expected="Вернулась из-за матери.")
    study.delete_document("R01")
    assert [case.name for case in study.case_list()] == ["R02"]
    study.undo()
    assert [case.name for case in study.case_list()] == ["R01", "R02"]


def test_a_deleted_code_takes_its_summaries_and_undo_brings_them_back(study: Project) -> None:
    mother(study)
    before = tables(study)
    study.delete_code("return", coder="анна")
    assert study.verify() == []
    assert tables(study)["summaries"] == []
    study.undo(coder="анна")
    assert tables(study) == before


def test_merged_codes_keep_both_texts_and_all_links(study: Project) -> None:
    mother(study)
    skill = put(study, "R01", "Плитку класть", "skills")
    study.summarise("R01", "skills", "Кладёт плитку.", [skill])
    study.summarise("R02", "skills", "Молчит.")
    before = tables(study)
    assert study.merging("skills", "return").summaries == 1
    study.merge_codes("skills", "return", coder="анна")
    assert study.verify() == []
    cell = study.framework_cell("R01", "return")
    assert cell.text == "Вернулась из-за матери.\n\nКладёт плитку."
    assert set(cell.linked) == {skill, *ids(study, MOTHER)}
    assert not cell.stale
    assert study.framework_cell("R02", "return").text == "Молчит."
    study.undo(coder="анна")
    assert tables(study) == before


def test_a_link_goes_over_to_the_coding_that_two_become(study: Project) -> None:
    first = put(study, "R01", MOTHER, "skills")
    study.summarise("R01", "skills", "Мама.", [first])
    study.merge_codes("skills", "return/family")
    assert study.framework_cell("R01", "return/family").linked == tuple(ids(study, MOTHER))


def test_a_moved_code_takes_its_summaries_along(study: Project) -> None:
    study.summarise("R02", "return/family", "Семья здесь.", ids(study, HERE))
    study.move_code("return/family", under="skills")
    cell = study.framework_cell("R02", "skills/family")
    assert (cell.text, cell.stale, len(cell.linked)) == ("Семья здесь.", False, 1)


# -- files ----------------------------------------------------------------------------------------


def test_an_export_brings_every_summary_back(study: Project, tmp_path: Path) -> None:
    mother(study)
    put(study, "R01", "ёлки", "return")
    study.summarise("R02", "return", "Здесь семья.\n\nБольше ничего.", coder="борис")
    study.export(tmp_path / "one.zip")
    with etic.create(tmp_path / "again.etic") as again:
        again.import_files([tmp_path / "one.zip"])
        assert again.bundle().summaries == study.bundle().summaries
        assert again.framework("return").table() == study.framework("return").table()
        assert again.framework_cell("R01", "return").new == 1
        assert again.verify() == []
        revision = again.store.journal.revision()
        again.import_files([tmp_path / "one.zip"])
        assert again.store.journal.revision() == revision, "the same again adds nothing"
        again.export(tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_another_summary_from_a_file_is_put_under_the_one_there_is(study: Project) -> None:
    mother(study)
    brought = Summary("R01", "return", "Не было работы.", ("нет-такой",), "борис", study="study")
    report = study.import_bundle(Bundle(summaries=(brought,)))
    assert {notice.key for notice in report.warnings} == {"summary-joined", "summary-links-lost"}
    cell = study.framework_cell("R01", "return")
    assert cell.text == "Вернулась из-за матери.\n\nНе было работы."
    assert cell.linked == tuple(ids(study, MOTHER))
    study.undo()
    assert study.framework_cell("R01", "return").text == "Вернулась из-за матери."


def test_a_summary_on_a_code_that_is_not_there_is_refused_with_its_place(study: Project) -> None:
    wrong = Summary("R01", "нет", "…", study="study", where="line 3", file="framework.yaml")
    error = refused("coding-at", study, study.import_bundle, Bundle(summaries=(wrong,)))
    assert "framework.yaml" in str(error)


LETTERS = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t:#-'\"[]{}ӨөҮүё"),
    min_size=1, max_size=60,
)  # fmt: skip


@settings(max_examples=8)
@given(said=st.lists(LETTERS, min_size=2, max_size=2), linked=st.booleans())
def test_any_text_survives_the_way_out_and_back(
    said: list[str], linked: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("way")
    with small_project(folder / "a.etic") as project:
        put(project, "R01", MOTHER, "return/family")
        on = ids(project, MOTHER) if linked else []
        for case, text in zip(("R01", "R02"), said, strict=True):
            try:
                project.summarise(case, "return", text, on if case == "R01" else [])
            except EticError:
                assert not tidy(text)  # nothing is left of it, and it would rest on a quote
        project.export(folder / "a.zip")
        there = project.bundle().summaries
    with etic.create(folder / "b.etic") as again:
        again.import_files([folder / "a.zip"])
        assert again.bundle().summaries == there
        assert again.verify() == []


def test_a_project_of_before_gets_the_tables(tmp_path: Path) -> None:
    path = tmp_path / "old.etic"
    small_project(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE summary_codings")
        connection.execute("DROP TABLE summaries")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm008_summaries'")
        connection.execute("PRAGMA user_version = 7")
    connection.close()
    with etic.open(path) as project:
        assert project.verify() == []
        assert project.summarise("R01", "return", "Из-за матери.")
        assert project.verify() == []
