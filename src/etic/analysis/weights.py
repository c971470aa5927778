"""Weighted units: how many they are worth, and the share that carries something."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import fsum

from etic.analysis.intervals import Share, wilson


@dataclass(frozen=True, slots=True)
class WeightedShare(Share):
    """A weighted share. `n` and `base` are the units themselves, counted without weights."""

    weighted_n: float = 0.0
    weighted_base: float = 0.0
    effective: float = 0.0  # Kish's effective number of the base

    @property
    def mass(self) -> float:
        """What the share is of: weights, where there are any."""
        return self.weighted_n

    @property
    def tested(self) -> tuple[float, float]:
        """Effective units that carry it, and of how many: what intervals and tests count on."""
        return (self.share or 0.0) * self.effective, self.effective


def kish(weights: Collection[float]) -> float:
    r"""Kish's effective number of weighted units.

        n_eff = (Σ wᵢ)² / Σ wᵢ²

    The variance of a weighted mean is about that of a simple random sample of n_eff units, where
    weights are unrelated to what is measured. It is n where all weights are equal, else less.

    Parameters: `weights` > 0; none gives 0.

    Reference: Kish, L. (1965). *Survey Sampling*. Wiley, § 11.2; Kish, L. (1992). Weighting for
    unequal Pᵢ. *Journal of Official Statistics* 8, 183–200.

    >>> kish([1, 1, 1, 1]), kish([3, 1]), kish([])
    (4.0, 1.6, 0.0)
    """
    if any(w <= 0 for w in weights):
        raise ValueError("weights must be above zero")
    if not weights:
        return 0.0
    return fsum(weights) ** 2 / fsum(w * w for w in weights)


def weighted_share(
    having: Collection[float], base: Collection[float], level: float = 0.95
) -> WeightedShare:
    """The weighted share of units that carry something, with Wilson's interval on Kish's n_eff.

    Parameters: the weights of the units that carry it, and those of the whole base, these included.

    >>> s = weighted_share([3], [3, 1])
    >>> s.n, s.base, s.share, s.effective
    (1, 2, 0.75, 1.6)
    """
    n, whole, effective = fsum(having), fsum(base), kish(base)
    if not base:
        return WeightedShare(len(having), 0, None, None, None, "no-base", n, whole, effective)
    # Sums of the same weights in another order may differ in the last digit.
    share = 1.0 if len(having) == len(base) else min(1.0, n / whole)
    low, high = wilson(share * effective, effective, level)
    return WeightedShare(len(having), len(base), share, low, high, "", n, whole, effective)
