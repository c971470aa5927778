"""The audit of the published tables of both studies."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from etic.mixed.audit import audited
from etic.read import read_path

RUNS = 5
SURVEYS = Path(__file__).parents[1] / "surveys"
STUDIES = ("human-resources-2020", "reintegration-2022")


def run() -> None:
    """Print the figures."""
    taken = []
    for _ in range(RUNS):
        start = time.process_time()
        tables = [x for name in STUDIES for x in read_path(SURVEYS / f"{name}.csv").tables]
        audited(tables)
        taken.append(time.process_time() - start)
    cells = sum(len(table.cells) for table in tables)
    print(f"{len(tables)} questions, {cells} printed cells")
    print(f"seconds of CPU, median of {RUNS} runs: {statistics.median(taken):.2f}")
