"""Indicators of a study: states of cases, the survey beside them, verdicts, types; kept, undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import etic
from etic.actions.exporting import gather
from etic.i18n import use_language
from etic.indicated import CaseType, Condition, Dimension, Evidence, Indicator, IndicatorFrame, Item
from etic.model import Bundle
from etic.project import Project
from tests.actions.test_joint import ANSWERS, mark, with_sets
from tests.studies import refused, small_project, tables

FRAME = IndicatorFrame(
    "",
    (Dimension("home", "Дом", "Home"), Dimension("work", "Дело", "Work")),
    (
        Indicator("family", "Семья", "Family", dimensions=("home",),
                  codes=(Evidence("return/family"),), items=(Item("Семья", "1"),)),
        Indicator("own", "Своё", "Own", dimensions=("work", "home"),
                  items=(Item("Да + Скорее да", variable="happy", by="sex"),)),
    ),
    (
        CaseType("settled", "Осел", "Settled", conditions=(Condition("home", least=0.5),)),
        CaseType("rest", "Прочие", "Others"),
    ),
)  # fmt: skip


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Project]:
    with small_project(tmp_path / "s.etic") as project:
        name = project.case_list()[0].study
        answers = replace(ANSWERS, study=name)
        project.import_bundle(Bundle(answers=(answers,), indicators=(replace(FRAME, study=name),)))
        mark(project, "R01", "Мама болела")
        yield project
        assert project.verify() == []


def states(project: Project, indicator: str = "family") -> dict[str, str]:
    found = project.indicators().gathered
    return {case: cell.state for (case, name), cell in found.cells.items() if name == indicator}


def test_a_case_meets_what_speaks_for_it(study: Project) -> None:
    assert states(study) == {"R01": "met", "R02": "unmentioned"}
    (row, _) = study.indicators().rows
    assert (row.share.n, row.share.base) == (1, 2)
    assert row.items[0].survey.percent == "22.1"
    assert [quote.quote for quote in row.typical] == ["Мама болела"]


def test_a_denial_speaks_against(study: Project) -> None:
    at = study.text("R02").index("Семья здесь")
    study.code("R02", at, at + 11, "return/family", coder="анна", state="no")
    assert states(study) == {"R01": "met", "R02": "unmet"}
    (row, _) = study.indicators().rows
    assert [quote.case for quote in row.deviant] == ["R02"]
    study.add_indicator_code("family", "return/family", side="undermines")
    assert states(study) == {"R01": "unmet", "R02": "met"}


def test_second_coders_do_not_count(study: Project) -> None:
    study.set_second_coder("анна", True)
    assert set(states(study).values()) == {"unmentioned"}
    assert "анна" in study.indicators().note


def test_an_indicator_without_codes_is_not_mentioned_by_anybody(study: Project) -> None:
    (_, row) = study.indicators().rows
    assert row.counts["unmentioned"] == 2
    item = row.items[0]
    assert (item.survey.n, item.survey.base) == (2, 3)
    assert [(name, there.base) for name, there in item.groups] == [("женщина", 2), ("мужчина", 1)]


def test_every_count_opens_into_its_codings(study: Project) -> None:
    found = study.indicators()
    ids = list(found.behind(0, "met"))
    assert [quote.quote for quote in study.quote_list(ids=ids)] == ["Мама болела"]
    assert found.behind(0, "unmet") == []
    profiles = study.indicator_profiles(attributes=["gender"])
    assert list(profiles.behind(0, "family")) == ids
    assert list(profiles.behind(0, "dimension_home")) == ids
    assert list(profiles.behind(0, "dimension_work")) == []
    assert profiles.frame()["attribute_gender"].tolist() == ["женщина", "мужчина"]


def test_a_verdict_keeps_its_figures_and_tells_when_they_change(study: Project) -> None:
    before = tables(study)
    refused("indicator-reason", study, study.decide_indicator, "family", "partial", " ")
    refused("choice-unknown", study, study.decide_indicator, "family", "perhaps", "r")
    refused("indicator-unknown", study, study.decide_indicator, "nothing", "partial", "r")
    with use_language("ru"):
        study.decide_indicator("family", "partial", "Разные сроки", coder="анна")
    (row, _) = study.indicators().rows
    assert row.indicator.decision is not None
    assert (row.indicator.decision.reason_ru, row.indicator.decision.coder) == (
        "Разные сроки", "анна",
    )  # fmt: skip
    assert not row.changed
    mark(study, "R02", "Семья здесь")
    assert study.indicators().rows[0].changed
    study.undo()
    study.withdraw_indicator("family")
    assert study.indicators().rows[0].indicator.decision is None
    study.undo()
    study.undo()
    assert tables(study)["indicator_verdicts"] == before["indicator_verdicts"]


def test_the_rule_codes_items_and_conclusion_are_edited_and_undone(study: Project) -> None:
    before = tables(study)
    table = Item("Работа", "1", "Почему вернулись?", group="Всего")
    steps: list[Callable[[], None]] = [
        lambda: study.edit_indicator("family", met=0.7, unmet=0.2, least=2),
        lambda: study.add_indicator_code("own", "return", side="mixed", dimension="home"),
        lambda: study.remove_indicator_code("family", "return/family"),
        lambda: study.add_indicator_item("family", table),
        lambda: study.remove_indicator_item("family", table),
        lambda: study.conclude_dimension("home", "Дом есть"),
    ]
    for step in steps:
        step()
    (family, own) = study.indicator_list()
    assert (family.met, family.unmet, family.least, family.codes) == (0.7, 0.2, 2, ())
    assert own.codes == (Evidence("return", "mixed", "home"),)
    assert family.items == FRAME.indicators[0].items
    for _ in steps:
        study.undo()
    assert tables(study) == before


def test_an_item_may_be_a_question_with_several_answers(study: Project) -> None:
    with_sets(study)
    frame = study.indicator_frame()
    wanted = Item("Семья", variable="$why", by="sex")
    first = replace(frame.indicators[0], items=(wanted,))
    study.set_indicators(replace(frame, indicators=(first,)))
    item = study.indicators().rows[0].items[0]
    assert (item.question, item.survey.n, item.survey.base) == ("Почему?", 2, 3)
    assert [(value, there.n) for value, there in item.groups] == [("женщина", 2), ("мужчина", 0)]
    refused("set-indicator", study, study.set_response_set, "$why", None)
    study.remove_indicator_item(first.name, wanted)
    study.set_response_set("$why", None)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"dimensions": ()}, "indicator-homeless"),
        ({"dimensions": ("sea",)}, "dimension-unknown"),
        ({"met": 0.0}, "indicator-rule"),
        ({"codes": (Evidence("nothing"),)}, "indicator-at"),
        ({"codes": (Evidence("return", dimension="work"),)}, "dimension-unknown"),
        ({"items": (Item("Семья", "9"),)}, "table-unknown"),
        ({"items": (Item("Море", "1"),)}, "answer-unknown"),
        ({"items": (Item("Семья", "1", group="Дети"),)}, "group-unknown"),
        ({"items": (Item("Да", variable="sad"),)}, "link-variable"),
        ({"items": (Item("Да", variable="happy", by="age"),)}, "link-variable"),
        ({"items": (Item("Может быть", variable="happy"),)}, "link-answer"),
    ],
)
def test_a_frame_that_cannot_be_is_refused(
    study: Project, change: dict[str, object], key: str
) -> None:
    frame = study.indicator_frame()
    first = replace(frame.indicators[0], **change)  # type: ignore[arg-type]
    refused(key, study, study.set_indicators, replace(frame, indicators=(first,)))


def test_names_stand_once_and_types_name_what_there_is(study: Project) -> None:
    frame = study.indicator_frame()
    twice = replace(frame, indicators=frame.indicators * 2)
    refused("indicator-twice", study, study.set_indicators, twice)
    types = (CaseType("t", conditions=(Condition("sea", least=0.5),)),)
    refused("case-type-unknown", study, study.set_indicators, replace(frame, types=types))


def test_a_study_without_indicators_says_so(tmp_path: Path) -> None:
    with small_project(tmp_path / "s.etic") as project:
        refused("indicators-none", project, project.indicators)
        assert project.indicator_list() == []


def test_the_same_frame_again_changes_nothing(study: Project) -> None:
    revision = study.store.journal.revision()
    study.set_indicators(study.indicator_frame())
    assert study.store.journal.revision() == revision


def test_a_code_that_goes_takes_its_evidence_along(study: Project) -> None:
    study.delete_code("return/family")
    assert study.indicator_list()[0].codes == ()
    study.undo()
    assert study.indicator_list()[0].codes == (Evidence("return/family"),)


def test_it_goes_out_and_comes_back(study: Project, tmp_path: Path) -> None:
    study.decide_indicator("family", "partial", "Разные сроки")
    study.conclude_dimension("home", "Дом есть")
    study.export(tmp_path / "s.zip")
    with etic.create(tmp_path / "again.etic") as again:
        again.import_files([tmp_path / "s.zip"])
        assert gather(again.store).indicators == gather(study.store).indicators
        assert again.verify() == []


def test_types_have_their_cases_and_their_middle(study: Project) -> None:
    found = study.typology()
    assert found.types == {"R01": "settled", "R02": "rest"}
    assert found.typical == {"settled": "R01", "rest": "R02"}
    assert found.clusters is None
    assert sum(found.frame()["n"]) == 2
    quote = found.quote("settled")
    assert quote is not None
    assert list(found.behind(0, "quote")) == [quote.id]
    with use_language("ru"):
        assert found.members.frame()["type"].tolist() == ["Осел", "Прочие"]


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_result_has_its_table_and_its_note(study: Project, lang: str) -> None:
    with use_language(lang):
        found, types = study.indicators(), study.typology()
        results = (found, found.items, found.matrix, study.indicator_profiles(),
                   study.indicator_conclusions(), types, types.crosstab, types.members)  # fmt: skip
        for result in results:
            table = result.table()
            assert table.note
            assert table.title
            assert all(len(row) == len(table.columns) for row in table.rows)
            assert str(result)
            for drawing in result.drawings():
                assert drawing.table.rows
