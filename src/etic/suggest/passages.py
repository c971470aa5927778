"""What codes are proposed for: a passage of an answer, with the question before it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Unit = Literal["passage", "sentence", "turn"]
UNITS: tuple[Unit, ...] = ("passage", "sentence", "turn")

WHOLE = 320  # characters: an answer up to so long is one passage
PART = 200  # what a part of a longer answer has at most, where its sentences allow it


@dataclass(frozen=True, slots=True)
class Spoken:
    """One turn as it is needed here; spans in the text of the document."""

    start: int  # of its words, behind the label
    end: int
    role: str
    language: str
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """`text` at `[start, end)` of a document, and the question it answers."""

    start: int
    end: int
    text: str
    question: str = ""
    language: str = ""


def passages(text: str, turns: Sequence[Spoken], unit: Unit = "passage") -> list[Passage]:
    """The passages of a document, in order. What an interviewer says is context, not a passage.

    Where nobody is known to be the respondent, everybody but the interviewer is.

    >>> said = "Где? Там. Далеко."
    >>> turns = [Spoken(0, 4, "interviewer", "ru", ((0, 4),)),
    ...          Spoken(5, 17, "respondent", "ru", ((5, 9), (10, 17)))]
    >>> [(p.text, p.question) for p in passages(said, turns)]
    [('Там. Далеко.', 'Где?')]
    >>> [p.text for p in passages(said, turns, "sentence")]
    ['Там.', 'Далеко.']
    """
    return [
        Passage(start, end, text[start:end], question, turn.language)
        for turn, question in zip(turns, questions(text, turns), strict=True)
        if turn.role != "interviewer"
        for start, end in _spans(turn, unit)
    ]


def passage_at(
    text: str, turns: Sequence[Spoken], asked: Sequence[str], start: int, end: int
) -> Passage:
    """Any span of a document as a passage, with the question before it (of `questions`)."""
    at = bisect_right(turns, start, key=lambda turn: turn.start) - 1
    if at < 0:
        return Passage(start, end, text[start:end])
    return Passage(start, end, text[start:end], asked[at], turns[at].language)


def questions(text: str, turns: Sequence[Spoken]) -> list[str]:
    """For each turn what the interviewer said last before it; nothing for the interviewer's own.

    Two turns of the interviewer in a row are one question.
    """
    found: list[str] = []
    last = ""
    asking = False
    for turn in turns:
        if turn.role == "interviewer":
            words = text[turn.start : turn.end]
            last = f"{last} {words}" if asking else words
            found.append("")
        else:
            found.append(last)
        asking = turn.role == "interviewer"
    return found


def _spans(turn: Spoken, unit: Unit) -> Iterator[tuple[int, int]]:
    sentences = turn.sentences
    if not sentences:
        return
    if unit == "sentence":
        yield from sentences
        return
    start, end = sentences[0][0], sentences[-1][1]
    if unit == "turn" or end - start <= WHOLE:
        yield start, end
        return
    parts = -(-(end - start) // PART)
    aim = (end - start) / parts  # parts of like length rather than a rest of two words
    begun = start
    for (_, stop), (following, after) in pairwise(sentences):
        if stop - begun >= aim or after - begun > PART * 1.25:
            yield begun, stop
            begun = following
    yield begun, end
