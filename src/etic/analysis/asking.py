"""What interviewers ask, turn by turn: questions of a guide by their number, else by their words.

A number says which question it is, unless the words clearly ask another one: that is doubtful, and
a person looks. One turn may ask two questions; one that asks none goes on with the question before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from etic.guide import Correction, Guide
from etic.language.questions import SURE, UNSURE, Recogniser, chain
from etic.model import Turn

How = Literal["number", "text", "hand"]
Why = Literal["", "weak", "contradicts", "skips"]

_NEVER, _SURELY = -8.0, 12.0
_CLEAR, _LEAD = 2.5, 1.5  # evidence from which a sentence clearly asks a question, and its lead
_CONTRADICTS = 4.0  # evidence for another question that makes a number doubtful

# The interviewer names a topic to say that it is left out.
_SKIPS = re.compile(
    r"пропу(?:сти|ска|щу)|остав(?:им|лю) на|не успе(?:ю|ем|ла|л\b)"
    r"|не спрос(?:ил|ишь)|не (?:буду|стану)\b.{0,12}спраш"
    r"|\bskip|(?:won't|not going to|did not|didn't) ask|no time",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the guide found in a turn."""

    question: str  # its number
    how: How
    score: float  # probability, 0 to 1
    sure: bool
    why: Why  # why it is not sure
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AskingTurn:
    """One turn of an interviewer with the questions found in it."""

    start: int
    body: int
    end: int
    asks: tuple[Asked, ...]
    follows: str = ""  # the question it goes on with, where it asks none
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class _Utterance:
    turn: int
    start: int
    end: int
    number: str = ""
    hand: bool = False


class GuideRecogniser:
    """A guide, ready to be recognised in transcripts.

    >>> from etic.guide import Question
    >>> guide = Guide("s", (Question("1", "Где вы живёте?"), Question("2", "Кем вы работаете?")))
    >>> text = "Кем работаете теперь?"
    >>> [a.question for turn in GuideRecogniser(guide).recognise(text, [Turn(0, 0, len(text))])
    ...     for a in turn.asks]
    ['2']
    """

    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        self._places = {q.number: i for i, q in enumerate(guide.questions)}
        self._recogniser = Recogniser(
            [(q.text_ru, q.text_en, *q.wordings) for q in guide.questions]
        )
        numbers = "|".join(re.escape(n) for n in sorted(self._places, key=len, reverse=True))
        self.numbers = re.compile(
            rf"(?:(?<=^)|(?<=[.!?…»”)]\s))[*_]{{0,3}}(?P<number>{numbers})[.)]+[*_]{{0,3}}(?=\s|$)"
        )

    def recognise(
        self, text: str, turns: Sequence[Turn], corrections: Sequence[Correction] = ()
    ) -> list[AskingTurn]:
        """The interviewer's turns of one transcript, in order, with what each of them asks.

        `corrections` are those of this transcript; they hold against number and words.
        """
        said = [[c for c in corrections if t.start <= c.start < max(t.end, t.start + 1)]
                for t in turns]  # fmt: skip
        utterances = [
            utterance
            for i, (turn, hand) in enumerate(zip(turns, said, strict=True))
            for utterance in (_by_hand(i, turn, hand) if hand else self._parts(i, turn, text))
        ]
        rows, doubted = [], []
        for each in utterances:
            row, doubtful = self._evidence(each, text)
            rows.append(row)
            doubted.append(doubtful)
        found: dict[int, dict[str, Asked]] = {}
        likely = chain(rows, len(self.guide.questions))
        for each, probabilities, doubtful in zip(utterances, likely, doubted, strict=True):
            of_turn = found.setdefault(each.turn, {})
            for asked in self._asked(each, probabilities, doubtful, text):
                known = of_turn.get(asked.question)
                if known is None or (asked.sure, asked.score) > (known.sure, known.score):
                    of_turn[asked.question] = asked
        result, last = [], ""
        for i, turn in enumerate(turns):
            asks = tuple(found.get(i, {}).values())
            follows = "" if any(a.sure for a in asks) else last
            result.append(AskingTurn(turn.start, turn.body, turn.end, asks, follows, bool(said[i])))
            last = next((a.question for a in reversed(asks) if a.sure), last)
        return result

    # -- utterances --

    def _parts(self, i: int, turn: Turn, text: str) -> Iterator[_Utterance]:
        """A turn, parted where a number stands and where its sentences clearly ask two things."""
        words = text[turn.body : turn.end]
        marks = list(self.numbers.finditer(words))
        given = turn.question if turn.question in self._places else ""
        starts = [(0, 0, given)] if not marks or words[: marks[0].start()].strip() else []
        if starts and marks:
            # What stands before a number in the middle is said on the way to it.
            starts = [(0, 0, given if given != marks[0]["number"] else "")]
        starts += [(m.start(), m.end(), m["number"]) for m in marks]
        ends = [start for start, _, _ in starts[1:]] + [len(words)]
        for (_, begin, number), end in zip(starts, ends, strict=True):
            for n, (a, b) in enumerate(self._sentences(words[begin:end])):
                yield _Utterance(
                    i, turn.body + begin + a, turn.body + begin + b, number if n == 0 else ""
                )

    def _sentences(self, words: str) -> list[tuple[int, int]]:
        from etic.language.segments import sentences

        spans = list(sentences(words))
        whole = [(spans[0][0], spans[-1][1])] if spans else [(0, len(words))]
        if len(spans) < 2:
            return whole
        groups: list[tuple[int, int, int | None]] = []
        for start, end in spans:
            clear = self._clearly(words[start:end])
            if groups and (clear is None or groups[-1][2] in (None, clear)):
                groups[-1] = (groups[-1][0], end, groups[-1][2] if clear is None else clear)
            else:
                groups.append((start, end, clear))
        return [(start, end) for start, end, _ in groups]

    def _clearly(self, words: str) -> int | None:
        """The question that a sentence clearly asks."""
        row = self._recogniser.evidence(words)
        order = sorted(range(len(row)), key=lambda q: -row[q])
        if row[order[0]] < _CLEAR or (len(row) > 1 and row[order[0]] - row[order[1]] < _LEAD):
            return None
        return order[0]

    # -- what it may be --

    def _evidence(self, each: _Utterance, text: str) -> tuple[list[float], bool]:
        """What speaks for each question, and whether number and words contradict each other."""
        row = self._recogniser.evidence(text[each.start : each.end])
        if not each.number:
            return ([_NEVER * 2] * len(row) if each.hand else row), False
        place = self._places[each.number]
        best = max(row)
        if not each.hand and row[place] <= _NEVER and best >= _CONTRADICTS:
            row[place] = best
            return row, True
        return [_SURELY if q == place else _NEVER * 2 for q in range(len(row))], False

    def _asked(
        self, each: _Utterance, probabilities: Sequence[float], doubtful: bool, text: str
    ) -> Iterator[Asked]:
        for question, score in zip(self.guide.questions, probabilities, strict=True):
            by_number = question.number == each.number
            found = Asked(question.number, "text", score, score >= SURE, "", each.start, each.end)
            if each.hand:
                if by_number:
                    yield replace(found, how="hand", score=1.0, sure=True)
            elif doubtful and (by_number or score >= UNSURE):
                how: How = "number" if by_number else "text"
                yield replace(found, how=how, sure=False, why="contradicts")
            elif by_number:
                yield replace(found, how="number", sure=True)
            elif score >= UNSURE and not each.number:
                if not found.sure:
                    yield replace(found, why="weak")
                elif _SKIPS.search(text[each.start : each.end]):
                    yield replace(found, sure=False, why="skips")
                else:
                    yield found


def _by_hand(i: int, turn: Turn, said: Sequence[Correction]) -> Iterator[_Utterance]:
    for correction in said:
        yield _Utterance(i, turn.body, turn.end, correction.question, hand=True)
