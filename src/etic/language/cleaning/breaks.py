"""Words that a line end broke: which of them lose the hyphen, and which had it before.

The dictionary decides, and the text itself where it has the word in another place. What neither of
them knows is shown and left to a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from etic.language.cleaning.edits import Edit
from etic.language.cleaning.words import Words, plain
from etic.language.lemmas import parts_of_speech
from etic.read.wordlist import words as wordlist

_GAP = "[ \t\u00a0]*\n[ \t\u00a0]*(?:\n[ \t\u00a0]*)?"
BREAK = re.compile(
    rf"(?:(?:(?<=[^\W_])|(?<=[^\W_]\u0301))[-\u2010\u2011\u00ac\u00ad]"
    # Out of a PDF a hyphen may come with a space; no dash is written with these signs.
    rf"|(?<=[^\W_])[ \u00a0][\u2010\u00ac\u00ad])"
    rf"(?={_GAP}(?:[^\W_]|[-–—][ \t]*\d))({_GAP})"
)
# The same with the number of a page between: «пере-», «12», «езжали».
_OVER_PAGE = re.compile(rf"{_GAP}[-–—]?[ \t]*\d{{1,4}}[ \t]*[-–—]?{_GAP}(?=[^\W\d_])")
_PART = r"[^\W_]+(?:[\u0301\u00ad]+[^\W_]*)*"
_LEFT = re.compile(rf"(?:{_PART}[-\u2010\u2011])*{_PART}$")
_RIGHT = re.compile(rf"{_PART}(?:[-\u2010\u2011]{_PART})*")
_LONGEST = 60  # characters of a part that are looked at

_PARTICLES = frozenset(("то", "таки", "либо", "нибудь"))
# After these «-то» is as likely as a word that ends so: «мы-то» and «мыто».
_BEFORE_TO = wordlist(
    "я ты он мы вы она они кто что как так где там тут куда туда когда тогда чей сам вот"
)
_PREFIXES = wordlist(
    """кое экс вице пресс интернет онлайн бизнес веб мини макси self well non ex half semi
    all quasi"""
)
# What people in Central Asia call one another by: «Саид-ака», «Уулкан-апа».
_KIN = wordlist("эже эжеке байке апа ата ака аке аки опа абый ава")
_HYPHEN_AFTER_HALF = "аеёиоуыэюял"  # «пол-улицы», «пол-литра», but «полстраницы»
_ADVERB = re.compile(r"(?:ому|ему|ьи)$")
_LIKE_WHOM = re.compile(r"[а-яё]*[аеёиоуыэюя][а-яё]*[сц]ки$")  # «по-кыргызски»
_ORDINAL = re.compile(r"(?:первых|вторых|третьих|[вс]?[а-я]*[ыи]х)$")


class _Verdict(NamedTuple):
    keep: bool  # the hyphen
    sure: bool
    reason: str


def breaks(
    text: str, words: Words, allowed: Callable[[int], bool], language_at: Callable[[int], str]
) -> Iterator[Edit]:
    """The words that line ends broke, where `allowed` says that a line may be joined to another.

    `allowed` takes the place where the following line begins, `language_at` any place.
    """
    for match in BREAK.finditer(text):
        start, end = match.start(), match.end()
        if not allowed(end):
            continue
        sign = match.group().strip()[0]
        page = _OVER_PAGE.match(text, match.start(1))
        if page and allowed(page.end()) and not text[start - 1].isdigit():
            end = page.end()
        if not text[end].isalnum():
            continue
        left, right = _parts(text, start, end)
        if text.count("\n", start, end) > 1 and not right[:1].islower():
            continue
        if sign in "\u00ad\u00ac":
            verdict = _Verdict(False, True, "soft")
        elif left[-1].isdigit() or right[0].isdigit():
            verdict = _Verdict(True, True, "digits")
        else:
            widened = _widened(text, start, end)
            verdict = _decide(left, right, widened, words, language_at(start) == "ky")
        kind = "break" if verdict.sure else "break-unsure"
        yield Edit(start, end, sign if verdict.keep else "", kind, verdict.reason)


def _parts(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before a break and after it, as they are looked up but for their capitals."""
    left = _LEFT.search(text[max(0, start - _LONGEST) : start].split()[-1])
    right = _RIGHT.match(text, end, end + _LONGEST)
    assert left
    assert right
    return left.group(), right.group()


def _widened(text: str, start: int, end: int) -> list[str]:
    """The whole word, where a narrow column broke it twice: with the part before, and after."""
    left, right = _parts(text, start, end)
    found = []
    after = BREAK.match(text, end + len(right))
    if after:
        found.append(left + right + _parts(text, after.start(), after.end())[1])
    line = text.rfind("\n", 0, start)
    if line >= 0 and text[line + 1 : start].strip() == left:
        before = text[max(0, line - _LONGEST) : line].rstrip(" \t\u00a0")
        if before[-1:] in ("-", "\u2010", "\u2011") and (first := _LEFT.search(before[:-1])):
            found.append(first.group() + left + right)
    return [plain(word) for word in found]


def _decide(left: str, right: str, widened: list[str], words: Words, kyrgyz: bool) -> _Verdict:
    named = left.istitle()
    capital = named and right.istitle()
    left, right = plain(left), plain(right)
    joined, hyphened = left + right, f"{left}-{right}"
    last, first = left.rpartition("-")[2], right.partition("-")[0]
    if last == first and words.known(last) and len(last) > 1 and not words.known(joined):
        return _Verdict(True, True, "repeated")
    parts = hyphened.split("-")
    if len(parts) > 2 and min(map(len, parts)) == 1:  # «не-е-ет»: somebody drawls
        return _Verdict(True, False, "guess")
    if capital:
        return _Verdict(True, not words.elsewhere(joined), "capitals")
    own_joined, own_hyphened = words.elsewhere(joined), words.elsewhere(hyphened)
    if own_joined != own_hyphened:
        return _Verdict(own_hyphened, True, "elsewhere")
    if kyrgyz:
        same = words.begins(joined, len(left) + 1)
        return _Verdict(False, same, "elsewhere-form" if same else "guess")
    return (
        _by_dictionary(left, right, words)
        or _by_grammar(last, first, right, words, named=named)
        or _by_the_rest(joined, len(left), widened, words)
        or _Verdict(words.known(last) and words.known(first), False, "guess")
    )


def _by_dictionary(left: str, right: str, words: Words) -> _Verdict | None:
    """Where the dictionary has the word in one of its spellings."""
    last, first = left.rpartition("-")[2], right.partition("-")[0]
    # «научно-иссле-довательский»: the part that is broken is looked up by itself.
    joined = words.known(left + right) or (
        last + first != left + right and words.known(last + first)
    )
    hyphened = words.known(f"{left}-{right}")
    if joined and hyphened:
        return _Verdict(True, False, "both-known")
    if hyphened:
        return _Verdict(True, True, "hyphened")
    if joined:
        doubtful = right == "то" and last in _BEFORE_TO
        return _Verdict(doubtful, not doubtful, "both-known" if doubtful else "known")
    return None


def _by_grammar(last: str, first: str, right: str, words: Words, *, named: bool) -> _Verdict | None:
    """Where the hyphen belongs by rule: «мама-то», «по-хорошему», «социально-бытовой»."""
    known = words.known(first)
    if last == "пол" and known and len(first) > 2:
        return _Verdict(first[0] in _HYPHEN_AFTER_HALF, True, "rule")
    keeps = (
        (right in _PARTICLES and words.known(last) and len(last) > 1)
        or (right == "ка" and words.known(last) and _asks(last))
        or (last in _PREFIXES and known and len(first) > 4)
        or (last == "по" and ((_ADVERB.search(first) and known) or _LIKE_WHOM.match(first)))
        or (last in ("в", "во") and _ORDINAL.match(first) and known)
        or (named and first in _KIN and words.known(last) and len(last) > 2)
        or (len(last) > 3 and last[-1] in "ое" and len(first) > 4 and known and _pair(last, first))
    )
    return _Verdict(True, True, "rule") if keeps else None


def _asks(last: str) -> bool:
    """Whether «-ка» may follow: «скажи-ка», «ну-ка»."""
    return last in ("ну", "на") or "impr" in parts_of_speech(last)


def _pair(last: str, first: str) -> bool:
    """Whether an adverb stands before an adjective: «социально-бытовой»."""
    adverb = parts_of_speech(last) & {"ADVB", "ADJS"}
    return bool(adverb and parts_of_speech(first) & {"ADJF", "PRTF"})


def _by_the_rest(joined: str, least: int, widened: list[str], words: Words) -> _Verdict | None:
    """Where the word was broken twice, or the text has it in another form."""
    if any(words.known(word) or words.elsewhere(word) for word in widened):
        return _Verdict(False, True, "known")
    if words.begins(joined, least + 1):
        return _Verdict(False, True, "elsewhere-form")
    return None
