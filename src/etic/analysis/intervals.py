"""Confidence intervals for a share of respondents."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist


@dataclass(frozen=True, slots=True)
class Share:
    """`n` of `base` as a share with its interval; None, with a reason, where it is undefined."""

    n: int
    base: int
    share: float | None
    low: float | None
    high: float | None
    reason: str = ""  # message in the catalogue `reasons`


def share(n: int, base: int, level: float = 0.95) -> Share:
    """The share `n / base` with its Wilson interval.

    >>> s = share(2, 37)
    >>> round(s.share, 3), round(s.low, 3), round(s.high, 3)
    (0.054, 0.015, 0.177)
    >>> share(0, 0).share is None, share(0, 0).reason
    (True, 'no-base')
    """
    if base == 0:
        return Share(n, base, None, None, None, "no-base")
    low, high = wilson(n, base, level)
    return Share(n, base, n / base, low, high)


def wilson(n: int, base: int, level: float = 0.95) -> tuple[float, float]:
    r"""Wilson's score interval for a proportion, without continuity correction.

    With p = n / base and z the standard normal quantile at (1 + level) / 2, the bounds are

        (p + z²/2base ± z √(p(1 − p)/base + z²/4base²)) / (1 + z²/base)

    Parameters: `n` successes of `base` ≥ 1 units; `level` strictly between 0 and 1. Both bounds lie
    in [0, 1], and also n = 0 and n = base have an interval of positive width.

    Reference: Wilson, E. B. (1927). Probable inference, the law of succession, and statistical
    inference. *JASA* 22, 209–212. Recommended for small samples by Brown, Cai & DasGupta (2001),
    *Statistical Science* 16, 101–133.

    >>> [round(bound, 4) for bound in wilson(0, 25)]
    [0.0, 0.1332]
    """
    if not 0 <= n <= base or base < 1:
        raise ValueError(f"wilson needs 0 <= n <= base and base >= 1, not n={n}, base={base}")
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, not {level}")
    z = NormalDist().inv_cdf((1 + level) / 2)
    p = n / base
    centre = p + z * z / (2 * base)
    spread = z * (p * (1 - p) / base + z * z / (4 * base * base)) ** 0.5
    scale = 1 + z * z / base
    low = 0.0 if n == 0 else (centre - spread) / scale
    high = 1.0 if n == base else (centre + spread) / scale
    return low, high
