"""Codes as lines of a table: each with the codes under it, and what makes up a domain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from etic.analysis.agreement.continuum import Spans


@dataclass(frozen=True, slots=True)
class Branch:
    """A code with those under it.

    `parts` are what a passage of it can be given: each code right under it, by path, with those
    under that, and the code itself, where passages carry nothing more special.
    """

    path: str
    name: str
    codes: frozenset[int]
    parts: tuple[tuple[str, frozenset[int]], ...] = ()
    colour: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """The codings of several coders in the same documents, and the codes that are asked about.

    `domains` are codes none of which lies under another: what Cu-α tells apart.
    """

    coders: tuple[str, ...]
    spans: Spans
    branches: tuple[Branch, ...]
    domains: tuple[Branch, ...]

    @property
    def codes(self) -> frozenset[int]:
        """Every code that is asked about."""
        return frozenset(code for branch in self.branches for code in branch.codes)

    @property
    def used(self) -> list[int]:
        """Codes that are asked about and were given to some passage, each on its own."""
        import numpy as np

        return [int(code) for code in np.unique(self.spans.code) if int(code) in self.codes]

    @property
    def documents(self) -> int:
        """How many documents are compared."""
        return len(self.spans.lengths)

    @property
    def characters(self) -> int:
        """How long they are together."""
        return int(self.spans.lengths.sum())

    def ids(self, branch: Branch | None) -> list[int]:
        """The codings with a code of the branch; of all branches where it is None."""
        codes = self.codes if branch is None else branch.codes
        return [int(i) for i in self.spans.id[self.spans.chosen(codes)]]


def as_one(codes: Sequence[int] | frozenset[int]) -> dict[int, int]:
    """All of these codes as one value."""
    return dict.fromkeys(codes, 0)


def as_parts(parts: Sequence[frozenset[int]]) -> dict[int, int]:
    """Each of these sets of codes as a value of its own."""
    return {code: value for value, codes in enumerate(parts) for code in codes}
