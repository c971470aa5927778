"""Links to answers, verdicts with reasons, pillars, and the displays made of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import etic
from etic.model import Answers, Bundle, Document, Link, ResponseSet, Variable
from etic.project import Project
from tests.studies import refused, small_project, tables, turns

ANSWERS = Answers(
    (
        Variable("happy", "Довольны?", values=(("1", "Да"), ("2", "Скорее да"), ("3", "Нет"))),
        Variable("sex", "Пол", values=(("1", "женщина"), ("2", "мужчина"))),
    ),
    (
        ("R01", {"happy": "Да", "sex": "женщина"}),
        ("R02", {"happy": "Нет", "sex": "мужчина"}),
        ("A3", {"happy": "Скорее да", "sex": "женщина"}),
        ("A4", {"sex": "женщина"}),
    ),
    study="study",
)
TABLE_LINK = Link("return/family", "1", "Семья")
ANSWER_LINK = Link("return/family", "", "Да + Скорее да", variable="happy")


@pytest.fixture
def study(tmp_path: Path) -> Project:
    project = small_project(tmp_path / "s.etic")
    name = project.case_list()[0].study
    project.import_bundle(Bundle(answers=(replace(ANSWERS, study=name),)))
    mark(project, "R01", "Мама болела")
    return project


def mark(project: Project, document: str, quote: str, code: str = "return/family") -> None:
    at = project.text(document).index(quote)
    project.code(document, at, at + len(quote), code, coder="анна")


def test_one_number_for_links_of_both_kinds(study: Project) -> None:
    one, two = study.link(TABLE_LINK), study.link(ANSWER_LINK)
    assert one != two
    study.unlink(two)
    three = study.link(replace(ANSWER_LINK, answer="Нет"))
    assert three > two  # a number never means another link
    assert [i for i, _ in study.link_list()] == [one, three]


def test_answers_by_respondent_stand_beside_a_code(study: Project) -> None:
    study.link(ANSWER_LINK)
    (row,) = study.joint().rows
    assert (row.interviews.n, row.interviews.base) == (1, 2)
    assert (row.survey.n, row.survey.base) == (2, 3)
    study.link(replace(ANSWER_LINK, group="sex=мужчина", direction="opposite"))
    row = study.joint().rows[1]
    assert (row.survey.n, row.survey.base, row.comparable) == (0, 1, 1.0)


def test_weighted_answers_are_compared_weighted_and_it_is_said(study: Project) -> None:
    study.link(ANSWER_LINK)
    plain = study.joint()
    weights = {"R01": "1", "R02": "3", "A3": "1", "A4": "2"}
    study.import_bundle(
        Bundle(
            answers=(
                replace(
                    ANSWERS,
                    variables=(*ANSWERS.variables, Variable("w", "Вес", "weight")),
                    respondents=tuple(
                        (name, {**said, "w": weights[name]}) for name, said in ANSWERS.respondents
                    ),
                    study=study.case_list()[0].study,
                    weight="w",
                ),
            )
        )
    )
    found = study.joint()
    (before,), (row,) = plain.rows, found.rows
    assert (row.survey.n, row.survey.base) == (before.survey.n, before.survey.base) == (2, 3)
    assert row.survey.share == pytest.approx(2 / 5)
    assert row.difference == pytest.approx(1 / 2 - 2 / 5)
    assert row.proposal.low != before.proposal.low
    assert "Вес" in found.note
    assert "Вес" not in plain.note
    assert len(found.methods()) == len(plain.methods()) + 1


def with_sets(study: Project) -> None:
    """Asked of all why they came back: in columns of ticks, and as the first and second reason."""
    ticks = {"R01": "10", "R02": "01", "A3": "11", "A4": "00"}
    ranked = {"R01": ("Семья", "Работа"), "R02": ("Работа", ""), "A3": ("Дом", "Семья")}
    values = (("1", "Семья"), ("2", "Работа"), ("3", "Дом"))
    study.import_bundle(
        Bundle(
            answers=(
                Answers(
                    (
                        Variable("tick_1", "Семья", values=(("1", "да"), ("0", "нет"))),
                        Variable("tick_2", "Работа", values=(("1", "да"), ("0", "нет"))),
                        Variable("first", values=values), Variable("second", values=values),
                    ),
                    tuple(
                        (
                            name,
                            {f"tick_{k}": "да" if tick == "1" else "нет"
                             for k, tick in enumerate(given, 1)}
                            | {key: said for key, said in
                               zip(("first", "second"), ranked.get(name, ()), strict=False)
                               if said},
                        )
                        for name, given in ticks.items()
                    ),
                    study=study.case_list()[0].study,
                    sets=(
                        ResponseSet("$why", "Почему?", "dichotomy", ("tick_1", "tick_2"), "да"),
                        ResponseSet("$reasons", "Причины", "category", ("first", "second")),
                    ),
                ),
            )
        )
    )  # fmt: skip


@pytest.mark.parametrize("name", ["$why", "Почему?", "$reasons"])
def test_a_question_with_several_answers_is_linked_like_any_other(
    study: Project, tmp_path: Path, name: str
) -> None:
    with_sets(study)
    before = tables(study)
    number = study.link(Link("return/family", "", "Семья", variable=name))
    (row,) = study.joint().rows
    assert (row.survey.n, row.survey.base) == (2, 3)  # A4 gave no answer
    assert row.link.question in ("Почему?", "Причины")
    both = study.link(Link("return/family", "", "Семья + Работа", "sex=мужчина", variable=name))
    assert study.joint().rows[-1].survey.n == 1
    study.decide_verdict(both, "agreement", "Так и есть", coder="анна")
    matrix = study.case_matrix()
    assert matrix.cells["R01", number].answer is True
    assert matrix.cells["R02", number].answer is False

    study.export(tmp_path / "out.zip")
    with etic.create(tmp_path / "again.etic", "Again") as again:
        again.import_files([tmp_path / "out.zip"])
        assert [link for _, link in again.link_list()] == [link for _, link in study.link_list()]
        assert again.verify() == []

    refused("link-answer", study, study.link, Link("return/family", "", "Мама", variable=name))
    linked = "$reasons" if name == "$reasons" else "$why"
    refused("set-linked", study, study.set_response_set, linked, None)
    study.unlink(both)
    study.unlink(number)
    study.set_response_set(linked, None)
    for _ in range(6):
        study.undo()
    assert tables(study) == before
    assert study.verify() == []


def test_a_file_that_makes_a_column_of_a_linked_set_is_refused_whole(study: Project) -> None:
    with_sets(study)
    study.link(Link("return/family", "", "Семья", variable="$why"))
    one = Answers(
        (Variable("$why", "Почему?", values=(("1", "Семья"),)),),
        (("R01", {"$why": "Семья"}),),
        study=study.case_list()[0].study,
    )
    refused("set-linked", study, study.import_bundle, Bundle(answers=(one,)))


def test_a_question_is_not_the_set_that_is_called_nearly_so(study: Project) -> None:
    with_sets(study)
    named = study.case_list()[0].study
    one = Variable("why", "Главная причина", values=(("1", "Семья"), ("2", "Работа")))
    said = (("R01", {"why": "Работа"}), ("R02", {"why": "Работа"}))
    before = study.link(Link("return/family", "", "Семья", variable="why"))  # as SPSS's $why
    study.import_bundle(Bundle(answers=(Answers((one,), said, study=named),)))
    own = study.link(Link("return/family", "", "Семья", variable="why"))
    assert own != before
    found = {row.link_id: row.survey.n for row in study.joint().rows}
    assert found == {before: 2, own: 0}
    assert study.answer_table("why").first.label == "Главная причина"


def test_a_group_may_have_the_sign_in_its_name_and_in_its_value(
    study: Project, tmp_path: Path
) -> None:
    named = study.case_list()[0].study
    asked = Variable("a=b", "Уравнение", values=(("1", "x=y"),))
    study.import_bundle(
        Bundle(answers=(Answers((asked,), (("R01", {"a=b": "x=y"}),), study=named),))
    )
    study.link(replace(ANSWER_LINK, group="a=b=x=y"))
    (row,) = study.joint().rows
    assert (row.survey.n, row.survey.base) == (1, 1)
    refused("link-group", study, study.link, replace(ANSWER_LINK, group="a=b=x"))
    study.export(tmp_path / "out.zip")
    with etic.create(tmp_path / "again.etic", "Again") as again:
        again.import_files([tmp_path / "out.zip"])
        assert again.joint().rows[0].survey == row.survey


def test_who_weighs_nothing_has_answered_all_the_same(study: Project) -> None:
    named = study.case_list()[0].study
    weights = tuple((name, {"w": "0"}) for name, _ in ANSWERS.respondents)
    study.import_bundle(
        Bundle(answers=(Answers((Variable("w", "Вес", "weight"),), weights, named, weight="w"),))
    )
    study.link(ANSWER_LINK)
    (row,) = study.joint().rows
    assert (row.survey.share, row.survey.reason) == (None, "no-weights")
    study.set_weight(None)
    assert study.joint().rows[0].survey.base == 3


def test_an_answer_that_is_called_otherwise_later_stays_with_its_link(
    study: Project, tmp_path: Path
) -> None:
    study.link(ANSWER_LINK)
    named = study.case_list()[0].study
    renamed = Variable("happy", "Довольны?", values=(("1", "Да, вполне"), ("3", "Нет")))
    study.import_bundle(
        Bundle(answers=(Answers((renamed,), (("R02", {"happy": "Да, вполне"}),), named),))
    )
    assert study.joint().rows[0].survey.n == 2
    study.link(replace(ANSWER_LINK, answer="Да, вполне"))
    study.export(tmp_path / "out.zip")
    with etic.create(tmp_path / "again.etic", "Again") as again:
        again.import_files([tmp_path / "out.zip"])
        assert again.link_list() == study.link_list()
        assert [r.survey for r in again.joint().rows] == [r.survey for r in study.joint().rows]


def ticks(study: Project, **called: str) -> Bundle:
    """The columns of `with_sets`, called otherwise."""
    yes_no = (("1", "да"), ("0", "нет"))
    asked = tuple(Variable(name, label, values=yes_no) for name, label in called.items())
    return Bundle(answers=(Answers(asked, study=study.case_list()[0].study),))


def test_links_keep_to_columns_that_are_called_otherwise(study: Project, tmp_path: Path) -> None:
    with_sets(study)
    one = study.link(Link("return/family", "", "Семья", variable="$why"))
    study.link(Link("return/family", "", "Работа", variable="$why"))
    study.link(Link("return/family", "", "Семья + Работа", variable="$reasons"))
    study.decide_verdict(one, "agreement", "Так и есть", coder="анна")
    before, there = tables(study), [row.survey for row in study.joint().rows]
    study.import_bundle(ticks(study, tick_1="Работа", tick_2="Семья"))  # they change places
    assert [link.answer for _, link in study.link_list()] == ["Работа", "Семья", "Семья + Работа"]
    assert [row.survey for row in study.joint().rows] == there
    assert not study.joint().rows[0].changed
    study.export(tmp_path / "out.zip")
    with etic.create(tmp_path / "again.etic", "Again") as again:
        again.import_files([tmp_path / "out.zip"])
        assert again.link_list() == study.link_list()
    study.undo()
    assert tables(study) == before
    study.redo()
    assert study.verify() == []


def test_a_set_keeps_the_answers_that_links_stand_on(study: Project) -> None:
    with_sets(study)
    number = study.link(Link("return/family", "", "Семья", variable="$why"))
    refused("set-answer-linked", study, study.set_response_set, "$why", ["tick_2"])
    study.set_response_set("$why", ["tick_2", "tick_1"], label="Почему?")
    assert study.joint().rows[0].survey.n == 2
    study.unlink(number)
    study.set_response_set("$why", ["tick_2"])


def test_links_of_a_column_that_is_taken_apart_are_the_sets(study: Project) -> None:
    with_sets(study)
    named = study.case_list()[0].study
    whole = Variable("m", "Почему?", values=(("1", "Семья"), ("2", "Работа")))
    study.import_bundle(Bundle(answers=(Answers((whole,), (("R01", {"m": "Семья"}),), named),)))
    number = study.link(Link("return/family", "", "Семья + Работа", variable="m"))
    study.decide_verdict(number, "agreement", "Так и есть", coder="анна")
    study.set_pillar("Дом", links=[number])
    before = tables(study)
    apart = ResponseSet("m", "Почему?", "dichotomy", ("m_1", "m_2"), "да")
    yes_no = (("1", "да"), ("0", "нет"))

    def file(*labels: str) -> Bundle:
        asked = tuple(Variable(f"m_{i}", word, values=yes_no) for i, word in enumerate(labels, 1))
        said = (("R01", {"m_1": "да", "m_2": "да"}), ("R02", {"m_1": "нет", "m_2": "да"}))
        return Bundle(answers=(Answers(asked, said, named, sets=(apart,)),))

    refused("set-answer-linked", study, study.import_bundle, file("Семья", "Дом"))
    study.import_bundle(file("Семья", "Работа"))
    ((link_id, link),) = study.link_list()
    assert (link_id, link.variable, link.pillar) == (number, "m", "Дом")
    assert link.decision is not None
    assert study.joint().rows[0].survey.n == 2
    assert [v.name for v in study.answer_set().questions].count("m") == 1
    assert study.link(Link("skills", "", "Семья", variable="m")) > number
    assert study.verify() == []
    study.undo()
    study.undo()
    assert tables(study) == before


def test_links_keep_to_codes_that_are_called_otherwise(study: Project) -> None:
    one = study.link(replace(ANSWER_LINK, group="sex=женщина"))
    study.decide_verdict(one, "agreement", "Так и есть", coder="анна")
    (before,) = study.joint().rows
    words = {"Да": "Вполне", "Скорее да": "Скорее да", "Нет": "Нет", "женщина": "жен.",
             "мужчина": "муж."}  # fmt: skip
    anew = Answers(
        tuple(
            replace(v, values=tuple((code, words[a]) for code, a in v.values))
            for v in ANSWERS.variables
        ),
        tuple((name, {q: words[a] for q, a in said.items()}) for name, said in ANSWERS.respondents),
        study=study.case_list()[0].study,
    )
    study.import_bundle(Bundle(answers=(anew,)))
    (after,) = study.joint().rows
    assert (after.link.answer, after.link.group) == ("Вполне + Скорее да", "sex=жен.")
    assert (after.survey, after.changed) == (before.survey, False)
    assert study.verify() == []


def test_an_answer_that_links_stand_on_is_not_declared_missing(study: Project) -> None:
    study.link(replace(ANSWER_LINK, answer="Нет"))
    asked = replace(ANSWERS.variables[0], missing=("Нет",))
    bundle = Bundle(answers=(Answers((asked,), study=study.case_list()[0].study),))
    refused("set-answer-linked", study, study.import_bundle, bundle)


def test_links_to_several_answers_follow_their_code(study: Project) -> None:
    with_sets(study)
    study.link(Link("return/family", "", "Семья", variable="$why"))
    study.merge_codes("return/family", "skills", coder="анна")
    assert [link.code for _, link in study.link_list()] == ["skills"]
    study.delete_code("skills", coder="анна")
    assert study.link_list() == []
    study.undo()
    assert [link.variable for _, link in study.link_list()] == ["$why"]


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"variable": "sad"}, "link-variable"),
        ({"answer": "Да + Может быть"}, "link-answer"),
        ({"group": "sex=?"}, "link-group"),
        ({"group": "Мужчины"}, "link-group"),
        ({"code": "nothing"}, "link-at"),
        ({"cases": "star=sign"}, "attribute-unknown"),
    ],
)
def test_what_is_not_there_is_refused(study: Project, change: dict[str, str], key: str) -> None:
    refused(key, study, study.link, replace(ANSWER_LINK, **change))  # type: ignore[arg-type]


def test_a_link_is_edited_and_taken_back(study: Project) -> None:
    link_id = study.link(TABLE_LINK)
    before = tables(study)
    study.edit_link(link_id, direction="opposite", note="n", horizon="год", construct="уже")
    ((_, link),) = study.link_list()
    assert (link.direction, link.note, link.horizon, link.construct) == (
        "opposite",
        "n",
        "год",
        "уже",
    )
    study.undo()
    assert tables(study) == before
    refused("choice-unknown", study, study.edit_link, link_id, direction="sideways")
    refused("link-unknown", study, study.edit_link, 99, note="n")


def test_only_those_respondents_are_counted_who_are_asked_for(study: Project) -> None:
    link_id = study.link(TABLE_LINK)
    study.edit_link(link_id, cases="gender=мужчина")
    (row,) = study.joint().rows
    assert (row.interviews.n, row.interviews.base, row.typical) == (0, 1, ())


def test_a_verdict_keeps_reason_and_figures(study: Project) -> None:
    link_id = study.link(TABLE_LINK)
    refused("verdict-reason", study, study.decide_verdict, link_id, "partial", "  ")
    refused("choice-unknown", study, study.decide_verdict, link_id, "good", "why")
    refused("link-unknown", study, study.decide_verdict, 99, "partial", "why")
    study.decide_verdict(link_id, "partial", "Сроки разные", coder="анна")
    (row,) = study.joint().rows
    decision = row.link.decision
    assert decision is not None
    assert (decision.verdict, decision.reason, decision.coder) == (
        "partial",
        "Сроки разные",
        "анна",
    )
    assert not row.changed
    mark(study, "R02", "Семья здесь")
    (row,) = study.joint().rows
    assert row.changed
    (said,) = study.joint().frame().to_dict("records")
    assert said["figures_changed"]
    assert said["verdict"] != said["proposed"] or row.proposal.verdict == "partial"
    study.undo()
    assert not study.joint().rows[0].changed
    study.withdraw_verdict(link_id)
    assert study.joint().rows[0].link.decision is None
    assert study.joint().decided == 0
    assert list(study.verify()) == []


def test_undo_gives_link_and_verdict_back_together(study: Project) -> None:
    link_id = study.link(ANSWER_LINK)
    study.decide_verdict(link_id, "agreement", "Так и есть")
    study.set_pillar("Дом", statement="Дома лучше", links=[link_id])
    before = tables(study)
    study.unlink(link_id)
    assert study.link_list() == []
    study.undo()
    assert tables(study) == before
    assert study.link_list()[0][1].pillar == "Дом"


def test_a_code_that_goes_takes_its_links_and_one_merged_keeps_them(study: Project) -> None:
    link_id = study.link(ANSWER_LINK)
    study.decide_verdict(link_id, "agreement", "Так и есть")
    other = study.link(replace(ANSWER_LINK, code="skills", note="о другом"))
    study.merge_codes("return/family", "skills")
    ((kept, link),) = study.link_list()
    assert kept == other
    assert link.decision is not None
    study.delete_code("skills")
    assert study.link_list() == []
    assert list(study.verify()) == []


def test_pillars_hold_links_and_say_what_they_state(study: Project) -> None:
    one, two = study.link(TABLE_LINK), study.link(ANSWER_LINK)
    refused("pillar-name", study, study.set_pillar, " ")
    study.set_pillar("Семья", statement="Тянет домой", links=[one, two])
    study.set_pillar("Семья", links=[two])
    display = study.pillar_display()
    assert [row.link_id for row in display.joint.rows] == [two]
    (row,) = display.frame().to_dict("records")
    assert row["statement"] == "Тянет домой"
    assert "Мама болела" in row["quotes"]
    assert list(display.behind(0, "quotes")) == [study.quote_list()[0].id]
    study.delete_pillar("Семья")
    refused("pillar-unknown", study, study.delete_pillar, "Семья")
    assert len(study.link_list()) == 2


def test_the_same_people_are_compared_one_by_one(study: Project) -> None:
    study.link(ANSWER_LINK)
    matrix = study.case_matrix()
    assert matrix.cases == ("R01", "R02")
    ((_, _, found),) = matrix.agreement.rows
    assert (found.both, found.neither, found.percent, found.kappa) == (1, 1, 1.0, 1.0)
    assert matrix.behind(0, matrix.table().columns[1].key) == (study.quote_list()[0].id,)


def test_without_ids_in_common_it_says_two_samples(tmp_path: Path) -> None:
    project = small_project(tmp_path / "t.etic")
    name = project.case_list()[0].study
    strangers = replace(ANSWERS, study=name, respondents=ANSWERS.respondents[2:])
    project.import_bundle(Bundle(answers=(strangers,)))
    project.link(ANSWER_LINK)
    matrix = project.case_matrix()
    assert matrix.cases == ()
    assert "две выборки" in matrix.note or "two samples" in matrix.note


def test_nobody_is_quoted_who_did_not_agree(tmp_path: Path) -> None:
    project = small_project(tmp_path / "u.etic")
    text = "Р: Семья тут."
    silent = Document("R03", text, turns(text), language="ru", header={"consent": "summary"})
    project.import_bundle(Bundle(documents=(silent,)))
    mark(project, "R03", "Семья тут")
    project.link(TABLE_LINK)
    (row,) = project.joint().rows
    assert (row.interviews.n, row.typical) == (1, ())
    assert len(row.codings) == 1


def test_quotes_stand_under_the_value_of_their_respondent(study: Project) -> None:
    mark(study, "R02", "Семья здесь")
    found = study.quote_matrix(["return"], by="gender")
    assert found.values == ("женщина", "мужчина")
    assert [q.case for q in found.cells["return", "мужчина"]] == ["R02"]
    assert found.figures["return", "женщина"] == (1, 1)


def test_statistics_by_theme_give_the_survey_s_figures(study: Project) -> None:
    study.link(TABLE_LINK)
    (row,) = study.statistics_by_theme().frame().to_dict("records")
    assert row["survey_share"] == pytest.approx(0.221)
    assert "Мама болела" in row["quotes"]


def test_all_of_it_goes_out_and_comes_back(study: Project, tmp_path: Path) -> None:
    study.link(replace(TABLE_LINK, note="сроки", cases="gender=женщина"))
    link_id = study.link(replace(ANSWER_LINK, group="sex=женщина", horizon="год", construct="уже"))
    study.decide_verdict(link_id, "silence-survey", "Не спрашивали", coder="анна")
    study.set_pillar("Семья", statement="Тянет домой", links=[link_id])
    study.set_pillar("Пустая")
    study.export(tmp_path / "all.zip")
    with etic.create(tmp_path / "again.etic", "") as again:
        report = again.import_files([tmp_path / "all.zip"])
        assert {notice.key for notice in report.warnings} <= {"linked-cases"}
        plain = [
            [replace(link, where="", file="") for link in p.bundle().links] for p in (study, again)
        ]
        assert plain[0] == plain[1]
        assert again.bundle().pillars == study.bundle().pillars
        assert not again.joint().rows[1].changed
        assert list(again.verify()) == []


def test_margin_and_level_are_shares(study: Project) -> None:
    refused("joint-rule", study, study.joint, margin=10)


def test_links_of_one_code_to_one_answer_are_told_apart(study: Project) -> None:
    study.link(ANSWER_LINK)
    [alone] = study.joint().rows
    assert "(" not in study.joint().line(alone)
    study.link(replace(ANSWER_LINK, group="sex=женщина"))
    found = study.joint()
    lines = [found.line(row) for row in found.rows]
    assert len(set(lines)) == 2
    assert {mark.line for mark in found.drawings()[0].marks} == set(lines)
