"""Interviews drawn again, so that one sees how far a figure hangs on the very ones there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from etic.analysis.agreement.continuum import Bools, Floats, Ints

DRAWS = 1000
SEED = 20220


def counts(
    there: Bools, draws: int = DRAWS, seed: int = SEED, owners: Ints | None = None
) -> Floats | None:
    """How often each document is drawn: draws × documents, with replacement, as many as there are.

    Only documents that are `there` are drawn; with `owners` (whose each document is, as a number)
    those of one respondent together. None where there are fewer than two to be drawn, or no draws.
    The same seed gives the same draws.

    Reference: Efron, B. & Tibshirani, R. (1993). *An Introduction to the Bootstrap*, ch. 13.
    """
    import numpy as np

    own = np.arange(len(there)) if owners is None else owners
    whose, of = np.unique(own[there], return_inverse=True)
    n = len(whose)
    if n < 2 or draws < 1:
        return None
    found = np.zeros((draws, len(there)))
    drawn = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=draws)
    found[:, there] = drawn[:, of]
    return found


def middle(values: Floats, level: float = 0.95) -> tuple[float, float] | None:
    """Where the middle of the draws lies; None where most of them have no value (nan).

    >>> import numpy as np
    >>> [round(bound, 3) for bound in middle(np.arange(101.0))]
    [2.5, 97.5]
    """
    import numpy as np

    defined = values[~np.isnan(values)]
    if 2 * len(defined) < len(values) or not len(defined):
        return None
    low, high = np.quantile(defined, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
