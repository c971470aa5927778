"""Word documents (.docx): the visible text, paragraph by paragraph, tables where they stand.

The XML is walked by hand: python-docx leaves out what stands in tracked insertions, content
controls and text boxes. Insertions are kept and deletions left out, as if all changes were
accepted; footnotes, comments and hidden text are left out; each of these leaves a notice. Tabs,
line breaks, no-break spaces and soft hyphens stay as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from lxml import etree

from etic.errors import EticError
from etic.model import Bundle, Notice
from etic.read.emphasis import marked, plain
from etic.read.grid import table_lines
from etic.read.source import Source
from etic.read.transcript import transcript
from etic.read.xmlsafe import attribute, local, parse_xml

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_CHARACTERS = {
    "tab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
    "ptab": "\t",
}
_LEFT_OUT = {
    "footnoteReference": "notes-left-out",
    "endnoteReference": "notes-left-out",
    "commentReference": "comments-left-out",
    "del": "changes-accepted",
    "moveFrom": "changes-accepted",
}
# Properties, and the second of the two ways in which a text box is written.
_SKIPPED = frozenset(("rPr", "pPr", "tblPr", "trPr", "tcPr", "sectPr", "sdtPr", "Fallback", "rt"))
_OFF = frozenset(("0", "false", "off"))


def read(source: Source) -> Bundle | None:
    """One transcript, or None where this is no Word document."""
    if "[Content_Types].xml" not in source.members:
        return None
    main = main_part(source)
    if main is None:
        return None
    body = next((child for child in parse_xml(source, main) if local(child) == "body"), None)
    if body is None:
        raise EticError("xml-broken", file=source.name, member=main, line=1)
    page = Page()
    text = "\n".join(page.blocks(body))
    notices = [Notice(source.name, "", key, {"n": n}) for key, n in page.seen.items()]
    return transcript(source, text, notices, marked=True)


def main_part(source: Source) -> str | None:
    """The part that the package declares to be the document; usually `word/document.xml`."""
    for override in parse_xml(source, "[Content_Types].xml"):
        kind = attribute(override, "ContentType") or ""
        if kind.startswith((_MAIN, "application/vnd.ms-word.")) and kind.endswith("main+xml"):
            return (attribute(override, "PartName") or "").lstrip("/")
    return None


class Page:
    """Walks the body, and counts on the way what it leaves out."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()

    def blocks(self, parent: etree._Element) -> list[str]:
        """The paragraphs and table rows under an element."""
        lines: list[str] = []
        joined = False  # the paragraph mark above was deleted, so the next paragraph runs on
        for child in parent:
            name = local(child)
            if name == "p":
                text, boxes = self.paragraph(child)
                if joined and lines:
                    lines[-1] += text
                else:
                    lines.append(text)
                joined = _mark_deleted(child)
                lines.extend(boxes)
            elif name == "tbl":
                lines.extend(table_lines(list(self._rows(child))))
                joined = False
            elif not self._skips(child):
                lines.extend(self.blocks(child))
        return lines

    def _rows(self, table: etree._Element) -> Iterator[list[str]]:
        for row in inside(table, "tr"):
            if any(local(mark) == "del" for properties in row for mark in properties):
                self.seen["changes-accepted"] += 1
            else:
                yield [plain("\n".join(self.blocks(cell))) for cell in inside(row, "tc")]

    def paragraph(self, paragraph: etree._Element) -> tuple[str, list[str]]:
        """The text of a paragraph, with marks of what is set off in it, and the lines of the text
        boxes anchored in it."""
        pieces: list[tuple[str, bool]] = []  # with whether they are bold or in italics
        boxes: list[str] = []
        waiting = [(child, False) for child in reversed(paragraph)]
        while waiting:
            child, off = waiting.pop()
            name = local(child)
            if name == "t":
                pieces.append((plain(child.text or ""), off))
            elif name in _CHARACTERS:
                pieces.append((_CHARACTERS[name], off))
            elif name == "sym":
                pieces.append((_symbol(child), off))
            elif name == "txbxContent":
                boxes.extend(self.blocks(child))
            elif not self._skips(child):
                off = off or (name == "r" and _set_off(child))
                waiting.extend((below, off) for below in reversed(child))
        return _marked(pieces), boxes

    def _skips(self, element: etree._Element) -> bool:
        """Whether what is under an element is no part of the text; counts what may be missed."""
        name = local(element)
        if name == "ins":
            self.seen["changes-accepted"] += 1
        if name in _LEFT_OUT:
            self.seen[_LEFT_OUT[name]] += 1
            return True
        if name == "r" and _hidden(element):
            self.seen["hidden-left-out"] += 1
            return True
        return name in _SKIPPED


def inside(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children by name, also those in content controls and tracked insertions."""
    for child in parent:
        if local(child) == name:
            yield child
        elif local(child) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from inside(child, name)


def _properties(element: etree._Element, names: Iterable[str]) -> etree._Element | None:
    """The element reached by going down through `names`, or None."""
    at: etree._Element | None = element
    for name in names:
        if at is None:
            return None
        at = next((child for child in at if local(child) == name), None)
    return at


def _hidden(run: etree._Element) -> bool:
    mark = _properties(run, ("rPr", "vanish"))
    return mark is not None and attribute(mark, "val") not in _OFF


def _set_off(run: etree._Element) -> bool:
    """Whether a run is bold or in italics."""
    marks = (_properties(run, ("rPr", name)) for name in ("b", "i"))
    return any(mark is not None and attribute(mark, "val") not in _OFF for mark in marks)


def _marked(pieces: Sequence[tuple[str, bool]]) -> str:
    """The text of the pieces, with marks of what is bold or in italics."""
    text = "".join(piece for piece, _ in pieces)
    if not any(off for _, off in pieces):
        return text
    if all(off for piece, off in pieces if piece.strip()):
        return marked(text, whole=True, end=0)
    leading = takewhile(lambda piece: piece[1] or not piece[0].strip(), pieces)
    end = sum(len(piece) for piece, _ in leading)
    return marked(text, whole=False, end=0 if "\n" in text[:end] else end)


def _mark_deleted(paragraph: etree._Element) -> bool:
    return _properties(paragraph, ("pPr", "rPr", "del")) is not None


def _symbol(element: etree._Element) -> str:
    code = attribute(element, "char") or ""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return "" if number < 0x20 or 0xD800 <= number < 0xE000 or number > 0xFFFD else chr(number)
