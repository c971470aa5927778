"""A first guide from the transcripts themselves: each number with its most typical wording."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from etic.guide import Question
from etic.language.questions import lemmas_of
from etic.natural import natural

LEAST = 2  # documents in which a number must stand
LEAST_SHARE = 0.1  # of all documents that have numbers
WORDINGS = 2  # how many others are given beside the most typical one
TOPIC_SHARE = 0.5  # of a code's passages under one question, from which it is about the code
TOPIC_LEAST = 3  # passages from which that can be told


_NUMBER = re.compile(r"(?:^|(?<=[.!?…»”)]\s))(?P<number>\d{1,2}(?:\.\d{1,2})?)[.)]+\s+(?=\S)")


def numbered_in(given: str, words: str) -> list[tuple[str, str]]:
    """The numbered questions in a turn: (number, words); `given` is the one that the file says.

    >>> numbered_in("", "Садитесь. 1. Где вы жили?"), numbered_in("3", "А потом?")
    ([('1', 'Где вы жили?')], [('3', 'А потом?')])
    """
    marks = list(_NUMBER.finditer(words))
    if not marks:
        return [(given, words)] if given else []
    ends = [m.start() for m in marks[1:]] + [len(words)]
    return [(m["number"], words[m.end() : end]) for m, end in zip(marks, ends, strict=True)]


def draft(
    asked: Iterable[tuple[str, str, str]], answered: Iterable[tuple[str, str]] = ()
) -> tuple[Question, ...]:
    """Questions out of what was asked: (document, number, words), and of which codes the answers
    carry: (number, code path).

    >>> [(q.number, q.text_ru) for q in draft([
    ...     ("a", "1", "Где вы жили?"), ("b", "1", "Где жили?"), ("c", "1", "А вы?"),
    ...     ("a", "2", "Кем?")])]
    [('1', 'Где вы жили?')]
    """
    from etic.codebook import names

    wordings: dict[str, list[str]] = defaultdict(list)
    where: dict[str, set[str]] = defaultdict(set)
    for document, number, words in asked:
        wordings[number].append(" ".join(words.split()))
        where[number].add(document)
    documents = set().union(*where.values()) if where else set()
    least = max(LEAST, LEAST_SHARE * len(documents))
    topics = _topics(answered)
    found = []
    for number in sorted(wordings, key=natural):
        if len(where[number]) < least:
            continue
        first, *others = _typical(wordings[number])
        text_ru, text_en = names(first)
        codes = topics.get(number, ())
        found.append(Question(number, text_ru, text_en, tuple(others), codes))
    return tuple(found)


def _typical(texts: Sequence[str]) -> list[str]:
    """The most typical text, then those most unlike it that are typical too."""
    unique = list(dict.fromkeys(texts))
    bags = {text: lemmas_of(text) for text in unique}
    spread: dict[str, int] = defaultdict(int)
    for text in texts:
        for lemma in bags[text]:
            spread[lemma] += 1

    def typical(text: str, known: frozenset[str]) -> float:
        new = bags[text] - known
        return sum(spread[lemma] for lemma in new) / (len(bags[text]) + 2)

    chosen: list[str] = []
    covered: frozenset[str] = frozenset()
    while unique and len(chosen) <= WORDINGS:
        best = max(unique, key=lambda text: typical(text, covered))
        if chosen and typical(best, covered) < 1:
            break
        chosen.append(best)
        unique.remove(best)
        covered |= bags[best]
    return chosen


def _topics(answered: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """Number → the topmost codes most passages of which stand in answers to that question."""
    by_code: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for number, path in answered:
        parts = path.split("/")
        for depth in range(1, len(parts) + 1):
            by_code["/".join(parts[:depth])][number] += 1
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(by_code):
        counts = by_code[path]
        number = max(counts, key=lambda n: counts[n])
        total = sum(counts.values())
        if total < TOPIC_LEAST or counts[number] < TOPIC_SHARE * total:
            continue
        if not any(path.startswith(known + "/") for known in found.get(number, ())):
            found[number] = (*found.get(number, ()), path)
    return found
