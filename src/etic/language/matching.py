"""Where a text meets a query: the words themselves are looked at, with all their readings."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from etic.language import terms as q
from etic.language.lemmas import readings
from etic.language.spoken import word_languages
from etic.language.words import fold, words

Span = tuple[int, int]
Heard = tuple[str, str]  # a folded word, and the language in which it is looked up


def places(tree: q.Node, said: str, language: str) -> list[Span]:
    """Where a text meets the query: spans in it, in order, none twice."""
    return Matcher(tree).places(said, language)


def places_where_met(
    tree: q.Node, said: str, language: str, parts: Callable[[str], Iterable[Span]]
) -> list[Span]:
    """Where the words of a query stand in those parts of a turn that meet it as a whole.

    `parts` cuts the turn; it is asked only where there is a word of the query at all.

    >>> from etic.language.query import parse
    >>> whole = lambda said: [(0, len(said))]
    >>> places_where_met(parse("забота NOT деньги"), "Заботой, не о деньгах.", "ru", whole)
    []
    """
    matcher = Matcher(tree)
    found = list(words(said))
    folded = [fold(word.text) for word in found]
    met: list[Span] = []
    for start, end in parts(said) if matcher.finds_any(folded, language) else ():
        low = bisect_left(found, start, key=lambda word: word.start)
        high = bisect_left(found, end, key=lambda word: word.start)
        spans = matcher.spans(folded[low:high], language)
        met += [(found[low + first].start, found[low + last].end) for first, last in spans]
    return met


def meets(tree: q.Node, text: str, language: str = "") -> bool:
    """Whether a text meets the query, where no index has been asked before.

    >>> from etic.language.query import parse
    >>> meets(parse("забота NOT деньги"), "Заботой о матери, не о деньгах.")
    False
    >>> meets(parse("забота деньги"), "Заботой о матери, не о деньгах.")
    True
    """
    return bool(places(tree, text, language))


class Matcher:
    """A query held against one text after another; it remembers which words it has met."""

    def __init__(self, tree: q.Node) -> None:
        self.tree = tree
        self._known: dict[q.Single, dict[Heard, bool]] = defaultdict(dict)

    def places(self, said: str, language: str) -> list[Span]:
        """Where a text meets the query: spans `[start, end)` in it, in order, none twice."""
        found = list(words(said))
        spans = self.spans([fold(word.text) for word in found], language)
        return [(found[first].start, found[last].end) for first, last in spans]

    def spans(self, folded: Sequence[str], language: str) -> list[Span]:
        """The same in words: the numbers of the first and the last, in order, none twice."""
        heard = list(zip(folded, word_languages(folded, language), strict=True))
        return sorted(set(self._of(self.tree, heard) or ()))

    def finds_any(self, folded: Sequence[str], language: str) -> bool:
        """Whether there is a place of any term, whatever the operators ask of them together."""
        heard = list(zip(folded, word_languages(folded, language), strict=True))
        return any(self._of(term, heard) for term in q.terms(self.tree))

    def _of(self, node: q.Node, heard: Sequence[Heard]) -> list[Span] | None:
        """The places of a node that is met, and None of one that is not."""
        if isinstance(node, q.Joined):
            left = self._of(node.left, heard)
            if left is None and node.operator != "OR":
                return None
            right = self._of(node.right, heard)
            if node.operator == "NOT":
                return left if right is None else None
            if node.operator == "AND" and right is None:
                return None
            return [*(left or ()), *(right or ())] or None
        if isinstance(node, q.Phrase):
            return list(self._phrase(node, heard)) or None
        if isinstance(node, q.Near):
            return list(self._near(node, heard)) or None
        return [(i, i) for i in self._positions(node, heard)] or None

    def _positions(self, single: q.Single, heard: Sequence[Heard]) -> list[int]:
        known = self._known[single]
        found = []
        for i, word in enumerate(heard):
            if (here := known.get(word)) is None:
                here = known[word] = _is(single, *word)
            if here:
                found.append(i)
        return found

    def _phrase(self, phrase: q.Phrase, heard: Sequence[Heard]) -> Iterator[Span]:
        first, *rest = (set(self._positions(p, heard)) for p in phrase.parts)
        for i in first:
            if all(i + n in positions for n, positions in enumerate(rest, 1)):
                yield i, i + len(rest)

    def _near(self, near: q.Near, heard: Sequence[Heard]) -> Iterator[Span]:
        """The least windows with a word for each part, at most `distance` others in between."""
        at: dict[int, list[int]] = defaultdict(list)  # word → the parts that it can stand for
        for n, part in enumerate(near.parts):
            positions = self._positions(part, heard)
            if not positions:
                return
            for i in positions:
                at[i].append(n)
        order = sorted(at)
        windows = []
        for k, low in enumerate(order):
            taken: dict[int, int] = {}  # part → its word
            for high in order[k:]:
                if high - low - 1 > near.distance:
                    break
                _assign(high, at, taken, set())
                if len(taken) == len(near.parts):
                    windows.append((low, high))
                    break
        for i, (low, high) in enumerate(windows):
            # The ends only grow: a window is the least if the next one ends farther on.
            if i + 1 == len(windows) or windows[i + 1][1] > high:
                yield low, high


def _assign(word: int, at: dict[int, list[int]], taken: dict[int, int], seen: set[int]) -> bool:
    """Give a word a part of its own, where need be by giving another word another part."""
    for part in at[word]:
        if part in seen:
            continue
        seen.add(part)
        if part not in taken or _assign(taken[part], at, taken, seen):
            taken[part] = word
            return True
    return False


def _is(single: q.Single, word: str, language: str) -> bool:
    if isinstance(single, q.Prefix):
        return single.fits(word)
    if word == single.folded:
        return True
    return isinstance(single, q.Word) and not set(single.lemmas).isdisjoint(
        readings(word, language)
    )
