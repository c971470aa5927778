"""Matrices over a study of 87 interviews with 60 codings each, and over 1,000 with 40 each."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.material import project
from etic.project import Project

RUNS = 5
COUNTED: dict[str, Callable[[Project], Any]] = {
    "codes by document": lambda p: p.code_matrix(),
    "codes by respondent, words coded": lambda p: p.code_matrix(by="case", measure="words"),
    "together: overlap": lambda p: p.cooccurrence(),
    "together: within 20 words": lambda p: p.cooccurrence(within="words"),
    "together: within 1 turn": lambda p: p.cooccurrence(within="turns"),
    "together: same document": lambda p: p.cooccurrence(within="document"),
    "all pairs with their figures": lambda p: p.cooccurrence(coders="any").pairs(),
    "one after another": lambda p: p.sequences(),
    "along one transcript": lambda p: p.timeline("B0001").table(),
}


def run() -> None:
    """Print the figures."""
    for interviews, codings, words in ((87, 60, 3_000), (1_000, 40, 1_500)):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "study.etic"
            with project(path, interviews=interviews, words=words, codings=codings) as study:
                n = study.counts()["codings"]
                used = len(study.cooccurrence().codes)
                print(
                    f"\n{interviews:,} interviews of {words:,} words, {n:,} codings, {used} codes"
                )
                print(f"seconds of CPU, median of {RUNS} runs\n\n| what | seconds |\n|---|---|")
                for what, counted in COUNTED.items():
                    print(f"| {what} | {statistics.median(_times(study, counted)):.2f} |")


def _times(study: Project, counted: Callable[[Project], Any]) -> list[float]:
    times = []
    for _ in range(RUNS):
        begin = time.process_time()
        counted(study)
        times.append(time.process_time() - begin)
    return times
