"""The words of an interview guide: questions, whom they are for, what a person put right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from etic.i18n import either


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a guide, by its number."""

    number: str
    text_ru: str = ""
    text_en: str = ""
    wordings: tuple[str, ...] = ()  # other ways to ask it, and what is asked to help
    codes: tuple[str, ...] = ()  # paths of the topics it asks about, each with those under it
    where: str = ""

    @property
    def text(self) -> str:
        """As it is asked, in the language at work where it is written in it."""
        return either(self.text_ru, self.text_en)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says the turn of a document asks; `question` is empty where it asks none."""

    document: str
    start: int
    end: int
    question: str = ""  # its number


@dataclass(frozen=True, slots=True)
class Guide:
    """The questions put to the respondents of a study, or to those with some attributes."""

    study: str
    questions: tuple[Question, ...]
    name: str = ""  # tells the guides of one study apart
    title_ru: str = ""
    title_en: str = ""
    who: Mapping[str, str] = field(default_factory=dict)  # attribute → value; none: everybody
    corrections: tuple[Correction, ...] = ()
    source: str = ""
    where: str = ""

    @property
    def title(self) -> str:
        """What it is called, in the language at work where it is written in it."""
        return either(self.title_ru, self.title_en) or self.name or self.study

    def question(self, number: str) -> Question | None:
        """The question of that number."""
        return next((q for q in self.questions if q.number == number), None)

    def place(self, number: str) -> int | None:
        """Which place in the guide the question of that number has."""
        return next((i for i, q in enumerate(self.questions) if q.number == number), None)
