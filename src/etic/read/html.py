"""HTML and XHTML pages: the visible text, block elements as lines.

White space is what a browser makes of it: runs of it are one space outside of `<pre>`. Scripts,
styles, the `<title>` and what is marked as hidden are not text.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

import lxml.html
from lxml import etree

from etic.errors import EticError
from etic.model import Bundle
from etic.read.grid import table_lines
from etic.read.source import Source
from etic.read.transcript import transcript
from etic.read.wordlist import words

_BLOCKS = words(
    """address article aside blockquote body caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li
    main menu nav ol optgroup option p pre search section select summary table ul"""
)
_UNSEEN = words(
    """head script style template title noscript object iframe canvas svg math audio video map
    textarea datalist"""
)
_KNOWN = _BLOCKS | _UNSEEN | words("a b br em font i meta span strong table u")
_PREAMBLE = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*)*", re.DOTALL)
_OPENING = re.compile(r"<(?:!doctype\s+html\b|([a-z][a-z0-9]*)\b[^<>]*>)", re.IGNORECASE)
_DECLARED = re.compile(
    rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CELLS = frozenset(("td", "th"))
_CODECS = re.compile(r"cp|koi8|iso8859|mac|kz|ptcp|gb|big5|euc|shift")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffd]")
_WHITE = re.compile(r"[ \t\n\r\f]+")


def read(source: Source) -> Bundle | None:
    """One transcript, or None where this is no HTML."""
    text = decoded(source)
    if text is None or not is_html(text):
        return None
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8"), parser=parser)
    except etree.ParserError as fault:  # nothing in it
        raise EticError("transcript-empty", file=source.name) from fault
    for entry in parser.error_log:
        if entry.type_name == "ERR_RESOURCE_LIMIT":  # what lies deeper would be left out unsaid
            raise EticError("html-deep", file=source.name, line=entry.line)
    # A page may name control characters by number; no browser shows them.
    return transcript(source, _CONTROL.sub("", "\n".join(_lines(root))))


def is_html(text: str) -> bool:
    """Whether a text opens with an HTML element and closes one: «<смех> …» does not."""
    preamble = _PREAMBLE.match(text)
    opening = _OPENING.match(text, preamble.end() if preamble else 0)
    if opening is None:
        return False
    name = (opening[1] or "html").lower()
    return name in _KNOWN and (name == "html" or re.search(r"</[a-z]", text, re.I) is not None)


def decoded(source: Source) -> str | None:
    """The characters: what is UTF-8 as that, else as the page declares, else as any text."""
    head = source.data[:4096]
    if b"<" not in head:
        return None
    declared = _DECLARED.search(head)
    if declared and b"\x00" not in source.data and not _is_utf8(source.data):
        try:
            name = codecs.lookup(declared[1].decode("ascii")).name
            if _CODECS.match(name):
                return source.data.decode(name)
        except (LookupError, UnicodeDecodeError):
            return source.text  # it is not what it declares
    return source.text


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@dataclass(slots=True)
class _Container:
    """The page, or a table cell in it, with its lines so far."""

    cell: etree._Element | None = None
    lines: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)  # of the table that is open in it
    inline: str = ""

    def add(self, text: str, *, verbatim: bool) -> None:
        """Characters in the flow of a line."""
        if verbatim:
            first, *others = text.split("\n")
            self.inline += first
            for line in others:
                self.end_line(blank=True)
                self.inline = line
            return
        text = _WHITE.sub(" ", text)
        if not self.inline or self.inline.endswith(" "):
            text = text.lstrip(" ")
        self.inline += text

    def end_line(self, *, blank: bool = False) -> None:
        """A line ends here; `blank` keeps it even where there is nothing on it (`<br>`)."""
        line = self.inline.rstrip(" ")
        if line or blank:
            self.lines.append(line)
        self.inline = ""

    def end_table(self) -> None:
        """The rows gathered become lines."""
        self.end_line()
        self.lines.extend(table_lines([row for row in self.rows if row]))
        self.rows = []


def _lines(root: etree._Element) -> list[str]:
    """The visible lines of a page. Walks by events, for a page may be nested without end."""
    stack = [_Container()]
    verbatim = 0
    unseen: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if unseen is None and (name in _UNSEEN or _hidden(element)):
                unseen = element
            if unseen is not None:
                continue
            _open(stack, element, name)
            verbatim += name == "pre"
            stack[-1].add(element.text or "", verbatim=verbatim > 0)
            continue
        if unseen is None:
            verbatim -= name == "pre"
            _close(stack, element, name)
        elif unseen is element:
            unseen = None
        if unseen is None and element is not root:
            stack[-1].add(element.tail or "", verbatim=verbatim > 0)
    stack[0].end_table()
    return stack[0].lines


def _open(stack: list[_Container], element: etree._Element, name: str) -> None:
    if name == "br":
        stack[-1].end_line(blank=True)
    elif name in _BLOCKS:
        stack[-1].end_line()
    elif name == "tr":
        stack[-1].end_line()
        stack[-1].rows.append([])
    elif name in _CELLS and stack[-1].rows:
        stack.append(_Container(element))


def _close(stack: list[_Container], element: etree._Element, name: str) -> None:
    if stack[-1].cell is element:
        cell = stack.pop()
        cell.end_table()
        stack[-1].rows[-1].append("\n".join(cell.lines))
    elif name == "table":
        stack[-1].end_table()
    elif name in _BLOCKS:
        stack[-1].end_line()


def _hidden(element: etree._Element) -> bool:
    return (
        element.get("hidden") is not None
        or _HIDDEN_STYLE.search(str(element.get("style") or "")) is not None
    )
