"""What all pictures share: inks of day, night and page, sizes, and how figures are written.

Colours come from the codes. Whatever must be read is in ink; whatever tells two things apart does
so by shape, dash or words as well, so that nothing is lost in grey.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeVar

from etic.i18n import language

if TYPE_CHECKING:
    import altair as alt

Theme = Literal["light", "dark", "page"]
T = TypeVar("T")

FONT = 13
LETTERS = 40  # of a label, before it goes on in another line
LINE = 16  # height of one line of a label
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
DASHES = ((1, 0), (6, 3), (2, 2), (8, 3, 2, 3), (4, 1), (1, 3))
# Told apart by lightness too: each is darker or lighter than the one before it.
PALETTE = ("#0b5d8a", "#d98b2b", "#7a2d5c", "#5fae8b", "#3b3f46", "#c9667d")
# Room for labels in a page: its font may be broader than the one that the drawing measured.
ROOM = {"left": 40, "right": 12, "top": 4, "bottom": 4}
PLAIN = PALETTE[0]  # of what belongs to no code


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours of one theme: text and figures, what is behind them, lines of the grid, shades."""

    ink: str
    paper: str
    grid: str
    soft: str
    shades: tuple[str, str]  # of a heat map, from nothing to most


# `page` is for a drawing inside a page of its own day and night: it takes the page's ink.
INKS: Mapping[Theme, Inks] = {
    "light": Inks("#22262b", "#ffffff", "#dcdfe3", "#565c64", ("#f1f5f8", "#0b4a6f")),
    "dark": Inks("#e8e6e1", "#16191d", "#3a3f46", "#b4b8bd", ("#20262c", "#9fd3f5")),
    "page": Inks(
        "currentColor", "transparent", "#8a909888", "currentColor", ("#f1f5f8", "#0b4a6f")
    ),
}


def configured(chart: alt.LayerChart, theme: Theme) -> alt.LayerChart:
    """A chart in the inks of a theme, silent to screen readers: words and a table stand beside."""
    inks = INKS[theme]
    words = {
        "labelColor": inks.ink, "titleColor": inks.ink, "labelFontSize": FONT,
        "titleFontSize": FONT, "titleFontWeight": "normal", "labelLimit": 0,
    }  # fmt: skip
    # Set as it is: each `configure_…` of Altair copies the whole chart, which takes longer than to
    # draw it.
    chart.config = {
        "aria": False, "font": "Liberation Sans, Arial, Helvetica, sans-serif",
        "background": inks.paper,
        "view": {"strokeWidth": 0},
        "axis": {
            **words, "gridColor": inks.grid, "domainColor": inks.soft, "tickColor": inks.soft
        },
        "legend": {**words, "orient": "top"},
        "text": {"color": inks.ink, "fontSize": FONT},
    }  # fmt: skip
    if theme == "page":
        chart.padding = ROOM
    return chart


def percents() -> str:
    """How Vega writes a share on an axis, with the sign as the language wants it."""
    sign = "\u202f%" if language() == "ru" else "%"
    return f"format(datum.value * 100, '.0f') + '{sign}'"


def numbers() -> str:
    """How Vega writes a number on an axis, with the decimal sign of the language."""
    return (
        "replace(format(datum.value, '~r'), '.', ',')"
        if language() == "ru"
        else ("format(datum.value, '~r')")
    )


SPLIT = "split(datum.label, '\\n')"  # how Vega writes a label of several lines
# Vega sets the first of several lines at the middle of its row; lifted, all of them are there.
LIFT = {"expr": f"-{LINE // 2} * (length(split(datum.value, '\\n')) - 1)"}


def wrapped(label: str, letters: int = LETTERS) -> str:
    r"""A label in lines, none cut: what is cut is lost in a file.

    >>> wrapped("one two three", 8)
    'one two\nthree'
    """
    return "\n".join(textwrap.wrap(label, letters, break_long_words=True)) or label


def step(labels: Iterable[str], least: int) -> int:
    """The height of a line that the highest of these wrapped labels needs."""
    return max([least, *(LINE * (label.count("\n") + 1) + 6 for label in labels)])


def palette(theme: Theme) -> tuple[str, ...]:
    """The colours of what belongs to no code: by night each is lighter, in the same order."""
    if theme != "dark":
        return PALETTE
    return tuple(mixed(colour, "#ffffff", 0.45) for colour in PALETTE)


def cycled(names: Sequence[str], values: Sequence[T]) -> list[T]:
    """A value for each name, in turn from the first again."""
    return [values[i % len(values)] for i in range(len(names))]


def lightness(colour: str) -> float:
    """The relative luminance of `#rrggbb`, 0 (black) to 1 (white), as WCAG 2 defines it.

    >>> lightness("#ffffff"), lightness("#000000")
    (1.0, 0.0)
    """
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mixed(one: str, other: str, share: float) -> str:
    """A colour on the way from one to another.

    >>> mixed("#000000", "#ffffff", 0.5)
    '#808080'
    """
    pairs = [(int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def six(colour: str, otherwise: str = PLAIN) -> str:
    """A colour with six digits, whatever was written.

    >>> six("#abc"), six("")
    ('#aabbcc', '#0b5d8a')
    """
    if len(colour) == 4:
        return "#" + "".join(ch * 2 for ch in colour[1:])
    return colour if len(colour) == 7 else otherwise
