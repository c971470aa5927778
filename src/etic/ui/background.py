"""The index by meaning, made while people work: `etic prepare`, in a process of its own.

One thread a project watches the journal and starts the process when something has changed. The
process has the lowest priority, writes in short transactions, and ends when nobody reads how far it
is: with the server, however that ended. What fails is
tried again after the next change; until then such passages are compared by their words.
"""

from __future__ import annotations

import atexit
import os
import re
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

from etic.errors import EticError
from etic.language import embedding
from etic.project import Project
from etic.serve import BACKGROUND_VARIABLE

PAUSE = 30.0  # seconds from one look to the next
SHARE = 20  # times as long as the last run took: a twentieth of one core at most
LONGEST = 300.0  # seconds; an hour's work at a new project is no reason to wait a day
LOWEST = 19  # of priorities, where there are such

_PROGRESS = re.compile(r"(\d+)/(\d+)")
_watchers: dict[Path, Watcher] = {}
_lock = threading.Lock()


def keep_ready(path: Path) -> None:
    """See to it that a project's vectors are made from now on, where `etic serve` wants it."""
    if not os.environ.get(BACKGROUND_VARIABLE) or embedding.sentence_embedder() is None:
        return
    with _lock:
        watcher = _watchers.get(path)
        if watcher is None or not watcher.is_alive():
            _watchers[path] = watcher = Watcher(path)
            watcher.start()


def progress(path: Path) -> tuple[int, int] | None:
    """How many texts have their vector, and of how many; None where nothing is being made."""
    watcher = _watchers.get(path)
    return watcher.progress if watcher else None


class Watcher(threading.Thread):
    """Watches one project until its file is gone."""

    def __init__(self, path: Path) -> None:
        super().__init__(name=f"etic-prepare-{path.name}", daemon=True)
        self.path = path
        self.progress: tuple[int, int] | None = None
        self.process: subprocess.Popen[str] | None = None

    def run(self) -> None:
        """Look, make what is missing, wait, look again."""
        seen = -1
        while (revision := self._revision()) is not None:
            took = 0.0
            if revision != seen:
                begun = time.monotonic()
                self._make()
                seen, took = revision, time.monotonic() - begun
            time.sleep(max(PAUSE, min(SHARE * took, LONGEST)))

    def _revision(self) -> int | None:
        try:
            with Project.open(self.path) as project:
                return project.store.journal.revision()
        except (EticError, sqlite3.Error, OSError):
            return None

    def _make(self) -> None:
        command = [sys.executable, "-m", "etic", "prepare", str(self.path)]
        try:
            with subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE, encoding="utf-8", errors="replace",
            ) as self.process:  # fmt: skip
                if hasattr(os, "setpriority"):
                    os.setpriority(os.PRIO_PROCESS, self.process.pid, LOWEST)
                for line in self.process.stderr or ():
                    told = _PROGRESS.fullmatch(line.strip())
                    if told:
                        done, of = int(told[1]), int(told[2])
                        self.progress = (done, of) if done < of else None
        except OSError:
            pass  # no process to be had: then words alone have to do
        self.progress = self.process = None


@atexit.register
def _end() -> None:
    """Nothing goes on after the server."""
    for watcher in _watchers.values():
        if watcher.process is not None:
            watcher.process.terminate()
