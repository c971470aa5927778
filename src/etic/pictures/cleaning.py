"""A drawing whose texts can be drawn, whatever a file brought into the project."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from etic.write.cells import clean

T = TypeVar("T")


def cleaned(value: T) -> T:
    """The value with every text in it, at any depth, as `etic.write.cells.clean` makes it.

    >>> from etic.analysis.drawing import Node
    >>> cleaned(Node("a", "x\\x00", 1)).label
    'x\ufffd'
    """
    made: object = value
    if isinstance(value, str):
        made = clean(value)
    elif isinstance(value, tuple):
        made = tuple(map(cleaned, value))
    elif is_dataclass(value) and not isinstance(value, type):
        made = replace(value, **{f.name: cleaned(getattr(value, f.name)) for f in fields(value)})
    return made  # type: ignore[return-value]
