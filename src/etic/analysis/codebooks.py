"""Two states of a codebook compared: what came, what went, what was said anew."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from etic.model import Code

FIELDS = (
    "segment", "name_ru", "name_en", "definition", "include", "exclude", "example", "colour",
    "origin", "response", "required", "studies",
)  # fmt: skip

Kind = Literal["added", "deleted", "merged", "moved", "order", "changed"]


class Placed(Protocol):
    """A code, and the studies it is for (none: every study)."""

    @property
    def code(self) -> Code:
        """The code as a value."""
        ...

    @property
    def studies(self) -> frozenset[str]:
        """Names of its studies."""
        ...


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was.

    | kind | `old` | `new` |
    |---|---|---|
    | added, deleted | | |
    | merged | | path of the code that it became part of |
    | moved | its path | its path |
    | order | path of the code it stood before, none: it was last | the same, now |
    | changed | what `field` said | what it says |
    """

    kind: Kind
    code: Code  # as it is now; as it was, where it is gone
    field: str = ""
    old: str = ""
    new: str = ""


def compare(
    before: Sequence[Placed], after: Sequence[Placed], merged: Mapping[str, str] | None = None
) -> list[Difference]:
    """What differs between two states of a codebook; first what is gone, then in today's order.

    A code is the same where its uid is, whatever its path and names. Codes under one that moved are
    not said to have moved. `merged` has the uids of codes that became part of others.

    >>> from etic.store.codebook import Node
    >>> old = Node(1, None, 0, Code("push", uid="1"), frozenset())
    >>> new = Node(1, None, 0, Code("push", definition="Why", uid="1"), frozenset())
    >>> [(d.kind, d.field, d.new) for d in compare([old], [new])]
    [('changed', 'definition', 'Why')]
    """
    old, new = {_uid(each): each for each in before}, {_uid(each): each for each in after}
    found: list[Difference] = []
    for uid, each in old.items():
        if uid not in new:
            into = _became(uid, merged or {}, new)
            if into is None:
                found.append(Difference("deleted", each.code))
            else:
                found.append(Difference("merged", each.code, new=into.code.path))
    above_old, above_new = _parents(before), _parents(after)
    displaced = _displaced(old, new, above_old, above_new)
    for uid, each in new.items():
        was = old.get(uid)
        if was is None:
            found.append(Difference("added", each.code))
            continue
        if above_old[uid] != above_new[uid]:
            found.append(Difference("moved", each.code, old=was.code.path, new=each.code.path))
        elif uid in displaced:
            stood, stands = displaced[uid]
            found.append(Difference("order", each.code, old=stood, new=stands))
        for field in FIELDS:
            one, other = said(was, field), said(each, field)
            if one != other:
                found.append(Difference("changed", each.code, field, one, other))
    return found


def said(each: Placed, field: str) -> str:
    """What a field says, as text.

    Its studies are parted by commas; whether it is required is `true` or nothing.
    """
    if field == "studies":
        return ", ".join(sorted(each.studies))
    value = getattr(each.code, field)
    return ("true" if value else "") if isinstance(value, bool) else str(value)


def _uid(each: Placed) -> str:
    return each.code.uid or each.code.path


def _became(uid: str, merged: Mapping[str, str], new: Mapping[str, Placed]) -> Placed | None:
    """The code of today that a code has become part of, through however many others."""
    seen = {uid}
    while uid in merged and merged[uid] not in seen:
        uid = merged[uid]
        seen.add(uid)
        if uid in new:
            return new[uid]
    return None


def _parents(book: Iterable[Placed]) -> dict[str, str]:
    """Uid of each code → uid of the code above it, empty at the top."""
    uids = {each.code.path: _uid(each) for each in book}
    return {uid: uids.get(path.rpartition("/")[0], "") for path, uid in uids.items()}


def _displaced(
    old: Mapping[str, Placed],
    new: Mapping[str, Placed],
    above_old: Mapping[str, str],
    above_new: Mapping[str, str],
) -> dict[str, tuple[str, str]]:
    """The fewest codes that must have changed places among their siblings.

    Uid → (path of the sibling that it stood before, path of the one it stands before).
    """
    stayed: dict[str, list[str]] = defaultdict(list)
    for uid in old:
        if uid in new and above_old[uid] == above_new[uid]:
            stayed[above_old[uid]].append(uid)
    place = {uid: i for i, uid in enumerate(new)}
    found: dict[str, tuple[str, str]] = {}
    for siblings in stayed.values():
        now = sorted(siblings, key=place.__getitem__)
        kept = _longest_rising([place[uid] for uid in siblings])
        for uid in siblings:
            if place[uid] not in kept:
                found[uid] = (_next(uid, siblings, old), _next(uid, now, new))
    return found


def _next(uid: str, siblings: Sequence[str], book: Mapping[str, Placed]) -> str:
    i = siblings.index(uid) + 1
    return book[siblings[i]].code.path if i < len(siblings) else ""


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The longest rising part of a sequence of different numbers.

    >>> sorted(_longest_rising([3, 0, 1, 2]))
    [0, 1, 2]
    """
    tops: list[int] = []  # the least number that ends a rising part of each length
    before: dict[int, int | None] = {}
    for number in numbers:
        i = bisect_left(tops, number)
        before[number] = tops[i - 1] if i else None
        tops[i : i + 1] = [number]
    found: set[int] = set()
    at = tops[-1] if tops else None
    while at is not None:
        found.add(at)
        at = before[at]
    return found
