"""Types of cases: by a stated rule, and by likeness; the case in the middle of each type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from etic.indicated import CaseState, CaseType, Condition
from etic.natural import natural

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Distances = NDArray[np.float64]

MOST_CLUSTERS = 6


def classify(
    types: Sequence[CaseType],
    dimensions: Mapping[str, tuple[float, int]],
    states: Mapping[str, CaseState],
) -> str:
    """The first type all of whose conditions hold, by name; empty where none does.

    `dimensions` name what is met and of how many known; a condition on a dimension of which nothing
    is known does not hold, nor one on an indicator that is not among `states`.

    >>> types = [CaseType("good", conditions=(Condition("work", least=0.5),)), CaseType("rest")]
    >>> classify(types, {"work": (1.0, 2)}, {}), classify(types, {"work": (0.0, 0)}, {})
    ('good', 'rest')
    """
    for one in types:
        if all(_holds(condition, dimensions, states) for condition in one.conditions):
            return one.name
    return ""


def _holds(
    condition: Condition,
    dimensions: Mapping[str, tuple[float, int]],
    states: Mapping[str, CaseState],
) -> bool:
    if condition.states:
        return states.get(condition.of) in condition.states
    met, known = dimensions.get(condition.of, (0.0, 0))
    if not known:
        return False
    share = met / known
    if condition.least is not None and share < condition.least - 1e-9:
        return False
    return condition.below is None or share < condition.below - 1e-9


def gower(values: Sequence[Sequence[float | None]]) -> Distances:
    r"""Gower's distance of cases on figures from 0 to 1, what is missing left out.

        d(i, j) = Σ δ_k |x_ik − x_jk| / Σ δ_k,  δ_k = 1 where both are known, else 0

    `values` are rows of cases; the result is square and symmetric, with 0 on the diagonal, and nan
    for two that have no figure in common.

    Reference: Gower, J. C. (1971). A general coefficient of similarity and some of its properties.
    *Biometrics* 27, 857–871; ranges are 1 here.

    >>> gower([[1, 0, None], [1, 1, 0], [0, 0.5, None]]).tolist()
    [[0.0, 0.5, 0.75], [0.5, 0.0, 0.75], [0.75, 0.75, 0.0]]
    """
    import numpy as np

    table = np.array(values, dtype=float)
    if table.ndim != 2:
        raise ValueError("cases need the same figures each")
    difference = np.abs(table[:, None, :] - table[None, :, :])
    known = ~np.isnan(difference)
    both = known.sum(axis=2)
    added = np.where(known, difference, 0.0).sum(axis=2)
    found = np.full(both.shape, np.nan)
    np.divide(added, both, out=found, where=both > 0)
    np.fill_diagonal(found, 0.0)
    return found


def silhouettes(distances: Distances, labels: Sequence[int]) -> NDArray[np.float64]:
    r"""How well each case lies in its cluster, from −1 to 1.

    With a the mean distance to the others of its own cluster and b the least mean distance to those
    of another: s = (b − a) / max(a, b); 0 for one that is alone, and where both are 0.

    Parameters: `distances` square, symmetric; `labels` as long, of two clusters at least. Raises
    ValueError otherwise.

    Reference: Rousseeuw, P. J. (1987). Silhouettes: a graphical aid to the interpretation and
    validation of cluster analysis. *J. of Computational and Applied Mathematics* 20, 53–65.

    >>> import numpy as np
    >>> square = np.array([[0, 1, 4], [1, 0, 5], [4, 5, 0]], dtype=float)
    >>> silhouettes(square, [0, 0, 1]).tolist()
    [0.75, 0.8, 0.0]
    """
    import numpy as np

    kinds = np.array(labels)
    names = np.unique(kinds)
    if len(kinds) != len(distances) or len(names) < 2:
        raise ValueError("silhouettes need a label for each case, and two clusters")
    found = np.zeros(len(kinds))
    for i, own in enumerate(kinds):
        others = (kinds == own) & (np.arange(len(kinds)) != i)
        if not others.any():
            continue
        a = distances[i, others].mean()
        b = min(distances[i, kinds == name].mean() for name in names if name != own)
        found[i] = (b - a) / max(a, b) if max(a, b) > 0 else 0.0
    return found


@dataclass(frozen=True, slots=True)
class Clusters:
    """Clusters of cases by likeness, numbered from the largest on, and how well cases lie there."""

    labels: tuple[int, ...]  # from 1
    widths: tuple[float, ...]  # silhouettes
    mean: float
    by_k: tuple[tuple[int, float], ...]  # mean silhouette of each number of clusters that was tried

    @property
    def k(self) -> int:
        """How many clusters there are."""
        return max(self.labels)


def cluster(distances: Distances, most: int = MOST_CLUSTERS) -> Clusters | None:
    """Average linkage, cut into the number of clusters with the largest mean silhouette.

    The numbers 2 to min(`most`, n − 1) are tried; of equal ones the smaller is taken. Nothing is
    drawn at random: the same cases in the same order give the same clusters. None for fewer than
    four cases, and where all are alike.

    References: average linkage (UPGMA): Sokal, R. R. & Michener, C. D. (1958). *University of
    Kansas Science Bulletin* 38, 1409–1438; the number of clusters: Rousseeuw (1987), as above.
    """
    import numpy as np
    from scipy.cluster.hierarchy import cut_tree, linkage
    from scipy.spatial.distance import squareform

    n = len(distances)
    if np.isnan(distances).any():
        raise ValueError("every two cases need a distance")
    if n < 4 or not distances.any():
        return None
    joined = linkage(squareform(distances, checks=False), method="average")
    tried: dict[int, tuple[float, NDArray[np.int64], NDArray[np.float64]]] = {}
    for k in range(2, min(most, n - 1) + 1):
        labels = cut_tree(joined, n_clusters=k).ravel()
        widths = silhouettes(distances, labels.tolist())
        tried[k] = float(widths.mean()), labels, widths
    best = max(tried, key=lambda k: (round(tried[k][0], 9), -k))
    mean, labels, widths = tried[best]
    names = np.unique(labels)
    order = sorted(
        names, key=lambda name: (-(labels == name).sum(), int(np.argmax(labels == name)))
    )
    number = {name: i for i, name in enumerate(order, 1)}
    return Clusters(
        tuple(number[name] for name in labels),
        tuple(float(width) for width in widths),
        mean,
        tuple((k, tried[k][0]) for k in tried),
    )


def medoid(distances: Distances, among: Sequence[int], names: Sequence[str]) -> int | None:
    """The case with the least sum of distances to the others `among` it; None where there is none.

    Two cases without a distance count as far apart (1). Of equal ones the first by name.

    >>> medoid(gower([[1, 1], [1, 0.5], [0, 0]]), [0, 1, 2], ["a", "b", "c"])
    1
    """
    import numpy as np

    if not among:
        return None
    filled = np.nan_to_num(distances, nan=1.0)
    sums = {i: round(float(filled[i, list(among)].sum()), 9) for i in among}
    return min(among, key=lambda i: (sums[i], natural(names[i])))
