"""A figure of a report: a number that knows what was counted, of how many, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Literal

from etic.analysis.chisquare import independence
from etic.analysis.exact import exact_test
from etic.analysis.intervals import difference as apart
from etic.i18n import language, number, percent, t

Kind = Literal["share", "count", "points", "number", "quote"]
NOTHING = "—"

# While a template is filled in, a figure becomes a mark in its text, and the mark a link.
marker: ContextVar[Callable[[Figure], str] | None] = ContextVar("etic_marker", default=None)


@dataclass(frozen=True, slots=True)
class Source:
    """What stands behind a figure: the quotes of a code, a published table, answers to a question.

    `key` says which: (study, path, (attribute, value), …), (study, number, question) or
    (study, variable).
    """

    kind: Literal["quotes", "table", "answers"]
    key: tuple[object, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A value (a share between 0 and 1, a count, a difference of shares), None where undefined.

    `what` says in words what was counted, `counted` on what; `group` is who is in the base, by
    which two figures are told to be of different people; `reason` is a message in `reasons`.
    """

    value: float | None
    kind: Kind
    what: str
    counted: str = ""
    n: int | None = None
    base: int | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    reason: str = ""
    printed: str = ""  # a percent as it was published
    by: str = ""  # whose codings they are
    shown: str = ""  # in other words than its own
    group: tuple[tuple[str, str], ...] = ()
    sources: tuple[Source, ...] = ()
    codings: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """As it is read in the language at work."""
        if self.shown:
            return self.shown
        if self.value is None:
            return NOTHING
        if self.kind == "share":
            return self.percent() if not self.printed else _published(self.printed)
        if self.kind == "points":
            return t("templates.points", n=in_digits(self.value * 100, 1))
        return in_digits(self.value, 0 if float(self.value).is_integer() else 2)

    def percent(self, digits: int = 1) -> str:
        """A share as a percentage with so many decimals."""
        return NOTHING if self.value is None else percent(self.value, digits)

    @property
    def interval(self) -> str:
        """The bounds in percent: `[12,0; 31,4]`; a dash where there are none."""
        if self.low is None or self.high is None:
            return NOTHING
        scale = 100 if self.kind in ("share", "points") else 1
        bounds = (in_digits(bound * scale, 1) for bound in (self.low, self.high))
        return f"[{('; ' if language() == 'ru' else ', ').join(bounds)}]"

    @property
    def note(self) -> str:
        """What a reader is told who asks where the number comes from."""
        own = replace(self, shown="").text if self.kind in ("share", "points") else ""
        parts = [own, self.counted]
        if self.low is not None:
            parts.append(t("templates.interval", interval=self.interval))
        if self.p is not None:
            parts.append(probability(self.p))
        counted = ", ".join(part for part in parts if part)
        said = f"{self.what}: {counted}" if counted else self.what
        reason = t(f"reasons.{self.reason}") if self.reason else ""
        by = t("templates.by", coders=self.by) if self.by else ""
        said_all = (part.rstrip(".") for part in (said, reason, by) if part)
        return " ".join(f"{part[:1].upper()}{part[1:]}." for part in said_all)

    def __str__(self) -> str:
        mark = marker.get()
        return self.text if mark is None else mark(self)

    # -- reckoning --

    def __sub__(self, other: object) -> Figure:
        return _joined(self, other, "−", lambda a, b: a - b)

    def __add__(self, other: object) -> Figure:
        return _joined(self, other, "+", lambda a, b: a + b)

    def __truediv__(self, other: object) -> Figure:
        return _joined(self, other, "/", lambda a, b: a / b if b else None)

    def __mul__(self, other: object) -> Figure:
        return _joined(self, other, "×", lambda a, b: a * b)

    def __radd__(self, other: object) -> Figure:
        return _number(other) + self

    def __rsub__(self, other: object) -> Figure:
        return _number(other) - self

    def __rmul__(self, other: object) -> Figure:
        return _number(other) * self

    def __rtruediv__(self, other: object) -> Figure:
        return _number(other) / self

    def __abs__(self) -> Figure:
        if self.value is None or self.value >= 0:
            return self
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return replace(self, value=-self.value, low=low, high=high)

    def __eq__(self, other: object) -> bool:
        return _compared(self, other, lambda a, b: a == b)

    def __hash__(self) -> int:
        return hash(self.value)

    def __lt__(self, other: object) -> bool:
        return _compared(self, other, lambda a, b: a < b)

    def __gt__(self, other: object) -> bool:
        return _compared(self, other, lambda a, b: a > b)

    def __le__(self, other: object) -> bool:
        return _compared(self, other, lambda a, b: a <= b)

    def __ge__(self, other: object) -> bool:
        return _compared(self, other, lambda a, b: a >= b)


def in_digits(value: float, digits: int) -> str:
    """A number of so many digits, a whole one grouped as such."""
    return number(int(value) if digits == 0 else value, None if digits == 0 else digits)


def probability(p: float) -> str:
    """A p as it is printed: `p = 0,03`, `p < 0,001`, on one line."""
    said = f"< {number(0.001, 3)}" if p < 0.001 else f"= {number(p, 3 if p < 0.1 else 2)}"
    return f"p {said}".replace(" ", "\u00a0")


def difference(one: Figure, other: Figure) -> Figure:
    """The first share less the second: in points, with Newcombe's interval and a test.

    Shares of interviews are tested exactly, as crosstabs of codes are; those of a survey alone as
    crosstabs of answers are, by χ² unless counts are small. Interval and test need the bases of
    both, and different people in them; else the reason is said.
    """
    found = replace(one - other, kind="points", printed="")
    pairs = (one.n, one.base, other.n, other.base)
    if None in pairs:
        return replace(found, reason=found.reason or "no-group-base")
    n1, base1, n2, base2 = (x for x in pairs if x is not None)
    if not parted(one, other):
        return replace(found, reason=found.reason or "same-people")
    between = apart(n1, base1, n2, base2)
    counts = [[n1, n2], [base1 - n1, base2 - n2]]
    test = exact_test(counts) if one.by or other.by else independence(counts)
    return replace(
        found, low=between.low, high=between.high, p=test.p, reason=between.reason or test.reason
    )


def parted(one: Figure, other: Figure) -> bool:
    """Whether nobody can be in both bases: some property has another value on either side.

    >>> men, women = (Figure(0.5, "share", "x", group=(("sex", s),)) for s in ("m", "f"))
    >>> parted(men, women), parted(men, men)
    (True, False)
    """
    there = dict(other.group)
    return any(key in there and there[key] != value for key, value in one.group)


def _joined(
    one: Figure, other: object, sign: str, reckon: Callable[[float, float], float | None]
) -> Figure:
    other = other if isinstance(other, Figure) else _number(other)
    value = None
    if one.value is not None and other.value is not None:
        value = reckon(one.value, other.value)
        value = None if value is None else round(value, 12)
    both_shares = one.kind == other.kind == "share"
    both_counts = one.kind == other.kind == "count"
    kind: Kind = "number"
    if sign == "−" and both_shares:
        kind = "points"
    elif sign == "−" and one.value == 1 and not one.what and other.kind == "share":
        kind = "share"  # all others
    elif sign in "+−" and (both_shares or both_counts):
        kind = one.kind
    parts = [
        f"{figure.what}: {figure.counted}" if figure.counted else figure.what
        for figure in (one, other)
        if figure.what
    ]
    reason = one.reason or other.reason or ("" if value is not None else "no-base")
    return Figure(
        value, kind, f"{one.text} {sign} {other.text} ({'; '.join(parts)})", reason=reason,
        by=", ".join(dict.fromkeys(name for name in (one.by, other.by) if name)),
        sources=(*one.sources, *other.sources), codings=(*one.codings, *other.codings),
    )  # fmt: skip


def _number(typed: object) -> Figure:
    """A number of the template's own as a figure with nothing behind it."""
    if not isinstance(typed, int | float):
        raise TypeError(f"{typed!r} is no number")
    return Figure(typed, "number", "", shown=in_digits(typed, 0 if typed == int(typed) else 2))


def _compared(one: Figure, other: object, by: Callable[[float, float], bool]) -> bool:
    """What is undefined is neither more nor less than anything."""
    value = other.value if isinstance(other, Figure) else other
    if one.value is None or not isinstance(value, int | float):
        return False
    return by(one.value, value)


def _published(text: str) -> str:
    """A percent as it was printed, with the decimal sign of the language."""
    if text[0] == "<":
        return f"< {_published(text[1:])}"
    digits = len(text.replace(",", ".").partition(".")[2])
    value = float(text.replace(",", ".")) / 100
    return percent(value, digits)
