"""The screen of agreement: counts as they are, places that open with both coders."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

import etic
from etic.project import Project
from etic.ui.links import pair
from tests.ui.apptest import errors, link_targets, screen, texts

DIFFERENCES = {"agreement-view": "differences"}


def both_code(project: Project) -> None:
    """Boris codes in R01 as well: one place as Anna did, one with another code."""
    text = project.text("R01")
    for quote, code in (("Мама болела", "return/family"), ("класть", "returned")):
        at = text.index(quote)
        project.code("R01", at, at + len(quote), code, coder="борис")


def test_nobody_has_coded(tmp_path: Path, study: Project) -> None:
    for quote in study.quote_list():
        study.uncode(quote.id)
    shown = texts(screen("agreement", study.path))
    assert "Пока никто не кодировал" in shown
    assert "Расхождения" not in shown


def test_one_coder_reads_how_a_second_comes_in(study: Project) -> None:
    study.uncode(study.quote_list(coder="борис")[0].id)
    app = screen("agreement", study.path)
    assert errors(app) == []
    shown = texts(app).replace("\\", "")
    assert "Кодировал только один человек: анна" in shown
    assert "назовите его вторым кодировщиком в настройках" in shown
    assert {target.split("?")[0] for target in link_targets(app)} >= {"code", "settings"}


def test_two_who_share_no_document(study: Project) -> None:
    app = screen("agreement", study.path)
    assert errors(app) == []
    assert "Нет документа, который кодировали двое" in texts(app)
    app.toggle(key="agreement-shared").set_value(False).run()
    assert "R02" in texts(app)


def test_counts_and_places_of_two(study: Project) -> None:
    both_code(study)
    study.set_second_coder("борис")
    app = screen("agreement", study.path, coder="анна", state=DIFFERENCES)
    assert errors(app) == []
    coded = texts(screen("agreement", study.path, coder="анна")).replace("\\", "")
    assert "второй кодировщик: сравнивается, но не считается" in coded
    shown = texts(app).replace("\\", "")
    assert "анна: 2 кодирования. В тех же границах у другого: 1" in shown
    assert "это счёт кодирований, а не мера согласия" in shown.casefold()
    assert "Здесь у борис: Уже вернулся" in shown
    assert "Здесь у анна: Навыки" in shown
    assert "Мама болела" not in shown  # what both have coded is no difference


def test_a_difference_opens_with_both_coders(study: Project) -> None:
    both_code(study)
    app = screen("agreement", study.path, coder="анна", state=DIFFERENCES)
    targets = [parse_qs(x.split("?")[1]) for x in link_targets(app) if "compare=" in x]
    assert len(targets) == 2
    at = study.text("R01").index("класть")
    assert {"document": ["study/R01"], "start": [str(at)], "end": [str(at + 6)]}.items() <= targets[
        1
    ].items()
    assert [pair(target["compare"][0]) for target in targets] == [("анна", "борис")] * 2


def test_filters_of_the_differences(study: Project) -> None:
    both_code(study)
    app = screen("agreement", study.path, coder="анна", state=DIFFERENCES)
    app.selectbox(key="agreement-whose").set_value("анна").run()
    assert sum("compare=" in link for link in link_targets(app)) == 1
    app.selectbox(key="agreement-how").set_value("alone").run()
    assert "Таких мест нет" in texts(app)
    assert errors(app) == []


def test_a_choice_that_is_gone_is_forgotten(study: Project) -> None:
    both_code(study)
    app = screen(
        "agreement",
        study.path,
        state={**DIFFERENCES, "agreement-one": "вера", "agreement-documents": [99]},
    )
    assert errors(app) == []
    assert app.selectbox(key="agreement-one").value == "анна"
    assert app.multiselect(key="agreement-documents").value == []


def test_in_english(tmp_path: Path, study: Project) -> None:
    with etic.open(study.path) as project:
        both_code(project)
    shown = texts(screen("agreement", study.path, lang="en", state=DIFFERENCES))
    assert "not a measure of agreement" in shown
