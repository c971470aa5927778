"""What is known of a code before anything is coded: its name, definition, rules of use, example."""

from __future__ import annotations

import re
from dataclasses import dataclass

from etic.model import Code

_QUOTES = "«»“”„\"' "
_PATH = re.compile(r"\b[a-z][\w-]*/[\w/-]+")  # a code named by its path tells nothing here


@dataclass(frozen=True, slots=True)
class Described:
    """A code that may be suggested; `parts` are read one by one, since each says something else."""

    path: str
    parts: tuple[str, ...]
    example: str = ""


def described(code: Code) -> Described:
    """The texts that say what a code means.

    >>> described(Code("a", name_ru="Мать", definition="О матери.", example="«Мама зовёт.»")).parts
    ('Мать. О матери.', 'Мама зовёт.')
    """
    name = ". ".join(dict.fromkeys(n for n in (code.name_ru, code.name_en) if n))
    if code.name_ru and code.definition:
        name = code.name_ru  # a definition says it in its own language
    meaning = ". ".join(p for p in (name, code.definition) if p)
    example = code.example.strip(_QUOTES)
    parts = (meaning, example, code.include)
    return Described(code.path, tuple(_PATH.sub("", p) for p in parts if p.strip()), example)
