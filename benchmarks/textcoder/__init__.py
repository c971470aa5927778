"""How fast the text coder is: an interview of 12,000 words that carries 500 overlapping codings.

    .venv/bin/python -m benchmarks textcoder                      # all parts
    .venv/bin/python -m benchmarks.textcoder coding scrolling     # some
    .venv/bin/python -m benchmarks.textcoder coding -n 200        # more exactly

Measured in headless Chromium on the text coder alone (what the browser tests look at) and on the
whole coding screen, as `etic serve` serves it. The figures that count are those of the whole.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from playwright.async_api import async_playwright

from benchmarks.textcoder.figures import load
from benchmarks.textcoder.pages import ARGUMENTS
from benchmarks.textcoder.places import Material

PARTS = ("coding", "sessions", "opening", "scrolling", "taguette")
TIMES = 60


def run(parts: Sequence[str] = PARTS, n: int = TIMES) -> None:
    """Print the figures."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("*** NO CHROMIUM: THE TEXT CODER IS NOT MEASURED. ***")
        return
    print("Milliseconds and seconds as median / 95th percentile (how many).")
    asyncio.run(_measure(chromium, parts, n))


async def _measure(chromium: str, parts: Sequence[str], n: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        material = Material(Path(folder))
        async with async_playwright() as playwright:
            for part in parts:
                browser = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
                begun = time.monotonic()
                print(f"-- {part}", flush=True)
                with load():
                    await import_module(f"benchmarks.textcoder.{part}").measure(
                        browser, material, n
                    )
                print(f"{part}: {time.monotonic() - begun:.0f} s")
                await browser.close()
