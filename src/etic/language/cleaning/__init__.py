"""What a layout did to a text, and the edits that put it right: proposed, never done unasked.

A text that came out of a PDF has words that line ends broke, lines that the page's width cut, page
numbers among what was said, and signs that nobody sees. Here is found what can be put right, as
edits of a few kinds: sure ones, that can be done without looking at each, and unsure ones, that a
person decides. What may mean something is left alone: stress marks, «ё», «...», «--».
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from etic.language.cleaning.breaks import breaks
from etic.language.cleaning.edits import (
    KINDS,
    SURE,
    UNSURE,
    Carried,
    Edit,
    applied,
    beside,
    composed,
    without_overlaps,
)
from etic.language.cleaning.layout import Boundaries, filled_lines
from etic.language.cleaning.letters import mixed, spaced
from etic.language.cleaning.lines import lines
from etic.language.cleaning.pages import pages
from etic.language.cleaning.signs import signs
from etic.language.cleaning.words import Words
from etic.model import Turn

__all__ = ["KINDS", "SURE", "UNSURE", "Carried", "Edit", "applied", "propose"]

_MOST_LOOKS = 8
_IN_LABELS = frozenset(("spaces", "soft", "double", "ligatures"))


def propose(text: str, turns: Sequence[Turn] = (), language: str = "") -> list[Edit]:
    """The edits that would clean a text: in order, none over another, sure and unsure ones.

    `turns` are the text's; nothing is joined across them. With all sure edits done, no sure one is
    left to be proposed.

    >>> [(e.start, e.end, e.new, e.kind) for e in propose("Мы пере-\\nехали  в\\u00a0Ош.")]
    [(7, 9, '', 'break'), (14, 16, ' ', 'double'), (17, 18, ' ', 'spaces')]
    """
    edits: list[Edit] = []
    unsure: list[Edit] = []
    carried = Carried(text, ())
    for look in range(_MOST_LOOKS):
        found = list(_seen(carried.new, carried.turns(turns), language))
        if look == 0:
            unsure = without_overlaps(edit for edit in found if not edit.sure)
        sure = without_overlaps(edit for edit in found if edit.sure)
        if not sure:
            break
        # What was put right may show more: a page number gone, a word that it parted is whole.
        edits = composed(edits, sure, carried.new)
        carried = Carried(text, edits)
    return sorted([*edits, *beside(unsure, edits)], key=lambda edit: edit.start)


def _seen(text: str, turns: Sequence[Turn], language: str) -> Iterator[Edit]:
    """What one look at a text finds, with nothing in it that would harm turns or letters."""
    boundaries = Boundaries(turns, language)
    words = Words(text, language)
    filled = list(filled_lines(text))
    found = (
        *signs(text),
        *breaks(text, words, boundaries.joinable, boundaries.language_at),
        *pages(text, filled, boundaries.joinable),
        *lines(text, filled, boundaries.joinable),
        *mixed(text, words),
        *spaced(text, words),
    )
    for edit in found:
        if boundaries.broken(edit.start, edit.end, edit.new):
            continue
        if edit.kind not in _IN_LABELS and boundaries.in_label(edit.start, edit.end):
            continue
        if _composes(text, edit):
            continue
        yield edit


def _composes(text: str, edit: Edit) -> bool:
    """Whether letters would grow together that a text in NFC keeps as one: «и» with its breve."""
    following = text[edit.end : edit.end + 3]
    if following and unicodedata.combining(following[0]):
        return True  # whatever comes to stand before it
    around = text[max(0, edit.start - 3) : edit.start] + edit.new + following
    return not unicodedata.is_normalized("NFC", around)
