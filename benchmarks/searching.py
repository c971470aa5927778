"""Searching in 87 and in 1,000 interviews of 9,000 words, inside one process and as a command.

The large project is made first: some three minutes and 650 MB in the folder for temporary files.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.material import project
from etic.project import Project
from etic.store.search import Order

# Of 9 million words: some that hardly anybody says, some in every tenth interview, some in every
# tenth turn, and the most frequent ones.
WORDS = (
    "безработица", "виза", "плитка", "полиция", "документ", "мать", "семья", "стройка", "машина",
    "работать", "ехать", "деньги", "вернуться", "дом", "говорить", "год", "быть", "что", "не", "и",
)  # fmt: skip
QUERIES: dict[str, dict[str, Any]] = {
    '"в России"': {}, '"без документов"': {}, '"я не"': {}, "из-за": {}, '~"новая работа"': {},
    "деньги OR долг": {}, "семья деньги": {}, "работа NOT деньги": {}, "NEAR(дом деньги, 8)": {},
    "машин*": {}, "пр*": {}, "миг*ант": {},
    "деньги, said by respondents": {"query": "деньги", "role": "respondent"},
    "деньги, said by women": {"query": "деньги", "where": {"gender": "женщина"}},
    "деньги, inside a code": {"query": "деньги", "code": "remigration"},
    "деньги, coded by anna": {"query": "деньги", "coder": "anna"},
    "деньги, in one interview": {"query": "деньги", "document": "B0050"},
}  # fmt: skip
RUNS = 20


def run() -> None:
    """Print the figures."""
    for interviews in (87, 1_000):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "study.etic"
            begin = time.perf_counter()
            study = project(path, interviews=interviews, words=9_000, codings=5)
            seconds = time.perf_counter() - begin
            size = sum(file.stat().st_size for file in Path(folder).iterdir()) / 1e6
            print(f"\n{interviews} interviews of 9,000 words: {seconds:.1f} s, {size:.0f} MB")
            print(f"milliseconds, first 50 places, {RUNS} runs after one that is not counted\n")
            _figures(study)
            study.close()
            _command(path)


def _figures(study: Project) -> None:
    print("| query | places | ranked: median | 95th | by interview: median | 95th |")
    print("|---|---|---|---|---|---|")
    every: dict[Order, list[float]] = {"rank": [], "place": []}
    for word in WORDS:
        cells = []
        for order, times in every.items():
            found = _times(partial(study.search_hits, word, order=order, limit=50))
            times += found
            cells += [statistics.median(found), _95th(found)]
        print(f"| `{word}` | {_places(study, word, {})} |" + "".join(f" {c:.1f} |" for c in cells))
    cells = [f(times) for times in every.values() for f in (statistics.median, _95th)]
    print("| **one word, all of these** | |" + "".join(f" **{c:.1f}** |" for c in cells))
    for name, filters in QUERIES.items():
        asked = {"query": name, **filters}
        cells = []
        for order in every:
            found = _times(partial(study.search_hits, **asked, order=order, limit=50))
            cells += [statistics.median(found), _95th(found)]
        query = str(asked.pop("query"))
        print(
            f"| `{name}` | {_places(study, query, asked)} |" + "".join(f" {c:.1f} |" for c in cells)
        )


def _places(study: Project, query: str, filters: dict[str, Any]) -> str:
    begin = time.perf_counter()
    tally = study.search_tally(query, **filters)
    spent = time.perf_counter() - begin
    return ("over " if tally.partly else "") + f"{tally.hits:,} (counted in {spent:.2f} s)"


def _times(search: Callable[[], object]) -> list[float]:
    search()
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        search()
        times.append((time.perf_counter() - begin) * 1000)
    return times


def _95th(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95) - 1]


def _command(path: Path) -> None:
    times = []
    for _ in range(7):
        begin = time.perf_counter()
        command = [sys.executable, "-m", "etic", "search", str(path), "деньги", "--ranked"]
        subprocess.run([*command, "--limit", "50"], check=True, capture_output=True)
        times.append(time.perf_counter() - begin)
    print(f"\n`etic search … деньги --ranked --limit 50`: {statistics.median(times):.2f} s")
