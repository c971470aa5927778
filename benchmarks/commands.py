"""Whole processes: what a person waits for who types a command."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.material import project


def timed(command: list[str], runs: int = 7) -> tuple[float, float, float]:
    """Seconds of a command as a whole process: least, median, most, after one run not counted."""
    seconds = []
    for run in range(runs + 1):
        begin = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if run:
            seconds.append(time.perf_counter() - begin)
    return min(seconds), statistics.median(seconds), max(seconds)


def run() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "study.etic"
        project(path, interviews=87, words=9_000, codings=60).close()
        etic = [sys.executable, "-m", "etic"]
        out = Path(folder)
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "import etic": [sys.executable, "-c", "import etic"],
            "etic --help": [*etic, "--help"],
            "etic quotes (5,220)": [*etic, "quotes", str(path)],
            "etic quotes --code": [*etic, "quotes", str(path), "--code", "remigration"],
            "etic quotes -o csv": [*etic, "quotes", str(path), "-o", str(out / "q.csv")],
            "etic quotes -o xlsx": [*etic, "quotes", str(path), "-o", str(out / "q.xlsx")],
            "etic search": [*etic, "search", str(path), "безработица", "--limit", "50"],
            "etic table": [*etic, "table", str(path), "--codes", "remigration", "--by", "gender"],
            "etic verify": [*etic, "verify", str(path)],
        }
        print("87 interviews of 9,000 words, 5,220 codings; seconds, whole process, 7 runs")
        for name, command in commands.items():
            least, median, most = timed(command)
            print(f"{name:22} min {least:6.3f}  median {median:6.3f}  max {most:6.3f}")
