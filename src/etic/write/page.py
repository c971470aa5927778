"""Pages that stand alone: one file with its styles and its script, nothing fetched."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from etic.i18n import catalogue, language, t
from etic.model import Column, Table, Value
from etic.write.cells import clean, is_figure, plain, shown

if TYPE_CHECKING:
    from jinja2 import Environment

LONG = 80  # characters from which on a column is as wide as reading asks
PHRASE = 16  # characters from which on the column of row headings is not squeezed to nothing

NO_LINKS: Mapping[tuple[int, int], str] = {}


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell as the template needs it."""

    text: str
    look: str
    link: str = ""
    header: bool = False  # names its row
    missing: bool = False


@dataclass(frozen=True, slots=True)
class TableView:
    """A table as the template needs it."""

    id: str
    label: str  # "Table 3", or empty
    title: str
    note: str
    heads: tuple[CellView, ...]
    rows: tuple[tuple[CellView, ...], ...]
    search: bool

    @property
    def shown_words(self) -> str:
        """The words for how many rows are shown, with the places for the script to fill."""
        return str(catalogue(language(), "report")["search-shown"])


def table_view(
    table: Table,
    *,
    id: str,
    label: str = "",
    links: Mapping[tuple[int, int], str] = NO_LINKS,
    search: bool = True,
) -> TableView:
    """What a page shows of a table; `links` leads from (row, column) to an address."""
    rows = tuple(
        tuple(
            _cell(value, column, links.get((j, i), ""), first=i == 0)
            for i, (value, column) in enumerate(zip(row, table.columns, strict=True))
        )
        for j, row in enumerate(table.rows)
    )
    heads = tuple(CellView(column.label, _look(column)) for column in table.columns)
    return TableView(id, label, table.title, table.note, heads, rows, search)


def _cell(value: Value, column: Column, link: str, *, first: bool) -> CellView:
    text = shown(value, column)
    look = _look(column)
    if not is_figure(column):
        look += " long" if len(text) > LONG else " phrase" if len(text) > PHRASE else ""
    missing = is_figure(column) and plain(value) is None
    # The first column names the row, where it names anything.
    header = first and not is_figure(column) and bool(text)
    return CellView(text, look, link, header, missing)


def _look(column: Column) -> str:
    return "figure" if is_figure(column) else "text"


def render(
    template: str,
    *,
    title: str,
    css: str,
    script: str = "",
    package: str = "etic.write",
    **content: object,
) -> str:
    """A whole page from a package's template that extends `page.html`, in the language at work.

    The policy in its head names the page's own styles and script by their hashes and forbids all
    else: even were a quote to get markup onto the page, it could load and run nothing.
    """
    from markupsafe import Markup

    policy = f"default-src 'none'; style-src {_hash(css)}; img-src data:; base-uri 'none'"
    policy += f"; script-src {_hash(script)}" if script else ""
    page = environment(package).get_template(template)
    return page.render(
        title=title or "Etic",
        language=language(),
        policy=Markup(policy),  # its only special characters are the quotes it needs
        css=Markup(css),
        script=Markup(script),
        **content,
    )


def asset(package: str, name: str) -> str:
    """A style sheet or a script that lies beside a package's modules."""
    return resources.files(package).joinpath(name).read_text(encoding="utf-8")


@cache
def environment(package: str) -> Environment:
    """Templates of a package over those of this one; every text is escaped, and legal in a page."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=ChoiceLoader([PackageLoader(package), PackageLoader("etic.write")]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["t"] = t
    return made


def _finalize(value: Any) -> Any:
    return clean(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
