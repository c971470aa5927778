"""`python -m benchmarks.textcoder`: all parts, or those named."""

from __future__ import annotations

import argparse

from benchmarks.textcoder import PARTS, TIMES, run

parser = argparse.ArgumentParser(prog="python -m benchmarks.textcoder")
parser.add_argument("parts", nargs="*", metavar="part", help=f"of: {', '.join(PARTS)}")
parser.add_argument("-n", type=int, default=TIMES, help="how often each is measured")
asked = parser.parse_args()
for part in asked.parts:
    if part not in PARTS:
        parser.error(f"{part}: no such part")
run(asked.parts or PARTS, asked.n)
