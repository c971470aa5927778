"""Pictures as files: SVG that says in words what it shows, and PNG."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import escape

from etic.analysis.drawing import Drawing
from etic.pictures.words import words

if TYPE_CHECKING:
    import altair as alt

VEGA_LITE = "6.4"  # the version whose charts Altair writes; vl-convert brings several


def svg(drawing: Drawing, chart: alt.LayerChart) -> str:
    """A chart as SVG with a title and a description, named so that several fit on one page."""
    import vl_convert

    drawn = vl_convert.vegalite_to_svg(chart.to_dict(), vl_version=VEGA_LITE)
    title, said = escape(drawing.title), escape(words(drawing))
    # Names of clip paths and gradients are those of any other drawing as well.
    mark = f"d{abs(hash((drawing.title, len(drawn)))) % 10**8}-"
    drawn = re.sub(r'(\bid="|url\(#|href="#)(clip|gradient)', rf"\1{mark}\2", drawn)
    # Vega calls its parts in English; the words above say all there is to say.
    drawn = re.sub(r' (role="graphics-\w+"|aria-roledescription="[^"]*")', "", drawn)
    role = "group" if "<a " in drawn else "img"
    return re.sub(
        r"<svg ([^>]*)>",
        rf'<svg \1 role="{role}" aria-label="{title}"><title>{title}</title><desc>{said}</desc>',
        drawn,
        count=1,
    )


def png(chart: alt.LayerChart, scale: float) -> bytes:
    """A chart as PNG."""
    import vl_convert

    drawn: bytes = vl_convert.vegalite_to_png(chart.to_dict(), vl_version=VEGA_LITE, scale=scale)
    return drawn
