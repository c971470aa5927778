"""Where a text meets a query: the words themselves are looked at, with all their readings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from etic.language import query as q
from etic.language.lemmas import readings
from etic.language.words import Word, fold, words


def places(tree: q.Node, said: str, language: str) -> list[tuple[int, int]]:
    """Where a turn meets the query: spans in it, in order, none twice."""
    found = list(words(said))
    folded = [fold(word.text) for word in found]
    if q.needs_every_part(tree) and not _holds(tree, found, folded, language):
        return []
    return _places(tree, found, folded, language)


def _places(
    tree: q.Node, found: Sequence[Word], folded: Sequence[str], language: str
) -> list[tuple[int, int]]:
    spans = {span for term in q.terms(tree) for span in _spans(term, found, folded, language)}
    return sorted(spans)


def places_where_met(
    tree: q.Node, said: str, language: str, parts: Callable[[str], Iterable[tuple[int, int]]]
) -> list[tuple[int, int]]:
    """Where the words of a query stand in those parts of a turn that meet it as a whole.

    `parts` cuts the turn; it is asked only where there is anything to be found.

    >>> whole = lambda said: [(0, len(said))]
    >>> places_where_met(q.parse("забота NOT деньги"), "Заботой, не о деньгах.", "ru", whole)
    []
    """
    found = list(words(said))
    folded = [fold(word.text) for word in found]
    met = []
    for start, end in parts(said) if _places(tree, found, folded, language) else ():
        low = bisect_left(found, start, key=lambda word: word.start)
        high = bisect_left(found, end, key=lambda word: word.start)
        within, forms = found[low:high], folded[low:high]
        if _holds(tree, within, forms, language):
            met += _places(tree, within, forms, language)
    return met


def meets(tree: q.Node, text: str, language: str = "") -> bool:
    """Whether a text meets the query, where no index has been asked before.

    >>> meets(q.parse("забота NOT деньги"), "Заботой о матери, не о деньгах.")
    False
    >>> meets(q.parse("забота деньги"), "Заботой о матери, не о деньгах.")
    True
    """
    found = list(words(text))
    return _holds(tree, found, [fold(word.text) for word in found], language)


def _holds(node: q.Node, found: Sequence[Word], folded: Sequence[str], language: str) -> bool:
    if isinstance(node, q.Joined):
        left = _holds(node.left, found, folded, language)
        if node.operator == "OR":
            return left or _holds(node.right, found, folded, language)
        return left and _holds(node.right, found, folded, language) == (node.operator == "AND")
    return next(_spans(node, found, folded, language), None) is not None


def _spans(
    term: q.Term, found: Sequence[Word], folded: Sequence[str], language: str
) -> Iterator[tuple[int, int]]:
    if isinstance(term, q.Phrase):
        length = len(term.folded)
        for i in range(len(folded) - length + 1):
            if tuple(folded[i : i + length]) == term.folded:
                yield found[i].start, found[i + length - 1].end
    elif isinstance(term, q.Near):
        yield from _near(term, found, folded, language)
    else:
        for i, word in enumerate(folded):
            if _is(term, word, language):
                yield found[i].start, found[i].end


def _near(
    term: q.Near, found: Sequence[Word], folded: Sequence[str], language: str
) -> Iterator[tuple[int, int]]:
    """Windows that hold every term, with at most `distance` other words between first and last."""
    positions = [[i for i, w in enumerate(folded) if _is(part, w, language)] for part in term.terms]
    if not all(positions):
        return
    for first in positions[0]:
        chosen = [first]
        for others in positions[1:]:
            free = [i for i in others if i not in chosen]
            if not free:
                break
            chosen.append(min(free, key=lambda i: abs(i - first)))
        else:
            low, high = min(chosen), max(chosen)
            if high - low - 1 <= term.distance:
                yield found[low].start, found[high].end


def _is(term: q.Word | q.Prefix, word: str, language: str) -> bool:
    if isinstance(term, q.Prefix):
        return word.startswith(term.folded)
    return word == term.folded or not term.lemmas.isdisjoint(readings(word, language))
