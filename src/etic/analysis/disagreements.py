"""Where two coders differ in a text, place by place, and how much each place costs.

A coding that the other coder has with the same code on exactly the same span is agreed. What is
left is joined into *places*: codings that share a character are one dispute, to be decided in one
go. The cost of a place follows from the characters on which the two do not say the same; it puts
the places in order, and is no measure of agreement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Kind = Literal["missing", "code", "extent"]
Extent = Literal["union", "intersection"]
Distance = Callable[[Hashable, Hashable], float]
Span = tuple[int, int]

KIN = 0.5  # what two different codes of one family cost a character; strangers cost 1


@dataclass(frozen=True, slots=True)
class Mark:
    """A code on the span `[start, end)` of a text, in code points."""

    id: int
    text: Hashable  # which text it stands in
    code: Hashable  # equal where two codings say the same
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """One dispute: codings of either coder that hang together by characters they share.

    `kind` is `missing` where only one coder has anything, `extent` where both have the same codes
    and each of these shares a character, else `code`.
    """

    text: Hashable
    start: int
    end: int
    one: tuple[int, ...]  # ids of the first coder's codings, by place
    other: tuple[int, ...]
    kind: Kind
    cost: float


def distance(a: Hashable, b: Hashable) -> float:
    """How far apart two codes are, given by their paths: 0 the same, `KIN` where one is right
    above the other or both are right under the same code, else 1.

    >>> distance("push/debts", "push/work"), distance("push", "push/work"), distance("a", "b")
    (0.5, 0.5, 1.0)
    """
    if a == b:
        return 0.0
    if isinstance(a, str) and isinstance(b, str):
        above_a, above_b = a.rpartition("/")[0], b.rpartition("/")[0]
        if (above_a and above_a == above_b) or a == above_b or b == above_a:
            return KIN
    return 1.0


def places(
    one: Iterable[Mark], other: Iterable[Mark], far: Distance = distance
) -> list[Place]:  # fmt: skip
    """The places where two coders differ, the dearest first.

    The cost of a place is summed over its characters: cost = Σₓ c(Aₓ, Bₓ), where

    - Aₓ and Bₓ are the sets of codes that the first and the second coder have on character x, and
    - c(A, B) is the least cost of making one set of the other: a code without a counterpart costs
      1, a code in the place of another costs `far` of the two (`distance`: 0, ½ or 1).

    So a passage of 40 characters that only one has coded costs 40, another code on it costs 40,
    a sibling of the code 20, and a border set 5 characters further 5. Costs are in characters, the
    order of the coders does not matter, and a place that costs nothing (one long coding beside two
    short ones that fill it) is none. A *text* is compared with itself alone.

    The idea of paying less for codes that are close is that of weighted agreement [1]; pricing a
    dispute by length follows unitised data, where every character counts [2].

    [1] Cohen J (1968). Weighted kappa. Psychological Bulletin 70(4): 213–220.
    [2] Krippendorff K (1995). On the reliability of unitizing continuous data. Sociological
        Methodology 25: 47–76.

    >>> anna = [Mark(1, "R01", "push/debts", 0, 40), Mark(2, "R01", "skills", 60, 70)]
    >>> boris = [Mark(3, "R01", "push/work", 0, 40), Mark(4, "R01", "skills", 60, 75)]
    >>> [(p.start, p.end, p.kind, p.cost) for p in places(anna, boris)]
    [(0, 40, 'code', 20.0), (60, 75, 'extent', 5.0)]
    """
    sides: tuple[dict[Hashable, list[Mark]], ...] = (defaultdict(list), defaultdict(list))
    for side, marks in zip(sides, (one, other), strict=True):
        for mark in sorted(marks, key=lambda m: (m.start, m.end, m.id)):
            side[mark.text].append(mark)
    found = []
    for text in dict.fromkeys([*sides[0], *sides[1]]):
        left, right = sides[0][text], sides[1][text]
        for group in _groups(_unmatched(left, right), _unmatched(right, left)):
            place = _place(text, group, left, right, far)
            if place.cost:
                found.append(place)
    found.sort(key=lambda p: -p.cost)  # stable: equal ones stay in order of the texts
    return found


def _unmatched(marks: Sequence[Mark], others: Sequence[Mark]) -> list[Mark]:
    there = {(m.code, m.start, m.end) for m in others}
    return [m for m in marks if (m.code, m.start, m.end) not in there]


Group = tuple[list[Mark], list[Mark]]


def _groups(left: Sequence[Mark], right: Sequence[Mark]) -> list[Group]:
    """Marks that hang together by characters they share, from left to right."""
    tagged = [(m, 0) for m in left] + [(m, 1) for m in right]
    tagged.sort(key=lambda pair: (pair[0].start, pair[0].end))
    groups: list[Group] = []
    end = -1
    for mark, side in tagged:
        if mark.start >= end:
            groups.append(([], []))
        groups[-1][side].append(mark)
        end = max(end, mark.end)
    return groups


def _place(
    text: Hashable, group: Group, left: Sequence[Mark], right: Sequence[Mark], far: Distance
) -> Place:
    both = [*group[0], *group[1]]
    start, end = min(m.start for m in both), max(m.end for m in both)
    # Agreed codings within the place too: they may be all that a nested coding adds to.
    within = [[m for m in side if m.start < end and start < m.end] for side in (left, right)]
    return Place(
        text, start, end, tuple(m.id for m in group[0]), tuple(m.id for m in group[1]),
        _kind(group), _cost(within[0], within[1], start, end, far),
    )  # fmt: skip


def _kind(group: Group) -> Kind:
    one, other = group
    if not one or not other:
        return "missing"
    codes = {m.code for m in one}
    if codes == {m.code for m in other} and all(
        any(
            a.start < b.end and b.start < a.end
            for a in one
            for b in other
            if a.code == b.code == code
        )
        for code in codes
    ):
        return "extent"
    return "code"


def _cost(
    left: Sequence[Mark], right: Sequence[Mark], start: int, end: int, far: Distance
) -> float:
    """Summed over runs of characters on which neither coder begins or ends anything."""
    cuts = sorted(
        {start, end, *(at for m in (*left, *right) for at in (m.start, m.end) if start < at < end)}
    )
    total = 0.0
    for a, b in pairwise(cuts):
        ones = {m.code for m in left if m.start <= a and b <= m.end}
        others = {m.code for m in right if m.start <= a and b <= m.end}
        total += (b - a) * apart(ones, others, far)
    return total


def apart(ones: Collection[Hashable], others: Collection[Hashable], far: Distance) -> float:
    """The least cost of making one set of codes of another: 1 for a code too many or too few, `far`
    for one code in another's place.

    >>> apart({"push/debts", "skills"}, {"push/work"}, distance)
    1.5
    """
    left = sorted(set(ones) - set(others), key=str)
    right = sorted(set(others) - set(ones), key=str)
    if not left or not right:
        return float(max(len(left), len(right)))
    if len(left) == len(right) == 1:
        return min(1.0, far(left[0], right[0]))
    from scipy.optimize import linear_sum_assignment

    costs = [[min(1.0, far(a, b)) for b in right] for a in left]
    rows, columns = linear_sum_assignment(costs)
    matched = sum(costs[i][j] for i, j in zip(rows, columns, strict=True))
    return float(matched + abs(len(left) - len(right)))


def reconciled(one: Iterable[Span], other: Iterable[Span], how: Extent) -> list[Span]:
    """The characters on which both coders have a code (`intersection`), or either has (`union`), as
    spans apart. A span of a union holds something of both: what only one has coded is no agreement.

    >>> reconciled([(0, 10)], [(5, 12), (20, 30)], "union")
    [(0, 12)]
    >>> reconciled([(0, 10)], [(5, 12), (20, 30)], "intersection")
    [(5, 10)]
    """
    left, right = merged(one), merged(other)
    common = [
        (max(a, c), min(b, d)) for a, b in left for c, d in right if max(a, c) < min(b, d)
    ]  # fmt: skip
    if how == "intersection":
        return common
    return [
        (a, b)
        for a, b in merged([*left, *right])
        if any(a <= start and end <= b for start, end in common)
    ]


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same characters as spans that share none, from left to right.

    >>> merged([(5, 9), (0, 6), (9, 12)])
    [(0, 9), (9, 12)]
    """
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def agreed(
    one: Iterable[Mark], other: Iterable[Mark], disputed: Collection[int], how: Extent
) -> list[tuple[Hashable, Hashable, Span]]:
    """What both coders have, as (text, code, span), but for the codings in `disputed` (ids).

    The same code on the same span is taken as it is; of spans that only overlap, `how` says which
    characters: those that either has, or those that both have.

    >>> anna = [Mark(1, "R01", "family", 0, 10), Mark(2, "R01", "skills", 60, 70)]
    >>> boris = [Mark(3, "R01", "family", 0, 10), Mark(4, "R01", "skills", 65, 75)]
    >>> agreed(anna, boris, (), "intersection")
    [('R01', 'family', (0, 10)), ('R01', 'skills', (65, 70))]
    """
    sides = [[m for m in marks if m.id not in disputed] for marks in (one, other)]
    places_of = [{(m.text, m.code, m.start, m.end) for m in side} for side in sides]
    exact = places_of[0] & places_of[1]
    found = [(text, code, (start, end)) for text, code, start, end in exact]
    left: dict[tuple[Hashable, Hashable], tuple[list[Span], list[Span]]] = defaultdict(
        lambda: ([], [])
    )
    for side, marks in enumerate(sides):
        for m in marks:
            if (m.text, m.code, m.start, m.end) not in exact:
                left[m.text, m.code][side].append((m.start, m.end))
    for (text, code), (ones, others) in left.items():
        found += [(text, code, span) for span in reconciled(ones, others, how)]
    found.sort(key=lambda f: (str(f[0]), f[2], str(f[1])))
    return found
