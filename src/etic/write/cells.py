"""What stands in a cell: a value made fit for a file, and the way a person reads it."""

from __future__ import annotations

import math
import numbers
import re

from etic.i18n import MINUS, number, percent, t
from etic.model import Column, Table, Value

HUGE = 10**15  # from here on a number is no longer rounded and grouped
MISSING = "–"  # no figure: the table's note says why

# What XML 1.0 cannot hold: control characters, halves of a surrogate pair, two non-characters.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c]")


def encodable(text: str) -> str:
    """The text with what UTF-8 cannot hold replaced by `\\ufffd`: nothing else is touched."""
    return _SURROGATES.sub("\ufffd", text)


def legal(text: str) -> str:
    """The text with what XML cannot hold replaced by `\\ufffd`, one character for one."""
    return _ILLEGAL.sub("\ufffd", text)


def clean(text: str) -> str:
    r"""The text as a page shows it: legal in XML, every kind of line end made `\n`.

    >>> clean("a\r\nb\x0bc\x00")
    'a\nb\nc\ufffd'
    """
    return legal(_LINE_END.sub("\n", text))


def plain(value: Value) -> Value:
    """The value without what no file can hold: numpy's numbers, infinities, nan.

    >>> plain(float("nan")) is None
    True
    """
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, numbers.Integral):
        return int(value)
    value = float(value)
    return value if math.isfinite(value) else None


def is_number(value: Value) -> bool:
    """Whether a value counts: True and False do not."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_figure(column: Column) -> bool:
    """Whether the column holds figures, which stand to the right."""
    return column.kind != "text"


def digits(column: Column) -> int:
    """Digits after the decimal sign in this column."""
    usual = {"text": 0, "integer": 0, "number": 2, "percent": 1, "points": 1}[column.kind]
    return usual if column.digits is None else column.digits


def shown(value: Value, column: Column) -> str:
    """A cell as a person reads it, in the language at work.

    >>> from etic.i18n import use_language
    >>> with use_language("ru"):
    ...     shown(0.625, Column("share", "Доля", "percent"))
    '62,5\\u202f%'
    >>> shown(-0.081, Column("difference", "Men − women, points", "points"))
    '−8.1'
    """
    value = plain(value)
    if value is None:
        return MISSING if is_figure(column) else ""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return t("report.yes" if value else "report.no")
    if column.kind == "text" or abs(value) >= HUGE:
        return _bare(value)
    if column.kind == "integer" and float(value).is_integer():
        return number(int(value))
    places = digits(column)
    if column.kind == "points":  # of which the heading says that they are points
        value = 100 * value
    if column.kind == "percent":
        return percent(_rounded(float(value), places + 2), places)
    return number(_rounded(float(value), places), places)


def _bare(value: int | float) -> str:
    """A number among words (an age, a year): not grouped, no digits that were not there."""
    whole = isinstance(value, int) or (value.is_integer() and abs(value) < HUGE)
    text = str(int(value)) if whole else repr(value)
    return (text if number(0.5) == "0.5" else text.replace(".", ",")).replace("-", MINUS)


def _rounded(value: float, places: int) -> float:
    """Rounded, and without the sign of a zero."""
    return round(value, places) + 0.0


def keys(table: Table) -> list[str]:
    """The columns' keys, each once: a second `age` becomes `age_2`.

    >>> keys(Table((Column("age", "Age"), Column("age", "Age of child")), ()))
    ['age', 'age_2']
    """
    taken: set[str] = set()
    result = []
    for column in table.columns:
        key, again = column.key, 1
        while key in taken:
            again += 1
            key = f"{column.key}_{again}"
        taken.add(key)
        result.append(key)
    return result
