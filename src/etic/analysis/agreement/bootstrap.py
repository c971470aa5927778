"""Intervals of coefficients: whole interviews are drawn again, with what is in them.

Characters and sentences of one interview are not independent of one another, and an interval that
took them for so would be far too narrow. What is drawn is therefore the interview. Coefficients are
computed from sums over interviews, so a thousand draws are a multiplication of matrices.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from etic.analysis.agreement.coefficients import PartsOf
from etic.analysis.agreement.ratings import Ratings

if TYPE_CHECKING:
    import numpy as np

    from etic.analysis.agreement.ratings import Floats

SEED = 20220
AT_ONCE = 4_000_000  # numbers of draws × interviews that are held at a time


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a coefficient lies in the middle `level` of the draws.

    `undefined` draws had no value (all units in one category) and are left out. Both bounds are
    None, with a reason (a message of `coefficients`), where there is nothing to draw from.
    """

    low: float | None
    high: float | None
    undefined: int = 0
    reason: str = ""


def intervals(
    ratings: Ratings,
    measures: Sequence[PartsOf],
    *,
    draws: int = 1000,
    level: float = 0.95,
    seed: int = SEED,
) -> list[Interval]:
    """Percentile intervals of coefficients by the bootstrap over clusters (interviews).

    Of `draws` samples of as many clusters as there are, with replacement, an interval takes the
    quantiles (1 − level) / 2 and (1 + level) / 2. All coefficients see the same draws, and the same
    `seed` gives the same draws. A cluster without any weight is not drawn.

    With few clusters such intervals are too narrow; with one there is none.

    Reference: Efron, B. & Tibshirani, R. (1993). *An Introduction to the Bootstrap*, ch. 13;
    drawing clusters: Field, C. A. & Welsh, A. H. (2007). *JRSS B* 69, 369–390.

    >>> from etic.analysis.agreement.coefficients import cohen_parts
    >>> from etic.analysis.agreement.ratings import ratings
    >>> two = ratings([(0, 0), (1, 1), (0, 0), (1, 0)], clusters="aabb")
    >>> found = intervals(two, [cohen_parts])[0]
    >>> found.low, found.high, found.undefined
    (0.0, 1.0, 0)
    """
    import numpy as np

    if draws < 1 or not 0 < level < 1:
        raise ValueError(f"draws from 1 up and a level between 0 and 1, not {draws}, {level}")
    there = ratings.weights.sum(axis=1) > 0
    if there.sum() < 2:
        return [Interval(None, None, 0, "why-one-interview")] * len(measures)
    kept = Ratings(ratings.patterns, ratings.weights[there], ratings.categories)
    values: list[list[Floats]] = [[] for _ in measures]
    for counts in _draws(int(there.sum()), draws, seed):
        totals = kept.totals(counts)
        for found, measure in zip(values, measures, strict=True):
            found.append(measure(totals).value)
    result = []
    for found in values:
        every = np.concatenate(found)
        defined = every[~np.isnan(every)]
        missing = len(every) - len(defined)
        if not len(defined):
            result.append(Interval(None, None, missing, "why-no-draw"))
            continue
        low, high = np.quantile(defined, [(1 - level) / 2, (1 + level) / 2])
        result.append(Interval(float(low), float(high), missing))
    return result


def _draws(clusters: int, draws: int, seed: int) -> Iterator[Floats]:
    """How often each cluster is drawn, (draws, clusters), a part at a time."""
    import numpy as np

    part = max(1, AT_ONCE // clusters)
    if draws <= part:
        yield _kept(clusters, draws, seed)
        return
    generator = np.random.default_rng(seed)
    for start in range(0, draws, part):
        yield _drawn(generator, clusters, min(part, draws - start))


@lru_cache(maxsize=4)  # one code after another is computed on the same draws
def _kept(clusters: int, draws: int, seed: int) -> Floats:
    import numpy as np

    found = _drawn(np.random.default_rng(seed), clusters, draws)
    found.flags.writeable = False
    return found


def _drawn(generator: np.random.Generator, clusters: int, draws: int) -> Floats:
    import numpy as np

    share = np.full(clusters, 1 / clusters)
    return generator.multinomial(clusters, share, size=draws).astype(float)
