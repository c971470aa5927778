"""Pictures of every screen, light and dark, wide and narrow: `python -m docs.screens`.

Makes the demonstration anew, serves it and writes `docs/screens`. Needs a Chromium. The light ones
are in Russian and the dark ones in English, so that each screen is there in both. With names of
pictures (`python -m docs.screens draft own-text`) only these are made.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from etic import demo
from etic.i18n import t, use_language
from etic.serve import ADDRESS, PROJECT_VARIABLE, command
from etic.ui.sitemap import SCREENS

FOLDER = Path(__file__).parent / "screens"
SCRIPT = Path(demo.__file__).parent / "ui" / "main.py"
OWN_TEXT = "own-text"  # the screen of the report again, where the author writes
PICTURES = tuple(
    name
    for screen in SCREENS
    for name in ((screen.id, OWN_TEXT) if screen.id == "report" else (screen.id,))
)
WIDTHS = {1440: 900, 1024: 900}  # pixels, and how high
KINDS = (("light", "ru"), ("dark", "en"))
DOCUMENT = "reintegration-2022/R05"
# What a screen is asked for, so that it shows something.
ASKED = {
    "code": {"document": DOCUMENT, "coder": "gold"},
    "quotes": {"code": "remigration"},
    "search": {"q": "машинка"},
    "suggestions": {"coder": "anna"},
    "codebook": {"code": "remigration/push/unemployment"},
}
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")
# A draft with a right figure, a wrong one, a comparison that does not hold and a quote nobody said.
DRAFT = {
    "ru": (
        "Снова уехать планирует каждый пятый (22,1 %, табл. 8). Войну и мобилизацию называют "
        "12 из 37 респондентов. Среди женщин уехать планируют 19,3 % (табл. 8). Мужчины чаще "
        "женщин говорят о войне и мобилизации. «Я никогда не вернусь в эту страну», — сказал "
        "один из них."
    ),
    "en": (
        "One in five plans to leave again (22.1%, Table 8). War and mobilisation are named by "
        "12 of 37 respondents. Among women 19.3% plan to leave (Table 8). Men speak of war and "
        "mobilisation more often than women. “Я никогда не вернусь в эту страну,” said one of them."
    ),
}
# What stands on a screen as long as something of it is still to come.
UNFINISHED = '[data-testid="stStatusWidget"], [data-stale="true"], [data-testid="stSkeleton"]'
COLOURS = 200  # of a picture: enough for a screen, and a third of the size


@contextmanager
def served(project: Path) -> Iterator[str]:
    """The product on a project; gives its address."""
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [*command(SCRIPT), f"--server.port={port}"],
        env={**os.environ, PROJECT_VARIABLE: str(project)},
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


def picture(page: Page, path: Path) -> None:
    """What the window shows, in few colours."""
    image = Image.open(BytesIO(page.screenshot()))
    image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def still(page: Page) -> None:
    """Wait until the screen has been written."""
    page.wait_for_timeout(500)
    page.wait_for_function(f"() => !document.querySelector('{UNFINISHED}')", timeout=120_000)


def show(page: Page, url: str, name: str, lang: str) -> None:
    """Open a screen, do what its picture is to show, and wait until it stands still."""
    screen = "report" if name == OWN_TEXT else name
    address = "" if screen == SCREENS[0].id else screen
    page.goto(f"{url}/{address}?{urlencode({'lang': lang, **ASKED.get(screen, {})})}")
    page.locator('[data-testid="stMain"] h1').first.wait_for(state="attached", timeout=60_000)
    still(page)
    with use_language(lang):
        if name == OWN_TEXT:
            page.get_by_text(t("templates.by-template"), exact=True).click()
            page.get_by_text("{{", exact=False).first.wait_for(timeout=120_000)
        elif name == "draft":
            page.get_by_label(t("drafts.paste")).fill(DRAFT[lang])
            page.get_by_text(t("drafts.check"), exact=True).click()
            page.get_by_text(t("drafts.marked"), exact=True).wait_for(timeout=120_000)
    still(page)
    if screen == "suggestions":
        page.locator('[class*="st-key-review"]').first.wait_for(timeout=60_000)
    page.wait_for_timeout(1_500)  # charts and tables draw themselves after that
    if screen == "code":
        page.locator(".etc-pane").focus()
        for key in ("j", "n", "n", "n"):
            page.keyboard.press(key)
        page.mouse.move(0, 0)
        page.wait_for_timeout(500)


def every(browser: Browser, url: str, names: Collection[str]) -> None:
    """Pictures of these names, in a new window for each width and scheme."""
    for width, height in WIDTHS.items():
        for scheme, lang in KINDS:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=scheme,  # type: ignore[arg-type]
                locale={"ru": "ru-RU", "en": "en-US"}[lang],
            )
            page = context.new_page()
            for name in names:
                show(page, url, name, lang)
                picture(page, FOLDER / f"{name}-{width}-{scheme}.png")
            context.close()
    if "code" not in names:
        return
    for lang in ("ru", "en"):  # for the README
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()
        show(page, url, "code", lang)
        picture(page, FOLDER / f"coding-{lang}.png")
        context.close()


def gallery() -> str:
    """The page that shows them all."""
    lines = [
        "# Screens", "",
        "Every screen on the demonstration, light (Russian) and dark (English), 1440 and 1024",
        "pixels wide. Made by `python -m docs.screens`.",
    ]  # fmt: skip
    for name in PICTURES:
        lines += ["", f"## {name}", ""]
        lines += [
            f"![{name}, {width}, {scheme}]({name}-{width}-{scheme}.png)"
            for width in WIDTHS
            for scheme, _ in KINDS
        ]
    return "\n".join(lines) + "\n"


def main(names: Collection[str] = ()) -> None:
    """Write the pictures, all of them or those named, and their page."""
    unknown = set(names) - set(PICTURES)
    if unknown:
        raise SystemExit(f"No such pictures: {', '.join(sorted(unknown))}.")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("No Chromium on this machine: no pictures.")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "demonstration.etic")
        with use_language("ru"), demo.create_demo(path) as project:
            project.prepare_suggestions(document=DOCUMENT, coder="anna")
        with served(path) as url, sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
            every(browser, url, names or PICTURES)
            browser.close()
    (FOLDER / "README.md").write_text(gallery(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
