"""How smoothly the text scrolls: the time between frames while the wheel turns."""

from __future__ import annotations

import statistics
from html import escape
from typing import Any

from playwright.async_api import Browser, Page

import etic
from benchmarks.textcoder import hooks
from benchmarks.textcoder.figures import Table
from benchmarks.textcoder.pages import opened
from benchmarks.textcoder.places import ALONE, WHOLE, Material, served

PLAIN = "the same text without marks"
NOTCH = 120  # pixels that one notch of a wheel scrolls
WATCH = """pane => {
    const frames = [], tasks = [];
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) tasks.push(entry.duration);
    }).observe({type: 'longtask'});
    let last = null, on = true;
    const tick = now => {
        if (last !== null) frames.push(now - last);
        last = now;
        if (on) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    globalThis.eticFrames = {
        atEnd() {
            const {scrollTop, clientHeight, scrollHeight} = document.querySelector(pane);
            return scrollTop + clientHeight >= scrollHeight - 2;
        },
        clear() { frames.length = tasks.length = 0; },
        stop() { on = false; return {frames, tasks}; },
    };
}"""


async def measure(browser: Browser, material: Material, n: int) -> None:
    del n  # frames are many
    table = Table()
    with served(ALONE, material) as place:
        text = await opened(browser, place)
        plain = await text.page.evaluate(
            "text => document.querySelector(text).innerText", hooks.TEXT
        )
        _put(table, ALONE, await _scrolled(text.page))
        await text.page.context.close()
    with served(WHOLE, material) as place:
        text = await opened(browser, place)
        _put(table, WHOLE, await _scrolled(text.page))
        await text.page.context.close()
    with etic.open(material.copy(1)) as study:
        plain = study.text("B0001")
    page = await browser.new_page(viewport={"width": 1440, "height": 900})
    await page.set_content(
        f'<div class="{hooks.PANE[1:]}" style="height:800px;overflow:auto;white-space:pre-line;'
        f'width:900px;margin:auto;font:17px/1.6 sans-serif">{escape(plain)}</div>'
    )
    _put(table, PLAIN, await _scrolled(page))
    await page.close()
    table.show()


async def _scrolled(page: Page) -> dict[str, Any]:
    """Turn the wheel from the beginning of the text to its end."""
    await page.evaluate(WATCH, hooks.PANE)
    box = await page.locator(hooks.PANE).bounding_box()
    assert box, "nothing to scroll"
    await page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    await page.evaluate("() => eticFrames.clear()")
    while not await page.evaluate("() => eticFrames.atEnd()"):
        for _ in range(10):
            await page.mouse.wheel(0, NOTCH)
            await page.wait_for_timeout(12)
    told: dict[str, Any] = await page.evaluate("() => eticFrames.stop()")
    return told


def _put(table: Table, name: str, told: dict[str, Any]) -> None:
    frames, tasks = told["frames"], told["tasks"]
    tail = statistics.quantiles(frames, n=20)[-1]
    rate = 1000 * len(frames) / sum(frames)
    table.put("frames a second", name, f"{rate:.1f}", "60")
    table.put(
        "time of a frame, median / 95th", name,
        f"{statistics.median(frames):.1f} / {tail:.1f} ms ({len(frames)})", "16.7 ms",
    )  # fmt: skip
    table.put("frames over 33 ms", name, str(sum(f > 33 for f in frames)), "0")
    longest = f", longest {max(tasks):.0f} ms" if tasks else ""
    table.put("tasks over 50 ms", name, f"{len(tasks)}{longest}", "0")
