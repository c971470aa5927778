"""What a code looks like in one view, and how much more than usual a passage looks like it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from etic.language.embedding import unit
from etic.suggest.arrays import dense

if TYPE_CHECKING:
    from etic.suggest.arrays import Floats

_COMMON = (
    30  # passages from which on a code's own mean and deviation count more than the common ones
)


def prototypes(described: Floats, examples: Any, labels: Floats) -> Floats:
    """codes x d, length 1: what a code is said to be, plus the mean of what was coded with it.

    `described` is codes x d, `examples` n x d, `labels` n x codes with ones and zeros.
    """
    import numpy as np

    if not labels.shape[0]:
        return described
    n = np.maximum(labels.sum(axis=0), 1)
    made: Floats = unit(described + dense((labels / n).T @ examples))
    return made


def standard(target: Any, codes: Floats, usual: Sequence[Any]) -> Floats:
    """(cos - mean) / deviation of each passage and code; 0 where a text or a code has no vector.

    Mean and deviation are those of the `usual` passages with the same code, drawn towards those of
    all codes where there are few passages to judge by.
    """
    import numpy as np

    cosines: Floats = dense(target @ codes.T)
    seen = np.vstack([dense(m @ codes.T) for m in usual if m.shape[0]] or [cosines])
    seen = seen[np.any(seen != 0, axis=1)]
    known = np.any(codes != 0, axis=1)
    if not len(seen) or not known.any():
        return np.zeros_like(cosines)
    share = len(seen) / (len(seen) + _COMMON)
    mean = share * seen.mean(axis=0) + (1 - share) * seen[:, known].mean()
    deviation = share * seen.std(axis=0) + (1 - share) * seen[:, known].std()
    made: Floats = (cosines - mean) / np.maximum(deviation, 1e-3)
    made[:, ~known] = 0
    made[~np.any(cosines != 0, axis=1)] = 0
    return made
