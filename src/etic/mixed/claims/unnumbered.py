"""Sentences with a word of quantity and no figure: all the figures that they may be read as.

A sentence is doubted only where none of its readings bears it out, so that being about something
narrower, or about an answer beside the one that we take it for, raises no alarm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from etic.language.words import fold
from etic.mixed.claims.figures import Figure, Pool, Subject
from etic.mixed.claims.naming import DENIES, affirms
from etic.mixed.claims.nearest import persons
from etic.mixed.claims.passages import Passage
from etic.mixed.claims.words import Notions, notions

ABOUT = 2.0  # a score from which on a sentence is about a subject
ALIKE = 0.6  # of the best score: others that may be meant as well
MORE = 1  # notions of a sentence that say nothing narrower yet
YES_OR_NO = frozenset(("да", "yes", "нет", "no"))

_SPOKEN = re.compile(
    r"\b(?:говор|рассказ|упом|назыв|назва|речь|обсужд|затраг|затрон|касал|speak|spoke|talk|mention|"
    r"discuss|describ|touch|raise|report|tell|told)",
    re.I,
)

_PAUSE = re.compile(r"[,;:()]|\s[—–-]\s")

Reading = tuple[Figure, float]  # a figure, and the share, 0 to 1, that the sentence says of it


def readings(part: Passage, denied: bool, pool: Pool) -> tuple[list[Reading], list[Reading]]:
    """What may be meant by a part of a sentence: what it is about, and what could excuse it.

    `denied` says whether it speaks of those who do *not*.
    """
    told = part.scores(pool)
    scores = {s.key: told[s.key] for s in pool.subjects if s.source != "sample"}
    themes = {s.path.rpartition("/")[0] for s in pool.subjects}
    best = max(
        (scores[s.key] for s in pool.subjects if s.key in scores and s.path not in themes - {""}),
        default=0.0,
    )
    if best < ABOUT:
        return [], []
    meant: list[Reading] = []
    excusing: list[Reading] = []
    alike = [s for s in pool.subjects if scores.get(s.key, 0) >= max(ABOUT, ALIKE * best)]
    for subject in sorted(alike, key=lambda s: -scores[s.key]):
        group = _group(part, subject, pool)
        if group is None:
            return [], []
        figures = [
            f for f in pool.of[subject.key]
            if f.kind == "percent" and not f.derived and f.group == group
        ]  # fmt: skip
        if subject.source == "code":
            found = [(f, _turned(f, denied != _denies(subject))) for f in figures[:1]]
            if subject.path not in themes:
                meant += found if called(part, subject) else []
            elif _SPOKEN.search(part.plain):  # a theme is spoken of; more its count does not say
                excusing += found
        elif subject.source == "indicator":  # who meets it comes first
            excusing += [(f, _turned(f, denied != _denies(subject))) for f in figures[:1]]
        else:
            meant += _of_answers(part, figures, denied)
    return meant, [*meant, *excusing]


def clause(said: str, start: int, end: int) -> tuple[int, int]:
    """The part of a sentence between commas and the like that a place of it stands in."""
    before = [m.end() for m in _PAUSE.finditer(said, 0, start)]
    after = _PAUSE.search(said, end)
    return before[-1] if before else 0, after.start() if after else len(said)


def nearest(part: Passage, meant: Sequence[Reading]) -> Reading:
    """The reading that leaves the least of a sentence unsaid; of those a code that is named."""
    return min(
        meant,
        key=lambda reading: (
            len(part.own - _about(reading[0])),
            not in_full(part, reading[0].subject),
        ),
    )


def surveyed(all_readings: Sequence[Reading]) -> list[Reading]:
    """The readings as an answer of the survey."""
    return [r for r in all_readings if r[0].subject.source in ("table", "answers")]


def narrower(part: Passage, reading: Figure, quantity: Notions) -> bool:
    """Whether a sentence says more than the subject of a figure and the word of quantity, so that
    less may be meant."""
    return len(part.own - _about(reading) - quantity) > MORE


def _about(figure: Figure) -> Notions:
    """What a figure is of, and of whom."""
    names = figure.subject.notions()
    return frozenset().union(*names, notions(figure.answer), notions(figure.group))


def _group(part: Passage, subject: Subject, pool: Pool) -> str | None:
    """The one group that is named, or everybody; None where there are several."""
    named = groups_named(part, subject, pool)
    return None if len(named) > 1 else named[0] if named else ""


def groups_named(said: Passage, subject: Subject, pool: Pool) -> list[str]:
    """The groups that are named, other than by what the subject is called itself."""
    about = frozenset().union(*subject.notions())
    return [
        group for group, meant in persons(pool, pool.of[subject.key][0])
        if meant and meant <= said.own and not meant <= about
    ]  # fmt: skip


def _of_answers(part: Passage, figures: Sequence[Figure], denied: bool) -> Iterator[Reading]:
    """The answers that are named; of a question of yes and no, those that say so or do not."""
    answers = {fold(f.answer) for f in figures}
    if len(answers & YES_OR_NO) > 1:
        so = [f for f in figures if affirms(f.answer) != denied and _takes_a_side(f.answer)]
        yield from ((f, f.value / 100) for f in so)
        if len(so) > 1:
            yield so[0], sum(f.value for f in so if " + " not in f.answer) / 100
        others = sum(
            f.value for f in figures if affirms(f.answer) == denied and " + " not in f.answer
        )
        if denied and so:  # not only who says no, but whoever does not say yes
            yield so[0], 1 - others / 100
        return
    for figure in figures:
        named = notions(figure.answer)
        if named and named <= part.own:
            yield figure, _turned(figure, denied != bool(DENIES.search(figure.answer)))


def in_full(part: Passage, subject: Subject) -> bool:
    """Whether all words of a code's own name are there."""
    names = map(notions, subject.names[:2] if subject.source == "code" else ())
    return any(meant and meant <= part.own for meant in names)


def called(part: Passage, subject: Subject) -> bool:
    """Whether a code is named by a word of its own, and not by those of the theme above alone."""
    return any(notions(name) & part.own for name in subject.names[:2])


def _takes_a_side(answer: str) -> bool:
    return affirms(answer) or bool({"нет", "no"} & {fold(w) for w in answer.split()})


def _denies(subject: Subject) -> bool:
    return any(DENIES.search(name) for name in subject.names[:2])


def _turned(figure: Figure, denied: bool) -> float:
    share = figure.value / 100
    return 1 - share if denied else share
