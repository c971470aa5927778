"""Notes under tables, each sentence once: what stood under an earlier table is not said again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from etic.i18n import t
from etic.report.blocks import Block, Picture, TableBlock
from etic.report.outline import Placed

LEAST = 160  # letters; to say less again is shorter than to send the reader back
ALIKE = 0.5  # of the longer note

_BETWEEN = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zа-яё]|[«“])")


def once(blocks: Iterable[Placed]) -> Iterator[Placed]:
    """The blocks, with notes that send the reader to an earlier table for what stands there."""
    printed: dict[int, list[str]] = {}  # number of a table → sentences that stand under it
    for p in blocks:
        block = p.block
        note = _note(block)
        sentences = _BETWEEN.split(note) if note else []
        number, again = _said(printed, sentences)
        rest = [sentence for sentence in sentences if sentence not in again]
        if isinstance(block, TableBlock):
            printed[p.number] = rest
        if again:
            key = "report.note-rest-as" if rest else "report.note-as"
            yield replace(p, block=_noted(block, " ".join([*rest, t(key, n=number)])))
        else:
            yield p


def _said(printed: dict[int, list[str]], sentences: list[str]) -> tuple[int, list[str]]:
    """The table whose note is most like this one, and what of it stands there.

    Only a note that is on the whole the same: one with rules of its own would lend them.
    """
    found: tuple[int, list[str]] = (0, [])
    for number, under in printed.items():
        again = [sentence for sentence in sentences if sentence in under]
        same = _length(again)
        alike = same >= ALIKE * max(_length(sentences), _length(under))
        if alike and same > max(LEAST, _length(found[1])):
            found = (number, again)
    return found


def _length(sentences: Iterable[str]) -> int:
    return sum(map(len, sentences))


def _note(block: Block) -> str:
    if isinstance(block, TableBlock):
        return block.table.note
    return block.note if isinstance(block, Picture) else ""


def _noted(block: Block, note: str) -> Block:
    if isinstance(block, TableBlock):
        return replace(block, table=replace(block.table, note=note))
    return replace(block, note=note) if isinstance(block, Picture) else block
