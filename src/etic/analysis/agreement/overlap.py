"""Whether two coders marked the same segments: the share of segments that overlap enough.

A segment of one coder is met if the other has a segment with the same code that overlaps it by at
least a threshold. Programs ask for one threshold; a curve over all of them shows what hangs on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from etic.analysis.agreement.continuum import Continuum, Units, meetings

if TYPE_CHECKING:
    from etic.analysis.agreement.continuum import Bools, Floats, Ints

MAXQDA = 0.9  # the threshold that MAXQDA sets unless told otherwise

Chance = Literal["single", "several"]


@dataclass(frozen=True, slots=True)
class Kappa:
    """MAXQDA's κ of segments; None, with a reason, where it is undefined."""

    value: float | None
    chance: float | None
    rule: Chance
    reason: str = ""  # a message of the catalogue `unitizing`


def overlaps(one: Units, other: Units) -> tuple[Floats, Floats]:
    """For each unit of two coders, its best overlap with one of the other's of the same value.

        r(g, h) = |g ∩ h| / |g ∪ h|

    the characters that both cover, over those that either covers: 1 for the same segment, 0 where
    they have nothing in common. It is the same from either side.

    >>> from etic.analysis.agreement.continuum import merged
    >>> import numpy as np
    >>> a, b = (merged(*np.array([[s], [e], [0]])) for s, e in ((0, 100), (10, 100)))
    >>> [float(r[0]) for r in overlaps(a, b)]
    [0.9, 0.9]
    """
    import numpy as np

    best = np.zeros(len(one)), np.zeros(len(other))
    if not len(one) or not len(other):
        return best
    far = int(max(one.end.max(), other.end.max()))  # each value in a stretch of its own
    a, order_a = _apart(one, far)
    b, order_b = _apart(other, far)
    g, h = meetings(a, b)
    shared = np.minimum(a.end[g], b.end[h]) - np.maximum(a.start[g], b.start[h])
    ratio = shared / (a.length[g] + b.length[h] - shared)
    np.maximum.at(best[0], order_a[g], ratio)
    np.maximum.at(best[1], order_b[h], ratio)
    return best


def _apart(units: Units, far: int) -> tuple[Units, Ints]:
    import numpy as np

    order = np.lexsort((units.start, units.value))
    shift = units.value[order] * far
    moved = Units(units.start[order] + shift, units.end[order] + shift, units.value[order], order)
    return moved, order


def chance_rule(continua: Sequence[Continuum]) -> Chance:
    """Whether both coders gave every segment one code (`single`), or some several or none."""
    import numpy as np

    for continuum in continua:
        if continuum.overlap():
            return "several"
        one, other = continuum.units
        g, h = meetings(one, other)
        for met, units in ((g, one), (h, other)):
            if np.any(np.bincount(met, minlength=len(units)) != 1):
                return "several"
    return "single"


def segment_kappa(met: int, segments: int, codes: int, rule: Chance) -> Kappa:
    """MAXQDA's κ: Brennan and Prediger's, with chance by the number of codes.

        κ = (P_o − P_c) / (1 − P_c),  P_o = met / segments
        P_c = 1 / n where each segment has one code of either coder (`single`)
        P_c = n / (n + 1)² where it may have several, or none (`several`)

    `met` of the `segments` of both coders overlap enough; n is the number of `codes` compared.
    Undefined without segments (`none`) and for a single code with P_c = 1 (`constant`).

    References: [1] MAXQDA manual, Intercoder agreement, calculating a coefficient of agreement
    (kappa) for segments. [2] Brennan, R. L. & Prediger, D. J. (1981). Coefficient kappa: some uses,
    misuses, and alternatives. *Educational and Psychological Measurement* 41, 687–699.

    >>> round(segment_kappa(80, 100, 10, "single").value, 4)
    0.7778
    >>> round(segment_kappa(80, 100, 10, "several").value, 4)
    0.782
    """
    if not 0 <= met <= segments or codes < 0:
        raise ValueError(f"{met} of {segments} segments with {codes} codes")
    if not segments or not codes:
        return Kappa(None, None, rule, "none")
    chance = 1 / codes if rule == "single" else codes / (codes + 1) ** 2
    if chance == 1:
        return Kappa(None, chance, rule, "constant")
    return Kappa((met / segments - chance) / (1 - chance), chance, rule)


def met(ratios: Floats, threshold: float) -> int:
    """How many segments overlap by at least `threshold` (0 to 1), and by a character at all."""
    return int(reaching(ratios, threshold).sum())


def reaching(ratios: Floats, threshold: float) -> Bools:
    """Which segments do; half a millionth below counts, so that 9/10 reaches 90 %."""
    import numpy as np

    return np.asarray((ratios > 0) & (ratios >= threshold - 5e-7))
