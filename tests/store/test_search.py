"""Searching: every form of a Russian word, exact places, and no query that the index chokes on."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etic import EticError
from etic.project import Project
from tests.studies import small_project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return small_project(tmp_path_factory.mktemp("search") / "p.etic")


def found(project: Project, query: str, **filters: object) -> list[str]:
    return [hit.text for hit in project.search_hits(query, **filters)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("безработицей", ["Безработица"]),  # another case
        ("ЕХАТЬ", ["еду"]),  # the infinitive, capitals
        ("елки", ["ёлки"]),  # ё = е
        ("ёлка", ["ёлки"]),
        ("вернуться", ["вернулись", "вернулся"]),
        ("плит*", ["Плитку"]),
        ('"работы не было"', ["Работы не было"]),
        ("«Работы не было»", ["Работы не было"]),
        ('"не работы"', []),
        ("кеттим", ["кеттим"]),  # Kyrgyz, as it is
        ("ҮЙГӨ", ["үйгө"]),
        ("уйго", []),  # ү and ө are letters of their own
        ("мама семья", []),  # both in one turn: none
        ("мама OR семья", ["Мама", "Семья"]),
        ("мама ИЛИ семья", ["Мама", "Семья"]),
        ("вернуться НЕ семья", ["вернулись"]),
        ("NEAR(мама болеть, 2)", ["Мама болела"]),
        ("NEAR(безработица мама, 3)", []),
        ("NEAR(безработица мама, 9)", ["Безработица там, я и еду домой. Мама"]),
        ("(мама OR семья) NOT болеть", ["Семья"]),
        ("😀 мама", ["Мама"]),  # what is no word is passed over
    ],
)
def test_what_is_found(project: Project, query: str, places: list[str]) -> None:
    assert sorted(found(project, query)) == sorted(places)


def test_a_hit_is_exact_and_has_its_surroundings(project: Project) -> None:
    (hit,) = project.search_hits("безработицей")
    text = project.text(hit.document_id)
    assert text[hit.start : hit.end] == hit.text == "Безработица"
    assert text[: hit.start].endswith(hit.before)
    assert text[hit.end :].startswith(hit.after)
    assert (hit.document, hit.case, hit.speaker) == ("R01", "R01", "Р")


def test_restricted_to_a_theme_an_attribute_a_document(project: Project) -> None:
    text = project.text("R01")
    start = text.index("Мама")
    project.code("R01", start, start + len("Мама болела"), "return/family", coder="anna")
    assert found(project, "мама", code="return") == ["Мама"]
    assert found(project, "безработица", code="return") == []
    assert found(project, "вернуться", where={"gender": "мужчина"}) == ["вернулся"]
    assert found(project, "вернуться", document="R01") == ["вернулись"]
    assert found(project, "вернуться", limit=1) == ["вернулись"]
    with pytest.raises(EticError, match=r"attribute|признак"):
        project.search_hits("мама", where={"nothing": "1"})
    project.undo(coder="anna")


@pytest.mark.parametrize(
    "query",
    ['"', '"""', "(", ")", "((мама", "мама)", "NEAR(", "NEAR(a)", "NEAR(мама болеть, x)", "AND",
     "мама AND", "OR мама", "NOT мама", "*", "^", "a:b", "words:мама", "{words}", "'; DROP TABLE",
     "😀", "", "   ", "м" * 10_000, "мама " * 500, "(" * 500, "-", "мама^2", "\x00", "\ud800"],
)  # fmt: skip
def test_an_odd_query_is_searched_or_explained(project: Project, query: str) -> None:
    said = ""
    try:
        project.search_hits(query)
    except EticError as error:
        said = str(error)
    assert "\n" not in said
    assert "fts5" not in said.lower()


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from([*'мамa "«»()*^,:;-+{}[]', "AND ", "OR ", "NOT ", "NEAR(", "😀"]),
        max_size=30,
    ).map("".join)
)
def test_no_query_reaches_the_index_raw(project: Project, query: str) -> None:
    try:
        for hit in project.search_hits(query):
            assert project.text(hit.document_id)[hit.start : hit.end] == hit.text
    except EticError:
        pass
