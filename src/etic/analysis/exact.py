"""Exact tests of a table of counts with both margins fixed: Fisher, and Freeman and Halton.

The probability of a table is that of drawing it at random among all tables with the same margins.
Its numerator, a product of multinomial coefficients, is a whole number: whether one table is as
improbable as another is decided exactly, not within a tolerance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import comb, lgamma
from typing import Literal

from etic.analysis.intervals import wilson

LIMIT = 50_000  # steps of the exact algorithm: some tenths of a second at most
DRAWS = 100_000  # tables drawn where there are too many to go through
SEED = 20220  # the same table always gets the same p
LEVEL = 0.99  # of the interval around a p that was drawn

Kind = Literal["chi-square", "fisher", "freeman-halton", "monte-carlo", ""]


@dataclass(frozen=True, slots=True)
class ExactTest:
    """A two-sided p, and how it was found; None, with a reason, where there is nothing to test."""

    p: float | None
    kind: Kind = ""
    draws: int = 0  # Monte Carlo: how many tables were drawn
    error: float | None = None  # its standard error
    low: float | None = None  # its 99 % interval
    high: float | None = None
    reason: str = ""  # message in the catalogue `reasons`
    statistic: float | None = None  # Pearson's χ², where it was that which was tested
    df: int | None = None


def exact_test(
    table: Sequence[Sequence[int]], *, limit: int = LIMIT, draws: int = DRAWS, seed: int = SEED
) -> ExactTest:
    """Test whether rows and columns of a table of counts are independent, exactly where feasible.

    Fisher's test where the table is 2×2 without its empty rows and columns; that of Freeman and
    Halton where it is larger, exact up to `limit` steps, beyond that from `draws` random tables.

    Parameters: `table`, rows of whole counts ≥ 0 of independent units, all of one length.

    >>> found = exact_test([[3, 1], [1, 3]])
    >>> round(found.p, 4), found.kind
    (0.4857, 'fisher')
    >>> exact_test([[3, 1], [0, 0]]).reason
    'test-one-row'
    """
    if any(len(row) != len(table[0]) for row in table) or any(n < 0 for row in table for n in row):
        raise ValueError(f"exact_test needs rows of one length and counts >= 0, not {table}")
    filled = [list(row) for row in table if sum(row)]
    if len(filled) < 2:
        return ExactTest(None, reason="test-one-row")
    columns = [column for column in zip(*filled, strict=True) if sum(column)]
    if len(columns) < 2:
        return ExactTest(None, reason="test-one-column")
    if len(filled) == len(columns) == 2:
        (a, c), (b, d) = columns
        return ExactTest(fisher(a, b, c, d), "fisher")
    p = freeman_halton(filled, limit=limit)
    if p is not None:
        return ExactTest(p, "freeman-halton")
    return drawn(filled, draws=draws, seed=seed)


def fisher(a: int, b: int, c: int, d: int) -> float:
    r"""Fisher's exact test of the 2×2 table [[a, b], [c, d]], two-sided.

    With r = a + b, s = c + d, k = a + c, the probability of a table whose first cell is x is

        P(x) = C(r, x) C(s, k − x) / C(r + s, k)

    and p is the sum of P(x) over all x for which P(x) ≤ P(a).

    Reference: Fisher, R. A. (1935). *The Design of Experiments*, chapter II. Two-sided by the
    probability of tables: Freeman & Halton (1951), see `freeman_halton`.

    >>> round(fisher(3, 1, 1, 3), 4)  # the lady tasting tea: 34/70
    0.4857
    """
    r, s, k = a + b, c + d, a + c
    mine = comb(r, a) * comb(s, c)
    each = [comb(r, x) * comb(s, k - x) for x in range(max(0, k - s), min(r, k) + 1)]
    return sum(weight for weight in each if weight <= mine) / sum(each)


def freeman_halton(table: Sequence[Sequence[int]], *, limit: int = LIMIT) -> float | None:
    r"""Freeman and Halton's exact test of an r×c table; None where it takes over `limit` steps.

    With cells n_ij, row sums R_i, column sums C_j and N units, the probability of a table is

        P = ∏_j (C_j! / ∏_i n_ij!) / (N! / ∏_i R_i!)

    and p is the sum of P over all tables with these margins that are no more probable than the one
    at hand. For 2×2 it is Fisher's two-sided test.

    Tables are built up column by column. Those that leave the same sums for the columns to come
    stand in one node; of each, only the product so far matters. Where even the largest completion
    is no more probable than the table at hand, all completions count at once, since their products
    add up to a multinomial coefficient; where even the smallest is more probable, none does.

    References: Freeman, G. H. & Halton, J. H. (1951). Note on an exact treatment of contingency,
    goodness of fit and other problems of significance. *Biometrika* 38, 141–149. Mehta, C. R. &
    Patel, N. R. (1983). A network algorithm for performing Fisher's exact test in r × c
    contingency tables. *JASA* 78, 427–434.

    >>> example = [  # the sixth of Mehta and Patel
    ...     [1, 2, 2, 1, 1, 0, 1],
    ...     [2, 0, 0, 2, 3, 0, 0],
    ...     [0, 1, 1, 1, 2, 7, 3],
    ...     [1, 1, 2, 0, 0, 0, 1],
    ...     [0, 1, 1, 1, 1, 0, 0],
    ... ]
    >>> round(freeman_halton(example, limit=2_000_000), 5)
    0.03929
    """
    rows = [tuple(row) for row in table]
    if len(rows) > len(rows[0]):  # fewer sums to go on with
        rows = list(zip(*rows, strict=True))
    columns = sorted(zip(*rows, strict=True), key=sum)  # the largest needs no choosing
    sums = [sum(column) for column in columns]
    start = tuple(sorted(map(sum, rows)))
    if len(start) == 2 and _steps_of_two(sums, start[0]) > limit:
        return None  # known beforehand, so that a long table of many codes does not wait
    mine = 1
    for column in columns:
        mine *= _multinomial(column)
    steps = _Steps(limit)
    extremes: dict[tuple[int, tuple[int, ...]], tuple[int, int]] = {}

    def ends(at: int, left: tuple[int, ...]) -> tuple[int, int]:
        """The smallest and the largest product of the columns from `at` on."""
        if at == len(sums) - 1:
            only = _multinomial(left)
            return only, only
        found = extremes.get((at, left))
        if found is None:
            low, high = 0, 0
            for column, rest in _columns(sums[at], left):
                steps.take()
                least, most = ends(at + 1, rest)
                own = _multinomial(column)
                low = own * least if not low else min(low, own * least)
                high = max(high, own * most)
            found = extremes[at, left] = (low, high)
        return found

    total = 0
    nodes: dict[tuple[int, ...], dict[int, int]] = {start: {1: 1}}  # sums left → product → tables
    try:
        for at in range(len(sums)):
            following: dict[tuple[int, ...], dict[int, int]] = defaultdict(lambda: defaultdict(int))
            for left, products in nodes.items():
                least, most = ends(at, left)
                open_ = {}
                for product, times in products.items():
                    if product * most <= mine:
                        total += times * product * _multinomial(left)
                    elif product * least <= mine:
                        open_[product] = times
                if not open_:
                    continue
                for column, rest in _columns(sums[at], left):
                    own = _multinomial(column)
                    node = following[rest]
                    for product, times in open_.items():
                        steps.take()
                        node[product * own] += times
            nodes = following
    except _TooMany:
        return None
    return total / _multinomial(start)


def drawn(table: Sequence[Sequence[int]], *, draws: int = DRAWS, seed: int = SEED) -> ExactTest:
    r"""The same test from random tables with these margins, with the error of its p.

    Of m tables drawn, b are no more probable than the one at hand:

        p = (b + 1) / (m + 1),  standard error √(p (1 − p) / m)

    with a 99 % Wilson interval. Which tables are drawn hangs on the margins and the seed alone, so
    the same figures give the same p, in whatever order rows and columns stand.

    References: Patefield, W. M. (1981). Algorithm AS 159. *Applied Statistics* 30, 91–97. Phipson,
    B. & Smyth, G. K. (2010). Permutation p-values should never be zero. *Statistical Applications
    in Genetics and Molecular Biology* 9, 39.
    """
    import numpy as np
    from scipy.stats import random_table

    cells = np.array(table, dtype=int)
    rows, columns = sorted(cells.sum(axis=1)), sorted(cells.sum(axis=0))
    logs = np.array([lgamma(n + 1) for n in range(int(max(rows[-1], columns[-1])) + 1)])
    mine = -logs[cells].sum()
    batch = max(1, 2_000_000 // cells.size)
    rng = np.random.default_rng(seed)
    b, done = 0, 0
    while done < draws:
        size = min(batch, draws - done)
        found = random_table(rows, columns).rvs(size, random_state=rng).astype(int)
        b += int((-logs[found].sum(axis=(1, 2)) <= mine + 1e-7).sum())
        done += size
    p = (b + 1) / (draws + 1)
    low, high = wilson(b + 1, draws + 1, LEVEL)
    return ExactTest(p, "monte-carlo", draws, (p * (1 - p) / draws) ** 0.5, low, high)


class _TooMany(Exception):  # noqa: N818 (never leaves this module)
    """The exact algorithm takes too long for this table."""


class _Steps:
    """Counts steps, and stops where there are too many."""

    def __init__(self, limit: int) -> None:
        self.left = limit

    def take(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise _TooMany


def _steps_of_two(sums: Sequence[int], k: int) -> int:
    """About how many steps two rows take, of which the smaller has the sum `k`.

    >>> _steps_of_two([1, 1, 1], 1)  # 0 or 1 in the first column; then 0 or 1 after 0, 0 after 1
    5
    """
    steps, placed, rest = 0, 0, sum(sums)
    for size in sums[:-1]:
        rest -= size
        for used in range(max(0, k - rest - size), min(k, placed) + 1):
            steps += max(0, min(size, k - used) - max(0, k - used - rest) + 1)
        placed += size
    return steps


@lru_cache(maxsize=50_000)
def _multinomial(parts: tuple[int, ...]) -> int:
    """In how many ways so many units part into these.

    >>> _multinomial((2, 1))
    3
    """
    ways, units = 1, 0
    for part in parts:
        units += part
        ways *= comb(units, part)
    return ways


def _columns(
    total: int, left: tuple[int, ...]
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Every column that adds up to `total` within the sums left, and the sums (in order) after it.

    >>> list(_columns(1, (1, 2)))
    [((0, 1), (1, 1)), ((1, 0), (0, 2))]
    """
    for column in _parts(total, left):
        yield column, tuple(sorted(n - x for n, x in zip(left, column, strict=True)))


def _parts(total: int, left: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    if len(left) == 1:
        yield (total,)
        return
    others = sum(left[1:])
    for first in range(max(0, total - others), min(left[0], total) + 1):
        for rest in _parts(total - first, left[1:]):
            yield (first, *rest)
