"""Until an interview can be read: the first one against an empty app, and the next one."""

from __future__ import annotations

import statistics

from playwright.async_api import Browser

from benchmarks.textcoder import hooks
from benchmarks.textcoder.figures import Table, spread
from benchmarks.textcoder.places import ALONE, EMPTY, WHOLE, Material, Place, served

INTERVIEWS = 12
NAMES = (EMPTY, ALONE, WHOLE)
# From the release of the mouse until another text, with its marks, has been painted.
NEXT = """({text, mark}) => {
    const start = () => document.querySelector(text)?.textContent.slice(0, 3000);
    const before = start();
    globalThis.eticNext = new Promise(resolve => addEventListener('mouseup', event => {
        const look = () => requestAnimationFrame(() => {
            const found = document.querySelector(text + ' ' + mark) && start();
            if (!found || found === before) return look();
            setTimeout(() => resolve(performance.now() - event.timeStamp));
        });
        look();
    }, {once: true, capture: true}));
}"""


async def measure(browser: Browser, material: Material, n: int) -> None:
    n = max(10, n // 3)
    table = Table()
    warm: dict[str, list[float]] = {name: [] for name in NAMES}
    cold: dict[str, list[float]] = {name: [] for name in NAMES}
    for _ in range(5):
        for name in NAMES:
            with served(name, material) as place:
                cold[name].append(await _open(browser, place))
    with (
        served(EMPTY, material) as empty,
        served(ALONE, material) as alone,
        served(WHOLE, material) as whole,
    ):
        for run in range(n + 1):
            for place in (empty, alone, whole):
                took = await _open(browser, place)
                if run:  # the server's own first one is told apart
                    warm[place.name].append(took)
    for what, times in (("first open", warm), ("… of a server just started", cold)):
        least = statistics.median(times[EMPTY])
        for name in NAMES:
            table.put(what, name, spread(times[name], "s", 2))
            above = statistics.median(times[name]) - least
            wanted = "at most 0.6 s" if times is warm else ""
            if name != EMPTY:
                table.put(f"{what}, median above the empty app", name, f"{above:.2f} s", wanted)
    with served(WHOLE, material, INTERVIEWS) as place:
        taken = [t for _ in range(2) for t in await _through(browser, place)]
    table.put("the next interview", WHOLE, spread(taken, "s", 2), "under 0.7 s")
    table.show()


async def _open(browser: Browser, place: Place) -> float:
    """Seconds until the page, opened by a browser that knows nothing of it, has been painted."""
    context = await browser.new_context(viewport={"width": 1440, "height": 900}, locale="ru-RU")
    page = await context.new_page()
    await page.goto(place.address(), wait_until="commit")
    wanted = hooks.EMPTY if place.name == EMPTY else f"{hooks.TEXT} {hooks.MARK}"
    took = float(await page.evaluate(hooks.OPENED, wanted))
    await context.close()
    return took / 1000


async def _through(browser: Browser, place: Place) -> list[float]:
    """Seconds from the click on «next» to the next text, through all interviews."""
    context = await browser.new_context(viewport={"width": 1440, "height": 900}, locale="ru-RU")
    page = await context.new_page()
    await page.goto(place.address())
    await page.locator(f"{hooks.TEXT} {hooks.MARK}").first.wait_for(timeout=60_000)
    times = []
    for _ in range(INTERVIEWS - 1):
        await page.wait_for_timeout(2_000)
        await page.evaluate(NEXT, hooks.HOOKS)
        await page.locator(hooks.NEXT).click()
        times.append(float(await page.evaluate("() => eticNext")) / 1000)
    await context.close()
    return times
