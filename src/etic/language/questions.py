"""Which questions of an interview guide an interviewer asks, by their words and their order.

A conversation is a row of utterances of the interviewer. Each of them asks a question of the guide,
or goes on with the question before it («А почему?»). How well words fit a question is told by the
lemmas they share, each weighing the more the fewer questions have it; a word that no question has
may be a word of one misspelt or of one root, which its letters tell. The guide's order helps, as
questions mostly come in it: a hidden Markov chain over the utterances gives, for every utterance
and question, how likely it is that just this was asked there (forward and backward, Rabiner 1989).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from etic.language.lemmas import part_of_speech, readings
from etic.language.words import fold, words
from etic.read.wordlist import words as wordlist

SURE = 0.75
"""From this probability on a question counts as asked."""

UNSURE = 0.3
"""From this probability on a person should look whether a question was asked."""

# Parts of speech that carry what a question is about; the others tell little.
_CONTENT = frozenset(("NOUN", "VERB", "INFN", "ADJF", "ADJS", "COMP", "PRTF", "PRTS", "GRND"))
# Joins words, or colours them, and is about nothing.
_JOINS = frozenset(("PREP", "CONJ", "PRCL", "INTJ"))
# Said in every question, whatever it is about.
_EMPTY = wordlist(
    """быть было есть то мочь сказать рассказать пожалуйста скажите расскажите вы ваш ты твой я мы
    это этот тот весь который самый свой если вот там тут здесь уже еще очень просто the a an of
    to do did you your is are was were it in and or have has with for"""
)
_SOME = re.compile(r"\w+-(?:нибудь|либо|то)\b|\bкое-\w+", re.IGNORECASE)  # asks nothing
_ASKS = frozenset(["что", "чем", "чему", "как"])  # also where a dictionary says: a conjunction
_MANY = 14  # as many questions as a guide ordinarily has
_LITTLE = 0.3  # what a word without content weighs
_SAME_ROOT = (
    0.55  # from this likeness of letters on, two words count as one misspelt or of one root
)


class Recogniser:
    """A guide, ready to be recognised in conversations.

    `wordings` has for every question, in the guide's order, the texts by which it goes.
    """

    # Chosen on the demonstration: how steeply evidence grows with what words share with a question,
    # from how much on there is any, and how much a word strange to the guide takes from it.
    STEEP, LEAST, STRANGE = 2.0, 1.8, 0.1

    def __init__(self, wordings: Sequence[Sequence[str]]) -> None:
        bags = [_bag(" ".join(texts)) for texts in wordings]
        count = len(bags)
        of: dict[str, set[int]] = {}
        for question, bag in enumerate(bags):
            for lemma in bag:
                of.setdefault(lemma, set()).add(question)
        self._count = count
        many = max(count, _MANY) + 1  # a word of one question is telling in a short guide too
        self._of = of
        self._weight = {
            lemma: math.log(many / len(found)) * max(b.get(lemma, 0.0) for b in bags)
            for lemma, found in of.items()
        }
        self._letters = {lemma: _letters(lemma) for lemma in of if len(lemma) >= 4}
        self._near: dict[str, tuple[tuple[str, float], ...]] = {}

    def evidence(self, text: str) -> list[float]:
        """For every question, by how much the words speak for it: a logarithm of likelihoods."""
        found = [0.0] * self._count
        met: dict[str, float] = {}
        strange = 0
        for folded in _telling(text):
            known = self._meets(folded)
            for lemma, likeness in known:
                met[lemma] = max(met.get(lemma, 0.0), likeness)
            strange += not known and _weighs(folded) == 1.0
        for lemma, likeness in met.items():
            for question in self._of[lemma]:
                found[question] += self._weight[lemma] * likeness
        least = self.LEAST + self.STRANGE * min(strange, 8)
        return [self.STEEP * value - least if value > 0 else -8.0 for value in found]

    def _meets(self, word: str) -> tuple[tuple[str, float], ...]:
        """The guide's lemmas that a word is a form of, or nearly is."""
        if word not in self._near:
            exact = tuple((lemma, 1.0) for lemma in _lemmas(word) if lemma in self._of)
            self._near[word] = exact or self._alike(word)
        return self._near[word]

    def _alike(self, word: str) -> tuple[tuple[str, float], ...]:
        if len(word) < 4 or _weighs(word) < 1:
            return ()
        best: list[tuple[float, str]] = []
        for form in {word, *_lemmas(word)}:
            mine = _letters(form)
            for lemma, letters in self._letters.items():
                likeness = 2 * len(mine & letters) / (len(mine) + len(letters))
                if likeness >= _SAME_ROOT:
                    best.append((likeness, lemma))
        if not best:
            return ()
        top = max(best)[0]
        return tuple((lemma, likeness) for likeness, lemma in set(best) if likeness >= top - 0.05)


def _telling(text: str) -> Iterator[str]:
    """The words of a text that say what it is about, folded."""
    for word in words(_SOME.sub(" ", text)):
        folded = fold(word.text)
        if folded not in _EMPTY and _weighs(folded):
            yield folded


@lru_cache(maxsize=50_000)
def _lemmas(word: str) -> tuple[str, ...]:
    return tuple(lemma for lemma in readings(word) if lemma not in _EMPTY)


@lru_cache(maxsize=50_000)
def _weighs(word: str) -> float:
    spoken = part_of_speech(word)
    if not spoken or spoken in _CONTENT:
        return 1.0
    return 0.0 if spoken in _JOINS and word not in _ASKS else _LITTLE


@lru_cache(maxsize=50_000)
def _letters(word: str) -> frozenset[str]:
    framed = f"<{word}>"
    return frozenset(framed[i : i + 3] for i in range(len(framed) - 2))


def lemmas_of(text: str) -> frozenset[str]:
    """The lemmas of the words that say what a text is about.

    >>> sorted(lemmas_of("Почему вы уехали в Россию?"))
    ['почему', 'россия', 'уехать']
    """
    return frozenset(_bag(text))


def _bag(text: str) -> dict[str, float]:
    """The lemmas of a text and what each weighs, by its part of speech."""
    bag: dict[str, float] = {}
    for folded in _telling(text):
        for lemma in _lemmas(folded):
            bag[lemma] = max(bag.get(lemma, 0.0), _weighs(folded))
    return bag


# -- order ----------------------------------------------------------------------------------------

_FOLLOW = 0.35  # that an utterance goes on with the question before it
_NEXT, _SKIP, _AGAIN, _BACK = 0.7, 0.5, 0.04, 0.015


def _step(before: int, question: int) -> float:
    """How likely it is that after one question (-1: at the beginning) another is asked."""
    ahead = question - before
    if ahead > 0:
        return max(_NEXT * _SKIP ** (ahead - 1), _BACK)
    return _AGAIN if ahead == 0 else _BACK


def chain(evidence: Sequence[Sequence[float]], questions: int) -> list[list[float]]:
    """For every utterance, how likely it is of each question that just this was asked in it.

    `evidence` has for every utterance and question what `Recogniser.evidence` gives.

    >>> [[round(p, 1) for p in row] for row in chain([[5, -8], [-8, -8], [-8, 5]], 2)]
    [[1.0, 0.0], [0.0, 0.0], [0.0, 1.0]]
    """
    states = range(-1, questions)  # the question that was asked last
    rows = [[math.exp(min(value, 12.0)) for value in row] for row in evidence]
    steps = {(a, b): (1 - _FOLLOW) * _step(a, b) for a in states for b in range(questions)}
    # Forward: how likely each question is to be the last one, by what was said so far.
    forward = [{at: float(at == -1) for at in states}]
    come = []  # by what was said before, how likely each question is to be asked now
    for row in rows:
        last = forward[-1]
        come.append([sum(last[a] * steps[a, b] for a in states) for b in range(questions)])
        now = {at: last[at] * _FOLLOW for at in states}
        for b in range(questions):
            now[b] += come[-1][b] * row[b]
        forward.append(_scaled(now))
    # Backward: how likely what is said later is after each question.
    after = dict.fromkeys(states, 1.0)
    found: list[list[float]] = []
    for t in reversed(range(len(rows))):
        row = rows[t]
        asked = [row[b] * come[t][b] * after[b] for b in range(questions)]
        whole = sum(asked) + sum(forward[t][a] * _FOLLOW * after[a] for a in states)
        found.append([value / whole for value in asked])
        after = _scaled(
            {
                a: _FOLLOW * after[a]
                + sum(steps[a, b] * row[b] * after[b] for b in range(questions))
                for a in states
            }
        )
    return found[::-1]


def _scaled(values: dict[int, float]) -> dict[int, float]:
    """Values that sum to one: otherwise a long conversation would underflow."""
    whole = sum(values.values())
    return {at: value / whole for at, value in values.items()}
