"""Searching: every form of a Russian word, exact places, and no query that the index chokes on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import etic
from etic import EticError
from etic.model import Bundle, Document
from etic.project import Project
from tests.studies import small_project, turns


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


def test_restricted_to_what_is_coded_by_whom_and_to_what_is_not_coded(project: Project) -> None:
    text = project.text("R01")
    for words, code, coder in (
        ("Мама болела", "return/family", "anna"), ("Безработица там", "return", "boris"),
        ("еду домой", "skills", "boris"),
    ):  # fmt: skip
        start = text.index(words)
        project.code("R01", start, start + len(words), code, coder=coder)
    query = "мама OR безработица OR ехать OR ёлка OR семья"
    assert found(project, query, coder="anna") == ["Мама"]
    assert found(project, query, coder="boris") == ["Безработица", "еду"]
    assert found(project, query, code="return") == ["Безработица", "Мама"]
    assert found(project, query, code=["return/family", "skills"]) == ["еду", "Мама"]
    assert found(project, query, code="return", coder="boris") == ["Безработица"]
    assert found(project, query, code="skills", coder="anna") == []
    assert found(project, query, uncoded=True) == ["ёлки", "Семья"]
    assert found(project, query, code="return", uncoded=True) == ["еду", "ёлки", "Семья"]
    # All of a place is inside the passage, or it is not there.
    assert found(project, '"домой мама"', coder="boris") == []
    restricted: list[dict[str, Any]] = [
        {"coder": "boris"}, {"uncoded": True}, {"code": "return"}, {"document": "R02"}
    ]  # fmt: skip
    for filters in restricted:
        hits = project.search_hits(query, **filters)
        ranked = project.search_hits(query, order="rank", **filters)
        assert sorted(h.start for h in ranked) == sorted(h.start for h in hits)
        tally = project.search_tally(query, **filters)
        assert tally.hits == len(hits)
        assert tally.cases == len({h.case for h in hits})
        assert sum(tally.by_document.values()) == len(hits)
    with pytest.raises(EticError, match="nobody"):
        project.search_hits(query, coder="nobody")
    with pytest.raises(EticError, match="nothing"):
        project.search_hits(query, code=["return", "nothing"])
    for _ in range(2):
        project.undo(coder="boris")
    project.undo(coder="anna")


def test_restricted_to_who_speaks_and_in_which_language(project: Project) -> None:
    assert found(project, "вернуться", role="interviewer") == ["вернулись"]
    assert found(project, "вернуться", role="respondent") == ["вернулся"]
    assert found(project, "вернуться", speaker="И") == ["вернулись"]
    assert found(project, "вернуться", language="ru") == ["вернулись", "вернулся"]
    assert found(project, "вернуться", study="study", role="respondent") == ["вернулся"]
    for name, nobody in (("speaker", "Х"), ("role", "boss"), ("language", "ky")):
        with pytest.raises(EticError, match=r"Есть: |There are: "):
            found(project, "вернуться", **{name: nobody})
    with pytest.raises(EticError, match="place, rank"):
        project.search_hits("вернуться", order="best")  # type: ignore[arg-type]


def test_what_was_typed_comes_before_its_other_forms_and_other_readings(tmp_path: Path) -> None:
    said = ("Ехали долго.", "Стали все ждать.", "Варить сталь.", "Еду на стройку.", "Едем домой.",
            "Едет, едет и едет.", "Сталью кормлен.")  # fmt: skip
    text = "\n\n".join(f"Р: {words}" for words in said)
    with etic.create(tmp_path / "p.etic", "Ranks") as project:
        document = Document("R1", text, turns(text), language="ru")
        project.import_bundle(Bundle(documents=(document,)))

        def ranked(query: str) -> list[str]:
            return [hit.text for hit in project.search_hits(query, order="rank")]

        assert ranked("едем")[0] == "Едем"
        assert ranked("едем")[-1] == "Еду"  # more likely food than going
        assert ranked("ехать")[-1] == "Еду"
        assert ranked("сталь") == ["сталь", "Сталью", "Стали"]
        assert ranked("стали")[0] == "Стали"
        assert ranked("едем")[1:4] == ["Едет", "едет", "едет"]  # thrice in one turn


def test_keywords_in_context(project: Project) -> None:
    frame = project.kwic("безработицей OR вернуться", width=20)
    assert list(frame.columns) == [
        "study", "document", "case", "speaker", "language", "start", "end", "left", "hit", "right",
    ]  # fmt: skip
    assert list(frame["hit"]) == ["вернулись", "Безработица", "вернулся"]
    row = frame.iloc[1]
    assert (row["left"], row["right"]) == ("Работы не было 😀. ", " там, я и еду домой.")
    assert (row["language"], row["speaker"]) == ("ru", "Р")
    text = project.text("R01")
    for _, line in frame[frame["document"] == "R01"].iterrows():
        whole = line["left"] + line["hit"] + line["right"]
        assert text[line["start"] - len(line["left"]) :].startswith(whole)
    # Nothing of what somebody else says.
    assert project.kwic("вернуться", width=500).iloc[0]["right"] == "?"
    assert list(project.kwic("небывалое").columns) == list(frame.columns)


def test_more_than_is_counted_is_said_so(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from etic.store import search

    whole = project.search_tally("вернуться OR безработица")
    assert (whole.hits, whole.cases, whole.partly) == (3, 2, False)
    monkeypatch.setattr(search, "MOST_COUNTED", 1)
    part = project.search_tally("вернуться OR безработица")
    assert part.partly
    assert 0 < part.hits < 3


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


@settings(max_examples=200)
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
