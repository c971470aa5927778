"""A study with suggestions that wait."""

from __future__ import annotations

import pytest

from etic.model import Suggestion
from etic.project import Project
from etic.suggest.threshold import Threshold

# (document, quote, code, score): two passages of R01 with two ideas and one, one of R02.
PROPOSED = (
    ("R01", "Мама болела, ёлки.", "return/family", 0.93),
    ("R01", "Мама болела, ёлки.", "return", 0.55),
    ("R01", "Безработица там, я и еду домой.", "return", 0.48),
    ("R02", "Семья здесь, вот и вернулся.", "return/family", 0.71),
    ("R02", "Семья здесь, вот и вернулся.", "returned", 0.70),
)


def propose(project: Project, source: str = "близость к определениям") -> None:
    """Put the suggestions before the coders."""
    for name in ("R01", "R02"):
        text = project.text(name)
        project.propose(
            name,
            [
                Suggestion(text.index(q), text.index(q) + len(q), code, score, f"похоже: {code}", q)
                for document, q, code, score in PROPOSED
                if document == name
            ],
            source=source,
            coder="etic",
        )


def uid(project: Project, quote: str, code: str) -> str:
    """The suggestion of a code for the passage that begins so."""
    return next(
        idea.uid
        for review in project.review_queue()
        if review.quote.startswith(quote)
        for idea in review.ideas
        if idea.code == code
    )


@pytest.fixture
def threshold(monkeypatch: pytest.MonkeyPatch) -> Threshold:
    """A threshold that does not depend on what has been decided."""
    found = Threshold(0.45)
    monkeypatch.setattr(Project, "suggestion_threshold", lambda self: found)
    return found
