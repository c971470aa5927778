"""Evaluation by leaving out one interview after the other, on a case reckoned by hand."""

from __future__ import annotations

import pytest

from etic.model import Code
from etic.suggest.described import described
from etic.suggest.evaluation import evaluate
from etic.suggest.passages import Passage
from etic.suggest.scoring import Example, Scorer


def example(at: int, text: str, code: str, document: str) -> Example:
    return Example(Passage(at, at + len(text), text, "", "ru"), code, document)


def a_scorer() -> Scorer:
    """Six interviews about mother or money in plain words; one about money is coded as mother."""
    codes = [
        described(Code("mother", name_ru="Мать", definition="Мама, мать, родители.")),
        described(Code("money", name_ru="Деньги", definition="Деньги, зарплата, долг.")),
    ]
    examples = []
    for n in range(5):
        examples.append(example(0, f"Мама болела, мать звала меня {n}", "mother", f"R{n}"))
        examples.append(example(50, f"Деньги кончились, зарплата мала {n}", "money", f"R{n}"))
    examples.append(example(0, "Деньги, зарплата, долг", "mother", "R5"))
    return Scorer(codes, examples, [])


def test_precision_recall_and_f1_are_those_of_the_counts() -> None:
    result = evaluate(a_scorer(), draws=200)
    assert (result.interviews, result.passages) == (6, 11)
    assert result.top1.value == pytest.approx(10 / 11)
    mother, money = result.codes
    assert (mother.code, mother.passages, money.passages) == ("mother", 6, 5)
    assert mother.precision.value == 1
    assert mother.recall.value == pytest.approx(5 / 6)
    assert money.precision.value == pytest.approx(5 / 6)
    assert money.recall.value == 1
    f1 = 2 * 5 / (6 + 5)
    assert mother.f1.value == pytest.approx(f1)
    assert result.macro_f1.value == pytest.approx(f1)
    assert result.top3.value == 1  # there are two codes


def test_intervals_hold_the_figure_and_are_the_same_every_time() -> None:
    one, other = evaluate(a_scorer(), draws=300), evaluate(a_scorer(), draws=300)
    assert one == other
    for figure in (one.macro_f1, one.top1, one.codes[0].recall):
        assert figure.low is not None
        assert figure.high is not None
        assert figure.value is not None
        assert figure.low <= figure.value <= figure.high
    assert one.frame().columns[:3].tolist() == ["code", "passages", "precision"]


def test_an_interview_is_never_its_own_example() -> None:
    """Passages that only resemble what their own interview says cannot be right by that."""
    codes = [described(Code("a")), described(Code("b"))]
    examples = [
        example(0, "ромашка", "a", "R1"), example(20, "ромашка", "a", "R1"),
        example(0, "василёк", "b", "R2"), example(20, "василёк", "b", "R2"),
        example(0, "клевер", "b", "R3"), example(20, "клевер", "a", "R3"),
    ]  # fmt: skip
    seen: list[list[int]] = []
    scorer = Scorer(codes, examples, [])
    plain = scorer.scores

    def watched(use: list[int] | None = None, of: list[int] | None = None) -> object:
        seen.append([*(use or [])])
        assert of is not None
        assert not {examples[i].document for i in use or []} & {examples[i].document for i in of}
        return plain(use, of)

    scorer.scores = watched  # type: ignore[method-assign, assignment]
    evaluate(scorer, draws=50)
    assert len(seen) == 3


def test_shots_limit_what_is_learnt() -> None:
    heard: list[tuple[int, int]] = []
    result = evaluate(a_scorer(), shots=0, draws=50, tell=lambda done, of: heard.append((done, of)))
    assert result.examples == 0
    assert heard[-1] == (6, 6)
