"""Where a text meets a query: the words themselves are looked at, with all their readings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from etic.language import query as q
from etic.language.lemmas import readings
from etic.language.spoken import word_languages
from etic.language.words import Word, fold, words


def places(tree: q.Node, said: str, language: str) -> list[tuple[int, int]]:
    """Where a turn meets the query: spans in it, in order, none twice."""
    found = list(words(said))
    folded = [fold(word.text) for word in found]
    languages = word_languages(folded, language)
    if q.needs_every_part(tree) and not _holds(tree, found, folded, languages):
        return []
    spans = {span for term in q.terms(tree) for span in _spans(term, found, folded, languages)}
    return sorted(spans)


def meets(tree: q.Node, text: str, language: str = "") -> bool:
    """Whether a text meets the query, where no index has been asked before.

    >>> meets(q.parse("забота NOT деньги"), "Заботой о матери, не о деньгах.")
    False
    >>> meets(q.parse("забота деньги"), "Заботой о матери, не о деньгах.")
    True
    """
    found = list(words(text))
    folded = [fold(word.text) for word in found]
    return _holds(tree, found, folded, word_languages(folded, language))


def _holds(
    node: q.Node, found: Sequence[Word], folded: Sequence[str], languages: Sequence[str]
) -> bool:
    if isinstance(node, q.Joined):
        left = _holds(node.left, found, folded, languages)
        if node.operator == "OR":
            return left or _holds(node.right, found, folded, languages)
        return left and _holds(node.right, found, folded, languages) == (node.operator == "AND")
    return next(_spans(node, found, folded, languages), None) is not None


def _spans(
    term: q.Term, found: Sequence[Word], folded: Sequence[str], languages: Sequence[str]
) -> Iterator[tuple[int, int]]:
    if isinstance(term, q.Phrase):
        length = len(term.folded)
        for i in range(len(folded) - length + 1):
            if tuple(folded[i : i + length]) == term.folded:
                yield found[i].start, found[i + length - 1].end
    elif isinstance(term, q.Near):
        yield from _near(term, found, folded, languages)
    else:
        for i, word in enumerate(folded):
            if _is(term, word, languages[i]):
                yield found[i].start, found[i].end


def _near(
    term: q.Near, found: Sequence[Word], folded: Sequence[str], languages: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """Windows that hold every term, with at most `distance` other words between first and last."""
    positions = [
        [i for i, word in enumerate(folded) if _is(part, word, languages[i])] for part in term.terms
    ]
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
