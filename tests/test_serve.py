"""The interface ends with the command that started it."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path

from tests.studies import small_project

SECONDS = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def until(port: int, answering: bool) -> bool:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if answers(port) is answering:
            return True
        time.sleep(0.1)
    return False


def test_who_ends_the_command_ends_the_server(tmp_path: Path) -> None:
    small_project(tmp_path / "study.etic").close()
    port = free_port()
    command = [sys.executable, "-m", "etic", "serve", str(tmp_path / "study.etic"), "--port"]
    with subprocess.Popen([*command, str(port)], stdout=subprocess.DEVNULL) as server:
        try:
            assert until(port, answering=True)
        finally:
            server.terminate()
        assert server.wait(SECONDS) == 0
    assert until(port, answering=False)
