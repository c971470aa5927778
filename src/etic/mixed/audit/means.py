"""Whether everybody's percent can be the mean of the groups', with one weight for all rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from etic.mixed.audit.finding import Certainty, Finding
from etic.mixed.audit.grid import HUNDRED, UNGROUPED, Grid
from etic.mixed.audit.printed import Printed
from etic.mixed.audit.sums import found, groups_add_up, short

EVERYTHING = (Fraction(0), Fraction(1))


@dataclass(frozen=True, slots=True)
class Weights:
    """The shares of the first of two groups among everybody with which each row fits."""

    rows: dict[str, tuple[Fraction, Fraction]]

    @property
    def common(self) -> tuple[Fraction, Fraction] | None:
        """What fits all rows; None where nothing does."""
        low = max((a for a, _ in self.rows.values()), default=Fraction(0))
        high = min((b for _, b in self.rows.values()), default=Fraction(1))
        return (low, high) if low <= high else None


def means(grid: Grid, *, parted: bool = False) -> Iterator[Finding]:
    """Findings of totals that cannot be means of their groups.

    `parted` tells that the groups are known to make up everybody, by other tables. Where nothing
    says so, what up to a twentieth in none of the groups would explain is a hint only.
    """
    if grid.total is None or len(grid.members) < 2 or grid.across or groups_add_up(grid):
        return
    rest, told = _rest(grid, parted)
    if rest is None:
        return
    outside = set()
    for answer in grid.labels:
        mean = grid.percents.get((answer, grid.total))
        parts = [grid.percents.get((answer, g)) for g in grid.members]
        known = [p for p in parts if p is not None]
        if mean is None or len(known) < len(parts) or answer in grid.statistics:
            continue
        low, high = min(p.low for p in known), max(p.high for p in known)
        if mean.high < low or mean.low > high:
            outside.add(answer)
            first, last = _of_groups(mean, rest)
            sure = first > high or last < low
            if sure or not told:
                yield found(
                    grid, "outside", "certain" if sure else "hint", answer, grid.total,
                    printed=str(mean), groups=", ".join(map(str, known)),
                )  # fmt: skip
    yield from _weights(grid, rest, told, outside)


def _weights(grid: Grid, rest: Fraction, told: bool, outside: set[str]) -> Iterator[Finding]:
    """Rows that no one share of the first group fits; those outside are told already."""
    rows = {a: span for a, span in weights_of(grid).rows.items() if a not in outside}
    if Weights(rows).common is not None:
        return
    loose = {a: span for a, span in weights_of(grid, rest).rows.items() if a not in outside}
    fits = Weights(loose).common is not None
    if fits and told:
        return
    certainty: Certainty = "hint" if fits else "certain"
    odd = [a for a in rows if Weights({b: s for b, s in rows.items() if b != a}).common]
    first = grid.members[0]
    if len(odd) == 1:
        others = Weights({b: s for b, s in rows.items() if b != odd[0]}).common or EVERYTHING
        yield found(grid, "weight-row", certainty, odd[0], grid.total or "", group_name=first,
                    own=_span(rows[odd[0]]), rest=_span(others))  # fmt: skip
    else:
        listed = "; ".join(f"{a}: {_span(span)}" for a, span in rows.items() if span != EVERYTHING)
        yield found(grid, "weights", certainty, "", grid.total or "", group_name=first,
                    rows=listed)  # fmt: skip


def _rest(grid: Grid, parted: bool) -> tuple[Fraction | None, bool]:
    """The share of everybody that may be in none of the groups, and whether their bases tell it;
    None where the groups overlap, so that no mean is meant."""
    if grid.parted or parted:
        return Fraction(0), True
    if grid.parted is None:
        return UNGROUPED, False
    whole, sizes = grid.base(grid.total or "") or 1, sum(grid.base(g) or 0 for g in grid.members)
    if sizes > whole:
        return (Fraction(0), True) if grid.blocks else (None, True)
    return 1 - Fraction(sizes, whole), True


def _of_groups(mean: Printed, rest: Fraction) -> tuple[Fraction, Fraction]:
    """What the mean of the groups alone can be, where so many are in none of them."""
    return (mean.low - HUNDRED * rest) / (1 - rest), mean.high / (1 - rest)


def weights_of(grid: Grid, rest: Fraction = Fraction(0)) -> Weights:
    """For two groups: the share of the first with which each row fits."""
    rows: dict[str, tuple[Fraction, Fraction]] = {}
    if grid.total is None or len(grid.members) != 2 or rest == 1:
        return Weights(rows)
    for answer in grid.answers:
        cells = [grid.percents.get((answer, g)) for g in (grid.total, *grid.members)]
        if None in cells:
            continue
        mean, one, other = (p for p in cells if p is not None)
        span = _fitting(_of_groups(mean, rest), one, other)
        if span is not None:
            rows[answer] = span
    return Weights(rows)


def _fitting(
    mean: tuple[Fraction, Fraction], one: Printed, other: Printed
) -> tuple[Fraction, Fraction] | None:
    """The weights w with w·one + (1 − w)·other = mean for some values that print so."""
    low, high = EVERYTHING
    # w·one.low + (1 − w)·other.low ≤ the mean's highest, and the like from above: each linear in w.
    for slope, room in (
        (one.low - other.low, mean[1] - other.low),
        (other.high - one.high, other.high - mean[0]),
    ):
        if slope > 0:
            high = min(high, room / slope)
        elif slope < 0:
            low = max(low, room / slope)
        elif room < 0:
            return None
    return (low, high) if low <= high else None


def _span(span: tuple[Fraction, Fraction]) -> str:
    return f"{short(100 * span[0])}–{short(100 * span[1])}"
