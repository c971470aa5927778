"""WordprocessingML in small pieces: an element, a run of text, a field, a bookmark, a link.

python-docx makes the file and its parts; a table of five thousand rows is made from these, since
its own cells are looked up anew on every access.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from lxml import etree

from etic.write.cells import clean

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# python-docx's elements and lxml's have no common type that both sets of stubs know.
Element = Any


def name(tag: str) -> str:
    """The full name of a tag or attribute of WordprocessingML."""
    return f"{{{WORD}}}{tag}"


def node(parent: Element, tag: str, **attributes: object) -> Element:
    """A new element under `parent`: `node(cell, "tcW", w=1200, type="dxa")`."""
    made = {name(key): str(value) for key, value in attributes.items()}
    return etree.SubElement(parent, name(tag), made)


def paragraph(parent: Element, style: str) -> Element:
    """A new paragraph in a style (named by its id) at the end of `parent`.

    The body's last element describes the page and stays last.
    """
    made = etree.Element(name("p"))
    last = parent[-1] if len(parent) else None
    if last is not None and last.tag == name("sectPr"):
        last.addprevious(made)
    else:
        parent.append(made)
    node(node(made, "pPr"), "pStyle", val=style)
    return made


def keep_with_next(paragraph: Element) -> None:
    """Let no page end after this paragraph."""
    node(paragraph.find(name("pPr")), "keepNext")


def space_before(paragraph: Element, size: int) -> None:
    """Set a paragraph off from what stands above it, in twentieths of a point."""
    properties = paragraph.find(name("pPr"))
    made = node(properties, "spacing", before=size)
    first = [name(tag) for tag in ("pStyle", "keepNext", "keepLines")]  # the schema has an order
    properties.insert(sum(each.tag in first for each in properties), made)


def text(
    parent: Element, content: str, *, style: str = "", italic: bool = False, bold: bool = False
) -> None:
    """A run of text at the end of a paragraph or link; line ends and tabs are kept."""
    run = node(parent, "r")
    if style or italic or bold:
        properties = node(run, "rPr")
        if style:
            node(properties, "rStyle", val=style)
        if bold:
            node(properties, "b")
        if italic:
            node(properties, "i")
    for i, line in enumerate(clean(content).split("\n")):
        if i:
            node(run, "br")
        for j, part in enumerate(line.split("\t")):
            if j:
                node(run, "tab")
            if part:
                made = node(run, "t")
                made.set(_SPACE, "preserve")
                made.text = part


def _mark(parent: Element, kind: str) -> None:
    node(node(parent, "r"), "fldChar", fldCharType=kind)


def begin_field(parent: Element, instruction: str) -> None:
    """The start of a field; what follows up to `end_field` is its result as known now."""
    _mark(parent, "begin")
    code = node(node(parent, "r"), "instrText")
    code.set(_SPACE, "preserve")
    code.text = f" {instruction} "
    _mark(parent, "separate")


def end_field(parent: Element) -> None:
    """The end of a field."""
    _mark(parent, "end")


def join_section_break(body: Element) -> None:
    """Put the break that was just added onto the paragraph before it: no empty line is left."""
    broken, before = body[-2], body[-3]
    if before.tag == name("p") and before.find(f".//{name('sectPr')}") is None:
        before.find(name("pPr")).append(broken.find(f".//{name('sectPr')}"))
        body.remove(broken)


def simple_field(parent: Element, instruction: str, result: str) -> None:
    """A field within one paragraph: a number that Word keeps up to date."""
    text(node(parent, "fldSimple", instr=f" {instruction} "), result)


@contextmanager
def bookmarked(parent: Element, bookmark: str, number: int) -> Iterator[None]:
    """Put a bookmark around what the block adds to `parent`; nothing where it has no name."""
    if not bookmark:
        yield
        return
    node(parent, "bookmarkStart", id=number, name=bookmark)
    yield
    node(parent, "bookmarkEnd", id=number)


def inner_link(parent: Element, bookmark: str, content: str, style: str = "Hyperlink") -> None:
    """A link to a bookmark."""
    text(node(parent, "hyperlink", anchor=bookmark, history=1), content, style=style)


def outer(parent: Element, relation: str) -> Element:
    """A link out of the file, by the id of its relation, with no text in it yet."""
    link = node(parent, "hyperlink", history=1)
    link.set(f"{{{RELATED}}}id", relation)
    return link


def outer_link(parent: Element, relation: str, content: str) -> None:
    """A link out of the file, by the id of its relation."""
    text(outer(parent, relation), content, style="Hyperlink")
