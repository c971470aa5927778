"""What a row, a column or a question is, told by its words (`words.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Filter:
    """A thing that some respondents do not have, so that questions about it are not theirs."""

    name_ru: str
    name_en: str
    without: tuple[str, ...]
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists."""

    total: tuple[str, ...]
    difference: tuple[str, ...]
    filters: tuple[Filter, ...]
    statistic: tuple[str, ...] = ()
    weighted: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    size: tuple[str, ...] = ()

    def is_total(self, label: str) -> bool:
        """Whether a row or column is of everything: by its first word.

        >>> usual().is_total("Все опрошенные"), usual().is_total("Итого:"), usual().is_total("Да")
        (True, True, False)
        """
        return bool(words(label)) and words(label)[0] in self.total

    def is_size(self, label: str) -> bool:
        """Whether a row prints how many were asked: by the words that it begins with.

        >>> usual().is_size("База, чел."), usual().is_size("N"), usual().is_size("Newcomers")
        (True, True, False)
        """
        said = " ".join(words(label)) + " "
        return any(said.startswith(f"{phrase} ") for phrase in self.size)

    def is_difference(self, label: str) -> bool:
        """Whether a column is the difference of two others."""
        return any(word in self.difference for word in words(label)[:1])


def words(text: str) -> list[str]:
    """The words of a label, folded.

    >>> words("Ещё НЕ работал")
    ['еще', 'не', 'работал']
    """
    return re.findall(r"\w+", text.casefold().replace("ё", "е"))


def says(text: str, phrases: Sequence[str]) -> bool:
    """Whether a text has one of the phrases, word by word; `*` ends a word that may go on.

    >>> says("Не работал", ["не работал*"]), says("Переработал", ["работал*"])
    (True, False)
    """
    have = " " + " ".join(words(text)) + " "
    return any(_pattern(phrase).search(have) for phrase in phrases)


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    parts = [
        re.escape(word) + (r"\w*" if star else "")
        for word, star in re.findall(r"(\w+)(\*?)", phrase.casefold().replace("ё", "е"))
    ]
    return re.compile(" " + " ".join(parts) + " ")


def usual() -> Words:
    """The lists that Etic comes with."""
    return _read(resources.files(__package__).joinpath("words.yaml").read_text(encoding="utf-8"))


def own(path: Path) -> Words:
    """The lists of a file of the user's own, in the form of `words.yaml`."""
    return _read(path.read_text(encoding="utf-8"))


@cache
def _read(text: str) -> Words:
    import yaml

    found: dict[str, Any] = yaml.safe_load(text)
    folded = {key: tuple(" ".join(words(w)) for w in found[key]) for key in ("total", "difference")}
    filters = tuple(
        Filter(f["name"]["ru"], f["name"]["en"], tuple(f["without"]), tuple(f["asks"]))
        for f in found["filters"]
    )
    others = (tuple(found.get(key, ())) for key in ("statistic", "weighted", "several", "size"))
    return Words(folded["total"], folded["difference"], filters, *others)
