"""The figures of a project as a draft may claim them: each with what it is of, and for whom."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Literal

from etic.mixed.claims.numbers import Claim
from etic.mixed.claims.words import Notions, Weights, notions

Source = Literal["table", "code", "answers", "sample", "indicator"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What figures are of: a code, a question of a published table, a question of answers."""

    key: str
    source: Source
    label: str  # as people read it
    names: tuple[str, ...]  # what it is called; in each language
    study: str = ""
    number: str = ""  # of a published table
    path: str = ""  # of a code
    linked: tuple[str, ...] = ()  # of a question: the codes that are set beside its answers

    def notions(self) -> tuple[Notions, ...]:
        """What each of its names stands for; not what a code with those above it does where its
        own name tells nothing («Study»), since that is what those above it are called."""
        mute = [name for name in self.names[:2] if self.path and not notions(name)]
        told = [n for n in self.names if not any(n.startswith(f"{name} ") for name in mute)]
        return tuple(found for name in (*told, *self.linked) if (found := notions(name)))


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. Percents are 0 to 100; `digits` is how many were printed, -1 if it is exact."""

    subject: Subject
    value: float
    kind: Literal["percent", "points", "count"] = "percent"
    answer: str = ""
    group: str = ""  # empty: everybody
    by: str = ""  # what the groups are of
    digits: int = -1
    n: int | None = None
    base: int | None = None
    derived: bool = False  # a sum, a difference, what is left to 100
    printed: str = ""  # as it was printed

    @property
    def share(self) -> float | None:
        """As a share, where it is one."""
        return self.value / 100 if self.kind == "percent" else None


@dataclass(frozen=True)
class Pool:
    """All figures, found by value."""

    figures: tuple[Figure, ...]
    bases: Mapping[int, str] = field(default_factory=dict)  # how many → of whom
    names: frozenset[str] = (
        frozenset()
    )  # texts that are quoted without being said: questions, codes

    @cached_property
    def subjects(self) -> Sequence[Subject]:
        """What there are figures of."""
        return list({f.subject.key: f.subject for f in self.figures}.values())

    @cached_property
    def weights(self) -> Weights:
        """How telling the words of subjects and answers are."""
        named = [frozenset().union(*s.notions()) for s in self.subjects]
        answers = {(f.subject.key, f.answer): notions(f.answer) for f in self.figures if f.answer}
        return Weights([*named, *answers.values()])

    @cached_property
    def about(self) -> Mapping[str, Sequence[Subject]]:
        """Notion → the subjects that have it in their names."""
        found: dict[str, list[Subject]] = defaultdict(list)
        for subject in self.subjects:
            for notion in frozenset().union(*subject.notions()):
                found[notion].append(subject)
        return found

    @cached_property
    def of(self) -> Mapping[str, Sequence[Figure]]:
        """The figures by subject."""
        found: dict[str, list[Figure]] = defaultdict(list)
        for figure in self.figures:
            found[figure.subject.key].append(figure)
        return found

    @cached_property
    def indicators(self) -> frozenset[str]:
        """The keys of subjects that are indicators."""
        return frozenset(s.key for s in self.subjects if s.source == "indicator")

    @cached_property
    def all_bases(self) -> frozenset[int | None]:
        """Whatever anything is counted on."""
        return frozenset(f.base for f in self.figures) | self.bases.keys()

    @cached_property
    def numbers(self) -> Mapping[str, Sequence[Subject]]:
        """Number of a published table → what it has."""
        found: dict[str, list[Subject]] = defaultdict(list)
        for subject in self.subjects:
            if subject.number:
                found[subject.number].append(subject)
        return found

    @cached_property
    def groups(self) -> Mapping[str, tuple[tuple[str, Notions], ...]]:
        """Subject → its groups, with what they stand for."""
        found = {}
        for key, figures in self.of.items():
            named = dict.fromkeys(
                f.group for f in figures
                if f.group and (f.kind != "points" or f.subject.source == "table")
            )  # fmt: skip
            found[key] = tuple((group, notions(group)) for group in named)
        return found

    def match(self, claim: Claim) -> Iterator[Figure]:
        """The figures that a claim may be: same kind, same value within its rounding."""
        if claim.kind == "of":
            for figure in self._by_n.get(int(claim.value), ()):
                if figure.base == claim.base:
                    yield figure
        elif claim.kind in ("count", "base"):
            yield from self._by_n.get(int(claim.value), ())
        else:
            yield from self._near(claim)

    def _near(self, claim: Claim) -> Iterator[Figure]:
        values, figures = self._sorted["points" if claim.kind == "points" else "percent"]
        half = 0.5 * 10**-claim.digits + 1e-9
        first = bisect_left(values, claim.value - half)
        last = bisect_right(values, claim.value + half)
        for figure in figures[first:last]:
            exact = abs(abs(figure.value) - claim.value) < 1e-6
            if exact or figure.digits < 0 or claim.digits < figure.digits:
                yield figure

    @cached_property
    def _by_n(self) -> Mapping[int, Sequence[Figure]]:
        found: dict[int, list[Figure]] = defaultdict(list)
        for figure in self.figures:
            if figure.n is not None and not figure.derived:
                found[figure.n].append(figure)
        return found

    @cached_property
    def _sorted(self) -> Mapping[str, tuple[list[float], list[Figure]]]:
        found = {}
        for kind in ("percent", "points"):
            of_kind = sorted(
                (f for f in self.figures if f.kind == kind), key=lambda f: abs(f.value)
            )
            found[kind] = ([abs(f.value) for f in of_kind], of_kind)
        return found


def rank(figure: Figure) -> int:
    """What is named first where several figures are alike: what was printed."""
    return ("table", "code", "answers", "sample", "indicator").index(figure.subject.source)


def derived(figures: Sequence[Figure], groups: bool = True) -> Iterator[Figure]:
    """What follows from the percents of one question: sums of two answers that stand beside one
    another, what is left to 100, differences of groups in points.

    >>> work = Subject("1", "table", "Table 1", ("Work",))
    >>> yes = [Figure(work, 40.0, answer="yes", group=g, digits=1) for g in ("men", "women")]
    >>> no = [Figure(work, 25.5, answer="no", group=g, digits=1) for g in ("men",)]
    >>> [(f.value, f.kind, f.group) for f in derived([*yes, *no])][:2]
    [(65.5, 'percent', 'men'), (60.0, 'percent', 'men')]
    """
    by_group: dict[str, list[Figure]] = defaultdict(list)
    by_answer: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.kind == "percent" and not figure.derived:
            by_group[figure.group].append(figure)
            by_answer[figure.answer].append(figure)
    for group, column in by_group.items():
        for one, other in pairwise(column):
            answer = f"{one.answer} + {other.answer}"
            yield _made(one, one.value + other.value, "percent", answer, group)
        for one in column:
            yield _made(one, 100 - one.value, "percent", f"100 − {one.answer}", group)
    if not groups:
        return
    for answer, row in by_answer.items():
        for i, one in enumerate(row):
            for other in row[i + 1 :]:
                names = " − ".join(filter(None, (one.group, other.group)))
                yield _made(one, one.value - other.value, "points", answer, names)


def _made(
    like: Figure, value: float, kind: Literal["percent", "points"], answer: str, group: str
) -> Figure:
    value = round(value, 6)
    return Figure(like.subject, value, kind, answer, group, like.by, like.digits, derived=True)
