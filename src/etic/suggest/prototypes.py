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
_HARDLY = 3  # passages from which on they say anything of what is usual at all
_SPREAD = 0.1  # deviation of cosines where nothing is known


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
    all codes where there are few passages to judge by, and where hardly any, towards 0 and 0.1.
    """
    import numpy as np

    cosines: Floats = np.asarray(dense(target @ codes.T), dtype=float)
    seen = np.vstack([dense(m @ codes.T)[_filled(m)] for m in usual if m.shape[0]])
    known = np.any(codes != 0, axis=1)
    if not len(seen) or not known.any():
        return np.zeros_like(cosines)
    n = len(seen)
    share = n / (n + _COMMON)
    middle = seen[:, known].mean() * n / (n + _HARDLY)
    spread = (seen[:, known].std() * n + _SPREAD * _HARDLY) / (n + _HARDLY)
    mean = share * seen.mean(axis=0) + (1 - share) * middle
    deviation = share * seen.std(axis=0) + (1 - share) * spread
    made: Floats = (cosines - mean) / np.maximum(deviation, 1e-3)
    made[:, ~known] = 0
    made[~_filled(target)] = 0
    return made


def _filled(matrix: Any) -> Any:
    """Which rows have anything in them."""
    import numpy as np

    return np.asarray(abs(matrix).sum(axis=1)).reshape(-1) > 0
