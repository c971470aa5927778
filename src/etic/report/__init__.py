"""Reports out to files: every number opens into the quotes behind it.

A report is a value (`etic.report.blocks`) that knows nothing of formats; a format is a function
`write(report, path)`, registered as an entry point `etic.reports` under the suffix it writes.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from etic.i18n import use_language
from etic.report.blocks import (
    Block,
    Heading,
    Linked,
    Note,
    Paragraph,
    Picture,
    QuoteBlock,
    QuoteItem,
    Report,
    TableBlock,
)
from etic.write.place import check_format, deliver, formats

__all__ = [
    "Block",
    "Heading",
    "Linked",
    "Note",
    "Paragraph",
    "Picture",
    "QuoteBlock",
    "QuoteItem",
    "Report",
    "TableBlock",
    "check_suffix",
    "encode",
    "suffixes",
    "write",
]

GROUP = "etic.reports"


def write(report: Report, path: Path) -> None:
    """Write a report in the format that the path's suffix names, wholly or not at all.

    >>> report = Report("Why they returned", blocks=(Paragraph("For the family."),))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "report.html")
    ...     write(report, path)
    ...     "<p>For the family.</p>" in path.read_text(encoding="utf-8")
    True
    """
    with use_language(report.language):
        deliver(GROUP, report, path)


def check_suffix(path: Path) -> None:
    """Refuse a suffix that no format has, and say which there are."""
    check_format(GROUP, path)


def encode(report: Report, suffix: str) -> bytes:
    """The same as bytes, for a download: `encode(report, ".docx")`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"report{suffix}")
        write(report, path)
        return path.read_bytes()


def suffixes() -> tuple[str, ...]:
    """What can be written: `.docx`, `.html`, …"""
    return tuple(formats(GROUP))
