"""Bars with their intervals, drawn as SVG: light, sharp at any size, readable without eyes.

Colours come from the page's styles, so that the drawing follows day and night. For whoever does not
see it, the drawing has a name and a description that says every bar in words.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from markupsafe import Markup, escape

from etic.i18n import percent, t
from etic.report.blocks import Bar, Chart
from etic.report.outline import count_words, interval_words, share_words
from etic.write.cells import clean
from etic.write.layout import letters

WIDTH = 760
LABELS = 248  # right end of the labels
LEFT, RIGHT = 262, 612  # of the scale
LETTER = 7.3  # width of a middling letter of a label
LINE = 17  # between the lines of a label
BAR = 15  # height of a bar
ROW = 40  # of one line

_TOPS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)


def svg(chart: Chart, id: str) -> Markup:
    """The drawing. `id` makes the ids inside it its own."""
    top = scale_end(chart)
    body, height = "", 6.0
    for bar in chart.bars:
        lines = _wrapped(bar.label)
        room = max(ROW, len(lines) * LINE + 14)
        body += "".join(_row(bar, lines, height + room / 2, top))
        height += room
    foot, end = _legend(chart, height + 48)
    # A drawing with links in it is a group: an image hides what is inside it.
    role = "group" if any(bar.anchor for bar in chart.bars) else "img"
    return Markup(
        f'<svg class="chart" viewBox="0 0 {WIDTH} {end:.0f}" role="{role}" '
        f'aria-labelledby="{escape(id)}-name {escape(id)}-words">'
        f'<title id="{escape(id)}-name">{escape(clean(chart.title))}</title>'
        f'<desc id="{escape(id)}-words">{escape(clean(words(chart)))}</desc>'
        f"{_scale(top, height)}{body}{foot}</svg>"
    )


def words(chart: Chart) -> str:
    """Every bar in words."""
    return " ".join(_bar_words(bar) for bar in chart.bars)


def _bar_words(bar: Bar) -> str:
    parts = [share_words(bar.share) if bar.share is not None else t("report.no-figure")]
    if count_words(bar.n, bar.base):
        parts.append(count_words(bar.n, bar.base))
    interval = interval_words(bar.low, bar.high)
    if interval:
        parts.append(f"{t('report.interval')} {interval}")
    if bar.survey is not None:
        parts.append(f"{t('report.survey')} {share_words(bar.survey)}")
    return t("report.chart-bar", label=bar.label, value=", ".join(parts))


def scale_end(chart: Chart) -> float:
    """The end of the scale: a round share beyond every mark."""
    marks = [
        value
        for bar in chart.bars
        for value in (bar.share, bar.high, bar.survey)
        if value is not None
    ]
    highest = max(marks, default=1.0)
    return next((top for top in _TOPS if top >= highest), 1.0)


def _x(share: float, top: float) -> float:
    return LEFT + (RIGHT - LEFT) * min(1.0, max(0.0, share / top))


def _row(bar: Bar, lines: list[str], middle: float, top: float) -> Iterator[str]:
    first = middle - (len(lines) - 1) * LINE / 2 + 5
    for i, line in enumerate(lines):
        yield _text(LABELS, first + i * LINE, line, "label")
    if bar.share is not None:
        width = _x(bar.share, top) - LEFT
        y = middle - BAR / 2
        yield f'<rect class="bar" x="{LEFT}" y="{y:.1f}" width="{width:.1f}" height="{BAR}"/>'
    if bar.low is not None and bar.high is not None:
        yield _whisker(_x(bar.low, top), _x(bar.high, top), middle)
    if bar.survey is not None:
        yield _diamond(_x(bar.survey, top), middle)
    value = _text(RIGHT + 14, middle + 5, share_words(bar.share), "value")
    if bar.anchor:
        value = f'<a href="#{escape(quote(clean(bar.anchor)))}">{value}</a>'
    yield value
    yield _text(WIDTH, middle + 5, count_words(bar.n, bar.base), "count")


def _scale(top: float, height: float) -> str:
    step = 0.05 if top <= 0.2 else 0.1 if top <= 0.5 else 0.2
    parts = []
    for i in range(round(top / step) + 1):
        x = _x(i * step, top)
        look, below = ("grid" if i else "axis"), height + 2
        parts.append(f'<line class="{look}" x1="{x:.1f}" y1="2" x2="{x:.1f}" y2="{below:.1f}"/>')
        parts.append(_text(x, height + 20, percent(i * step, 0), "tick"))
    return "".join(parts)


def _legend(chart: Chart, y: float) -> tuple[str, float]:
    """What the marks mean, and how far down the drawing goes."""
    items = [('<rect class="bar" x="0" y="-10" width="20" height="11"/>', t("report.interviews"))]
    if any(bar.low is not None for bar in chart.bars):
        items.append((_whisker(0, 22, -4.5), t("report.interval")))
    if any(bar.survey is not None for bar in chart.bars):
        items.append((_diamond(8, -4.5), t("report.survey")))
    if len(items) == 1:
        return "", y - 18
    parts, x = [], float(LEFT)
    for mark, label in items:
        key = mark + _text(30, 0, label, "key")
        parts.append(f'<g transform="translate({x:.1f} {y:.1f})">{key}</g>')
        x += 30 + letters(label) * LETTER + 22
    return "".join(parts), y + 10


def _whisker(low: float, high: float, y: float) -> str:
    path = f"M{low:.1f} {y - 5:.1f}v10M{low:.1f} {y:.1f}H{high:.1f}M{high:.1f} {y - 5:.1f}v10"
    return f'<path class="whisker" d="{path}"/>'


def _diamond(x: float, y: float) -> str:
    return f'<path class="survey" d="M{x:.1f} {y - 7:.1f}l7 7l-7 7l-7 -7z"/>'


def _text(x: float, y: float, content: str, look: str) -> str:
    return f'<text class="{look}" x="{x:.1f}" y="{y:.1f}">{escape(clean(content))}</text>'


def _wrapped(label: str, most: int = 3) -> list[str]:
    """A label in at most three lines; what does not fit ends in an ellipsis.

    >>> _wrapped("one two")
    ['one two']
    """
    room = (LABELS - 4) / LETTER
    lines = [""]
    for word in clean(label).split():
        longer = f"{lines[-1]} {word}".strip()
        if letters(longer) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
    return [_shortened(line, room) for line in lines]


def _shortened(line: str, room: float) -> str:
    while letters(line) > room * 1.1:
        line = line.rstrip("…")[:-1] + "…"
    return line
