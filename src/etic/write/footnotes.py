"""Footnotes of a Word file: a part of its own, which python-docx does not make.

Ids follow the order in which notes are asked for, so the same report gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lxml import etree

from etic.write import wordxml as xml

if TYPE_CHECKING:
    from docx.document import Document

_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = f"{xml.RELATED}/footnotes"
_NAMES = {"w": xml.WORD, "r": xml.RELATED}

# Word wants these two before the first note: the line above notes, and that of a continued one.
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))
_MARKS = 1_000_000  # numbers of bookmarks from here on are those of notes
_AFTER_OURS = ("endnotePr", "compat")  # what the order of settings puts behind ours


class Footnotes:
    """The footnotes of one document; `attach` puts them into it."""

    def __init__(self) -> None:
        self.element = etree.Element(xml.name("footnotes"), nsmap=_NAMES)
        self.count = 0
        for number, kind in _SEPARATORS:
            note = xml.node(self.element, "footnote", type=kind, id=number)
            xml.node(xml.node(xml.paragraph(note, "FootnoteText"), "r"), kind)

    def add(self, line: xml.Element, fill: Callable[[xml.Element], None]) -> int:
        """A note at the end of a paragraph; `fill` writes into the note's own paragraph.

        Gives its number, by which `refer` finds it.
        """
        self.count += 1
        with xml.bookmarked(line, _mark(self.count), _MARKS + self.count):
            run = xml.node(line, "r")
            xml.node(xml.node(run, "rPr"), "rStyle", val="FootnoteReference")
            xml.node(run, "footnoteReference", id=self.count)
        note = xml.node(self.element, "footnote", id=self.count)
        paragraph = xml.paragraph(note, "FootnoteText")
        mark = xml.node(paragraph, "r")
        xml.node(xml.node(mark, "rPr"), "rStyle", val="FootnoteReference")
        xml.node(mark, "footnoteRef")
        xml.text(paragraph, " ")
        fill(paragraph)
        return self.count

    def refer(self, line: xml.Element, number: int) -> None:
        """The mark of an earlier note once more, kept up to date by Word."""
        xml.begin_field(line, f"NOTEREF {_mark(number)} \\f \\h")
        xml.text(line, str(number), style="FootnoteReference")
        xml.end_field(line)

    def attach(self, document: Document) -> None:
        """Put the notes into the file; nothing where there are none."""
        if not self.count:
            return
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        blob = etree.tostring(self.element, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), _KIND, blob, document.part.package)
        document.part.relate_to(part, _RELATION)
        _declare(document.settings.element)


def _mark(number: int) -> str:
    return f"_EticNote{number}"


def _declare(settings: xml.Element) -> None:
    """Say in the settings which notes are separators, at the place that their order asks for."""
    made = etree.Element(xml.name("footnotePr"))
    for number, _kind in _SEPARATORS:
        xml.node(made, "footnote", id=number)
    for tag in _AFTER_OURS:
        found = settings.find(xml.name(tag))
        if found is not None:
            found.addprevious(made)
            return
    settings.append(made)
