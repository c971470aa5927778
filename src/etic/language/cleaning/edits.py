"""Edits of a text: applying them, doing some after others, and where a place comes to lie."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from etic.model import Turn

# The kinds in order of rank: where two edits meet, the first one says what happened there.
SURE = (
    "break", "page", "lines", "spaced", "accents", "ligatures", "letters", "soft", "spaces",
    "double",
)  # fmt: skip
UNSURE = ("break-unsure", "page-unsure", "lines-unsure", "spaced-unsure", "letters-unsure")
KINDS = SURE + UNSURE
RANK = {kind: rank for rank, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Edit:
    """`text[start:end]` is to become `new`; `reason` is a word of the catalogue `cleaning`."""

    start: int
    end: int
    new: str
    kind: str
    reason: str

    @property
    def sure(self) -> bool:
        """Whether this can be done without looking at every place."""
        return self.kind in SURE


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits, which are in order and do not overlap, done.

    >>> applied("пере-\\nезжали", [Edit(4, 6, "", "break", "known")])
    'переезжали'
    """
    pieces: list[str] = []
    at = 0
    for edit in edits:
        assert at <= edit.start <= edit.end <= len(text)
        pieces += (text[at : edit.start], edit.new)
        at = edit.end
    pieces.append(text[at:])
    return "".join(pieces)


def without_overlaps(edits: Iterable[Edit]) -> list[Edit]:
    """In order, and of two that overlap the one of higher rank."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.start, RANK[e.kind])):
        while kept and edit.start < kept[-1].end and RANK[edit.kind] < RANK[kept[-1].kind]:
            kept.pop()
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def beside(edits: Iterable[Edit], taken: Sequence[Edit]) -> Iterator[Edit]:
    """Those of the edits that neither overlap nor touch any that are taken."""
    ends = [edit.end for edit in taken]
    for edit in edits:
        n = bisect_right(ends, edit.start - 1)
        if n == len(taken) or edit.end < taken[n].start:
            yield edit


def composed(first: Sequence[Edit], second: Sequence[Edit], between: str) -> list[Edit]:
    """Edits of a text that do at once what `first` and then `second` do.

    `between` is the text after `first`. An edit that has nothing to do with others stays by
    itself; those that meet become one.

    >>> composed([Edit(3, 6, "", "page", "")], [Edit(2, 4, "", "break", "")], "не-\\nт")
    [Edit(start=2, end=7, new='', kind='break', reason='')]
    """
    images: list[tuple[int, int, int, Edit]] = []
    shift = 0
    for edit in first:
        start = edit.start + shift
        images.append((start, start + len(edit.new), 0, edit))
        shift += len(edit.new) - (edit.end - edit.start)
    pieces = sorted(
        [*images, *((e.start, e.end, 1, e) for e in second)], key=lambda piece: piece[:3]
    )
    found: list[Edit] = []
    before = shift = 0  # what edits before the group, and those in it, add to a place
    group: list[tuple[int, int, int, Edit]] = []
    high = 0
    for piece in pieces:
        if group and piece[0] >= high:
            found.append(_one(group, high, before, shift, between))
            group, before = [], shift
        high = max(high, piece[1]) if group else piece[1]
        group.append(piece)
        if piece[2] == 0:
            edit = piece[3]
            shift += len(edit.new) - (edit.end - edit.start)
    if group:
        found.append(_one(group, high, before, shift, between))
    return found


def _one(
    group: Sequence[tuple[int, int, int, Edit]], high: int, before: int, shift: int, between: str
) -> Edit:
    low = group[0][0]
    leading = min((piece[3] for piece in group), key=lambda edit: RANK[edit.kind])
    inner = [replace(e, start=e.start - low, end=e.end - low) for _, _, n, e in group if n]
    new = applied(between[low:high], inner)
    return Edit(low - before, high - shift, new, leading.kind, leading.reason)


class Carried:
    """Where places of a text lie after edits; exact, where an alignment has to look for them."""

    def __init__(self, old: str, edits: Sequence[Edit]) -> None:
        self.old = old
        self.new = applied(old, edits)
        self._edits = edits
        self._ends = [edit.end for edit in edits]
        self._shifts = [0, *accumulate(len(e.new) - (e.end - e.start) for e in edits)]

    def place(self, position: int, *, end: bool = False) -> int:
        """A place in the new text. What lay inside of an edit goes to its start, or to its end."""
        n = bisect_right(self._ends, position)
        if n < len(self._edits) and self._edits[n].start < position:
            position = self._edits[n].end if end else self._edits[n].start
            n += end
        return position + self._shifts[n]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """A span in the new text; None where nothing of it is left.

        >>> Carried("они пере-\\nехали", [Edit(8, 10, "", "break", "")]).span(4, 14)
        (4, 12)
        """
        first, last = self.place(start), self.place(end, end=True)
        if not self.old[start].isspace():  # white space that an edit left is no part of it
            first, _ = _stripped(self.new, first, last)
        if not self.old[end - 1].isspace():
            _, last = _stripped(self.new, first, last)
        return (first, last) if self.new[first:last].strip() else None

    def turns(self, turns: Sequence[Turn]) -> tuple[Turn, ...]:
        """The turns in the new text. One that is gone is left out; one whose first line was joined
        to the turn before has become a part of it."""
        found: list[Turn] = []
        for turn in turns:
            start, end = _stripped(self.new, self.place(turn.start), self.place(turn.end, end=True))
            if start >= end:
                continue
            body = min(max(self.place(turn.body), start), end)
            body += len(self.new[body:end]) - len(self.new[body:end].lstrip())
            if found and (start < found[-1].end or self._joined(found[-1].end, start)):
                found[-1] = replace(found[-1], end=max(end, found[-1].end))
            else:
                found.append(replace(turn, start=start, body=body, end=end))
        return tuple(found)

    def _joined(self, end: int, start: int) -> bool:
        return "\n" not in self.new[end:start]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
