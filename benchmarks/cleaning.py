"""Looking a text of ten million characters through for what a page did to it."""

from __future__ import annotations

import time

from etic.language.cleaning import propose
from etic.read.turns import turns_of

LINE = "Мы тогда всей семьёй пере-\nезжали  в Poссию, а\u00a0мама осталась дома одна.\n"
LENGTHS = (1_000_000, 10_000_000)


def run() -> None:
    """Print the figures."""
    propose(LINE, (), "ru")  # the dictionaries are loaded
    for length in LENGTHS:
        text = ("И: Как было?\nР: " + LINE * 20) * (length // (20 * len(LINE)))
        turns = turns_of(text)
        begin = time.perf_counter()
        edits = propose(text, turns, "ru")
        took = time.perf_counter() - begin
        print(f"{len(text):10,} characters {len(edits):8,} edits {took:6.1f} s")
