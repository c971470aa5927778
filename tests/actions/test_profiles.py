"""Profiles of a project: groups by attribute and single respondents, open to their quotes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import etic
from etic.analysis.profiles import MOST_DRAWN
from etic.i18n import use_language
from etic.model import Case
from etic.project import Project
from tests.studies import refused, small_project


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Project]:
    """R01, a woman, came back for her family and has a skill; R02, a man, for his family."""
    with use_language("ru"), small_project(tmp_path / "study.etic") as project:
        for document, quote, code in (
            ("R01", "Мама болела", "return/family"), ("R01", "Плитку класть", "skills"),
            ("R02", "Семья здесь", "return/family"),
        ):  # fmt: skip
            project.code(document, code=code, quote=quote, coder="анна")
        yield project


def test_a_group_beside_the_others(study: Project) -> None:
    made = study.profile("gender", "женщина")
    assert [(x.code, x.here.n, x.others.n) for x in made.traits] == [
        ("skills", 1, 0), ("return", 1, 1), ("return/family", 1, 1),
    ]  # fmt: skip
    table = made.table()
    row = dict(zip([c.key for c in table.columns], table.rows[0], strict=True))
    assert (row["share"], row["others_share"], row["difference"], row["lift"]) == (1, 0, 1, 2)
    assert "returned" not in {x.code for x in made.traits}, "nobody carries it"
    assert "Ньюкома" in made.note
    assert "JASA" in str(made)


def test_every_figure_opens_into_its_quotes(study: Project) -> None:
    made = study.profile("gender", "женщина")
    quotes = {q.id: q.quote for q in study.quote_list()}
    assert [quotes[i] for i in made.behind(0, "n")] == ["Плитку класть"]
    assert made.behind(0, "others_n") == []
    assert [quotes[i] for i in made.behind(1, "others_share")] == ["Семья здесь"]


def test_without_a_value_every_group_has_its_profile_and_picture(study: Project) -> None:
    made = study.profile("gender")
    assert made.groups() == ["женщина", "мужчина"]
    pictures = made.drawings()
    assert [mark.series for mark in pictures[0].marks[:2]] == ["женщина", "остальные"]
    assert len(pictures[0].marks) <= 2 * MOST_DRAWN
    assert len(pictures[1].table.rows) == 3


def test_one_respondent_has_no_interval(study: Project) -> None:
    made = study.profile(case="R01")
    assert made.one
    row = dict(zip([c.key for c in made.table().columns], made.table().rows[0], strict=True))
    assert (row["group"], row["code"], row["n"], row["base"]) == ("R01", "skills", 1, 1)
    assert (row["low"], row["difference_high"]) == (None, None)
    assert row["others_high"] is not None
    assert all(m.low is None for m in made.drawings()[0].marks if m.series == "R01")


def test_respondents_without_a_value_are_told_and_are_not_others(study: Project) -> None:
    study.set_attributes([Case("R02", "study", {"gender": None})])
    made = study.profile("gender", "женщина")
    assert {x.others.base for x in made.traits} == {0}
    assert made.traits[0].difference.reason == "no-base"
    assert "1 респондент без значения признака" in made.note


def test_not_asked_and_no_are_no_shares(study: Project) -> None:
    study.code("R02", code="return/family", quote="Семья здесь", coder="анна", state="no")
    case = study.case_list()[1].id
    with study.store.journal.change("not-asked", "анна") as tx:
        tx.insert("not_asked", {"case_id": case, "code_id": study.codebook().find("skills").id})
    found = {x.code: x for x in study.profile("gender", "женщина").traits}
    assert (found["return"].others.n, found["return"].others.base) == (0, 1)
    assert found["skills"].others.base == 0


def test_second_coders_are_left_out_and_named(study: Project) -> None:
    study.code("R02", code="skills", quote="вернулся", coder="борис")
    study.set_second_coder("борис")
    made = study.profile("gender", "женщина", codes="skills")
    assert [x.others.n for x in made.traits] == [0]
    assert "борис" in made.note


def test_bad_input_is_refused(study: Project, tmp_path: Path) -> None:
    refused("profile-of-what", study, study.profile)
    refused("profile-of-what", study, study.profile, "gender", case="R01")
    refused("value-unknown", study, study.profile, "gender", "другое")
    refused("attribute-unknown", study, study.profile, "рост")
    refused("case-missing", study, study.profile, case="R99")
    refused("code-unknown", study, study.profile, "gender", codes=["нет"])
    with etic.create(tmp_path / "empty.etic") as empty:
        refused("attribute-unknown", empty, empty.profile, "gender")


def test_a_respondent_without_an_interview_has_no_profile(study: Project) -> None:
    study.set_attributes([])
    study.write_memo("case", "R02", "Не забыть.")
    study.delete_document("R02")
    refused("profile-case", study, study.profile, case="R02")
