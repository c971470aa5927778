"""Whether everybody's percent can be the mean of the groups', with one weight for all rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from etic.mixed.audit.finding import Finding
from etic.mixed.audit.grid import Grid
from etic.mixed.audit.printed import Printed
from etic.mixed.audit.sums import found, short

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


def means(grid: Grid) -> Iterator[Finding]:
    """Findings of totals that cannot be means of their groups."""
    if grid.total is None or len(grid.members) < 2:
        return
    outside = set()
    for answer in grid.labels:
        whole = grid.percents.get((answer, grid.total))
        parts = [grid.percents.get((answer, g)) for g in grid.members]
        known = [p for p in parts if p is not None]
        if whole is None or len(known) < len(parts) or _of_all(grid):
            continue
        if whole.high < min(p.low for p in known) or whole.low > max(p.high for p in known):
            outside.add(answer)
            yield found(
                grid, "outside", "certain", answer, grid.total, printed=str(whole),
                groups=", ".join(map(str, known)),
            )  # fmt: skip
    weights = weights_of(grid)
    if weights is None or weights.common is not None:
        return
    rows = {a: span for a, span in weights.rows.items() if a not in outside}
    if Weights(rows).common is not None:
        return
    odd = [a for a in rows if Weights({b: s for b, s in rows.items() if b != a}).common]
    first = grid.members[0]
    told = "; ".join(f"{a}: {_span(span)}" for a, span in rows.items() if span != EVERYTHING)
    if len(odd) == 1:
        rest = Weights({b: s for b, s in rows.items() if b != odd[0]}).common or EVERYTHING
        yield found(grid, "weight-row", "certain", odd[0], grid.total, group_name=first,
                    own=_span(rows[odd[0]]), rest=_span(rest))  # fmt: skip
    else:
        yield found(grid, "weights", "certain", "", grid.total, group_name=first, rows=told)


def weights_of(grid: Grid) -> Weights | None:
    """For two groups: the share of the first with which each row fits."""
    if grid.total is None or len(grid.members) != 2 or _of_all(grid):
        return None
    rows = {}
    for answer in grid.answers:
        cells = [grid.percents.get((answer, g)) for g in (grid.total, *grid.members)]
        if None in cells:
            continue
        whole, one, other = (p for p in cells if p is not None)
        span = _fitting(whole, one, other)
        if span is not None:
            rows[answer] = span
    return Weights(rows) if rows else None


def _fitting(whole: Printed, one: Printed, other: Printed) -> tuple[Fraction, Fraction] | None:
    """The weights w with w·one + (1 − w)·other = whole for some values that print so."""
    low, high = EVERYTHING
    # w·one.low + (1 − w)·other.low ≤ whole.high, and the like from above: each linear in w.
    for slope, room in (
        (one.low - other.low, whole.high - other.low),
        (other.high - one.high, other.high - whole.low),
    ):
        if slope > 0:
            high = min(high, room / slope)
        elif slope < 0:
            low = max(low, room / slope)
        elif room < 0:
            return None
    return (low, high) if low <= high else None


def _of_all(grid: Grid) -> bool:
    """Whether the groups' percents are of everybody: then they add up, and no mean is meant."""
    return grid.total is not None and all(
        abs(
            Fraction(grid.percents[a, grid.total].value)
            - sum(Fraction(grid.percents[a, g].value) for g in grid.members)
        )
        <= grid.percents[a, grid.total].half * (len(grid.members) + 1)
        for a in grid.answers
        if all((a, g) in grid.percents for g in (grid.total, *grid.members))
    )


def _span(span: tuple[Fraction, Fraction]) -> str:
    return f"{short(100 * span[0])}–{short(100 * span[1])} %"
