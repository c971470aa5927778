"""Agreement on passages in a project: who is compared on what, and what stands behind a figure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import etic
from etic.i18n import t, use_language
from etic.model import Bundle, Code, Codebook, Document, Table
from etic.project import Project
from tests.studies import BOOK, TEXT, refused, small_project, turns

KYRGYZ = "үйгө кеттим"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Two coders in R01, one of them alone in R02."""
    found = small_project(tmp_path / "p.etic")
    for coder, code, words in (
        ("анна", "return/family", "Мама болела"),
        ("анна", "skills", "Плитку класть"),
        ("анна", "return", "Безработица там"),
        ("борис", "return/family", "Мама болела, ёлки"),
        ("борис", "skills", KYRGYZ),
        ("борис", "return", "Безработица там"),
    ):
        at = TEXT.index(words)
        found.code("R01", at, at + len(words), code, coder=coder)
    found.code("R02", 3, 14, "return/family", coder="анна")
    return found


def records(table: Table) -> dict[str, dict[str, Any]]:
    keys = [column.key for column in table.columns]
    return {row[0]: dict(zip(keys, row, strict=True)) for row in table.rows}  # type: ignore[misc]


def test_each_used_code_has_a_line_with_those_under_it(project: Project) -> None:
    found = records(project.agreement_unitizing(["анна", "борис"]).table())
    assert list(found) == ["", "return", "return/family", "skills"]
    assert {path: row["units"] for path, row in found.items()} == {
        "": 6, "return": 4, "return/family": 2, "skills": 2
    }  # fmt: skip
    assert 0 < found["return/family"]["alpha_u"] < 1
    assert found["skills"]["alpha_u"] < 0  # nothing that one marked the other did
    assert found["skills"]["cu"] is None
    # Both tell what is of the family from what is not, wherever both marked something.
    assert found["return"]["cu"] == 1
    assert found["return/family"]["k"] == 1
    assert project.verify() == []


def test_what_stands_behind_a_line_is_its_codings_in_shared_documents(project: Project) -> None:
    result = project.agreement_unitizing(["анна", "борис"])
    quotes = project.quote_list(ids=list(result.behind(2, "alpha_u")))
    assert {(q.document, q.code, q.coder) for q in quotes} == {
        ("R01", "return/family", "анна"), ("R01", "return/family", "борис")
    }  # fmt: skip
    assert len(result.behind(0, "alpha_u")) == 6
    curve = project.agreement_overlap("анна", "борис")
    row = next(n for n, r in enumerate(curve.table().rows) if r[2] == 0.9)
    met, unmet = curve.behind(row, "met"), curve.behind(row, "unmet")
    assert {q.quote for q in project.quote_list(ids=list(met))} == {"Безработица там"}
    assert sorted([*met, *unmet]) == sorted(curve.behind(row, "segments"))
    programs = project.agreement_programs("анна", "борис")
    only = project.quote_list(ids=list(programs.behind(0, "codings_other")))
    assert {q.coder for q in only} == {"борис"}


def test_programs_give_what_their_formulas_give(project: Project) -> None:
    length = len(TEXT)
    found = records(project.agreement_programs("анна", "борис").table())
    family = found["return/family"]
    both, one = len("Мама болела"), len("Мама болела, ёлки")
    agreed = (length - (one - both)) / length
    assert family["nvivo_percent"] == pytest.approx(agreed)
    assert family["atlas_percent"] == family["qualcoder_percent"] == pytest.approx(agreed)
    chance = (both * one + (length - both) * (length - one)) / length
    kappa = (length - (one - both) - chance) / (length - chance)
    assert family["nvivo_kappa"] == pytest.approx(kappa)
    assert family["nvivo_kappa_weighted"] == pytest.approx(kappa)
    assert family["atlas_holsti"] == pytest.approx(2 * both / (both + one))
    assert family["qualcoder_kappa"] == pytest.approx(both / one)  # nothing off for chance at all
    assert family["maxqda_percent"] == 0
    assert family["maxqda_kappa"] is None
    every = found[""]
    assert every["maxqda_percent"] == pytest.approx(2 / 6)
    chance = 3 / 16
    assert every["maxqda_kappa"] == pytest.approx((2 / 6 - chance) / (1 - chance))
    assert every["qualcoder_kappa"] is None
    assert (every["codings_one"], every["codings_other"]) == (3, 3)


def test_the_curve_falls_and_marks_the_rule_asked_for(project: Project) -> None:
    result = project.agreement_overlap("анна", "борис", ["return"], threshold=0.62)
    lines = {path for path, *_ in result.table().rows}
    assert lines == {"", "return"}
    for path in lines:
        shares = [row[6] for row in result.table().rows if row[0] == path]
        assert shares == sorted(shares, reverse=True)  # type: ignore[type-var]
    drawing = result.drawings()[0]
    assert drawing.thresholds[0].x == pytest.approx(62)  # type: ignore[union-attr]
    assert result.kappa(0.62).rule == "single"
    assert len(result.drawings()[0].curves) == 2  # type: ignore[union-attr]


def test_no_is_not_yes_and_old_revisions_are_gone(project: Project) -> None:
    at = TEXT.index("ёлки")
    before = project.agreement_unitizing(["анна", "борис"]).table()
    project.code("R01", at, at + 4, "skills", coder="анна", state="no")
    assert project.agreement_unitizing(["анна", "борис"]).table() == before


def test_second_coders_are_compared_when_named_and_when_nobody_is(project: Project) -> None:
    named = project.agreement_unitizing(["анна", "борис"]).table()
    project.set_second_coder("борис")
    assert project.agreement_unitizing(["анна", "борис"]).table() == named
    assert project.agreement_unitizing().table() == named


def test_several_coders_some_missing_in_some_documents(project: Project) -> None:
    project.code("R02", 3, 10, "return/family", coder="Айгүл")
    found = project.agreement_unitizing(["анна", "борис", "Айгүл"])
    assert found.compared.documents == 2
    line = records(found.table())["return/family"]
    assert line["units"] == 4
    assert found.draws == 0, "two documents are too few to be drawn again"
    back = project.agreement_unitizing(["Айгүл", "борис", "анна"])
    assert records(back.table())["return/family"]["alpha_u"] == pytest.approx(line["alpha_u"])
    alone = project.agreement_unitizing(["анна", "борис", "Айгүл"], documents=["R02"])
    assert alone.compared.documents == 1
    with use_language("ru"):
        assert "хотя бы пять респондентов" in alone.note


def test_five_documents_have_intervals_and_a_rare_code_has_none(tmp_path: Path) -> None:
    text = "Р: " + "Семья здесь, вот и вернулся. " * 4
    documents = tuple(Document(f"D{n}", text, turns(text)) for n in range(6))
    with etic.create(tmp_path / "six.etic", "Шесть") as project:
        project.import_bundle(Bundle(documents=documents, codebooks=(BOOK,)))
        for n in range(6):
            project.code(f"D{n}", 3, 30, "return/family", coder="анна")
            project.code(f"D{n}", 3 + n, 31 + n, "return/family", coder="борис")
        project.code("D1", 60, 80, "skills", coder="анна")
        one, other = (project.agreement_unitizing() for _ in range(2))
        assert one.table() == other.table()
        assert one.draws == 1000
        rows = records(one.table())
        for key in ("alpha_u", "binary"):
            for path in ("", "return/family"):
                row = rows[path]
                assert row[f"{key}_low"] <= row[key] <= row[f"{key}_high"]
                assert row[f"{key}_low"] < row[f"{key}_high"]
            assert rows["skills"][f"{key}_low"] is None
        assert project.agreement_unitizing(draws=0).draws == 0
        project.delete_document("D5")
        project.delete_document("D4")
        assert project.agreement_unitizing().draws == 0


def test_documents_of_one_respondent_are_drawn_together(tmp_path: Path) -> None:
    """Eight documents of four respondents are four to be drawn, too few for an interval."""
    text = "Р: Семья здесь, вот и вернулся."
    for of_each, drawn in ((2, 0), (1, 1000)):
        documents = tuple(
            Document(f"D{n}", text, turns(text), case=f"R{n // of_each}") for n in range(8)
        )
        with etic.create(tmp_path / f"{of_each}.etic", "Восемь") as project:
            project.import_bundle(Bundle(documents=documents, codebooks=(BOOK,)))
            for n in range(8):
                project.code(f"D{n}", 3, 14, "return/family", coder="анна")
                project.code(f"D{n}", 3 + n, 15 + n, "return/family", coder="борис")
            assert project.agreement_unitizing().draws == drawn


def test_where_a_code_is_not_in_question_the_note_says_what_that_does(project: Project) -> None:
    def notes() -> list[str]:
        compared = project.agreement_unitizing(), project.agreement_programs("анна", "борис")
        return [made.note for made in compared]

    with use_language("en"):
        assert all("counts as agreement" not in note for note in notes())
        project.import_bundle(
            Bundle(
                documents=(Document("X1", TEXT, turns(TEXT), study="other"),),
                codebooks=(Codebook((Code("strange"),), study="other"),),
            )
        )
        for coder in ("анна", "борис"):
            project.code("X1", 30, 40, "strange", coder=coder)
        assert all("counts as agreement" in note for note in notes())
        assert "counts as agreement" not in project.agreement_unitizing(study="other").note


def test_codes_that_nobody_used_say_so(project: Project) -> None:
    found = project.agreement_unitizing(["анна", "борис"], ["returned"])
    assert [row.value("alpha_u") for row in found.rows] == [None, None]
    with use_language("en"):
        assert "nobody marked anything" in str(found.table().rows[1][-1])
    programs = project.agreement_programs("анна", "борис", ["returned"])
    row = records(programs.table())["returned"]
    assert (row["nvivo_percent"], row["nvivo_kappa"]) == (1, 1)  # which is how NVivo has it
    assert (row["atlas_holsti"], row["maxqda_percent"], row["qualcoder_kappa"]) == (None,) * 3
    curve = project.agreement_overlap("анна", "борис", ["returned"])
    assert curve.drawings() == ()
    assert {row[6] for row in curve.table().rows} == {None}


def test_what_cannot_be_compared_is_refused(project: Project, tmp_path: Path) -> None:
    refused("coder-with-self", project, project.agreement_programs, "анна", "анна")
    refused("coder-unknown", project, project.agreement_overlap, "анна", "никто")
    refused("coders-few", project, project.agreement_unitizing, ["анна"])
    refused("code-unknown", project, project.agreement_unitizing, ["анна", "борис"], ["нет"])
    refused("threshold-range", project, project.agreement_overlap, "анна", "борис", threshold=9)
    refused("threshold-range", project, project.agreement_programs, "анна", "борис", threshold=-1)
    refused("coders-apart", project, project.agreement_programs, "анна", "борис", documents=["R02"])
    at = TEXT.index("ёлки")
    project.code("R01", at, at + 4, "skills", coder="вера")
    refused(
        "coders-apart-all", project, project.agreement_unitizing,
        ["анна", "борис", "вера"], documents=["R02"],
    )  # fmt: skip
    with etic.create(tmp_path / "empty.etic", "Пусто") as empty:
        refused("coders-few", empty, empty.agreement_unitizing)


def test_notes_and_formulas_are_in_both_languages(project: Project) -> None:
    for make in (
        lambda: project.agreement_unitizing(["анна", "борис"]),
        lambda: project.agreement_overlap("анна", "борис"),
        lambda: project.agreement_programs("анна", "борис"),
    ):
        said = {}
        for lang in ("ru", "en"):
            with use_language(lang):
                result = make()
                said[lang] = result.note, [str(m) for m in result.methods()]
                assert "анна" in result.note
                assert t("samples.plain-not-probability")[:-1] in result.note
                assert all(m.reference and m.formula for m in result.methods())
                assert str(result)
        assert said["ru"] != said["en"]


def test_two_codes_of_one_name_have_lines_of_their_own(project: Project) -> None:
    project.edit_code("skills", name_ru="Мотивы возвращения")
    with use_language("ru"):
        found = project.agreement_unitizing(["анна", "борис"])
        names = [row[1] for row in found.table().rows]
        assert names[1] == "Мотивы возвращения (return)"
        assert names[3] == "Мотивы возвращения (skills)"
