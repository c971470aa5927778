"""What a passage speaks of: its notions, by lemmas and a glossary of the two languages."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources

from etic.language.lemmas import readings
from etic.language.words import fold, words

Notions = frozenset[str]

# Words that tell nothing about what is spoken of.
_SAID = """
    и в во на с со у о об от до за по из к ко для при над под без через между не ни но а же ли
    бы что чтобы как так то это этот тот такой который какой весь все свой вы ваш мы наш они он
    она их его её ее быть есть являться стать мочь один два три также тоже или либо если когда
    где сейчас более менее чем только лишь еще уже очень самый другой иной среди около почти
    респондент опрошенный информант участник ответ ответить ответивший вопрос отвечать доля
    процент число количество таблица табл рис составлять составить указать сказать назвать
    говорить считать отметить группа случай часть человек исследование опрос интервью данные
    результат целом основной скорее нет да затрудняться примечание указанный всего итого код
    тема сфера жизнь оценка the a an of in on at to for from by with and or but not no yes is
    are was were be been being have has had do does did this that these those it its they their
    them we our he she his her as than then so such which who whom what when where more less
    most least only also very all any some each other one two three respondent interviewee
    informant participant percent per cent share table figure said say tell told answer question
    group case study survey interview code theme report respectively would will could may might
    can about there into out up if within back nearly almost still even just
    собеседник интервьюируемый жаловаться пожаловаться упоминать упомянуть рассказать
    рассказывать признать признаться complain mention name tell
"""
_STOP = frozenset(_SAID.split())


@cache
def _glossary() -> Mapping[str, str]:
    import yaml

    source = resources.files("etic.mixed").joinpath("glossary.yaml")
    found: dict[str, str] = {}
    for line in yaml.safe_load(source.read_text(encoding="utf-8")):
        for word in line:
            found[fold(str(word))] = fold(str(line[0]))
    return found


@lru_cache(maxsize=50_000)
def _of(form: str) -> tuple[str, ...]:
    """The notions a word may stand for."""
    if not form[0].isalpha() or len(form) < 2:
        return ()
    lemmas = (form, *readings(form, "en" if form.isascii() else "ru")[:2])
    known = _glossary()
    meant = [known[lemma] for lemma in lemmas if lemma in known]
    if meant:
        return tuple(dict.fromkeys(meant))
    if any(lemma in _STOP for lemma in lemmas):
        return ()
    return tuple(dict.fromkeys(lemmas[1:2]))


@lru_cache(maxsize=20_000)
def notions(text: str) -> Notions:
    """What the words of a text stand for.

    >>> sorted(notions("Women plan to leave"))
    ['женщина', 'миграция', 'план']
    >>> sorted(notions("женщины планировали уехать"))
    ['женщина', 'миграция', 'план']
    """
    return frozenset(notion for w in words(text) for notion in _of(fold(w.text)))


class Weights:
    """How telling each notion is: rare ones among what is spoken of tell more."""

    def __init__(self, subjects: Iterable[Notions]) -> None:
        listed = list(subjects)
        self._seen = Counter(notion for each in listed for notion in each)
        self._n = len(listed) + 1
        self._wholes: dict[Notions, float] = {}

    def of(self, notion: str) -> float:
        """ln((n + 1) / (times + 1)) + 0.2 of n subjects, so that none counts nothing."""
        return math.log(self._n / (self._seen[notion] + 1)) + 0.2 if self._seen[notion] else 0.0

    def overlap(self, subject: Notions, context: Notions) -> float:
        """How much of a subject a context names, 0 to 1, by weight."""
        whole = self._whole(subject)
        return sum(map(self.of, subject & context)) / whole if whole else 0.0

    def likeness(self, subject: Notions, context: Notions) -> float:
        """What both have, by weight, over the root of the subject's whole: long subjects lose
        less than by `overlap`."""
        shared = subject & context
        if not shared:
            return 0.0
        return sum(map(self.of, shared)) / math.sqrt(self._whole(subject) or 1.0)

    def _whole(self, subject: Notions) -> float:
        if subject not in self._wholes:
            self._wholes[subject] = sum(map(self.of, subject))
        return self._wholes[subject]
