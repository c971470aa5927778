"""Reports that a researcher writes: Markdown with figures of the project in it."""

from __future__ import annotations

from etic.project.indicators import Indicators


class Templates(Indicators):
    """A project with report templates."""
