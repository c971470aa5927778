"""Few drawn out of many so that nobody carries a theme alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from etic.model import Quote

Item = TypeVar("Item")


def draw(
    items: Sequence[Item], most: int, of: Callable[[Item], Hashable], *, spread: bool = True
) -> list[Item]:
    """At most so many items, in their order; with `spread`, one of each owner in turn.

    Parameters: `most` ≥ 0; `of` tells whose an item is. Spread so, the numbers of items that two
    owners have in the draw differ by more than one only where the one has no more to give. Without
    `spread` they are the first.

    Raises ValueError for `most` < 0.

    >>> said = ["M01 a", "M01 b", "M01 c", "M02 d", "M03 e"]
    >>> draw(said, 4, lambda quote: quote[:3])
    ['M01 a', 'M01 b', 'M02 d', 'M03 e']
    >>> draw(said, 4, lambda quote: quote[:3], spread=False)
    ['M01 a', 'M01 b', 'M01 c', 'M02 d']
    """
    if most < 0:
        raise ValueError(f"most must not be negative, not {most}")
    if not spread:
        return list(items[:most])
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for position, item in enumerate(items):
        waiting[of(item)].append(position)
    in_turn = sorted(
        (turn, positions[turn]) for positions in waiting.values() for turn in range(len(positions))
    )
    return [items[position] for position in sorted(position for _, position in in_turn[:most])]


def draw_quotes(quotes: Sequence[Quote], most: int, *, spread: bool = True) -> list[Quote]:
    """At most so many quotes, one of each respondent in turn unless told otherwise.

    Where nobody is known to speak, a document stands for its respondent.
    """
    return draw(quotes, most, lambda q: (q.study, q.case or q.document_id), spread=spread)
