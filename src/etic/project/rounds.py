"""Blind second coding, and decisions where coders differ."""

from __future__ import annotations

from etic.project.agreement import Agreement


class Rounds(Agreement):
    """Blind second coding, and decisions where coders differ."""
