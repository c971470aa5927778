"""Codes for passages: from definitions alone, from examples, with and without vectors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from etic.language.embedding import Embedder, embedders
from etic.model import Code
from etic.suggest.described import described
from etic.suggest.passages import Passage
from etic.suggest.scoring import Example, Scorer
from etic.suggest.suggester import ideas
from tests.suggest import nine

WORDS: list[Embedder] = []


def right(scorer: Scorer, true: list[str]) -> tuple[float, float]:
    """Shares of passages whose code comes first, and among the first three."""
    order = np.argsort(-scorer.scores(), axis=1)
    ranked = [[scorer.codes[at].path for at in row] for row in order]
    n = len(true)
    return (
        sum(r[0] == c for r, c in zip(ranked, true, strict=True)) / n,
        sum(c in r[:3] for r, c in zip(ranked, true, strict=True)) / n,
    )


def nine_scorer(
    shots: int = 0, question: str = "", using: list[Embedder] | None = None, held: int = 0
) -> tuple[Scorer, list[str]]:
    every = nine.quotes(question)
    taken: dict[str, int] = {}
    examples, left = [], []
    for code, passage in every:
        taken[code] = taken.get(code, 0) + 1
        if taken[code] <= shots:
            examples.append(Example(passage, code, "A"))
        if taken[code] > max(shots, held):
            left.append((code, passage))
    codes = [described(code) for code in nine.codes()]
    scorer = Scorer(
        codes, examples, [p for _, p in left], embedders=embedders() if using is None else using
    )
    return scorer, [code for code, _ in left]


@pytest.mark.skipif(len(embedders()) < 2, reason="the extra `semantic` is not installed")
def test_definitions_alone_find_most() -> None:
    first, three = right(*nine_scorer())
    assert first >= 0.7
    assert three >= 0.85


def test_without_vectors_words_still_tell() -> None:
    first, three = right(*nine_scorer(using=WORDS))
    assert first >= 0.3  # by chance it would be 0.11
    assert three >= 0.5


def test_examples_help() -> None:
    without, true = nine_scorer(held=2)
    with_two, rest = nine_scorer(2)
    assert sum(right(with_two, rest)) >= sum(right(without, true))


def test_a_question_that_is_always_the_same_changes_nothing() -> None:
    plain, _ = nine_scorer(using=WORDS)
    asked, _ = nine_scorer(question="Расскажите ещё.", using=WORDS)
    assert np.allclose(plain.scores(), asked.scores())


def test_the_question_gives_a_bare_answer_its_meaning() -> None:
    codes = [
        described(Code("housing", name_ru="Жильё", definition="О квартире, доме, ремонте.")),
        described(Code("school", name_ru="Школа", definition="О школе и учёбе детей.")),
    ]
    bare = "Нет, всё замечательно."
    here = [
        Passage(0, len(bare), bare, question, "ru")
        for question in ("Довольны ли вы квартирой?", "Как дети учатся в школе?")
    ]
    found = ideas(Scorer(codes, [], here))
    assert [one[0].code for one in found] == ["housing", "school"]


def test_scores_are_the_same_every_time() -> None:
    one, _ = nine_scorer(1, using=WORDS)
    other, _ = nine_scorer(1, using=WORDS)
    assert np.array_equal(one.scores(), other.scores())


def test_chances_are_chances() -> None:
    for shots in (0, 1):
        scorer, _ = nine_scorer(shots, using=WORDS)
        chances = scorer.chances()
        assert ((chances >= 0) & (chances <= 1)).all()
        assert (chances.sum(axis=1) <= 1).all()
        assert (chances.argmax(axis=1) == scorer.scores().argmax(axis=1)).all()


@pytest.mark.parametrize(
    "text", ["", "…", "😀", "үйгө кеттим", "x" * 5_000, "а", "12", "\u00ad", "Да."]
)
def test_odd_passages_are_scored_like_any(text: str) -> None:
    scorer = Scorer(
        [described(code) for code in nine.codes()], [], [Passage(0, len(text), text, "", "ky")]
    )
    assert np.isfinite(scorer.scores()).all()
    assert len(ideas(scorer)[0]) == 3


def test_few_codes_and_no_description() -> None:
    passage = Passage(0, 10, "Мама ждала", "", "ru")
    one = Scorer([described(Code("a", definition="О маме."))], [], [passage])
    assert ideas(one)[0][0].code == "a"
    blank = Scorer([described(Code("a")), described(Code("b"))], [], [passage])
    assert np.isfinite(blank.scores()).all()
    learnt = Scorer(
        [described(Code("a")), described(Code("b"))],
        [Example(Passage(0, 9, "Мама ждёт", "", "ru"), "b", "R01")],
        [passage],
    )
    assert ideas(learnt)[0][0].code == "b"


def test_reasons_name_what_can_be_looked_up() -> None:
    from etic.i18n import use_language

    scorer, _ = nine_scorer(using=WORDS)
    with use_language("ru"):
        found = ideas(scorer)
    whys = [idea.why for one in found for idea in one]
    assert all(whys)
    assert any("слова из описания кода: " in why for why in whys)


def test_kyrgyz_never_goes_to_the_models() -> None:
    seen: list[str] = []

    class Spy:
        name, languages, slow = "spy", frozenset({"ru", "en"}), True

        def vectors(
            self, texts: Sequence[str]
        ) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
            seen.extend(texts)
            return np.ones((len(texts), 4), dtype=np.float32)

    passage = Passage(0, 12, "үйгө кеттим", "Кайда бардың?", "ky")
    Scorer([described(code) for code in nine.codes()], [], [passage], embedders=[Spy()]).scores()
    assert seen
    assert "үйгө кеттим" not in seen
    assert "Кайда бардың?" not in seen
