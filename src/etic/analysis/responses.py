"""What respondents answered to a question that codes stand for: states, answers, contradictions.

A *response group* is a code whose sub-codes are its answers. Each respondent is in exactly one
*state* for the group and for each answer; in a group of one answer (`single`) each respondent also
has exactly one *place*, so that shares add up to 100 %.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal, TypeVar, get_args

from etic.analysis.intervals import Share, share

Case = TypeVar("Case", bound=Hashable)
ResponseState = Literal["yes", "no", "not_mentioned", "not_asked"]
STATES: tuple[ResponseState, ...] = get_args(ResponseState)

# answer: one answer; several: more than one where one is foreseen; theme: the theme without an
# answer; any: any answer or the theme; none: asked, and nothing of it; asked: all who were asked.
Kind = Literal["answer", "several", "theme", "any", "none", "asked", "not_asked"]


def response_states(
    cases: Iterable[Case], yes: Set[Case], no: Set[Case], unasked: Set[Case]
) -> dict[Case, ResponseState]:
    """The state of each respondent: the states part the respondents, nobody is in two.

    Parameters
    ----------
    cases: the respondents in question.
    yes: those with a passage that carries the code.
    no: those with a passage in which they deny it.
    unasked: those on record as not asked about it.

    What was said goes before the record: who said yes in one place and no in another is a yes, and
    who said either was asked.

    >>> response_states([1, 2, 3, 4], yes={1}, no={1, 2}, unasked={2, 3})
    {1: 'yes', 2: 'no', 3: 'not_asked', 4: 'not_mentioned'}
    """
    found: dict[Case, ResponseState] = {}
    for case in cases:
        if case in yes:
            found[case] = "yes"
        elif case in no:
            found[case] = "no"
        else:
            found[case] = "not_asked" if case in unasked else "not_mentioned"
    return found


@dataclass(frozen=True, slots=True)
class Tally:
    """One line of a response group: who is counted there, of whom, and the share of mentions.

    `share` is None where a share would say nothing (those who were not asked).
    """

    kind: Kind
    answer: str  # which one; empty where the line is none of one answer
    cases: tuple[Hashable, ...]
    share: Share | None
    mentions: float | None = None  # n / all mentions, 0 to 1; only in a group of several answers


def tally_answers(
    answers: Sequence[str],
    group: Mapping[Case, ResponseState],
    given: Mapping[str, Mapping[Case, ResponseState]],
    *,
    single: bool,
) -> list[Tally]:
    """Count a response group.

    Parameters
    ----------
    answers: the answers in the order wanted.
    group: respondent in question → state for the group.
    given: answer → respondent → state for that answer. Who gives an answer is *yes* in the group.
    single: whether one answer is foreseen. Then a respondent with several is counted in the line
        `several` and in none of the answers, every share is of those asked about the group, and the
        lines answers, several, theme and none add up to them. Otherwise the share of an answer is
        of those asked about it, and `mentions` is its n over the sum of all answers' n.

    Raises ValueError where somebody gives an answer and is not *yes* in the group.

    >>> group = {1: "yes", 2: "yes", 3: "not_mentioned", 4: "not_asked"}
    >>> a = {1: "yes", 2: "yes", 3: "no", 4: "not_asked"}
    >>> b = {1: "yes", 2: "not_mentioned", 3: "not_mentioned", 4: "not_asked"}
    >>> [(r.kind, r.cases, r.share and r.share.base)
    ...  for r in tally_answers(["a", "b"], group, {"a": a, "b": b}, single=True)]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('answer', (2,), 3), ('answer', (), 3), ('several', (1,), 3), ('theme', (), 3),
     ('none', (3,), 3), ('asked', (1, 2, 3), 3), ('not_asked', (4,), None)]
    >>> [(r.kind, len(r.cases), r.share and r.share.base, r.mentions)
    ...  for r in tally_answers(["a", "b"], group, {"a": a, "b": b}, single=False)][:2]
    [('answer', 2, 3, 0.6666666666666666), ('answer', 1, 3, 0.3333333333333333)]
    """
    of_case: dict[Case, list[str]] = defaultdict(list)
    for answer in answers:
        for case, state in given[answer].items():
            if state == "yes":
                if group.get(case) != "yes":
                    raise ValueError(f"{case!r} gives {answer!r} and is not in the group")
                of_case[case].append(answer)
    asked = [case for case, state in group.items() if state != "not_asked"]
    base = len(asked)

    def line(kind: Kind, cases: Sequence[Case], answer: str = "") -> Tally:
        return Tally(kind, answer, tuple(cases), share(len(cases), base))

    several = [case for case in asked if len(of_case[case]) > 1]
    theme = [case for case in asked if group[case] == "yes" and not of_case[case]]
    none = [case for case in asked if group[case] != "yes"]
    unasked = Tally(
        "not_asked", "", tuple(c for c, state in group.items() if state == "not_asked"), None
    )
    if single:
        return [
            *(line("answer", [c for c in asked if of_case[c] == [a]], a) for a in answers),
            line("several", several),
            line("theme", theme),
            line("none", none),
            line("asked", asked),
            unasked,
        ]
    mentions = sum(map(len, of_case.values()))
    found = []
    for answer in answers:
        states = given[answer]
        yes = tuple(case for case, state in states.items() if state == "yes")
        of = sum(state != "not_asked" for state in states.values())
        part = len(yes) / mentions if mentions else None
        found.append(Tally("answer", answer, yes, share(len(yes), of), part))
    any_of_them = [case for case in asked if group[case] == "yes"]
    return [
        *found,
        line("theme", theme),
        line("any", any_of_them),
        line("none", none),
        line("asked", asked),
        unasked,
    ]
