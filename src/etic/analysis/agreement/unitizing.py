"""Agreement of coders who cut a text into units themselves: Krippendorff's αU, in both its forms.

αU (1995, 2004) is worked out for one category at a time. A unit that another coder's unit overlaps
costs the squares of what their borders differ by; one that lies in another coder's gap costs the
square of its length; gaps cost nothing. The newer form (2013) takes all units together, whatever
they are called, and weighs what two units share against what they cover.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from etic.analysis.agreement.continuum import Continuum, Units, meetings

if TYPE_CHECKING:
    from etic.analysis.agreement.continuum import Bools, Floats, Ints

Form = Literal["finite", "continuous"]

AT_ONCE = 1_000_000  # numbers of draws × units that are held at a time


@dataclass(frozen=True, slots=True)
class Unitized:
    """αU with the disagreements it is made of; None, with a reason, where it is undefined."""

    alpha: float | None
    observed: float | None  # D_o
    expected: float | None  # D_e
    units: int
    reason: str = ""  # a message of the catalogue `unitizing`


def distance(one: tuple[int, int], other: tuple[int, int]) -> int:
    """δ² of two units that overlap, each given as [start, end).

    δ² = (b_g − b_h)² + (e_g − e_h)², b and e being where units begin and end.

    References: Krippendorff (1995), as in `alpha_u`; Krippendorff (2004), p. 254.

    >>> distance((225, 295), (220, 300)), distance((370, 400), (355, 375))
    (50, 850)
    """
    if max(one[0], other[0]) >= min(one[1], other[1]):
        raise ValueError(f"{one} and {other} have nothing in common")
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2


def alpha_u(continua: Sequence[Continuum], form: Form = "finite") -> Unitized:
    """Krippendorff's αU for one category: how far coders marked the same stretches.

        αU = 1 − D_o / D_e
        D_o = 2 Σ_{i<j} Σ_g Σ_h δ²(g, h) / (m (m − 1) L²)
        D_e = (2/L) Σ_g [ (N − 1)/3 · (2l_g³ − 3l_g² + l_g) + l_g² Σ_k (d_k − l_g + 1) ]
              / ( mL (mL − 1) − Σ_g l_g (l_g − 1) )

    m coders, L the length of the continuum in characters; g and h units of two coders i and j;
    δ² as in `distance` where they overlap, l_g² where the other coder has a gap around g; N units
    of all coders, l_g their lengths; k runs over the gaps of all coders that hold the unit,
    d_k ≥ l_g. The form `continuous` is the limit for a continuum whose smallest part is ever
    smaller than a character: without −3l² + l, +1 and the −1 in the denominator.

    Documents stand in one row, and gaps end where documents do. Where coders have coded different
    documents, Σ m_d L_d takes the place of mL, and each document's δ² are divided by its own m − 1;
    with the same coders throughout that is the published formula. The values of units are not
    looked at. Undefined without units (`none`).

    References: [1] Krippendorff, K. (1995). On the reliability of unitizing continuous data.
    *Sociological Methodology* 25, 47–76. [2] Krippendorff, K. (2004). *Content Analysis*, 2nd ed.,
    Sage, 251–256: the example is that of p. 254, category c.

    >>> from etic.analysis.agreement.continuum import Span, Spans, continua
    >>> units = [(0, 75, 145), (0, 220, 250), (1, 70, 150), (1, 205, 225), (1, 250, 270)]
    >>> spans = Spans.of([300], [[True, True]], [Span(0, i, 1, b, e) for i, b, e in units])
    >>> found = alpha_u(continua(spans, {1: 0}))
    >>> round(found.observed, 4), round(found.expected, 4), round(found.alpha, 4)
    (0.0144, 0.0532, 0.7286)
    """
    import numpy as np

    units = sum(len(u) for continuum in continua for u in continuum.units)
    if not units:
        return Unitized(None, None, None, 0, "none")
    documents = 1 + max(int(c.documents.max()) for c in continua)
    observed, expected = disagreements(continua, np.ones((1, documents)), form)
    return _unitized(float(observed[0]), float(expected[0]), units)


def _unitized(observed: float, expected: float, units: int) -> Unitized:
    if expected <= 0:  # nothing that could fall elsewhere
        return Unitized(None, observed, expected, units, "fixed")
    return Unitized(1 - observed / expected, observed, expected, units)


def all_categories(found: Sequence[Unitized]) -> Unitized:
    """αU of several categories together: 1 − Σ_c D_o,c / Σ_c D_e,c (Krippendorff 2004, p. 256)."""
    having = [f for f in found if f.observed is not None and f.expected is not None]
    units = sum(f.units for f in found)
    if not having:
        return Unitized(None, None, None, units, "none")
    observed = sum(f.observed or 0.0 for f in having)
    expected = sum(f.expected or 0.0 for f in having)
    return _unitized(observed, expected, units)


def disagreements(
    continua: Sequence[Continuum], counts: Floats, form: Form = "finite"
) -> tuple[Floats, Floats]:
    """D_o and D_e of `alpha_u` where each document stands there as often as `counts` says.

    `counts`: draws × documents. Both are one figure a draw.
    """
    import numpy as np

    size = counts.shape[1]
    length, marked, cost = np.zeros(size), np.zeros(size), np.zeros(size)
    for c in continua:
        sizes = np.diff(c.bounds).astype(float)
        length[c.documents] += sizes
        marked[c.documents] += sizes * len(c.units)
        cost += 2 * _differences(c, size) / (len(c.units) - 1)
    long, all_marked = counts @ length, counts @ marked
    with np.errstate(divide="ignore", invalid="ignore"):
        observed = counts @ cost / (all_marked * long)
        expected = _expected(continua, counts, long, all_marked, form)
    return np.nan_to_num(observed), np.nan_to_num(expected)


def _differences(continuum: Continuum, documents: int) -> Floats:
    """Σ δ² over pairs of coders i < j, by document."""
    import numpy as np

    total = np.zeros(documents)

    def add(places: Ints, squares: Ints) -> None:
        total[:] += np.bincount(continuum.at(places), weights=squares, minlength=documents)

    for i, one in enumerate(continuum.units):
        for other in continuum.units[i + 1 :]:
            g, h = meetings(one, other)
            starts, ends = one.start[g] - other.start[h], one.end[g] - other.end[h]
            add(one.start[g], starts**2 + ends**2)
            for units, met in ((one, g), (other, h)):
                alone = _unmet(units, met)
                add(units.start[alone], units.length[alone] ** 2)
    return total


def _unmet(units: Units, met: Ints) -> Bools:
    """Which units lie in a gap of the other coder."""
    import numpy as np

    alone = np.ones(len(units), dtype=bool)
    alone[met] = False
    return alone


def _expected(
    continua: Sequence[Continuum], counts: Floats, length: Floats, marked: Floats, form: Form
) -> Floats:
    import numpy as np

    one = 1.0 if form == "finite" else 0.0  # the smallest part there is
    units = [(c.at(u.start), u.length) for c in continua for u in c.units]
    of, l = (np.concatenate(column) for column in zip(*units, strict=True))  # noqa: E741
    l = l.astype(float)  # noqa: E741
    gaps = [(c.at(begin), long) for c in continua for begin, long in [c.gaps()]]
    where, gap = (np.concatenate(column) for column in zip(*gaps, strict=True))
    order = np.argsort(gap)
    where, gap = where[order], gap[order].astype(float)
    first = np.searchsorted(gap, l, side="left")
    cubes, squares = 2 * l**3 - one * (3 * l**2 - l), l**2
    found = np.empty(len(counts))
    step = max(1, AT_ONCE // (len(l) + len(gap) + 1))
    for at in range(0, len(counts), step):
        times = np.ascontiguousarray(counts[at : at + step].T)  # a line a document
        mine, held = times[of], times[where]
        # Gaps that hold a unit are the longest ones: their number and sum from each place on.
        room = _onwards(held * gap[:, None])[first]
        room -= _onwards(held)[first] * (l - one)[:, None]
        room *= mine
        apart = (mine.sum(axis=0) - 1) / 3 * (cubes @ mine)
        pairs = marked[at : at + step] * (marked[at : at + step] - one) - (l * (l - one)) @ mine
        found[at : at + step] = (apart + squares @ room) / pairs
    return 2 / length * found


def _onwards(weights: Floats) -> Floats:
    """Down each column, the sum from each place to the end, and 0 behind it."""
    import numpy as np

    sums = np.zeros((len(weights) + 1, weights.shape[1]))
    np.cumsum(weights[::-1], axis=0, out=sums[-2::-1])
    return sums


def alpha_units(continua: Sequence[Continuum]) -> Unitized:
    """Krippendorff's newer α of units that meet, values and borders at once (2013).

        α = 1 − D_o / D_e
        D_o = Σ_{i<j} Σ (union(g, h) − shared(g, h) (1 − δ²_ck)) / N_o
        D_e = Σ_{a≠b} (l_a² + l_b² + l_a l_b δ²_ab) / Σ_{a≠b} (l_a + l_b)

    g and h are units of two coders that overlap, `union` the stretch from where the first begins to
    where the last ends, `shared` what both cover, δ²_ck 0 where they have the same value and else
    1; a unit in the other coder's gap costs twice its length; N_o counts all of these meetings. D_e
    runs over all ordered pairs of two units. It is what D_o comes to on the average where a unit
    meets any other one at any of the l_a + l_b distances at which they overlap.

    Undefined with fewer than two units (`few`). Units of one coder must not overlap.

    Reference: Krippendorff, K. (2013). *Content Analysis*, 3rd ed., Sage, sec. 12.4 as replaced by
    its author, equations 16–19. Its Figure 12.11 gives D_o = 39/5 = 7.8:

    >>> from etic.analysis.agreement.continuum import Span, Spans, continua
    >>> i = [(0, 15, 1), (20, 38, 1), (60, 65, 2), (70, 75, 1)]
    >>> j = [(0, 15, 1), (33, 43, 3), (50, 53, 4), (60, 65, 2), (70, 80, 5)]
    >>> units = [Span(0, n, code, b, e) for n, c in enumerate((i, j)) for b, e, code in c]
    >>> spans = Spans.of([80], [[True, True]], units)
    >>> round(alpha_units(continua(spans, {n: n for n in range(1, 6)})).observed, 1)
    7.8
    """
    import numpy as np

    every = [u for c in continua for u in c.units]
    count = sum(len(u) for u in every)
    if count < 2:
        return Unitized(None, None, None, count, "few")
    cost, met = 0.0, 0
    for continuum in continua:
        for i, one in enumerate(continuum.units):
            for other in continuum.units[i + 1 :]:
                g, h = meetings(one, other)
                shared = np.minimum(one.end[g], other.end[h]) - np.maximum(
                    one.start[g], other.start[h]
                )
                union = one.length[g] + other.length[h] - shared
                same = one.value[g] == other.value[h]
                cost += float((union - shared * same).sum())
                alone = np.concatenate([one.length[_unmet(one, g)], other.length[_unmet(other, h)]])
                cost += 2.0 * float(alone.sum())
                met += len(g) + len(alone)
    if not met:  # all units are of one coder's documents with nobody beside
        return Unitized(None, None, None, count, "none")
    length = np.concatenate([u.length for u in every]).astype(float)
    value = np.concatenate([u.value for u in every])
    by_value = np.bincount(value, weights=length)
    total = float(length.sum())
    unlike = total**2 - float((by_value**2).sum())
    ways = 2 * (count - 1) * float((length**2).sum()) + unlike
    observed, expected = cost / met, ways / (2 * (count - 1) * total)
    return Unitized(1 - observed / expected, observed, expected, count)
