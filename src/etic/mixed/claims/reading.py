"""A draft as it is read: paragraphs with their place, from Markdown, Word or plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from etic.errors import EticError
from etic.read.front import front_pairs
from etic.read.source import Source
from etic.text import canonical

if TYPE_CHECKING:
    from lxml import etree

Kind = Literal["text", "heading", "quote", "cell", "note", "caption"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, or one cell of a table with its row and its column."""

    text: str
    place: int  # the line in Markdown and plain text, the number of the paragraph in Word
    kind: Kind = "text"
    headings: tuple[str, ...] = ()  # under which it stands, the outermost first
    row: str = ""  # of a cell: what stands first in its row
    column: str = ""  # of a cell: what stands above it
    caption: str = ""  # of a cell: the caption of its table
    table: int = 0  # of a cell: which table of the draft, from 1


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft: its paragraphs in order, and whether places are lines."""

    name: str
    paragraphs: tuple[Paragraph, ...]
    lines: bool = True
    # What its front matter says that words of the project are called in it.
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def russian(self) -> bool:
        """Whether most letters of its own words are Cyrillic; quotes and cells are of the data."""
        text = " ".join(p.text for p in self.paragraphs if p.kind not in ("quote", "cell"))
        text = _QUOTES.sub(" ", text)
        return len(re.findall("[а-яё]", text)) > len(re.findall("[a-z]", text))


_CAPTION = re.compile(r"\s*(?:таблица|табл\.|table|рисунок|рис\.|figure|fig\.)\s*№?\s*\d+", re.I)
_QUOTES = re.compile(r"«[^«»]*»|[“„][^“”„]*[“”]")
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,2}[.)])\s+")
_LINK = re.compile(
    r"!?\[((?:\\.|[^\]\n\\])*)\]"
    r"\((?:\"(?:\\.|[^\"\n\\])*\"|\\.|\([^()\n]*\)|[^()\"\n\\])*\)"
)
_ANCHOR = re.compile(r"</?a\b[^<>\n]*>|<br ?/?>")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_FILLED = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)  # what a template fills in
_FRONT = re.compile(r"\A---[ \t]*\n.*?^---[ \t]*$", re.DOTALL | re.MULTILINE)
_PAGE = re.compile(r"\s*<(?:!doctype html|html)\b", re.I)  # a page is no plain text
# The line under a quote that says who speaks.
_SOURCE = re.compile(r"\s*(?:[—–―]|--)\s*\S")
_MARKS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`")


def read_draft(source: Source) -> Draft:
    """A draft from a file: `.docx`, Markdown or plain text, told by its content.

    Raises `EticError` where it is none of them; a page of html is not.
    """
    if "word/document.xml" in source.members:
        return Draft(source.name, tuple(_word(source)), lines=False)
    if source.text is None or source.members or _PAGE.match(source.text):
        raise EticError("draft-unreadable", file=source.name)
    if source.name.lower().endswith(".docx"):  # a text would be held to say nothing wrong
        raise EticError("not-what-name-says", file=source.name, name="docx")
    return read_text(source.text, source.name)


def read_text(text: str, name: str = "") -> Draft:
    """A draft from Markdown or plain text; a paragraph ends at an empty line.

    >>> draft = read_text("# Work\\n\\nMost work.\\n\\n> I found a job.\\n\\n| a | n |\\n|---|---|\\n| b | 1 |")
    >>> [(p.kind, p.text, p.place) for p in draft.paragraphs][1:4]
    [('text', 'Most work.', 3), ('quote', 'I found a job.', 5), ('cell', 'b', 9)]
    """  # noqa: E501
    text = canonical(text)
    labels = _labels(text, name)
    for unread in (_FRONT, _FILLED):  # lines keep their numbers
        text = unread.sub(lambda found: "\n" * found[0].count("\n"), text)
    return Draft(name, tuple(_markdown(text.split("\n"))), labels=labels)


def _labels(text: str, name: str) -> Mapping[str, str]:
    """What a front matter calls words of the project; what is none is no matter of a draft's."""
    try:
        return front_pairs(text, "labels", name)
    except EticError:
        return {}


# -- Markdown --------------------------------------------------------------------------------------


def _markdown(lines: Sequence[str]) -> Iterator[Paragraph]:
    headings: list[str] = []
    at, tables, above = 0, 0, ""
    comment = fenced = False
    while at < len(lines):
        line = lines[at]
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        comment = comment or line.lstrip().startswith("<!--")
        if fenced or comment or line.lstrip().startswith("```") or not line.strip():
            comment = comment and "-->" not in line
            at += 1
            continue
        heading = re.match(r"(#{1,6})\s+(.*?)\s*#*$", line)
        if heading:
            depth = len(heading[1])
            headings = [*headings[: depth - 1], *[""] * (depth - 1 - len(headings))]
            headings.append(_plain(heading[2]))
            yield Paragraph(headings[-1], at + 1, "heading", tuple(headings[:-1]))
            at += 1
            continue
        end = at + 1
        if "|" in line and end < len(lines) and _RULE.fullmatch(lines[end]):
            while end < len(lines) and "|" in lines[end]:
                end += 1
            tables += 1
            grid = [_cells(each) for each in lines[at:end] if not _RULE.fullmatch(each)]
            places = [at + 1, *range(at + 3, end + 1)]
            yield from _grid(grid, places, tuple(headings), above, tables)
            at = end
            continue
        quoted = line.lstrip().startswith(">")
        while end < len(lines) and lines[end].strip() and not _breaks(lines[end], quoted):
            end += 1
        said = [re.sub(r"^\s*>+\s?", "", each) if quoted else each for each in lines[at:end]]
        if quoted and len(said) > 1 and _SOURCE.match(said[-1]):
            said[-1] = f"({_who(said[-1])})"
        text = _plain(" ".join(each.strip() for each in said))
        note = re.match(r"\[\^[^\]]+\]:\s*", text)
        kind: Kind = "quote" if quoted else "note" if note else "text"
        if (
            kind == "text"
            and _CAPTION.match(text)
            and len(text) < 250
            and _before_table(lines, end)
        ):
            kind, above = "caption", text
        elif kind == "text":
            above = ""
        yield Paragraph(text[note.end() :] if note else text, at + 1, kind, tuple(headings))
        at = end


def _before_table(lines: Sequence[str], at: int) -> bool:
    following = next((line for line in lines[at:] if line.strip()), "")
    return "|" in following


def _breaks(line: str, quoted: bool) -> bool:
    start = line.lstrip()
    if quoted != start.startswith(">"):
        return True
    return bool(start.startswith(("#", "|", "```", "[^")) or _ITEM.match(line))


def _cells(line: str) -> list[str]:
    return [_plain(cell.strip()) for cell in line.strip().strip("|").split("|")]


def _who(line: str) -> str:
    """Who speaks, of a line under a quote: «— R04 · мужчина, 50 · R04, 4251–4344» is R04."""
    return re.split(r"\s+·\s+|\s*,\s*", line.strip().lstrip("—–―- "))[0]


def _plain(text: str) -> str:
    text = re.sub(r"\[\^[^\]]+\](?!:)", "", _ANCHOR.sub("", _LINK.sub(r"\1", text)))
    text = _MARKS.sub("", text.lstrip() if text.startswith((" ", "\t")) else text)
    return _ESCAPED.sub(r"\1", text)


def _grid(
    grid: Sequence[Sequence[str]], places: Sequence[int], headings: tuple[str, ...], caption: str,
    table: int,
) -> Iterator[Paragraph]:  # fmt: skip
    if not grid:
        return
    head, above = grid[0], ""
    for place, row in zip(places[1:], grid[1:], strict=False):
        filled = [cell for cell in row if cell.strip()]
        if len(filled) == 1 and row[0].strip():
            above = row[0]  # a line that names the rows under it
        label = " ".join(part for part in (above, row[0]) if part) if row else ""
        for i, cell in enumerate(row):
            if cell.strip():
                column = head[i] if i < len(head) else ""
                yield Paragraph(cell, place, "cell", headings, label, column, caption, table)


# -- Word ------------------------------------------------------------------------------------------

_SKIPPED = frozenset(("rPr", "pPr", "del", "moveFrom", "instrText", "Fallback", "sectPr", "tblPr"))


def _word(source: Source) -> Iterator[Paragraph]:
    from etic.read.xmlsafe import attribute, local, parse_xml

    body = next(part for part in parse_xml(source, "word/document.xml") if local(part) == "body")
    levels = _levels(source)
    headings: list[str] = []
    n, tables, caption = 0, 0, ""
    for block in _blocks(body):
        if local(block) == "tbl":
            tables += 1
            rows = [r for r in block.iter() if local(r) == "tr"]
            grid = [[_text(c).strip() for c in row if local(c) == "tc"] for row in rows]
            yield from _grid(
                grid, range(n + 1, n + 1 + len(grid)), tuple(headings), caption, tables
            )
            n += len(grid)
            caption = ""
            continue
        n += 1
        text = canonical(_text(block))
        if not text.strip():
            continue
        style = _style(block)
        level = levels.get(style, 0)
        if level:
            headings = [*headings[: level - 1], *[""] * (level - 1 - len(headings)), text]
            yield Paragraph(text, n, "heading", tuple(headings[:-1]))
        elif "quote" in style.lower() or "цитат" in style.lower():
            yield Paragraph(text, n, "quote", tuple(headings))
        elif style.lower() in ("caption", "название объекта") or (
            _CAPTION.match(text) and len(text) < 250
        ):
            caption = text
            yield Paragraph(text, n, "caption", tuple(headings))
        else:
            yield Paragraph(text, n, "text", tuple(headings))
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        if name in source.members:
            # Separators are notes with a type; a reader sees the others numbered from 1.
            notes = [n for n in parse_xml(source, name) if attribute(n, "type") in (None, "normal")]
            for i, note in enumerate(notes, 1):
                text = canonical(_text(note)).strip()
                if text:
                    yield Paragraph(text, i, "note")


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    from etic.read.xmlsafe import local

    for child in parent:
        if local(child) in ("p", "tbl"):
            yield child
        elif local(child) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _blocks(child)


def _text(element: etree._Element) -> str:
    from etic.read.xmlsafe import local

    pieces: list[str] = []
    for child in element:
        name = local(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name in ("tab", "br", "cr"):
            pieces.append(" ")
        elif name == "noBreakHyphen":
            pieces.append("\u2011")
        elif name not in _SKIPPED:
            pieces.append(_text(child) + (" " if name == "p" else ""))
    return "".join(pieces)


def _style(paragraph: etree._Element) -> str:
    from etic.read.xmlsafe import attribute, local

    for properties in paragraph:
        if local(properties) == "pPr":
            for mark in properties:
                if local(mark) == "pStyle":
                    return attribute(mark, "val") or ""
    return ""


def _levels(source: Source) -> dict[str, int]:
    """Style → how deep a heading it is; the title is none of them."""
    from etic.read.xmlsafe import attribute, local, parse_xml

    found = {f"Heading{n}": n for n in range(1, 7)}
    if "word/styles.xml" not in source.members:
        return found
    for style in parse_xml(source, "word/styles.xml"):
        for part in style:
            if local(part) == "name":
                named = re.fullmatch(
                    r"(?:heading|заголовок) (\d)", (attribute(part, "val") or ""), re.I
                )
                if named:
                    found[attribute(style, "styleId") or ""] = int(named[1])
    return found
