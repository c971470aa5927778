"""How fast the text coder is: an interview of 12,000 words that carries 500 overlapping codings.

Codes sentences by keyboard in headless Chromium and prints, from the press of the key: until the
mark is painted, until the server has acknowledged it, and the bytes that travelled for it.
"""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, WebSocket, sync_playwright

from benchmarks.material import project
from etic.serve import ADDRESS, PROJECT_VARIABLE, command

WORDS = 12_000
CODINGS = 500
APP = Path(__file__).parents[1] / "tests" / "browser" / "coder_app.py"
PRESSES = 60
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")
# Times every key press: until two frames have passed with the new mark in them, and until nothing
# is left to be acknowledged.
WATCH = """() => {
    const store = [...eticTextCoder.stores.values()][0];
    window.painted = []; window.stored = [];
    let pressed = null, waiting = null;
    addEventListener('keydown', e => {
        if (e.code.startsWith('Digit')) pressed = waiting = performance.now();
    }, true);
    new MutationObserver(() => {
        if (pressed === null) return;
        const from = pressed;
        pressed = null;
        requestAnimationFrame(() => {
            const {port1, port2} = new MessageChannel();
            port1.onmessage = () => painted.push(performance.now() - from);
            port2.postMessage(null);
        });
    }).observe(document.querySelector('.etc-text'), {subtree: true, childList: true});
    store.listeners.add(() => {
        if (waiting === null || store.pending) return;
        stored.push(performance.now() - waiting);
        waiting = null;
    });
}"""


@contextmanager
def server(study: Path) -> Iterator[str]:
    """The text coder alone, served as the product is."""
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [*command(APP), f"--server.port={port}"],
        env={**os.environ, PROJECT_VARIABLE: str(study)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    url = f"http://{ADDRESS}:{port}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{url}/_stcore/health", timeout=1)
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait(10)


class Traffic:
    """Bytes over the web socket."""

    def __init__(self, page: Page) -> None:
        self.down = self.up = 0
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda data: self._count("down", data))
        socket.on("framesent", lambda data: self._count("up", data))

    def _count(self, way: str, data: str | bytes) -> None:
        size = len(data.encode() if isinstance(data, str) else data)
        setattr(self, way, getattr(self, way) + size)


def measure(page: Page, url: str, n: int) -> None:
    """Open the text, code in it, and print how long it took."""
    traffic = Traffic(page)
    started = time.perf_counter()
    page.goto(f"{url}/?coder=anna&document=B0001")
    page.wait_for_function(
        "() => globalThis.eticTextCoder && document.querySelector('.etc-stripe')"
    )
    first = time.perf_counter() - started
    page.wait_for_function("() => [...eticTextCoder.stores.values()][0].transport")
    page.wait_for_timeout(1_000)
    opened = traffic.down
    page.evaluate(WATCH)
    page.locator(".etc-pane").focus()
    page.wait_for_timeout(2_100)
    quiet = (traffic.down, traffic.up)
    page.wait_for_timeout(10_000)
    idle = tuple(
        (now - then) / 10 for now, then in zip((traffic.down, traffic.up), quiet, strict=True)
    )
    before, begun = (traffic.down, traffic.up), time.perf_counter()
    for i in range(n):
        page.keyboard.press("j")
        page.keyboard.press(str(1 + i % 9))
        page.wait_for_function(f"() => stored.length > {i}", timeout=20_000, polling=10)
        page.wait_for_timeout(60)
    took = time.perf_counter() - begun
    painted, stored = page.evaluate("() => [painted, stored]")
    down, up = (
        (now - then - rest * took) / n
        for now, then, rest in zip((traffic.down, traffic.up), before, idle, strict=True)
    )
    print(f"first open           {first:6.2f} s, {opened / 1000:.0f} kB")
    print(f"painted    n={len(painted):3d}   {spread(painted)}")
    print(f"stored     n={len(stored):3d}   {spread(stored)}")
    print(f"bytes per coding     {down:6.0f} down, {up:.0f} up")
    print(f"idle, a second       {idle[0]:6.0f} down, {idle[1]:.0f} up")


def spread(times: Sequence[float]) -> str:
    """Median and 95th percentile, as printed."""
    tail = statistics.quantiles(times, n=20)[-1]
    return f"median {statistics.median(times):6.1f} ms   95 % {tail:6.1f} ms"


def run(n: int = PRESSES) -> None:
    """Print the figures."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("No Chromium: not measured.")
        return
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "study.etic"
        with project(path, interviews=1, words=WORDS, codings=CODINGS) as study:
            words, marks = len(study.text("B0001").split()), study.counts()["codings"]
        print(f"{words} words, {marks} codings, {n} more by keyboard")
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        with server(path) as url:
            measure(browser.new_page(viewport={"width": 1440, "height": 900}), url, n)
        browser.close()
