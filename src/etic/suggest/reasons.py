"""Why a code is proposed: the words of its description that were said, the passage it resembles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache

from etic.i18n import t
from etic.language.spoken import lemmas
from etic.language.words import words
from etic.read.wordlist import words as wordlist
from etic.suggest.described import Described
from etic.suggest.passages import Passage
from etic.suggest.scoring import Example

_MOST_WORDS = 4
_SHORTEST = 4  # letters of a lemma that says anything
_ALIKE = 0.3  # how alike an example must be to be named
_SURE = 0.25  # from which score on likeness in meaning is said without a doubt
_SHOWN = 90  # characters of it
_COMMON = wordlist(
    """быть этот весь который такой свой самый очень можно надо если когда чтобы или либо после
    себя сам еще уже тоже потом только потому человек респондент другой какой что-то говорить
    сказать мочь стать хотеть знать год время дело наш ваш they that this with have from about
    what when where which would could there their because"""
)


def reason(
    code: Described,
    passage: Passage,
    rare: Collection[str],
    score: float,
    nearest: Example | None = None,
    alike: float = 0.0,
) -> str:
    """One line that a sociologist can check, in the language at work.

    `rare` are the lemmas that not every passage has, `score` how sure the code is; `nearest` is
    the coded passage that is most alike, `alike` how much (0 to 1).
    """
    parts = []
    said = shared(code, passage.text, passage.language, rare)
    if said:
        parts.append(t("suggest.why-words", words=", ".join(said)))
    asked = shared(code, passage.question, passage.language, rare) if passage.question else []
    if asked and not said:
        parts.append(t("suggest.why-question", words=", ".join(asked)))
    if nearest is not None and alike >= _ALIKE:
        parts.append(
            t("suggest.why-example", quote=_cut(nearest.passage.text), document=nearest.document)
        )
    if parts:
        return "; ".join(parts)
    if score < _SURE:
        return t("suggest.why-weak")
    if code.example:
        return t("suggest.why-book-example", quote=_cut(code.example))
    return t("suggest.why-meaning")


def shared(code: Described, text: str, language: str, rare: Collection[str]) -> list[str]:
    """Words of a text, as they were said, that a code's description has too, in any form."""
    described = _of_code(code)
    found: dict[str, str] = {}
    for word, lemma in zip(words(text), lemmas(text, language), strict=True):
        if lemma in described and lemma in rare and lemma not in found and _tells(lemma):
            found[lemma] = word.text.lower()
    return list(found.values())[:_MOST_WORDS]


def rare_lemmas(passages: Sequence[Passage], codes: Sequence[Described]) -> set[str]:
    """Lemmas that at most one passage in six has, and one code in eight: others tell nothing."""
    seen: dict[str, int] = {}
    for passage in passages:
        for lemma in {*lemmas(passage.text, passage.language), *lemmas(passage.question, "ru")}:
            seen[lemma] = seen.get(lemma, 0) + 1
    most = max(3, len(passages) / 6)
    described = Counter(lemma for code in codes for lemma in {*_of_code(code)})
    often = max(2, len(codes) / 8)
    return {lemma for lemma, n in seen.items() if n <= most and described[lemma] <= often}


@lru_cache(maxsize=2_000)
def _of_code(code: Described) -> frozenset[str]:
    return frozenset(lemma for part in code.parts for lemma in lemmas(part, "ru"))


def _tells(lemma: str) -> bool:
    return len(lemma) >= _SHORTEST and lemma not in _COMMON


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else plain[:_SHOWN].rsplit(" ", 1)[0] + "…"
