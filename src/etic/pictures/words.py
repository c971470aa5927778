"""A drawing in words, for whoever does not see it: its title and every figure of its table."""

from __future__ import annotations

from etic.analysis.drawing import Drawing
from etic.write.cells import shown

MOST = 60  # rows that are read out; the table beside the picture has them all


def words(drawing: Drawing) -> str:
    """Title, then row after row: `Work: share 40 %, n 4; …`."""
    table = drawing.table
    lines = []
    for row in table.rows[:MOST]:
        cells = [
            f"{column.label} {shown(value, column)}"
            for column, value in zip(table.columns[1:], row[1:], strict=True)
            if value is not None and value != ""
        ]
        lines.append(f"{row[0]}: {', '.join(cells)}" if cells else str(row[0]))
    if len(table.rows) > MOST:
        lines.append("…")
    return f"{drawing.title}. " + "; ".join(lines) if lines else drawing.title
