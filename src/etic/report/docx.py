"""A report as a Word file: real headings, captions, tables and fields, in Etic's own styles.

Figures lead to the quotes behind them by bookmarks. A chart is a table with shaded bars.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from etic.i18n import t, use_language
from etic.model import Column, Value
from etic.report.blocks import (
    Bar,
    Chart,
    Heading,
    Linked,
    Note,
    Paragraph,
    QuoteBlock,
    QuoteItem,
    Report,
    TableBlock,
)
from etic.report.chart import scale_end
from etic.report.links import safe_href
from etic.report.outline import Placed, count_words, interval_words, placed
from etic.write import word
from etic.write import wordxml as xml
from etic.write.docx import check_columns
from etic.write.layout import WIDE
from etic.write.wordtable import add_table, needed_width

_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"

NO_MARK = ("", 0)
ROOM = "\u00a0" * 38  # never written: the width that the column of bars asks for
BAR = 1  # column of the bars
DEEPEST = 3  # level of heading that still stands in the contents


def write(report: Report, path: Path) -> None:
    """Write a report as docx, in its own language."""
    for block in report.blocks:
        if isinstance(block, TableBlock):
            check_columns(block.table, path)
    with use_language(report.language):
        _Writer(report).write(path)


class _Writer:
    """One report on its way into one document."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.blocks = list(placed(report))
        self.document = word.new(report.title)
        self.body = self.document.element.body
        self.marks = _bookmarks(self.blocks)
        self.landscape = False

    def write(self, path: Path) -> None:
        xml.text(xml.paragraph(self.body, "Title"), self.report.title)
        if self.report.subtitle:
            xml.text(xml.paragraph(self.body, "Subtitle"), self.report.subtitle)
        self._contents()
        for p in self.blocks:
            self._block(p)
        word.save(self.document, path)

    def _contents(self) -> None:
        """The contents as a field, with its entries as far as they are known: all but the pages.

        Only Word knows the pages. It fills them in when the reader asks for it (F9); made to do so
        by itself, it would greet everyone who opens the file with a warning.
        """
        headings = [(p, p.block) for p in self.blocks if isinstance(p.block, Heading)]
        shown = [(p, heading) for p, heading in headings if heading.level <= DEEPEST]
        if not shown:
            return
        xml.text(xml.paragraph(self.body, "TOCHeading"), t("report.contents"))
        for i, (p, heading) in enumerate(shown):
            line = xml.paragraph(self.body, f"TOC{max(1, heading.level)}")
            if i == 0:
                xml.begin_field(line, f'TOC \\o "1-{DEEPEST}" \\h \\z \\u')
            xml.inner_link(line, self.marks[p.id][0], heading.text, style="")
            if i == len(shown) - 1:
                xml.end_field(line)

    def _block(self, p: Placed) -> None:
        block = p.block
        if isinstance(block, TableBlock):
            self._table(p, block)
        elif isinstance(block, Chart):
            self._chart(p, block)
        elif isinstance(block, Heading):
            # A heading turns with the wide table under it, and is not left alone on a page.
            self._turn(landscape=self._leads_to_wide(p))
            line = xml.paragraph(self.body, f"Heading{min(4, max(1, block.level))}")
            with xml.bookmarked(line, *self.marks[p.id]):
                xml.text(line, block.text)
        else:
            self._turn(landscape=False)
            if isinstance(block, Paragraph):
                xml.text(xml.paragraph(self.body, "BodyText"), block.text)
            elif isinstance(block, Note):
                xml.text(xml.paragraph(self.body, "Remark"), block.text)
            else:
                self._quotes(p, block)

    def _table(self, p: Placed, block: TableBlock) -> None:
        landscape = _is_wide(block)
        self._turn(landscape=landscape)
        add_table(
            self.body,
            block.table,
            word.text_width(landscape=landscape),
            number=p.number,
            links=self._targets(block.links),
            bookmark=self.marks[p.id],
        )

    def _chart(self, p: Placed, chart: Chart) -> None:
        drawn, end = drawing(chart), scale_end(chart)
        self._turn(landscape=False)
        add_table(
            self.body,
            drawn.table,
            word.text_width(landscape=False),
            label="report.figure",
            number=p.number,
            links=self._targets(drawn.links),
            bars={(i, BAR): (bar.share or 0) / end for i, bar in enumerate(chart.bars)},
            bookmark=self.marks[p.id],
        )

    def _targets(self, links: Mapping[tuple[int, int], str]) -> dict[tuple[int, int], str]:
        return {place: self.marks[anchor][0] for place, anchor in links.items()}

    def _quotes(self, p: Placed, block: QuoteBlock) -> None:
        whole = self.marks[p.id]
        if block.title:
            line = xml.paragraph(self.body, "QuoteTitle")
            with xml.bookmarked(line, *whole):
                xml.text(line, block.title)
        for i, item in enumerate(block.quotes):
            line = xml.paragraph(self.body, "Quote")
            outer = whole if i == 0 and not block.title else NO_MARK
            inner = self.marks.get(item.id, NO_MARK)
            with xml.bookmarked(line, *outer), xml.bookmarked(line, *inner):
                xml.text(line, item.text)
            self._source(item)

    def _source(self, item: QuoteItem) -> None:
        line = xml.paragraph(self.body, "QuoteSource")
        href = safe_href(item.href)
        xml.text(line, item.source + (" · " if item.source and href else ""))
        if href:
            relation = self.document.part.relate_to(href, _HYPERLINK, is_external=True)
            xml.outer_link(line, relation, t("report.quote-place"))

    def _leads_to_wide(self, heading: Placed) -> bool:
        after = self.blocks[self.blocks.index(heading) + 1 :]
        following = next((p.block for p in after if not isinstance(p.block, Heading)), None)
        return isinstance(following, TableBlock) and _is_wide(following)

    def _turn(self, *, landscape: bool) -> None:
        """Begin a section with its pages turned, where they are not yet."""
        if landscape == self.landscape:
            return
        word.set_page(self.document.add_section(), landscape=landscape)
        xml.join_section_break(self.body)
        self.landscape = landscape


def drawing(chart: Chart) -> TableBlock:
    """A chart as Word can show it without a picture: a table with an empty column for the bars."""
    columns = [
        Column("label", t("report.category")),
        Column("bar", "", "integer"),
        Column("share", t("report.share"), "percent"),
    ]
    cells: list[Callable[[Bar], Value | Linked]] = [
        lambda bar: bar.label,
        lambda _: ROOM,
        lambda bar: Linked(bar.share, bar.anchor) if bar.anchor else bar.share,
    ]
    if any(bar.low is not None for bar in chart.bars):
        columns.append(Column("interval", t("report.interval"), "integer"))
        cells.append(lambda bar: interval_words(bar.low, bar.high) or None)
    if any(bar.n is not None and bar.base is not None for bar in chart.bars):
        columns.append(Column("count", t("report.interviews"), "integer"))
        cells.append(lambda bar: count_words(bar.n, bar.base) or None)
    if any(bar.survey is not None for bar in chart.bars):
        columns.append(Column("survey", t("report.survey"), "percent"))
        cells.append(lambda bar: bar.survey)
    rows = [[cell(bar) for cell in cells] for bar in chart.bars]
    return TableBlock.of(columns, rows, title=chart.title, note=chart.note)


def _is_wide(block: TableBlock) -> bool:
    table = block.table
    return len(table.columns) > WIDE and needed_width(table) > word.text_width(landscape=False)


def _bookmarks(blocks: list[Placed]) -> dict[str, tuple[str, int]]:
    """A bookmark for everything that has an id: its name, in letters Word allows, and number."""
    ids = []
    for p in blocks:
        ids.append(p.id)
        if isinstance(p.block, QuoteBlock):
            ids += [item.id for item in p.block.quotes if item.id]
    return {id: (f"_Etic{number}", number) for number, id in enumerate(ids, start=1)}
