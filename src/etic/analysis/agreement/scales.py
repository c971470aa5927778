"""How near two categories are: weights of agreement (Gwet) and squared distances (Krippendorff)."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from etic.analysis.agreement.ratings import Floats

Weights = Literal["identity", "linear", "quadratic", "ordinal"]
Metric = Literal["nominal", "ordinal", "interval", "ratio"]


def agreement_weights(categories: Sequence[Hashable], kind: Weights = "identity") -> Floats:
    """How far two categories count as agreeing: 1 the same, 0 as far apart as can be.

    With x_k the value of category k (its place where categories are not numbers), and
    M_kl = (|k − l| + 1)|k − l| / 2 the pairs of places from k to l:

        identity 1 if k = l, else 0       linear 1 − |x_k − x_l| / (x_max − x_min)
        ordinal 1 − M_kl / M_max          quadratic 1 − (x_k − x_l)² / (x_max − x_min)²

    Reference: Gwet, K. L. (2014). *Handbook of Inter-Rater Reliability*, 4th ed., ch. 3.

    >>> agreement_weights([1, 2, 3], "quadratic").tolist()
    [[1.0, 0.75, 0.0], [0.75, 1.0, 0.75], [0.0, 0.75, 1.0]]
    """
    import numpy as np

    if kind not in get_args(Weights):
        raise ValueError(f"no weights {kind!r}: {get_args(Weights)}")
    size = len(categories)
    if kind == "identity" or size < 2:
        return np.eye(size)
    places = np.arange(size, dtype=float)
    if kind == "ordinal":
        far = abs(places[:, None] - places)
        between = far * (far + 1) / 2
        return np.asarray(1 - between / between.max())
    values = numeric(categories)
    values = places if values is None else values
    apart = abs(values[:, None] - values) / np.ptp(values)
    return np.asarray(1 - (apart if kind == "linear" else apart**2))


def squared_distances(categories: Sequence[Hashable], used: Floats, metric: Metric) -> Floats:
    """Krippendorff's δ² between categories, (..., q, q).

    `used` (..., q) are the pairable values n_c of each category, which only the ordinal metric
    asks for:

        nominal   1 if c ≠ k, else 0             interval  (c − k)²
        ordinal   (Σ_{g=c..k} n_g − (n_c + n_k)/2)²   ratio  ((c − k) / (c + k))²

    `ValueError` where categories are no numbers but have to be.
    Reference: Krippendorff, K. (2011). *Computing Krippendorff's alpha-reliability*.

    >>> import numpy as np
    >>> squared_distances([1, 2, 4], np.zeros(3), "interval")[0].tolist()
    [0.0, 1.0, 9.0]
    """
    import numpy as np

    if metric not in get_args(Metric):
        raise ValueError(f"no metric {metric!r}: {get_args(Metric)}")
    size = len(categories)
    if metric == "nominal":
        return np.asarray(1.0 - np.eye(size))
    if metric == "ordinal":
        middle = np.cumsum(used, axis=-1) - used / 2
        return np.asarray((middle[..., :, None] - middle[..., None, :]) ** 2)
    values = numeric(categories)
    if values is None:
        raise ValueError(f"the {metric} metric needs numbers, not {list(categories)}")
    apart = values[:, None] - values
    if metric == "ratio":
        if (values < 0).any():
            raise ValueError("the ratio metric needs numbers from 0 up")
        both = values[:, None] + values
        apart = np.divide(apart, both, out=np.zeros_like(apart), where=both != 0)
    return np.asarray(apart**2)


def numeric(categories: Sequence[Hashable]) -> Floats | None:
    """The categories as numbers, or None where one of them is none."""
    import numbers

    import numpy as np

    found: list[float] = []
    for value in categories:
        if isinstance(value, bool) or not isinstance(value, numbers.Real):
            return None
        found.append(float(value))
    return np.asarray(found)
