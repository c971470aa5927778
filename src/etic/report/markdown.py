"""A report as Markdown, as pandoc and GitHub know it: figures lead to the quotes behind them.

Of a picture there are the figures: a text has no place for the drawing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from etic.i18n import t, use_language
from etic.model import Table
from etic.report.blocks import Heading, Note, Paragraph, Picture, QuoteBlock, Report, TableBlock
from etic.report.links import dom_id, fragment, safe_href
from etic.report.notes import once
from etic.report.outline import Placed, placed
from etic.report.prose import Cited, Items, Prose, ProseTable, Run, numbered, runs_of
from etic.write.markdown import grid, inline


def write(report: Report, path: Path) -> None:
    """Write a report as Markdown, in its own language."""
    with use_language(report.language):
        path.write_text(render(report), encoding="utf-8", newline="\n")


def render(report: Report) -> str:
    """The report as text."""
    blocks = list(once(placed(report)))
    linked = {
        id for p in blocks if isinstance(p.block, TableBlock) for id in p.block.links.values()
    }
    linked |= {run.anchor for p in blocks for run in runs_of(p.block) if run.anchor}
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
    elif isinstance(block, Prose):
        alone = len(block.runs) == 1 and block.runs[0].code and "\n" in block.runs[0].text
        yield _fence(block.runs[0].text) if alone else _runs(block.runs)
    elif isinstance(block, Items):
        yield "\n".join(_items(block))
    elif isinstance(block, Cited):
        yield "\n>\n".join(f"> {_runs(paragraph)}" for paragraph in block.paragraphs)
    elif isinstance(block, ProseTable):
        yield from _prose_table(block, t("report.table", n=p.number), _mark(p.id, linked))
    elif not block.table:
        yield from _table(_figures(block), t("report.figure", n=p.number), {}, "")


def _runs(runs: tuple[Run, ...]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    # Marks of emphasis hold only where no white space stands within them.
    kept = run.text.strip(" ")
    before, _, after = run.text.partition(kept) if kept else (run.text, "", "")
    said = f"`{kept}`" if run.code and kept else inline(kept)
    mark = "*" * (2 * run.strong + run.emphasis) if kept else ""
    said = f"{mark}{said}{mark}"
    to = fragment(run.anchor) if run.anchor else safe_href(run.href)
    if to:
        note = inline(run.note).replace('"', "&quot;")
        said = f'[{said}]({to} "{note}")' if note else f"[{said}]({to})"
    return f"{before}{said}{after}"


def _fence(code: str) -> str:
    longest = max(map(len, re.findall("`{3,}", code)), default=2)
    mark = "`" * (longest + 1)
    return f"{mark}\n{code}\n{mark}"


def _items(items: Items, indent: str = "") -> Iterator[str]:
    for n, item in enumerate(items.items):
        mark = "-" if items.start is None else numbered(items, n)
        yield f"{indent}{mark} {_runs(item.runs)}"
        for under in item.below:
            yield from _items(under, indent + " " * (len(mark) + 1))


def _prose_table(block: ProseTable, label: str, mark: str) -> Iterator[str]:
    if block.title or mark:
        yield f"{mark}**{label}. {inline(block.title)}**" if block.title else mark
    rules = {"center": ":---:", "right": "---:", "left": ":---"}
    rows = [[_runs(cell) for cell in row] for row in (block.head, *block.rows)]
    rule = [rules.get(block.align(i), "---") for i in range(len(block.head))]
    yield "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], rule, *rows[1:]))


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
        yield f"{mark}**{inline(block.headed)}**" if block.title else mark
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
