"""Numbers as they were printed: what they can stand for, and which counts print them.

A percent printed as `p` with `d` decimals stands for any value in `[p − ½·10⁻ᵈ, p + ½·10⁻ᵈ]`. Both
ends belong to it, so that rounding half up and half to even are both allowed. Where decimals were
cut off it stands for `[p, p + 10⁻ᵈ]`, and `<p` for `[0, p]`. All is reckoned in fractions of whole
numbers, never in binary ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

_LESS = re.compile(r"(?:<|менее|меньше|less than|under)\s*([\d.]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed number: its value, how many decimals it has, and how it came about."""

    value: Decimal
    decimals: int
    how: Literal["rounded", "cut", "less"] = "rounded"

    @property
    def low(self) -> Fraction:
        """The smallest value that prints so."""
        if self.how == "less":
            return Fraction(0)
        return Fraction(self.value) - (
            0 if self.how == "cut" else Fraction(1, 2 * 10**self.decimals)
        )

    @property
    def high(self) -> Fraction:
        """The largest value that prints so."""
        if self.how == "less":
            return Fraction(self.value)
        return Fraction(self.value) + Fraction(
            1, (1 if self.how == "cut" else 2) * 10**self.decimals
        )

    @property
    def half(self) -> Fraction:
        """How far the true value may lie away from the middle of what prints so."""
        return (self.high - self.low) / 2

    @property
    def middle(self) -> Fraction:
        """The middle of the values that print so: the number itself where it was rounded."""
        return (self.low + self.high) / 2

    @property
    def steps(self) -> int:
        """How many percents of so many decimals there are."""
        return int(100 * 10**self.decimals)

    def counts(self, base: int) -> range:
        """The counts of a base that print this percent; empty where none does (GRIM).

        >>> printed("33.3").counts(12), printed("32.0").counts(25), printed("64.2").counts(25)
        (range(4, 5), range(8, 9), range(17, 17))
        """
        first = -((-self.low * base) // 100)  # rounded up
        last = (self.high * base) // 100
        return range(max(0, int(first)), min(base, int(last)) + 1)

    def __str__(self) -> str:
        return f"{'<' if self.how == 'less' else ''}{self.value:.{self.decimals}f}"


def printed(text: str) -> Printed | None:
    """A percent as it stands in a cell; None where there is none.

    >>> str(printed("32.0")), str(printed("-4,5")), printed(""), str(printed("менее 0,1 %"))
    ('32.0', '-4.5', None, '<0.1')
    """
    text = text.strip().replace(",", ".").replace("−", "-").replace("–", "-").rstrip("% ")
    less = _LESS.fullmatch(text)
    try:
        value = Decimal(less[1] if less else text)
    except ArithmeticError:
        return None
    if not value.is_finite():
        return None
    exponent = value.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return Printed(value, decimals, "less" if less else "rounded")
