"""Sets of words, written as people write them: one after another."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text.

    >>> sorted(words("и ну вот"))
    ['вот', 'и', 'ну']
    """
    return frozenset(text.split())
