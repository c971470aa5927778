"""How far coders agree."""

from __future__ import annotations

from etic.project.framework import Framework


class Agreement(Framework):
    """How far coders agree."""
