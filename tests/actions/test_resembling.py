"""Passages that resemble another: by meaning where it is known, else by words; never by waiting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import etic
from etic.actions import resembling
from etic.actions.resembling import Resembling
from etic.errors import EticError
from etic.language import embedding
from etic.model import Bundle, Document
from etic.project import Project
from tests.meaning import Topics
from tests.studies import BOOK, turns

SAID = (
    "Р: Детям скучно без меня.\n\nИ: А потом?\n\nР: Родные звали обратно.\n\n"
    "Р: Зарплату задержали на месяц.\n\nР: Прораб задержал всех."
)
OTHER = "И: Где мама?\n\nР: С мамой в селе.\n\nР: Плитку клал."
KYRGYZ = "Р: Балдарым мени күтүп жатат, үйгө кеттим."


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Topics:
    made = Topics()
    monkeypatch.setattr(embedding, "sentence_embedder", lambda: made)
    return made


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with etic.create(tmp_path / "study.etic") as made:
        kyrgyz = tuple(replace(turn, language="ky") for turn in turns(KYRGYZ))
        made.import_bundle(
            Bundle(
                documents=(
                    Document("R01", SAID, turns(SAID), language="ru", study="s"),
                    Document("R02", OTHER, turns(OTHER), language="ru", study="s"),
                    Document("R03", KYRGYZ, kyrgyz, language="ky", study="t"),
                ),
                codebooks=(BOOK,),
            )
        )
        yield made
        assert made.verify() == []


def place(quote: str, text: str = SAID) -> dict[str, Any]:
    return {"start": text.index(quote), "end": text.index(quote) + len(quote)}


def quotes(found: Resembling) -> list[str]:
    return [one.quote for one in found.passages]


def without(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the extra were not installed."""
    monkeypatch.setattr(embedding, "sentence_embedder", lambda: None)
    monkeypatch.setattr(embedding, "word_embedder", lambda: None)


def test_meaning_comes_before_words(project: Project, model: Topics) -> None:
    found = project.similar(document="R01", **place("Детям скучно без меня."))
    assert set(quotes(found)[:2]) == {"Родные звали обратно.", "С мамой в селе."}
    assert "Детям скучно без меня." not in quotes(found)  # the passage itself
    assert "Где мама?" not in quotes(found)  # what an interviewer says is no passage
    assert (found.meaning, found.ready, found.of) == (True, 5, 5)
    scores = [one.score for one in found.passages]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert quotes(project.similar("мама", limit=1)) == ["С мамой в селе."]


def test_every_passage_is_at_its_place_with_the_codes_it_has(
    project: Project, model: Topics
) -> None:
    span = place("мамой", OTHER)
    project.code("R02", span["start"], span["end"], "return/family", coder="anna")
    project.code("R02", span["start"], span["end"], "skills", coder="anna", state="no")
    found = project.similar("дети")
    for one in found.passages:
        assert project.text(one.document)[one.start : one.end] == one.quote
    (coded,) = [one for one in found.passages if one.codes]
    assert (coded.quote, coded.codes) == ("С мамой в селе.", ("return/family",))
    assert [c.key for c in found.table().columns][-2:] == ["score", "codes"]


def test_nobody_waits_for_vectors(project: Project, model: Topics) -> None:
    found = project.similar(document="R01", **place("Зарплату задержали на месяц."), wait=False)
    assert (found.ready, found.of) == (0, 5)
    assert quotes(found)[0] == "Прораб задержал всех."  # by a word in another form
    assert model.asked == []
    assert project.prepare_vectors() > 0
    found = project.similar(document="R01", **place("Зарплату задержали на месяц."), wait=False)
    assert (found.ready, found.of) == (5, 5)
    asked = len(model.asked)
    assert project.prepare_vectors() == 0
    assert len(model.asked) == asked


def test_vectors_that_others_made_are_seen(project: Project, model: Topics) -> None:
    assert project.similar("мама", wait=False).ready == 0
    with Project.open(project.path) as other:
        other.prepare_vectors()
    assert project.similar("мама", wait=False).ready == 6


def test_what_is_typed_is_not_kept(project: Project, model: Topics) -> None:
    project.prepare_vectors()
    rows = "SELECT count(*) FROM vectors"
    before = project.store.connection.execute(rows).fetchone()[0]
    project.similar("не платили", wait=False)
    assert project.store.connection.execute(rows).fetchone()[0] == before


def test_kyrgyz_never_goes_to_the_model(project: Project, model: Topics) -> None:
    project.prepare_vectors()
    found = project.similar(document="R03", **place("Балдарым", KYRGYZ))
    project.similar("Балдарым күтүп жатат")
    assert not [text for text in model.asked if "алдар" in text]
    assert found.ready == found.of
    assert quotes(project.similar("үйгө кеттим", limit=1)) == [KYRGYZ[3:]]  # by its words


def test_without_the_extra_it_goes_by_words(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    without(monkeypatch)
    assert project.prepare_vectors() == 0
    found = project.similar("задержали")
    assert (found.meaning, found.ready, found.of) == (False, 0, 0)
    assert set(quotes(found)) >= {"Зарплату задержали на месяц.", "Прораб задержал всех."}


@pytest.mark.parametrize("text", ["", "   ", "123 — !!!", "🙂"])
def test_a_text_without_letters_resembles_nothing(
    project: Project, model: Topics, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    assert project.similar(text).passages == ()
    without(monkeypatch)
    assert project.similar(text).passages == ()


def test_an_empty_project(tmp_path: Path, model: Topics) -> None:
    with etic.create(tmp_path / "empty.etic") as project:
        assert project.similar("мама") == Resembling((), 0, 0)
        assert project.prepare_vectors() == 0


def test_a_study_is_kept_to_and_must_be_there(project: Project, model: Topics) -> None:
    assert {one.study for one in project.similar("мама кеттим").passages} == {"s", "t"}
    assert {one.study for one in project.similar("мама кеттим", study="t").passages} <= {"t"}
    with pytest.raises(EticError):
        project.similar("мама", study="nowhere")


def test_the_passages_follow_the_texts(project: Project, model: Topics) -> None:
    project.similar("мама")
    more = "Р: Мама ждала."
    document = Document("R09", more, turns(more), language="ru", study="s")
    project.import_bundle(Bundle(documents=(document,)))
    assert "Мама ждала." in quotes(project.similar("мама"))
    project.undo()
    assert "Мама ждала." not in quotes(project.similar("мама"))


def test_of_many_passages_only_near_ones_are_looked_at_closely(
    project: Project, model: Topics, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = project.similar("мама")
    monkeypatch.setattr(resembling, "_USUAL", 1)
    monkeypatch.setattr(resembling, "_NEAR", 1)  # one by meaning, one by words
    near = project.similar("мама")
    assert 1 <= len(near.passages) <= 2 < len(every.passages)
    assert set(quotes(near)) < set(quotes(every))
    assert "С мамой в селе." in quotes(near)


def test_progress_counts_all_and_goes_by_batches(
    project: Project, model: Topics, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resembling, "_BATCH", 4)
    told: list[tuple[int, int]] = []
    made = project.prepare_vectors(lambda done, of: told.append((done, of)))
    assert told == [(min(at, made), made) for at in [*range(0, made, 4), made]]
    told.clear()
    assert project.prepare_vectors(lambda done, of: told.append((done, of))) == 0
    assert told == [(made, made)]


def test_a_passage_around_a_place(project: Project, model: Topics) -> None:
    word = place("скучно")
    around = project.passage_around("R01", word["start"], word["end"])
    assert SAID[slice(*around)] == "Детям скучно без меня."
    asked = place("потом")  # said by the interviewer
    around = project.passage_around("R01", asked["start"], asked["end"])
    assert SAID[slice(*around)] == "А потом?"


def test_the_same_words_are_found_once(project: Project, model: Topics) -> None:
    again = "Р: Плитку клал.\n\nР: Плитку клал."
    document = Document("R08", again, turns(again), language="ru", study="s")
    project.import_bundle(Bundle(documents=(document,)))
    found = project.similar("плитка")
    assert quotes(found).count("Плитку клал.") == 1
    assert found.of == 8
