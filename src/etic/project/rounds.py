"""Blind second coding, and decisions where coders differ."""

from __future__ import annotations

from etic.project.unitizing import Unitizing


class Rounds(Unitizing):
    """Blind second coding, and decisions where coders differ."""
