"""What a result looks like where it is printed: at a prompt and in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


class Shown:
    """A result that is a frame with a note."""

    @property
    def note(self) -> str:
        """What stands under it: base, convention, what is left out."""
        raise NotImplementedError

    def frame(self) -> pd.DataFrame:
        """The result as a pandas frame."""
        raise NotImplementedError

    def __str__(self) -> str:
        return f"{self.frame().to_string(index=False)}\n{self.note}"

    def _repr_html_(self) -> str:
        return str(self.frame().to_html(index=False)) + f"<p>{self.note}</p>"
