"""Tables as a page: one file that opens anywhere, with a box that finds rows."""

from __future__ import annotations

from pathlib import Path

from etic.model import Table
from etic.write import page


def render(table: Table) -> str:
    """The page as text."""
    view = page.table_view(table, id="table", search=len(table.rows) > 1)
    css = page.asset(__package__, "page.css")
    script = page.asset(__package__, "filter.js") if view.search else ""
    return page.render("single.html", title=table.title, css=css, script=script, view=view)


def write(table: Table, path: Path) -> None:
    """Write a table as a page."""
    path.write_text(render(table), encoding="utf-8", newline="\n")
