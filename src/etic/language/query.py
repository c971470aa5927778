"""The language of searching: words, "exact phrase", prefix*, AND OR NOT (И ИЛИ НЕ), NEAR(a b, 5).

A query is parsed here into a small tree, and every odd one is either searched for what words it
has or refused with a reason; what the index is asked is written from the tree, never from what was
typed.

| typed | found |
|---|---|
| `вернуться` | the word in any form |
| `из-за`, `18:30`, `don't` | the parts one after another, in any form |
| `25 000` | the parts of one number, one after another |
| `"без документов"`, «…», “…” | just these forms in this order; the last may end in `*` |
| `~"новая работа"` | these words in this order, in any form |
| `мигра*`, `миг*ант` | words of this pattern |
| `a b`, `a AND b`, `a OR b`, `a NOT b`, brackets | turns with both, one of them, the first alone |
| `NEAR(a b, 5)` | at most five other words between the first and the last of them |

Operators are written in capitals, in English or in Russian (И, ИЛИ, НЕ, РЯДОМ).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from etic.errors import EticError
from etic.language.lemmas import readings
from etic.language.terms import Form, Joined, Near, Node, Phrase, Prefix, Single, Word
from etic.language.words import fold, words

LONGEST = 1_000  # characters; a longer query is a pasted text
MOST_WORDS = 40
DEEPEST = 20
FARTHEST = 100  # words between those of NEAR
USUAL_DISTANCE = 10

_TOKEN = re.compile(
    r"""(?P<phrase>~?(?:"[^"]*"?|«[^»]*»?|„[^“”]*[“”]?|“[^”]*”?))
    |   (?P<closing>[»”])
    |   (?P<near>(?:NEAR|РЯДОМ)\s*\()
    |   (?P<open>\()
    |   (?P<close>\))
    |   (?P<comma>,)
    |   (?P<word>\d{1,3}(?:\s\d{3})+(?![^\s(),])|[^\s()",«»„“”]+)""",
    re.VERBOSE,
)
_OPERATORS = {"AND": "and", "И": "and", "OR": "or", "ИЛИ": "or", "NOT": "not", "НЕ": "not"}
_STARRED = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u00ad*])+")
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")  # come with what is pasted
_LONGEST_SHOWN = 60


def parse(query: str) -> Node:
    """The tree of a query. Words next to one another are joined by AND.

    Raises `EticError` of a key `query-…` that says what is wrong with it.

    >>> parse('мама OR отец').match().count("OR") > 0
    True
    """
    if len(query) > LONGEST:
        raise EticError("query-long", length=len(query), longest=LONGEST)
    parser = _Parser(_UNSEEN.sub("", query))
    node = parser.either(0)
    if parser.peek() is not None:
        raise EticError("query-bracket", query=parser.shown)
    if node is None:
        raise EticError("query-empty")
    return node


class _Parser:
    """Recursive descent: OR binds least, then AND and NOT, then terms and brackets."""

    def __init__(self, query: str) -> None:
        self.tokens = [(str(m.lastgroup), m.group()) for m in _TOKEN.finditer(query)]
        self.at = 0
        self.count = 0
        line = " ".join("".join(ch if ch.isprintable() else " " for ch in query).split())
        self.shown = line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 1] + "…"

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
            operator = self.next()
            right = self.both(depth)
            if left is None or right is None:
                raise EticError("query-operator", operator=operator)
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
                raise EticError("query-bracket", query=self.shown)
            self.next()
            return node
        if kind == "near":
            return self.near()
        if kind == "closing":
            raise EticError("query-quote", query=self.shown)
        return _joined(self.parts(kind or "", text))

    def near(self) -> Node:
        """NEAR(a b, 5): at least two words, and a distance that is a number."""
        found: list[Single] = []
        distance = USUAL_DISTANCE
        while (kind := self.peek()) in ("word", "phrase", "comma"):
            text = self.next()
            if kind == "comma":
                if self.peek() != "word" or not self.tokens[self.at][1].isdecimal():
                    raise EticError("query-near")
                distance = int(self.next()[:9])
                if distance > FARTHEST:
                    raise EticError("query-far", farthest=FARTHEST)
                if self.peek() != "close":
                    raise EticError("query-near")
            else:
                found.extend(self.parts(str(kind), text))
        if self.peek() != "close" or len(found) < 2:
            raise EticError("query-near")
        self.next()
        return Near(tuple(found), distance)

    def parts(self, kind: str, text: str) -> list[Single]:
        """The words of one token: what hyphens and other signs part are several."""
        exact = False
        if kind == "phrase":
            exact = not text.startswith("~")
            text = text.removeprefix("~")
            if len(text) < 2 or text[-1] not in '"»”“':
                raise EticError("query-quote", query=self.shown)
        found = list(_singles(text, exact))
        self.count += len(found)
        if self.count > MOST_WORDS:
            raise EticError("query-words", most=MOST_WORDS)
        return found


def _singles(text: str, exact: bool) -> Iterator[Single]:
    for chunk in _STARRED.findall(text):
        if "*" in chunk:
            head, *rest = (fold(part) for part in chunk.split("*"))
            if not head:
                raise EticError("query-star")
            yield Prefix(head, (*(part for part in rest[:-1] if part), rest[-1]))
            continue
        for word in words(chunk):
            folded = fold(word.text)
            yield Form(folded) if exact else Word(folded, tuple(readings(folded)))


def _joined(parts: list[Single]) -> Node | None:
    if len(parts) > 1:
        return Phrase(tuple(parts))
    return parts[0] if parts else None
