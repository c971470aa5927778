"""Numbers that respondents gave, in a line: how many, how high, how far apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from etic.analysis.weights import kish


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of numbers, in their own unit; None where it is undefined."""

    n: int
    mean: float | None = None
    sd: float | None = None  # of one number there is none
    minimum: float | None = None
    q1: float | None = None
    median: float | None = None
    q3: float | None = None
    maximum: float | None = None
    weighted_n: float = 0.0
    effective: float = 0.0  # Kish's


def describe(values: Sequence[float], weights: Sequence[float] | None = None) -> Description:
    r"""Mean, standard deviation and quartiles of numbers, weighted or not.

        x̄ = Σ wᵢ xᵢ / Σ wᵢ,  s² = n/(n − 1) · Σ wᵢ (xᵢ − x̄)² / Σ wᵢ

    with every wᵢ = 1 where there are no weights; n numbers are counted without weights, so that s
    does not depend on the scale of these. A quantile of p is the number at which the weights, added
    up from the lowest number on, exceed p of their sum; where they are just p of it, the middle
    between that number and the next (Hyndman and Fan's second definition).

    Parameters: `values`, finite, in any order; `weights` > 0, one of each.

    Reference: Hyndman, R. J. & Fan, Y. (1996). Sample quantiles in statistical packages. *The
    American Statistician* 50, 361–365.

    >>> d = describe([2, 4, 4, 4, 5, 5, 7, 9])
    >>> d.mean, round(d.sd, 4), (d.q1, d.median, d.q3)
    (5.0, 2.1381, (4.0, 4.5, 6.0))
    >>> describe([1, 2], [1, 3]).mean
    1.75
    """
    if weights is not None and len(weights) != len(values):
        raise ValueError("there must be one weight of each number")
    if not values:
        return Description(0)
    w = [1.0] * len(values) if weights is None else list(weights)
    n, whole, effective = len(values), fsum(w), kish(w)
    mean = fsum(a * x for a, x in zip(w, values, strict=True)) / whole
    spread = fsum(a * (x - mean) ** 2 for a, x in zip(w, values, strict=True)) / whole
    sd = (spread * n / (n - 1)) ** 0.5 if n > 1 else None
    pairs = sorted(zip(map(float, values), w, strict=True))
    q1, median, q3 = (_quantile(pairs, p * whole) for p in (0.25, 0.5, 0.75))
    return Description(
        n, mean, sd, pairs[0][0], q1, median, q3, pairs[-1][0], whole, effective
    )  # fmt: skip


def _quantile(pairs: Sequence[tuple[float, float]], at: float) -> float:
    """The number at which the weights of sorted pairs add up to more than `at`."""
    below = 0.0
    for i, (value, weight) in enumerate(pairs[:-1]):
        below += weight
        if abs(below - at) <= 1e-9 * at:  # sums of decimal weights are not exact
            return (value + pairs[i + 1][0]) / 2
        if below > at:
            return value
    return pairs[-1][0]
