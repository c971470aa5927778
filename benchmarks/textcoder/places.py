"""What is measured: the text coder alone, the whole coding screen, an empty app; each served."""

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
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.material import project
from etic.serve import ADDRESS, PROJECT_VARIABLE, command

WORDS = 12_000
CODINGS = 500
CODER = Path(__file__).parents[2] / "tests" / "browser" / "coder_app.py"
EMPTY_APP = 'import streamlit as st\n\nst.title("Empty")\n'
ALONE, WHOLE, EMPTY = "text coder alone", "whole screen", "empty app"


@dataclass(frozen=True)
class Place:
    """A served page."""

    name: str
    url: str

    def address(self, coder: str = "anna", document: str = "B0001") -> str:
        path = "/code" if self.name == WHOLE else "/"
        return f"{self.url}{path}?" + urlencode({"coder": coder, "document": document})


@dataclass
class Material:
    """Projects of so many interviews, composed once a run; each server works on a copy."""

    folder: Path
    made: dict[int, Path] = field(default_factory=dict)

    def copy(self, interviews: int) -> Path:
        if interviews not in self.made:
            path = self.folder / f"of-{interviews}.etic"
            with project(path, interviews, WORDS, CODINGS) as study:
                words, marks = len(study.text("B0001").split()), study.counts()["codings"]
            print(f"Composed {interviews} × {words:,} words or about, {marks:,} codings.")
            self.made[interviews] = path
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        return Path(shutil.copy(self.made[interviews], folder / "study.etic"))


@contextmanager
def served(name: str, material: Material, interviews: int = 1) -> Iterator[Place]:
    """One of the three, with the settings of the product, on a fresh copy of the material."""
    port = free_port()
    environment = {**os.environ, "ETIC_LANG": "ru"}
    if name == WHOLE:
        path = material.copy(interviews)
        started = [sys.executable, "-m", "etic", "serve", str(path), "--port", str(port)]
    elif name == ALONE:
        environment[PROJECT_VARIABLE] = str(material.copy(interviews))
        started = [*command(CODER), f"--server.port={port}"]
    else:
        app = Path(tempfile.mkdtemp(dir=material.folder)) / "empty.py"
        app.write_text(EMPTY_APP, encoding="utf-8")
        started = [*command(app), f"--server.port={port}"]
    url = f"http://{ADDRESS}:{port}"
    with running(started, f"{url}/_stcore/health", environment):
        yield Place(name, url)


@contextmanager
def running(started: list[str], health: str, environment: dict[str, str]) -> Iterator[Path]:
    """A server, until it answers and until the block ends; gives the file of what it prints."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log.txt"
        with log.open("wb") as output:
            process = subprocess.Popen(
                started, env=environment, stdout=output, stderr=subprocess.STDOUT
            )
        try:
            wait(process, health, log)
            yield log
        finally:
            process.terminate()
            process.wait(20)


def wait(process: subprocess.Popen[bytes], health: str, log: Path) -> None:
    for _ in range(600):
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(health, timeout=2)
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"did not start: {log.read_text(errors='replace')[-2000:]}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        return int(probe.getsockname()[1])
