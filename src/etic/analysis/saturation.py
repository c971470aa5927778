"""Whether more interviews still bring new codes: runs after a base, and the curve of new codes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Counts = NDArray[np.int64]

Code = TypeVar("Code", bound=Hashable)
Window = Literal["sliding", "fixed"]

SEED = 20200505  # the same orders every time
LEAST, MOST = 2.5, 97.5  # percentiles of the band


@dataclass(frozen=True, slots=True)
class Run:
    """Some interviews in a row, and how many new codes they bring beside those of the base."""

    first: int  # interviews are numbered from 1
    last: int
    new: int  # codes that no interview before brought
    ratio: float | None  # new / codes of the base


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs after a base, and where the first of them brings little enough.

    `reached` is the interview n at which saturation was reached, as in "n + run": it was reached
    with n interviews, and `run` further ones showed it. None with a reason where it was not, or
    where nothing can be said.
    """

    window: Window
    base: int
    run: int
    threshold: float
    base_codes: int
    runs: tuple[Run, ...]
    reached: int | None
    reason: str = ""  # message in the catalogue `saturation`

    @property
    def decisive(self) -> Run | None:
        """The run that showed saturation; where none did, the last one."""
        if self.reached is None:
            return self.runs[-1] if self.runs else None
        return next(run for run in self.runs if run.first == self.reached + 1)

    @property
    def exceeding(self) -> int:
        """How many runs after that one bring more than the threshold again."""
        if self.reached is None:
            return 0
        return sum(
            1
            for run in self.runs
            if run.first > self.reached + 1 and run.ratio is not None and run.ratio > self.threshold
        )


def new_codes(interviews: Iterable[Iterable[Code]]) -> list[frozenset[Code]]:
    """What each interview, in order, brings that none before it brought.

    >>> [sorted(new) for new in new_codes([{"a", "b"}, {"b"}, {"a", "c"}])]
    [['a', 'b'], [], ['c']]
    """
    seen: set[Code] = set()
    found = []
    for codes in interviews:
        new = frozenset(codes) - seen
        seen |= new
        found.append(new)
    return found


def saturation_runs(
    new: Sequence[int],
    *,
    base: int = 4,
    run: int = 2,
    threshold: float = 0.05,
    window: Window = "sliding",
) -> Runs:
    """Thematic saturation by base size, run length and threshold of new information.

        ratio(r) = codes that run r brings first / codes of the first b interviews
        saturation at n + l:  the first run of l interviews, after interview n, with ratio ≤ τ

    Parameters: `new` is how many codes each interview, in order, brings that none before it
    brought; b = `base` and l = `run` are numbers of interviews from 1 on, τ = `threshold` a share
    from 0 to 1.

    `sliding` runs overlap, each begins one interview after the one before it: this is how Guest,
    Namey and Chen count, who look anew after every interview. `fixed` runs follow one another, so
    that no interview is in two of them; interviews left over at the end make no run.

    Reasons: `few-interviews`, fewer than b + l; `base-empty`, no code in the base;
    `not-reached`, every run brings more than the threshold.

    Raises ValueError for parameters outside these bounds, or a negative number of codes.

    References
    ----------
    1. Guest, G., Namey, E. & Chen, M. (2020). A simple method to assess and report thematic
       saturation in qualitative research. *PLoS ONE* 15(5), e0232076.

    In the example of that article the base of four interviews has 37 themes, a run with four new
    ones is 11 %, "still not below our 5 % threshold", the next with a single one is 3 %, and
    saturation is reported at 6+2. (How many each interview of the base brings, and the fifth, is
    chosen here so that the runs come to these figures.)

    >>> found = saturation_runs([20, 9, 5, 3, 4, 3, 1, 0])
    >>> found.base_codes, [f"{r.ratio:.0%}" for r in found.runs], found.reached
    (37, ['19%', '11%', '3%'], 6)
    >>> saturation_runs([5, 1, 0, 0]).reason
    'few-interviews'
    """
    if base < 1 or run < 1 or not 0 <= threshold <= 1 or any(n < 0 for n in new):
        raise ValueError("base and run from 1, threshold from 0 to 1, counts from 0")
    base_codes = sum(new[:base])
    step = 1 if window == "sliding" else run
    runs = tuple(
        Run(
            start + 1, start + run, sum(new[start : start + run]),
            sum(new[start : start + run]) / base_codes if base_codes else None,
        )
        for start in range(base, len(new) - run + 1, step)
    )  # fmt: skip
    reached = next(
        (r.first - 1 for r in runs if r.ratio is not None and r.ratio <= threshold), None
    )
    reason = ""
    if not runs:
        reason = "few-interviews"
    elif not base_codes:
        reason = "base-empty"
    elif reached is None:
        reason = "not-reached"
    return Runs(window, base, run, threshold, base_codes, runs, reached, reason)


# -- the curve ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Orders:
    """How many codes so many interviews bring, over random orders of them.

    Each of `median`, `low`, `high` and `expected` has one figure for each number of interviews,
    from 1 on. `expected` is exact; the others come from `draws` orders.
    """

    draws: int
    median: tuple[float, ...]
    low: tuple[float, ...]  # 2.5 %
    high: tuple[float, ...]  # 97.5 %
    expected: tuple[float, ...]
    reached_share: float | None  # of the orders in which saturation is reached, by sliding runs
    reached_median: float | None  # at which interview, of those in which it is


def accumulations(
    interviews: Sequence[Iterable[Hashable]], draws: int = 1000, seed: int = SEED
) -> Counts:
    """Cumulative numbers of codes over random orders: an array of draws × interviews.

    Parameters: `interviews` are the codes that each brings; all orders are equally likely.

    In every order the last figure is the number of all codes:

    >>> curves = accumulations([{"a"}, {"a", "b"}, {"c"}], draws=4)
    >>> curves.shape, set(curves[:, -1].tolist())
    ((4, 3), {3})
    """
    import numpy as np

    n = len(interviews)
    # A place in the order for each interview: sorting random numbers gives permutations.
    places = np.argsort(np.random.default_rng(seed).random((draws, n)), axis=1)
    carriers = _carriers(interviews)
    new = np.zeros((draws, n), dtype=np.int64)
    rows = np.arange(draws)
    for of_code in carriers:
        # Each order once a code, so no cell is raised twice in one step.
        new[rows, places[:, of_code].min(axis=1)] += 1
    return new.cumsum(axis=1)


def expected_codes(interviews: Sequence[Iterable[Hashable]]) -> list[float]:
    """How many codes m of the interviews, drawn at random, bring on average, for m = 1 … N.

        E(m) = S − Σⱼ C(N − nⱼ, m) / C(N, m)

    N is the number of interviews, S that of codes, nⱼ how many interviews code j is in (Mao Tau,
    sample-based rarefaction). It is the mean over all orders of the cumulative number of codes.

    References
    ----------
    1. Colwell, R. K., Mao, C. X. & Chang, J. (2004). Interpolating, extrapolating, and comparing
       incidence-based species accumulation curves. *Ecology* 85, 2717–2727.
    2. Colwell, R. K. et al. (2012). Models and estimators linking individual-based and sample-based
       rarefaction, extrapolation and comparison of assemblages. *Journal of Plant Ecology* 5, 3–21.

    Of {a}, {a, b}, {c} one brings 4/3 codes on average, two bring 7/3:

    >>> [round(e, 4) for e in expected_codes([{"a"}, {"a", "b"}, {"c"}])]
    [1.3333, 2.3333, 3.0]
    """
    n = len(interviews)
    frequencies = Counter(len(of_code) for of_code in _carriers(interviews))
    missed = dict.fromkeys(frequencies, 1.0)  # C(N − k, m) / C(N, m), from one m to the next
    found = []
    for m in range(n):
        for k in missed:
            missed[k] *= max(n - k - m, 0) / (n - m)
        found.append(math.fsum(of * (1 - missed[k]) for k, of in frequencies.items()))
    return found


def random_orders(
    interviews: Sequence[Iterable[Hashable]],
    *,
    draws: int = 1000,
    base: int = 4,
    run: int = 2,
    threshold: float = 0.05,
    seed: int = SEED,
) -> Orders:
    """The curve over random orders with its pointwise band, and where they reach saturation.

    Raises ValueError for no draws, or parameters that `saturation_runs` refuses.

    >>> found = random_orders([{"a"}, {"a", "b"}, {"c"}], draws=200)
    >>> found.median[-1], found.low[-1] == found.high[-1], found.reached_share is None
    (3.0, True, True)
    """
    import numpy as np

    if draws < 1:
        raise ValueError("at least one order is needed")
    sets = [frozenset(codes) for codes in interviews]
    saturation_runs([], base=base, run=run, threshold=threshold)  # refuses what it refuses
    if not sets:
        return Orders(draws, (), (), (), (), None, None)
    curves = accumulations(sets, draws, seed)
    low, median, high = np.percentile(curves, [LEAST, 50, MOST], axis=0)
    share, at = _reached(curves, base, run, threshold)
    return Orders(
        draws, tuple(median.tolist()), tuple(low.tolist()), tuple(high.tolist()),
        tuple(expected_codes(sets)), share, at,
    )  # fmt: skip


def _reached(
    curves: Counts, base: int, run: int, threshold: float
) -> tuple[float | None, float | None]:
    """In which share of the orders sliding runs reach saturation, and at which interview."""
    import numpy as np

    if curves.shape[1] < base + run:
        return None, None
    of_base = curves[:, base - 1 : base]
    # Column i: the run of interviews base + i + 1 … base + i + run.
    gained = curves[:, base + run - 1 :] - curves[:, base - 1 : curves.shape[1] - run]
    with np.errstate(divide="ignore", invalid="ignore"):
        enough = (of_base > 0) & (gained / of_base <= threshold)
    ever = enough.any(axis=1)
    if not ever.any():
        return 0.0, None
    return float(ever.mean()), float(np.median(base + enough.argmax(axis=1)[ever]))


def _carriers(interviews: Sequence[Iterable[Hashable]]) -> list[list[int]]:
    """For each code, the numbers of the interviews that bring it; from 0, in order."""
    found: dict[Hashable, list[int]] = {}
    for i, codes in enumerate(interviews):
        for code in frozenset(codes):
            found.setdefault(code, []).append(i)
    return list(found.values())
