"""Tables as Markdown: title, a table as GitHub and pandoc know it, note."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
        parts.append(f"**{inline(table.title)}**")
    if table.columns:
        parts.append(grid(table))
    if table.note:
        parts.append(f"*{t('report.note')}.* {inline(table.note)}")
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8", newline="\n")


def inline(text: str) -> str:
    r"""One line of text in which nothing is taken for markup.

    >>> inline("a|b\n*c*")
    'a\\|b<br>\\*c\\*'
    """
    lines = [line.strip() for line in clean(text).strip().split("\n")]
    return "<br>".join(_SPECIAL.sub(r"\\\1", line) for line in lines)


def grid(table: Table, links: Mapping[tuple[int, int], str] | None = None) -> str:
    """Columns and rows; `links` says where cells by (row, column) lead."""
    columns = table.columns
    rows = [[inline(column.label) for column in columns]]
    for j, row in enumerate(table.rows):
        texts = [inline(shown(v, c)) for v, c in zip(row, columns, strict=True)]
        for i, text in enumerate(texts):
            if links and (j, i) in links:
                texts[i] = f"[{text}]({links[j, i]})"
        rows.append(texts)
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
