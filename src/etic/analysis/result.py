"""What an analysis gives back: one object that a notebook, a screen, a page and Word show.

A result is a table with a note that says on what it is counted, the formulas it was computed by,
with their references, the drawings that show it, and, cell by cell, the codings behind each figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from etic.analysis.drawing import Drawing
from etic.i18n import t
from etic.model import Table

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Method:
    """A formula that a result was computed by, its symbols in words, and where it was published.

    `key` is a message that names the method; `<key>-where` says what the symbols stand for.
    """

    key: str
    formula: str  # in plain Unicode, the same in either language
    reference: str  # empty where the rule is our own

    @property
    def name(self) -> str:
        """What it is called in the language at work."""
        return t(self.key)

    @property
    def where(self) -> str:
        """What its symbols stand for."""
        return t(f"{self.key}-where")

    def __str__(self) -> str:
        return f"{self.name}: {self.formula}. {self.where} {self.reference}".rstrip()


class Result:
    """A result that prints as text, shows as a frame, and tells its base, formula and reference.

    A subclass gives `table`, and what it has of `methods`, `drawings` and `behind`.
    """

    def __init_subclass__(cls) -> None:
        """At a prompt a result is read as it prints, where a dataclass would list its fields."""
        super().__init_subclass__()
        cls.__repr__ = Result.__str__  # type: ignore[assignment]

    @property
    def note(self) -> str:
        """What stands under it: unit, base, test, what is left out, what kind of sample."""
        return self.table().note

    def table(self) -> Table:
        """As a table, with its title and its note: what is shown and written everywhere."""
        raise NotImplementedError

    def frame(self) -> pd.DataFrame:
        """The same as a pandas frame, its columns by key."""
        return self.table().frame()

    def methods(self) -> Sequence[Method]:
        """The formulas it was computed by."""
        return ()

    def drawings(self) -> Sequence[Drawing]:
        """What shows it as a picture; `etic.pictures` draws them."""
        return ()

    def behind(self, row: int, column: str) -> Sequence[int]:
        """The ids of the codings behind a cell of `table()`: by number of row and key of column."""
        del row, column
        return ()

    def people(self, row: int, column: str) -> Sequence[str]:
        """The names of the respondents of a survey behind a cell of `table()`."""
        del row, column
        return ()

    def __str__(self) -> str:
        frame = _filled(self.frame())
        lines = [frame.to_string(index=False), self.note, *map(str, self.methods())]
        return "\n".join(line for line in lines if line)

    def _repr_html_(self) -> str:
        from html import escape

        frame = str(_filled(self.frame()).to_html(index=False))
        return frame + "".join(
            f"<p>{escape(line)}</p>" for line in (self.note, *map(str, self.methods())) if line
        )


def _filled(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame to be read: what is undefined is left empty, where pandas would print NaN."""
    return frame.astype(object).where(frame.notna(), "")
