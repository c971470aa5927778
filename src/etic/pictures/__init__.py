"""Pictures: a drawing of an analysis in; an Altair chart, an SVG or a PNG out.

A result describes its picture (`Result.drawings`, values of `etic.analysis.drawing`); here it is
drawn. Screens, pages, Word and files show the same drawing.

>>> from etic.analysis.drawing import Bars, Mark
>>> from etic.model import Table
>>> marks = (Mark("work", "", 0.4, 0.2, 0.6, 4, 10, "#1ea2a8"),)
>>> type(chart(Bars("Work", Table((), ()), marks, "Share"))).__name__
'LayerChart'
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from etic.analysis.drawing import Bars, Curves, Drawing, HeatMap, Network
from etic.analysis.result import Result
from etic.errors import EticError
from etic.i18n import language
from etic.pictures.theme import Theme, configured

if TYPE_CHECKING:
    import altair as alt

SUFFIXES = (".svg", ".png")


def chart(drawing: Drawing, theme: Theme = "light") -> alt.LayerChart:
    """A drawing as an Altair chart, in the language at work."""
    from altair.utils.schemapi import debug_mode

    from etic.pictures.bars import bars
    from etic.pictures.cleaning import cleaned
    from etic.pictures.curves import curves
    from etic.pictures.heatmap import heatmap
    from etic.pictures.network import network
    from etic.pictures.timeline import timeline

    drawn: alt.LayerChart
    drawing = cleaned(drawing)
    with debug_mode(False):  # the charts are our own: each part is not held against the schema
        if isinstance(drawing, Bars):
            drawn = bars(drawing, theme)
        elif isinstance(drawing, HeatMap):
            drawn = heatmap(drawing, theme)
        elif isinstance(drawing, Network):
            drawn = network(drawing, theme)
        elif isinstance(drawing, Curves):
            drawn = curves(drawing, theme)
        else:
            drawn = timeline(drawing, theme)
    return configured(drawn, theme)


def svg(drawing: Drawing, theme: Theme = "light", *, mark: str = "drawing") -> str:
    """A drawing as SVG, with its title and its figures in words for whoever does not see it.

    `mark` is a word that no other drawing on the same page has.
    """
    return _svg(drawing, theme, mark, language())


# A page that is looked at, sent and looked at again draws its pictures once.
@lru_cache(maxsize=128)
def _svg(drawing: Drawing, theme: Theme, mark: str, _language: str) -> str:
    from etic.pictures.files import svg as written

    return written(drawing, chart(drawing, theme), mark)


def png(drawing: Drawing, *, scale: float = 2.0) -> bytes:
    """A drawing as PNG, `scale` pixels of the file for one of the drawing."""
    from etic.pictures.files import png as written

    return written(chart(drawing), scale)


def save(result: Result, path: Path) -> None:
    """Write the first drawing of a result as `.svg` or `.png`.

    Raises `EticError` where the result has no picture, or the suffix is another.
    """
    from etic.write.place import replacing

    drawings = result.drawings()
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise EticError("picture-format", file=path, formats=", ".join(SUFFIXES))
    if not drawings:
        raise EticError("picture-none", file=path)
    with replacing(path) as temporary:
        if suffix == ".svg":
            temporary.write_text(svg(drawings[0]), encoding="utf-8", newline="\n")
        else:
            temporary.write_bytes(png(drawings[0]))
