"""Heat maps: darker where there is more, with every figure written in its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from etic.analysis.drawing import Cell, HeatMap
from etic.i18n import t
from etic.pictures.theme import INKS, LIFT, LINE, SPLIT, Theme, lightness, mixed, six, step, wrapped

if TYPE_CHECKING:
    import altair as alt

ROW = 26
LEAST = 34  # width of a column
LETTER = 7.5  # width of a letter, on the broad side: fonts differ
FLAT = 14  # letters of a line of a column's name; longer words have all names stand slanted
LINES = 3  # of a name that lies flat
MANY = 14  # columns from which on their names stand slanted
LEGIBLE = 0.179  # luminance at which black and white letters have the same contrast, 4.6 to 1


def heatmap(drawing: HeatMap, theme: Theme) -> alt.LayerChart:
    """The chart; a cell without a figure is empty, with a dashed edge."""
    import altair as alt
    import pandas as pd

    inks = INKS[theme]
    most = max((cell.value for cell in drawing.cells if cell.value is not None), default=0.0)
    heads, flat, width = _heads(drawing)
    most_lines = max((head.count("\n") for head in heads.values()), default=0)
    rows = []
    for cell in drawing.cells:
        share = min(1.0, max(0.0, cell.value / most)) if cell.value is not None and most else 0.0
        colour = mixed(*inks.shades, share)
        dark = lightness(colour) < LEGIBLE
        rows.append(
            {
                "row": wrapped(cell.row), "name": cell.row,
                "column": heads[cell.column], "head": cell.column,
                "text": cell.text, "fill": colour,
                "letters": _letters(cell, dark, inks.ink),
                "known": cell.value is not None,
                "said": cell.text or t("pictures.no-figure"),
            }
        )  # fmt: skip
    frame = pd.DataFrame(
        rows,
        columns=["row", "name", "column", "head", "text", "fill", "letters", "known", "said"],
    )
    # Slanted names may be long: the title of the columns then stands above that of the rows.
    corner: dict[str, Any] = {
        "titleAnchor": "start", "titleAlign": "right", "titleBaseline": "bottom",
        "titleX": -22, "titleY": -8 - LINE,
    }  # fmt: skip
    if flat:
        corner = {}
    x = alt.X(
        "column:N", sort=None, title=drawing.column_title or None,
        scale=alt.Scale(domain=[heads[name] for name in drawing.columns]),
        axis=alt.Axis(
            orient="top", labelAngle=0 if flat else -60, domain=False, ticks=False,
            labelExpr=SPLIT, labelOverlap=False,
            labelPadding=6 + (LINE * most_lines if flat else 0), **corner,
        ),
    )  # fmt: skip
    names = [wrapped(row) for row in drawing.rows]
    y = alt.Y(
        "row:N", sort=None, scale=alt.Scale(domain=names), title=drawing.row_title or None,
        axis=alt.Axis(
            labelExpr=SPLIT, labelOffset=LIFT, labelPadding=22, domain=False, ticks=False,
            titleAngle=0, titleAlign="right", titleAnchor="start", titleBaseline="bottom",
            titleX=-22, titleY=-8,
        ),
    )  # fmt: skip
    base = alt.Chart(frame).encode(
        x=x, y=y,
        tooltip=[
            alt.Tooltip("name:N", title=drawing.row_title or t("pictures.line")),
            alt.Tooltip("head:N", title=drawing.column_title or t("pictures.column")),
            alt.Tooltip("said:N", title=drawing.value_title or t("pictures.figure")),
        ],
    )  # fmt: skip
    known = base.mark_rect(stroke=inks.grid, strokeWidth=1).encode(
        fill=alt.Fill("fill:N", scale=None)
    )
    unknown = base.mark_rect(fill="transparent", stroke=inks.soft, strokeDash=[3, 3], strokeWidth=1)
    texts = base.mark_text(fontSize=12).encode(
        text="text:N", color=alt.Color("letters:N", scale=None)
    )
    layers = [
        known.transform_filter("datum.known"),
        unknown.transform_filter("!datum.known"),
        texts,
    ]
    if any(colour for _, colour in drawing.colours):
        spots = pd.DataFrame(
            [
                {"row": wrapped(row), "colour": six(colour)}
                for row, colour in drawing.colours
                if colour
            ]
        )
        layers.append(
            alt.Chart(spots)
            .mark_square(size=110, opacity=1)
            .encode(x=alt.value(-12), y=y, color=alt.Color("colour:N", scale=None))
        )
    return alt.LayerChart(layer=layers, width=alt.Step(width), height=alt.Step(step(names, ROW)))


def _letters(cell: Cell, dark: bool, ink: str) -> str:
    """Letters that can be read on the cell; where it is empty, on the page."""
    if cell.value is None:
        return ink
    return "#ffffff" if dark else "#000000"


def _heads(drawing: HeatMap) -> tuple[dict[str, str], bool, int]:
    """The columns' names in lines, whether they lie flat, and the width of a column in which
    names and figures have room: none is cut, none left out."""
    figure = max((len(cell.text) for cell in drawing.cells), default=0)
    least = max(LEAST, round(LETTER * figure) + 10)
    heads = {name: wrapped(name, FLAT) for name in drawing.columns}
    lines = [line for head in heads.values() for line in head.split("\n")]
    words = [word for name in drawing.columns for word in name.split()]
    if (
        len(heads) <= MANY
        and max(map(len, words), default=0) <= FLAT
        and all(head.count("\n") < LINES for head in heads.values())
    ):
        longest = max(map(len, lines), default=0)
        # All end just above the cells.
        most = max(head.count("\n") for head in heads.values()) if heads else 0
        heads = {name: "\n" * (most - head.count("\n")) + head for name, head in heads.items()}
        return heads, True, max(least, round(LETTER * longest) + 12)
    return {name: name for name in drawing.columns}, False, least
