"""Markdown as blocks of a report: headings, paragraphs, lists, quotes, tables of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from etic.report.blocks import Block, Heading
from etic.report.filling.marks import Filling, has_blocks
from etic.report.prose import (
    Align,
    Cited,
    Item,
    Items,
    Prose,
    ProseTable,
    Run,
    Runs,
    numbered,
    plain,
)

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_CAPTION = re.compile(r"(?:Table|Таблица):\s+(.+)", re.DOTALL)
_PLAIN = Run("")


def blocks(text: str, filling: Filling) -> tuple[str, list[Block]]:
    """The title (a first heading of level 1, else nothing) and the blocks under it.

    The highest headings below it are sections, be they typed `#` or `##`.
    """
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("code")
    root = SyntaxTreeNode(parser.parse(text))
    found = list(_Reader(filling).blocks(root.children))
    if found and isinstance(found[0], Heading) and found[0].level == 1:
        above = found.pop(0)
        assert isinstance(above, Heading)
        return above.text, _raised(found)
    return "", _raised(found)


def _raised(found: list[Block]) -> list[Block]:
    """The same with its highest headings as sections, whatever level they were typed at."""
    highest = min((b.level for b in found if isinstance(b, Heading)), default=1)
    return [replace(b, level=b.level - highest + 1) if isinstance(b, Heading) else b for b in found]


class _Reader:
    """From the tree of a Markdown text to blocks."""

    def __init__(self, filling: Filling) -> None:
        self.filling = filling

    def blocks(self, nodes: list[SyntaxTreeNode]) -> Iterator[Block]:
        """The blocks of these nodes; a caption is joined to its table."""
        caption = ""
        for node in nodes:
            if found := _caption(node, self.filling):
                caption = found[1]
                continue
            for block in self._block(node):
                if caption and isinstance(block, ProseTable):
                    block, caption = replace(block, title=caption), ""
                elif caption:
                    yield Prose((Run(caption),))
                    caption = ""
                yield block
        if caption:
            yield Prose((Run(caption),))

    def _block(self, node: SyntaxTreeNode) -> Iterator[Block]:
        if node.type == "heading":
            yield Heading(min(4, int(node.tag[1])), self._words(node))
        elif node.type == "paragraph":
            inserted = self.filling.inserted(_content(node))
            if inserted is None:
                yield Prose(self._runs(node))
            else:
                yield from inserted
        elif node.type in ("bullet_list", "ordered_list"):
            yield self._items(node)
        elif node.type == "blockquote":
            yield Cited(tuple(self._paragraphs(node)))
        elif node.type == "table":
            yield self._table(node)
        elif node.type == "fence":
            yield Prose(self._runs(node))
        elif node.type != "hr":
            yield from self.blocks(node.children)

    def _items(self, node: SyntaxTreeNode) -> Items:
        start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
        return Items(tuple(self._item(child) for child in node.children), start)

    def _paragraphs(self, node: SyntaxTreeNode) -> Iterator[Runs]:
        """The paragraphs of a block quote; an entry of a list in it is one, with its number."""
        for child in node.children:
            if child.type in ("bullet_list", "ordered_list"):
                items = self._items(child)
                for n, item in enumerate(items.items):
                    yield (Run(f"{numbered(items, n)} "), *item.runs)
            elif child.type == "blockquote":
                yield from self._paragraphs(child)
            else:
                yield self._runs(child)

    def _item(self, node: SyntaxTreeNode) -> Item:
        runs: list[Run] = []
        below: list[Items] = []
        for child in node.children:
            if child.type in ("bullet_list", "ordered_list"):
                below.append(self._items(child))
            else:
                runs += [Run("\n")] if runs else []
                runs += self._runs(child)
        return Item(tuple(runs), tuple(below))

    def _table(self, node: SyntaxTreeNode) -> ProseTable:
        rows = [row for part in node.children for row in part.children]
        head, *body = (tuple(self._runs(cell) for cell in row.children) for row in rows)
        return ProseTable(head, tuple(body), tuple(_align(cell) for cell in rows[0].children))

    def _words(self, node: SyntaxTreeNode) -> str:
        return plain(self._runs(node))

    def _runs(self, node: SyntaxTreeNode) -> Runs:
        if has_blocks(_content(node)):
            raise self.filling.astray(_content(node))
        return tuple(self._walk(node, _PLAIN))

    def _walk(self, node: SyntaxTreeNode, look: Run) -> Iterator[Run]:
        if node.type in ("text", "html_inline", "html_block"):
            yield from self.filling.runs(node.content, look)
        elif node.type in ("code_inline", "fence"):
            yield from self.filling.runs(node.content.rstrip("\n"), replace(look, code=True))
        elif node.type == "softbreak":
            yield replace(look, text=" ")
        elif node.type == "hardbreak":
            yield replace(look, text="\n")
        elif node.type == "image":
            yield replace(look, text=self.filling.plain(node.content))
        else:
            for child in node.children:
                yield from self._walk(child, _look(node, look))


def _caption(node: SyntaxTreeNode, filling: Filling) -> re.Match[str] | None:
    if node.type != "paragraph" or has_blocks(_content(node)):
        return None
    return _CAPTION.match(filling.plain(_content(node)))


def _look(node: SyntaxTreeNode, look: Run) -> Run:
    if node.type == "strong":
        return replace(look, strong=True)
    if node.type == "em":
        return replace(look, emphasis=True)
    if node.type == "link":
        href = str(node.attrs.get("href", ""))
        inner = href.startswith("#")
        return replace(look, anchor=href[1:]) if inner else replace(look, href=href)
    return look


def _content(node: SyntaxTreeNode) -> str:
    return node.children[0].content if node.children and node.children[0].type == "inline" else ""


def _align(cell: SyntaxTreeNode) -> Align:
    style = str(cell.attrs.get("style", ""))
    return next((a for a in ("center", "right", "left") if style.endswith(a)), "")
