"""Charts of shares with their intervals, in the page's colours and the language's words.

Colour is never the only sign: series differ in shape too, and every chart stands beside a table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd
import streamlit as st

from etic.i18n import language, number, percent, t

ROW = 26  # height of one mark's line
LABEL = 330  # most width of a line's label
INKS = {"light": "#22262b", "dark": "#e8e6e1"}  # Streamlit's own grey is too faint to read
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")


@dataclass(frozen=True, slots=True)
class Mark:
    """One share in one series of one line."""

    line: str
    series: str
    share: float | None
    low: float | None
    high: float | None
    n: int | None = None
    base: int | None = None


def interval_chart(
    marks: Sequence[Mark],
    series: Sequence[str],
    series_title: str,
    alt_text: str,
    *,
    bars: bool = False,
) -> None:
    """Shares with their intervals, the series of a line under one another.

    `bars` are for shares of one kind; two kinds side by side are points, which claim no more area.
    """
    frame = pd.DataFrame([_row(mark) for mark in marks if mark.share is not None])
    if frame.empty:
        return
    lines = list(dict.fromkeys(mark.line for mark in marks))
    top = min(1.0, max(float(frame["high"].max()), float(frame["share"].max())) * 1.05)
    x = alt.X(
        "share:Q", title=t("ui.chart-share"), scale=alt.Scale(domain=[0, top]),
        axis=alt.Axis(labelExpr=_percents(), tickCount=6, orient="top"),
    )  # fmt: skip
    y_axis = alt.Axis(labelLimit=LABEL, labelPadding=8, domain=False, ticks=False)
    y = alt.Y("line:N", sort=lines, title=None, axis=y_axis)
    offset = alt.YOffset("series:N", sort=list(series))
    several = len(series) > 1
    legend = alt.Legend(orient="top", title=series_title or None) if several else None
    colour = alt.Color("series:N", sort=list(series), legend=legend)
    shapes = alt.Scale(domain=list(series), range=[SHAPES[i % 6] for i in range(len(series))])
    shape = alt.Shape("series:N", sort=list(series), legend=legend, scale=shapes)
    tooltip = [
        alt.Tooltip("line:N", title=t("ui.chart-line")),
        *([alt.Tooltip("series:N", title=series_title)] if several else []),
        alt.Tooltip("said:N", title=t("ui.chart-share")),
        alt.Tooltip("interval:N", title=t("ui.chart-interval")),
        alt.Tooltip("counted:N", title=t("ui.chart-counted")),
    ]
    ink = INKS.get(st.context.theme.type or "light", INKS["light"])
    base = alt.Chart(frame).encode(y=y, yOffset=offset, color=colour, tooltip=tooltip)
    whiskers = base.mark_rule(strokeWidth=2, opacity=0.75).encode(
        x=alt.X("low:Q", scale=alt.Scale(domain=[0, top])), x2="high:Q"
    )
    points = base.mark_point(size=80, filled=True, opacity=1).encode(x=x, shape=shape)
    ends = base.mark_bar(opacity=0.35, height={"band": 0.8}).encode(x=x) if bars else None
    chart = (
        alt.layer(*([ends] if ends is not None else []), whiskers, points)
        .properties(height=alt.Step(max(ROW, 20 * len(series)) / max(1, len(series))))
        .properties(usermeta={"embedOptions": {"actions": False}})
        .configure_axis(labelColor=ink, titleColor=ink, labelFontSize=13)
        .configure_legend(labelColor=ink, titleColor=ink, labelFontSize=13)
    )
    st.altair_chart(chart, width="stretch", alt=alt_text)


def _row(mark: Mark) -> Mapping[str, object]:
    assert mark.share is not None
    known = mark.low is not None and mark.high is not None
    interval = t("ui.chart-no-interval")
    if mark.low is not None and mark.high is not None:
        interval = f"{percent(mark.low)} – {percent(mark.high)}"
    counted = (
        t("ui.count-of", n=number(mark.n), base=number(mark.base))
        if mark.n is not None and mark.base
        else t("ui.chart-not-counted")
    )
    return {
        "line": mark.line, "series": mark.series, "share": mark.share,
        "low": mark.low if known else mark.share, "high": mark.high if known else mark.share,
        "said": percent(mark.share), "interval": interval, "counted": counted,
    }  # fmt: skip


def _percents() -> str:
    """How Vega writes an axis label, with the sign as the language wants it."""
    sign = "\u202f%" if language() == "ru" else "%"
    return f"format(datum.value * 100, '.0f') + '{sign}'"
