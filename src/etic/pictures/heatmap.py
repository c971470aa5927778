"""Heat maps: darker where there is more, with every figure written in its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from etic.analysis.drawing import HeatMap
from etic.i18n import t
from etic.pictures.theme import INKS, SPLIT, Theme, lightness, mixed, six, step, wrapped

if TYPE_CHECKING:
    import altair as alt

ROW = 26
NARROW, BROAD = 34, 76  # width of a column: of figures alone, under a long name
MANY = 14  # columns from which on their names stand upright
LEGIBLE = 0.179  # luminance at which black and white letters have the same contrast, 4.6 to 1


def heatmap(drawing: HeatMap, theme: Theme) -> alt.LayerChart:
    """The chart; a cell without a figure is empty, with a dashed edge."""
    import altair as alt
    import pandas as pd

    inks = INKS[theme]
    most = max((cell.value for cell in drawing.cells if cell.value is not None), default=0.0)
    rows = []
    for cell in drawing.cells:
        share = min(1.0, max(0.0, cell.value / most)) if cell.value is not None and most else 0.0
        colour = mixed(*inks.shades, share)
        dark = lightness(colour) < LEGIBLE
        rows.append(
            {
                "row": wrapped(cell.row), "name": cell.row, "column": cell.column,
                "text": cell.text, "fill": colour,
                "letters": "#ffffff" if dark else "#000000",
                "known": cell.value is not None,
                "said": cell.text or t("pictures.no-figure"),
            }
        )  # fmt: skip
    frame = pd.DataFrame(
        rows, columns=["row", "name", "column", "text", "fill", "letters", "known", "said"]
    )
    many = len(drawing.columns) > MANY or max(map(len, drawing.columns), default=0) > 16
    x = alt.X(
        "column:N", sort=None, title=drawing.column_title or None,
        scale=alt.Scale(domain=list(drawing.columns)),
        axis=alt.Axis(
            orient="top", labelAngle=-60 if many else 0, domain=False, ticks=False,
            labelLimit=220 if many else BROAD, labelPadding=6,
        ),
    )  # fmt: skip
    names = [wrapped(row) for row in drawing.rows]
    y = alt.Y(
        "row:N", sort=None, scale=alt.Scale(domain=names), title=drawing.row_title or None,
        axis=alt.Axis(labelExpr=SPLIT, labelPadding=22, domain=False, ticks=False),
    )  # fmt: skip
    base = alt.Chart(frame).encode(
        x=x, y=y,
        tooltip=[
            alt.Tooltip("name:N", title=drawing.row_title or t("pictures.line")),
            alt.Tooltip("column:N", title=drawing.column_title or t("pictures.column")),
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
        texts.transform_filter("datum.known"),
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
    width = alt.Step(NARROW if many else BROAD)
    return alt.LayerChart(layer=layers).properties(width=width, height=alt.Step(step(names, ROW)))
