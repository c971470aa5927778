"""Codes counted by groups of respondents."""

from __future__ import annotations

from etic.project.guide import Guides


class Crosstabs(Guides):
    """Codes counted by groups of respondents."""
