"""What stands beside a coefficient: prevalence, bias, agreement of each category for itself.

All are computed from totals, also of draws, and are nan where undefined.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from etic.analysis.agreement.coefficients import NAN, share
from etic.analysis.agreement.ratings import Totals

if TYPE_CHECKING:
    from etic.analysis.agreement.ratings import Floats


def prevalence(totals: Totals) -> Floats:
    """How much one of two categories prevails, from −1 (all are the first) to 1 (all the second).

        PI = (Σ_l P_2l − Σ_l P_1l) / n'

    Of two coders it is (a − d) / n, a and d being how often both said the second and both the
    first. Far from 0 it draws κ, π and α down however well coders agree. nan unless there are two
    categories.

    Reference: Byrt, Bishop & Carlin (1993), *Journal of Clinical Epidemiology* 46, 423–429.

    >>> from etic.analysis.agreement.ratings import from_table
    >>> round(float(prevalence(from_table([[1, 3], [0, 6]]).totals())), 2)  # (6 − 1) / 10
    0.5
    """
    if len(totals.categories) != 2:
        return totals.units * NAN
    used = share(totals.pairs.sum(axis=-1), totals.pairable[..., None])
    return used[..., 1] - used[..., 0]


def bias(totals: Totals) -> Floats:
    """How far coders differ in how often they use the second of two categories, 0 to 1.

        BI = max_{g, h} |p_g2 − p_h2|   over units that both g and h rated

    Of two coders it is |b − c| / n, b and c being the two ways to differ. nan unless there are two
    categories, and units that two coders rated.

    Reference: Byrt, Bishop & Carlin (1993).

    >>> from etic.analysis.agreement.ratings import from_table
    >>> round(float(bias(from_table([[1, 3], [0, 6]]).totals())), 2)  # |3 − 0| / 10
    0.3
    """
    import numpy as np

    if len(totals.categories) != 2 or totals.coders < 2:
        return totals.units * NAN
    first, second = np.triu_indices(totals.coders, 1)
    both = totals.together[..., first, second]
    more = totals.beside[..., first, second, 1] - totals.beside[..., second, first, 1]
    apart = share(abs(more), both, empty=-1.0).max(axis=-1)
    return np.where(apart < 0, NAN, apart)


def specific(totals: Totals) -> Floats:
    """Specific agreement of each category (..., q): P_kk / Σ_l P_kl.

    If one of two coders, taken by chance, said k of a unit: how likely is it that the other did.
    Of coded and not coded these are positive and negative agreement, 2a / (2a + b + c) and
    2d / (2d + b + c). nan where nobody used a category.

    Reference: Cicchetti, D. V. & Feinstein, A. R. (1990). *Journal of Clinical Epidemiology* 43,
    551–558.

    >>> from etic.analysis.agreement.ratings import from_table
    >>> specific(from_table([[1, 3], [0, 6]]).totals()).tolist()  # 2/(2 + 3), 12/(12 + 3)
    [0.4, 0.8]
    """
    import numpy as np

    same = np.diagonal(totals.pairs, axis1=-2, axis2=-1)
    return share(same, totals.pairs.sum(axis=-1))
