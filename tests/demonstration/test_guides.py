"""The guides of the demonstration, recognised in its interviews by words alone and by number."""

from __future__ import annotations

from collections import Counter

import pytest

from etic.analysis.asking import GuideRecogniser
from etic.model import Turn
from etic.project import Project
from etic.read.turns import turns_of
from etic.store import guides as stored


def test_every_respondent_has_a_guide_and_every_guide_its_respondents(project: Project) -> None:
    found = project.asking()
    assert [(f.guide.study, f.guide.name, len(f.rows)) for f in found] == [
        ("human-resources-2020", "migrants", 25),
        ("human-resources-2020", "returnees", 25),
        ("reintegration-2022", "", 37),
    ]


def test_every_question_has_both_languages(project: Project) -> None:
    for guide in project.guides():
        assert all(q.text_ru and q.text_en for q in guide.questions)


@pytest.fixture(scope="module")
def judged(project: Project) -> Counter[str]:
    """Each numbered turn, without its number, against the question that its number names."""
    counts: Counter[str] = Counter()
    conversations = stored.conversations(project.store.connection)
    for found in project.asking():
        recogniser = GuideRecogniser(found.guide)
        cases = {(row.case.study, row.case.name) for row in found.rows}
        for c in conversations:
            if (c.study, c.case) not in cases:
                continue
            text, expected = without_numbers(recogniser, c.text, c.turns)
            turns = [t for t in turns_of(text) if t.role == "interviewer"]
            assert len(turns) == len(expected)
            before = ""
            for numbers, turn in zip(expected, recogniser.recognise(text, turns), strict=True):
                asked = {a.question for a in turn.asks if a.sure}
                # A turn without a number goes on with the question before, or with none.
                right = numbers or {before}
                counts["right"] += len(asked & numbers)
                counts["wrong"] += len(asked - right)
                counts["numbered"] += len(numbers)
                before = max(numbers, default=before)
    return counts


def without_numbers(
    recogniser: GuideRecogniser, text: str, turns: tuple[Turn, ...]
) -> tuple[str, list[set[str]]]:
    """A transcript in which no question has a number any more, and the numbers turn by turn."""
    pieces, expected, at = [], [], 0
    for turn in turns:
        words = text[turn.body : turn.end]
        expected.append({m["number"] for m in recogniser.numbers.finditer(words)})
        bare = " ".join(recogniser.numbers.sub(" ", words).split())
        pieces += [text[at : turn.body], bare]
        at = turn.end
    return "".join([*pieces, text[at:]]), expected


def test_by_words_alone_hardly_any_is_wrong(judged: Counter[str]) -> None:
    assert judged["numbered"] > 1300
    precision = judged["right"] / (judged["right"] + judged["wrong"])
    assert precision > 0.96, judged


def test_by_words_alone_most_are_found(judged: Counter[str]) -> None:
    assert judged["right"] / judged["numbered"] > 0.82, judged


def test_with_numbers_next_to_all_is_sure(project: Project) -> None:
    for found in project.asking():
        counts = Counter(state for row in found.rows for state in row.states().values())
        assert counts["unsure"] < 0.02 * counts.total()
        assert counts["asked"] > 0.9 * counts.total()


def test_a_draft_finds_the_numbers_and_their_topics(project: Project) -> None:
    guide = project.guides("reintegration-2022")[0]
    draft = project.draft_guide("reintegration-2022")
    assert [q.number for q in draft.questions] == [q.number for q in guide.questions]
    same = [
        q.number
        for q in draft.questions
        if set(q.codes) & set(next(g.codes for g in guide.questions if g.number == q.number))
    ]
    assert len(same) >= 15
