"""What has not been seen yet: the mass of unseen codes, and how many there may be in all."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

Z = 1.959963984540054  # of the normal distribution, for 95 %


@dataclass(frozen=True, slots=True)
class Unseen:
    """What the codes that stand in few interviews say of those in none.

    Figures are None, with a reason in the catalogue `saturation`, where they are not defined:
    `no-codes`, no interview has a code; `one-interview`, with a single one every code stands in
    one interview alone. `interval_reason` is `nothing-more` where no code suggests that there are
    further ones, so that the estimate is what was seen and has no interval.
    """

    interviews: int
    codes: int  # seen
    incidences: int  # N: in how many interviews each code is, summed over codes
    once: int  # f₁: codes in one interview alone
    twice: int  # f₂: codes in exactly two
    mass: float | None  # f₁ / N
    coverage: float | None  # share of all incidences that belong to codes seen
    richness: float | None  # Chao2: at least so many codes there are
    low: float | None
    high: float | None
    reason: str = ""
    interval_reason: str = ""


def unseen(frequencies: Iterable[int], interviews: int) -> Unseen:
    """How much is unseen, by the codes that stand in one and in two interviews.

        mass      M = f₁ / N                                                     (Good–Turing)
        coverage  C = 1 − f₁/N · (T−1)·f₁ / ((T−1)·f₁ + 2f₂)        where f₂ > 0
                  C = 1 − f₁/N · (T−1)(f₁−1) / ((T−1)(f₁−1) + 2)    where f₂ = 0
        Chao2     S′ = S + (T−1)/T · f₁² / (2f₂)                    where f₂ > 0
                  S′ = S + (T−1)/T · f₁(f₁−1) / 2                   where f₂ = 0

    T is the number of interviews, S that of codes seen, fₖ how many codes stand in exactly k
    interviews, and N = Σ k·fₖ the number of incidences: a code counts once an interview, however
    many passages have it. M is the probability that, if one more incidence were drawn, it is of a
    code not seen. Chao2 is a lower bound of the number of codes there are; with A = (T−1)/T and
    r = f₁/f₂ its variance is f₂·(A·r²/2 + A²·r³ + A²·r⁴/4), where f₂ = 0 it is
    A·f₁(f₁−1)/2 + A²·f₁(2f₁−1)²/4 − A²·f₁⁴/(4S′). The interval of 95 % is that of Chao, with
    D = S′ − S and K = exp(1.96·√ln(1 + var/D²)): from S + D/K to S + D·K.

    Parameters: `frequencies` has for each code the number of interviews that it is in; 0 is left
    out. `interviews` is their number.

    Raises ValueError for a code in more interviews than there are.

    References
    ----------
    1. Good, I. J. (1953). The population frequencies of species and the estimation of population
       parameters. *Biometrika* 40, 237–264.
    2. Chao, A. (1987). Estimating the population size for capture–recapture data with unequal
       catchability. *Biometrics* 43, 783–791.
    3. Chao, A. & Jost, L. (2012). Coverage-based rarefaction and extrapolation: standardizing
       samples by completeness rather than size. *Ecology* 93, 2533–2547.
    4. Colwell, R. K. et al. (2012). Models and estimators linking individual-based and sample-based
       rarefaction, extrapolation and comparison of assemblages. *Journal of Plant Ecology* 5, 3–21.

    Ten interviews, four codes in one alone, two in two, one in five:

    >>> found = unseen([1, 1, 1, 1, 2, 2, 5], 10)
    >>> found.incidences, round(found.mass, 4), round(found.coverage, 4), found.richness
    (13, 0.3077, 0.7231, 10.6)
    >>> round(found.low, 2), round(found.high, 2)
    (7.5, 33.1)
    """
    counts = [k for k in frequencies if k]
    if any(k < 0 or k > interviews for k in counts):
        raise ValueError("a code cannot be in more interviews than there are")
    t, s, n = interviews, len(counts), sum(counts)
    once, twice = counts.count(1), counts.count(2)
    nothing = (t, s, n, once, twice)
    if not s:
        return Unseen(*nothing, None, None, None, None, None, "no-codes")
    if t < 2:
        return Unseen(*nothing, None, None, None, None, None, "one-interview")
    mass = once / n
    a = (t - 1) / t
    if twice:
        left = (t - 1) * once / ((t - 1) * once + 2 * twice)
        more = a * once**2 / (2 * twice)
        r = once / twice
        variance = twice * (a * r**2 / 2 + a**2 * r**3 + a**2 * r**4 / 4)
    else:
        pairs = (t - 1) * max(once - 1, 0)
        left = pairs / (pairs + 2)
        more = a * once * (once - 1) / 2
        variance = (
            a * once * (once - 1) / 2
            + a**2 * once * (2 * once - 1) ** 2 / 4
            - a**2 * once**4 / (4 * (s + more))
        )
    coverage = 1 - mass * left
    if more <= 0:
        return Unseen(*nothing, mass, coverage, float(s), None, None, "", "nothing-more")
    k = math.exp(Z * math.sqrt(math.log1p(max(variance, 0.0) / more**2)))
    return Unseen(*nothing, mass, coverage, s + more, s + more / k, s + more * k)
