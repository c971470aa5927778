"""Codes as lines of a table: each with the codes under it, and what makes up a domain."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from etic.analysis.agreement.continuum import Spans
from etic.i18n import t

if TYPE_CHECKING:
    from etic.analysis.agreement.continuum import Ints


class Sample(Protocol):
    """What kind of sample the documents come from."""

    @property
    def note(self) -> str:
        """What is said of it under a table with intervals, in the language at work."""

    @property
    def plain(self) -> str:
        """What is said under a table without them."""


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

    `domains` are codes none of which lies under another: what Cu-α tells apart. `owners`
    (documents) are whose each document is, as numbers; without it each is of a respondent of its
    own. `foreign`: that among the documents are some in which a code is not in question.
    """

    coders: tuple[str, ...]
    spans: Spans
    branches: tuple[Branch, ...]
    domains: tuple[Branch, ...]
    sample: Sample | None = None
    owners: Ints | None = None
    foreign: bool = False

    @property
    def codes(self) -> frozenset[int]:
        """Every code that is asked about."""
        return frozenset(code for branch in self.branches for code in branch.codes)

    @property
    def used(self) -> list[int]:
        """Codes that are asked about and were given to some passage, each on its own."""
        import numpy as np

        return [int(code) for code in np.unique(self.spans.code) if int(code) in self.codes]

    def noted(self, *sentences: str, intervals: bool = False) -> str:
        """A note of these sentences, with what is to be said of the sample."""
        said = [*sentences]
        if self.sample:
            said.append(self.sample.note if intervals else self.sample.plain)
        return " ".join(sentence for sentence in said if sentence)

    @property
    def unmarked(self) -> str:
        """What is to be said where text counts as unmarked in which a code is not in question."""
        return t("unitizing.foreign") if self.foreign else ""

    def respondents(self, documents: Collection[int]) -> int:
        """Of how many respondents these documents (by their numbers) are."""
        own = self.owners
        return len({d if own is None else int(own[d]) for d in documents})

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
