"""Who asks and who answers: by the usual labels, and by the questions where those do not say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from etic.model import Role


@dataclass(frozen=True, slots=True)
class Word:
    """A label that names a part in the conversation rather than a person."""

    role: Role
    sure: bool  # a label wherever it stands; others (И, Р, Q, Вопрос …) only in company


_SURE: dict[Role, str] = {
    "interviewer": """интервьюер интервьюерка интервьювер инт модератор модераторка исследователь
        исследовательница ведущий ведущая фасилитатор interviewer int moderator mod researcher
        facilitator""",
    "respondent": """респондент респондентка респонденты респ информант информантка инф собеседник
        собеседница интервьюируемый интервьюируемая опрашиваемый respondent resp interviewee
        informant participant""",
    "": "speaker спикер говорящий сүйлөөчү",
}
_UNSURE: dict[Role, str] = {
    "interviewer": "и вопрос суроо i q question в",
    "respondent": "р ответ жооп о участник участница r p a answer",
}
WORDS = {
    word: Word(role, sure)
    for table, sure in ((_SURE, True), (_UNSURE, False))
    for role, text in table.items()
    for word in text.split()
}

# Letters that mean a part only beside their counterpart: «О:» is an answer after «В:», "A:" after
# "Q:"; elsewhere they are rather somebody's initial.
_PAIRS = {"a": ("q", "question"), "о": ("в", "вопрос"), "в": ("о", "ответ")}

_NUMBERED = re.compile(r"(?P<word>[^\W\d_]+)\.?[ _]?(?:№ ?|# ?|-)?(?P<number>\d{0,3})\.?")


def word(speaker: str) -> Word | None:
    """What a label says by itself; a number after it does not matter.

    >>> word("Респондент 2")
    Word(role='respondent', sure=True)
    >>> word("Айгуль") is None
    True
    """
    name, bracket, part = speaker.partition(" (")
    if bracket and beside(part):
        return word(part.strip(" ()"))
    found = _NUMBERED.fullmatch(name.casefold())
    return WORDS.get(found["word"]) if found and not bracket else None


def beside(aside: str) -> bool:
    """Whether what stands in brackets after a name is a part in the conversation.

    >>> beside(" (интервьюер)"), beside(" (смеётся)")
    (True, False)
    """
    meaning = word(aside.strip(" ()"))
    return meaning is not None and meaning.sure


def roles(said: Sequence[tuple[str, str]]) -> dict[str, Role]:
    """The role of each speaker, from all turns as (speaker, words); empty where it is not plain.

    >>> roles([("Q", "Where?"), ("A", "There.")])
    {'Q': 'interviewer', 'A': 'respondent'}
    """
    speeches: dict[str, list[str]] = defaultdict(list)
    for speaker, words in said:
        if speaker:
            speeches[speaker].append(words)
    stems = {_stem(speaker) for speaker in speeches}
    known: dict[str, Role] = {}
    for speaker in speeches:
        meaning, stem = word(speaker), _stem(speaker)
        alone = stem in _PAIRS and not stems.intersection(_PAIRS[stem])
        known[speaker] = "" if meaning is None or alone else meaning.role
    _by_questions(known, speeches)
    _by_elimination(known)
    return known


def _stem(speaker: str) -> str:
    found = _NUMBERED.fullmatch(speaker.casefold())
    return found["word"] if found else ""


def _by_questions(known: dict[str, Role], speeches: dict[str, list[str]]) -> None:
    """One speaker asks nearly always, at least three times, and nobody else does."""
    if "interviewer" in known.values():
        return
    asking = {speaker: _share_of_questions(turns) for speaker, turns in speeches.items()}
    open_ = [speaker for speaker, role in known.items() if not role]
    most = [s for s in open_ if asking[s] >= 0.7 and len(speeches[s]) >= 3]
    if len(most) == 1 and all(asking[s] <= 0.25 for s in known if s != most[0]):
        known[most[0]] = "interviewer"


def _by_elimination(known: dict[str, Role]) -> None:
    """Beside an interviewer, the only other speaker answers."""
    others = [speaker for speaker, role in known.items() if role != "interviewer"]
    if len(others) == 1 and len(known) > 1 and not known[others[0]]:
        known[others[0]] = "respondent"


def _share_of_questions(turns: Sequence[str]) -> float:
    asked = sum(words.rstrip(" \n\t.…!)»”\"'*_").endswith("?") for words in turns)
    return asked / len(turns)
