"""One drawing of each kind."""

from __future__ import annotations

from itertools import pairwise

from etic.analysis.drawing import (
    Cell,
    Curve,
    Curves,
    Drawing,
    Edge,
    HeatMap,
    Lane,
    Mark,
    Network,
    Node,
    Point,
    Stretch,
    Threshold,
    Timeline,
    bars,
)
from etic.model import Column, Table

LONG = "Низкая заработная плата и отсутствие перспектив на родине, в селе"
CODES = (("Семья", "#1ea2a8"), (LONG, "#fe4f75"), ("Жумуш, үй, өнөр", "#9f7100"))
TABLE = Table(
    (Column("code", "Код"), Column("n", "n", "integer"), Column("share", "Доля", "percent")),
    tuple((name, i, i / 10) for i, (name, _) in enumerate(CODES)),
)


NAMES = tuple(code[0] for code in CODES)


def drawings(names: tuple[str, ...] = NAMES) -> dict[str, Drawing]:
    """A drawing of each kind, its codes called by these names."""
    colours = [CODES[i % 3][1] for i in range(len(names))]
    both = list(zip(names, colours, strict=True))
    groups = ("женщины", "мужчины")
    return {
        "bars": bars(
            "Мотивы", [Mark(n, "", 0.3, 0.2, 0.5, 3, 10, c) for n, c in both], "Доля"
        ),
        "groups": bars(
            "Мотивы",
            [Mark(n, g, 0.3, 0.2, 0.5, 3, 10, c) for n, c in both for g in groups],
            "Доля", series="Пол",
        ),
        "heatmap": HeatMap(
            "Код × пол", TABLE,
            tuple(
                Cell(n, g, None if (i, j) == (0, 0) else (i + j) / 4, f"{(i + j) * 25}")
                for i, n in enumerate(names)
                for j, g in enumerate(groups)
            ),
            names, groups, "Код", "Пол", "Доля", tuple(both),
        ),
        "network": Network(
            "Вместе", TABLE, tuple(Node(n, n, i + 1, c) for i, (n, c) in enumerate(both)),
            tuple(Edge(a, b, 0.4, "4") for a, b in pairwise(names)),
        ),
        "curves": Curves(
            "Насыщение", TABLE,
            tuple(
                Curve(n, tuple(Point(x, x**0.5, x**0.5 - 0.2, x**0.5 + 0.2) for x in range(1, 9)),
                      i == 0)
                for i, n in enumerate(names)
            ),
            "Интервью", "Кодов", "", (Threshold("насыщение", x=5), Threshold("все", y=3)),
        ),
        "timeline": Timeline(
            "R05", TABLE, tuple(Lane(n, n, c) for n, c in both),
            tuple(Stretch(n, 100 * i, 100 * i + 80, "цитата") for i, n in enumerate(names)),
            1000, "Знаков", (Stretch("И", 0, 90), Stretch("Р", 90, 1000)),
        ),
    }  # fmt: skip


def empty() -> dict[str, Drawing]:
    """The same kinds with nothing in them."""
    nothing = Table((), ())
    return {
        "bars": bars("", [], ""),
        "undefined": bars("", [Mark("a", "", None)], ""),
        "heatmap": HeatMap("", nothing, (), (), ()),
        "network": Network("", nothing, (), ()),
        "lonely": Network("", nothing, (Node("a", "a", 0),), ()),
        "curves": Curves("", nothing, (), "", ""),
        "timeline": Timeline("", nothing, (), (), 0, ""),
    }
