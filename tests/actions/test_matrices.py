"""Matrices of a project: what counts, what is left out, what stands behind each figure."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import etic
from etic.analysis.cooccurrence import Cooccurrence, c_coefficient
from etic.analysis.drawing import HeatMap, Network, Timeline
from etic.analysis.result import Result
from etic.i18n import use_language
from etic.model import Bundle, Case, Code, Codebook, Coding, Document, Turn
from etic.project import Project
from tests.studies import TEXT, refused, small_project, turns


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("base") / "study.etic"
    small_project(path).close()
    return path


@pytest.fixture
def study(base: Path, tmp_path: Path) -> Iterator[Project]:
    with etic.open(shutil.copy(base, tmp_path / "study.etic")) as project:
        yield project
        assert project.verify() == []


def mark(
    project: Project, quote: str, code: str, *, coder: str = "анна", document: str = "R01",
    state: Any = "yes",
) -> None:  # fmt: skip
    at = project.text(document).index(quote)
    project.code(document, at, at + len(quote), code, coder=coder, state=state)


def records(result: Result) -> list[dict[str, Any]]:
    keys = [column.key for column in result.table().columns]
    return [dict(zip(keys, row, strict=True)) for row in result.table().rows]


def quotes(project: Project, result: Result, row: int, column: str) -> list[str]:
    return [q.quote for q in project.quote_list(ids=result.behind(row, column))]


# -- codes by documents and respondents ------------------------------------------------------------


def test_zeros_are_kept_and_totals_count_a_coding_once(study: Project) -> None:
    mark(study, "Мама болела", "return/family")
    mark(study, "Мама", "return")
    mark(study, "Семья здесь", "return/family", document="R02")
    found = study.code_matrix(["return", "return/family", "skills"])
    rows = records(found)
    assert [c.key for c in found.table().columns] == ["code", "name", "R01", "R02", "total"]
    assert [(r["code"], r["R01"], r["R02"], r["total"]) for r in rows] == [
        ("return", 2, 1, 3), ("return/family", 1, 1, 2), ("skills", 0, 0, 0), ("", 2, 1, 3),
    ]  # fmt: skip
    assert quotes(study, found, 0, "R01") == ["Мама", "Мама болела"]
    assert quotes(study, found, 3, "R02") == ["Семья здесь"]
    assert len(found.behind(3, "total")) == 3
    assert found.behind(2, "R01") == ()


def test_words_are_counted_once_and_presence_is_one(study: Project) -> None:
    mark(study, "Мама болела, ёлки", "return/family")
    mark(study, "болела, ёлки.", "return")
    words = records(study.code_matrix(["return", "return/family"], measure="words", by="case"))
    assert [(r["R01"], r["total"]) for r in words] == [(3, 3), (3, 3), (3, 3)]
    there = records(study.code_matrix(["return", "return/family"], measure="presence"))
    assert [(r["R01"], r["R02"], r["total"]) for r in there] == [(1, 0, 1), (1, 0, 1), (2, 0, 1)]


def test_a_speaker_s_label_is_no_word(study: Project) -> None:
    mark(study, "Р: Плитку класть", "skills")
    assert records(study.code_matrix("skills", measure="words"))[0]["R01"] == 2


def test_not_asked_is_no_zero_and_no_and_second_coders_do_not_count(study: Project) -> None:
    study.import_bundle(
        Bundle(documents=(Document("R03", "Р: Да.", turns("Р: Да."), not_asked=("return",)),))
    )
    mark(study, "Мама", "return", state="no")
    mark(study, "Мама болела", "return", coder="борис")
    study.set_second_coder("борис")
    found = study.code_matrix(["return/family", "return", "skills"], by="case")
    rows = records(found)
    assert [r["R03"] for r in rows] == [None, None, 0, 0]
    assert [r["R01"] for r in rows] == [0, 0, 0, 0]
    assert "борис" in found.note
    assert "Пустая ячейка" in found.note or "empty cell" in found.note
    assert records(study.code_matrix("return", by="case", coder="борис"))[0]["R01"] == 1


def test_two_studies_share_a_name_and_codes_belong_to_one(study: Project) -> None:
    text = "Р: Семья здесь."
    study.import_bundle(
        Bundle(
            documents=(Document("R01", text, turns(text), study="other"),),
            codebooks=(Codebook((Code("trust", name_ru="Доверие"),), study="other"),),
        )
    )
    found = study.code_matrix(["trust", "skills"])
    keys = [column.key for column in found.table().columns]
    assert "other/R01" in keys
    trust = dict(zip(keys, found.table().rows[0], strict=True))
    assert trust["other/R01"] == 0
    assert trust["study/R01"] is None  # the code is the other study's
    alone = study.code_matrix("trust")  # no column is empty from top to bottom
    assert [c.key for c in alone.table().columns] == ["code", "name", "R01", "total"]


def test_a_respondent_called_total_does_not_hide_the_total(study: Project) -> None:
    study.import_bundle(Bundle(documents=(Document("total", "Р: Да.", turns("Р: Да.")),)))
    mark(study, "Да", "skills", document="total")
    found = study.code_matrix("skills")
    assert [c.key for c in found.table().columns][-2:] == ["document.total", "total"]
    assert quotes(study, found, 0, "document.total") == ["Да"]


# -- codes together --------------------------------------------------------------------------------


@pytest.fixture
def together(study: Project) -> Project:
    """In R01: family and skills overlap; work (return) in the same turn; in R02 family alone."""
    mark(study, "Мама болела", "return/family")
    mark(study, "болела, ёлки", "skills")
    mark(study, "Работы не было", "returned")
    mark(study, "Семья здесь", "return/family", document="R02")
    return study


def pair(found: Cooccurrence, one: str, other: str) -> dict[str, Any]:
    for row in records(replace(found, form="pairs")):
        if {row["one"], row["other"]} == {one, other}:
            return row
    raise AssertionError(f"no pair of {one} and {other}")


def test_together_by_closeness(together: Project) -> None:
    def n(one: str, other: str, **asked: Any) -> int:
        return int(pair(together.cooccurrence(**asked), one, other)["n"])

    assert n("return/family", "skills") == 1
    assert n("return/family", "skills", within="span") == 0
    assert n("return/family", "returned") == 0
    # Between «не было» and «Мама»: Безработица там я и еду домой.
    assert n("return/family", "returned", within="words", distance=5) == 0
    assert n("return/family", "returned", within="words", distance=6) == 1
    assert n("return/family", "returned", within="turns", distance=0) == 1
    assert n("return/family", "returned", within="document") == 1
    assert n("return/family", "returned", within="case") == 1


def test_the_same_span_is_the_very_same_passage(together: Project) -> None:
    mark(together, "Мама болела", "returned")
    found = together.cooccurrence(within="span")
    assert pair(found, "return/family", "returned")["n"] == 1
    assert pair(found, "return/family", "returned")["jaccard"] == 1 / 3


def test_the_matrix_is_symmetric_and_opens_into_both_codings(together: Project) -> None:
    found = together.cooccurrence(["return", "skills", "returned"])
    frame = found.frame().set_index("code")[["return", "skills", "returned"]]
    assert (frame.to_numpy() == frame.to_numpy().T).all()
    assert frame.to_numpy().tolist() == [[2, 1, 0], [1, 1, 0], [0, 0, 1]]
    assert quotes(together, found, 0, "skills") == ["Мама болела", "болела, ёлки"]
    assert quotes(together, found, 1, "return") == quotes(together, found, 0, "skills")
    assert quotes(together, found, 0, "return") == ["Мама болела", "Семья здесь"]
    assert found.behind(0, "returned") == ()


def test_every_figure_of_a_pair(together: Project) -> None:
    found = together.cooccurrence(["return", "skills"])
    row = pair(found, "return", "skills")
    assert {key: row[key] for key in ("n", "documents", "cases", "n_one", "n_other", "one_with",
                                      "other_with", "jaccard", "c", "ratio")} == {
        "n": 1, "documents": 1, "cases": 1, "n_one": 2, "n_other": 1, "one_with": 1,
        "other_with": 1, "jaccard": 0.5, "c": 0.5, "ratio": 2.0,
    }  # fmt: skip
    for figure in ("jaccard", "c"):
        cells = together.cooccurrence(["return", "skills"], figure=figure).table().rows
        assert [row[2:] for row in cells] == [(1.0, 0.5), (0.5, 1.0)]


def test_a_code_and_one_above_it_are_not_compared(together: Project) -> None:
    found = together.cooccurrence(["return", "return/family", "skills"])
    assert found.table().rows[0][3] is None
    assert len(found.pairs().rows) == 2
    assert found.behind(0, "return/family") == ()


def test_other_coders_codings_are_compared_only_when_asked_for(study: Project) -> None:
    mark(study, "Мама болела", "return/family")
    mark(study, "болела", "skills", coder="борис")
    assert pair(study.cooccurrence(), "return/family", "skills")["n"] == 0
    assert pair(study.cooccurrence(coders="any"), "return/family", "skills")["n"] == 1
    assert pair(study.cooccurrence(within="document"), "return/family", "skills")["n"] == 1
    with use_language("en"):
        assert "Codings of one coder are compared" in study.cooccurrence().note
        assert "of different coders" in study.cooccurrence(coders="any").note
        assert "of one coder" not in study.cooccurrence(coder="анна").note
    study.set_second_coder("борис")
    assert [line.path for line in study.cooccurrence(coders="any").codes] == ["return/family"]


def test_documents_are_counted_not_multiplied(study: Project) -> None:
    for quote in ("Мама", "болела", "ёлки"):
        mark(study, quote, "return/family")
        mark(study, quote, "skills")
    mark(study, "Семья", "skills", document="R02")
    row = pair(study.cooccurrence(within="document"), "return/family", "skills")
    assert (row["n"], row["n_one"], row["n_other"]) == (1, 1, 2)
    assert row["jaccard"] == row["c"] == 0.5
    case = study.cooccurrence(within="case")
    assert pair(case, "return/family", "skills")["n"] == 1
    assert len(case.behind(0, "skills")) == 6


def test_a_deleted_document_is_gone_from_every_matrix(together: Project) -> None:
    together.delete_document("R01")
    assert [c.key for c in together.code_matrix("return").table().columns][2:-1] == ["R02"]
    assert [line.path for line in together.cooccurrence().codes] == ["return/family"]
    assert together.sequences().total == 0


def test_unequal_frequency_and_c_past_one_are_said(study: Project) -> None:
    for quote in ("Работы", "не было", "Безработица", "там", "еду", "домой"):
        mark(study, quote, "skills")
    mark(study, "Работы не было 😀. Безработица там, я и еду домой", "returned")
    found = study.cooccurrence(figure="c")
    with use_language("en"):
        row = pair(found, "returned", "skills")
        assert (row["n"], row["c"], row["ratio"]) == (6, 6.0, 6.0)
        assert "above 1" in row["warning"]
        assert "6.0 times as often" in row["warning"]
        assert "beside it: 1." in row["warning"]
    mark(study, "Безработица там, я и еду домой", "returned")
    again = study.cooccurrence(figure="c")
    with use_language("en"):
        row = pair(again, "returned", "skills")
        assert row["n"] == 10
        assert row["c"] is None
        assert "undefined" in row["warning"]
        assert row["jaccard"] == 1.0


def test_atlas_ti_s_own_example() -> None:
    value, reason = c_coefficient(5, 100, 10)
    assert value is not None
    assert (round(value, 3), reason) == (0.048, "")


def test_codes_that_nobody_used_have_zeros_and_no_coefficient(study: Project) -> None:
    found = study.cooccurrence(["return", "skills"], figure="c")
    assert found.table().rows == (
        ("return", found.codes[0].label, None, None), ("skills", found.codes[1].label, None, None),
    )  # fmt: skip
    assert study.cooccurrence(["return", "skills"]).table().rows[0][2:] == (0, 0)


def test_pictures_are_of_the_same_figures(together: Project) -> None:
    heat, network = together.cooccurrence(["return", "skills", "returned"]).drawings()
    assert isinstance(heat, HeatMap)
    assert isinstance(network, Network)
    values = {(c.row, c.column): c.value for c in heat.cells}
    labels = heat.rows
    assert values[labels[0], labels[1]] == 1
    assert values[labels[0], labels[0]] is None
    assert [(e.one, e.other, e.weight) for e in network.edges] == [("return", "skills", 1.0)]
    assert {n.id: n.size for n in network.nodes} == {"return": 2.0, "skills": 1.0}
    assert network.nodes[0].colour == "#3a7d44"
    assert together.cooccurrence(["return", "skills"], least=2).drawings()[1].edges == ()  # type: ignore[union-attr]


# -- one after another -----------------------------------------------------------------------------


def test_what_follows_within_an_answer(study: Project) -> None:
    mark(study, "Работы не было", "returned")
    mark(study, "Мама болела", "return/family")
    mark(study, "Плитку класть", "skills")
    found = study.sequences(["returned", "return", "skills"])
    assert [row[2:] for row in found.table().rows] == [(0, 1, 0, 1), (0, 0, 0, 0), (0, 0, 0, 0)]
    assert quotes(study, found, 0, "return") == ["Работы не было", "Мама болела"]
    whole = study.sequences(["returned", "return", "skills"], within="document")
    assert [row[2:] for row in whole.table().rows] == [(0, 1, 0, 1), (0, 0, 1, 1), (0, 0, 0, 0)]
    further = study.sequences(["returned", "return", "skills"], within="document", lag=2)
    assert further.total == 1


def test_a_step_is_of_the_nearest_code_asked_for(study: Project) -> None:
    mark(study, "Работы не было", "return")
    mark(study, "Мама болела", "return/family")
    found = study.sequences(["return", "return/family"])
    assert [row[2:4] for row in found.table().rows] == [(0, 1), (0, 0)]
    assert [row[2:3] for row in study.sequences("return").table().rows] == [(1,)]


def test_a_coded_question_is_no_step_and_one_that_runs_on_is_its_answer_s(study: Project) -> None:
    mark(study, "Почему вы вернулись?", "returned")
    mark(study, "вернулись?\n\nР: Работы не было", "skills")
    mark(study, "Мама болела", "return/family")
    found = study.sequences()
    assert {(found.codes[i].path, found.codes[j].path) for i, j in found.steps} == {
        ("skills", "return/family")
    }


def test_what_another_participant_says_is_another_answer(study: Project) -> None:
    text = "A: Мама болела.\n\nB: Плитку класть."
    said = (Turn(0, 3, 15, "A"), Turn(17, 20, 34, "B"))
    study.import_bundle(Bundle(documents=(Document("G01", text, said),)))
    mark(study, "Мама", "return/family", document="G01")
    mark(study, "Плитку", "skills", document="G01")
    assert study.sequences().total == 0
    assert study.sequences(within="document").total == 1


# -- along a transcript ----------------------------------------------------------------------------


def test_a_timeline_is_in_order_and_ends_with_the_text(study: Project) -> None:
    mark(study, "«үйгө кеттим».", "skills")
    mark(study, "Мама болела", "return/family")
    found = study.timeline("R01")
    rows = records(found)
    assert [row["code"] for row in rows] == ["return/family", "skills"]
    assert rows[1]["to"] == 1.0
    assert all(TEXT[row["start"] : row["end"]] == row["quote"] for row in rows)
    (drawing,) = found.drawings()
    assert isinstance(drawing, Timeline)
    assert [lane.id for lane in drawing.lanes] == ["return/family", "skills"]
    assert drawing.lanes[0].colour == "#3a7d44"  # its own is none: that of the code above
    assert [turn.lane for turn in drawing.turns] == ["И", "Р", "И", "Р"]
    assert quotes(study, found, 0, "code") == ["Мама болела"]


def test_a_timeline_of_nothing_has_no_picture(study: Project) -> None:
    found = study.timeline("R02")
    assert found.table().rows == ()
    assert found.drawings() == ()


# -- one method for all, and what is refused -------------------------------------------------------


def test_one_method_gives_all_kinds(together: Project) -> None:
    assert together.matrix("document", "return") == together.code_matrix("return")
    assert together.matrix("case", "return") == together.code_matrix("return", by="case")
    pairs = together.matrix("cooccurrence", within="document", pairs=True).table()
    assert pairs.rows == together.cooccurrence(within="document").pairs().rows
    assert together.matrix("timeline", document="R01") == together.timeline("R01")
    assert together.matrix("sequence", lag=2) == together.sequences(lag=2)


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("choice-unknown", {"kind": "cloud"}),
        ("choice-unknown", {"kind": "cooccurrence", "within": "answer"}),
        ("choice-unknown", {"kind": "cooccurrence", "figure": "residual"}),
        ("choice-unknown", {"kind": "document", "measure": "letters"}),
        ("matrix-option", {"kind": "document", "within": "overlap"}),
        ("matrix-option", {"kind": "timeline", "document": "R01", "study": "study"}),
        ("matrix-option", {"kind": "case", "pairs": True}),
        ("matrix-document", {"kind": "timeline"}),
        ("matrix-distance", {"kind": "cooccurrence", "distance": 3}),
        ("matrix-distance-negative", {"kind": "cooccurrence", "within": "words", "distance": -1}),
        ("matrix-lag", {"kind": "sequence", "lag": 0}),
        ("code-unknown", {"kind": "cooccurrence", "codes": ["nothing"]}),
        ("coder-unknown", {"kind": "sequence", "coder": "нет"}),
        ("study-unknown", {"kind": "case", "study": "нет"}),
        ("document-unknown", {"kind": "timeline", "document": "нет"}),
    ],
)
def test_what_means_nothing_is_refused(study: Project, key: str, asked: dict[str, Any]) -> None:
    refused(key, study, study.matrix, **asked)


def test_an_empty_project_gives_empty_tables(tmp_path: Path) -> None:
    with etic.create(tmp_path / "empty.etic", "") as project:
        for kind in ("document", "case", "cooccurrence", "sequence"):
            found = project.matrix(kind)
            assert found.table().rows == ()
            assert found.note
            assert found.drawings() == ()


def test_a_coding_without_a_respondent_is_named(study: Project) -> None:
    with study.store.journal.change("test", "x", {}) as tx:
        case = study.document("R02").case_id
        assert case is not None
        tx.update("documents", study.document("R02").id, {"case_id": None})
    mark(study, "Семья здесь", "return/family", document="R02")
    found = study.code_matrix("return", by="case")
    assert found.nobody == 1
    with use_language("en"):
        assert "1 coding without a respondent" in found.note
    assert study.cooccurrence(within="case").nobody == 1


def test_attributes_and_quotes_come_from_any_file(tmp_path: Path) -> None:
    """Codings that a file brings are counted as those made here."""
    with small_project(tmp_path / "s.etic") as project:
        project.import_bundle(
            Bundle(codings=(Coding("R02", "skills", "вернулся"),), cases=(Case("R02"),)), coder="g"
        )
        assert records(project.code_matrix("skills"))[0]["R02"] == 1
