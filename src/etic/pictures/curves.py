"""Curves with their bands, and lines across where something is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from etic.analysis.drawing import Curves
from etic.i18n import number, percent, t
from etic.pictures.theme import DASHES, INKS, Theme, cycled, numbers, palette, percents, six

if TYPE_CHECKING:
    import altair as alt

WIDTH, HEIGHT = 720, 340
LINE = 16  # pixels from one line of words to the next


def curves(drawing: Curves, theme: Theme) -> alt.LayerChart:
    """The chart: each curve has its colour and its dash."""
    import altair as alt
    import pandas as pd

    inks = INKS[theme]
    names = [curve.name for curve in drawing.curves] or [""]  # a scale wants a name
    said = percent if drawing.percent else (lambda value: number(value, 2))
    rows = [
        {
            "name": curve.name, "x": p.x, "y": p.y,
            "low": p.y if p.low is None else p.low, "high": p.y if p.high is None else p.high,
            "said": said(p.y), "at": number(p.x, 0),
            "band": "" if p.low is None or p.high is None else f"{said(p.low)} – {said(p.high)}",
            "stepped": curve.stepped, "banded": p.low is not None and p.high is not None,
        }
        for curve in drawing.curves
        for p in curve.points
    ]  # fmt: skip
    frame = pd.DataFrame(
        rows,
        columns=["name", "x", "y", "low", "high", "said", "at", "band", "stepped", "banded"],
    )
    plain = palette(theme)
    colours = [
        six(curve.colour, plain[i % len(plain)]) for i, curve in enumerate(drawing.curves)
    ] or [plain[0]]
    legend = alt.Legend(
        title=drawing.series or None,
        symbolType="stroke",
        symbolSize=300,
        symbolOpacity=1,
        symbolStrokeWidth=2.5,
    )
    colour = alt.Color("name:N", scale=alt.Scale(domain=names, range=colours), legend=legend)
    dash = alt.StrokeDash(
        "name:N", legend=legend,
        scale=alt.Scale(domain=names, range=cycled(names, DASHES)),
    )  # fmt: skip
    x = alt.X(
        "x:Q", title=drawing.x, scale=alt.Scale(nice=False, zero=False),
        axis=alt.Axis(tickMinStep=1, labelExpr=numbers(), grid=False),
    )  # fmt: skip
    y = alt.Y(
        "y:Q", title=drawing.y,
        axis=alt.Axis(
            labelExpr=percents() if drawing.percent else numbers(),
            # What goes up in steps is counted: there are no halves.
            tickMinStep=1 if any(curve.stepped for curve in drawing.curves) else alt.Undefined,
        ),
    )  # fmt: skip
    tooltip = [
        alt.Tooltip("name:N", title=drawing.series or t("pictures.series")),
        alt.Tooltip("at:N", title=drawing.x),
        alt.Tooltip("said:N", title=drawing.y),
        alt.Tooltip("band:N", title=t("pictures.band")),
    ]
    base = alt.Chart(frame)
    layers: list[alt.Chart] = [
        base.transform_filter("datum.banded")
        .mark_area(opacity=0.18)
        .encode(x=x, y=alt.Y("low:Q", title=drawing.y), y2="high:Q", color=colour)
    ]
    stepped = base.transform_filter("datum.stepped")
    smooth = base.transform_filter("!datum.stepped")
    for line in (
        stepped.mark_line(interpolate="step-after", strokeWidth=2.2),
        smooth.mark_line(strokeWidth=2.2),
    ):
        layers.append(line.encode(x=x, y=y, color=colour, strokeDash=dash, tooltip=tooltip))
    layers.append(
        base.mark_point(size=40, filled=True, opacity=0).encode(x=x, y=y, tooltip=tooltip)
    )
    downs = _downs(drawing)
    for threshold in drawing.thresholds:
        at = pd.DataFrame([{"x": threshold.x, "y": threshold.y, "name": threshold.name}])
        rule = alt.Chart(at).mark_rule(color=inks.ink, strokeDash=[4, 4], strokeWidth=1.3)
        words = alt.Chart(at)
        # Places are relative to the plot, which a screen makes smaller than it is asked to be.
        if threshold.x is not None:
            edge, down = downs[threshold.x]
            layers += [
                rule.encode(x="x:Q"),
                words.mark_text(align="left", dx=5, dy=down, baseline="top").encode(
                    x="x:Q", y=alt.value(edge), text="name:N"
                ),
            ]
        else:
            layers += [
                rule.encode(y="y:Q"),
                words.mark_text(align="right", baseline="bottom", dx=-2, dy=-4).encode(
                    x=alt.value("width"), y="y:Q", text="name:N"
                ),
            ]
    return alt.LayerChart(layer=layers, width=WIDTH, height=HEIGHT)


def _downs(drawing: Curves) -> dict[float, tuple[float | str, int]]:
    """Where the words beside each upright line stand: an edge of the plot, and pixels below it.

    One under another, where no curve is: those that rise leave room at the bottom, others at the
    top.
    """
    at = sorted({line.x for line in drawing.thresholds if line.x is not None})
    rising = any(c.points[-1].y > c.points[0].y for c in drawing.curves if c.points)
    edge: float | str = "height" if rising else 0
    top = -LINE * len(at) - 4 if rising else 2
    return {x: (edge, top + LINE * n) for n, x in enumerate(at)}
