"""A report as PDF: its page printed by a browser of this computer, or its Word file by LibreOffice.

Printing is theirs: other than the other formats, the same report need not give the same bytes,
since they write the time of printing into the file.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from etic.errors import EticError
from etic.report.blocks import Report

SECONDS = 120  # that printing may take

_BROWSERS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "microsoft-edge-stable", "msedge", "brave-browser",
)  # fmt: skip
_OFFICES = ("soffice", "libreoffice")
_ELSEWHERE = {
    "darwin": (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    ),
    "win32": (
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
        r"C:\Program Files\LibreOffice\program\soffice.exe",
    ),
}
# A printer has no business on the network, and leaves nothing behind.
_QUIET = (
    "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-default-apps",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer",
)  # fmt: skip


def write(report: Report, path: Path) -> None:
    """Print a report to PDF.

    Raises EticError where this computer has neither a browser of Chromium's kind nor LibreOffice,
    and where none of them prints.
    """
    found = list(printers())
    if not found:
        raise EticError("pdf-no-printer", file=path)
    why = ""
    # A browser that came as a snap sees no files under /tmp, so the folder lies beside the report.
    with tempfile.TemporaryDirectory(prefix=".etic-print-", dir=path.parent) as folder:
        for program in found:
            why = _printed(program, report, Path(folder), path)
            if not why:
                return
    raise EticError("pdf-failed", file=path, program=Path(found[-1]).name, why=why)


def printable() -> bool:
    """Whether this computer has a program that prints."""
    return next(printers(), None) is not None


def printers() -> Iterator[str]:
    """Programs of this computer that print, browsers first."""
    for name in (*_BROWSERS, *_OFFICES):
        program = shutil.which(name)
        if program:
            yield program
    yield from (p for p in _ELSEWHERE.get(sys.platform, ()) if Path(p).is_file())


def _printed(program: str, report: Report, folder: Path, path: Path) -> str:
    """Print by one program; gives why it did not, or nothing."""
    made = folder / "report.pdf"
    profile = folder / "profile"
    if "office" in Path(program).stem.lower():
        from etic.report.docx import write as write_docx

        source = folder / "report.docx"
        write_docx(report, source)
        command = [
            program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to",
            "pdf", "--outdir", str(folder), str(source),
        ]  # fmt: skip
    else:
        from etic.report.html import write as write_html

        source = folder / "report.html"
        write_html(report, source)
        # The superuser, as in a container, has no sandbox to be put into.
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        command = [
            program, *_QUIET, *(["--no-sandbox"] if root else []), f"--user-data-dir={profile}",
            f"--print-to-pdf={made}", source.as_uri(),
        ]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return f"> {SECONDS} s"
    except OSError as error:
        return error.strerror or str(error)
    if not made.is_file() or not made.read_bytes().startswith(b"%PDF"):
        said = done.stderr.decode(errors="replace").strip().splitlines()
        return said[-1][:200] if said else f"exit {done.returncode}"
    shutil.move(made, path)
    return ""
