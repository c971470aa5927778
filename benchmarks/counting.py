"""Matrices over 87 interviews with 60 codings each and over 1,000 with 40 each; answers crossed."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.material import project
from etic.actions.answer_counting import count_answers
from etic.model import Answers, Variable
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
                    print(f"| {what} | {_median(partial(counted, study)):.2f} |")
    survey = _answers()
    crossed = _median(lambda: count_answers(survey, "q17", "q3").table())
    print(f"\n5,000 respondents, 200 questions: two of them crossed in {crossed:.2f} s of CPU")


def _answers() -> Answers:
    """Answers of 5,000 respondents to 200 questions of five answers each."""
    scale = tuple((str(answer), str(answer)) for answer in range(5))
    return Answers(
        tuple(Variable(f"q{k}", values=scale) for k in range(200)),
        tuple(
            (str(i), {f"q{k}": str((i * (k + 3) + i // 7) % 5) for k in range(200)})
            for i in range(5_000)
        ),
    )


def _median(counted: Callable[[], Any]) -> float:
    """Seconds of CPU."""
    times = []
    for _ in range(RUNS):
        begin = time.process_time()
        counted()
        times.append(time.process_time() - begin)
    return statistics.median(times)
