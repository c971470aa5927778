"""Patterns that people write, made safe: none can run for ever, nor eat the memory.

`regex` stops a search when its time is over, but neither the reading of a pattern nor the memory of
one whose repetitions multiply: `(?:(?:a|bc){1000}){1000}` ends the whole program. So a pattern is
looked over first, and what it would amount to with its repetitions written out is bounded.
"""

from __future__ import annotations

import re
import time
import unicodedata
from typing import TYPE_CHECKING

from etic.errors import EticError
from etic.i18n import t

if TYPE_CHECKING:
    from regex import Pattern

LONGEST = 1_000  # characters
LARGEST = 10_000  # letters and groups, repetitions written out
DEEPEST = 20  # groups within groups
EACH, WHOLE = 2.0, 20.0  # seconds a document, and in all

_TOKEN = re.compile(
    r"""(?P<escape>\\(?:[pPN]\{[^}]*\}|.?))
    |   (?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])
    |   (?P<open>\((?:\?(?::|=|!|>|<=|<!|P?<\w+>|[ims]*-?[ims]+:))?(?!\?|\*))
    |   (?P<mark>\(\?(?:[ims]+|P=\w+)\))
    |   (?P<odd>\((?:\?|\*).?)
    |   (?P<close>\))
    |   (?P<count>\{(?P<least>\d*),?(?P<most>\d*)\})
    |   (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)

_PASSED_OVER = "\u00ad\u0301"  # soft hyphen, stress mark

# What `regex` says of a pattern that it cannot read → how we say it.
_FAULTS = (
    ("missing )", "open"), ("unbalanced", "closed"), ("extra )", "closed"),
    ("trailing characters", "closed"), ("unterminated character set", "set"),
    ("character range", "range"), ("repeat", "repeat"), ("escape", "escape"),
    ("property", "property"), ("group", "group"),
)  # fmt: skip


class Budget:
    """How long patterns may be searched for: so many seconds a document, so many in all.

    Seconds of work are meant, as `regex` counts them: on a busy machine they last longer.
    """

    def __init__(self, each: float = EACH, whole: float = WHOLE) -> None:
        self.each = each
        self.whole = whole
        self.document = ""
        self._spent_here = self._spent = 0.0

    def enter(self, document: str) -> None:
        """Begin with a document."""
        self.document = document
        self._spent_here = 0.0

    def left(self) -> float:
        """Seconds left, above 0. Raises `EticError` where there are none."""
        left = min(self.each - self._spent_here, self.whole - self._spent)
        if left <= 0:
            raise self.over()
        return left

    def spend(self, seconds: float) -> None:
        """Note how long a search took."""
        self._spent_here += seconds
        self._spent += seconds

    def over(self) -> EticError:
        """The error of a search whose time is over."""
        if self._spent >= self.whole:
            return EticError("rule-slow-in-all", seconds=round(self.whole))
        return EticError("rule-slow", document=self.document, seconds=round(self.each))


def compiled(pattern: str, *, case: bool = False) -> Pattern[str]:
    """A pattern ready to be searched for; capital letters matter only with `case`.

    Refuses one that cannot be read (saying where), is too large, or holds where nothing stands.
    """
    import regex

    _look_over(pattern)
    try:
        found = regex.compile(pattern, 0 if case else regex.IGNORECASE)
    except regex.error as fault:
        raise _unreadable(pattern, str(fault.msg), fault.pos) from fault
    except (ValueError, OverflowError, RecursionError, MemoryError) as fault:
        raise _unreadable(pattern, str(fault), None) from fault
    spans(found, "", Budget(1.0, 1.0))
    return found


def literally(text: str, *, case: bool = False, yo: bool = False) -> Pattern[str]:
    """A pattern for a text letter by letter.

    Any white space stands for any, a soft hyphen or stress mark in a word is passed over; ё is е,
    unless `yo`, and capital letters are small ones, unless `case`.
    """
    import regex

    if len(text) > LONGEST:
        raise EticError("rule-long", length=len(text), longest=LONGEST)
    parts = []
    for word in text.split():
        written = unicodedata.normalize("NFC", word)
        letters = [_letter(ch, yo) for ch in written if ch not in _PASSED_OVER]
        # A stress mark belongs to the last letter too, a soft hyphen after it to what follows.
        parts.append(f"[{_PASSED_OVER}]*".join(letters) + "\u0301*")
    return regex.compile(r"\s+".join(parts), 0 if case else regex.IGNORECASE)


def _letter(letter: str, yo: bool) -> str:
    if not yo and letter in "её":
        return "[её]"
    if not yo and letter in "ЕЁ":
        return "[ЕЁ]"
    return re.escape(letter)


def spans(pattern: Pattern[str], text: str, budget: Budget) -> list[tuple[int, int]]:
    """Where a pattern holds in a text, in order, without the white space around it.

    Raises `EticError` when the budget is used up, and where the pattern holds on nothing at all: it
    would hold everywhere.
    """
    began = time.process_time()
    try:
        matches = [match.span() for match in pattern.finditer(text, timeout=budget.left())]
    except TimeoutError as fault:
        budget.spend(time.process_time() - began)
        raise budget.over() from fault
    except MemoryError as fault:
        raise EticError("rule-large", pattern=_short(pattern.pattern)) from fault
    budget.spend(time.process_time() - began)
    found = []
    for start, end in matches:
        if start == end:
            raise EticError("rule-empty", pattern=_short(pattern.pattern))
        said = text[start:end]
        start += len(said) - len(said.lstrip())
        end -= len(said) - len(said.rstrip())
        if start < end:
            found.append((start, end))
    return found


def _look_over(pattern: str) -> None:
    """Refuse what would be too large, and what a search for words has no need of."""
    if len(pattern) > LONGEST:
        raise EticError("rule-long", length=len(pattern), longest=LONGEST)
    sizes, last = [0], 0  # of the groups that are open; of what was read last
    for token in _TOKEN.finditer(pattern):
        kind = token.lastgroup
        if kind == "odd":
            raise EticError("rule-construct", what=token.group(), position=token.start() + 1)
        if kind == "open":
            sizes.append(0)
            last = 0
            if len(sizes) > DEEPEST:
                raise EticError("rule-large", pattern=_short(pattern))
            continue
        if kind == "close" and len(sizes) > 1:
            last = sizes.pop() + 1
        elif token["count"] is not None:
            times = max(int(token["least"] or 0), int(token["most"] or 0), 1)
            sizes[-1] += last * (times - 1)
            last *= times
        else:
            last = 1
        if token["count"] is None:
            sizes[-1] += last
        if sizes[-1] > LARGEST:
            raise EticError("rule-large", pattern=_short(pattern))


def _unreadable(pattern: str, why: str, position: int | None) -> EticError:
    name = next((ours for theirs, ours in _FAULTS if theirs in why), "other")
    said = t(f"rules.fault-{name}")
    at = len(pattern) if position is None else min(position + 1, len(pattern))
    return EticError("rule-pattern", pattern=_short(pattern), why=said, position=at)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
