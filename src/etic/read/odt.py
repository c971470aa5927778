"""OpenDocument texts (.odt): the visible text, paragraph by paragraph, tables where they stand.

Tracked deletions, notes, annotations and hidden text are left out; each leaves a notice. White
space is what the format says it is: runs of it are one space, and more stands in `text:s`,
`text:tab` and `text:line-break`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from etic.errors import EticError
from etic.model import Bundle, Notice
from etic.read.grid import table_lines
from etic.read.source import Source
from etic.read.transcript import transcript
from etic.read.wordlist import words
from etic.read.xmlsafe import attribute, local, parse_xml

_KIND = b"application/vnd.oasis.opendocument.text"
_MOST_SPACES = 10_000  # in one `text:s`: a text has no use for more

_LEFT_OUT = {
    "note": "notes-left-out",
    "annotation": "comments-left-out",
    "changed-region": "changes-accepted",
    "hidden-text": "hidden-left-out",
    "hidden-paragraph": "hidden-left-out",
}
_SKIPPED = words(
    """sequence-decls user-field-decls variable-decls dde-connection-decls forms annotation-end
    title desc ruby-text table-columns table-column table-header-columns shapes scripts
    event-listeners table-of-content-source alphabetical-index-source bibliography-source
    user-index-source illustration-index-source table-index-source object-index-source
    image-map"""
)
_PARAGRAPHS = frozenset(("p", "h"))


def read(source: Source) -> Bundle | None:
    """One transcript, or None where this is no OpenDocument text."""
    if "content.xml" not in source.members or "mimetype" not in source.members:
        return None
    if not source.member("mimetype").startswith(_KIND):
        return None
    manifest = "META-INF/manifest.xml"
    if manifest in source.members and b"encryption-data" in source.member(manifest):
        raise EticError("zip-locked", file=source.name, member="content.xml")
    root = parse_xml(source, "content.xml")
    body = next((e for child in root if local(child) == "body" for e in child), None)
    if body is None or local(body) != "text":
        raise EticError("xml-broken", file=source.name, member="content.xml", line=1)
    page = _Page()
    text = "\n".join(page.blocks(body))
    notices = [Notice(source.name, "", key, {"n": n}) for key, n in page.seen.items()]
    return transcript(source, text, notices)


class _Page:
    """Walks the body, and counts on the way what it leaves out."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()

    def blocks(self, parent: etree._Element) -> list[str]:
        """The paragraphs and table rows under an element."""
        lines: list[str] = []
        for child in parent:
            name = local(child)
            if name in _PARAGRAPHS:
                lines.extend(self._paragraph(child))
            elif name == "table":
                lines.extend(table_lines(list(self._rows(child))))
            elif name == "tracked-changes":
                self.seen["changes-accepted"] += len(child)
            elif not self._skips(name):
                lines.extend(self.blocks(child))
        return lines

    def _rows(self, table: etree._Element) -> Iterator[list[str]]:
        for child in table:
            name = local(child)
            if name == "table-row":
                yield [
                    "\n".join(self.blocks(cell)) for cell in child if local(cell) == "table-cell"
                ]
            elif name in ("table-rows", "table-header-rows", "table-row-group"):
                yield from self._rows(child)

    def _paragraph(self, paragraph: etree._Element) -> list[str]:
        """The text of a paragraph, and after it the lines of the text boxes anchored in it."""
        words = _Words()
        boxes: list[str] = []
        words.add(paragraph.text)
        self._inline(paragraph, words, boxes)
        return [words.text(), *boxes]

    def _inline(self, parent: etree._Element, words: _Words, boxes: list[str]) -> None:
        for child in parent:
            name = local(child)
            if name == "s":
                words.put(" " * _count(child))
            elif name == "tab":
                words.put("\t")
            elif name == "line-break":
                words.put("\n")
            elif name == "text-box":
                boxes.extend(self.blocks(child))
            elif not self._skips(name):
                words.add(child.text)
                self._inline(child, words, boxes)
            words.add(child.tail)

    def _skips(self, name: str) -> bool:
        if name in _LEFT_OUT:
            self.seen[_LEFT_OUT[name]] += 1
            return True
        return name in _SKIPPED


class _Words:
    """A paragraph as it grows: white space of the XML counts once, and not at the ends."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._space = False  # a space was seen that counts only if something follows

    def add(self, text: str | None) -> None:
        """Characters from the XML."""
        for at, word in enumerate(_split(text or "")):
            self._space = self._space or at > 0
            if word:
                self.put(word)

    def put(self, text: str) -> None:
        """Characters that count as they are."""
        if self._space and self._pieces:
            self._pieces.append(" ")
        self._space = False
        self._pieces.append(text)

    def text(self) -> str:
        """All of it."""
        return "".join(self._pieces)


def _split(text: str) -> list[str]:
    """Parts between runs of XML white space; empty ones at the ends are kept."""
    words = text.replace("\t", " ").replace("\r", " ").replace("\n", " ").split(" ")
    inner = [word for word in words[1:-1] if word]
    return [words[0], *inner, words[-1]] if len(words) > 1 else words


def _count(element: etree._Element) -> int:
    count = attribute(element, "c")
    if not count or not count.isdecimal() or len(count) > 6:
        return 1
    return min(int(count), _MOST_SPACES)
