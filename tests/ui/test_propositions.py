"""The screen of propositions: added, tied, judged, revised, and truth tables, by hand."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from etic.project import Project
from tests.ui.apptest import errors, screen, texts


@pytest.fixture
def proposed(study: Project) -> Project:
    study.add_proposition(
        "Возвращаются ради семьи.", supports=["return"], contradicts=["skills"], coder="анна"
    )
    return study


def opened(study: Project, view: str = "one", **more: object) -> AppTest:
    state = {"induction-view": view}
    return screen("propositions", study.path, state=state, **{"coder": "анна", **more})  # type: ignore[arg-type]


def key(study: Project, verdict: str, case: str) -> str:
    row = study.proposition(1)
    case_id = next(c.id for c in study.case_list() if c.name == case)
    return f"induction-{verdict}-{row.newest.id}-{case_id}"


def test_the_first_proposition_is_added_and_its_codes_are_tied(study: Project) -> None:
    app = screen("propositions", study.path, coder="анна")
    assert "Утверждений пока нет" in texts(app)
    app.button(key="induction-add-button").click().run()
    assert "без слов" in errors(app)[0]
    app.text_area(key="induction-add-text_ru").input("Едут к *своим*.")
    app.button(key="induction-add-button").click().run()
    assert errors(app) == []
    row = study.proposition(1)
    assert row.text == "Едут к *своим*."
    assert r"Едут к \*своим\*\." in texts(app)
    app.multiselect(key=f"induction-supports-{row.id}").select("return")
    app.multiselect(key=f"induction-contradicts-{row.id}").select("return")
    app.button(key=f"induction-codes-save-{row.id}").click().run()
    assert "и за, и против" in errors(app)[0]
    app.multiselect(key=f"induction-contradicts-{row.id}").unselect("return")
    app.button(key=f"induction-codes-save-{row.id}").click().run()
    assert errors(app) == []
    assert list(study.proposition(1).codes.values()) == ["supports"]


def test_cases_are_judged_one_after_the_other(proposed: Project) -> None:
    app = opened(proposed)
    assert errors(app) == []
    assert "Ждут оценки 2 респондента" in texts(app)
    assert "и за, и против" in texts(app)  # R01 has codes of both kinds, and comes first
    row = proposed.proposition(1)
    candidate = proposed.judging_queue(1)[0]
    base = f"{row.newest.id}-{candidate.case.id}"
    against = candidate.against[0]
    app.checkbox(key=f"induction-tick-{base}-{against.id}").check()
    app.text_area(key=f"induction-reason-{base}").input("Ради ремесла")
    app.button(key=key(proposed, "contradicts", "R01")).click().run()
    assert errors(app) == []
    [made] = proposed.proposition(1).newest.judgements
    assert (made.verdict, made.reason, made.coder, made.codings) == (
        "contradicts", "Ради ремесла", "анна", (against.id,),
    )  # fmt: skip
    assert "1 респондент противоречит: R01" in texts(app).replace("\\", "")
    app.button(key=key(proposed, "supports", "R02")).click().run()
    assert "Все респонденты оценены" in texts(app)
    app.button(key="button-undo").click().run()
    assert len(proposed.proposition(1).newest.judgements) == 1


def test_out_of_scope_needs_a_reason_and_nothing_typed_is_lost(proposed: Project) -> None:
    app = opened(proposed)
    row = proposed.proposition(1)
    base = f"{row.newest.id}-{proposed.judging_queue(1)[0].case.id}"
    app.button(key=key(proposed, "out_of_scope", "R01")).click().run()
    assert "напишите, почему" in errors(app)[0]
    app.text_area(key=f"induction-reason-{base}").input("Не вернулся")
    app.button(key=key(proposed, "out_of_scope", "R01")).click().run()
    assert proposed.board(1).lines[0].tally.n["out_of_scope"] == 1


def test_a_case_is_skipped_changed_and_withdrawn(proposed: Project) -> None:
    proposed.judge(1, "R02", "silent", "Молчит", coder="анна")
    app = opened(proposed)
    judgement = proposed.proposition(1).newest.judgements[0]
    app.button(key=f"induction-change-{judgement.id}").click().run()
    assert "Сейчас: молчит" in texts(app).replace("\\", "")
    app.button(key=key(proposed, "supports", "R02")).click().run()
    assert proposed.proposition(1).newest.judgements[0].verdict == "supports"
    assert proposed.proposition(1).newest.judgements[0].reason == "Молчит"
    app.button(key=f"induction-withdraw-{judgement.id}").click().run()
    assert proposed.proposition(1).newest.judgements == ()
    row = proposed.proposition(1)
    first = proposed.judging_queue(1)[0].case
    app.button(key=f"induction-next-{row.newest.id}-{first.id}").click().run()
    assert app.selectbox(key=f"induction-case-{row.newest.id}").value != first.id


def test_a_contradiction_leads_to_a_new_version(proposed: Project) -> None:
    proposed.judge(1, "R01", "contradicts", "Ради ремесла", coder="анна")
    proposed.judge(1, "R02", "supports", coder="анна")
    app = opened(proposed)
    prefix = f"induction-revise-{proposed.proposition(1).newest.id}"
    app.text_area(key=f"{prefix}-text_ru").input("Ради семьи или ремесла.")
    app.button(key=f"{prefix}-button").click().run()
    assert "требует причины" in errors(app)[0]
    app.text_area(key=f"{prefix}-reason").input("R01")
    app.multiselect(key=f"{prefix}-keep").select("supports")
    app.button(key=f"{prefix}-button").click().run()
    assert errors(app) == []
    row = proposed.proposition(1)
    assert (row.newest.version, row.text) == (2, "Ради семьи или ремесла.")
    assert [j.carried for j in row.newest.judgements] == [True]
    shown = texts(app).replace("\\", "")
    assert "Объясняет ли его новая?" in shown
    assert "перенесено, не пересмотрено" in shown
    assert "За 1, против 1, молчат 0" in shown  # of the former version, in its history


def test_a_redefined_phenomenon(proposed: Project) -> None:
    proposed.judge(1, "R01", "contradicts", coder="анна")
    app = opened(proposed)
    prefix = f"induction-revise-{proposed.proposition(1).newest.id}"
    app.radio(key=f"{prefix}-kind").set_value("redefined").run()
    app.text_area(key=f"{prefix}-phenomenon_ru").input("Возвращение насовсем")
    app.text_area(key=f"{prefix}-reason").input("R01 ещё поедет")
    app.button(key=f"{prefix}-button").click().run()
    assert errors(app) == []
    assert proposed.proposition(1).newest.kind == "redefined"
    assert "не вне ли области" in texts(app)


def test_a_second_coder_sees_only_their_own(proposed: Project) -> None:
    proposed.judge(1, "R01", "contradicts", "Тайна Анны", coder="анна")
    proposed.judge(1, "R02", "supports", "Моё", coder="борис")
    proposed.set_second_coder("борис")
    app = opened(proposed, coder="борис")
    shown = texts(app)
    assert "Тайна Анны" not in shown
    assert "Моё" in shown
    assert "второй кодировщик" in shown
    assert "Тайна Анны" not in texts(opened(proposed, "board", coder="борис"))


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_board(proposed: Project, lang: str) -> None:
    proposed.judge(1, "R01", "contradicts", coder="анна")
    app = opened(proposed, "board", lang=lang)
    assert errors(app) == []
    app.selectbox(key="induction-by").set_value("gender").run()
    app.toggle(key="induction-versions").set_value(True).run()
    assert errors(app) == []
    assert len(app.dataframe[0].value) == 3


def test_it_is_deleted_and_comes_back(proposed: Project) -> None:
    app = opened(proposed)
    row = proposed.proposition(1)
    app.button(key=f"induction-delete-{row.id}").click().run()
    assert "Утверждений пока нет" in texts(app)
    app.button(key="button-undo").click().run()
    assert errors(app) == []
    assert proposed.proposition(1).text == row.text


def test_a_truth_table(study: Project) -> None:
    app = opened(study, "truth")
    assert "Выберите исход" in texts(app)
    app.selectbox(key="truth-outcome").set_value("return")
    app.multiselect(key="truth-conditions").select("skills").select("age:").run()
    assert errors(app) == []
    assert str(app.text_input(key="truth-anchors-age").value).count(",") == 2
    assert any("RETURN" in str(code.value) for code in app.code)
    app.text_input(key="truth-anchors-age").input("51, 40, 30").run()
    assert errors(app) == []
    app.text_input(key="truth-expression").input("SKILLS*(").run()
    assert "не читается" in errors(app)[0]
    app.text_input(key="truth-expression").input("~SKILLS*AGE").run()
    assert errors(app) == []
    app.text_input(key="truth-anchors-age").input("сорок").run()
    assert "три числа" in errors(app)[0]
