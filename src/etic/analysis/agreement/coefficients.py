"""Coefficients of agreement on ratings: each with its formula, its symbols and a published example.

All of them but α compare observed with expected agreement, (p_o − p_e) / (1 − p_e), and differ in
what they expect by chance. Several coders and missing ratings are dealt with by the general
formulas of Gwet (2014). Throughout, over units u that weigh w_u:

- r_uk coders put unit u into category k, r_u = Σ_k r_uk rated it at all;
- p_o = Σ_kl w_kl P_kl / n', P_kl = Σ_u (r_uk r_ul − [k = l] r_uk) / (r_u (r_u − 1)), over the n'
  units that two or more rated; w_kl are the weights of agreement (`scales.agreement_weights`);
- π_k = Σ_u (r_uk / r_u) / n over the n units that anybody rated;
- p_gk is the share of category k among the ratings by coder g.

Undefined is None with a reason, a message of the catalogue `coefficients`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from etic.analysis.agreement.ratings import Ratings, Totals
from etic.analysis.agreement.scales import (
    Metric,
    Weights,
    agreement_weights,
    squared_distances,
)

if TYPE_CHECKING:
    from etic.analysis.agreement.ratings import Floats

NAN = float("nan")
NIL = 1e-12  # below it, what is left of 1 is a matter of rounding


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient with what it comes from; `value` is None, with a reason, where undefined.

    `observed` and `expected` are agreement; of α they are disagreement, D_o and D_e.
    """

    value: float | None
    observed: float | None = None
    expected: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """The same as numbers, one a draw; nan where undefined. `value` follows from the other two."""

    observed: Floats
    expected: Floats
    value: Floats


PartsOf = Callable[[Totals], Parts]


def percent(ratings: Ratings, weights: Weights = "identity") -> Coefficient:
    """Observed agreement p_o: the share of pairs of ratings of a unit that agree.

    >>> from etic.analysis.agreement.ratings import from_table
    >>> percent(from_table([[8, 1], [0, 1]])).value
    0.9
    """
    return _given(ratings, percent_parts(ratings.totals(), weights))


def percent_parts(totals: Totals, weights: Weights = "identity") -> Parts:
    """`percent` over draws."""
    observed = _observed(totals, _weights(totals, weights))
    return Parts(observed, observed * 0, observed)


def cohen(ratings: Ratings, weights: Weights = "identity") -> Coefficient:
    """Cohen's κ of two coders: each is expected to use categories as often as they did.

        κ = (p_o − p_e) / (1 − p_e),   p_e = Σ_kl w_kl p_1k p_2l

    over units that both rated. With `weights` it is weighted κ (linear, quadratic, ordinal).

    References: Cohen, J. (1960). *Educational and Psychological Measurement* 20, 37–46; weighted:
    Cohen, J. (1968). *Psychological Bulletin* 70, 213–220.

    >>> from etic.analysis.agreement.ratings import from_table
    >>> found = cohen(from_table([[88, 14, 18], [10, 40, 10], [2, 6, 12]]))  # Cohen 1960, p. 45
    >>> round(found.observed, 2), round(found.expected, 2), round(found.value, 3)
    (0.7, 0.41, 0.492)
    """
    _two(ratings)
    return _given(ratings, cohen_parts(ratings.totals(), weights))


def cohen_parts(totals: Totals, weights: Weights = "identity") -> Parts:
    """`cohen` over draws."""
    near = _weights(totals, weights)
    both, observed = _between_two(totals, near)
    first, second = both.sum(axis=-1), both.sum(axis=-2)
    expected = (near * first[..., :, None] * second[..., None, :]).sum(axis=(-2, -1))
    return _chance(observed, expected)


def kappa_max(ratings: Ratings) -> Coefficient:
    """The largest κ that two coders could reach who use the categories as often as they did.

        κ_max = (Σ_k min(p_1k, p_2k) − p_e) / (1 − p_e)

    Reference: Cohen (1960), p. 42.

    >>> from etic.analysis.agreement.ratings import from_table
    >>> round(kappa_max(from_table([[88, 14, 18], [10, 40, 10], [2, 6, 12]])).value, 3)
    0.831
    """
    import numpy as np

    _two(ratings)
    totals = ratings.totals()
    both, observed = _between_two(totals, _weights(totals, "identity"))
    first, second = both.sum(axis=-1), both.sum(axis=-2)
    most = np.minimum(first, second).sum(axis=-1) + observed * 0  # nan where nothing was rated
    return _given(ratings, _chance(most, (first * second).sum(axis=-1)))


def conger(ratings: Ratings, weights: Weights = "identity") -> Coefficient:
    """Conger's κ: Cohen's, for any number of coders.

        p_e = Σ_{g ≠ h} Σ_kl w_kl p_gk p_hl / (r (r − 1)),   r coders

    Each coder's shares are of all units that they rated. A coder who rated none is left out.

    References: Conger, A. J. (1980). *Psychological Bulletin* 88, 322–328; Gwet (2014), ch. 2.
    """
    return _given(ratings, conger_parts(ratings.totals(), weights))


def conger_parts(totals: Totals, weights: Weights = "identity") -> Parts:
    """`conger` over draws."""
    near = _weights(totals, weights)
    rated = totals.by_coder.sum(axis=-1)  # (..., coders)
    own = share(totals.by_coder, rated[..., None], empty=0.0)
    pooled = own.sum(axis=-2)
    every = (near * pooled[..., :, None] * pooled[..., None, :]).sum(axis=(-2, -1))
    same = (near * (own[..., :, :, None] * own[..., :, None, :]).sum(axis=-3)).sum(axis=(-2, -1))
    coders = (rated > 0).sum(axis=-1)
    return _chance(_observed(totals, near), share(every - same, coders * (coders - 1.0)))


def fleiss(ratings: Ratings, weights: Weights = "identity") -> Coefficient:
    """Fleiss' κ: all coders are expected to use categories as often as all did together.

        p_e = Σ_kl w_kl π_k π_l

    With two coders who rated all units it is Scott's π.

    References: Fleiss, J. L. (1971). *Psychological Bulletin* 76, 378–382; Gwet (2014), ch. 2.

    >>> from etic.analysis.agreement.ratings import from_table
    >>> round(fleiss(from_table([[8, 1], [0, 1]])).value, 4)
    0.6078
    """
    return _given(ratings, fleiss_parts(ratings.totals(), weights))


def fleiss_parts(totals: Totals, weights: Weights = "identity") -> Parts:
    """`fleiss` over draws."""
    near = _weights(totals, weights)
    used = _used(totals)
    expected = (near * used[..., :, None] * used[..., None, :]).sum(axis=(-2, -1))
    return _chance(_observed(totals, near), expected)


def fleiss_by_category(ratings: Ratings) -> dict[object, Coefficient]:
    """Fleiss' κ of each category against all others.

        κ_k = 1 − Σ_{l ≠ k} P_kl / (n' π_k (1 − π_k))

    Reference: Fleiss (1971), p. 381.
    """
    totals = ratings.totals()
    used = _used(totals)
    found: dict[object, Coefficient] = {}
    for i, category in enumerate(ratings.categories):
        apart = totals.pairs[i].sum() - totals.pairs[i, i]
        observed = 1 - 2 * share(apart, totals.pairable)
        expected = 1 - 2 * used[i] * (1 - used[i])
        found[category] = _given(ratings, _chance(observed, expected))
    return found


def scott(ratings: Ratings, weights: Weights = "identity") -> Coefficient:
    """Scott's π of two coders, over units that both rated: p_e = Σ_kl w_kl π_k π_l.

    Reference: Scott, W. A. (1955). *Public Opinion Quarterly* 19, 321–325.
    """
    _two(ratings)
    return _given(ratings, scott_parts(ratings.totals(), weights))


def scott_parts(totals: Totals, weights: Weights = "identity") -> Parts:
    """`scott` over draws."""
    near = _weights(totals, weights)
    both, observed = _between_two(totals, near)
    used = (both.sum(axis=-1) + both.sum(axis=-2)) / 2
    expected = (near * used[..., :, None] * used[..., None, :]).sum(axis=(-2, -1))
    return _chance(observed, expected)


def brennan_prediger(ratings: Ratings, weights: Weights = "identity") -> Coefficient:
    """Brennan and Prediger's coefficient: by chance every category is as likely as another.

        p_e = Σ_kl w_kl / q²,   q categories; unweighted 1 / q

    Of two categories it is also called PABAK, prevalence-adjusted bias-adjusted κ: 2 p_o − 1.

    References: Brennan, R. L. & Prediger, D. J. (1981). *Educational and Psychological
    Measurement* 41, 687–699; Byrt, T., Bishop, J. & Carlin, J. B. (1993). *Journal of Clinical
    Epidemiology* 46, 423–429.

    >>> from etic.analysis.agreement.ratings import from_table
    >>> round(brennan_prediger(from_table([[8, 1], [0, 1]])).value, 3)
    0.8
    """
    return _given(ratings, brennan_prediger_parts(ratings.totals(), weights))


def brennan_prediger_parts(totals: Totals, weights: Weights = "identity") -> Parts:
    """`brennan_prediger` over draws."""
    near = _weights(totals, weights)
    size = max(len(totals.categories), 1)
    observed = _observed(totals, near)
    return _chance(observed, observed * 0 + near.sum() / size**2)


def gwet(ratings: Ratings, weights: Weights = "identity") -> Coefficient:
    """Gwet's AC1, and with weights AC2: only units that are hard to rate are rated by chance.

        p_e = T Σ_k π_k (1 − π_k) / (q (q − 1)),   T = Σ_kl w_kl, q categories

    References: Gwet, K. L. (2008). *British Journal of Mathematical and Statistical Psychology*
    61, 29–48; Gwet (2014), ch. 4.

    >>> from etic.analysis.agreement.ratings import from_table
    >>> found = gwet(from_table([[8, 1], [0, 1]]))
    >>> round(found.expected, 3), round(found.value, 4)
    (0.255, 0.8658)
    """
    return _given(ratings, gwet_parts(ratings.totals(), weights))


def gwet_parts(totals: Totals, weights: Weights = "identity") -> Parts:
    """`gwet` over draws."""
    import numpy as np

    near = _weights(totals, weights)
    used, size = _used(totals), len(totals.categories)
    observed = _observed(totals, near)
    if size < 2:  # with one category nothing could have been said otherwise
        return Parts(observed, observed * 0 + 1, np.full_like(observed, np.nan))
    expected = near.sum() / (size * (size - 1)) * (used * (1 - used)).sum(axis=-1)
    return _chance(observed, expected)


def alpha(ratings: Ratings, metric: Metric = "nominal") -> Coefficient:
    """Krippendorff's α: observed disagreement over that of all values put together by chance.

        α = 1 − D_o / D_e,   D_o = Σ_ck o_ck δ²_ck / n,   D_e = Σ_ck n_c n_k δ²_ck / (n (n − 1))

    o_ck = Σ_u (r_uc r_uk − [c = k] r_uc) / (r_u − 1) are coincidences in units that two or more
    rated, n_c = Σ_k o_ck, n = Σ_c n_c; δ² is the metric (`scales.squared_distances`). Missing
    ratings are simply not there. `observed` and `expected` are D_o and D_e.

    References: Krippendorff, K. (2011). *Computing Krippendorff's alpha-reliability*; (2019).
    *Content Analysis*, 4th ed., ch. 12.

    >>> from etic.analysis.agreement.ratings import ratings
    >>> one, two = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    >>> found = alpha(ratings(list(zip(one, two))))  # Krippendorff 2011, A
    >>> round(found.observed, 3), round(found.expected, 3), round(found.value, 3)
    (0.4, 0.442, 0.095)
    """
    return _given(ratings, alpha_parts(ratings.totals(), metric))


def alpha_parts(totals: Totals, metric: Metric = "nominal") -> Parts:
    """`alpha` over draws; its parts are disagreements."""
    import numpy as np

    used = totals.coincidences.sum(axis=-1)
    n = used.sum(axis=-1)
    far = squared_distances(totals.categories, used, metric)
    observed = share((totals.coincidences * far).sum(axis=(-2, -1)), n)
    chance = (used[..., :, None] * used[..., None, :] * far).sum(axis=(-2, -1))
    expected = share(chance, n * (n - 1))
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.where(expected > 0, 1 - observed / expected, np.nan)
    return Parts(observed, expected, value)


# -- what they have in common ----------------------------------------------------------------------


def defined(value: Floats) -> float | None:
    """A number, or None where it is undefined."""
    number = float(value)
    return None if number != number else number


def why_undefined(totals: Totals) -> str:
    """Why a coefficient on these ratings has no value, as a message of `coefficients`."""
    if totals.coders == 1:
        return "why-one-coder"
    if not totals.pairable > 0:
        return "why-no-pairs"
    return "why-one-category"


def _given(ratings: Ratings, parts: Parts) -> Coefficient:
    value = defined(parts.value)
    reason = why_undefined(ratings.totals()) if value is None else ""
    return Coefficient(value, defined(parts.observed), defined(parts.expected), reason)


def _two(ratings: Ratings) -> None:
    if ratings.coders != 2:
        raise ValueError(f"of two coders, not of {ratings.coders}: take conger or fleiss")


def _weights(totals: Totals, kind: Weights) -> Floats:
    return agreement_weights(totals.categories, kind)


def _used(totals: Totals) -> Floats:
    return share(totals.shares, totals.units[..., None])


def _between_two(totals: Totals, near: Floats) -> tuple[Floats, Floats]:
    """The table of two coders as shares, and p_o of it; nan where both rated nothing at all."""
    rated = totals.table.sum(axis=(-2, -1))
    both = share(totals.table, rated[..., None, None])
    return both, share((near * totals.table).sum(axis=(-2, -1)), rated)


def _observed(totals: Totals, near: Floats) -> Floats:
    return share((near * totals.pairs).sum(axis=(-2, -1)), totals.pairable)


def share(part: Floats, whole: Floats, empty: float = NAN) -> Floats:
    """`part / whole`, and `empty` where there is nothing to divide by."""
    import numpy as np

    part, whole = np.asarray(part, dtype=float), np.asarray(whole, dtype=float)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(whole > 0, part / whole, empty)


def _chance(observed: Floats, expected: Floats) -> Parts:
    """What is left of agreement beyond chance, where chance leaves anything."""
    import numpy as np

    left = 1 - expected
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.where(left > NIL, (observed - expected) / left, np.nan)
    return Parts(observed, expected, value)
