"""Codes counted by groups of respondents."""

from __future__ import annotations

from etic.project.responses import Answered


class Crosstabs(Answered):
    """Codes counted by groups of respondents."""
