"""Every text a person reads, in Russian and in English.

A message has a key `catalogue.name`; the catalogue is a TOML file beside this one, one a language
(`ru/errors.toml`, `en/errors.toml`). A message that counts something is a table of plural forms and
is chosen by `n`:

    >>> with use_language("ru"):
    ...     t("words.documents", n=3)
    '3 документа'
"""

from __future__ import annotations

import locale
import os
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from typing import Any

LANGUAGES = ("ru", "en")

_chosen: ContextVar[str | None] = ContextVar("etic_language", default=None)


def language() -> str:
    """The language of the person at work: what was chosen, else `ETIC_LANG`, else the locale."""
    chosen = _chosen.get()
    if chosen is not None:
        return chosen
    for name in ("ETIC_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "ru" if value.lower().startswith("ru") else "en"
    system = locale.getlocale()[0] or ""
    return "ru" if system.lower().startswith("ru") else "en"


def set_language(code: str) -> None:
    """Choose the language for this thread of work (a browser session, a test)."""
    _chosen.set(code if code in LANGUAGES else "en")


@contextmanager
def use_language(code: str) -> Iterator[None]:
    """Choose the language for a block, and give the old one back after it."""
    token = _chosen.set(code if code in LANGUAGES else "en")
    try:
        yield
    finally:
        _chosen.reset(token)


def either(ru: str, en: str) -> str:
    """What somebody wrote in both languages, in the one chosen; in the other where it is missing.

    >>> with use_language("ru"):
    ...     either("Пол", "Gender"), either("", "Gender")
    ('Пол', 'Gender')
    """
    return (ru or en) if language() == "ru" else (en or ru)


@cache
def catalogue(lang: str, name: str) -> Mapping[str, Any]:
    """One catalogue as written: message name → text, or → table of plural forms."""
    source = resources.files(__package__).joinpath(lang, f"{name}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def _plural_form(lang: str, n: int) -> str:
    from babel import Locale

    return str(Locale.parse(lang).plural_form(n))


def t(key: str, /, **details: object) -> str:
    """The message `key` in the chosen language, with its `details` filled in.

    Raises KeyError for a key that is in no catalogue: a missing text is a fault of the program, and
    a test finds it before a person does.
    """
    name, _, message_name = key.partition(".")
    lang = language()
    message = catalogue(lang, name)[message_name]
    if isinstance(message, str):
        return message.format(**details)
    n = details["n"]
    form = _plural_form(lang, n) if isinstance(n, int) else "other"
    text: str = message.get(form, message["other"])
    return text.format(**{**details, "n": number(n)})


MINUS = "\u2212"


def number(value: object, digits: int | None = None) -> str:
    """A number the way the language writes it: `22,1` and `1 794`, or `22.1` and `1,794`.

    Russian groups only from five digits on, as its typography asks. A minus is a minus, not the
    hyphen of a keyboard.
    """
    return _number(language(), value, digits)


@lru_cache(maxsize=8192, typed=True)  # a report writes the same numbers over and over
def _number(lang: str, value: object, digits: int | None) -> str:
    from babel.numbers import format_decimal

    if isinstance(value, int) and digits is None:
        grouping = lang != "ru" or abs(value) >= 10_000
        text = str(format_decimal(value, locale=lang, group_separator=grouping))
        return text.replace("-", MINUS)
    assert isinstance(value, int | float)
    pattern = "#,##0." + "0" * (1 if digits is None else digits) if digits != 0 else "#,##0"
    return str(format_decimal(value, format=pattern, locale=lang)).replace("-", MINUS)


def day(written: str) -> str:
    """A day as the language writes it: `17 ноября 2019`; what is no date stays as it was written.

    >>> with use_language("en"):
    ...     day("2019-11-17"), day("autumn 2019")
    ('17 November 2019', 'autumn 2019')
    """
    from babel.dates import format_date

    try:
        when = date.fromisoformat(written)
    except ValueError:
        return written
    return str(format_date(when, "d MMMM y", locale=language()))


def percent(share: float, digits: int = 1) -> str:
    """A share between 0 and 1 as a percentage: `22,1 %` in Russian, `22.1%` in English."""
    return number(share * 100, digits) + ("\u202f%" if language() == "ru" else "%")
