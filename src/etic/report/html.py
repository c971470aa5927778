"""A report as one page: contents, figures that open into quotes, day and night, print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from markupsafe import Markup

from etic.analysis.drawing import Bars, Drawing
from etic.i18n import t, use_language
from etic.pictures import svg
from etic.report.blocks import Heading, Note, Paragraph, Picture, QuoteBlock, Report, TableBlock
from etic.report.links import dom_id, fragment, safe_href
from etic.report.notes import once
from etic.report.outline import Placed, placed
from etic.report.prose import Cited, Items, Prose, ProseTable, Run
from etic.write import page

DEEPEST = 3  # level of heading that still stands in the contents
SEARCHED = 12  # a table of more rows has a box that finds them

Part = dict[str, object]


def render(report: Report) -> str:
    """The page as text, in the report's language."""
    with use_language(report.language):
        blocks = list(once(placed(report)))
        tables = {p.id: t("report.table", n=p.number) for p in blocks if _is_table(p)}
        parts = [_part(p, tables) for p in blocks]
        css = page.asset("etic.write", "page.css") + page.asset(__package__, "report.css")
        return page.render(
            "report.html",
            package=__package__,
            title=report.title,
            css=css,
            script=page.asset("etic.write", "filter.js"),
            subtitle=report.subtitle,
            contents=list(_contents(blocks)),
            parts=parts,
        )


def write(report: Report, path: Path) -> None:
    """Write a report as a page."""
    path.write_text(render(report), encoding="utf-8", newline="\n")


def _is_table(part: Placed) -> bool:
    return isinstance(part.block, TableBlock)


def _contents(blocks: list[Placed]) -> Iterator[Part]:
    for p in blocks:
        if isinstance(p.block, Heading) and p.block.level <= DEEPEST:
            level = max(1, p.block.level)
            yield {"level": level, "link": fragment(p.id), "text": p.block.text}


def _part(p: Placed, tables: dict[str, str]) -> Part:
    block = p.block
    if isinstance(block, Heading):
        level = min(4, max(1, block.level))
        return {"kind": "heading", "level": level, "id": dom_id(p.id), "text": block.text}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "text": block.text}
    if isinstance(block, Note):
        return {"kind": "remark", "text": block.text}
    if isinstance(block, TableBlock):
        return {"kind": "table", "view": _table(block, p, tables)}
    if isinstance(block, QuoteBlock):
        return _quotes(block, p)
    if isinstance(block, Picture):
        return _picture(block, p, tables)
    return _prose(block, p)


def _prose(block: Prose | Items | Cited | ProseTable, p: Placed) -> Part:
    """Running text; the page itself asks a run where it leads."""
    common: Part = {"block": block, "id": dom_id(p.id), "to": _where}
    if isinstance(block, Prose):
        return {"kind": "prose", **common}
    if isinstance(block, Items):
        return {"kind": "items", **common}
    if isinstance(block, Cited):
        return {"kind": "cited", **common}
    return {"kind": "grid", "label": t("report.table", n=p.number), **common}


def _where(run: Run) -> str:
    return fragment(run.anchor) if run.anchor else safe_href(run.href)


def _table(block: TableBlock, p: Placed, tables: dict[str, str]) -> page.TableView:
    return page.table_view(
        block.table,
        id=dom_id(p.id),
        label=tables[p.id],
        links={place: fragment(anchor) for place, anchor in block.links.items()},
        search=len(block.table.rows) > SEARCHED,
    )


def _quotes(block: QuoteBlock, p: Placed) -> Part:
    quotes = [
        {
            "id": dom_id(item.id),
            "text": item.text,
            "source": item.source,
            "href": safe_href(item.href),
            "language": item.language,
        }
        for item in block.quotes
    ]
    count = t("report.quotes", n=len(quotes))
    return {
        "kind": "quotes",
        "id": dom_id(p.id),
        "title": block.headed,
        "count": count,
        "quotes": quotes,
    }


def _picture(block: Picture, p: Placed, tables: dict[str, str]) -> Part:
    id = dom_id(p.id)
    see = None
    if block.table in tables:
        see = {"link": fragment(block.table), "label": tables[block.table]}
    # Under its picture the table needs no note of its own.
    figures = replace(block.drawing.table, note="")
    return {
        "kind": "picture",
        "id": id,
        "label": t("report.figure", n=p.number),
        "title": block.drawing.title,
        "note": block.note,
        "svg": Markup(svg(_linked(block.drawing), "page", mark=id)),
        "see": see,
        "figures": page.table_view(figures, id=f"{id}-figures", search=False),
    }


def _linked(drawing: Drawing) -> Drawing:
    """The drawing with links as a page has them."""
    if not isinstance(drawing, Bars):
        return drawing
    marks = (
        replace(mark, anchor=fragment(mark.anchor)) if mark.anchor else mark
        for mark in drawing.marks
    )
    return replace(drawing, marks=tuple(marks))
