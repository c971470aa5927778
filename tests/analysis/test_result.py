"""A result as it prints in a terminal and shows in a notebook."""

from __future__ import annotations

from etic.analysis.result import Result
from etic.model import Column, Table


class Figures(Result):
    """One share that is there, one that is undefined."""

    def table(self) -> Table:
        columns = (Column("code", "Code"), Column("share", "Share", "percent"))
        return Table(columns, (("a", 0.25), ("b", None)), "Shares", "A note.")


def test_what_is_undefined_is_left_empty_and_never_nan() -> None:
    found = Figures()
    assert str(found).splitlines()[1:] == ["   a  0.25", "   b      ", "A note."]
    assert "nan" not in found._repr_html_().lower()
    assert "<td>0.25</td>" in found._repr_html_()
