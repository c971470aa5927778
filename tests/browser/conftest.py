"""A server and a browser for the tests that need them.

`serve.shared(project)` gives the address of a server that is started once and stands on the project
of one test after another; `serve(project)` starts one of a test's own, to be killed. They run with
the settings of `etic serve`. The browser is kept as well, so that Streamlit's scripts are loaded
once. Without a Chromium the tests of this folder are skipped, and say so.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

import etic
from etic.model import Bundle
from etic.serve import ADDRESS, PROJECT_VARIABLE, command
from tests.browser.coder_page import BOOK, CoderPage, World, add_document

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
expect.set_options(
    timeout=30_000
)  # a machine may be busy; what fails waits longer, what holds does not
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)
SCREENS = Path(__file__).parents[2] / "src" / "etic" / "ui" / "main.py"
CODER = Path(__file__).with_name("coder_app.py")


class Serve:
    """Starts the interface on a project; `serve(path)` gives its address.

    `app` is the script to run: the product's screens, or `CODER` for the text coder alone. With a
    `port`, the server takes the place of one that was stopped.
    """

    def __init__(self, logs: Path) -> None:
        self.logs = logs
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.kept: dict[Path, str] = {}

    def __call__(self, project: Path, app: Path = SCREENS, port: int = 0, **more: str) -> str:
        port = port or free_port()
        url = f"http://{ADDRESS}:{port}"
        log = self.logs / f"{port}.txt"
        with log.open("ab") as output:
            process = subprocess.Popen(
                [*command(app), f"--server.port={port}"],
                env={**os.environ, PROJECT_VARIABLE: str(project), **more},
                stdout=output, stderr=subprocess.STDOUT,
            )  # fmt: skip
        self.running[url] = process
        wait(url, process, log)
        return url

    def shared(self, project: Path, app: Path = SCREENS) -> str:
        """The address of a server that is there for all tests, from now on with this project.

        It was started on a link, which leads to another file now: a file that was replaced is
        opened anew.
        """
        link = self.logs / f"{app.stem}.etic"
        fresh = link.with_suffix(".new")
        fresh.symlink_to(project.resolve())
        fresh.replace(link)
        if app not in self.kept:
            self.kept[app] = self(link, app)
        return self.kept[app]

    def kill(self, url: str) -> None:
        """Stop a server without a word, as a crash does."""
        process = self.running.pop(url)
        process.kill()
        process.wait(10)

    def close(self) -> None:
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            process.wait(10)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            # pytest-base-url, which pytest-playwright brings along, is a version behind pytest.
            item.add_marker(pytest.mark.filterwarnings("ignore:Session-scoped fixtures defined"))
            if CHROMIUM is None:
                why = "NO CHROMIUM on this machine: THE INTERFACE IS NOT TESTED"
                item.add_marker(pytest.mark.skip(reason=why))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    launch = {"executable_path": CHROMIUM, "args": ARGUMENTS.split()}
    return {**browser_type_launch_args, **launch}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_context_args,
        "viewport": {"width": 1440, "height": 900},
        "locale": "ru-RU",
        "permissions": ["clipboard-read", "clipboard-write"],
    }


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Servers for the tests; see `Serve`."""
    servers = Serve(tmp_path_factory.mktemp("servers"))
    yield servers
    servers.close()


@pytest.fixture(scope="session")
def visitor(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    """A browser that has loaded the scripts of a server when it comes there again."""
    context = browser.new_context(**browser_context_args)
    yield context
    context.close()


@pytest.fixture
def page(visitor: BrowserContext, serve: Serve) -> Iterator[Page]:
    """A page that knows nothing of those before it."""
    page = visitor.new_page()
    visitor.clear_cookies()
    session = visitor.new_cdp_session(page)
    for url in serve.kept.values():
        session.send("Storage.clearDataForOrigin", {"origin": url, "storageTypes": "local_storage"})
    session.detach()
    yield page
    page.close()


@pytest.fixture(scope="module")
def world(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A project with a small codebook, open in the text coder alone."""
    path = tmp_path_factory.mktemp("study") / "study.etic"
    with etic.create(path) as project:
        project.import_bundle(Bundle(codebooks=(BOOK,)), who="import")
        yield World(serve.shared(path, CODER), project)


@pytest.fixture
def closed(world: World, page: Page, request: pytest.FixtureRequest) -> Iterator[CoderPage]:
    """A document of this test's own, not open yet; afterwards the project must be whole."""
    name = request.node.name
    add_document(world.project, name)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield CoderPage(page, world.url, world.project, name)
    assert not errors
    assert world.project.verify() == []
    text = world.project.text(name)
    for quote in world.project.quote_list(document=name):
        assert text[quote.start : quote.end] == quote.quote


@pytest.fixture
def coder(closed: CoderPage) -> CoderPage:
    """The same, open."""
    return closed.open()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        return int(probe.getsockname()[1])


def wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=1)
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the server did not start:\n{log.read_text(errors='replace')[-2000:]}")
