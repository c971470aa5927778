"""Sorting names as people do: R2 before R10."""

from __future__ import annotations

import re
from functools import lru_cache

_DIGITS = re.compile(r"(\d+)")


@lru_cache(maxsize=20_000)
def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key in which runs of digits count as numbers.

    >>> sorted(["R10", "R2", "r1"], key=natural)
    ['r1', 'R2', 'R10']
    """
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part.casefold())
        for part in _DIGITS.split(name)
        if part
    )
