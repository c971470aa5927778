"""Starting the browser interface: Streamlit on this machine alone, with nothing gathered."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from etic.errors import EticError
from etic.i18n import t

PROJECT_VARIABLE = "ETIC_PROJECT"  # how the interface learns which project to open
BACKGROUND_VARIABLE = "ETIC_BACKGROUND"  # set where vectors are to be made while people work
ADDRESS = "127.0.0.1"


def serve(
    project: Path | None, port: int, *, announce: Callable[[str], None] | None = None
) -> None:
    """Run the browser interface until it is stopped. A project, if named, must be one."""
    environment = {**os.environ, BACKGROUND_VARIABLE: "1"}
    if project is not None:
        from etic.project import Project

        Project.open(project).close()
        environment[PROJECT_VARIABLE] = str(project.resolve())
    if _taken(port):
        raise EticError("port-taken", port=port)
    if announce is not None:
        announce(t("cli.serving", url=f"http://localhost:{port}"))
    app = Path(__file__).parent / "ui" / "main.py"
    if threading.current_thread() is threading.main_thread():
        # Whoever ends this process ends the server too: no interface is left behind, open.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        subprocess.run([*command(app), f"--server.port={port}"], env=environment, check=False)
    except KeyboardInterrupt:
        return


def command(app: Path) -> list[str]:
    """How Streamlit is started, wherever it is started from: the settings that must hold."""
    return [
        sys.executable, "-m", "streamlit", "run", str(app),
        f"--server.address={ADDRESS}",
        "--server.headless=true",
        "--server.enableXsrfProtection=true",
        "--server.fileWatcherType=none",
        "--server.maxUploadSize=200",
        "--browser.gatherUsageStats=false",
        "--client.toolbarMode=minimal",
        "--logger.hideWelcomeMessage=true",
        "--client.showErrorDetails=none",
        "--runner.postScriptGC=false",
        # What is chosen is told anew when the language changes (`ui/choices.py`), defaults or not.
        "--global.disableWidgetStateDuplicationWarning=true",
    ]  # fmt: skip


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            return True
    return False
