"""Pictures: a drawing of an analysis in, an Altair chart, an SVG or a PNG out."""

from __future__ import annotations

from pathlib import Path

from etic.analysis.result import Result


def save(result: Result, path: Path) -> None:
    """Write the first drawing of a result as `.svg` or `.png`."""
    raise NotImplementedError
