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
from itertools import accumulate, pairwise

from etic.model import Turn
from etic.read import roles
from etic.read.emphasis import NONE, Emphasis
from etic.read.labels import BOLD, Label, accepted, emphasised, key, label_at, last_stamp, stamp_at
from etic.read.paragraphs import paragraph_starts
from etic.read.unlabelled import by_dashes, by_emphasis

# «4.2. Расскажите», «3.b Как», «1) Где»; but not «4.5 тысячи» nor «12.03.2022».
_QUESTION = re.compile(
    r"[*_]{0,3}(?P<number>\d{1,3}(?:\.(?:\d{1,2}|[a-zа-яё]))*)"
    r"(?:[.)]+(?=[*_]{0,3}\s)|(?<=\.[a-zа-яё])(?=\s)|(?<=\.\d)(?=\s+[«„\"“]?[A-ZА-ЯЁӨҮҢ])"
    r"|(?<=\.\d\d)(?=\s+[«„\"“]?[A-ZА-ЯЁӨҮҢ]))"
)
_BOLD = re.compile(r"\s*(\*{1,3}|__)[^*_:\n]{1,48}\1(?=\s+[^\s–—-])")  # «**И** Где?»


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


def turns_of(text: str, emphasis: Emphasis = NONE) -> tuple[Turn, ...]:
    """The turns of a transcript. What is bold or in italics in it may tell who speaks.

    >>> [(t.speaker, t.role, text[t.body : t.end]) for text in ["И: Где?\\nР: Там.\\nДалеко."]
    ...     for t in turns_of(text)]
    [('И', 'interviewer', 'Где?'), ('Р', 'respondent', 'Там.\\nДалеко.')]
    """
    lines = text.split("\n")
    labels = _labels(lines, emphasis)
    openings = _openings(lines, labels) if labels else _unlabelled(lines, emphasis)
    return _with_roles(text, _timed(text, _closed(text, openings)))


def question_number(words: str) -> str:
    """The number in the interview guide that words begin with, or nothing.

    >>> [question_number(words) for words in ("4.2. Как вы уехали?", "3.b Why?", "2 года")]
    ['4.2', '3.b', '']
    """
    found = _QUESTION.match(words)
    return found["number"] if found else ""


def _labels(lines: Sequence[str], emphasis: Emphasis) -> dict[int, Label]:
    """The labels that are somebody's, by the line they stand on."""
    seen = {index: label for index, line in enumerate(lines) if (label := label_at(line))}
    ends = {index: found.end() for index, line in enumerate(lines) if (found := _BOLD.match(line))}
    for index, end in (*ends.items(), *emphasis.labels.items()):
        label = emphasised(lines[index], end)
        if label is not None and (
            index not in seen or not seen[index].sign or seen[index].body < label.body
        ):
            seen[index] = label
    for index in emphasis.lines & seen.keys():
        if not seen[index].sign:
            seen[index] = replace(seen[index], sign=BOLD)  # on a line of its own
    filled = [index for index, line in enumerate(lines) if line.strip()]
    for index, below in pairwise(filled):
        label, stamp = seen.get(index), stamp_at(lines[below])
        if (
            label
            and label.sign in ("", BOLD)
            and label.time is None
            and stamp
            and _alone(lines[below])
        ):
            seen[index] = replace(label, time=stamp[2], sign=":")  # a name, below it the time
    taken = accepted(list(seen.values()), len(filled))
    return {index: label for index, label in seen.items() if key(label) in taken}


def _alone(line: str) -> bool:
    """Whether a time stamp is all that stands on a line."""
    stamp = stamp_at(line)
    return stamp is not None and stamp[1] == len(line)


def _openings(lines: Sequence[str], labels: Mapping[int, Label]) -> list[_Opening]:
    parts = [roles.word(label.speaker) for label in labels.values()]
    interruptions = all(part is not None and part.role == "interviewer" for part in parts)
    begins = paragraph_starts(lines)
    found: list[_Opening] = []
    stamp: _Opening | None = None  # a line with nothing but a time stamp, just above
    labelled = False  # whether lines without a label continue the turn above
    clocks = not labels and _clocks_begin(lines)
    offset = 0
    named = -1
    for index, line in enumerate(lines):
        if line.strip():
            label, stamped = labels.get(index), stamp_at(line, bare=clocks)
            if label is not None:
                start = stamp.start if stamp else offset + label.start
                time = label.time if label.time is not None or stamp is None else stamp.time
                if stamp is not None and found and found[-1] is stamp:
                    found.pop()
                found.append(_Opening(start, offset + label.body, label.speaker, time))
                named = offset + len(line)  # where the words would be if there were none here
                stamp, labelled = None, not interruptions
            elif stamped is not None and _alone(line) and found and found[-1].body == named:
                found[-1] = replace(found[-1], body=offset + len(line))  # below a name: its time
            elif stamped is not None and stamped[1] == len(line):
                stamp = _Opening(offset + stamped[0], offset + stamped[1], "", stamped[2])
                if not labelled:
                    found.append(stamp)
            else:
                continues = stamped is None and (stamp is not None or index not in begins)
                if not labelled and not (continues and found):
                    found.append(_paragraph(offset, line, stamped))
                stamp = None
        offset += len(line) + 1
    return found


def _unlabelled(lines: Sequence[str], emphasis: Emphasis) -> list[_Opening]:
    begins = paragraph_starts(lines)
    found = by_dashes(lines, begins) or by_emphasis(lines, begins, emphasis.lines)
    if not found:
        return _openings(lines, {})
    offsets = [0, *accumulate(len(line) + 1 for line in lines)]
    return [
        _Opening(
            offsets[line.number] + len(lines[line.number]) - len(lines[line.number].lstrip()),
            offsets[line.number] + line.body,
            line.speaker,
        )
        for line in found
    ]


def _clocks_begin(lines: Sequence[str]) -> bool:
    """Whether most lines begin with a time that goes on and on: `0:03`, `0:10`, as oTranscribe."""
    filled = [line for line in lines if line.strip()]
    times = [stamp[2] for line in filled if (stamp := stamp_at(line, bare=True))]
    return len(times) >= max(3, 0.6 * len(filled)) and times == sorted(times)


def _timed(text: str, turns: Sequence[Turn]) -> list[Turn]:
    """A stamp at the end of what somebody says is the time at which the next one begins."""
    timed = list(turns[:1])
    for before, turn in pairwise(turns):
        time = turn.time
        if time is None:
            time = last_stamp(text[before.body : before.end])
        timed.append(replace(turn, time=time))
    return timed


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
