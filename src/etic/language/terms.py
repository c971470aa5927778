"""The nodes of a query's tree, and the condition that each of them puts to the word index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

# How closely a turn meets a query: by the very forms that were typed, by the likeliest lemmas of
# its words, or by any reading of them. What meets a closer one meets the next too.
Closeness = Literal["form", "lemma", "any"]
CLOSENESS: tuple[Closeness, ...] = ("form", "lemma", "any")


@dataclass(frozen=True, slots=True)
class Form:
    """A word in just this form."""

    folded: str

    def match(self, closeness: Closeness = "any") -> str:
        """The condition put to the index."""
        del closeness
        return f"words : {quoted(self.folded)}"


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any of its forms: its lemmas with the likeliest first."""

    folded: str
    lemmas: tuple[str, ...]

    def match(self, closeness: Closeness = "any") -> str:
        """The condition put to the index."""
        form = f"words : {quoted(self.folded)}"
        if closeness == "form" or not self.lemmas:
            return form
        columns = "lemmas" if closeness == "lemma" else "{lemmas readings}"
        lemmas = " OR ".join(quoted(lemma) for lemma in self.lemmas)
        return f"({form} OR {columns} : ({lemmas}))"


@dataclass(frozen=True, slots=True)
class Prefix:
    """A word that begins so: `мигра*`; `миг*ант` goes on after the star."""

    head: str
    rest: tuple[str, ...] = ("",)  # what follows each star; the last one ends the word

    @property
    def open(self) -> bool:
        """Whether its beginning is all that is asked of the word."""
        return self.rest == ("",)

    def fits(self, word: str) -> bool:
        """Whether a folded word is of this pattern; in time that grows with the word alone.

        >>> Prefix("миг", ("ант",)).fits("мигрант"), Prefix("миг", ("ант",)).fits("мигранты")
        (True, False)
        """
        *inner, last = self.rest
        if not word.startswith(self.head) or not word.endswith(last):
            return False
        at = len(self.head)
        for part in inner:
            at = word.find(part, at) + len(part)
            if at < len(part):  # not found
                return False
        return at <= len(word) - len(last)

    def match(self, closeness: Closeness = "any") -> str:
        """The condition put to the index, which knows beginnings alone."""
        del closeness
        return f"words : {quoted(self.head)} *"


Single = Form | Word | Prefix


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words one after another: forms (`"без документов"`), or words in any form (`из-за`)."""

    parts: tuple[Single, ...]

    @property
    def settled(self) -> bool:
        """Whether the index alone can tell: forms, of which the last may be a beginning."""
        *first, last = self.parts
        return all(isinstance(part, Form) for part in first) and (
            isinstance(last, Form) or (isinstance(last, Prefix) and last.open)
        )

    def match(self, closeness: Closeness = "any") -> str:
        """The condition put to the index; where it cannot tell, that all the words are there."""
        *first, last = self.parts
        forms = not any(isinstance(part, Prefix) for part in first)
        if self.settled or (forms and closeness == "form"):
            said = [part.folded for part in first if not isinstance(part, Prefix)]
            said.append(last.head if isinstance(last, Prefix) else last.folded)
            return f"words : {quoted(' '.join(said))}" + " *" * isinstance(last, Prefix)
        return _all(self.parts, closeness)


@dataclass(frozen=True, slots=True)
class Near:
    """Words within so many words of one another, in any order."""

    parts: tuple[Single, ...]
    distance: int

    def match(self, closeness: Closeness = "any") -> str:
        """Lets through all turns with the words; the distance is checked on them after."""
        return _all(self.parts, closeness)


@dataclass(frozen=True, slots=True)
class Joined:
    """Two conditions joined by AND, OR or NOT (the left one without the right one)."""

    operator: Literal["AND", "OR", "NOT"]
    left: Node
    right: Node

    def match(self, closeness: Closeness = "any") -> str:
        """The condition put to the index: never narrower than what is meant."""
        left = self.left.match(closeness)
        if self.operator == "NOT":
            # What the index cannot tell must not keep a turn out.
            if not settled(self.right):
                return left
            return f"({left} NOT {self.right.match()})"
        right = self.right.match(closeness)
        return f"({_open(left, self.left, self.operator)} {self.operator} {right})"


Term = Form | Word | Prefix | Phrase | Near
Node = Form | Word | Prefix | Phrase | Near | Joined


def settled(node: Node) -> bool:
    """Whether the index alone tells which turns meet a node."""
    if isinstance(node, Joined):
        return settled(node.left) and settled(node.right)
    if isinstance(node, Prefix):
        return node.open
    if isinstance(node, Phrase):
        return node.settled
    return not isinstance(node, Near)


def terms(node: Node) -> Iterator[Term]:
    """The terms of a tree, those under NOT too."""
    if isinstance(node, Joined):
        yield from terms(node.left)
        yield from terms(node.right)
    else:
        yield node


def quoted(text: str) -> str:
    """A string of the index's own language."""
    return '"' + text.replace('"', "") + '"'


def _all(parts: tuple[Single, ...], closeness: Closeness) -> str:
    return "(" + " AND ".join(part.match(closeness) for part in parts) + ")"


def _open(said: str, node: Node, operator: str) -> str:
    """Without the brackets of a chain `a AND b AND c`: the index bears only so many."""
    return said[1:-1] if isinstance(node, Joined) and node.operator == operator else said
