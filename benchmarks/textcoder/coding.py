"""One coder: from the event that codes to the paint and to the journal, and the bytes for it."""

from __future__ import annotations

import time
from collections.abc import Sequence

from playwright.async_api import Browser

from benchmarks.textcoder.figures import Table, spread
from benchmarks.textcoder.pages import OpenText, Times, opened
from benchmarks.textcoder.places import ALONE, WHOLE, Material, served

IDLE = 20  # seconds: all that the page asks of itself comes round several times
LETTERS = ("долг", "зараб", "эколог", "досуг", "трудн", "уедет")  # beginnings of names of codes
PACES = {1.0: 40, 5.0: 12}  # a coding in so many seconds: how many


async def measure(browser: Browser, material: Material, n: int) -> None:
    table = Table()
    for name in (ALONE, WHOLE):
        with served(name, material) as place:
            text = await opened(browser, place)
            table.put("first open, down", name, f"{text.traffic.down / 1000:.0f} kB")
            await _idle_and_bytes(text, table, name, n)
            put(table, name, "mouse", [await text.chip(i / n, i % 9) for i in range(n)])
            put(table, name, "letters, Enter", [
                await text.letters((i + 0.5) / n, LETTERS[i % len(LETTERS)]) for i in range(n)
            ])  # fmt: skip
            await text.page.context.close()
    table.show()


async def _idle_and_bytes(text: OpenText, table: Table, name: str, n: int) -> None:
    before = text.traffic.down, text.traffic.up
    await text.page.wait_for_timeout(IDLE * 1000)
    idle = (text.traffic.down - before[0]) / IDLE, (text.traffic.up - before[1]) / IDLE
    row = "nobody does anything, down + up a second"
    table.put(row, name, f"{idle[0] / 1000:.1f} + {idle[1] / 1000:.1f} kB")
    times = await _sent(text, table, name, idle, n, None)
    put(table, name, "key", times)
    for pace, codings in PACES.items():
        await _sent(text, table, name, idle, codings, pace)


async def _sent(
    text: OpenText, table: Table, name: str, idle: tuple[float, float], n: int, pace: float | None
) -> list[Times]:
    """Code by keyboard and count what travels beyond what travels anyway."""
    traffic = text.traffic
    traffic.requests.clear()
    before, begun = (traffic.down, traffic.up), time.monotonic()
    times = []
    for i in range(n):
        times.append(await text.key(1 + i % 9))
        until = begun + (i + 1) * pace - time.monotonic() if pace else 0.06
        await text.page.wait_for_timeout(max(0.0, until * 1000))
    took = time.monotonic() - begun
    down, up = (
        (now - then - rest * took) / n / 1000
        for now, then, rest in zip((traffic.down, traffic.up), before, idle, strict=True)
    )
    how = f"one in {pace:.0f} s" if pace else "one after the other"
    table.put(f"sent per coding, {how}, down + up", name, f"{down:.1f} + {up:.1f} kB", "under 4 kB")
    if traffic.requests:
        print(f"{name}, asked beside the web socket: {sorted(set(traffic.requests))}")
    return times


def put(table: Table, name: str, how: str, times: Sequence[Times]) -> None:
    table.put(f"{how} → painted", name, spread([t.painted for t in times]), "under 25 / 60 ms")
    table.put(f"{how} → stored", name, spread([t.stored for t in times]), "under 70 / 150 ms")
