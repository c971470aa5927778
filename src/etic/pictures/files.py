"""Pictures as files: SVG that says in words what it shows, and PNG."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markupsafe import escape

from etic.analysis.drawing import Drawing
from etic.pictures.words import words
from etic.write.cells import clean

if TYPE_CHECKING:
    import altair as alt

VEGA_LITE = "6.4"  # the version whose charts Altair writes; vl-convert brings several
BASE = "https://vega.github.io/vega-datasets/"  # what Vega puts before a link within the page


def svg(drawing: Drawing, chart: alt.LayerChart, mark: str) -> str:
    """A chart as SVG with a title and a description; `mark` tells it from others on one page."""
    import vl_convert

    drawn = vl_convert.vegalite_to_svg(_spec(chart), vl_version=VEGA_LITE, allowed_base_urls=[])
    title, said = escape(clean(drawing.title)), escape(clean(words(drawing)))
    drawn = drawn.replace(f'href="{BASE}#', 'href="#')
    # Vega names what it clips by numbers that begin anew with each drawing.
    drawn = re.sub(r'(\bid="|url\(#|href="#)((?:clip|gradient)\w*)', rf"\1\2-{mark}", drawn)
    # Vega calls its parts in English; the words above say all there is to say.
    drawn = re.sub(r' (role="graphics-\w+"|aria-roledescription="[^"]*")', "", drawn)
    role = "group" if "<a " in drawn else "img"
    head = f' role="{role}" aria-label="{title}"><title>{title}</title><desc>{said}</desc>'
    return drawn.replace(">", head, 1)


def png(chart: alt.LayerChart, scale: float) -> bytes:
    """A chart as PNG."""
    import vl_convert

    drawn: bytes = vl_convert.vegalite_to_png(
        _spec(chart), vl_version=VEGA_LITE, scale=scale, allowed_base_urls=[]
    )
    return drawn


def _spec(chart: alt.LayerChart) -> dict[str, Any]:
    """The chart as Vega-Lite has it. It is our own: to hold it against the schema each time would
    take as long as to draw it."""
    found: dict[str, Any] = chart.to_dict(validate=False)
    return found
