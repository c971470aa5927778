"""An interview open in the browser, as the benchmark codes in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.async_api import Browser, Page, Request, WebSocket

from benchmarks.textcoder import hooks
from benchmarks.textcoder.places import Place

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip


@dataclass(frozen=True)
class Times:
    """One coding: milliseconds from the event to the paint and to the acknowledgement; when."""

    painted: float
    stored: float
    at: float


@dataclass
class Traffic:
    """Bytes over web sockets, and requests beside them."""

    down: int = 0
    up: int = 0
    requests: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> Traffic:
        page.on("websocket", self._listen)
        page.on("requestfinished", self._asked)
        return self

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda data: self._count("down", data))
        socket.on("framesent", lambda data: self._count("up", data))

    def _count(self, way: str, data: str | bytes) -> None:
        size = len(data.encode() if isinstance(data, str) else data)
        setattr(self, way, getattr(self, way) + size)

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)


@dataclass
class OpenText:
    """One interview, open and watched."""

    page: Page
    traffic: Traffic

    async def key(self, digit: int) -> Times:
        """Code the next sentence with a quick code, by keyboard."""
        await self.page.keyboard.press("j")
        return await self.timed("keydown", self.page.keyboard.press(str(digit)))

    async def chip(self, share: float, chip: int) -> Times:
        """Select words with the mouse and click on a quick code."""
        await drag(self.page, share)
        there = await self.page.locator(hooks.CHIP).nth(chip).bounding_box()
        assert there, "no quick code to be clicked"
        x, y = there["x"] + there["width"] / 2, there["y"] + there["height"] / 2
        await self.page.mouse.move(x, y)
        times = await self.timed("mouseup", self.page.mouse.click(x, y))
        await self.leave()
        return times

    async def letters(self, share: float, letters: str) -> Times:
        """Select words with the mouse, type a few letters of a code, and Enter."""
        await drag(self.page, share)
        await self.page.locator(hooks.FILTER).wait_for()
        await self.page.keyboard.type(letters)
        times = await self.timed("keydown", self.page.keyboard.press("Enter"))
        await self.leave()
        return times

    async def timed(self, kind: str, act: object) -> Times:
        await self.page.evaluate("kind => eticWatch.arm(kind)", kind)
        await act  # type: ignore[misc]
        return Times(**await self.page.evaluate("() => eticWatch.done()"))

    async def go_to(self, share: float) -> None:
        """Make a place of the text the current one, and put the keys there."""
        words = await self.page.evaluate("share => eticWords.at(share)", share)
        await self.page.mouse.click(words["left"] + 1, words["y"])
        await self.leave()

    async def leave(self) -> None:
        """Close what is open over the text."""
        await self.page.keyboard.press("Escape")
        await self.page.locator(hooks.PANE).focus()
        await self.page.wait_for_timeout(60)


async def drag(page: Page, share: float) -> None:
    """Select some words with the mouse, a share of the text from its beginning."""
    words = await page.evaluate("share => eticWords.at(share)", share)
    await page.mouse.move(words["left"] + 1, words["y"])
    await page.mouse.down()
    await page.mouse.move(words["right"] - 1, words["y"], steps=4)
    assert await page.evaluate("() => !getSelection().isCollapsed"), "nothing selected"
    await page.mouse.up()
    await page.wait_for_timeout(50)


async def opened(browser: Browser, place: Place, coder: str = "anna") -> OpenText:
    """An interview in a browser context of its own."""
    context = await browser.new_context(viewport={"width": 1440, "height": 900}, locale="ru-RU")
    page = await context.new_page()
    page.on("pageerror", lambda error: print(f"*** AN ERROR IN THE PAGE: {error} ***"))
    traffic = Traffic().watch(page)
    await page.goto(place.address(coder))
    await page.wait_for_function(f"() => Boolean(({hooks.READY})())", timeout=60_000)
    await page.wait_for_timeout(1_500)
    await page.evaluate(hooks.WORDS, hooks.HOOKS)
    await page.evaluate(hooks.WATCH, hooks.HOOKS)
    await page.locator(hooks.PANE).focus()
    return OpenText(page, traffic)
