"""Agreement: 1,000 interviews, 40,000 codings by two coders, 30 codes, with intervals."""

from __future__ import annotations

import random
import resource
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import get_args

import etic
from benchmarks import material
from etic.analysis.agreement.units import Unit
from etic.model import Bundle, Coding

INTERVIEWS, WORDS, CODINGS, CODES = 1_000, 2_000, 40_000, 30


def run() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "study.etic")
        with etic.create(path, "Benchmark") as project:
            project.import_bundle(bundle())
        print(f"{INTERVIEWS:,} interviews of {WORDS:,} words, {CODINGS:,} codings, {CODES} codes,"
              f" two coders; the file has {path.stat().st_size / 1e6:.0f} MB")  # fmt: skip
        print("seconds from the opened file to the table; with 1,000 draws, and with 1")
        for unit in get_args(Unit):
            took = []
            for draws in (1_000, 1):
                with etic.open(path) as project:
                    wall, cpu = time.perf_counter(), time.process_time()
                    found = project.agreement(["anna", "boris"], unit, draws=draws)
                    took.append((time.perf_counter() - wall, time.process_time() - cpu))
            (wall, cpu), (bare, _) = took
            alpha = found.rows[0].figures[-1].value
            told = f"{len(found.rows)} rows, {found.rows[0].units:,} units pooled, α {alpha:.3f}"
            print(f"  {unit:10} {wall:6.2f}  ({cpu:.2f} of CPU)  {bare:6.2f}   {told}")
        print(f"  most memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def bundle(seed: int = 11) -> Bundle:
    """A study in which the second coder has most of what the first has, often a little shifted."""
    made = material.bundle(INTERVIEWS, WORDS, CODINGS // INTERVIEWS)
    texts = {d.name: d.text for d in made.documents}
    codes = sorted({coding.code for coding in made.codings})[:CODES]
    chance = random.Random(seed)
    codings: list[Coding] = []
    for first in made.codings:
        if len(codings) >= CODINGS:
            break
        first = replace(first, code=chance.choice(codes), coder="anna")
        codings.append(first)
        if chance.random() < 0.85:
            text = texts[first.document]
            start = max(0, (first.start or 0) + chance.choice([0, 0, 0, 5, -5]))
            end = min(len(text), (first.end or 0) + chance.choice([0, 0, 10, -10]))
            code = first.code if chance.random() < 0.9 else chance.choice(codes)
            quote = text[start:end]
            if quote.strip():
                codings.append(
                    replace(first, start=start, end=end, quote=quote, code=code, coder="boris")
                )
    return replace(made, codings=tuple(codings))
