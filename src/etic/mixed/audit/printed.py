"""Numbers as they were printed: what they can stand for, and which counts print them.

A percent printed as `p` with `d` decimals stands for any value in `[p − ½·10⁻ᵈ, p + ½·10⁻ᵈ]`. Both
ends belong to it, so that rounding half up and half to even are both allowed. All is reckoned in
whole numbers of `10⁻ᵈ⁻¹ /2`, never in binary fractions.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed number: its value and how many decimals it has."""

    value: Decimal
    decimals: int

    @property
    def half(self) -> Fraction:
        """How far the true value may lie away: half a unit of the last decimal."""
        return Fraction(1, 2 * 10**self.decimals)

    @property
    def low(self) -> Fraction:
        """The smallest value that prints so."""
        return Fraction(self.value) - self.half

    @property
    def high(self) -> Fraction:
        """The largest value that prints so."""
        return Fraction(self.value) + self.half

    def counts(self, base: int) -> range:
        """The counts of a base that print this percent; empty where none does (GRIM).

        >>> printed("33.3").counts(12), printed("32.0").counts(25), printed("64.2").counts(25)
        (range(4, 5), range(8, 9), range(17, 17))
        """
        first = -((-self.low * base) // 100)  # rounded up
        last = (self.high * base) // 100
        return range(max(0, int(first)), min(base, int(last)) + 1)

    def __str__(self) -> str:
        return f"{self.value:.{self.decimals}f}"


def printed(text: str) -> Printed | None:
    """A percent as it stands in a cell; None where there is none.

    >>> str(printed("32.0")), str(printed("-4,5")), printed("")
    ('32.0', '-4.5', None)
    """
    text = text.strip().replace(",", ".").replace("−", "-").replace("–", "-").rstrip("% ")
    try:
        value = Decimal(text)
    except ArithmeticError:
        return None
    if not value.is_finite():
        return None
    exponent = value.as_tuple().exponent
    return Printed(value, max(0, -exponent) if isinstance(exponent, int) else 0)
