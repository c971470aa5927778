"""The same people in interviews and survey: how far the two agree, person by person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb


@dataclass(frozen=True, slots=True)
class Paired:
    """Code and answer of the same people; None, with a reason, where a figure is undefined."""

    both: int
    code_only: int
    answer_only: int
    neither: int
    percent: float | None
    kappa: float | None
    p: float | None  # McNemar's exact test
    reason: str = ""  # message in the catalogue `reasons`

    @property
    def base(self) -> int:
        """People of whom both sides are known."""
        return self.both + self.code_only + self.answer_only + self.neither


def paired(pairs: Sequence[tuple[bool, bool]]) -> Paired:
    r"""Agreement of (carries the code, gave the answer), person by person.

    With a, b, c, d the people with both, the code only, the answer only and neither, and N their
    sum: percent = (a + d)/N; Cohen's κ = (percent − e)/(1 − e) with
    e = ((a + b)(a + c) + (c + d)(b + d))/N². κ is None where e = 1 (everybody is the same on both
    sides). p is that of McNemar's exact test that code and answer are equally frequent.

    References: Cohen, J. (1960). *Educational and Psychological Measurement* 20, 37–46; McNemar, Q.
    (1947). *Psychometrika* 12, 153–157.

    >>> found = paired([(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10
    ...                + [(False, False)] * 15)
    >>> found.percent, round(found.kappa, 3), round(found.p, 4)
    (0.7, 0.4, 0.3018)
    """
    a, b, c, d = (
        sum(pair == kind for pair in pairs)
        for kind in ((True, True), (True, False), (False, True), (False, False))
    )
    base = a + b + c + d
    if not base:
        return Paired(a, b, c, d, None, None, None, "no-pairs")
    percent = (a + d) / base
    expected = ((a + b) * (a + c) + (c + d) * (b + d)) / base**2
    if expected == 1:
        return Paired(a, b, c, d, percent, None, mcnemar(b, c), "all-alike")
    return Paired(a, b, c, d, percent, (percent - expected) / (1 - expected), mcnemar(b, c))


def mcnemar(b: int, c: int) -> float:
    """The two-sided exact p of McNemar's test: that b and c halve b + c.

        p = min(1, 2 Σ_{i ≤ min(b, c)} C(b + c, i) / 2^(b + c))

    Parameters: `b`, `c` ≥ 0, the people who differ in one way and in the other. p = 1 for none.

    >>> round(mcnemar(5, 10), 4), mcnemar(0, 0)
    (0.3018, 1.0)
    """
    total = b + c
    tail = sum(comb(total, i) for i in range(min(b, c) + 1))
    return min(1.0, float(2 * tail / 2**total))
