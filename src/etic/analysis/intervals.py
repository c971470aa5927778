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

    @property
    def mass(self) -> float:
        """What the share is of: units, each counted once."""
        return self.n

    @property
    def tested(self) -> tuple[float, float]:
        """How many carry it, and of how many: what intervals and tests count on."""
        return self.n, self.base


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


def wilson(n: float, base: float, level: float = 0.95) -> tuple[float, float]:
    r"""Wilson's score interval for a proportion, without continuity correction.

    With p = n / base and z the standard normal quantile at (1 + level) / 2, the bounds are

        (p + z²/2base ± z √(p(1 − p)/base + z²/4base²)) / (1 + z²/base)

    Parameters: `n` successes of `base` ≥ 1 units, which of weighted units are effective ones and
    need not be whole; `level` strictly between 0 and 1. Both bounds lie in [0, 1], and also n = 0
    and n = base have an interval of positive width.

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


@dataclass(frozen=True, slots=True)
class Difference:
    """The share of one group less that of another, with its interval; None where undefined."""

    difference: float | None
    low: float | None
    high: float | None
    reason: str = ""  # message in the catalogue `reasons`


def difference(n1: float, base1: float, n2: float, base2: float, level: float = 0.95) -> Difference:
    """The difference of two independent shares, n1/base1 − n2/base2, with Newcombe's interval.

    >>> d = difference(56, 70, 48, 80)
    >>> round(d.difference, 4), round(d.low, 4), round(d.high, 4)
    (0.2, 0.0524, 0.3339)
    >>> difference(1, 2, 0, 0).reason
    'no-base'
    """
    if base1 == 0 or base2 == 0:
        return Difference(None, None, None, "no-base")
    low, high = newcombe(n1, base1, n2, base2, level)
    return Difference(n1 / base1 - n2 / base2, low, high)


def newcombe(
    n1: float, base1: float, n2: float, base2: float, level: float = 0.95
) -> tuple[float, float]:
    r"""Newcombe's interval for a difference of two independent proportions (his method 10).

    With p = n / base of either group, d = p₁ − p₂, and (l, u) the Wilson bounds of each, the bounds
    of d are

        d − √((p₁ − l₁)² + (u₂ − p₂)²)  and  d + √((u₁ − p₁)² + (p₂ − l₂)²)

    Parameters: `n1` of `base1` ≥ 1 units carry the attribute in one group, `n2` of `base2` ≥ 1 in
    the other; nobody is in both; `level` strictly between 0 and 1. Both bounds lie in [−1, 1].

    Reference: Newcombe, R. G. (1998). Interval estimation for the difference between independent
    proportions: comparison of eleven methods. *Statistics in Medicine* 17, 873–890.

    >>> [round(bound, 4) for bound in newcombe(9, 10, 3, 10)]
    [0.1705, 0.809]
    """
    low1, high1 = wilson(n1, base1, level)
    low2, high2 = wilson(n2, base2, level)
    p1, p2 = n1 / base1, n2 / base2
    low = p1 - p2 - ((p1 - low1) ** 2 + (high2 - p2) ** 2) ** 0.5
    high = p1 - p2 + ((high1 - p1) ** 2 + (p2 - low2) ** 2) ** 0.5
    return low, high


def clopper_pearson(n: int, base: int, level: float = 0.95) -> tuple[float, float]:
    r"""The exact interval of Clopper and Pearson for a proportion, two-sided.

    With α = 1 − level and B(q; a, b) the q-quantile of the beta distribution, the bounds are

        low = B(α/2; n, base − n + 1)        high = B(1 − α/2; n + 1, base − n)

    and low = 0 for n = 0, high = 1 for n = base. They cover the true share with a probability of at
    least `level`, however small the base; in return they are wider than Wilson's.

    Parameters: `n` of `base` ≥ 1 units; `level` strictly between 0 and 1. Raises ValueError else.

    Reference: Clopper, C. J. & Pearson, E. S. (1934). The use of confidence or fiducial limits
    illustrated in the case of the binomial. *Biometrika* 26, 404–413. The example is from Newcombe,
    R. G. (1998), *Statistics in Medicine* 17, 857–872, table I.

    >>> [round(bound, 4) for bound in clopper_pearson(15, 148)]
    [0.0578, 0.1617]
    """
    _check(n, base, level)
    tail = (1 - level) / 2
    return 1 - exact_upper(base - n, base, 1 - tail), exact_upper(n, base, 1 - tail)


def exact_upper(n: int, base: int, level: float = 0.95) -> float:
    r"""The one-sided exact upper bound: the largest share with which `n` or fewer of `base` are
    still not too rare, B(level; n + 1, base − n).

    For n = 0 it is 1 − (1 − level)^(1/base): that none of 25 contradicts still allows 11.3 % to.
    The rule of three, 3/base, comes near it (12 %) and is never below it at 95 %.

    Parameters: `n` of `base` ≥ 1 units; `level` strictly between 0 and 1. Raises ValueError else.

    References: Clopper & Pearson (1934), as above; Hanley, J. A. & Lippman-Hand, A. (1983). If
    nothing goes wrong, is everything all right? *JAMA* 249, 1743–1745.

    >>> round(exact_upper(0, 25), 4), round(1 - 0.05 ** (1 / 25), 4)
    (0.1129, 0.1129)
    >>> exact_upper(25, 25)
    1.0
    """
    _check(n, base, level)
    if n == base:
        return 1.0
    if n == 0:
        return float(1 - (1 - level) ** (1 / base))
    from scipy.special import betaincinv

    return float(betaincinv(n + 1, base - n, level))


def _check(n: int, base: int, level: float) -> None:
    if not 0 <= n <= base or base < 1:
        raise ValueError(f"an interval needs 0 <= n <= base and base >= 1, not n={n}, base={base}")
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, not {level}")
