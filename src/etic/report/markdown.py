"""A report as Markdown, as pandoc and GitHub know it: figures lead to the quotes behind them.

Of a picture there are the figures: a text has no place for the drawing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from etic.i18n import t, use_language
from etic.model import Table
from etic.report.blocks import Heading, Note, Paragraph, Picture, QuoteBlock, Report, TableBlock
from etic.report.links import dom_id, fragment, safe_href
from etic.report.outline import Placed, placed
from etic.write.markdown import grid, inline


def write(report: Report, path: Path) -> None:
    """Write a report as Markdown, in its own language."""
    with use_language(report.language):
        path.write_text(render(report), encoding="utf-8", newline="\n")


def render(report: Report) -> str:
    """The report as text."""
    blocks = list(placed(report))
    linked = {
        id for p in blocks if isinstance(p.block, TableBlock) for id in p.block.links.values()
    }
    parts = [f"# {inline(report.title)}"]
    if report.subtitle:
        parts.append(f"*{inline(report.subtitle)}*")
    for p in blocks:
        parts += _part(p, linked)
    return "\n\n".join(parts) + "\n"


def _part(p: Placed, linked: set[str]) -> Iterator[str]:
    block = p.block
    if isinstance(block, Heading):
        yield f"{'#' * (min(4, max(1, block.level)) + 1)} {inline(block.text)}{_mark(p.id, linked)}"
    elif isinstance(block, Paragraph):
        yield inline(block.text)
    elif isinstance(block, Note):
        yield f"*{t('report.note')}.* {inline(block.text)}"
    elif isinstance(block, TableBlock):
        links = {place: fragment(anchor) for place, anchor in block.links.items()}
        yield from _table(block.table, t("report.table", n=p.number), links, _mark(p.id, linked))
    elif isinstance(block, QuoteBlock):
        yield from _quotes(block, p.id, linked)
    elif not block.table:
        yield from _table(_figures(block), t("report.figure", n=p.number), {}, "")


def _figures(block: Picture) -> Table:
    drawing = block.drawing
    return replace(drawing.table, title=drawing.title, note=block.note)


def _table(
    table: Table, label: str, links: dict[tuple[int, int], str], mark: str
) -> Iterator[str]:  # fmt: skip
    yield f"{mark}**{label}{'. ' if table.title else ''}{inline(table.title)}**"
    if table.columns:
        yield grid(table, links)
    if table.note:
        yield f"*{t('report.note')}.* {inline(table.note)}"


def _quotes(block: QuoteBlock, id: str, linked: set[str]) -> Iterator[str]:
    mark = _mark(id, linked)
    if block.title or mark:
        yield f"{mark}**{inline(block.title)}**" if block.title else mark
    for item in block.quotes:
        text = "\n".join(f"> {line}".rstrip() for line in _lines(item.text))
        href = safe_href(item.href)
        place = f" · [{t('report.quote-place')}]({href})" if href else ""
        yield f"{text}\n>\n> — {_mark(item.id, linked)}{inline(item.source)}{place}"


def _lines(text: str) -> list[str]:
    """A quote's lines; each ends in a backslash that keeps the break, but the last one."""
    lines = [inline(line) for line in text.strip().split("\n")]
    return [f"{line}\\" if line and n < len(lines) - 1 else line for n, line in enumerate(lines)]


def _mark(id: str, linked: set[str]) -> str:
    """A place to lead to, where something does."""
    return f'<a id="{dom_id(id)}"></a>' if id and id in linked else ""
