"""From the text of a transcript to its speakers' turns.

Every character that is not white space lies in exactly one turn. A label opens a turn, and
paragraphs without one continue it; what stands before the first label, and everything where there
are no labels, is one turn a paragraph, with nobody as its speaker. One thing is different: where
only the interviewer's interruptions are labelled, a label holds for its paragraph, for what
follows is the respondent again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from etic.model import Turn
from etic.read import roles
from etic.read.labels import Label, accepted, key, label_at, stamp_at
from etic.read.paragraphs import paragraph_starts

# «4.2. Расскажите», «3.b Как», «1) Где»; but not «4.5 тысячи» nor «12.03.2022».
_QUESTION = re.compile(
    r"[*_]{0,3}(?P<number>\d{1,3}(?:\.(?:\d{1,2}|[a-zа-яё]))*)"
    r"(?:[.)]+(?=[*_]{0,3}\s)|(?<=\.[a-zа-яё])(?=\s)|(?<=\.\d)(?=\s+[«„\"“]?[A-ZА-ЯЁӨҮҢ])"
    r"|(?<=\.\d\d)(?=\s+[«„\"“]?[A-ZА-ЯЁӨҮҢ]))"
)


@dataclass(frozen=True, slots=True)
class _Opening:
    """Where a turn begins, before it is known where it ends."""

    start: int
    body: int
    speaker: str = ""
    time: float | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One speaker's words, from a format that knows who speaks."""

    words: str
    speaker: str = ""
    time: float | None = None


def written(speeches: Sequence[Said]) -> tuple[str, tuple[Turn, ...]]:
    """A text in which the speakers can be seen, and its turns: `speaker: words`, a turn a line.

    >>> written([Said("Where?", "Q"), Said("There.", "A")])[0]
    'Q: Where?\\nA: There.'
    """
    pieces: list[str] = []
    turns: list[Turn] = []
    start = 0
    for said in speeches:
        words = said.words.replace("\ufeff", "").strip()  # a byte-order mark is no word
        if not words:
            continue
        label = f"{said.speaker}: " if said.speaker else ""
        end = start + len(label) + len(words)
        turns.append(Turn(start, start + len(label), end, said.speaker, time=said.time))
        pieces.append(label + words)
        start = end + 1
    text = "\n".join(pieces)
    return text, _with_roles(text, turns)


def turns_of(text: str) -> tuple[Turn, ...]:
    """The turns of a transcript.

    >>> [(t.speaker, t.role, text[t.body : t.end]) for text in ["И: Где?\\nР: Там.\\nДалеко."]
    ...     for t in turns_of(text)]
    [('И', 'interviewer', 'Где?'), ('Р', 'respondent', 'Там.\\nДалеко.')]
    """
    lines = text.split("\n")
    return _with_roles(text, _closed(text, _openings(lines, _labels(lines))))


def question_number(words: str) -> str:
    """The number in the interview guide that words begin with, or nothing.

    >>> [question_number(words) for words in ("4.2. Как вы уехали?", "3.b Why?", "2 года")]
    ['4.2', '3.b', '']
    """
    found = _QUESTION.match(words)
    return found["number"] if found else ""


def _labels(lines: Sequence[str]) -> dict[int, Label]:
    """The labels that are somebody's, by the line they stand on."""
    seen = {index: label for index, line in enumerate(lines) if (label := label_at(line))}
    filled = sum(1 for line in lines if line.strip())
    taken = accepted(list(seen.values()), filled)
    return {index: label for index, label in seen.items() if key(label) in taken}


def _openings(lines: Sequence[str], labels: Mapping[int, Label]) -> list[_Opening]:
    parts = [roles.word(label.speaker) for label in labels.values()]
    interruptions = all(part is not None and part.role == "interviewer" for part in parts)
    begins = paragraph_starts(lines)
    found: list[_Opening] = []
    stamp: _Opening | None = None  # a line with nothing but a time stamp, just above
    labelled = False  # whether lines without a label continue the turn above
    offset = 0
    for index, line in enumerate(lines):
        if line.strip():
            label, stamped = labels.get(index), stamp_at(line)
            if label is not None:
                start = stamp.start if stamp else offset + label.start
                time = label.time if label.time is not None or stamp is None else stamp.time
                if stamp is not None and found and found[-1] is stamp:
                    found.pop()
                found.append(_Opening(start, offset + label.body, label.speaker, time))
                stamp, labelled = None, not interruptions
            elif stamped is not None and stamped[1] == len(line):
                stamp = _Opening(offset + stamped[0], offset + stamped[1], "", stamped[2])
                if not labelled:
                    found.append(stamp)
            else:
                continues = stamp is not None or index not in begins
                if not labelled and not (continues and found):
                    found.append(_paragraph(offset, line, stamped))
                stamp = None
        offset += len(line) + 1
    return found


def _paragraph(offset: int, line: str, stamped: tuple[int, int, float] | None) -> _Opening:
    if stamped is not None:
        return _Opening(offset + stamped[0], offset + stamped[1], "", stamped[2])
    start = offset + len(line) - len(line.lstrip())
    return _Opening(start, start)


def _closed(text: str, openings: Sequence[_Opening]) -> list[Turn]:
    """Each turn reaches to the last character before the next; its words begin after the label."""
    turns = []
    for at, opening in enumerate(openings):
        limit = openings[at + 1].start if at + 1 < len(openings) else len(text)
        end = opening.start + len(text[opening.start : limit].rstrip())
        words = text[opening.body : end]
        body = end - len(words.lstrip()) if words else end
        turns.append(Turn(opening.start, body, end, opening.speaker, time=opening.time))
    return turns


def _with_roles(text: str, turns: Sequence[Turn]) -> tuple[Turn, ...]:
    known = roles.roles([(turn.speaker, text[turn.body : turn.end]) for turn in turns])
    return tuple(
        replace(
            turn,
            role=role,
            question=question_number(text[turn.body : turn.end]) if role == "interviewer" else "",
        )
        for turn in turns
        for role in [known.get(turn.speaker, "")]
    )
