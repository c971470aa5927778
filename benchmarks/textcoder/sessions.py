"""Five coders in one interview, and how soon one sees what another did."""

from __future__ import annotations

import asyncio
import random
import statistics
from itertools import chain

from playwright.async_api import Browser

from benchmarks.textcoder.figures import Table, spread
from benchmarks.textcoder.pages import OpenText, Times, opened
from benchmarks.textcoder.places import ALONE, WHOLE, Material, Place, served

CODERS = ("anna", "boris", "vera", "gleb", "dina")
OBSERVERS = CODERS[1:4]


async def measure(browser: Browser, material: Material, n: int) -> None:
    table = Table()
    for name in (ALONE, WHOLE):
        with served(name, material) as place:
            await _at_once(browser, place, table, n)
        with served(name, material) as place:
            await _seen(browser, place, table, n)
    table.show()


async def _at_once(browser: Browser, place: Place, table: Table, n: int) -> None:
    """All five code: each once a second, then each as soon as the last coding is stored."""
    texts = [await opened(browser, place, coder) for coder in CODERS]
    for i, text in enumerate(texts):
        await text.go_to(i / len(texts))
    each = max(10, n // 3)
    for how, pace in (("one a second each", 1.0), ("each one after the other", 0.0)):
        told = await asyncio.gather(*(_coded(text, each, pace) for text in texts))
        times = list(chain.from_iterable(told))
        painted, stored = [t.painted for t in times], [t.stored for t in times]
        table.put(f"{how} → painted", place.name, spread(painted), "under 25 / 60 ms")
        table.put(f"{how} → stored", place.name, spread(stored), "under 80 / 250 ms")
        seconds = (max(t.at for t in times) - min(t.at for t in times)) / 1000
        table.put(f"{how}, codings a second", place.name, f"{len(times) / seconds:.1f}")
    for text in texts:
        await text.page.context.close()


async def _coded(text: OpenText, n: int, pace: float) -> list[Times]:
    chance = random.Random()
    times = []
    await asyncio.sleep(pace * chance.random())
    for i in range(n):
        times.append(await text.key(1 + i % 9))
        await asyncio.sleep(pace * chance.uniform(0.7, 1.3) - min(pace, 0.2))
    return times


async def _seen(browser: Browser, place: Place, table: Table, n: int) -> None:
    """One codes, at any moment; three look on and do nothing."""
    text = await opened(browser, place, CODERS[0])
    others = [await opened(browser, place, coder) for coder in OBSERVERS]
    delays: list[float] = []
    for i in range(n):
        await asyncio.sleep(2 * random.random())
        for other in others:
            await other.page.evaluate("() => eticWatch.expect()")
        coded = await text.key(1 + i % 9)
        told = [await other.page.evaluate("() => eticWatch.seen()") for other in others]
        delays += [(when - coded.at) / 1000 for when in told]
    row = "another coder sees it"
    table.put(row, place.name, spread(delays, "s", 2), "within 2 s")
    least, most = f"{min(delays):.2f} … {max(delays):.2f} s", statistics.fmean(delays)
    late = sum(delay > 2 for delay in delays)
    table.put(f"{row}: least … most, mean", place.name, f"{least}, {most:.2f} s")
    table.put(f"{row}: later than 2 s", place.name, f"{late} of {len(delays)}", "0")
    for one in (text, *others):
        await one.page.context.close()
