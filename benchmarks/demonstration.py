"""The demonstration: made, checked, counted, as whole processes."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.commands import timed


def run() -> None:
    """Print the figures."""
    etic = [sys.executable, "-m", "etic"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "demo.etic")
        # Each run makes the file anew: a project that is there is never written over.
        made = [
            sys.executable, "-c",
            "import pathlib, sys; from etic.cli import main; path = pathlib.Path(sys.argv[1]);"
            " [p.unlink() for p in path.parent.iterdir()]; sys.argv[1:] = ['demo', str(path)];"
            " main()", str(path),
        ]  # fmt: skip
        commands = {
            "etic demo": made,
            "etic verify": [*etic, "verify", str(path)],
            "etic table": [*etic, "table", str(path), "--codes", "difficulties", "--by", "group"],
            "etic answers": [*etic, "answers", str(path), "remigration", "--by", "gender"],
        }
        print("the demonstration; seconds, whole process, 7 runs after one that is not counted")
        for name, command in commands.items():
            least, median, most = timed(command)
            print(f"{name:22} min {least:6.3f}  median {median:6.3f}  max {most:6.3f}")
