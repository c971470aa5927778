"""Figures with their intervals: bars in the colours of the codes, points and whiskers in ink."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from etic.analysis.drawing import Bars, Mark
from etic.i18n import number, percent, t
from etic.pictures.theme import (
    INKS,
    LIFT,
    SHAPES,
    SPLIT,
    Theme,
    cycled,
    numbers,
    percents,
    six,
    step,
    wrapped,
)

if TYPE_CHECKING:
    import altair as alt

WIDTH = 520  # of the scale
LETTER = 8  # width of a letter of the legend, on the broad side
ROW = 26  # height of one mark's line
SEVERAL = 19  # of one of several under one another


def bars(drawing: Bars, theme: Theme) -> alt.LayerChart:
    """The chart: a line a code, its series under one another."""
    import altair as alt
    import pandas as pd

    inks = INKS[theme]
    marks = [mark for mark in drawing.marks if mark.value is not None]
    series = list(dict.fromkeys(mark.series for mark in drawing.marks))
    rows = [_row(mark, drawing, series) for mark in marks]
    frame = pd.DataFrame(rows or [], columns=list(_row(Mark("", "", 0.0), drawing, [""])))
    lines = list(dict.fromkeys(wrapped(mark.line) for mark in drawing.marks))
    several = len(series) > 1
    ends = [v for mark in marks for v in (mark.value, mark.low, mark.high) if v is not None]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    top = high * 1.04 or 1.0
    if drawing.percent:
        top = min(1.0, top) if high <= 1 else top
    scale = alt.Scale(domain=[low * 1.04, top], nice=False)
    axis = alt.Axis(
        labelExpr=percents() if drawing.percent else numbers(), tickCount=6, orient="top",
        titlePadding=8,
    )  # fmt: skip
    x = alt.X("value:Q", title=drawing.axis, scale=scale, axis=axis)
    y = alt.Y(
        "line:N", sort=None, title=None, scale=alt.Scale(domain=lines),
        axis=alt.Axis(labelExpr=SPLIT, labelOffset=LIFT, labelPadding=8, domain=False, ticks=False),
    )  # fmt: skip
    offset = alt.YOffset("series:N", sort=None, scale=alt.Scale(domain=series))
    beside = max(1, WIDTH // (LETTER * max(map(len, series), default=1) + 30))
    legend = (
        alt.Legend(
            title=drawing.series or None, symbolFillColor=inks.ink, symbolOpacity=1, columns=beside
        )
        if several
        else None
    )
    shape = alt.Shape(
        "series:N", sort=None, legend=legend,
        scale=alt.Scale(domain=series, range=cycled(series, SHAPES)),
    )  # fmt: skip
    base = alt.Chart(frame).encode(y=y, yOffset=offset, tooltip=_tooltip(drawing, several))
    layers: list[alt.Chart] = []
    if drawing.areas:
        areas = base.mark_bar(height={"band": 0.78}, strokeWidth=1)
        areas = areas.encode(
            x=x, color=alt.Color("colour:N", scale=None),
            stroke=alt.Stroke("colour:N", scale=None), opacity=alt.Opacity("shade:Q", scale=None),
        )  # fmt: skip
        layers.append(areas.transform_filter("!datum.href"))
        if any(mark.anchor for mark in marks):
            layers.append(areas.transform_filter("datum.href").encode(href="href:N"))
    whiskers = base.mark_rule(strokeWidth=2, color=inks.ink).encode(
        x=alt.X("low:Q", scale=scale), x2="high:Q"
    )
    points = base.mark_point(size=70, filled=True, opacity=1, color=inks.ink).encode(
        x=x, shape=shape
    )
    layers += [whiskers, points.encode(x=x, shape=shape)]
    height = step(lines, max(ROW, SEVERAL * len(series))) / max(1, len(series))
    return alt.LayerChart(layer=layers, width=WIDTH, height=alt.Step(height))


def _tooltip(drawing: Bars, several: bool) -> list[alt.Tooltip]:
    import altair as alt

    series = drawing.series or t("pictures.series")
    return [
        alt.Tooltip("name:N", title=t("pictures.line")),
        *([alt.Tooltip("series:N", title=series)] if several else []),
        alt.Tooltip("said:N", title=drawing.axis),
        alt.Tooltip("interval:N", title=t("pictures.interval")),
        alt.Tooltip("counted:N", title=t("pictures.counted")),
    ]


def _row(mark: Mark, drawing: Bars, series: Sequence[str]) -> Mapping[str, object]:
    value = mark.value or 0.0
    known = mark.low is not None and mark.high is not None
    return {
        "line": wrapped(mark.line), "name": mark.line, "series": mark.series, "value": value,
        "low": mark.low if known else value, "high": mark.high if known else value,
        "said": said(drawing, mark.value), "interval": interval(drawing, mark),
        "counted": counted(mark), "colour": six(mark.colour), "href": mark.anchor or None,
        "shade": max(0.3, 0.8 - 0.2 * series.index(mark.series)),
    }  # fmt: skip


def said(drawing: Bars, value: float | None) -> str:
    """A figure as it is read."""
    if value is None:
        return t("pictures.no-figure")
    return percent(value) if drawing.percent else number(value, 2)


def interval(drawing: Bars, mark: Mark) -> str:
    """An interval as it is read."""
    if mark.low is None or mark.high is None:
        return t("pictures.no-interval")
    return f"{said(drawing, mark.low)} – {said(drawing, mark.high)}"


def counted(mark: Mark) -> str:
    """What a figure is counted on."""
    if mark.n is None or mark.base is None:
        return t("pictures.not-counted")
    return t("pictures.count-of", n=number(mark.n), base=number(mark.base))
