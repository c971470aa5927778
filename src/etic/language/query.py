"""The language of searching: words, "exact phrase", prefix*, AND OR NOT (И ИЛИ НЕ), NEAR(a b, 5).

A query is parsed here into a small tree, and every odd one is either searched for what words it
has or refused with a reason; what the index is asked is written from the tree, never from what was
typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from etic.errors import EticError
from etic.language.lemmas import readings
from etic.language.words import fold, words

LONGEST = 1_000  # characters; a longer query is a pasted text
MOST_WORDS = 40
DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Word:
    """A word, found in any of its forms."""

    folded: str
    lemmas: frozenset[str]

    def match(self) -> str:
        """The condition put to the index."""
        forms = " OR ".join(_quoted(lemma) for lemma in sorted(self.lemmas))
        return f"({{lemmas readings}} : ({forms}) OR words : {_quoted(self.folded)})"


@dataclass(frozen=True, slots=True)
class Prefix:
    """A word that begins so: `мигра*`."""

    folded: str

    def match(self) -> str:
        """The condition put to the index."""
        return f"words : {_quoted(self.folded)} *"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in just these forms and this order: `"без документов"`."""

    folded: tuple[str, ...]

    def match(self) -> str:
        """The condition put to the index."""
        return f"words : {_quoted(' '.join(self.folded))}"


@dataclass(frozen=True, slots=True)
class Near:
    """Words, in any form, within so many words of one another."""

    terms: tuple[Word | Prefix, ...]
    distance: int

    def match(self) -> str:
        """Lets through all turns with the words; the distance is checked on them after."""
        return "(" + " AND ".join(term.match() for term in self.terms) + ")"


@dataclass(frozen=True, slots=True)
class Joined:
    """Two conditions joined by AND, OR or NOT (the left one without the right one)."""

    operator: Literal["AND", "OR", "NOT"]
    left: Node
    right: Node

    def match(self) -> str:
        """The condition put to the index."""
        return f"({self.left.match()} {self.operator} {self.right.match()})"


Term = Word | Prefix | Phrase | Near
Node = Word | Prefix | Phrase | Near | Joined


def terms(node: Node) -> Iterator[Term]:
    """The terms whose places are shown: all but what stands under NOT."""
    if not isinstance(node, Joined):
        yield node
        return
    yield from terms(node.left)
    if node.operator != "NOT":
        yield from terms(node.right)


def needs_every_part(node: Node) -> bool:
    """Whether a turn that the index lets through must still be checked (a distance)."""
    return any(isinstance(term, Near) for term in _all_terms(node))


def _all_terms(node: Node) -> Iterator[Term]:
    if isinstance(node, Joined):
        yield from _all_terms(node.left)
        yield from _all_terms(node.right)
    else:
        yield node


_TOKEN = re.compile(
    r"""(?P<phrase>"[^"]*"?|«[^»]*»?|“[^”]*”?)
    |   (?P<near>(?:NEAR|РЯДОМ)\s*\()
    |   (?P<open>\()
    |   (?P<close>\))
    |   (?P<comma>,)
    |   (?P<word>[^\s()",«»“”]+)""",
    re.VERBOSE,
)
_OPERATORS = {"AND": "and", "И": "and", "OR": "or", "ИЛИ": "or", "NOT": "not", "НЕ": "not"}


def parse(query: str) -> Node:
    """The tree of a query. Words next to one another are joined by AND.

    >>> parse('мама OR отец').match().count("OR") > 0
    True
    """
    if len(query) > LONGEST:
        raise EticError("query-long", length=len(query), longest=LONGEST)
    parser = _Parser(query)
    node = parser.either(0)
    if parser.peek() is not None:
        raise EticError("query-bracket", query=query)
    if node is None:
        raise EticError("query-empty", query=query)
    return node


class _Parser:
    """Recursive descent: OR binds least, then AND and NOT, then terms and brackets."""

    def __init__(self, query: str) -> None:
        self.query = query
        self.tokens = [(str(m.lastgroup), m.group()) for m in _TOKEN.finditer(query)]
        self.at = 0
        self.count = 0

    def peek(self) -> str | None:
        """Kind of the next token: a name of `_TOKEN`, or of an operator."""
        if self.at >= len(self.tokens):
            return None
        kind, text = self.tokens[self.at]
        return _OPERATORS.get(text, kind) if kind == "word" else kind

    def next(self) -> str:
        """Take the next token's text."""
        text = self.tokens[self.at][1]
        self.at += 1
        return text

    def either(self, depth: int) -> Node | None:
        """terms OR terms …"""
        if depth > DEEPEST:
            raise EticError("query-deep", deepest=DEEPEST)
        left = self.both(depth)
        while self.peek() == "or":
            self.next()
            right = self.both(depth)
            if left is None or right is None:
                raise EticError("query-operator", operator="OR")
            left = Joined("OR", left, right)
        return left

    def both(self, depth: int) -> Node | None:
        """term AND term NOT term …, where AND may be left out."""
        left: Node | None = None
        while True:
            kind = self.peek()
            if kind in (None, "or", "close"):
                return left
            if kind in ("and", "not"):
                operator = self.next()
                right = self.single(depth)
                if left is None or right is None:
                    raise EticError("query-operator", operator=operator)
                left = Joined("AND" if kind == "and" else "NOT", left, right)
                continue
            right = self.single(depth)
            if right is not None:
                left = right if left is None else Joined("AND", left, right)

    def single(self, depth: int) -> Node | None:
        """A term, or an expression in brackets; None where it has no word in it."""
        kind = self.peek()
        if kind in (None, "or", "and", "not", "close"):
            return None
        text = self.next()
        if kind == "open":
            node = self.either(depth + 1)
            if self.peek() != "close":
                raise EticError("query-bracket", query=self.query)
            self.next()
            return node
        if kind == "near":
            return self.near()
        if kind == "phrase":
            if len(text) < 2 or text[-1] not in '"»”':
                raise EticError("query-quote", query=self.query)
            folded = tuple(fold(word.text) for word in words(text))
            self._count(len(folded))
            return Phrase(folded) if folded else None
        return self.word(text)

    def near(self) -> Node:
        """NEAR(a b, 5): at least two words, and a distance that is a number."""
        found: list[Word | Prefix] = []
        distance = 10
        while self.peek() not in (None, "close"):
            text = self.next()
            if text == ",":
                if self.peek() != "word" or not self.tokens[self.at][1].isdecimal():
                    raise EticError("query-near", query=self.query)
                distance = int(self.next()[:4])
                if self.peek() != "close":
                    raise EticError("query-near", query=self.query)
            else:
                node = self.word(text)
                found.extend([node] if isinstance(node, Word | Prefix) else terms_of(node))
        if self.peek() != "close" or len(found) < 2:
            raise EticError("query-near", query=self.query)
        self.next()
        return Near(tuple(found), distance)

    def word(self, text: str) -> Node | None:
        """A word or a prefix; what hyphens part is searched as several words."""
        parts = [fold(word.text) for word in words(text)]
        if not parts:
            return None
        self._count(len(parts))
        starred = text.rstrip().endswith("*")
        nodes: list[Node] = [Word(part, frozenset(readings(part))) for part in parts]
        if starred:
            nodes[-1] = Prefix(parts[-1])
        node = nodes[0]
        for following in nodes[1:]:
            node = Joined("AND", node, following)
        return node

    def _count(self, more: int) -> None:
        self.count += more
        if self.count > MOST_WORDS:
            raise EticError("query-words", most=MOST_WORDS)


def terms_of(node: Node | None) -> Iterator[Word | Prefix]:
    """The single words of a node (of a hyphenated word)."""
    if node is not None:
        for term in terms(node):
            if isinstance(term, Word | Prefix):
                yield term


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "") + '"'
