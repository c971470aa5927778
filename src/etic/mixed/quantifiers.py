"""Words of quantity and the shares they stand for: read in a draft, and written from a share.

The ranges stand in `quantifiers.yaml` beside this module; a file of the same form may be given
instead of it, so that a team or a journal has its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

from etic.errors import EticError
from etic.language.lemmas import readings
from etic.language.words import Word, fold, words

NONE = (2.0, -1.0)  # of words that only look like words of quantity: no share carries them


@dataclass(frozen=True, slots=True)
class Quantifier:
    """One word of quantity: the shares, 0 to 1, that carry it."""

    words: tuple[tuple[str, ...], ...]  # how it is written, each as folded words
    low: float
    high: float
    over: bool = False  # low itself is out
    under: bool = False  # high itself is out
    value: float | None = None  # the fraction that modifiers move
    write: str = ""
    forms: bool = False  # just in these forms

    def carries(self, share: float) -> bool:
        """Whether a share is within the range.

        >>> most = quantifiers("en").named("most")
        >>> most.carries(0.5), most.carries(0.55)
        (False, True)
        """
        above = share > self.low + 1e-9 if self.over else share >= self.low - 1e-9
        below = share < self.high - 1e-9 if self.under else share <= self.high + 1e-9
        return above and below


@dataclass(frozen=True, slots=True)
class Found:
    """A word of quantity at `[start, end)` of a text, its range already moved by a modifier."""

    start: int
    end: int
    quantifier: Quantifier


@dataclass(frozen=True)
class Quantifiers:
    """The words of one language."""

    quantifiers: tuple[Quantifier, ...]
    modifiers: tuple[Quantifier, ...]

    def named(self, said: str) -> Quantifier:
        """The one that is written so; KeyError where there is none."""
        wanted = _folded(said)
        for each in self.quantifiers:
            if wanted in each.words:
                return each
        raise KeyError(said)

    @cached_property
    def _first(self) -> frozenset[str]:
        """The words, and their lemmas, with which an expression may begin."""
        first = {each[0] for q in (*self.quantifiers, *self.modifiers) for each in q.words}
        return frozenset(first.union(*(_lemmas(word) for word in first if not word.isascii())))

    def _begins(self, form: str) -> bool:
        if form in self._first:
            return True
        return not form.isascii() and not self._first.isdisjoint(_lemmas(form))

    def find(self, text: str) -> Iterator[Found]:
        """The words of quantity in a text, the longest at each place.

        >>> text = "Почти половины опрошенных; подавляющего большинства"
        >>> [(text[f.start : f.end], f.quantifier.low) for f in quantifiers("ru").find(text)]
        [('Почти половины', 0.44), ('подавляющего большинства', 0.75)]
        """
        said = list(words(text))
        forms = [fold(word.text) for word in said]
        at = 0
        while at < len(said):
            if not self._begins(forms[at]):
                at += 1
                continue
            moved, began = _longest(self.modifiers, forms, at)
            quantity, n = _longest(self.quantifiers, forms, at + began)
            own, alone = _longest(self.quantifiers, forms, at)
            # «Почти все» is a word of quantity of its own, of «все опрошенные» it is no modifier.
            unmoved = quantity is None or quantity.value is None
            if own is not None and (unmoved or alone >= began + n):
                quantity, n, moved, began = own, alone, None, 0
            if quantity is None or _parted(text, said[at : at + began + n]):
                at += 1
                continue
            if moved is not None and quantity.value is not None:
                quantity = _moved(quantity, moved)
            elif moved is not None:
                at, began = at + began, 0
            if (quantity.low, quantity.high) != NONE:
                yield Found(said[at].start, said[at + began + n - 1].end, quantity)
            at += began + n


def _parted(text: str, said: Sequence[Word]) -> bool:
    """Whether a sign other than a hyphen stands between the words of one expression."""
    between = (text[a.end : b.start] for a, b in pairwise(said))
    return any(gap.strip(" \u00a0\u202f\n-‑") for gap in between)


def _moved(quantity: Quantifier, by: Quantifier) -> Quantifier:
    value = quantity.value or 0.0
    low, high = max(0.0, value + by.low), min(1.0, value + by.high)
    return replace(quantity, low=round(low, 4), high=round(high, 4), over=by.over, under=by.under)


def _longest(
    among: Sequence[Quantifier], forms: Sequence[str], at: int
) -> tuple[Quantifier | None, int]:
    best: tuple[Quantifier | None, int] = (None, 0)
    for each in among:
        for wanted in each.words:
            if len(wanted) <= best[1] or at + len(wanted) > len(forms):
                continue
            here = forms[at : at + len(wanted)]
            if all(_same(w, f, each.forms) for w, f in zip(wanted, here, strict=True)):
                best = (each, len(wanted))
    return best


def _same(wanted: str, form: str, forms: bool) -> bool:
    if wanted == form:
        return True
    if forms or wanted.isascii() or form.isascii():
        return False
    return bool(_lemmas(wanted) & _lemmas(form))


@lru_cache(maxsize=50_000)
def _lemmas(form: str) -> frozenset[str]:
    return frozenset(readings(form, "ru")[:2])


def in_words(share: float, lang: str, known: Mapping[str, Quantifiers] | None = None) -> str:
    """A share in words: the narrowest expression that carries it, empty where none does.

    Parameters: `share` between 0 and 1; `lang` is `ru` or `en`; `known` are words of a project's
    own (`load`).

    >>> in_words(0.221, "ru"), in_words(0.62, "en"), in_words(0.334, "ru")
    ('каждый пятый', 'most', 'каждый третий')
    """
    if not 0 <= share <= 1:
        raise ValueError(f"in_words needs a share between 0 and 1, not {share}")
    among = (known or load())[lang].quantifiers
    carrying = [q for q in among if q.write and q.carries(share)]
    return min(carrying, key=lambda q: q.high - q.low).write if carrying else ""


def quantifiers(lang: str) -> Quantifiers:
    """The words of a language as they come with Etic."""
    return load()[lang]


def load(path: str | Path | None = None) -> Mapping[str, Quantifiers]:
    """The words by language (`ru`, `en`), from a file of the user's or from our own.

    Raises `EticError` where the file is not of the form that ours has.
    """
    if path is None:
        return _ours()
    file = Path(path)
    try:
        return _read(file.read_text(encoding="utf-8"), str(file))
    except (OSError, UnicodeDecodeError) as fault:
        raise EticError("quantifiers-unreadable", file=file, why=fault) from fault


@cache
def _ours() -> Mapping[str, Quantifiers]:
    source = resources.files("etic.mixed").joinpath("quantifiers.yaml")
    return _read(source.read_text(encoding="utf-8"), source.name)


def _read(text: str, name: str) -> Mapping[str, Quantifiers]:
    import yaml

    try:
        said = yaml.safe_load(text)
        return {
            lang: Quantifiers(
                tuple(_one(each) for each in said[lang]["quantifiers"]),
                tuple(_one(each) for each in said[lang].get("modifiers", ())),
            )
            for lang in ("ru", "en")
        }
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as fault:
        why = " ".join(str(fault).split())
        raise EticError("quantifiers-unreadable", file=name, why=why) from fault


def _one(said: Mapping[str, Any]) -> Quantifier:
    value = said.get("value")
    low, high = (float(said["from"]), float(said["to"])) if "from" in said else NONE
    return Quantifier(
        tuple(_folded(each) for each in said["words"]),
        low, high, bool(said.get("over")), bool(said.get("under")),
        None if value is None else float(value), said.get("write", ""), bool(said.get("forms")),
    )  # fmt: skip


def _folded(said: str) -> tuple[str, ...]:
    return tuple(fold(word.text) for word in words(said))
