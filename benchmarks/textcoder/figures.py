"""Figures as a table: what was measured beside what is wanted."""

from __future__ import annotations

import os
import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Table:
    """Rows of what was measured, one column a place; printed in the form of the README."""

    columns: list[str] = field(default_factory=list)
    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    wanted: dict[str, str] = field(default_factory=dict)

    def put(self, row: str, column: str, cell: str, wanted: str = "") -> None:
        if column not in self.columns:
            self.columns.append(column)
        self.rows.setdefault(row, {})[column] = cell
        self.wanted[row] = wanted or self.wanted.get(row, "")

    def show(self) -> None:
        print(f"\n| | {' | '.join(self.columns)} | wanted |")
        print("|" + "---|" * (len(self.columns) + 2))
        for name, cells in self.rows.items():
            values = " | ".join(cells.get(column, "") for column in self.columns)
            print(f"| {name} | {values} | {self.wanted[name]} |")
        print(flush=True)


def spread(times: Sequence[float], unit: str = "ms", digits: int = 1) -> str:
    """Median, 95th percentile and how many, as printed."""
    tail = statistics.quantiles(times, n=20, method="inclusive")[-1]
    return f"{statistics.median(times):.{digits}f} / {tail:.{digits}f} {unit} ({len(times)})"


@contextmanager
def load() -> Iterator[None]:
    """Print how busy the machine was, for its figures hang on it."""
    before = os.getloadavg()[0]
    yield
    print(f"load average {before:.2f} before, {os.getloadavg()[0]:.2f} after", flush=True)
