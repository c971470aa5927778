"""Single values as people write them in cells: counts, decimals, yes and no."""

from __future__ import annotations

import math
import re

_SPACES = str.maketrans("", "", " \u00a0\u202f\u2009")
_MINUS = str.maketrans("\u2212\u2013", "--")
_INTEGER = re.compile(r"[-+]?[0-9]{1,15}")
_PLAIN = re.compile(r"[-\u2212]?(?:0|[1-9][0-9]{0,14})(?:[.,][0-9]{1,15})?")
_LESS = re.compile(r"(?:[<≤]|менее|меньше|less than|under|below)\s*(\S.*)", re.IGNORECASE)
_DECIMAL = re.compile(r"[-+]?[0-9]{1,15}(?:[.,][0-9]{1,15})?")
_FLOAT = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)?(?:[eE][-+]?[0-9]{1,3})?")

YES = frozenset(["true", "да", "yes", "1", "истина"])
NO = frozenset(["false", "нет", "no", "0", "ложь"])


def integer(text: str) -> int | None:
    """A whole number, thousands parted by spaces or not; None where it is none.

    >>> integer("1 794"), integer("15.0"), integer("3.5"), integer("1e3")
    (1794, 15, None, None)
    """
    plain = re.sub(r"[.,]0+$", "", text.strip().translate(_SPACES).translate(_MINUS))
    return int(plain) if _INTEGER.fullmatch(plain) else None


def is_number(text: str) -> bool:
    """Whether nothing is lost when a text becomes a number.

    >>> is_number("34"), is_number("−51,5"), is_number("007"), is_number("+996"), is_number("1e3")
    (True, True, False, False, False)
    """
    return _PLAIN.fullmatch(text) is not None


def decimal(text: str) -> str | None:
    """A number with its decimals as printed and a point between; None where it is none.

    >>> decimal("22,1"), decimal("32.0 %"), decimal("−4,5"), decimal("22,1,3")
    ('22.1', '32.0', '-4.5', None)
    """
    plain = text.strip().removesuffix("%").translate(_SPACES).translate(_MINUS)
    return plain.replace(",", ".") if _DECIMAL.fullmatch(plain) else None


def measured(text: str) -> float | None:
    """A number however it is written, with all the digits that a program prints, an exponent or a
    real minus; None where it is none.

    >>> measured("−4,5"), measured("1 234.5"), measured("0.30000000000000004"), measured("1e-05")
    (-4.5, 1234.5, 0.30000000000000004, 1e-05)
    >>> measured("1_000"), measured("nan"), measured("нет"), measured("1e999")
    (None, None, None, None)
    """
    plain = text.strip().translate(_SPACES).translate(_MINUS)
    found = float(plain.replace(",", ".")) if _FLOAT.fullmatch(plain) else math.inf
    return found if math.isfinite(found) else None


def share(text: str) -> str | None:
    """A printed percent: a number, or what it is less than; None where it is neither.

    >>> share("22,1 %"), share("< 0,1"), share("менее 1 %"), share("few")
    ('22.1', '<0.1', '<1', None)
    """
    less = _LESS.fullmatch(text.strip())
    number = decimal(less[1] if less else text)
    return number if number is None or not less else f"<{number.lstrip('+')}"


def boolean(text: str) -> bool | None:
    """Yes or no in Russian or English, or as 1 and 0; None where it is neither.

    >>> boolean("Да"), boolean("FALSE"), boolean("возможно")
    (True, False, None)
    """
    word = text.strip().casefold()
    return True if word in YES else False if word in NO else None
