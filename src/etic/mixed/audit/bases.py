"""Bases that cannot be: cells that no count prints, and declared bases that no counts carry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from etic.mixed.audit.finding import Certainty, Finding
from etic.mixed.audit.grid import HUNDRED, Grid
from etic.mixed.audit.recovery import Recovery, told_chance
from etic.mixed.audit.sums import found, parts_of, percents_of_all, short

NAMED = 6  # solutions named in one finding
SURE = 0.05  # expected fits by chance, up to which a base that fits is believed


def cells(grid: Grid) -> Iterator[Finding]:
    """Percents that no count over the declared base prints (GRIM)."""
    if grid.weighted or grid.across:
        return
    of_all = percents_of_all(grid)
    for group in grid.columns:
        base = grid.base(group)
        if not base or group in of_all:
            continue
        wrong = [
            a for a in grid.answers
            if (a, group) in grid.percents and (a, group) not in grid.counts
            and grid.percents[a, group].low <= HUNDRED and not grid.percents[a, group].counts(base)
        ]  # fmt: skip
        for answer in wrong:
            p = grid.percents[answer, group]
            under = int(p.value * base / 100)
            digits = max(2, p.decimals + 1)
            yield found(
                grid, "grim", "certain", answer, group, printed=str(p), base=base, n=under,
                below=short(HUNDRED * under / base, digits), more=under + 1,
                above=short(HUNDRED * (under + 1) / base, digits),
            )  # fmt: skip


def impossible(recovery: Recovery, *, parted: bool, told: bool) -> Iterator[Finding]:
    """A declared base that no counts carry, with the bases that do.

    `parted` tells that the groups are known to make up everybody, by other tables; `told`, that
    something else certainly wrong in the table explains it where no base fits.
    """
    grid, declared = recovery.grid, recovery.declared
    if recovery.possible:
        yield from _other_groups(recovery)
    if declared is None or recovery.possible is not False or (told and not recovery.solutions):
        return
    if recovery.rest is not None and not parted:
        message = "" if recovery.rest else "ungrouped-some"
        yield found(grid, "ungrouped", "hint", "", recovery.columns[0], message, base=declared,
                    rest=recovery.rest, columns=_listed(recovery.columns[1:]))  # fmt: skip
        return
    certainty: Certainty = "likely" if recovery.loose or not recovery.complete else "certain"
    message = "" if len(recovery.columns) > 1 else "base-impossible-column"
    yield found(grid, "base-impossible", certainty, "", recovery.columns[0], message, base=declared,
                columns=_listed(recovery.columns))  # fmt: skip
    if not recovery.solutions:
        yield found(grid, "base-none", certainty, "", recovery.columns[0], limit=recovery.limit)
        return
    solutions = sorted(recovery.solutions, key=lambda s: -s.base)
    best = solutions[0]
    sure: Certainty = "likely" if recovery.chance <= SURE else "hint"
    details = {
        "found": "; ".join(_told(s.base, s.groups) for s in solutions[:NAMED])
        + ("; …" if recovery.number != len(solutions[:NAMED]) else ""),
        "number": recovery.number, "best": _told(best.base, best.groups),
        "chance": told_chance(recovery.chance), "limit": recovery.limit,
    }  # fmt: skip
    counts = _counts(recovery)
    if recovery.number == 1:
        message = "base-found-unique-counts" if counts else "base-found-unique"
    else:
        message = "base-found-several-counts" if counts else "base-found-several"
    yield found(
        grid, "base-found", sure, "", recovery.columns[0], message, **details, counts=counts
    )


def _other_groups(recovery: Recovery) -> Iterator[Finding]:
    """The declared base is possible, but not parted into groups as the table says."""
    grid, members = recovery.grid, recovery.columns[1:]
    said = tuple(grid.base(g) or 0 for g in members)
    fitting = {s.groups for s in recovery.solutions if s.base == recovery.declared}
    if members and all(said) and sum(said) == recovery.declared and said not in fitting:
        yield found(
            grid, "groups-impossible", "certain", "", members[0], base=recovery.declared,
            said=" + ".join(map(str, said)),
            found="; ".join(" + ".join(map(str, g)) for g in sorted(fitting)[:NAMED]),
        )  # fmt: skip


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(g for g in columns if g)


def _told(base: int, groups: tuple[int, ...]) -> str:
    return f"{base} = {' + '.join(map(str, groups))}" if groups else str(base)


def _counts(recovery: Recovery) -> str:
    """The counts of the largest base where they are the only ones."""
    best = recovery.best
    if best is None or not best.counts:
        return ""
    return "; ".join(
        f"{answer}: {' + '.join(map(str, row))}"
        for answer, row in zip(recovery.grid.answers, zip(*best.counts, strict=True), strict=True)
    )


def rounded(recovery: Recovery) -> Iterator[Finding]:
    """Subtotals and differences that were reckoned from rounded percents: counts give others.

    Only where the counts are known: one base does it, in one way.
    """
    best, grid = recovery.best, recovery.grid
    if best is None or not best.counts:
        return
    if sum(s.base == best.base for s in recovery.solutions) > 1:
        return
    if not recovery.possible and recovery.number != 1:
        return
    members = recovery.columns[1:] if best.groups else recovery.columns
    counts = dict(zip(members, best.counts, strict=True))
    sizes = dict(zip(members, best.groups or (best.base,), strict=True))
    if best.groups:
        counts[recovery.columns[0]] = tuple(map(sum, zip(*best.counts, strict=True)))
        sizes[recovery.columns[0]] = best.base
    for label in grid.subtotals:
        at = [grid.answers.index(part) for part in parts_of(grid, label)]
        for group, column in counts.items():
            p = grid.percents.get((label, group))
            n = sum(column[i] for i in at)
            if p is None or len(at) < 2 or n in p.counts(sizes[group]):
                continue
            yield found(
                grid, "subtotal-rounded", "hint", label, group, printed=str(p), n=n,
                base=sizes[group], own=short(HUNDRED * n / sizes[group]),
            )  # fmt: skip
