"""Answers under a theme: one place each, four states, who carries it, and what contradicts it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import etic
from etic.analysis.responses import STATES
from etic.errors import EticError
from etic.i18n import use_language
from etic.model import Bundle, Code, Codebook, Document, Turn
from etic.project import Project
from tests.studies import refused

TEXT = "Р: Останусь дома. Или поеду опять. Үйгө кеттим, ата-эне күтүп жатат. Не знаю."
STAY, GO, HOME, UNSURE = "Останусь дома", "поеду опять", "Үйгө кеттим", "Не знаю"

BOOK = Codebook(
    (
        Code("plans", name_en="Plans", response="single", required=True, colour="#3a7d44"),
        Code("plans/stay", name_en="Stay"),
        Code("plans/go", name_en="Go"),
        Code("plans/go/soon", name_en="Soon"),
        Code("plans/unsure", name_en="Unsure"),
        Code("reasons", name_en="Reasons", response="multiple"),
        Code("reasons/family", name_en="Family"),
        Code("reasons/money", name_en="Money"),
        Code("mood", name_en="Mood"),
        Code("mood/good", name_en="Good"),
    )
)
CODED = [
    ("R01", STAY, "plans/stay"),
    ("R02", GO, "plans/go/soon"),
    ("R02", HOME, "plans/go"),  # two passages of one answer are one answer
    ("R03", STAY, "plans/stay"),
    ("R03", GO, "plans/go"),  # two answers where one is foreseen
    ("R04", UNSURE, "plans"),  # the theme without an answer
    ("R01", HOME, "reasons/family"),
    ("R01", STAY, "reasons/money"),
    ("R02", HOME, "reasons/family"),
    ("R03", HOME, "mood/good"),
]


def document(name: str, gender: str) -> Document:
    turn = Turn(0, 3, len(TEXT), "Р", "respondent")
    return Document(name, TEXT, (turn,), attributes={"gender": gender} if gender else {})


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Seven respondents: R05 denies staying, R06 says nothing, R07 was not asked."""
    made = etic.create(tmp_path / "p.etic", "Plans")
    genders = ("f", "m", "f", "m", "f", "", "m")
    made.import_bundle(
        Bundle(tuple(document(f"R{n:02}", g) for n, g in enumerate(genders, 1)), (BOOK,))
    )
    for name, quote, code in CODED:
        made.code(name, code=code, quote=quote, coder="anna")
    made.code("R05", code="plans/stay", quote=STAY, coder="anna", state="no")
    made.apply_not_asked([("R07", "plans")], coder="anna")
    return made


def figures(
    project: Project, code: str, **how: str
) -> dict[tuple[str, str], tuple[int, int | None]]:
    """(line, group) → n, base."""
    with use_language("en"):
        frame = project.responses(code, **how).frame()
    groups = frame["group"] if "group" in frame else [""] * len(frame)
    bases = [None if pd.isna(base) else int(base) for base in frame["base"]]
    return {
        (name, group): (n, base)
        for name, group, n, base in zip(frame["name"], groups, frame["n"], bases, strict=True)
    }


def test_one_answer_each_respondent_in_one_place(project: Project) -> None:
    assert figures(project, "plans") == {
        ("Stay", ""): (1, 6), ("Go", ""): (1, 6), ("Unsure", ""): (0, 6),
        ("Several answers", ""): (1, 6), ("Theme without an answer", ""): (1, 6),
        ("No answer", ""): (2, 6), ("All who were asked", ""): (6, 6), ("Not asked", ""): (1, None),
    }  # fmt: skip
    frame = project.responses("plans").frame()
    parts = frame[frame["kind"].isin(["answer", "several", "theme", "none"])]
    assert parts["share"].sum() == pytest.approx(1)
    assert "mentions" not in frame


def test_groups_of_an_attribute_add_up_to_everybody(project: Project) -> None:
    found = figures(project, "plans", by="gender")
    groups = {group for _, group in found}
    assert groups == {"f", "m", "not stated", "All"}
    for line in {line for line, _ in found}:
        assert found[line, "All"][0] == sum(
            n for (of, g), (n, _) in found.items() if of == line and g != "All"
        )
    assert found["Several answers", "f"] == (1, 3)
    assert found["All who were asked", "m"] == (2, 2)


def test_who_gives_several_answers_or_none_is_listed(project: Project) -> None:
    listed = project.responses("plans").listed
    assert [(x.case.name, x.kind, x.wrong) for x in listed.cases] == [
        ("R03", "several", True), ("R05", "none", True), ("R06", "none", True),
    ]  # fmt: skip
    assert listed.cases[0].answers == ("Stay", "Go")
    quotes = project.quote_list(ids=listed.behind(0, "case"))
    assert [q.quote for q in quotes] == [STAY, GO]
    (denied,) = project.quote_list(ids=listed.behind(1, "case"))
    assert denied.state == "no"
    assert listed.behind(2, "case") == []


def test_several_answers_by_respondents_and_by_mentions(project: Project) -> None:
    found = project.responses("reasons")
    frame = found.frame().set_index("kind")
    answers = frame.loc["answer"]
    assert list(answers["n"]) == [2, 1]
    assert list(answers["base"]) == [7, 7]
    assert list(answers["mentions"]) == pytest.approx([2 / 3, 1 / 3])
    assert (frame.loc["any", "n"], frame.loc["none", "n"]) == (2, 5)
    assert found.listed.wrong == ()  # no answer is required, and several are foreseen
    with use_language("en"):
        assert "3 mentions by 2 respondents" in found.note
        assert "42.9%" in found.note
        assert "taken as several" not in found.note


def test_any_code_with_codes_under_it_is_a_question(project: Project) -> None:
    with use_language("en"):
        found = project.responses("mood")
        assert "taken as several" in found.note
        assert list(found.frame()["n"]) == [1, 1, 6, 7, 0]
    assert refused("responses-no-answers", project, project.responses, "mood/good")
    refused("code-unknown", project, project.responses, "nothing")
    refused("attribute-unknown", project, project.responses, "plans", by="income")
    refused("study-unknown", project, project.responses, "plans", study="other")


def test_what_is_behind_a_line(project: Project) -> None:
    found = project.responses("plans")
    quotes = {
        line.kind + line.answer: [
            (q.case, q.code) for q in project.quote_list(ids=found.behind(i, "n"))
        ]
        for i, (_, line) in enumerate(found.lines())
    }
    assert quotes["answerplans/stay"] == [("R01", "plans/stay")]  # R03 is counted elsewhere
    assert sorted(quotes["answerplans/go"]) == [("R02", "plans/go"), ("R02", "plans/go/soon")]
    assert quotes["several"] == [("R03", "plans/stay"), ("R03", "plans/go")]
    assert quotes["theme"] == [("R04", "plans")]
    assert quotes["none"] == [("R05", "plans/stay")]
    assert quotes["not_asked"] == []


# -- states ----------------------------------------------------------------------------------------


def test_the_four_states_add_up(project: Project) -> None:
    frame = project.response_states().frame().set_index("code")
    assert list(frame.index) == [node.path for node in project.codebook()]
    assert (frame[list(STATES)].sum(axis=1) == frame["total"]).all()
    assert (frame["total"] == 7).all()
    assert list(frame.loc["plans", list(STATES)]) == [4, 1, 1, 1]
    assert list(frame.loc["plans/go", list(STATES)]) == [2, 0, 4, 1]
    assert list(frame.loc["mood", list(STATES)]) == [1, 0, 6, 0]


def test_states_by_groups_and_what_is_behind(project: Project) -> None:
    found = project.response_states("plans", by="gender")
    assert [(r.group, r.counts()) for r in found.rows] == [
        ("f", (2, 1, 0, 0)), ("m", (2, 0, 0, 1)), ("?", (0, 0, 1, 0)), ("", (4, 1, 1, 1)),
    ]  # fmt: skip
    assert [q.case for q in project.quote_list(ids=found.behind(0, "no"))] == ["R05"]
    assert {q.case for q in project.quote_list(ids=found.behind(0, "yes"))} == {"R01", "R03"}
    assert found.behind(1, "not_asked") == []
    assert len(found.behind(3, "total")) == len(found.behind(3, "yes")) + 1


def test_answers_bring_their_states(project: Project) -> None:
    paths = ["plans", "plans/stay", "plans/go", "plans/unsure"]
    by_themselves = project.response_states(paths, by="gender")
    assert project.responses("plans", by="gender").states.table() == by_themselves.table()


def test_what_was_said_goes_before_what_was_asked(project: Project) -> None:
    project.code("R07", code="plans/go", quote=GO, coder="anna")
    assert figures(project, "plans")["Go", ""] == (2, 7)
    states = project.response_states(["plans", "plans/stay"]).frame()
    assert list(states["not_asked"]) == [0, 1]


# -- who counts ------------------------------------------------------------------------------------


def test_second_coders_do_not_count_unless_named(project: Project) -> None:
    project.code("R01", code="plans/go", quote=GO, coder="boris")
    assert figures(project, "plans")["Several answers", ""] == (2, 6)
    project.set_second_coder("boris")
    assert figures(project, "plans")["Several answers", ""] == (1, 6)
    assert "boris" in project.responses("plans").note
    assert "boris" in project.response_groups().note
    assert "Codings of boris only." in project.response_groups(coder="boris").note
    alone = project.responses("plans", coder="boris")
    assert [x.case.name for x in alone.listed.cases if x.kind == "several"] == []
    assert figures(project, "plans", coder="boris")["Go", ""] == (1, 6)
    assert "second coders" not in alone.note
    assert "Codings of boris only." in alone.note


def test_undo_brings_the_same_tables_back(project: Project) -> None:
    def tables() -> list[object]:
        return [
            project.responses("plans", by="gender").table(), project.response_states().table(),
            project.concentration(measure="words").table(), project.response_groups().table(),
        ]  # fmt: skip

    before = tables()
    project.code("R06", code="plans/stay", quote=STAY, coder="anna")
    assert tables() != before
    project.undo(coder="anna")
    assert tables() == before
    project.delete_document("R03", coder="anna")
    assert figures(project, "plans")["All who were asked", ""] == (5, 5)
    project.undo(coder="anna")
    assert tables() == before
    assert project.verify() == []


def test_the_note_says_what_sample_it_is(project: Project) -> None:
    def notes() -> list[str]:
        return [
            found.note
            for found in (
                project.responses("plans"), project.response_states("plans"),
                project.concentration("plans"),
            )
        ]  # fmt: skip

    with use_language("en"):
        assert all("probability sample" in note for note in notes())
        before = notes()
        project.set_probability_sample(next(iter(project.study_titles())), True, coder="anna")
        assert all(one != other for one, other in zip(before, notes(), strict=True))


def test_a_study_of_its_own(project: Project) -> None:
    other = Codebook((Code("plans/study", name_en="Study"),), study="second")
    project.import_bundle(
        Bundle((Document("S01", TEXT, (Turn(0, 3, len(TEXT), "Р", "respondent"),)),), (other,)),
        study="second",
    )
    both = figures(project, "plans")
    first = next(iter(project.study_titles()))
    mine = figures(project, "plans", study=first)
    assert ("Study", "") not in mine
    assert mine["All who were asked", ""] == (6, 6)
    assert both["All who were asked", ""] == (7, 7)


def test_a_project_without_anything(tmp_path: Path) -> None:
    with etic.create(tmp_path / "empty.etic", "") as empty:
        for found in (empty.response_groups(), empty.response_states(), empty.concentration()):
            assert found.table().rows == ()
            assert found.note
        empty.import_bundle(Bundle(codebooks=(BOOK,)))
        lines = {line.kind: line for _, line in empty.responses("plans").lines()}
        assert lines["asked"].share is not None
        assert lines["asked"].share.share is None  # of nobody there is no share
        assert all(x.share is None or x.share.share is None for x in lines.values())
        assert empty.responses("reasons").table().rows
        assert empty.concentration().drawings() == ()


def test_all_groups_checked_at_once(project: Project) -> None:
    found = project.response_groups()
    frame = found.frame().set_index("code")
    assert list(frame.index) == ["plans", "reasons"]
    assert list(frame.loc["plans", ["asked", "several", "none", "wrong", "not_asked"]]) == [
        6, 1, 2, 3, 1,
    ]  # fmt: skip
    assert frame.loc["reasons", "wrong"] == 0
    assert {q.case for q in project.quote_list(ids=found.behind(0, "several"))} == {"R03"}
    assert {q.case for q in project.quote_list(ids=found.behind(0, "wrong"))} == {"R03", "R05"}
    assert found.behind(1, "several") == ()


# -- concentration ---------------------------------------------------------------------------------


def test_who_carries_a_theme(project: Project) -> None:
    with use_language("en"):
        found = project.concentration("plans")
        (row,) = found.table().rows
        frame = found.frame()
    # R01 1, R02 2, R03 2, R04 1 codings: 1 / (10 / 36).
    assert (frame.at[0, "respondents"], frame.at[0, "amount"]) == (4, 6)
    assert frame.at[0, "effective"] == pytest.approx(3.6)
    assert frame.at[0, "top_share"] == pytest.approx(1 / 3)
    assert frame.at[0, "top_case"] == "R02 and 1 more"
    assert frame.at[0, "warning"] == ""
    assert row[0] == "Plans"
    assert {q.case for q in project.quote_list(ids=found.behind(0, "top_share"))} == {"R02", "R03"}
    assert len(found.behind(0, "effective")) == 6


def test_words_are_counted_once_where_passages_overlap(project: Project) -> None:
    project.code("R06", code="mood/good", quote="Үйгө кеттим, ата-эне", coder="anna")
    project.code("R06", code="mood", quote="кеттим, ата-эне күтүп", coder="anna")
    by_words = project.concentration("mood", measure="words")
    assert by_words.rows[0].spread.total == 2 + 5  # R03 two words, R06 five, not seven
    assert by_words.frame().at[0, "warning"]  # five of seven
    assert project.concentration("mood").rows[0].spread.total == 3
    refused("choice-unknown", project, project.concentration, "mood", measure="letters")


def test_codes_that_nobody_used(project: Project) -> None:
    with use_language("en"):
        frame = project.concentration("plans/unsure").frame()
    assert frame.at[0, "respondents"] == 0
    assert frame.at[0, "warning"] == "nobody mentions it"


def test_drawn_quotes_are_spread(project: Project) -> None:
    drawn = project.drawn_quotes("plans", most=4)
    assert [q.case for q in drawn] == ["R01", "R02", "R03", "R04"]
    first = project.drawn_quotes("plans", most=4, spread=False)
    assert [q.case for q in first] == ["R01", "R02", "R02", "R03"]
    assert project.drawn_quotes("plans", most=99) == project.quote_list(code="plans")


def test_the_report_spreads_its_quotes_unless_told_otherwise(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    from etic.report import study
    from etic.report.blocks import QuoteBlock

    project.code("R01", code="plans/stay", quote="дома", coder="anna")
    monkeypatch.setattr(study, "MOST_QUOTES", 2)

    def shown(spread: bool) -> list[str]:
        blocks = study.compose(project, spread=spread).blocks
        block = next(b for b in blocks if isinstance(b, QuoteBlock) and b.title.startswith("Stay"))
        return [item.source.partition(" ")[0] for item in block.quotes]

    with use_language("en"):
        assert shown(spread=True) == ["R01", "R03"]
        assert shown(spread=False) == ["R01", "R01"]


def test_pictures_hold_what_the_table_holds(project: Project) -> None:
    from etic.pictures import chart

    for found in (
        project.responses("plans", by="gender"), project.responses("reasons"),
        project.response_states(), project.concentration(),
    ):  # fmt: skip
        for drawing in found.drawings():
            assert drawing.table == found.table()
            assert chart(drawing).to_dict()["layer"]


def test_one_line_for_each_refusal_in_either_language(project: Project) -> None:
    for lang in ("ru", "en"):
        with use_language(lang), pytest.raises(EticError) as error:
            project.responses("mood/good")
        assert "mood/good" in str(error.value)
        assert "\n" not in str(error.value)
