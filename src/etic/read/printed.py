"""What a workbook's cell shows: a number as its format prints it, anything else as its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DIGITS = re.compile(r"[0#?]\.([0#?]+)")


def printed(value: object, pattern: str) -> str | None:
    """A number by its number format, with a point; None where format or value are no such thing.

    Only what a survey's figures need: decimals and the sign of percent.

    >>> printed(32, "0.0"), printed(0.221, "0.0%"), printed(7.25, '0.0" %"'), printed(5, "General")
    ('32.0', '22.1%', '7.3', None)
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or pattern == "General":
        return None
    first = _LITERAL.sub("", pattern.split(";")[0])
    if not re.search("[0#]", first) or re.search("[dmyhsE]", first, re.IGNORECASE):
        return None
    found = _DIGITS.search(first)
    number = Decimal(repr(value))
    sign = ""
    if "%" in first:
        number, sign = number * 100, "%"
    step = Decimal(1).scaleb(-len(found[1]) if found else 0)
    return f"{number.quantize(step, ROUND_HALF_UP):f}{sign}"


def as_long(percents: Sequence[str], loose: Sequence[bool]) -> tuple[list[str], int]:
    """Percents of one table, the loose ones with noughts at their ends until they are as long as
    the longest; and how many decimals that is. A table is printed with one number of them.

    >>> as_long(["22.1", "30", "", "5"], [True, True, False, False])
    (['22.1', '30.0', '', '5'], 1)
    """
    decimals = max((len(percent.partition(".")[2]) for percent in percents), default=0)
    found = [
        f"{Decimal(percent):.{decimals}f}" if percent and at_end else percent
        for percent, at_end in zip(percents, loose, strict=True)
    ]
    return found, decimals
