"""Curves with their bands, and lines across where something is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from etic.analysis.drawing import Curves
from etic.i18n import number, percent, t
from etic.pictures.theme import DASHES, INKS, PALETTE, Theme, cycled, numbers, percents, six

if TYPE_CHECKING:
    import altair as alt

WIDTH, HEIGHT = 720, 340


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
    colours = [
        six(curve.colour, PALETTE[i % len(PALETTE)]) for i, curve in enumerate(drawing.curves)
    ] or [PALETTE[0]]
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
        axis=alt.Axis(labelExpr=percents() if drawing.percent else numbers()),
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
    for threshold in drawing.thresholds:
        at = pd.DataFrame([{"x": threshold.x, "y": threshold.y, "name": threshold.name}])
        rule = alt.Chart(at).mark_rule(color=inks.ink, strokeDash=[4, 4], strokeWidth=1.3)
        words = alt.Chart(at)
        if threshold.x is not None:
            layers += [
                rule.encode(x="x:Q"),
                words.mark_text(align="left", dx=5, baseline="top").encode(
                    x="x:Q", y=alt.value(2), text="name:N"
                ),
            ]
        else:
            layers += [
                rule.encode(y="y:Q"),
                words.mark_text(align="right", baseline="bottom", dy=-4).encode(
                    x=alt.value(WIDTH - 2), y="y:Q", text="name:N"
                ),
            ]
    return alt.LayerChart(layer=layers).properties(width=WIDTH, height=HEIGHT)
