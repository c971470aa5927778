"""Taguette's own server, in an environment of its own, with the interview that Etic is measured on.

It is installed from the package index into `.build/taguette` by whoever measures; Etic never needs
it. While it runs it asks nothing of the network: its look for news is left out.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.textcoder.places import free_port, running
from etic.model import Quote
from etic.serve import ADDRESS

HOME = Path(__file__).parents[2] / ".build" / "taguette"
PYTHON = HOME / "bin" / "python"
START = """
import sys
from taguette.web import base
base.Application.check_messages = lambda self: self.messages_event.set()
from taguette.main import main
main()
"""
BOUNDARY = "----etic"


class NotMeasuredError(Exception):
    """Taguette cannot be installed or started here; the text says why."""


def install() -> str:
    """Install Taguette where it is not yet; gives its version."""
    try:
        if not (HOME / "bin" / "taguette").exists():
            print("Installing Taguette into .build/taguette …", flush=True)
            subprocess.run([sys.executable, "-m", "venv", str(HOME)], check=True)
            subprocess.run(
                [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
                 "--only-binary=taguette", "taguette"],
                check=True,
            )  # fmt: skip
        asked = [str(PYTHON), "-c", "import importlib.metadata as m; print(m.version('taguette'))"]
        return subprocess.run(asked, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError) as fault:
        raise NotMeasuredError(str(fault)) from fault


@contextmanager
def taguette(folder: Path) -> Iterator[Taguette]:
    """The server with an empty database in a folder, and somebody signed in."""
    port = free_port()
    url = f"http://{ADDRESS}:{port}"
    started = [str(PYTHON), "-u", "-c", START, "--no-browser", "--port", str(port)]
    started += ["--database", str(folder / "taguette.sqlite3")]
    environment = {**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    try:
        with running(started, f"{url}/health", environment) as log:
            token = re.search(r"token=(\w+)", log.read_text(encoding="utf-8"))
            if token is None:
                raise NotMeasuredError("its address was not told")
            yield Taguette(port, url, token[1])
    except RuntimeError as fault:
        raise NotMeasuredError(str(fault)) from fault


class Taguette:
    """A browser without a page: signs in and asks, over one connection."""

    def __init__(self, port: int, url: str, token: str) -> None:
        self.url, self.token = url, token
        self.connection = HTTPConnection(ADDRESS, port, timeout=60)
        self.cookies: SimpleCookie = SimpleCookie()
        self.ask("GET", f"/?token={token}")
        self.ask("GET", "/project/new")  # whose form brings the key that later requests carry

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "") -> tuple[int, bytes]:
        cookies = "; ".join(f"{name}={c.value}" for name, c in self.cookies.items())
        headers = {"Cookie": cookies, **({"Content-Type": kind} if kind else {})}
        if "_xsrf" in self.cookies:
            headers["X-XSRFToken"] = self.cookies["_xsrf"].value
        self.connection.request(method, path, body or None, headers)
        answer = self.connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.cookies.load(value)
        told = answer.read()
        if answer.status >= 400:
            raise NotMeasuredError(f"{method} {path}: {answer.status} {told[:300]!r}")
        return answer.status, told

    def post(self, path: str, values: dict[str, Any]) -> dict[str, Any]:
        told = self.ask("POST", path, json.dumps(values).encode(), "application/json")[1]
        return dict(json.loads(told))

    def fill(self, text: str, quotes: list[Quote]) -> None:
        """A project with one document, its tags, and so many highlights: each has the number 1."""
        form = urlencode({"name": "Study", "description": ""}).encode()
        self.ask("POST", "/project/new", form, "application/x-www-form-urlencoded")
        self.ask(
            "POST", "/api/project/1/document/new", _form(_html(text)),
            f"multipart/form-data; boundary={BOUNDARY}",
        )  # fmt: skip
        tags: dict[str, int] = {}
        for quote in quotes:
            if quote.code not in tags:
                tag = self.post("/api/project/1/tag/new", {"path": quote.code, "description": ""})
                tags[quote.code] = int(tag["id"])
            self.highlight(text, quote.start, quote.end, tags[quote.code])

    def highlight(self, text: str, start: int, end: int, tag: int) -> float:
        """Make a highlight of a span in code points; gives the milliseconds that it took."""
        first, last = (len(text[:at].replace("\n", "").encode()) for at in (start, end))
        begun = time.perf_counter()
        self.post(
            "/api/project/1/document/1/highlight/new",
            {"start_offset": first, "end_offset": last, "tags": [tag]},
        )
        return (time.perf_counter() - begun) * 1000


def _html(text: str) -> str:
    # Without white space between paragraphs, whose bytes Taguette would count.
    said = "".join(f"<p>{escape(p, quote=False)}</p>" for p in text.split("\n\n"))
    return f'<html><head><meta charset="utf-8"></head><body>{said}</body></html>'


def _form(html: str) -> bytes:
    parts = [
        f'name="{name}"\r\n\r\n{value}' for name, value in (("name", "B1"), ("description", ""))
    ]
    parts.append(f'name="file"; filename="b.html"\r\nContent-Type: text/html\r\n\r\n{html}')
    body = "".join(f"--{BOUNDARY}\r\nContent-Disposition: form-data; {p}\r\n" for p in parts)
    return f"{body}--{BOUNDARY}--\r\n".encode()
