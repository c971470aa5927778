"""What tables say against one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from etic.mixed.audit.finding import Finding
from etic.mixed.audit.grid import Grid
from etic.mixed.audit.recovery import Recovery
from etic.mixed.audit.sums import found, percents_of_all
from etic.mixed.audit.words import Filter, says, words

STEM = 4  # letters by which two words are held to be of one thing, in words that have more


def between(grids: Sequence[Grid], recoveries: Sequence[Recovery]) -> Iterator[Finding]:
    """All findings between tables of one study."""
    for study in dict.fromkeys(grid.table.study for grid in grids):
        own = [grid for grid in grids if grid.table.study == study]
        theirs = [r for r in recoveries if r.grid.table.study == study]
        yield from _twice(own)
        yield from _filters(own, theirs)
        yield from _groups(theirs)
        yield from _conventions(own)
        yield from _same_things(own)


def _twice(grids: Sequence[Grid]) -> Iterator[Finding]:
    """One question printed in two places with other figures."""
    for one, other in combinations(grids, 2):
        if words(one.table.question) != words(other.table.question):
            continue
        for place, p in one.percents.items():
            q = other.percents.get(place)
            if q is not None and (p.low > q.high or q.low > p.high):
                yield found(other, "twice", "certain", *place, printed=str(q), first=str(p),
                            table=one.table.number)  # fmt: skip


def _filters(grids: Sequence[Grid], recoveries: Sequence[Recovery]) -> Iterator[Finding]:
    """More people answer about a thing than have it."""
    for filtering in grids[0].lists.filters if grids else ():
        for source in grids:
            answer = next((a for a in source.answers if says(a, filtering.without)), None)
            if answer is None:
                continue
            for r in recoveries:
                asks = says(r.grid.table.question, filtering.asks)
                if r.grid is not source and asks:
                    yield from _more_than_have(filtering, source, answer, r)


def _more_than_have(
    filtering: Filter, source: Grid, answer: str, asked: Recovery
) -> Iterator[Finding]:
    column = _column_meant(source, asked.grid.table.question)
    if column is None or (answer, column) not in source.percents:
        return
    p, base = source.percents[answer, column], source.base(column)
    if base is None:
        return
    have = base - min(p.counts(base), default=int(p.low * base / 100))
    fitting = [s.base for s in asked.solutions] if asked.possible is False else []
    answered = max(fitting) if fitting else asked.declared
    if answered is None or answered <= have:
        return
    smallest = min(fitting, default=answered)
    message = ""
    if fitting:
        message = "more-than-have-all" if smallest > have else "more-than-have-some"
    yield found(
        asked.grid, "more-than-have", "likely" if smallest > have else "hint",
        group=asked.columns[0] if asked.columns else "", message=message,
        thing_ru=filtering.name_ru, thing_en=filtering.name_en, table=source.table.number,
        other=answer, column=column, printed=str(p), base=base, have=have, answered=answered,
        smallest=smallest,
    )  # fmt: skip


def _column_meant(source: Grid, question: str) -> str | None:
    """The column that a question of another table speaks of: everybody's, the only one, or the one
    whose name has most words of the question."""
    if len(source.columns) == 1:
        return source.columns[0]
    if source.total is not None:
        return source.total
    said = {word[:STEM] for word in words(question) if len(word) > STEM}
    scores = {g: len({w[:STEM] for w in words(g) if len(w) > STEM} & said) for g in source.columns}
    best = max(scores.values(), default=0)
    named = [g for g, score in scores.items() if score == best]
    return named[0] if best and len(named) == 1 else None


def _groups(recoveries: Sequence[Recovery]) -> Iterator[Finding]:
    """The same groups with other bases, though the tables declare one base."""
    known = [r for r in recoveries if r.possible and len(r.columns) > 2]
    for one, other in combinations(known, 2):
        if one.columns != other.columns or one.declared != other.declared:
            continue
        first, second = _declared_groups(one), _declared_groups(other)
        if not first & second:
            yield found(
                other.grid, "groups-differ", "certain", "", other.columns[0], base=one.declared,
                table=one.grid.table.number, first=_told(first), second=_told(second),
            )  # fmt: skip


def _conventions(grids: Sequence[Grid]) -> Iterator[Finding]:
    """Columns of the same groups under the same declared base: of the group here, of all there."""
    of_all = [g for g in grids if percents_of_all(g)]
    of_group = [g for g in grids if g.members and g not in of_all]
    for one in of_all:
        for other in of_group:
            same = [g for g in one.members if g in other.members]
            if same and one.declared(same[0]) == other.declared(same[0]):
                yield found(one, "two-conventions", "certain", "", same[0],
                            table=other.table.number)  # fmt: skip
                break


def _declared_groups(recovery: Recovery) -> set[tuple[int, ...]]:
    return {s.groups for s in recovery.solutions if s.base == recovery.declared}


def _told(found_groups: set[tuple[int, ...]]) -> str:
    return "; ".join(" + ".join(map(str, groups)) for groups in sorted(found_groups)[:4])


def _same_things(grids: Sequence[Grid]) -> Iterator[Finding]:
    """One thing counted in two tables of the same people, with other counts."""
    for one, other in combinations(grids, 2):
        for (a, g), n in one.counts.items():
            for (b, h), m in other.counts.items():
                if n == m or a in one.subtotals or b in other.subtotals:
                    continue
                unknown = not (one.declared(g) and other.declared(h))
                if (g == h or unknown) and _same(a, b):
                    yield found(other, "same-thing", "hint", b, h, n=m, table=one.table.number,
                                other=a, column=g, first=n)  # fmt: skip


def _same(one: str, other: str) -> bool:
    """Whether all longer words of one name, two or more, stand in the other."""
    a, b = ({w[:STEM] for w in words(x) if len(w) > STEM} for x in (one, other))
    return bool(a and b) and (a == b or (min(len(a), len(b)) > 1 and (a <= b or b <= a)))
