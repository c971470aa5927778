"""Keywords in context: what stands on either side of a place, by whole words."""

from __future__ import annotations


def sides(said: str, start: int, end: int, width: int) -> tuple[str, str]:
    """What stands left and right of `said[start:end]`, at most `width` characters each.

    No word is cut. Both sides are pieces of the text as it is: `said[:start]` ends with the left
    one, `said[end:]` begins with the right one.

    >>> sides("Тогда мама болела, и я вернулся", 6, 10, 10)
    ('Тогда ', ' болела, и')
    """
    begin, stop = max(0, start - width), min(len(said), end + width)
    if begin > 0:  # up to the first word that is whole
        while begin < start and not said[begin - 1].isspace():
            begin += 1
    if stop < len(said):
        while stop > end and not said[stop].isspace():
            stop -= 1
    return said[begin:start], said[end:stop]
