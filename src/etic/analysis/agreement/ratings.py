"""What coders said of units: equal rows put together, weighted, by interview.

A unit may weigh more than one: a run of a hundred characters that the coders treated alike is one
row of weight 100. So a text is never a list of its characters, and every coefficient is exactly
what it would be on such a list.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

MISSING = -1


@dataclass(frozen=True, slots=True, eq=False)
class Ratings:
    """Units × coders, rows that are equal put together.

    `patterns` (rows, coders) holds indexes into `categories`, -1 where a coder did not rate;
    `weights` (clusters, rows) says how much of each cluster (interview) has which row.
    """

    patterns: Ints
    weights: Floats
    categories: tuple[Hashable, ...]

    @property
    def coders(self) -> int:
        """How many coders there are."""
        return int(self.patterns.shape[1])

    def totals(self, counts: Floats | None = None) -> Totals:
        """What coefficients are computed from: of all, or of draws of clusters.

        `counts` (draws, clusters) says how often each cluster is drawn; everything of the totals
        then has the draws as its first dimension.
        """
        from math import prod

        import numpy as np

        weights = self.weights.sum(axis=0) if counts is None else counts @ self.weights
        rows, coders = self.patterns.shape
        size = len(self.categories)
        said = self.patterns[:, :, None] == np.arange(size)  # (rows, coders, categories)
        counted = said.sum(axis=1).astype(float)  # r_uk
        raters = counted.sum(axis=1)  # r_u
        rated = self.patterns >= 0
        pairable = raters >= 2
        pairs = counted[:, :, None] * counted[:, None, :]
        pairs[:, range(size), range(size)] -= counted
        some = np.maximum(raters, 1)
        least = np.where(pairable, some - 1, 1)
        coincident = np.where(pairable[:, None, None], pairs / least[:, None, None], 0.0)

        def sums(of: Any) -> Floats:
            shape = np.shape(of)[1:]
            flat = np.asarray(of, dtype=float).reshape(rows, prod(shape))
            return np.asarray((weights @ flat).reshape(weights.shape[:-1] + shape))

        return Totals(
            categories=self.categories,
            coders=coders,
            units=sums(raters >= 1),
            pairable=sums(pairable),
            pairs=sums(coincident / some[:, None, None]),
            coincidences=sums(coincident),
            shares=sums(counted / some[:, None]),
            by_coder=sums(said),
            together=sums(rated[:, :, None] & rated[:, None, :]),
            beside=sums(said[:, :, None, :] & rated[:, None, :, None]),
            table=(
                sums(said[:, 0, :, None] & said[:, 1, None, :])
                if coders == 2
                else np.zeros((*weights.shape[:-1], size, size))
            ),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Totals:
    """Sums over units, each as heavy as it weighs; the first dimensions may be draws.

    With r_uk coders who put unit u into category k, and r_u who rated it at all:

    - `units`: those that anybody rated; `pairable`: those that two or more did;
    - `pairs` (q, q): Σ (r_uk r_ul − [k = l] r_uk) / (r_u (r_u − 1)), pairable units, each for one;
    - `coincidences` (q, q): the same times r_u: Krippendorff's matrix of coincidences;
    - `shares` (q): Σ r_uk / r_u, each unit for one;
    - `by_coder` (r, q): how often each coder used each category;
    - `together` (r, r): units that two coders both rated; `beside` (r, r, q): how often the first
      of them used each category there;
    - `table` (q, q): the first of two coders by the second; nought where there are more.
    """

    categories: tuple[Hashable, ...]
    coders: int
    units: Floats
    pairable: Floats
    pairs: Floats
    coincidences: Floats
    shares: Floats
    by_coder: Floats
    together: Floats
    beside: Floats
    table: Floats


def ratings(
    rows: Sequence[Sequence[Any]],
    *,
    weights: Sequence[float] | None = None,
    clusters: Sequence[Hashable] | None = None,
    categories: Sequence[Hashable] | None = None,
) -> Ratings:
    """Ratings of units by coders: one row a unit, one value a coder, None where there is none.

    Parameters
    ----------
    rows: units × coders; values are hashable, and numbers for coefficients that weigh distances.
    weights: how much each unit counts (1 if not given): lengths of runs.
    clusters: what each unit belongs to (its interview); without it each unit stands for itself.
    categories: all categories in their order, also unused ones; else those used, sorted.

    >>> found = ratings([("a", "a"), ("a", "b"), ("a", "a"), (None, "b")])
    >>> found.patterns.tolist(), found.weights.sum(axis=0).tolist()
    ([[-1, 1], [0, 0], [0, 1]], [1.0, 2.0, 1.0])
    """
    import numpy as np

    width = len(rows[0]) if len(rows) else 0
    if any(len(row) != width for row in rows):
        raise ValueError("every unit needs one value a coder")
    if (weights is not None and len(weights) != len(rows)) or (
        clusters is not None and len(clusters) != len(rows)
    ):
        raise ValueError("weights and clusters are one a unit")
    if weights is not None and any(not weight >= 0 for weight in weights):
        raise ValueError("a weight is not negative")
    plain = [[None if _missing(value) else value for value in row] for row in rows]
    used = {value: None for row in plain for value in row if value is not None}
    known = tuple(_in_order(list(used)) if categories is None else categories)
    place = {value: i for i, value in enumerate(known)}
    if unknown := [value for value in used if value not in place]:
        raise ValueError(f"not among the categories: {unknown}")
    indexes = np.array(
        [[MISSING if value is None else place[value] for value in row] for row in plain],
        dtype=np.int64,
    ).reshape(len(rows), width)
    patterns, row_of = np.unique(indexes, axis=0, return_inverse=True)
    names = range(len(rows)) if clusters is None else clusters
    cluster_of = {name: i for i, name in enumerate(dict.fromkeys(names))}
    heavy = np.zeros((len(cluster_of), len(patterns)))
    at = np.array([cluster_of[name] for name in names], dtype=np.int64)
    np.add.at(heavy, (at, row_of.reshape(-1)), 1.0 if weights is None else np.asarray(weights))
    return Ratings(patterns, heavy, known)


def from_table(
    table: Sequence[Sequence[float]], categories: Sequence[Hashable] | None = None
) -> Ratings:
    """Ratings by two coders from their two-way table: rows the first, columns the second.

    >>> from_table([[8, 1], [0, 1]], "yn").weights.sum()
    np.float64(10.0)
    """
    known = list(range(len(table))) if categories is None else list(categories)
    if any(len(row) != len(table) for row in table) or len(known) != len(table):
        raise ValueError("the table of two coders is square, one row and column a category")
    cells = [(a, b, n) for a, row in zip(known, table, strict=True)
             for b, n in zip(known, row, strict=True) if n]  # fmt: skip
    return ratings([(a, b) for a, b, _ in cells], weights=[n for *_, n in cells], categories=known)


def _missing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and value != value)


def _in_order(values: list[Any]) -> list[Any]:
    """Sorted where the values can be compared, else as they first came."""
    try:
        return sorted(values)
    except TypeError:
        return values
