"""Pictures as values: what is to be drawn, before anybody draws it.

A result describes its picture with one of these; `etic.pictures` makes an Altair chart of it, which
a screen shows and a file keeps. Each has a title, and its figures as a table for whoever does not
see it. Colours are those of the codes, as `#rrggbb`, empty where there is none; they are never the
only sign.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from etic.i18n import t
from etic.model import Column, Table


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure with its interval, in one series of one line. Shares are 0 to 1."""

    line: str
    series: str
    value: float | None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    base: int | None = None
    colour: str = ""  # of the line's code
    anchor: str = ""  # in a report: the id of the quotes behind it


@dataclass(frozen=True, slots=True)
class Bars:
    """Figures with their intervals, the series of a line under one another."""

    title: str
    table: Table
    marks: tuple[Mark, ...]
    axis: str  # what the figures are
    series: str = ""  # what the series are, where they are several
    percent: bool = True  # whether figures are shares
    areas: bool = True  # bars; points only where figures of two kinds stand side by side


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a heat map: how dark it is, and what is written in it."""

    row: str
    column: str
    value: float | None  # None: no figure, hatched
    text: str = ""


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A table whose cells are darker where figures are higher; each figure is written in it."""

    title: str
    table: Table
    cells: tuple[Cell, ...]
    rows: tuple[str, ...]  # in order
    columns: tuple[str, ...]
    row_title: str = ""
    column_title: str = ""
    value_title: str = ""
    colours: tuple[tuple[str, str], ...] = ()  # (row, the colour of its code)


@dataclass(frozen=True, slots=True)
class Node:
    """What is joined: a code, as large as it is frequent."""

    id: str
    label: str
    size: float
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """What joins two nodes, as thick as it is strong."""

    one: str
    other: str
    weight: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Network:
    """Codes joined by how often they stand together."""

    title: str
    table: Table
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    size_title: str = ""
    weight_title: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a curve, with the band around it where there is one."""

    x: float
    y: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Curve:
    """One line of points; `stepped` where it stays until the next point."""

    name: str
    points: tuple[Point, ...]
    stepped: bool = False
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A line across the picture: upright at an `x`, or level at a `y`."""

    name: str
    x: float | None = None
    y: float | None = None


@dataclass(frozen=True, slots=True)
class Curves:
    """Curves over one axis, with lines across where something is reached."""

    title: str
    table: Table
    curves: tuple[Curve, ...]
    x: str
    y: str
    series: str = ""
    thresholds: tuple[Threshold, ...] = ()
    percent: bool = False  # whether y is a share


@dataclass(frozen=True, slots=True)
class Lane:
    """One code of a timeline."""

    id: str
    label: str
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch `[start, end)` of a lane, and what is told of it."""

    lane: str
    start: float
    end: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """What stands where along a transcript; `turns` are stretches of who speaks."""

    title: str
    table: Table
    lanes: tuple[Lane, ...]
    stretches: tuple[Stretch, ...]
    length: float
    axis: str
    turns: tuple[Stretch, ...] = ()


Drawing = Bars | HeatMap | Network | Curves | Timeline


def bars(
    title: str,
    marks: Sequence[Mark],
    axis: str,
    *,
    line: str = "",
    series: str = "",
    percent: bool = True,
    areas: bool = True,
    note: str = "",
) -> Bars:
    """Bars with the table of their figures; `line` is what stands before each of them.

    >>> drawn = bars("Work", [Mark("work", "", 0.4, 0.2, 0.6, 4, 10)], "Share")
    >>> [column.key for column in drawn.table.columns], drawn.table.rows
    (['line', 'n', 'base', 'value', 'low', 'high'], (('work', 4, 10, 0.4, 0.2, 0.6),))
    """
    kind = "percent" if percent else "number"
    columns = [Column("line", line or t("pictures.line"))]
    if len({mark.series for mark in marks}) > 1:
        columns.append(Column("series", series or t("pictures.series")))
    if any(mark.n is not None for mark in marks):
        columns.append(Column("n", t("columns.n"), "integer"))
    if any(mark.base is not None for mark in marks):
        columns.append(Column("base", t("columns.base"), "integer"))
    columns.append(Column("value", axis, kind))  # type: ignore[arg-type]
    if any(mark.low is not None for mark in marks):
        columns.append(Column("low", t("columns.low"), kind))  # type: ignore[arg-type]
        columns.append(Column("high", t("columns.high"), kind))  # type: ignore[arg-type]
    rows = tuple(tuple(getattr(mark, column.key) for column in columns) for mark in marks)
    table = Table(tuple(columns), rows, title, note)
    return Bars(title, table, tuple(marks), axis, series, percent, areas)
