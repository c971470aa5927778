"""Running text of a report in Word: runs, lists, block quotes, tables of text, footnotes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from etic.i18n import t
from etic.report.links import safe_href
from etic.report.prose import Cited, Items, Prose, ProseTable, Run, Runs, numbered, plain
from etic.write import wordxml as xml
from etic.write.footnotes import Footnotes
from etic.write.wordtable import number_caption

if TYPE_CHECKING:
    from docx.document import Document

_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_INDENT = 340  # twentieths of a point for each level of a list
_ALIGNED = {"center": "center", "right": "right"}


class ProseWriter:
    """Writes text at the end of a document's body.

    `marks` are bookmarks by id, `called` says what a place is called where a note leads to it.
    """

    def __init__(
        self,
        document: Document,
        marks: Mapping[str, tuple[str, int]],
        called: Callable[[str], str],
    ) -> None:
        self.document = document
        self.body = document.element.body
        self.marks = marks
        self.called = called
        self.footnotes = Footnotes()

    def write(
        self, block: Prose | Items | Cited | ProseTable, width: int, number: int, id: str
    ) -> None:
        """One block; `number` is that of a table with a title, `width` that of the text."""
        if isinstance(block, Prose):
            line = xml.paragraph(self.body, "BodyText")
            if plain(block.runs).rstrip().endswith(":"):  # leads to what follows
                xml.keep_with_next(line)
            self._runs(line, block.runs)
        elif isinstance(block, Items):
            self._items(block, 1)
        elif isinstance(block, Cited):
            for runs in block.paragraphs:
                self._runs(xml.paragraph(self.body, "BlockText"), runs)
        else:
            self._table(block, width, number, id)

    def _runs(self, line: xml.Element, runs: Runs) -> None:
        noted: dict[tuple[str, str], int] = {}  # what one paragraph notes twice stands once
        for run in runs:
            self._run(line, run, noted)

    def _run(self, line: xml.Element, run: Run, noted: dict[tuple[str, str], int]) -> None:
        look = {"bold": run.strong, "italic": run.emphasis}
        href = safe_href(run.href)
        if run.anchor and not run.note:
            link = xml.node(line, "hyperlink", anchor=self.marks[run.anchor][0], history=1)
            xml.text(link, run.text, style="FigureLink", **look)
        elif href:
            relation = self.document.part.relate_to(href, _HYPERLINK, is_external=True)
            xml.text(xml.outer(line, relation), run.text, style="Hyperlink", **look)
        else:
            xml.text(line, run.text, style="TextCode" if run.code else "", **look)
        if run.note:
            key = (run.note, run.anchor)
            if key in noted:
                self.footnotes.refer(line, noted[key])
            else:
                noted[key] = self.footnotes.add(line, lambda note: self._note(note, run))

    def _note(self, note: xml.Element, run: Run) -> None:
        xml.text(note, run.note)
        if run.anchor:
            xml.text(note, " ")
            where = t("report.figure-see", place=self.called(run.anchor))
            xml.inner_link(note, self.marks[run.anchor][0], where)

    def _items(self, items: Items, level: int) -> None:
        for n, item in enumerate(items.items):
            line = xml.paragraph(self.body, "ListText")
            xml.node(line.find(xml.name("pPr")), "ind", left=_INDENT * level, hanging=_INDENT)
            xml.text(line, f"{numbered(items, n)}\t")
            self._runs(line, item.runs)
            for under in item.below:
                self._items(under, level + 1)

    def _table(self, block: ProseTable, width: int, number: int, id: str) -> None:
        if block.title:
            caption = xml.paragraph(self.body, "Caption")
            with xml.bookmarked(caption, *self.marks[id]):
                number_caption(caption, "report.table", number)
                xml.text(caption, f". {block.title}")
        grid = xml.node(self.body, "tbl")
        self.body[-2].addprevious(grid)  # the last element describes the page
        properties = xml.node(grid, "tblPr")
        xml.node(properties, "tblStyle", val="EticTable")
        xml.node(properties, "tblW", w=width, type="dxa")
        xml.node(properties, "tblLayout", type="fixed")
        xml.node(
            properties, "tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0
        )
        widths = _widths(block, width)
        measure = xml.node(grid, "tblGrid")
        for w in widths:
            xml.node(measure, "gridCol", w=w)
        for j, row in enumerate((block.head, *block.rows)):
            element = xml.node(grid, "tr")
            about = xml.node(element, "trPr")
            xml.node(about, "cantSplit")
            if j == 0:
                xml.node(about, "tblHeader")
            for i, (w, runs) in enumerate(zip(widths, row, strict=True)):
                cell = xml.node(element, "tc")
                xml.node(xml.node(cell, "tcPr"), "tcW", w=w, type="dxa")
                line = xml.paragraph(cell, "TableText")
                if align := _ALIGNED.get(block.align(i)):
                    xml.node(line.find(xml.name("pPr")), "jc", val=align)
                self._runs(line, runs)
        xml.paragraph(self.body, "TableNote")


def _widths(block: ProseTable, total: int) -> list[int]:
    """Widths by the longest text of each column, within reason."""
    rows = (block.head, *block.rows)
    longest = [min(40, max(6, *(len(plain(row[i])) for row in rows))) for i in range(len(rows[0]))]
    widths = [total * n // sum(longest) for n in longest]
    widths[-1] += total - sum(widths)
    return widths
