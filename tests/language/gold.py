"""Turns cut into sentences by hand, and how well a program cuts them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

Spans = Iterable[tuple[int, int]]

# After these a sentence might end; whether it does is what is asked.
_SIGN = re.compile(r"[.?!…;:)»”\"]+(?=\s)")


def turns(name: str = "sentences.txt") -> Iterator[list[str]]:
    """The sentences of each turn."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if not line.startswith("#")]
    for block in re.split(r"\n\s*\n", "\n".join(lines)):
        if block.strip():
            yield [line.strip() for line in block.strip().split("\n")]


def decisions() -> int:
    """How many places there are at which it is asked whether a sentence ends."""
    return sum(len(_SIGN.findall(" ".join(turn))) for turn in turns())


def measure(cut: Callable[[str], Spans]) -> tuple[float, float, list[list[str]]]:
    """Precision and recall of the boundaries inside of turns, and the turns cut otherwise."""
    right = made = wanted = 0
    missed = []
    for turn in turns():
        text = " ".join(turn)
        got = [text[start:end] for start, end in cut(text)]
        want = {sum(len(s) + 1 for s in turn[:n]) for n in range(1, len(turn))}
        have = {start for start, _ in cut(text)} - {0}
        right, made, wanted = right + len(want & have), made + len(have), wanted + len(want)
        if got != turn:
            missed.append(got)
    return right / made, right / wanted, missed
