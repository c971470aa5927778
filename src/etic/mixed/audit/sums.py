"""Sums within one table: columns, subtotals, differences, counts beside percents."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from etic.mixed.audit.finding import Certainty, Finding
from etic.mixed.audit.grid import HUNDRED, Grid, adds_up
from etic.mixed.audit.printed import Printed, printed

SEVERAL = 110  # percents that add up to more than this are of several answers each


def sums(grid: Grid) -> Iterator[Finding]:
    """All findings of sums in a table."""
    if not grid.across:
        yield from _columns(grid)
    yield from _count_columns(grid)
    yield from _subtotals(grid)
    yield from _differences(grid)
    yield from _beside(grid)


def found(
    grid: Grid,
    rule: str,
    certainty: Certainty,
    answer: str = "",
    group: str = "",
    message: str = "",
    **details: object,
) -> Finding:
    """A finding in this table."""
    t = grid.table
    return Finding(rule, certainty, t.study, t.number, t.question, answer, group, details, message)


def _columns(grid: Grid) -> Iterator[Finding]:
    several, shares = False, percents_of_all(grid)
    for group in grid.columns:
        column = grid.column(group)
        if column is None or len(column) < 2:
            continue
        if adds_up(column):
            continue
        total, spare = sum(p.value for p in column), sum((p.half for p in column), Fraction())
        arithmetic = {
            "sum": " + ".join(map(str, column)), "total": str(total), "spare": short(spare),
        }  # fmt: skip
        if group in shares:
            message = "" if "share" in shares[group] else "percent-of-all-rows"
            yield found(
                grid, "percent-of-all", "certain", "", group, message, **arithmetic, **shares[group]
            )
        elif grid.several:
            continue
        elif total > SEVERAL and not grid.single:
            several = True
        else:
            fix = _repair(column, grid.answers) if grid.single else None
            certainty: Certainty = "certain" if grid.single else "likely"
            if total < HUNDRED:  # answers that are not printed are no mistake
                certainty = "likely" if grid.single else "hint"
            rule = "column-sum" if total > HUNDRED else "column-short"
            missing = abs(Fraction(total) - HUNDRED)
            yield found(grid, rule, certainty, "", group, **arithmetic, missing=short(missing))
            if fix:
                sure = _prints(grid, group, fix[2])
                yield found(grid, "typing", "likely" if sure else "hint", fix[0], group,
                            printed=fix[1], instead=fix[2])  # fmt: skip
    if several:
        yield found(grid, "several-answers", "hint")


def percents_of_all(grid: Grid) -> dict[str, dict[str, object]]:
    """The columns of groups whose percents are of everybody, and the figures that show it."""
    found_in = {}
    for group in grid.members:
        column = grid.column(group)
        if column is None or len(column) < 2:
            continue
        share = _of_all(grid, group, column) or _added(grid)
        if share and not adds_up(column):
            found_in[group] = share
    return found_in


def _added(grid: Grid) -> dict[str, object]:
    """The first row in which groups add up to everybody's percent, where they do in all rows."""
    if not groups_add_up(grid) or not grid.answers or grid.total is None:
        return {}
    row = [grid.percents.get((grid.answers[0], g)) for g in (*grid.members, grid.total)]
    if len(grid.members) < 2 or None in row or not adds_up(grid.column(grid.total) or ()):
        return {}
    return {"row": " + ".join(map(str, row[:-1])), "whole": str(row[-1]), "named": grid.answers[0]}


def groups_add_up(grid: Grid) -> bool:
    """Whether in all rows the groups' percents add up to everybody's: then they are of everybody,
    and no mean is meant."""
    rows = [[grid.percents.get((a, g)) for g in (grid.total or "", *grid.members)]
            for a in grid.answers]  # fmt: skip
    known = [[p for p in row if p is not None] for row in rows if None not in row]
    return grid.total is not None and all(
        abs(whole.middle - sum(p.middle for p in parts)) <= whole.half * (len(parts) + 1)
        for whole, *parts in known
    )


def _of_all(grid: Grid, group: str, column: list[Printed]) -> dict[str, object]:
    """What a group's percents are of, where they add up to its share of everybody."""
    if group not in grid.members:
        return {}
    base, whole = grid.base(group), grid.base(grid.total or "")
    if not base or not whole or base >= whole:
        return {}
    low, high = sum(p.low for p in column), sum(p.high for p in column)
    if not low <= HUNDRED * base / whole <= high:
        return {}
    first = column[0]
    return {
        "base": base, "whole": whole, "share": short(HUNDRED * base / whole),
        "printed": str(first), "own": short(Fraction(first.value) * whole / base),
    }  # fmt: skip


def _prints(grid: Grid, group: str, text: str) -> bool:
    """Whether the base of a column prints a percent, where it does not print every one."""
    base, p = grid.base(group), printed(text)
    return p is not None and base is not None and base < p.steps and bool(p.counts(base))


def _repair(column: list[Printed], answers: list[str]) -> tuple[str, str, str] | None:
    """The one cell whose single digit, or two neighbouring ones, set right would mend the sum."""
    total = sum((p.middle for p in column), Fraction())
    spare = sum(p.half for p in column)
    mended = []
    for answer, p in zip(answers, column, strict=True):
        for text in _near(str(p)) if p.how != "less" else ():
            if abs(total - Fraction(p.value) + Fraction(text) - HUNDRED) <= min(
                spare, Fraction(1, 10)
            ):
                mended.append((answer, str(p), text))
    return mended[0] if len(mended) == 1 else None


def _near(text: str) -> set[str]:
    """Numbers that differ by one digit, or by two neighbouring digits that changed places."""
    near = set()
    for i, mark in enumerate(text):
        if mark.isdigit():
            near |= {text[:i] + d + text[i + 1 :] for d in "0123456789"}
            j = i + 1 if i + 1 < len(text) and text[i + 1].isdigit() else i + 2
            if j < len(text) and text[j].isdigit():
                near.add(text[:i] + text[j] + text[i + 1 : j] + mark + text[j + 1 :])
    return near - {text}


def _count_columns(grid: Grid) -> Iterator[Finding]:
    for group in grid.columns:
        counts = [grid.counts.get((answer, group)) for answer in grid.answers]
        known = [n for n in counts if n is not None]
        if len(known) < 2 or len(known) < len(counts):
            continue
        total, base = sum(known), grid.base(group)
        arithmetic: dict[str, Any] = {"sum": " + ".join(map(str, known)), "total": total}
        printed_total = _printed_total(grid, group)
        if printed_total is not None and printed_total != total:
            yield found(
                grid, "count-sum", "certain", "", group, **arithmetic, printed=printed_total
            )
        elif base is None and not grid.declared(group):
            told = printed_total is not None or grid.column(group)  # or percents tell the base
            if not told:
                yield found(grid, "base-missing", "certain", "", group, **arithmetic)
        elif base is not None and printed_total is None and total < base and grid.single:
            yield found(grid, "count-short", "likely", "", group, **arithmetic, base=base)
        elif base is not None and total > base and grid.single:
            yield found(grid, "count-over", "certain", "", group, **arithmetic, base=base)


def _subtotals(grid: Grid) -> Iterator[Finding]:
    for label in grid.subtotals:
        parts = parts_of(grid, label)
        for group in grid.columns:
            whole = grid.percents.get((label, group))
            found_parts = [grid.percents.get((part, group)) for part in parts]
            known = [p for p in found_parts if p is not None]
            if whole is None or len(known) < 2 or len(known) < len(parts):
                continue
            total = sum(p.value for p in known)
            spare = whole.half + sum(p.half for p in known)
            if abs(sum(p.middle for p in known) - whole.middle) > spare:
                yield found(
                    grid, "subtotal", "certain", label, group, sum=" + ".join(map(str, known)),
                    total=str(total), printed=str(whole), spare=short(spare),
                )  # fmt: skip


def parts_of(grid: Grid, label: str) -> list[str]:
    """The answers that a row adds up: all, those it names, or those since the last such row."""
    if grid.lists.is_total(label):
        return grid.answers
    return grid.parts(label) or _before(grid, label)


def _before(grid: Grid, label: str) -> list[str]:
    """The answers right before a subtotal that no name tells apart: those since the last one."""
    at = grid.labels.index(label)
    parts: list[str] = []
    for answer in reversed(grid.labels[:at]):
        if answer in grid.subtotals:
            break
        parts.insert(0, answer)
    return parts


def _differences(grid: Grid) -> Iterator[Finding]:
    for group in grid.differences:
        pair = _pair(grid, group)
        if pair is None:
            continue
        first, second = pair
        for answer in grid.labels:
            cells = [grid.percents.get((answer, g)) for g in (first, second, group)]
            if None in cells:
                continue
            a, b, d = (p for p in cells if p is not None)
            wanted = b.value - a.value
            spare = a.half + b.half + d.half
            if abs(Fraction(wanted) - Fraction(d.value)) <= spare:
                continue
            rule = (
                "sign"
                if wanted and abs(Fraction(wanted) + Fraction(d.value)) <= spare
                else "difference"
            )
            yield found(
                grid, rule, "certain", answer, group, first=str(a), second=str(b),
                total=str(wanted), printed=str(d), spare=short(spare),
            )  # fmt: skip


def _pair(grid: Grid, group: str) -> tuple[str, str] | None:
    """The two columns whose difference this one is: (what is taken away, from what)."""
    from itertools import permutations

    best: tuple[int, tuple[str, str]] | None = None
    for first, second in permutations(grid.columns, 2):
        fits = 0
        for answer in grid.labels:
            cells = [grid.percents.get((answer, g)) for g in (first, second, group)]
            if None not in cells:
                a, b, d = (p for p in cells if p is not None)
                fits += abs(Fraction(b.value - a.value - d.value)) <= a.half + b.half + d.half
        if best is None or fits > best[0]:
            best = (fits, (first, second))
    return best[1] if best and 2 * best[0] > len(grid.labels) else None


def _beside(grid: Grid) -> Iterator[Finding]:
    """Counts and percents of the same cells: over one base, the declared one."""
    of_all = percents_of_all(grid)
    for group in grid.columns:
        both = [a for a in grid.labels if (a, group) in grid.counts and (a, group) in grid.percents]
        base = grid.base(group) or _counted(grid, group)
        if not both or base is None or grid.weighted or grid.across or group in of_all:
            continue
        wrong = [
            a for a in both
            if grid.counts[a, group] not in grid.percents[a, group].counts(base)
        ]  # fmt: skip
        others = [b for b in range(1, 2 * base + 1) if b != base and all(
            grid.counts[a, group] in grid.percents[a, group].counts(b) for a in both)]  # fmt: skip
        if len(wrong) > 1 and others:
            yield found(
                grid, "other-base", "certain", "", group, base=base, found=_spans(others),
                n=grid.counts[wrong[0], group], printed=str(grid.percents[wrong[0], group]),
                own=short(HUNDRED * grid.counts[wrong[0], group] / base),
            )  # fmt: skip
            continue
        for answer in wrong:
            n = grid.counts[answer, group]
            yield found(
                grid, "count-percent", "certain", answer, group, n=n, base=base,
                own=short(HUNDRED * n / base), printed=str(grid.percents[answer, group]),
            )  # fmt: skip


def _printed_total(grid: Grid, group: str) -> int | None:
    """The count in the row of the total."""
    return next(
        (grid.counts[a, group] for a in grid.subtotals
         if grid.lists.is_total(a) and (a, group) in grid.counts), None,
    )  # fmt: skip


def _counted(grid: Grid, group: str) -> int | None:
    """The base that no one tells: the total or the sum of counts, where percents add up."""
    counts = [grid.counts.get((answer, group)) for answer in grid.answers]
    if None in counts or not adds_up(grid.column(group) or ()):
        return None
    return _printed_total(grid, group) or sum(n for n in counts if n is not None) or None


def _spans(numbers: list[int]) -> str:
    """Numbers in order, those that follow one another drawn together: `25`, `498–503`."""
    spans: list[list[int]] = []
    for n in numbers:
        if spans and n == spans[-1][1] + 1:
            spans[-1][1] = n
        else:
            spans.append([n, n])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in spans)


def short(value: Fraction, digits: int = 2) -> str:
    """A fraction as it is read: `0.15`, `40`."""
    return f"{float(value):.{digits}f}".rstrip("0").rstrip(".")
