"""A report as a Word file: real headings, captions, tables and fields, in Etic's own styles.

Figures lead to the quotes behind them by bookmarks. A picture is a PNG with its figures in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from etic.i18n import t, use_language
from etic.model import Table
from etic.pictures import png
from etic.pictures.words import words
from etic.report.blocks import (
    Heading,
    Note,
    Paragraph,
    Picture,
    QuoteBlock,
    QuoteItem,
    Report,
    TableBlock,
)
from etic.report.links import safe_href
from etic.report.notes import once
from etic.report.outline import Placed, placed
from etic.report.prose import ProseTable
from etic.report.word_prose import ProseWriter
from etic.write import word
from etic.write import wordxml as xml
from etic.write.docx import check_columns
from etic.write.layout import WIDE
from etic.write.wordtable import (
    add_grid,
    add_table,
    least_width,
    needed_width,
    number_caption,
)

_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"

NO_MARK = ("", 0)
TURNED = 1.25  # of a page's width: what a table of many columns may want before it is turned
SOON = 3  # blocks
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
        self.blocks = list(once(placed(report)))
        self.document = word.new(report.title)
        self.body = self.document.element.body
        self.marks = _bookmarks(self.blocks)
        self.landscape = False
        self.prose = ProseWriter(self.document, self.marks, self._called)

    def write(self, path: Path) -> None:
        xml.text(xml.paragraph(self.body, "Title"), self.report.title)
        if self.report.subtitle:
            xml.text(xml.paragraph(self.body, "Subtitle"), self.report.subtitle)
        self._contents()
        for p in self.blocks:
            self._block(p)
        self.prose.footnotes.attach(self.document)
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
        elif isinstance(block, Picture):
            self._picture(p, block)
        elif isinstance(block, Heading):
            # A heading turns with the wide table under it, and is not left alone on a page.
            self._turn(landscape=self._leads_to_wide(p))
            line = xml.paragraph(self.body, f"Heading{min(4, max(1, block.level))}")
            with xml.bookmarked(line, *self.marks[p.id]):
                xml.text(line, block.text)
        else:
            # A few lines between two wide tables are no reason to turn the page twice.
            self._turn(landscape=self.landscape and self._wide_soon(p))
            if isinstance(block, Paragraph):
                xml.text(xml.paragraph(self.body, "BodyText"), block.text)
            elif isinstance(block, Note):
                xml.text(xml.paragraph(self.body, "Remark"), block.text)
            elif isinstance(block, QuoteBlock):
                self._quotes(p, block)
            else:
                width = word.text_width(landscape=self.landscape)
                self.prose.write(block, width, p.number, p.id)

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

    def _picture(self, p: Placed, block: Picture) -> None:
        own = None if block.table else replace(block.drawing.table, note="")
        landscape = own is not None and _is_tight(own)
        landscape = landscape or (self.landscape and self._wide_soon(p))
        self._turn(landscape=landscape)
        width = word.text_width(landscape=landscape)
        caption = xml.paragraph(self.body, "Caption")
        with xml.bookmarked(caption, *self.marks[p.id]):
            number_caption(caption, "report.figure", p.number)
            xml.text(caption, f". {block.drawing.title}" if block.drawing.title else "")
        word.add_picture(self.document, png(block.drawing), width, words(block.drawing))
        note = xml.paragraph(self.body, "TableNote")
        if block.note:
            xml.text(note, f"{t('report.note')}. ", italic=True)
            xml.text(note, f"{block.note} " if block.table else block.note)
        if block.table:
            label = self._called(block.table)
            see = t("report.picture-see", label=label)
            xml.inner_link(note, self.marks[block.table][0], see)
        if own is not None:
            add_grid(self.body, own, width)

    def _called(self, id: str) -> str:
        """What a note calls the place with this id: “Table 3”, the title of quotes, a heading."""
        p = next((p for p in self.blocks if p.id == id), None)
        block = p.block if p else None
        if isinstance(block, QuoteBlock) and block.title:
            return t("report.figure-quotes", title=block.title)
        if p and isinstance(block, TableBlock | ProseTable):
            return t("report.table", n=p.number)
        if p and isinstance(block, Picture):
            return t("report.figure", n=p.number)
        return block.text if isinstance(block, Heading) else t("report.figure-quote")

    def _targets(self, links: Mapping[tuple[int, int], str]) -> dict[tuple[int, int], str]:
        return {place: self.marks[anchor][0] for place, anchor in links.items()}

    def _quotes(self, p: Placed, block: QuoteBlock) -> None:
        whole = self.marks[p.id]
        if block.title:
            line = xml.paragraph(self.body, "QuoteTitle")
            with xml.bookmarked(line, *whole):
                xml.text(line, block.headed)
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

    def _wide_soon(self, p: Placed) -> bool:
        """Whether the next table is a wide one, and stands hardly farther down."""
        at = self.blocks.index(p) + 1
        following = (b.block for b in self.blocks[at : at + SOON])
        table = next((block for block in following if isinstance(block, TableBlock)), None)
        return table is not None and _is_wide(table)

    def _turn(self, *, landscape: bool) -> None:
        """Begin a section with its pages turned, where they are not yet."""
        if landscape == self.landscape:
            return
        word.set_page(self.document.add_section(), landscape=landscape)
        xml.join_section_break(self.body)
        self.landscape = landscape


def _is_wide(block: TableBlock) -> bool:
    table = block.table
    upright = word.text_width(landscape=False)
    # A page turned for the sake of a few letters leaves two half empty.
    wide = len(table.columns) > WIDE and needed_width(table) > TURNED * upright
    return wide or _is_tight(table)


def _is_tight(table: Table) -> bool:
    """Whether words would be broken on an upright page."""
    return least_width(table) > word.text_width(landscape=False)


def _bookmarks(blocks: list[Placed]) -> dict[str, tuple[str, int]]:
    """A bookmark for everything that has an id: its name, in letters Word allows, and number."""
    ids = []
    for p in blocks:
        ids.append(p.id)
        if isinstance(p.block, QuoteBlock):
            ids += [item.id for item in p.block.quotes if item.id]
    return {id: (f"_Etic{number}", number) for number, id in enumerate(ids, start=1)}
