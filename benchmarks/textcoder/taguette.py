"""Etic beside Taguette, in one run: the same interview, the same 500 passages, the same browser."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.async_api import Browser, Page

import etic
from benchmarks.textcoder import hooks
from benchmarks.textcoder.figures import Table, spread
from benchmarks.textcoder.pages import drag, opened
from benchmarks.textcoder.places import WHOLE, Material, served
from benchmarks.textcoder.taguette_server import NotMeasuredError, Taguette, install, taguette

DOCUMENT = "#document-contents"
MARK = "a.highlight"
DIALOG = "#highlight-add-modal"
SAVE = f"{DIALOG} button[type=submit]"
PATH = "highlight/new"
# From the release of the mouse on «save» until the highlight is painted, and until the answer.
WATCH = """({text, mark, path}) => {
    globalThis.eticClick = new Promise(resolve => addEventListener('mouseup', event => {
        let marked = false;
        const observer = new MutationObserver(records => {
            marked ||= records.some(r => [...r.addedNodes].some(n => n.matches?.(mark)));
        });
        observer.observe(document.querySelector(text), {subtree: true, childList: true});
        const {port1, port2} = new MessageChannel();
        const frame = () => requestAnimationFrame(() => port2.postMessage(null));
        port1.onmessage = () => {
            if (!marked) return frame();
            observer.disconnect();
            const painted = performance.now() - event.timeStamp;
            const request = performance.getEntriesByType('resource')
                .filter(e => e.name.includes(path)).at(-1);
            performance.clearResourceTimings();
            resolve({painted, stored: request.responseEnd - event.timeStamp,
                     request: request.duration});
        };
        frame();
    }, {once: true, capture: true}));
}"""


async def measure(browser: Browser, material: Material, n: int) -> None:
    try:
        version = install()
        table = await _compared(browser, material, n, f"Taguette {version}")
    except NotMeasuredError as why:
        print(f"*** TAGUETTE WAS NOT MEASURED: {why} ***")
        return
    table.show()


async def _compared(browser: Browser, material: Material, n: int, name: str) -> Table:
    table = Table()
    with etic.open(material.copy(1)) as study:
        text, quotes = study.text("B0001"), study.quote_list(document="B0001")
    with tempfile.TemporaryDirectory() as folder, taguette(Path(folder)) as server:
        server.fill(text, quotes)
        step = len(text) // (n + 1)
        alone = [server.highlight(text, i * step, i * step + 60, 1 + i % 9) for i in range(n)]
        table.put("the request that stores, without a browser", name, spread(alone))
        await _in_its_page(browser, server, table, name, n)
    with served(WHOLE, material) as place:
        page = await opened(browser, place)
        times = [await page.chip(i / n, i % 9) for i in range(n)]
        await page.page.context.close()
    table.put("mouse → painted", f"Etic, {WHOLE}", spread([t.painted for t in times]))
    table.put("mouse → stored", f"Etic, {WHOLE}", spread([t.stored for t in times]))
    return table


async def _in_its_page(browser: Browser, server: Taguette, table: Table, name: str, n: int) -> None:
    context = await browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US")
    page = await context.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    await page.goto(f"{server.url}/?token={server.token}")
    await page.goto(f"{server.url}/project/1/document/1", wait_until="domcontentloaded")
    await page.locator(f"{DOCUMENT} {MARK}").first.wait_for(timeout=60_000)
    await page.wait_for_timeout(1_500)
    # What begins and ends within a highlight is a click on it there, not a selection.
    await page.evaluate(hooks.WORDS, {"text": DOCUMENT, "avoid": MARK})
    told = [await _saved(page, i / n, 1 + i % 9) for i in range(n)]
    await context.close()
    for row, key in (
        ("mouse → painted", "painted"),
        ("mouse → stored", "stored"),
        ("the request that stores, as the browser sees it", "request"),
    ):
        table.put(row, name, spread([t[key] for t in told]))
    if strangers := {url for url in asked if not url.startswith(server.url)}:
        print(f"*** Taguette's page asked elsewhere: {sorted(strangers)} ***")


async def _saved(page: Page, share: float, tag: int) -> dict[str, float]:
    """Select words, open the dialog, tick a tag, and save."""
    await drag(page, share)
    await page.keyboard.press("n")
    await page.locator(DIALOG).wait_for()
    await page.locator(f"#highlight-add-tags-{tag}").check()
    await page.evaluate(WATCH, {"text": DOCUMENT, "mark": MARK, "path": PATH})
    await page.locator(SAVE).click()
    told: dict[str, float] = await page.evaluate("() => eticClick")
    await page.locator(DIALOG).wait_for(state="hidden")
    await page.wait_for_timeout(100)
    return told
