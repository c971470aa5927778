"""Tables as Markdown: title, a table as GitHub and pandoc know it, note."""

from __future__ import annotations

import re
from pathlib import Path

from etic.i18n import t
from etic.model import Table
from etic.write.cells import clean, is_figure, shown

WIDEST = 30  # columns are aligned in the source up to this many characters, then left ragged

_SPECIAL = re.compile(r"([\\`*_\[\]<>&|~])")


def write(table: Table, path: Path) -> None:
    """Write a table as Markdown."""
    parts = []
    if table.title:
        parts.append(f"**{_inline(table.title)}**")
    if table.columns:
        parts.append(_grid(table))
    if table.note:
        parts.append(f"*{t('report.note')}.* {_inline(table.note)}")
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8", newline="\n")


def _inline(text: str) -> str:
    r"""One line of text in which nothing is taken for markup.

    >>> _inline("a|b\n*c*")
    'a\\|b<br>\\*c\\*'
    """
    lines = [line.strip() for line in clean(text).strip().split("\n")]
    return "<br>".join(_SPECIAL.sub(r"\\\1", line) for line in lines)


def _grid(table: Table) -> str:
    columns = table.columns
    rows = [[_inline(column.label) for column in columns]]
    for row in table.rows:
        rows.append([_inline(shown(v, c)) for v, c in zip(row, columns, strict=True)])
    widths = [max(3, *(min(WIDEST, len(row[i])) for row in rows)) for i in range(len(columns))]
    rule = [
        "-" * (width - 1) + ":" if is_figure(column) else "-" * width
        for column, width in zip(columns, widths, strict=True)
    ]
    lines = []
    for texts in [rows[0], rule, *rows[1:]]:
        cells = [
            cell.rjust(width) if is_figure(column) else cell.ljust(width)
            for cell, column, width in zip(texts, columns, widths, strict=True)
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)
