"""The codebook's screen: codes are described, moved, merged and split, and seen as they were."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import etic
from etic.model import Bundle, Code, Codebook
from etic.project import Project
from etic.ui.worddiff import word_diff
from tests.ui import studies
from tests.ui.apptest import errors, screen, texts

TRANSCRIPT = "И: Почему вернулись?\n\nР: Соскучился по дому.\n".encode()


def opened(study: Project, **more: object) -> AppTest:
    return screen("codebook", study.path, **{"coder": "анна", **more})  # type: ignore[arg-type]


def doing(study: Project, what: str, code: str, **more: object) -> AppTest:
    """A code with one of the things that can be done with it."""
    state = {"codebook-doing": what, **more}
    return opened(study, code=code, state=state)


def said(app: AppTest) -> str:
    """What is written, as people see it."""
    return texts(app).replace("\\", "")


def code_id(study: Project, path: str) -> int:
    return study.codebook().find(path).id


def tree_table(study: Project) -> str:
    """The key of the tree before anything was chosen."""
    return f"codebook-tree-{hash(tuple(node.id for node in study.codebook()))}-0"


def paths(study: Project) -> list[str]:
    return [node.path for node in study.codebook()]


# -- choosing and describing ----------------------------------------------------------------------


def test_a_code_is_edited(study: Project) -> None:
    app = opened(study, code="return/family")
    revision, node = study.store.journal.revision(), study.codebook().find("return/family")
    app.text_area(key=f"definition-{node.id}-{revision}").input("Из-за родных")
    app.button(key=f"code-save-{node.id}").click().run()
    assert errors(app) == []
    assert study.codebook().find("return/family").code.definition == "Из-за родных"
    assert study.events(limit=1)[0].action == "code-edit"


def test_saving_an_unchanged_code_changes_nothing(study: Project) -> None:
    app = opened(study, code="return")
    before = study.codebook().find("return").code
    app.button(key=f"code-save-{study.codebook().find('return').id}").click().run()
    assert study.codebook().find("return").code == before


def test_deleting_a_code_says_what_goes_and_can_be_undone(study: Project) -> None:
    study.set_second_coder("борис", coder="борис")  # whose codings go as well
    app = opened(study, code="return")
    said = texts(app).replace("\\", "")
    assert "Вместе с ним уйдут: 2 кодирования, 1 код под ним." in said
    app.button(key=f"code-delete-{study.codebook().find('return').id}").click().run()
    assert [n.path for n in study.codebook()] == ["returned", "skills"]
    app.button(key="button-undo").click().run()
    assert len(study.codebook()) == 4
    assert len(study.quote_list()) == 3


def test_choosing_a_code_in_the_tree(study: Project) -> None:
    state = {tree_table(study): {"selection": {"cells": [[3, "name"]]}}}
    app = opened(study, state=state)
    assert f"code-save-{code_id(study, 'skills')}" in {b.key for b in app.button}
    # And its address can be given to somebody else.
    assert app.query_params["code"] == "skills"


def test_the_tree_is_filtered(study: Project) -> None:
    app = opened(study)
    app.text_input(key="codebook-filter").input("family").run()
    assert list(app.dataframe[0].value["name"]) == ["Семья"]
    app.text_input(key="codebook-filter").input("ничего").run()
    assert not app.dataframe


def test_a_codebook_is_loaded(study: Project) -> None:
    app = opened(study)
    book = "code,name_ru,definition\nskills,Навыки,Чему научились\nplans,Планы,\n".encode()
    app.file_uploader(key="codebook-file-0").set_value(("book.csv", book, "text/csv"))
    app.run()
    app.button(key="codebook-import").click().run()
    assert errors(app) == []
    assert study.codebook().find("skills").code.definition == "Чему научились"
    assert study.codebook().find("plans").name == "Планы"


def test_a_file_that_is_no_codebook(study: Project) -> None:
    app = opened(study)
    app.file_uploader(key="codebook-file-0").set_value(("R03.txt", TRANSCRIPT, "text/plain"))
    app.run()
    app.button(key="codebook-import").click().run()
    assert "кодовой книги" in errors(app)[0]
    assert len(study.document_list()) == 2


def test_a_link_to_a_code_that_is_gone_says_so(study: Project) -> None:
    app = opened(study, code="return/famly")
    assert "return/famly" in errors(app)[0]
    assert "return/family" in errors(app)[0].replace("\\", "")
    assert "Выберите код" in said(app)


def test_a_later_link_opens_another_code(study: Project) -> None:
    app = opened(study, code="return")
    app.query_params["code"] = "skills"
    app.run()
    assert f"code-save-{code_id(study, 'skills')}" in {b.key for b in app.button}


def test_a_code_stays_open_when_its_short_name_changes(study: Project) -> None:
    app = opened(study, code="return/family")
    node, revision = study.codebook().find("return/family"), study.store.journal.revision()
    app.text_input(key=f"segment-{node.id}-{revision}").input("kin")
    app.button(key=f"code-save-{node.id}").click().run()
    assert errors(app) == []
    assert study.codebook().find("return/kin").id == node.id
    assert f"code-save-{node.id}" in {b.key for b in app.button}
    assert app.query_params["code"] == "return/kin"


@pytest.mark.parametrize(("given", "why"), [("a/b", "чертами"), ("", "чертами"), ("skills", "уже")])
def test_a_short_name_that_cannot_be(study: Project, given: str, why: str) -> None:
    app = opened(study, code="return")
    node, revision = study.codebook().find("return"), study.store.journal.revision()
    app.text_input(key=f"segment-{node.id}-{revision}").input(given)
    app.button(key=f"code-save-{node.id}").click().run()
    assert why in errors(app)[0]
    assert "return" in paths(study)


def test_what_a_respondent_has_is_asked_of_groups_only(study: Project) -> None:
    revision = study.store.journal.revision()
    app = opened(study, code="return")
    node = study.codebook().find("return")
    app.selectbox(key=f"response-{node.id}-{revision}").set_value("single")
    app.checkbox(key=f"required-{node.id}-{revision}").check()
    app.button(key=f"code-save-{node.id}").click().run()
    assert errors(app) == []
    code = study.codebook().find("return").code
    assert (code.response, code.required) == ("single", True)
    app = opened(study, code="skills")
    assert [box.key for box in app.checkbox] == []


def test_the_studies_of_a_code_are_chosen_where_there_are_several(study: Project) -> None:
    assert not opened(study, code="return/family").multiselect
    study.import_bundle(Bundle(codebooks=(Codebook((Code("plans"),), (), "second", "Вторая"),)))
    revision, node = study.store.journal.revision(), study.codebook().find("return/family")
    app = opened(study, code="return/family")
    app.multiselect(key=f"studies-{node.id}-{revision}").set_value(["second"])
    app.button(key=f"code-save-{node.id}").click().run()
    assert errors(app) == []
    assert study.codebook().find("return/family").studies == {"second"}


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("under", ["return", "return/family", "return/family/deti", "returned", "skills"]),
        ("beside", ["return", "return/family", "return/deti", "returned", "skills"]),
    ],
)
def test_a_code_is_added_under_another_or_right_after_it(
    study: Project, where: str, expected: list[str]
) -> None:
    app = opened(study, code="return/family")
    key = code_id(study, "return/family")
    app.button(key=f"add-{where}-{key}").click().run()
    assert "нет названия" in errors(app)[0]
    app.text_input(key=f"add-{where}-name-{key}").input("Дети")
    app.button(key=f"add-{where}-{key}").click().run()
    assert errors(app) == []
    assert paths(study) == expected
    made = next(n for n in study.codebook() if n.name == "Дети")
    assert f"code-save-{made.id}" in {b.key for b in app.button}, "the new code is open"
    if where == "beside":
        first = code_id(study, "return")
        app = opened(study, code="return")
        app.text_input(key=f"add-beside-name-{first}").input("Планы")
        app.button(key=f"add-beside-{first}").click().run()
        assert paths(study)[3:5] == ["plany", "returned"]


# -- moving ---------------------------------------------------------------------------------------


def test_a_code_is_moved_under_another_and_in_front_of_one(study: Project) -> None:
    app = doing(study, "move", "return/family")
    key = f"{code_id(study, 'return/family')}-return/family"
    under = app.selectbox(key=f"move-under-{key}")
    assert under.value == "return"
    assert "return/family" not in under.options
    button = app.button(key=f"move-{code_id(study, 'return/family')}")
    assert button.disabled, "it is there already"
    assert "2 кодирования (2 респондента)" in said(app)
    under.set_value("").run()
    app.selectbox(key=f"move-before-{key}--").set_value("skills").run()
    app.button(key=f"move-{code_id(study, 'return/family')}").click().run()
    assert errors(app) == []
    assert paths(study) == ["return", "returned", "family", "skills"]
    assert app.query_params["code"] == "family", "it is still open, at its new place"
    app.button(key="button-undo").click().run()
    assert paths(study) == ["return", "return/family", "returned", "skills"]
    assert app.query_params["code"] == "return/family"


# -- merging --------------------------------------------------------------------------------------


def test_a_code_is_merged_after_it_was_said_what_that_does(study: Project) -> None:
    quote = study.quote_list(code="return/family")[0]
    study.code("R01", quote.start, quote.end, "skills", coder=quote.coder, state="no")
    study.add_code(Code("return/family/mother"))
    study.set_second_coder("борис")
    app = doing(study, "merge", "return/family")
    assert "не станет" in said(app)
    key = code_id(study, "return/family")
    assert f"merge-{key}" not in {b.key for b in app.button}
    app.selectbox(key=f"merge-into-{key}-return/family").set_value("skills").run()
    for line in (
        "Код «Навыки» получат: 2 кодирования (2 респондента).",
        "1 из них — второго кодировщика",
        "1 из них — на фрагменте, которому тот же кодировщик дал оба кода",
        "В 1 таком случае один код говорит «да», а другой «нет»: останется «да».",
        "1 код под ним перейдёт под «Навыки».",
    ):
        assert line in said(app)
    app.button(key=f"merge-{key}").click().run()
    assert errors(app) == []
    assert paths(study) == ["return", "returned", "skills", "skills/mother"]
    assert f"merge-into-{code_id(study, 'skills')}-skills" in {s.key for s in app.selectbox}
    app.button(key="button-undo").click().run()
    assert "return/family/mother" in paths(study)


def test_a_code_is_not_offered_to_be_merged_into_one_under_it(study: Project) -> None:
    app = doing(study, "merge", "return")
    box = app.selectbox(key=f"merge-into-{code_id(study, 'return')}-return")
    assert [option.rpartition(" ")[2] for option in box.options] == ["вернулся", "Навыки"]


# -- splitting ------------------------------------------------------------------------------------


def test_some_quotes_are_split_off(study: Project) -> None:
    own = study.quote_list(code="return/family")
    node = study.codebook().find("return/family")
    table = f"split-quotes-{node.id}-{hash(tuple(q.id for q in own))}"
    app = doing(study, "split", "return/family")
    assert app.button(key=f"split-{node.id}").disabled
    app = doing(study, "split", "return/family", **{table: {"selection": {"rows": [1]}}})
    assert "К новому коду перейдут: 1 кодирование (1 респондент). Останутся: 1 кодирование." in (
        said(app)
    )
    app.button(key=f"split-{node.id}").click().run()
    assert "нет названия" in errors(app)[0]
    app.text_input(key=f"split-name-{node.id}").input("Родня").run()
    app.button(key=f"split-{node.id}").click().run()
    assert errors(app) == []
    assert paths(study) == ["return", "return/family", "return/rodnya", "returned", "skills"]
    assert study.quote(own[1].id).code == "return/rodnya"
    assert study.quote(own[0].id).code == "return/family"
    assert app.query_params["code"] == "return/rodnya"


def test_what_has_no_quotes_of_its_own_is_not_split(study: Project) -> None:
    app = doing(study, "split", "return")
    assert "разделять нечего" in said(app)
    assert f"split-{code_id(study, 'return')}" not in {b.key for b in app.button}


# -- versions -------------------------------------------------------------------------------------


def versions(study: Project, row: int | None = None, against: str = "now") -> AppTest:
    state: dict[str, object] = {"codebook-view": "versions", "codebook-against": against}
    if row is not None:
        key = f"codebook-steps-{len(study.codebook_versions())}"
        state[key] = {"selection": {"cells": [[row, "at"]]}}
    return opened(study, state=state)


def written(element: object) -> str:
    return str(getattr(element, "value", ""))


def shown(app: AppTest) -> str:
    """The differences as text, one after another."""
    html = next(h for h in map(written, app.get("html")) if "etic-differences" in h)
    return " ".join(re.sub(r"<(?!/?(?:ins|del)>)[^>]*>", " ", html).split())


def test_the_steps_of_the_codebook_are_listed(study: Project) -> None:
    study.edit_code("return", definition="Почему вернулись", coder="борис")
    app = versions(study)
    table = app.dataframe[0].value
    assert table["who"][0] == "борис"
    assert table["step"][0] == "код изменён: Мотивы возвращения"
    study.move_code("return/family", "skills")
    assert versions(study).dataframe[0].value["step"][0] == (
        "код перемещён: return/family → Навыки › Семья"
    )
    assert len(table) == 2, "codings are no versions of the codebook"
    assert "Выберите шаг" in said(app)


def test_what_differs_since_a_step_stands_side_by_side(study: Project) -> None:
    study.edit_code("return", definition="Почему вернулись домой", colour="#112233")
    study.edit_code("return", definition="Почему вернулись <совсем>", required=True)
    study.add_code(Code("plans", name_ru="Планы", definition="Что дальше"))
    study.move_code("return/family", "skills")
    study.merge_codes("returned", "return")
    study.move_code("plans", before="return")
    app = versions(study, 6)
    assert errors(app) == []
    found = shown(app)
    for part in (
        "объединён: 1", "перемещён: 1", "добавлен: 1", "изменён: 1",
        "⇥ объединён Уже вернулся returned теперь часть «Мотивы возвращения»",
        "+ добавлен Планы plans <ins>Что дальше</ins>",
        "→ перемещён Навыки › Семья skills/family Мотивы возвращения Навыки",
        "≠ изменён Цвет Мотивы возвращения return #3a7d44 #112233",
        "<ins>Почему вернулись &lt;совсем&gt;</ins>",
        "нет да",
    ):  # fmt: skip
        assert part in found, found
    assert "<совсем>" not in found


def test_what_one_step_changed(study: Project) -> None:
    study.edit_code("return", definition="Почему вернулись домой")
    study.edit_code("return", definition="Почему вернулись совсем")
    found = shown(versions(study, 0, "step"))
    assert "Почему вернулись <del>домой</del> Почему вернулись <ins>совсем</ins>" in found
    assert "изменён: 1" in found
    found = shown(versions(study, 2, "step"))
    assert "добавлен: 4" in found, "the first step, before which there was no codebook"


def test_other_order_and_deleted_codes_are_told(study: Project) -> None:
    study.edit_code("returned", definition="Приехал")
    study.move_code("skills", before="return")
    study.delete_code("returned")
    found = shown(versions(study, 3))
    assert "− удалён Уже вернулся returned" in found
    found = shown(versions(study, 1, "step"))
    assert "↕ другой порядок Навыки skills последним перед «Мотивы возвращения»" in found


def test_nothing_differs_from_today(study: Project) -> None:
    assert "Отличий нет" in said(versions(study, 0))


def test_the_codebook_as_it_was_can_be_had_as_a_file(study: Project) -> None:
    before = study.codebook_versions()[0].id
    study.delete_code("return")
    app = versions(study, 1)
    (button,) = app.get("download_button")
    assert button.proto.label.replace("\\", "") == f"codebook-{before}.yaml"


def test_a_codebook_that_never_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    etic.create(tmp_path / "new.etic").close()
    app = screen("codebook", tmp_path / "new.etic", state={"codebook-view": "versions"})
    assert errors(app) == []
    assert "ещё не менялась" in said(app)


@pytest.mark.parametrize("view", ["fields", "move", "merge", "split", "versions"])
def test_every_state_in_english(tmp_path: Path, view: str) -> None:
    path = tmp_path / "study.etic"
    with studies.english(path) as project:
        project.edit_code("return", definition="Why they came back")
        rows = len(project.codebook_versions())
        state: dict[str, object] = {"codebook-doing": view}
        if view == "versions":
            cells = {"selection": {"cells": [[rows - 1, "at"]]}}
            state = {"codebook-view": view, f"codebook-steps-{rows}": cells}
    app = screen("codebook", path, lang="en", state=state, code="return/family")
    assert errors(app) == []
    words = said(app).replace("Русский", "")
    assert not re.search("[А-Яа-яЁё]", words), words


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "a", ("", "<ins>a</ins>")),
        ("a b", "a c", ("a <del>b</del>", "a <ins>c</ins>")),
        ("a", "", ("<del>a</del>", "")),
        ("<i>", "<b>", ("&lt;<del>i</del>&gt;", "&lt;<ins>b</ins>&gt;")),
    ],
)
def test_words_that_went_and_came_are_marked(old: str, new: str, expected: tuple[str, str]) -> None:
    assert word_diff(old, new) == expected
