"""Searching in 87 interviews of 9,000 words, inside one process."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.material import project

QUERIES = ("работать", "ехать", "деньги OR долг", '"в России"', "машин*", "NEAR(дом деньги, 8)")


def run() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        study = project(Path(folder) / "study.etic", interviews=87, words=9_000, codings=5)
        print("87 interviews of 9,000 words; milliseconds, first 50 places, 20 runs")
        for query in QUERIES:
            times = []
            for _ in range(20):
                begin = time.perf_counter()
                hits = study.search_hits(query, limit=50)
                times.append((time.perf_counter() - begin) * 1000)
            times.sort()
            print(
                f"{query:24} {len(hits):3} places"
                f"  median {statistics.median(times):7.1f}  95th {times[18]:7.1f}"
            )
        study.close()
