"""Who carries a theme: whether many respondents speak of it, or one speaks for all."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from etic.language.words import words

Unit = TypeVar("Unit", bound=Hashable)
Warned = Literal["", "one", "half", "uneven"]


@dataclass(frozen=True, slots=True)
class Concentration:
    """How what is said of a theme is spread over those who say it.

    `top_share`, `effective`, `entropy_number` and `gini` are None, with a reason, where nobody
    says anything.
    """

    units: int  # who say something
    total: float
    top: tuple[Hashable, ...]  # who says most; several where they say as much as one another
    top_share: float | None  # 0 to 1
    effective: float | None  # Hill's number of order 2, in units
    entropy_number: float | None  # Hill's number of order 1, in units
    gini: float | None  # 0 to 1, among those who say something
    warned: Warned = ""
    reason: str = ""  # message in the catalogue `responses`


def concentration(amounts: Mapping[Unit, float]) -> Concentration:
    """How amounts are spread over units, in effective numbers of units.

    With p(i) the share of unit i in the total:

        top share        max p(i)
        order 2          1 / Σ p(i)²              (inverse Simpson, Laakso–Taagepera)
        order 1          exp(−Σ p(i) ln p(i))     (exponential of Shannon's entropy)
        Gini             Σ Σ |x(i) − x(j)| / (2 n Σ x(i))

    Both effective numbers are the number of units that, saying as much as one another, would be as
    concentrated: n where all say as much, 1 where one says everything.

    Parameters: `amounts` maps a unit (a respondent) to how much it says (codings, words), finite
    and ≥ 0; who says nothing is no unit of the theme.

    It is *warned* of: `one` unit alone; more than `half` with one unit; `uneven`, the number of
    order 2 below half of the units.

    Raises ValueError for an amount below 0 or not finite.

    References
    ----------
    1. Hill, M. O. (1973). Diversity and evenness: a unifying notation and its consequences.
       *Ecology* 54, 427–432.
    2. Laakso, M. & Taagepera, R. (1979). "Effective" number of parties: a measure with application
       to West Europe. *Comparative Political Studies* 12, 3–27.

    Shares of .40, .30, .20 and .10 are 3.33 effective parties:

    >>> c = concentration({"A": 40, "B": 30, "C": 20, "D": 10})
    >>> c.top, c.top_share, round(c.effective, 2), round(c.entropy_number, 2), c.gini
    (('A',), 0.4, 3.33, 3.6, 0.25)
    >>> concentration({}).effective is None, concentration({}).reason
    (True, 'nobody-carries')
    """
    if any(not math.isfinite(amount) or amount < 0 for amount in amounts.values()):
        raise ValueError("amounts must be finite and not negative")
    said = {unit: amount for unit, amount in amounts.items() if amount > 0}
    n = len(said)
    total = math.fsum(said.values())
    if not said:
        return Concentration(0, 0, (), None, None, None, None, reason="nobody-carries")
    most = max(said.values())
    # As parts of the largest first, so that neither huge nor tiny amounts leave the range.
    of_top = [amount / most for amount in said.values()]
    whole = math.fsum(of_top)
    shares = [amount / whole for amount in of_top]
    effective = min(float(n), max(1.0, 1 / math.fsum(p * p for p in shares)))
    entropy = -math.fsum(p * math.log(p) for p in shares if p > 0)
    ranked = sorted(shares)
    gini = max(0.0, math.fsum((2 * i - n - 1) * p for i, p in enumerate(ranked, 1)) / n)
    top_share = 1 / whole
    warned: Warned = ""
    if n == 1:
        warned = "one"
    elif top_share > 0.5:
        warned = "half"
    elif effective < n / 2:
        warned = "uneven"
    return Concentration(
        n, total, tuple(u for u, amount in said.items() if amount == most), top_share, effective,
        min(float(n), max(effective, math.exp(entropy))), gini, warned,
    )  # fmt: skip


def words_covered(passages: Iterable[tuple[int, int, str]]) -> int:
    """How many words passages of one text cover, each once however many passages it lies in.

    Parameters: `passages` are (start, end, text) with `len(text) == end - start`.

    >>> words_covered([(0, 10, "мать болел"), (5, 20, "болела, и уехал"), (30, 33, "мой")])
    5
    """
    pieces: list[str] = []
    reached = -1
    for start, end, text in sorted(passages):
        if start > reached:
            pieces.append(" ")
            reached = start
        if end > reached:
            pieces.append(text[reached - start :])
            reached = end
    return sum(1 for _ in words("".join(pieces)))
