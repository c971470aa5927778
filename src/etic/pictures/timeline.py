"""Timelines: what is coded where along a transcript, a lane a code, and who speaks above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from etic.analysis.drawing import Lane, Stretch, Timeline
from etic.i18n import t
from etic.pictures.theme import INKS, LIFT, PALETTE, SPLIT, Theme, numbers, six, step, wrapped

if TYPE_CHECKING:
    import altair as alt

WIDTH = 760
LANE = 22  # height of one lane
LEAST = 0.004  # share of the whole below which a stretch would not be seen


def timeline(drawing: Timeline, theme: Theme) -> alt.LayerChart:
    """The chart; lanes in their order, speakers first."""
    import altair as alt
    import pandas as pd

    inks = INKS[theme]
    speakers = list(dict.fromkeys(turn.lane for turn in drawing.turns))
    lanes = [
        *(Lane(f"speaker {name}", name) for name in speakers),
        *drawing.lanes,
    ]
    labels = {lane.id: wrapped(lane.label) for lane in lanes}
    colours = {lane.id: six(lane.colour, PALETTE[4]) for lane in lanes}
    least = drawing.length * LEAST

    def row(stretch: Stretch, lane: str) -> dict[str, object]:
        return {
            "lane": labels[lane], "start": stretch.start,
            "end": max(stretch.end, stretch.start + least), "text": stretch.text,
            "colour": colours[lane], "speaker": lane.startswith("speaker "),
        }  # fmt: skip

    frame = pd.DataFrame(
        [
            *(row(turn, f"speaker {turn.lane}") for turn in drawing.turns),
            *(row(stretch, stretch.lane) for stretch in drawing.stretches),
        ],
        columns=["lane", "start", "end", "text", "colour", "speaker"],
    )
    x = alt.X(
        "start:Q", title=drawing.axis, axis=alt.Axis(labelExpr=numbers(), orient="top"),
        scale=alt.Scale(domain=[0, max(drawing.length, 1)], nice=False),
    )  # fmt: skip
    y = alt.Y(
        "lane:N", sort=None, title=None,
        scale=alt.Scale(domain=list(dict.fromkeys(labels.values()))),
        axis=alt.Axis(
            labelExpr=SPLIT, labelOffset=LIFT, grid=True, domain=False, ticks=False,
            labelPadding=8,
        ),
    )  # fmt: skip
    base = alt.Chart(frame).encode(
        x=x, x2="end:Q", y=y,
        tooltip=[
            alt.Tooltip("lane:N", title=t("pictures.line")),
            alt.Tooltip("text:N", title=t("pictures.passage")),
        ],
    )  # fmt: skip
    codes = (
        base.transform_filter("!datum.speaker")
        .mark_bar(height={"band": 0.72}, stroke=inks.ink, strokeWidth=0.6)
        .encode(color=alt.Color("colour:N", scale=None))
    )
    turns = base.transform_filter("datum.speaker").mark_bar(
        height={"band": 0.4}, color=inks.soft, opacity=0.75
    )
    return alt.LayerChart(
        layer=[turns, codes], width=WIDTH, height=alt.Step(step(labels.values(), LANE))
    )
