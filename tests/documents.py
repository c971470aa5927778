"""Reading the project's own documents: their code blocks, their commands, their links."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
READMES = {"en": ROOT / "README.md", "ru": ROOT / "README.ru.md"}

_FENCE = re.compile(r"^```(\w*)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: what it is in, the file it is to be, if any, and what stands in it."""

    kind: str
    name: str
    text: str


def blocks(text: str) -> list[Block]:
    """The fenced blocks of a document, in order.

    >>> blocks("a\\n```sh\\nls\\n```\\n")
    [Block(kind='sh', name='', text='ls\\n')]
    """
    return [Block(*found) for found in _FENCE.findall(text)]


def prose(text: str) -> str:
    """A document without its fenced blocks."""
    return _FENCE.sub("", text)


def commands(text: str) -> list[list[str]]:
    """The words of every command `etic …` in the sh blocks, in order."""
    lines = [line for b in blocks(text) if b.kind == "sh" for line in b.text.splitlines()]
    return [shlex.split(line, comments=True) for line in lines if line.startswith("etic ")]
