"""Networks: codes as large as they are frequent, joined as thickly as they stand together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from etic.analysis.drawing import Network
from etic.i18n import number, t
from etic.pictures.theme import INKS, Theme, six

if TYPE_CHECKING:
    import altair as alt

WIDTH, HEIGHT = 820, 560
SMALL, LARGE = 60, 1300  # areas of circles
SEED = 7  # the same picture each time


def network(drawing: Network, theme: Theme) -> alt.LayerChart:
    """The chart: what stands together often lies near."""
    import altair as alt
    import pandas as pd

    inks = INKS[theme]
    places = _places(drawing)
    nodes = pd.DataFrame(
        [
            {
                "label": node.label, "x": places[node.id][0], "y": places[node.id][1],
                "size": node.size, "said": number(node.size, 0), "colour": six(node.colour),
            }
            for node in drawing.nodes
        ],
        columns=["label", "x", "y", "size", "said", "colour"],
    )  # fmt: skip
    labels = {node.id: node.label for node in drawing.nodes}
    edges = pd.DataFrame(
        [
            {
                "x": places[e.one][0], "y": places[e.one][1],
                "x2": places[e.other][0], "y2": places[e.other][1], "weight": e.weight,
                "pair": f"{labels[e.one]} — {labels[e.other]}",
                "said": e.text or number(e.weight, 2),
            }
            for e in drawing.edges
        ],
        columns=["x", "y", "x2", "y2", "weight", "pair", "said"],
    )  # fmt: skip
    scale = alt.Scale(domain=[-1.18, 1.18], nice=False)
    x, y = alt.X("x:Q", axis=None, scale=scale), alt.Y("y:Q", axis=None, scale=scale)
    lines = (
        alt.Chart(edges)
        .mark_rule(color=inks.soft, opacity=0.55, strokeCap="round")
        .encode(
            x=x, y=y, x2="x2:Q", y2="y2:Q",
            strokeWidth=alt.StrokeWidth("weight:Q", scale=alt.Scale(range=[1, 9]), legend=None),
            tooltip=[
                alt.Tooltip("pair:N", title=t("pictures.pair")),
                alt.Tooltip("said:N", title=drawing.weight_title or t("pictures.figure")),
            ],
        )
    )  # fmt: skip
    base = alt.Chart(nodes).encode(
        x=x, y=y,
        tooltip=[
            alt.Tooltip("label:N", title=t("pictures.line")),
            alt.Tooltip("said:N", title=drawing.size_title or t("pictures.figure")),
        ],
    )  # fmt: skip
    most = float(nodes["size"].max()) if len(nodes) else 1.0
    circles = base.mark_circle(opacity=1, stroke=inks.ink, strokeWidth=1).encode(
        size=alt.Size(
            "size:Q", legend=None, scale=alt.Scale(domain=[0, most or 1.0], range=[SMALL, LARGE])
        ),
        color=alt.Color("colour:N", scale=None),
    )
    grown = f"{SMALL} + {LARGE - SMALL} * datum.size / {most or 1.0}"
    above = alt.ExprRef(f"-9 - sqrt(({grown}) / PI)")  # clear of the circle
    words = base.mark_text(dy=above, fontSize=12, lineBreak="\n").encode(text="label:N")
    halo = words.mark_text(
        dy=above, fontSize=12, stroke=inks.paper, strokeWidth=4, strokeJoin="round", opacity=0.9
    )
    return alt.LayerChart(layer=[lines, circles, halo, words], width=WIDTH, height=HEIGHT)


def _places(drawing: Network) -> dict[str, tuple[float, float]]:
    """Where nodes lie, in -1 to 1: springs between those joined, the stronger the shorter."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(node.id for node in drawing.nodes)
    heaviest = max((edge.weight for edge in drawing.edges), default=1.0) or 1.0
    for edge in drawing.edges:
        graph.add_edge(edge.one, edge.other, weight=0.2 + edge.weight / heaviest)
    if not graph:
        return {}
    apart = 2.4 / len(graph) ** 0.5
    found = nx.spring_layout(graph, k=apart, seed=SEED, iterations=200, weight="weight")
    spread = {axis: [float(p[axis]) for p in found.values()] for axis in (0, 1)}

    def scaled(value: float, axis: int) -> float:
        low, high = min(spread[axis]), max(spread[axis])
        return 0.0 if high == low else (value - low) / (high - low) * 2 - 1

    return {id: (scaled(float(p[0]), 0), scaled(float(p[1]), 1)) for id, p in found.items()}
